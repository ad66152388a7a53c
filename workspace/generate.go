package workspace

import (
	"errors"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/templates"
)

// Config says what to generate from where.
type Config struct {
	Docs    []string // folders of Markdown pages
	Root    string   // folder that includes must not leave; found if empty
	Out     string   // folder of the generated package
	Package string   // its name
	Emit    []string // client, handler, tests; all if empty
	Select  []string // patterns of [resolve.Select]; everything if empty
	// Start, if not nil, is told the number of pages; what it returns is called
	// after each, from any goroutine.
	Start func(pages int) func()
}

// Emits are the parts of a generated package.
var Emits = []string{"client", "handler", "tests"}

// Summary accounts for every page of a run.
type Summary struct {
	Pages          int `json:"pages"`
	OperationPages int `json:"operation_pages"`
	Operations     int `json:"operations"`
	// AllOperations counts those, too, that were not selected.
	AllOperations int           `json:"all_operations"`
	Routes        int           `json:"routes"`
	Types         int           `json:"types"`
	Enums         int           `json:"enums"`
	Pairs         PairCounts    `json:"pairs"`
	Files         FileCounts    `json:"files"`
	Skipped       []SkippedPage `json:"skipped"`
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
	API   *model.API
}

// Load finds, parses and resolves the pages of a config.
func Load(c Config) (Loaded, error) {
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
	var progress func()
	if c.Start != nil {
		progress = c.Start(len(sources))
	}
	pages := Parse(sources, progress)
	api := resolve.Resolve(pages, resolve.Options{
		Reserved:  templates.Reserved(),
		Fragments: includer{root, roots}.fragments(pages),
	})
	return Loaded{Root: root, Pages: pages, API: api}, nil
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
	s.Files, err = write(c.Out, files)
	return loaded, s, err
}

// check refuses a config that cannot be meant.
func (c Config) check() error {
	switch {
	case len(c.Docs) == 0:
		return errors.New("--docs is missing: the folder of the Markdown pages")
	case c.Out == "":
		return errors.New("--out is missing: the folder of the generated package")
	case !token.IsIdentifier(c.Package) || c.Package == "_" || c.Package == "main" || c.Package == "documentation" || strings.HasSuffix(c.Package, "_test"):
		return fmt.Errorf("--package %q is no name for a Go package", c.Package)
	}
	for _, e := range c.Emit {
		if !slices.Contains(Emits, e) {
			return fmt.Errorf("--emit %q is unknown: client, handler and tests can be emitted", e)
		}
	}
	if slices.Contains(c.Emit, "tests") && !(slices.Contains(c.Emit, "client") && slices.Contains(c.Emit, "handler")) {
		return errors.New("--emit tests needs client and handler: the tests replay the samples through both")
	}
	return nil
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
