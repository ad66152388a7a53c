package resolve

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
)

// operations makes the operations of every page that documents one. A page needs the
// types that all pages declare and nothing else of other pages, so each has a resolver
// of its own, whose results are collected in the order of the pages.
func (r *resolver) operations() {
	parts := make([]partial, len(r.pages))
	parallel.With(len(parts), func() func(int) {
		one := *r // the one of this worker
		one.api, one.reporting = &model.API{}, new(sync.Mutex)
		return func(i int) {
			*one.api, one.ops, one.types.own = model.API{}, nil, nil
			one.pageOperations(r.pages[i])
			parts[i] = partial{one.api.OperationPages, one.api.Skipped, one.api.Findings, one.ops, one.types.own}
		}
	})
	for i := range parts {
		part := &parts[i]
		r.ops = append(r.ops, part.ops...)
		r.api.OperationPages += part.pages
		r.api.Skipped = append(r.api.Skipped, part.skipped...)
		r.api.Findings = append(r.api.Findings, part.findings...)
		for _, t := range part.own {
			if r.types.byName[t.Name] == nil { // every page has its own reference type
				r.types.byName[t.Name] = t
			}
		}
	}
}

// partial is what one page documents.
type partial struct {
	pages    int // 1 if it is to document anything
	skipped  []model.Skipped
	findings []model.Finding
	ops      []*operation
	own      []*model.Type // that they make
}

// documented makes the operations that a page documents, topic by topic.
func (r *resolver) documented(p *model.Page) []*operation {
	var ops []*operation
	for _, topic := range topics(p) {
		var first *operation
		for _, g := range r.group(r.shownArguments(topic, r.thaw(topic, r.requestLines(topic)))) {
			op := r.operation(topic, g)
			if first == nil {
				first = op
			} else {
				op.follow(first)
			}
			ops = append(ops, op)
		}
	}
	if len(ops) > 1 {
		nameApart(ops)
		if slices.ContainsFunc(ops, func(op *operation) bool { return op.headed == nil }) { // else each has its heading
			r.report(model.RuleSeveralOnPage, ops[1].Pos, fmt.Sprintf("the page documents %d operations", len(ops)), ops[0].Pos)
		}
	}
	r.pairSamples(ops)
	for _, op := range ops {
		r.body(op)
	}
	return ops
}

// follow makes an operation a later one of its topic, whose prose speaks of the first.
func (op *operation) follow(first *operation) {
	op.silent = true
	op.alike = op.Method == first.Method && ending(op.Routes[0].Template) == ending(first.Routes[0].Template)
	if op.tail != "" && first.tail == "" && op.Method == first.Method {
		op.above = first
	}
}

// nameApart gives every operation of a page but the first a suffix of its own.
func nameApart(ops []*operation) {
	taken := map[string]bool{}
	for _, op := range ops[1:] {
		op.suffix = numbered(taken, op.suffixFrom(ops[0]))
	}
}

// pageOperations makes the operations of one page.
func (r *resolver) pageOperations(p *model.Page) {
	if f := unread(p); f != nil {
		r.api.Skipped = append(r.api.Skipped, model.Skipped{Pos: f.Pos, Rule: f.Rule, Reason: f.Message})
		return
	}
	if !operationPage(p) {
		r.noHeading(p)
		return
	}
	r.api.OperationPages++
	if r.ops = r.documented(p); len(r.ops) == 0 {
		r.skip(p)
	}
}

// The keys of the front matter that are asked for.
const (
	docTypeKey     = "doc_type"
	topicKey       = "ms.topic"
	descriptionKey = "description"
)

// requestLines returns the documented request lines of a page: the templates, or
// where there are none the request samples. A template without a method gets the
// one that the samples agree on; a path is never invented. The lines last until those of
// the next page are asked for.
func (r *resolver) requestLines(p *model.Page) []model.Template {
	method := ""
	out := r.lines[:0] // nobody needs those of the page before
	for i := range p.Samples {
		s := &p.Samples[i]
		if s.Kind != model.RequestSample || s.Method.Value == "" {
			continue
		}
		if method == "" {
			method = s.Method.Value
		} else if method != s.Method.Value {
			method = "?"
		}
		if len(p.Templates) == 0 && s.Path.Value != "" && !generatorText(s.Path.Value) && (s.Annotation == nil || !s.Ignored) {
			path := model.Text{Value: model.BracedPath(s.Path.Value), Pos: s.Path.Pos}
			out = append(out, model.Template{Method: s.Method, Path: path, Query: s.Query, Section: s.Section})
		}
	}
	if len(p.Templates) == 0 {
		if templateRefused(p) { // its placeholders would be frozen at the sample's values
			return nil
		}
		r.lines = out
		return out
	}
	for i := range p.Templates {
		t := p.Templates[i]
		t.Path.Value = quotedKeys(p, t.Path.Value)
		known := t.Method.Value != ""
		if !known && (method == "" || method == "?") {
			continue
		}
		if out = append(out, t); !known {
			out[len(out)-1].Method = model.Text{Value: method, Pos: t.Path.Pos}
		}
	}
	r.lines = out
	return out
}

// operation makes one operation of a group of request lines.
func (r *resolver) operation(p *model.Page, g group) *operation {
	lines := g.lines
	op := &operation{page: p, rows: bodyRows(p), tail: g.tail, cast: g.cast, bound: g.bound}
	op.Page, op.Title, op.Summary, op.Deprecated = p.Path, p.Title.Value, p.Summary, p.Deprecated
	op.Namespace, op.Method = p.OwnNamespace(), lines[0].Method.Value
	op.Pos = lines[0].Method.Pos
	if at := lines[0].Section; at >= 0 && at < len(p.Sections) && p.Sections[at].Kind == model.SectionOperation {
		op.headed = &p.Sections[at]
	}
	if op.Summary.Value == "" && op.headed == nil {
		op.Summary = p.FrontMatterValue(descriptionKey)
	}
	r.addRoutes(op, lines)
	op.Permissions = permissions(p)
	r.addListed(op, lines)
	return op
}

// addRoutes adds the routes of request lines, and their parameters.
func (r *resolver) addRoutes(op *operation, lines []model.Template) {
	op.Routes = make([]model.Route, 0, len(lines))
	same := sameRoutes(len(lines))
	var room pieces
	for i := range lines {
		rt, tokens := route(r.variedArguments(op.page, &lines[i]), &room)
		rt.Template = lines[i].Path.Value
		if same(op.Routes, rt.Pattern) {
			op.narrowQuery(rt.Pattern, lines[i].Query.Value)
			continue // the lines differ in the query or in a placeholder's name
		}
		rt.Query = shownQuery(lines[i].Query.Value)
		op.Routes = append(op.Routes, rt)
		r.addParams(op, tokens, len(rt.Params), rt.Pos)
	}
	op.shapes = make([]string, len(op.Routes))
	for i := range op.Routes {
		r.quoteArguments(op, &op.Routes[i])
		op.shapes[i] = shape(op.Routes[i].Pattern)
	}
}

// addListed adds the parameters that the page lists.
func (r *resolver) addListed(op *operation, lines []model.Template) {
	list := op.page.Parameters
	op.Documented = slices.Grow(op.Documented, len(list))
	asked := op.askedFor(lines)
	for i := range list {
		param := &list[i]
		in := asked.place(param)
		if in == model.InBody && param.In != in {
			op.rows = append(op.rows, param)
		}
		op.Documented = append(op.Documented, model.DocumentedParam{
			Name: param.Name.Value, In: in, Type: r.lookup(op.page, param.Type), Pos: param.Name.Pos,
		})
	}
}

// permissions are those that a page lists. Of several tables below headings of their own
// each is for what its heading says (authentication-list-methods: Permissions acting on self).
func permissions(p *model.Page) []model.PermissionScopes {
	out := slices.Grow([]model.PermissionScopes(nil), len(p.Permissions))
	several := slices.ContainsFunc(p.Permissions, func(q model.Permission) bool { return q.Section != p.Permissions[0].Section })
	for i := range p.Permissions {
		perm := &p.Permissions[i]
		about := perm.For.Value
		if several && about == "" && perm.Section >= 0 && perm.Section < len(p.Sections) { // -1 is above all headings
			about = actedOn(p.Sections[perm.Section].Heading.Value)
		}
		out = append(out, model.PermissionScopes{
			Kind: perm.Kind.Value, For: about, Scopes: values(perm.Scopes), Higher: values(perm.Higher),
			NotSupported: perm.NotSupported && len(perm.Scopes) == 0,
		})
	}
	return out
}

// actedOn returns what the heading of a permissions table says that it is for.
func actedOn(heading string) string {
	about := strings.TrimRight(heading, " :")
	for _, word := range [...]string{"permissions ", "for "} {
		if fold.HasPrefix(about, word) {
			about = about[len(word):]
		}
	}
	return about
}

// sameRoutes returns what tells whether a pattern has the shape of one of some routes, to
// be asked for each of so many lines.
func sameRoutes(lines int) func(routes []model.Route, pattern string) bool {
	const few = 8
	if lines > few {
		shapes := make(map[string]bool, lines)
		return func(_ []model.Route, pattern string) bool {
			key := shape(pattern)
			known := shapes[key]
			shapes[key] = true
			return known
		}
	}
	return func(routes []model.Route, pattern string) bool {
		return slices.ContainsFunc(routes, func(rt model.Route) bool { return sameShape(rt.Pattern, pattern) })
	}
}

// values returns the values of texts.
func values(texts []model.Text) []string {
	if len(texts) == 0 {
		return nil
	}
	out := make([]string, len(texts))
	for i := range texts {
		out[i] = texts[i].Value
	}
	return out
}

// documentFields makes the parameters that only a sample shows, or shows around the
// rows of the table, the documented ones of the body.
func (op *operation) documentFields(t *model.Type) {
	op.Documented = slices.DeleteFunc(op.Documented, func(d model.DocumentedParam) bool { return d.In == model.InBody })
	for _, f := range t.Fields {
		op.Documented = append(op.Documented, model.DocumentedParam{Name: f.Name, In: model.InBody, Type: f.Type, Pos: f.Pos})
	}
}

// addParams adds the parameters of a route that no earlier route has.
func (r *resolver) addParams(op *operation, tokens []piece, params int, pos model.Position) {
	for i := range tokens {
		ph := &tokens[i].placeholder
		if !tokens[i].isParam() || slices.ContainsFunc(op.Params, func(p model.Param) bool { return p.Name == ph.name }) {
			continue
		}
		if op.Params == nil {
			op.Params = make([]model.Param, 0, params)
		}
		out := model.Param{Name: ph.name, Documented: ph.written, In: model.InPath, Quoted: ph.quoted, Pos: pos,
			Type: model.TypeRef{Name: "Edm.String"}}
		if ph.arg != "" {
			out.In = model.InFunction
		}
		for i := range op.page.Parameters {
			d := &op.page.Parameters[i]
			if d.In == model.InHeader || d.In == model.InQuery && ph.arg == "" || !names(d.Name.Value, ph) {
				continue
			}
			if d.In == model.InQuery {
				op.bracketed = append(op.bracketed, d.Name.Pos)
			}
			if d.In == model.InBody && ph.arg == "" && op.Method != "GET" { // the id of what is sent is not that of the path
				continue
			}
			out.Doc = d.Description
			if ref := r.lookup(op.page, d.Type); r.argument(ref, ph) {
				out.Type = ref
			}
		}
		op.Params = append(op.Params, out)
	}
}

// argument reports whether a placeholder can hold values of a type. Of what is no
// primitive, a path has enumerations only, and lists where a function takes them.
func (r *resolver) argument(ref model.TypeRef, ph *placeholder) bool {
	if ref.Collection && (ph.arg == "" || ph.quoted) {
		return false
	}
	t := r.types.byName[ref.Name]
	return ref.IsPrimitive() || t != nil && t.Kind == model.EnumType && ph.arg != ""
}

// names reports whether a documented parameter is the one of the placeholder.
func names(documented string, ph *placeholder) bool {
	return strings.EqualFold(documented, ph.written) || ph.arg != "" && strings.EqualFold(documented, ph.arg)
}
