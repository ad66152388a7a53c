package workspace

import (
	"cmp"
	"fmt"
	"slices"
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
	// LeftOut are the pairs that are not tested, by position.
	LeftOut []LeftOutPair `json:"left_out"`
	Skipped []SkippedPage `json:"skipped"`
}

// PairCounts counts the documented request and response pairs.
type PairCounts struct {
	Documented int `json:"documented"`
	Tested     int `json:"tested"`
	LeftOut    int `json:"left_out"`
	// Rules counts those that are left out by the rule of the finding that keeps them
	// from being tested.
	Rules map[string]int `json:"rules"`
}

// LeftOutPair is a documented pair that cannot be replayed as its page shows it.
type LeftOutPair struct {
	Page   string `json:"page"`
	Line   int    `json:"line"`   // of the request
	Answer int    `json:"answer"` // line of the response
	Rule   string `json:"rule"`
	Reason string `json:"reason"`
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
	s.Files, err = write(c.Out, append(files, record)) // last, when all that it lists is there
	return loaded, s, err
}

func summarize(api *model.API) Summary {
	s := Summary{Pages: api.Pages, OperationPages: api.OperationPages, LeftOut: []LeftOutPair{}, Skipped: []SkippedPage{}}
	s.Pairs.Rules = map[string]int{}
	for _, svc := range api.Services {
		s.Operations += len(svc.Operations)
		for i := range svc.Operations {
			op := &svc.Operations[i]
			s.Routes += len(op.Routes)
			for j := range op.Examples {
				s.count(&op.Examples[j])
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
	slices.SortFunc(s.LeftOut, func(a, b LeftOutPair) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Answer, b.Answer))
	})
	return s
}

// count adds a pair.
func (s *Summary) count(e *model.Example) {
	s.Pairs.Documented++
	if e.LeftOut == "" {
		s.Pairs.Tested++
		return
	}
	s.Pairs.LeftOut++
	s.Pairs.Rules[e.LeftOut]++
	s.LeftOut = append(s.LeftOut, LeftOutPair{e.Pos.File, int(e.Pos.Line), int(e.ResponsePos.Line), e.LeftOut, cmp.Or(e.Reason, model.RuleDoc(e.LeftOut))})
}
