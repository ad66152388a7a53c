package workspace

import (
	"fmt"
	"io"
	"os"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// parsePages reads and parses the pages, in as many goroutines as there are
// processors. progress, if not nil, is called after each page, from any of them.
// A file that cannot be read gives a page with the finding that says so.
func parsePages(sources []Source, parse func(path string, src []byte) *model.Page, progress func()) []*model.Page {
	pages := make([]*model.Page, len(sources))
	onAllCores(len(sources), func(i int, _ *fileReader) {
		content, refusal := readPage(sources[i])
		if refusal != nil {
			pages[i] = refusal
		} else {
			pages[i] = parse(sources[i].Path, content)
		}
		if progress != nil {
			progress()
		}
	})
	return pages
}

// readPage returns the content of a page, or a page with the finding that says why there
// is none.
func readPage(src Source) (content []byte, refusal *model.Page) {
	unread := func(rule, message string) ([]byte, *model.Page) {
		pos := model.Position{File: model.FileOf(src.Path), Line: 1, Column: 1}
		return nil, &model.Page{Path: src.Path, Findings: []model.Finding{model.NewFinding(rule, pos, message)}}
	}
	if src.Refused != "" {
		return unread(model.RulePageUnreadable, src.Refused)
	}
	if src.Content != nil {
		return src.Content, nil
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
		return unread(model.RulePageTooLarge, tooLarge(info.Size()))
	}
	content = make([]byte, info.Size()) // no larger, since the page keeps it
	if _, err := io.ReadFull(f, content); err != nil {
		return unread(model.RulePageUnreadable, err.Error())
	}
	return content, nil
}

// ReadBeside reads a file of the docs that is no page, such as settings of tools. It is no larger
// than a page may be, and no device, which a link may lead to.
func ReadBeside(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no regular file", name)
	case info.Size() > parser.MaxPageSize:
		return nil, fmt.Errorf("%s has %d bytes, at most %d are read", name, info.Size(), parser.MaxPageSize)
	}
	return os.ReadFile(name)
}
