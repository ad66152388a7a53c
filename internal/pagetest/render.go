package pagetest

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"github.com/docbind/docbind/model"
)

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithRendererOptions(html.WithUnsafe()))

// rendered is a block at the top of a page and what comes of it.
type rendered struct {
	start, end int // bytes; up to the next block
	html       string
}

// render returns the blocks of a page. White space that no reader sees is left out.
func render(src []byte) ([]rendered, error) {
	doc := markdown.Parser().Parse(text.NewReader(src))
	var blocks []rendered
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		var b bytes.Buffer
		if err := markdown.Renderer().Render(&b, src, n); err != nil {
			return nil, err
		}
		if n.Kind() == ast.KindLinkReferenceDefinition || strings.TrimSpace(b.String()) == "" {
			continue
		}
		start := n.Pos()
		if len(blocks) > 0 {
			start = max(start, blocks[len(blocks)-1].start)
			blocks[len(blocks)-1].end = start
		}
		blocks = append(blocks, rendered{start, len(src), strings.TrimSpace(b.String())})
	}
	return blocks, nil
}

// destinations are where links lead.
var destinations = regexp.MustCompile(` href="[^"]*"`)

// definition matches the start of a line that says where links lead: [label]: path.
var definition = regexp.MustCompile(`^ {0,3}\[[^\]]+\]:`)

// SameRendering fails unless a page renders the same before and after some edits but for
// the blocks that these touch, and those next to them. If they touch the definition of a
// link, links may lead elsewhere.
func SameRendering(before, after string, edits []model.Edit) error {
	old, err := render([]byte(before))
	if err != nil {
		return err
	}
	mended, err := render([]byte(after))
	if err != nil {
		return err
	}
	if slices.ContainsFunc(edits, func(e model.Edit) bool {
		return definition.MatchString(before[strings.LastIndexByte(before[:e.Start], '\n')+1:])
	}) {
		dropDestinations(old)
		dropDestinations(mended)
	}
	first, last := len(before), 0
	for _, e := range edits {
		first, last = min(first, int(e.Start)), max(last, int(e.End))
	}
	// What stands wholly before the edits, and wholly behind them, less the neighbours.
	head := max(slices.IndexFunc(old, func(b rendered) bool { return b.end >= first })-1, 0)
	tail := 0
	for tail < len(old) && old[len(old)-1-tail].start > last {
		tail++
	}
	tail = max(tail-1, 0)
	for i := range head {
		if i >= len(mended) || mended[i].html != old[i].html {
			return differs(before, old[i], mended, i)
		}
	}
	for i := 1; i <= tail; i++ {
		if i > len(mended) || mended[len(mended)-i].html != old[len(old)-i].html {
			return differs(before, old[len(old)-i], mended, len(mended)-i)
		}
	}
	return nil
}

// dropDestinations leaves of links what is shown.
func dropDestinations(blocks []rendered) {
	for i := range blocks {
		blocks[i].html = destinations.ReplaceAllString(blocks[i].html, "")
	}
}

func differs(before string, was rendered, mended []rendered, i int) error {
	now := "nothing"
	if i >= 0 && i < len(mended) {
		now = mended[i].html
	}
	return fmt.Errorf("%s renders as\n%s\nand after an edit elsewhere as\n%s", strings.TrimSpace(before[was.start:was.end]), was.html, now)
}
