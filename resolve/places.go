package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// asked tells where the parameters of an operation travel.
type asked struct {
	op *operation
	// names are the query parameters that request lines and samples show, in lower case.
	names map[string]bool
	// sections are those whose tables have one of them, sent those that have a member of the JSON
	// that samples send.
	sections, sent map[int]bool
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
	if a.called() {
		return a
	}
	if len(a.names) > 0 {
		a.sections = a.having(a.names)
	}
	if members := op.sentMembers(); len(members) > 0 {
		a.sent = a.having(members)
	}
	return a
}

// having returns the sections whose tables have one of the names below a heading that leaves open
// how it travels.
func (a *asked) having(names map[string]bool) map[int]bool {
	var sections map[int]bool
	for i := range a.op.page.Parameters {
		if p := &a.op.page.Parameters[i]; names[strings.ToLower(p.Name.Value)] && a.unsaid(p) {
			if sections == nil {
				sections = map[int]bool{}
			}
			sections[p.Section] = true
		}
	}
	return sections
}

// sentMembers returns the members of the objects that samples of the operation send, in lower
// case, if the page has tables below headings that leave open how their rows travel and none of
// a body.
func (op *operation) sentMembers() map[string]bool {
	unsaid := slices.ContainsFunc(op.page.Parameters, func(p model.Parameter) bool { return p.In == model.InFunction })
	if !unsaid || op.Method == "GET" || len(op.rows) > 0 {
		return nil
	}
	members := map[string]bool{}
	for i := range op.page.Samples {
		s := &op.page.Samples[i]
		if s.Method.Value != op.Method || !strings.HasPrefix(strings.TrimSpace(s.Body.JSON), "{") {
			continue
		}
		jsonscan.Object(s.Body.JSON, func(name string, _ int, _ string, _ int) bool {
			members[strings.ToLower(name)] = true
			return true
		})
	}
	return members
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
// the query, or below Parameters what samples send (driveitem-createuploadsession), or below URI
// parameters what may be in the path as well.
func (a *asked) place(p *model.Parameter) model.ParameterIn {
	switch {
	case p.In == model.InBody && a.op.Method == "GET":
		return model.InFunction
	case len(a.sections) > 0 && a.sections[p.Section] && a.unsaid(p):
		return model.InQuery
	case p.In == model.InFunction && a.sent[p.Section] && a.unsaid(p):
		return model.InBody
	case p.In == model.InURL && a.called():
		return model.InFunction
	case p.In == model.InURL && a.unsaid(p): // a URL has nothing else but a path
		return model.InQuery
	case p.In == model.InURL:
		return model.InPath
	}
	return p.In
}
