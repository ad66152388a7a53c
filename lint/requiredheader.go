package lint

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// ownHeaders are those that a sample need not show: other rules are about them, or HTTP clients
// write them.
var ownHeaders = []string{"authorization", "content-type", "content-length", "host"}

// requiredHeaders reports samples that leave out headers which the table calls required.
func (p *page) requiredHeaders() {
	if len(p.operations) != 1 {
		return
	}
	var wanted []*model.Parameter
	for i := range p.Parameters {
		q := &p.Parameters[i]
		own := func(name string) bool { return strings.EqualFold(name, q.Name.Value) }
		one := !strings.ContainsAny(q.Name.Value, " ,/") // not either of two
		if q.In == model.InHeader && one && !slices.ContainsFunc(ownHeaders, own) && saysRequired(q.Description.Value) {
			wanted = append(wanted, q)
		}
	}
	const many = 20 // more than any request has
	if len(wanted) == 0 || len(wanted) > many {
		return
	}
	for i := range p.Samples {
		m := &p.Samples[i]
		if m.Kind != model.RequestSample || m.Ignored || m.Pos.Path() != p.Path || m.Method.Value != p.operations[0].Method {
			continue
		}
		var lacks []string
		var first model.Position
		for _, q := range wanted {
			named := func(h model.Header) bool { return strings.EqualFold(h.Name.Value, q.Name.Value) }
			if !slices.ContainsFunc(m.Headers, named) {
				if lacks = append(lacks, q.Name.Value); len(lacks) == 1 {
					first = q.Name.Pos
				}
			}
		}
		if len(lacks) > 0 {
			what := "the header "
			if len(lacks) > 1 {
				what = "the headers "
			}
			p.report(model.RuleRequiredHeader, spanOf(m.Pos), "the request leaves out "+what+listed(lacks)+", which the table calls required", "").Related = []model.Position{first}
		}
	}
}
