package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// asked tells where the parameters of an operation travel.
type asked struct {
	op *operation
	// names are the query parameters that request lines and samples show, in lower case.
	names map[string]bool
	// sections are those whose tables have one of them.
	sections map[int]bool
}

// askedFor returns what the request lines and samples of an operation show of its query.
func (op *operation) askedFor(lines []model.Template) *asked {
	a := &asked{op: op}
	for i := range lines {
		a.add(lines[i].Query.Value)
	}
	for i := range op.page.Samples {
		if s := &op.page.Samples[i]; s.Method.Value == op.Method {
			a.add(s.Query.Value)
		}
	}
	if len(a.names) == 0 || a.called() {
		return a
	}
	for i := range op.page.Parameters {
		if p := &op.page.Parameters[i]; a.names[strings.ToLower(p.Name.Value)] && a.unsaid(p) {
			if a.sections == nil {
				a.sections = map[int]bool{}
			}
			a.sections[p.Section] = true
		}
	}
	return a
}

func (a *asked) add(query string) {
	if query == "" {
		return
	}
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if a.names == nil {
			a.names = map[string]bool{}
		}
		a.names[strings.ToLower(unescapeQuery(name))] = true
	}
}

// called reports whether a route takes arguments in parentheses, which tables name as well.
func (a *asked) called() bool {
	return slices.ContainsFunc(a.op.Routes, func(rt model.Route) bool { return strings.Contains(rt.Pattern, "(") })
}

// unsaid reports whether a parameter stands below a heading that leaves open how it travels, or
// below one for paths, and no path has it.
func (a *asked) unsaid(p *model.Parameter) bool {
	return (p.In == model.InFunction || p.In == model.InPath || p.In == model.InURL) && !slices.ContainsFunc(a.op.Params, func(q model.Param) bool {
		return strings.EqualFold(q.Documented, p.Name.Value) || strings.EqualFold(q.Name, p.Name.Value)
	})
}

// place says where a documented parameter travels. 45 pages list the arguments of a function under
// Request body. Others list below Request parameters what a sample or the request line shows in
// the query, or below URI parameters what may be in the path as well.
func (a *asked) place(p *model.Parameter) model.ParameterIn {
	switch {
	case p.In == model.InBody && a.op.Method == "GET":
		return model.InFunction
	case len(a.sections) > 0 && a.sections[p.Section] && a.unsaid(p):
		return model.InQuery
	case p.In == model.InURL && a.called():
		return model.InFunction
	case p.In == model.InURL && a.unsaid(p): // a URL has nothing else but a path
		return model.InQuery
	case p.In == model.InURL:
		return model.InPath
	}
	return p.In
}
