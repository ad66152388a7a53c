package parser

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"github.com/docbind/docbind/model"
)

// The limits on a page. They are far above real pages and keep the Markdown
// parser, which is more than linear in these, from hanging.
const (
	MaxPageSize = 8 << 20 // bytes
	maxNesting  = 100     // lists and quotes opened on one line
	maxIndent   = 400     // columns before a list marker
	maxColumns  = 200     // of a table
	maxLinks    = 4000    // link starts in one block of lines
)

// parsers keeps what was needed for one page for the next.
var parsers = sync.Pool{New: func() any { return new(pageParser) }}

// Parse reads a page. The path is the page's slash-separated path relative to
// the docs root; it goes into every position. The texts of the page are parts of src,
// which must not change from here on.
func Parse(path string, src []byte) *model.Page {
	return parse(path, src, nil, false)
}

// ParseDetails reads a page like [Parse], and keeps its text and its blocks.
func ParseDetails(path string, src []byte) *model.Page {
	return parse(path, src, nil, true)
}

// ParseFragment reads a file that a page includes: what stands above the
// fragment's first heading is read as if it stood where the include does.
func ParseFragment(path string, src []byte, at model.Include) *model.Page {
	return parse(path, src, &at, false)
}

// ParseFragmentDetails reads a file like [ParseFragment], and keeps its text and its blocks.
func ParseFragmentDetails(path string, src []byte, at model.Include) *model.Page {
	return parse(path, src, &at, true)
}

func parse(path string, src []byte, at *model.Include, detailed bool) *model.Page {
	page := &model.Page{Path: path}
	p := parsers.Get().(*pageParser)
	*p = pageParser{page: page, at: model.Include{Section: -1}, fragment: at != nil, detailed: detailed, room: p.room.emptied()}
	if p.fragment {
		p.at = *at
	}
	defer parsers.Put(p)
	written := util.BytesToReadOnlyString(src)
	p.index(path, written)
	if detailed {
		page.Text = p.text
	}
	if f, ok := refuse(&p.source); ok {
		page.Findings = append(page.Findings, f)
		return page
	}
	p.bilingual = strings.Contains(p.text, translationSpan)
	p.mendEncoding()
	p.base = p.frontMatter()
	if p.text != written {
		src = []byte(p.text)
	}
	p.mended = p.mend(src[p.base:])
	p.findBlocks()
	p.preBlocks()
	p.outline()
	p.htmlTables()
	p.listen()
	p.read()
	p.dropHosts()
	p.dropPrefixes()
	p.deprecate()
	if detailed {
		p.details()
	}
	page.Findings = model.SortFindings(page.Findings)
	return page
}

// refuse returns a finding if the page must not be parsed at all.
func refuse(s *source) (model.Finding, bool) {
	if len(s.text) > MaxPageSize {
		return model.NewFinding(model.RulePageTooLarge, s.pos(0, 0),
			fmt.Sprintf("the page has %d bytes, at most %d are read", len(s.text), MaxPageSize)), true
	}
	if f, ok := refuseUTF16(s); ok {
		return f, true
	}
	return refuseNesting(s)
}

// refuseUTF16 finds pages in an encoding with two bytes a character.
func refuseUTF16(s *source) (model.Finding, bool) {
	start := s.text[:min(2, len(s.text))]
	if start != "\xff\xfe" && start != "\xfe\xff" && !strings.Contains(start, "\x00") {
		return model.Finding{}, false
	}
	f := model.NewFinding(model.RulePageEncoding, s.pos(0, 0), "the page is UTF-16 and is not read")
	f.Fix = "save it as UTF-8"
	return f, true
}

// mendEncoding replaces bytes that are not UTF-8, such as those of Windows-1252, by
// question marks and reports the first: they are few, mostly, and stand in prose.
func (p *pageParser) mendEncoding() {
	if utf8.ValidString(p.text) {
		return
	}
	out := []byte(p.text)
	first, count := 0, 0
	for i := 0; i < len(out); {
		r, n := utf8.DecodeRune(out[i:])
		if r == utf8.RuneError && n == 1 {
			if count++; count == 1 {
				first = i
			}
			out[i] = '?'
		}
		i += n
	}
	message := fmt.Sprintf("byte 0x%02x is not UTF-8 and is read as a question mark", p.text[first])
	if count > 1 {
		message += fmt.Sprintf(", as are %d more", count-1)
	}
	p.text = string(out)
	p.report(model.RulePageByte, p.pos(first, first+1), message, "save the page as UTF-8")
}

// refuseNesting finds the constructs on which Markdown parsing is quadratic.
func refuseNesting(s *source) (model.Finding, bool) {
	links, many := 0, len(s.text) > 2*maxLinks && strings.Count(s.text, "](") > maxLinks
	for i, start := range s.lines {
		end := len(s.text)
		if i+1 < len(s.lines) {
			end = s.lines[i+1]
		}
		l := s.text[start:end]
		what := ""
		if many {
			links += strings.Count(l, "](")
			if strings.TrimSpace(l) == "" {
				links = 0
			}
		}
		switch {
		case len(l) > maxNesting && containers(l) > maxNesting:
			what = "lists or quotes are nested too deeply"
		case links > maxLinks:
			what = "too many links in one paragraph"
		case len(l) > maxColumns && strings.Count(l, "|") > maxColumns:
			what = "the table has too many columns"
		default:
			continue
		}
		return model.NewFinding(model.RulePageNesting, s.pos(start, start+len(strings.TrimRight(l, "\r\n"))),
			what+"; the page is not read"), true
	}
	return model.Finding{}, false
}

// containers counts the lists and quotes that the line's markers open; a deep
// indent before a marker counts as if every two columns opened one.
func containers(l string) int {
	n, indent := 0, 0
	for i := 0; i < len(l); i++ {
		switch l[i] {
		case ' ', '\t':
			indent++
		case '>', '-', '*', '+':
			n++
			if indent > maxIndent {
				return maxNesting + 1
			}
		default:
			return n
		}
	}
	return 0 // a rule or a row of markers, nothing inside
}

// pageParser holds what is known of a page while it is being read.
type pageParser struct {
	source
	room
	page *model.Page
	base int // offset of the Markdown after the front matter
	// mended is the Markdown: text from base on, with lines rewritten at equal length.
	mended []byte
	// insertions counts the edits that add a line, rowCuts those that cut the rows of a
	// table, and tables the tables found whose rows were cut.
	insertions, rowCuts, tables int
	// passed is what stands in the tree for lines that were passed over.
	passed ast.Node
	// context holds the link definitions of the page.
	context gm.Context
	// wanted holds the blocks whose lines are to be read next.
	wanted *ast.TextBlock
	// titleLevel is the level of the heading that is the title.
	titleLevel int
	// announced are what headings, and labels in place of them, announce.
	announced sectionKinds
	// facts counts what the page states; manyLines reports that request lines were left
	// out.
	facts     int
	manyLines bool
	// titleSays is what the title announces, once it was asked for.
	titleSays *announcement
	// inherits is the base type that a sentence of a resource page names.
	inherits model.TypeExpr
	// opens reports that a sentence of a resource page says that its type is open.
	opens bool
	// dictionary says that the text calls the type a dictionary.
	dictionary bool
	// linked are the anchors on the page that rows of the body's tables link to.
	linked map[string]bool
	// lead is the paragraph right above a block, led the type that the one above the body's first table
	// links to.
	lead *block
	led  model.TypeExpr
	// sampleEnd is where the last code block of messages ends.
	sampleEnd int
	// listEnd is the block after the last list that begins with a name, inNames reports that it was
	// one of names.
	listEnd int
	inNames bool
	// messages reports that the page shows requests as HTTP messages, once it was looked for them.
	messages, lookedForMessages bool
	// asks reports that a text has led over to permissions, the last in the section askedIn; spoken
	// are those that texts list, the last in the section spokenAt.
	asks              bool
	askedIn, spokenAt int
	spoken            []model.Text
	// note is the note that says of something that it is deprecated.
	note model.Text
	// bilingual reports that the page has each text in translation and in English.
	bilingual bool
	// at is where the file is included, if it is a fragment.
	at       model.Include
	fragment bool
	// detailed reports that the blocks of the page are kept.
	detailed bool
}

// room is what the parser needs for one page only, but for what pages have in common.
type room struct {
	starts []int  // of the lines
	src    []byte // what goldmark finds the blocks of
	edits  []edit // where src differs from mended
	blocks []block
	spare  []block     // for merging
	cells  []tableCell // of all tables
	rows   []row
	code   []line // of all code blocks
	// inlines is what the simple lines say, links and codes are of all of them.
	inlines []inline
	links   []link
	codes   []span
	open    []openHeading
	english []string // headings of the sections, as far as anchors tell
	columns []string // names of those of a table
	object  []member // of an annotation
	// scratch is where inline texts are put together.
	scratch bytes.Buffer
	common  common
}

// emptied returns the room without what was in it.
func (r *room) emptied() room {
	clear(r.blocks) // they hold the syntax tree
	clear(r.spare)
	clear(r.cells)
	return room{
		starts: r.starts[:0], src: r.src[:0], edits: r.edits[:0], blocks: r.blocks[:0], spare: r.spare[:0], cells: r.cells[:0], rows: r.rows[:0],
		code: r.code[:0], inlines: r.inlines[:0], links: r.links[:0], codes: r.codes[:0],
		open: r.open[:0], english: r.english[:0], columns: r.columns[:0], object: r.object[:0], scratch: r.scratch, common: r.common,
	}
}

// report adds a finding to the page. It may be added to until the next one is reported.
func (p *pageParser) report(rule string, pos model.Position, message, fix string) *model.Finding {
	f := model.NewFinding(rule, pos, message)
	f.Fix = fix
	p.page.Findings = append(p.page.Findings, f)
	return &p.page.Findings[len(p.page.Findings)-1]
}
