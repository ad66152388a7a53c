package lint

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// leftovers are what generators of docs leave where they don't know what to write: what it
// begins with and what it ends with on the same line. Without an end it goes up to the end
// of the value or cell. Pages have few of the byte at rare, so that is where a search begins.
var leftovers = []struct {
	mark, end string
	rare      int
}{
	{"$(", ")", 0},        // "$(metadata.owner)"
	{"** ", "**", 0},      // ** Entity URI for x not found **
	{"<Unknown ", ">", 1}, // "<Unknown Primitive Type Edm.Stream>"
	{"TODO", "**", 1},     // **TODO: Add Description**, TODO: describe it, or alone in a value, a cell or a paragraph
	{"TBD", "", 1},        // alone, as is the next
	{"TBA", "", 1},
}

// leftovers looks for text of generators in code, tables, annotations and the front matter.
func (p *page) leftovers() {
	for _, l := range leftovers {
		for from := 0; ; {
			n := strings.Index(p.Text[from:], l.mark[l.rare:])
			if n < 0 {
				break
			}
			at := from + n - l.rare
			from += n + len(l.mark) - l.rare
			if at < 0 || !strings.HasPrefix(p.Text[at:], l.mark) {
				continue
			}
			start, found := at, ""
			if strings.HasPrefix(l.mark, "T") {
				start, found = p.unwritten(at, len(l.mark))
			} else {
				found = p.upTo(at, len(l.mark), l.end)
			}
			if found != "" && p.leftover(l.mark, found, start) {
				p.leftHere(start, found)
				from = max(from, start+len(found))
			}
		}
	}
}

func (p *page) leftHere(at int, found string) {
	message := "text of a docs generator was left here: " + clip(found)
	if len(found) <= len("TODO") {
		message = "what belongs here is still to be written: " + found
	}
	p.report(model.RuleLeftover, model.Span{Start: int32(at), End: int32(at + len(found))}, message, "write what belongs here")
}

// upTo returns the text at an offset up to what it ends with, "" if that is not there.
func (p *page) upTo(at, mark int, end string) string {
	line := p.restOfLine(at)
	if n := strings.Index(line[mark:], end); n > 0 {
		return line[:mark+n+len(end)]
	}
	return ""
}

// longestLeftover is how many bytes behind the beginning of a leftover are looked at: nobody writes
// longer ones, and a line may hold very many beginnings.
const longestLeftover = 1000

// restOfLine returns what follows an offset on its line.
func (p *page) restOfLine(at int) string {
	line, _, _ := strings.Cut(p.Text[at:min(len(p.Text), at+longestLeftover)], "\n")
	return strings.TrimSuffix(line, "\r")
}

// unwritten returns where what an author has to write later is named, and the words that do: TODO and
// what follows a colon, with the asterisks of bold, or a word alone.
func (p *page) unwritten(at, mark int) (start int, found string) {
	const todo, bold = "TODO", "**"
	if mark == len(todo) && strings.HasSuffix(p.Text[:at], bold) {
		if found := p.upTo(at, mark, bold); found != "" {
			return at - len(bold), bold + found
		}
	}
	switch {
	case mark == len(todo) && strings.HasPrefix(p.Text[at+mark:], ":"):
		line := p.restOfLine(at)
		if n := strings.IndexAny(line, "|\"<"); n >= 0 {
			line = line[:n]
		}
		return at, strings.TrimRight(line, " \t*`")
	case p.alone(at, mark):
		return at, p.Text[at : at+mark]
	}
	return at, ""
}

// alone reports whether a word is all that a value, a cell, a string or a line of prose says.
func (p *page) alone(at, length int) bool {
	const marks = " \t*_`'\"()[]"
	end := at + length
	for at > 0 && strings.IndexByte(marks, p.Text[at-1]) >= 0 {
		at--
	}
	for end < len(p.Text) && strings.IndexByte(marks+".,", p.Text[end]) >= 0 {
		end++
	}
	return (at == 0 || strings.IndexByte("\n|:", p.Text[at-1]) >= 0) && (end == len(p.Text) || strings.IndexByte("\r\n|", p.Text[end]) >= 0)
}

// leftover reports whether a text that begins like a leftover is one, and not reported by
// another rule: by http/generator-text in a path, by table/blank-permission in a table of
// permissions.
func (p *page) leftover(mark, found string, at int) bool {
	place, ok := p.placeOf(at)
	if !ok {
		return false
	}
	switch mark {
	case "$(":
		name := found[2 : len(found)-1]
		plain := strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.") == ""
		return plain && (place != model.TableBlock && place != model.CodeBlock || place == model.CodeBlock && strings.Contains(name, "."))
	case "** ":
		if at > 0 && (p.Text[at-1] == '*' || p.Text[at-1] == '/') {
			return false
		}
		return strings.Contains(found, "Unknown ") || strings.Contains(found, "not found")
	}
	return true
}

// placeOf returns what kind of block holds an offset; the front matter and comments that are
// annotations are comments. ok is false where generators don't write.
func (p *page) placeOf(at int) (kind model.BlockKind, ok bool) {
	if len(p.Blocks) == 0 || at < int(p.Blocks[0].Start) {
		return model.CommentBlock, strings.HasPrefix(p.Text, "---")
	}
	b := p.blockAt(int32(at))
	if b == nil {
		return 0, false
	}
	switch b.Kind {
	case model.CommentBlock:
		return b.Kind, len(b.Members) > 0
	case model.TableBlock:
		return b.Kind, b.Within != model.SectionPermissions
	case model.CodeBlock:
		for i := range p.Findings {
			if f := &p.Findings[i]; f.Rule == model.RuleGeneratorText && int(f.Pos.Start) <= at && at < int(f.Pos.End) {
				return b.Kind, false
			}
		}
		info := strings.ToLower(b.Info)
		return b.Kind, info == "" || strings.HasPrefix(info, "http") || strings.HasPrefix(info, "json") || strings.HasPrefix(info, "msgraph")
	}
	before := strings.TrimRight(p.Text[:at], " \t*_>-")
	begins := before == "" || strings.HasSuffix(before, "\n")
	return b.Kind, b.Kind == model.ParagraphBlock && (begins || strings.HasPrefix(p.Text[at:], "**TODO"))
}
