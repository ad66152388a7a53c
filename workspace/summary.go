package workspace

import (
	"cmp"
	"slices"

	"github.com/docbind/docbind/model"
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
	Stubs *StubCounts `json:"stubs,omitempty"`
	// PagesByUse counts the pages by what was made of them; the counts add up to Pages.
	PagesByUse PageUses `json:"pages_by_use"`
	// LeftOut are the pairs that are not tested, by position.
	LeftOut []LeftOutPair `json:"left_out"`
	Skipped []SkippedPage `json:"skipped"`
	// OnlyRequests counts those of the unused pages that show annotated requests, none of them below
	// a heading HTTP request.
	OnlyRequests int `json:"only_requests"`
	// Unused are the pages of which there is nothing to make, sorted.
	Unused []string `json:"unused"`
}

// PageUses counts pages, each once: under the first that is true of it.
type PageUses struct {
	Operations  int `json:"operations"`   // operations were generated
	Skipped     int `json:"skipped"`      // it documents an operation that could not be
	Types       int `json:"types"`        // types were generated
	NotSelected int `json:"not_selected"` // there is something, but it was not selected
	Unused      int `json:"unused"`       // there is neither an operation nor a type
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

// leftOut is a pair that is not tested, with its places.
type leftOut struct {
	Request, Response model.Position
	Rule, Reason      string
}

// summarize accounts for what is in a selection of everything. What has places, the pairs
// that are not tested and the skipped pages, is still to be listed.
func summarize(paths []string, all, api *model.API) (Summary, []leftOut) {
	s := Summary{Pages: api.Pages, OperationPages: api.OperationPages}
	var left []leftOut
	s.Pairs.Rules = map[string]int{}
	for _, svc := range api.Services {
		s.Operations += len(svc.Operations)
		for i := range svc.Operations {
			op := &svc.Operations[i]
			s.Routes += len(op.Routes)
			for j := range op.Examples {
				left = append(left, s.count(&op.Examples[j])...)
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
	for _, service := range all.Services {
		s.AllOperations += len(service.Operations)
	}
	s.account(paths, all, api)
	return s, left
}

// list lists what has places.
func (s *Summary) list(skipped []model.Skipped, left []leftOut) {
	s.Skipped, s.LeftOut = []SkippedPage{}, []LeftOutPair{}
	if s.Unused == nil { // nothing is kept as nil
		s.Unused = []string{}
	}
	if s.Pairs.Rules == nil {
		s.Pairs.Rules = map[string]int{}
	}
	for _, k := range skipped {
		s.Skipped = append(s.Skipped, SkippedPage{k.Pos.Path(), int(k.Pos.Line), int(k.Pos.Column), k.Rule, k.Reason})
	}
	for _, l := range left {
		s.LeftOut = append(s.LeftOut, LeftOutPair{l.Request.Path(), int(l.Request.Line), int(l.Response.Line), l.Rule, l.Reason})
	}
	slices.SortFunc(s.LeftOut, func(a, b LeftOutPair) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Answer, b.Answer))
	})
}

// count adds a pair, and returns it if it is not tested.
func (s *Summary) count(e *model.Example) []leftOut {
	s.Pairs.Documented++
	if e.LeftOut == "" {
		s.Pairs.Tested++
		return nil
	}
	s.Pairs.LeftOut++
	s.Pairs.Rules[e.LeftOut]++
	return []leftOut{{e.Pos, e.ResponsePos, e.LeftOut, cmp.Or(e.Reason, model.RuleDoc(e.LeftOut))}}
}

// account says of every page what was made of it.
func (s *Summary) account(paths []string, all, api *model.API) {
	operations, types := usedPages(api)
	allOperations, allTypes := usedPages(all)
	skipped := map[string]bool{}
	for _, k := range api.Skipped {
		skipped[k.Pos.Path()] = true
	}
	shown := map[string]bool{}
	for i := range all.Findings {
		if f := &all.Findings[i]; f.Rule == model.RuleNoHeading {
			shown[f.Pos.Path()] = true
		}
	}
	s.Unused = []string{}
	for _, page := range paths {
		switch {
		case operations[page]:
			s.PagesByUse.Operations++
		case skipped[page]:
			s.PagesByUse.Skipped++
		case types[page]:
			s.PagesByUse.Types++
		case allOperations[page] || allTypes[page]:
			s.PagesByUse.NotSelected++
		default:
			if s.PagesByUse.Unused++; shown[page] {
				s.OnlyRequests++
			}
			s.Unused = append(s.Unused, page)
		}
	}
}

// usedPages returns the pages that operations come from, and those that types do.
func usedPages(api *model.API) (operations, types map[string]bool) {
	operations, types = map[string]bool{}, map[string]bool{}
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			operations[api.Services[i].Operations[j].Page] = true
		}
	}
	for i := range api.Types {
		for _, pos := range api.Types[i].Declared {
			types[pos.Path()] = true
		}
	}
	return operations, types
}

func pagePaths(pages []*model.Page) []string {
	paths := make([]string, len(pages))
	for i, p := range pages {
		paths[i] = p.Path
	}
	slices.Sort(paths)
	return paths
}
