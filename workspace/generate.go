package workspace

import (
	"fmt"
	"strings"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/templates"
)

// Summary accounts for every page of a run.
type Summary struct {
	Pages          int `json:"pages"`
	OperationPages int `json:"operation_pages"`
	Operations     int `json:"operations"`
	// AllOperations counts those, too, that were not selected.
	AllOperations int        `json:"all_operations"`
	Routes        int        `json:"routes"`
	Types         int        `json:"types"`
	Enums         int        `json:"enums"`
	Pairs         PairCounts `json:"pairs"`
	Files         FileCounts `json:"files"`
	// Stubs is nil without a folder for them.
	Stubs   *StubCounts   `json:"stubs,omitempty"`
	Skipped []SkippedPage `json:"skipped"`
}

// PairCounts counts the documented request and response pairs.
type PairCounts struct {
	Documented int `json:"documented"`
	Tested     int `json:"tested"`
	LeftOut    int `json:"left_out"`
}

// SkippedPage is an operation page that generated nothing.
type SkippedPage struct {
	Page   string `json:"page"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Rule   string `json:"rule"`
	Reason string `json:"reason"`
}

// Loaded is a docs set after parsing and resolving.
type Loaded struct {
	// Root is the absolute folder that the paths of pages are relative to.
	Root  string
	Pages []*model.Page
	// API has the names that the config chooses.
	API *model.API

	given  *model.API   // with the names that docbind gives
	before *model.Names // those of the earlier run, nil if there was none
}

// Load finds, parses and resolves the pages of a config. Names are kept that the
// manifest in the output folder lists, if the config has such a folder.
func Load(c Config) (Loaded, error) {
	if len(c.Docs) == 0 {
		return Loaded{}, errNoDocs
	}
	root, sources, err := Discover(c.Docs)
	if err != nil {
		return Loaded{}, err
	}
	if len(sources) == 0 {
		return Loaded{}, fmt.Errorf("there are no Markdown pages below %s", strings.Join(c.Docs, " or "))
	}
	roots, err := docsRoots(c.Root, c.Docs)
	if err != nil {
		return Loaded{}, err
	}
	loaded := Loaded{Root: root}
	if c.Out != "" {
		if loaded.before, err = readManifest(c.Out, root); err != nil {
			return loaded, err
		}
	}
	var progress func()
	if c.Start != nil {
		progress = c.Start(len(sources))
	}
	loaded.Pages = Parse(sources, progress)
	reserved := templates.Reserved()
	loaded.given = resolve.Resolve(loaded.Pages, resolve.Options{
		Reserved:  reserved,
		Fragments: includer{root, roots}.fragments(loaded.Pages),
		Names:     loaded.before,
	})
	loaded.API, err = resolve.Rename(loaded.given, c.Names, reserved)
	return loaded, err
}

// Generate loads the docs and writes the package. The API is valid even if writing
// fails. The pages are dropped: all that is printed is in the API.
func Generate(c Config) (Loaded, Summary, error) {
	if err := c.check(); err != nil {
		return Loaded{}, Summary{}, err
	}
	if err := checkFolder(c.Out); err != nil {
		return Loaded{}, Summary{}, err
	}
	loaded, err := Load(c)
	if err != nil {
		return loaded, Summary{}, err
	}
	loaded.Pages = nil
	api, err := resolve.Select(loaded.API, c.Select)
	if err != nil {
		return loaded, Summary{}, err
	}
	s := summarize(api)
	for _, service := range loaded.API.Services {
		s.AllOperations += len(service.Operations)
	}
	files, err := templates.Render(api, templates.Options{Package: c.Package, Emit: c.Emit})
	if err != nil {
		return loaded, s, err
	}
	record, err := newManifest(resolve.Handed(loaded.given, api, loaded.before), files)
	if err != nil {
		return loaded, s, err
	}
	stubs, err := planStubs(c, api)
	if err != nil {
		return loaded, s, err
	}
	loaded.API.Findings = model.SortFindings(append(loaded.API.Findings, stubs.gone(api, loaded.Root)...))
	if s.Files, err = write(c.Out, append(files, record)); err != nil { // the record last, when all that it lists is there
		return loaded, s, err
	}
	s.Stubs, err = stubs.write()
	return loaded, s, err
}

func summarize(api *model.API) Summary {
	s := Summary{Pages: api.Pages, OperationPages: api.OperationPages, Skipped: []SkippedPage{}}
	for _, svc := range api.Services {
		s.Operations += len(svc.Operations)
		for i := range svc.Operations {
			op := &svc.Operations[i]
			s.Routes += len(op.Routes)
			s.Pairs.Documented += len(op.Examples)
			for _, e := range op.Examples {
				if e.LeftOut == "" {
					s.Pairs.Tested++
				} else {
					s.Pairs.LeftOut++
				}
			}
		}
	}
	for i := range api.Types {
		if api.Types[i].Kind == model.EnumType {
			s.Enums++
		} else {
			s.Types++
		}
	}
	for _, k := range api.Skipped {
		s.Skipped = append(s.Skipped, SkippedPage{k.Pos.File, int(k.Pos.Line), int(k.Pos.Column), k.Rule, k.Reason})
	}
	return s
}
