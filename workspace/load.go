package workspace

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// Parse reads and parses the pages, in as many goroutines as there are
// processors. progress, if not nil, is called after each page, from any of them.
// A file that cannot be read gives a page with the finding that says so.
func Parse(sources []Source, progress func()) []*model.Page {
	return parsePages(sources, parser.Parse, progress)
}

// parsePages is Parse with a function that parses one page.
func parsePages(sources []Source, parse func(path string, src []byte) *model.Page, progress func()) []*model.Page {
	pages := make([]*model.Page, len(sources))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(sources)) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(sources) {
					return
				}
				pages[i] = parsePage(sources[i], parse)
				if progress != nil {
					progress()
				}
			}
		})
	}
	wg.Wait()
	return pages
}

func parsePage(src Source, parse func(path string, src []byte) *model.Page) *model.Page {
	unread := func(rule, message string) *model.Page {
		pos := model.Position{File: src.Path, Line: 1, Column: 1}
		return &model.Page{Path: src.Path, Findings: []model.Finding{model.NewFinding(rule, pos, message)}}
	}
	if src.Refused != "" {
		return unread(model.RulePageUnreadable, src.Refused)
	}
	if src.Content != nil {
		return parse(src.Path, src.Content)
	}
	f, err := os.Open(src.File)
	if err != nil {
		return unread(model.RulePageUnreadable, err.Error())
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return unread(model.RulePageUnreadable, err.Error())
	}
	if info.Size() > parser.MaxPageSize {
		return unread(model.RulePageTooLarge, fmt.Sprintf("the page has %d bytes, at most %d are read", info.Size(), parser.MaxPageSize))
	}
	data := make([]byte, info.Size()) // no larger, since the page keeps it
	if _, err := io.ReadFull(f, data); err != nil {
		return unread(model.RulePageUnreadable, err.Error())
	}
	return parse(src.Path, data)
}
