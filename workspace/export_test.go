package workspace

import (
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// Parse reads and parses pages.
func Parse(sources []Source) []*model.Page { return parsePages(sources, parser.Parse, nil) }
