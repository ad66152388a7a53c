package resolve

import (
	"cmp"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// examples turns the sample pairs of every operation into examples: the values
// of the sample in terms of the operation's route, parameters and body.
func (r *resolver) examples() {
	r.unmatched()
	r.each(func(op *operation) {
		for _, q := range op.pairs {
			if q.response == nil {
				if !op.page.Within(q.request.Section, model.SectionQuery) { // else it shows an option (attacksimulationroot-list-simulations)
					op.report(model.RuleUnpairedSample, q.request.Pos, "the request has no response sample")
				}
				continue
			}
			if op.Examples == nil {
				op.Examples = make([]model.Example, 0, len(op.pairs))
			}
			e := &example{r: r, op: op, pair: q}
			op.Examples = append(op.Examples, e.build())
		}
		op.Body.Named = op.namesBody()
	})
	r.elsewhere()
}

// namesBody reports whether all samples say that their bodies are of the documented
// type (intune-deviceconfig-iosupdateconfiguration-create: one of many
// deviceConfigurations).
func (op *operation) namesBody() bool {
	named := false
	for i := range op.Examples {
		body := op.Examples[i].Body
		if body == "" || op.Body.Kind != model.JSONBody {
			continue
		}
		name := jsonscan.Member(body, "@odata.type")
		if name == "" || strings.TrimPrefix(jsonscan.String(name), "#") != op.Body.Type.Name {
			return false
		}
		named = true
	}
	return named
}

// example is an example in the making.
type example struct {
	r  *resolver
	op *operation
	pair
	model.Example
}

// leave keeps the example from becoming a test. The first reason stays.
func (e *example) leave(rule string, pos model.Position, message string, related ...model.Position) {
	e.op.report(rule, pos, message, related...)
	if e.LeftOut == "" {
		e.LeftOut, e.Reason = rule, message
	}
}

func (e *example) build() model.Example {
	e.Pos, e.ResponsePos = e.request.Pos, e.response.Pos
	if a := e.request.Annotation; a != nil && len(a.Names) > 0 {
		e.Name = a.Names[0].Value
	}
	e.setRoute()
	e.setQuery()
	for _, h := range e.request.Headers {
		e.header(h)
	}
	e.setBody()
	e.setStatus()
	e.setResponse()
	return e.Example
}

// setRoute fills the arguments with what the sample's path has in their place.
func (e *example) setRoute() {
	if e.match == nil {
		if e.request.Path.Value == "" {
			e.LeftOut = model.RulePathMissing // reported when the page was read
			return
		}
		e.strayPath()
		return
	}
	e.Route = e.route
	rt := &e.op.Routes[e.route]
	args := make([]string, len(e.match.args))
	for i, v := range e.match.args {
		p := e.op.param(rt.Params[i])
		if p.Type.Collection && jsonscan.Valid(v) {
			v = compact(v) // as the client writes lists
		}
		args[i] = v
		if !fits(p.Type, v) {
			if strings.ContainsAny(v, "{<") { // the reader is to fill it in
				e.silently(model.RuleSampleRoute, fmt.Sprintf("the sample has a placeholder for %s", p.Documented))
				continue
			}
			e.leave(model.RuleSampleRoute, e.request.Path.Pos, fmt.Sprintf("the sample has %q for %s, which is %s", v, p.Documented, typeText(p.Type)))
		}
		if v == "." || v == ".." {
			e.leave(model.RuleSampleRoute, e.request.Path.Pos, fmt.Sprintf("the sample has %q for %s", v, p.Documented))
		}
		e.Args = append(e.Args, model.Pair{Name: p.Name, Value: v})
	}
	e.Target = target(rt, args)
}

// strayPath keeps a sample whose path is none of the documented ones from becoming a test.
func (e *example) strayPath() {
	path := e.request.Path
	switch {
	case e.foreign():
		e.silently(model.RuleSampleRoute, "the sample is sent to another host")
	case e.belowRoot():
		e.silently(model.RuleSampleRoute, "the sample's URL has a path before the documented one")
	case e.strange && e.r.partOf(e.op, lastSegment(path.Value)) || e.r.beside(e.op, path.Value):
		e.leave(model.RuleSampleAlias, path.Pos, "no request line has the sample's path "+path.Value, e.op.Pos)
	default:
		reason, at := e.op.difference(path)
		e.leave(model.RuleSampleRoute, at, reason, e.op.Pos)
	}
}

// foreign reports whether a request that takes no route goes to another host: than most of
// the API, or on a page whose requests name none, than any that takes a route.
func (e *example) foreign() bool {
	base := e.request.Base
	return e.match == nil && (e.r.foreign(e.request) || base != "" && !e.r.hosts[hostOf(base)] && slices.ContainsFunc(e.op.pairs, func(q pair) bool {
		return q.match != nil && q.request.Base == ""
	}))
}

// belowRoot reports whether the documented paths go on from a service root that is not just
// a host: /cakes, shown as https://example.com/api/cakes. Where a version follows the host,
// that is the root.
func (e *example) belowRoot() bool {
	path := e.request.Path.Value
	if e.request.Base == "" || hostOf(e.request.Base) != strings.ToLower(e.request.Base) {
		return false
	}
	const most = 3 // segments of the root
	for range most {
		next := strings.IndexByte(path[1:], '/')
		if next < 0 {
			return false
		}
		path = path[1+next:]
		if slices.ContainsFunc(e.op.Routes, func(rt model.Route) bool { return matchPattern(rt.Pattern, path) != nil }) {
			return true
		}
	}
	return false
}

// beside reports whether a path leads another way to where an operation's paths lead:
// /me/drives beside /users/{id}/drives.
func (r *resolver) beside(op *operation, path string) bool {
	return slices.ContainsFunc(op.Routes, func(rt model.Route) bool {
		other, _ := r.otherWay(rt, path)
		return other != "" || r.together(rt, path)
	})
}

// silently keeps the example from becoming a test where the docs have nothing to mend.
func (e *example) silently(rule, reason string) {
	if e.LeftOut == "" {
		e.LeftOut, e.Reason = rule, reason
	}
}

// partOf reports whether a segment behind an operation's path leads to a part of what is
// there: a property of it, or its bytes (OData URL Conventions 4.01, section 4.7).
func (r *resolver) partOf(op *operation, segment string) bool {
	if segment == "$value" || segment == "$count" || segment == "$ref" {
		return true
	}
	for _, name := range []string{op.Result.Type.Name, op.Body.Type.Name} {
		if t := r.types.byName[name]; t != nil && t.Kind == model.StructType && t.FoldedField(segment) != nil {
			return true
		}
	}
	return false
}

// difference says where a sample's path leaves the documented path that it follows
// longest, and where that place is.
func (op *operation) difference(path model.Text) (string, model.Position) {
	segments := strings.Split(path.Value, "/")
	best, at := op.Routes[0].Template, -1
	for _, rt := range op.Routes {
		n := 0
		for want := range strings.SplitSeq(rt.Pattern, "/") {
			if n == len(segments) || matchPattern(want, segments[n]) == nil {
				break
			}
			n++
		}
		if n > at {
			best, at = rt.Template, n
		}
	}
	if at >= len(segments) {
		return fmt.Sprintf("the sample's path ends where %s goes on", best), path.Pos
	}
	if rt, n := op.endsWith(path.Value); n > 0 {
		return fmt.Sprintf("the sample's path has %s before %s", clip(path.Value[:n]), rt.Template), path.Pos
	}
	where := segmentPos(path, segments, at)
	if want := strings.Split(best, "/"); at < len(want) {
		return fmt.Sprintf("the sample's path has %q where %s has %q", segments[at], best, want[at]), where
	}
	return fmt.Sprintf("the sample's path goes on with %q where %s ends", segments[at], best), where
}

// endsWith returns the route of at least two segments that a path has at its end, and how many
// bytes stand before it; 0 if there is none (rangeborder-update: /workbook/names/{name}/range, shown
// behind /me/drive/items/{id}).
func (op *operation) endsWith(path string) (rt model.Route, before int) {
	for _, rt := range op.Routes {
		before, segments := len(path), strings.Count(rt.Pattern, "/")
		for n := 0; n < segments && before > 0; n++ {
			before = strings.LastIndexByte(path[:before], '/')
		}
		if segments > 1 && before > 0 && matchPattern(rt.Pattern, path[before:]) != nil {
			return rt, before
		}
	}
	return rt, 0
}

// segmentPos returns where a segment of a path is, or the path if it isn't as it is written.
func segmentPos(path model.Text, segments []string, n int) model.Position {
	pos := path.Pos
	if int(pos.End-pos.Start) != len(path.Value) || segments[n] == "" {
		return pos
	}
	before := strings.Join(segments[:n], "/")
	if n > 0 {
		before += "/"
	}
	pos.Column += int32(utf8.RuneCountInString(before))
	pos.Start += int32(len(before))
	pos.End = pos.Start + int32(len(segments[n]))
	return pos
}

// param returns the operation's parameter of that name.
func (op *operation) param(name string) *model.Param {
	i := 0
	for op.Params[i].Name != name {
		i++
	}
	return &op.Params[i]
}

// setQuery reads the sample's query. Docs write spaces and quotes as they are,
// and a plus means a plus.
func (e *example) setQuery() {
	values := url.Values{}
	for name, value := range queryOf(e.request) {
		if t, ok := e.r.queries[model.OptionKey(model.InQuery, name)]; ok && !fits(t, value) && e.op.documents(name) {
			e.silently(model.RuleSampleRoute, "the sample has a placeholder for "+name)
		}
		e.Query = append(e.Query, model.Pair{Name: name, Value: value})
		values.Add(name, value)
	}
	if len(values) > 0 {
		e.Target += "?" + values.Encode()
	}
}

// documents reports whether the page lists a parameter of the query.
func (op *operation) documents(name string) bool {
	return slices.ContainsFunc(op.Documented, func(d model.DocumentedParam) bool { return d.In == model.InQuery && strings.EqualFold(d.Name, name) })
}

// queryOf yields the parameters of a request's query that have a name, with their values.
func queryOf(s *model.Sample) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for part := range strings.SplitSeq(s.Query.Value, "&") {
			name, value, _ := strings.Cut(part, "=")
			if name = unescapeQuery(name); name != "" && !yield(name, unescapeQuery(value)) {
				return
			}
		}
	}
}

func unescapeQuery(s string) string {
	if v, err := url.PathUnescape(s); err == nil {
		return strings.TrimSpace(v)
	}
	return strings.TrimSpace(s)
}

// header keeps the headers that a caller sets; the others belong to the client
// (Host, Authorization, lengths) or to the body.
func (e *example) header(h model.Header) {
	var room fold.Room
	switch string(fold.Append(room[:0], h.Name.Value)) {
	case "authorization", "content-length", "host", "accept", "accept-encoding", "connection", "transfer-encoding", "user-agent",
		"trailer", "te", "upgrade", "keep-alive", "expect":
		return
	case "content-type":
		if !e.sendsBytes() || e.request.Body.Text.Value == "" {
			return
		}
	}
	e.Headers = append(e.Headers, model.Pair{Name: h.Name.Value, Value: h.Value.Value})
}

// setBody holds the sample's body against the operation's.
func (e *example) setBody() {
	body := &e.request.Body
	kind := e.op.Body.Kind
	switch {
	case body.Text.Value == "":
		if kind == model.JSONBody && e.op.Body.Source != model.FromSample && !e.op.page.Body().Optional {
			e.op.report(model.RuleNoBody, e.request.Pos, "the page documents a request body, the sample has none", e.op.Body.Pos)
		}
	case kind == model.NoBody && e.op.Method == "GET" && strings.IndexByte("{[\"", body.Text.Value[0]) < 0:
		// What follows the headers is no body: the answer, another request.
	case kind == model.NoBody:
		// The prose is the contract: the body is left out, the rest is tested.
		e.op.report(model.RuleUnexpectedBody, body.Text.Pos, "the page documents no request body, the sample sends one", e.op.page.Body().Pos)
	case e.sendsBytes():
		e.Body = lineFeeds(body.Text.Value)
	case e.op.brokenJSON(body):
		e.LeftOut = cmp.Or(e.LeftOut, model.RuleJSONSyntax) // reported when the page was read
	case body.JSON == "":
		e.leave(model.RuleSampleBody, body.Text.Pos, "the page documents a JSON body, the sample sends something else", e.op.Body.Pos)
	default:
		e.Body = compact(body.JSON)
		c := conformance{r: e.r, ns: e.op.page.OwnNamespace()}
		c.body(strings.TrimSpace(body.JSON), e.op.Body.Type)
		e.BodyMembers = c.extra
		e.problems(&c, body)
	}
}

// sendsBytes reports whether the request has another body than JSON, which the operation
// takes.
func (e *example) sendsBytes() bool {
	body := &e.op.Body
	return body.Kind == model.RawBody || body.ContentType != "" && sendsBytes(e.request) && mediaType(e.request.Header("Content-Type")) == body.ContentType
}

// problems reports what a body contradicts.
func (e *example) problems(c *conformance, body *model.Body) {
	if e.stray() && (body != &e.response.Body || e.response.Annotation == nil || e.response.Annotation.Type.Value == "") {
		return // who knows what the other path takes; its answer has the type that is named with it
	}
	for _, p := range c.problems {
		at := body.Text.Pos
		pos := bodyPosition(body, p.offset)
		if p.rule == model.RuleMemberType {
			e.leave(p.rule, pos, p.message, at)
		} else {
			f := newFinding(p.rule, pos, p.message, []model.Position{cmp.Or(p.related, at)})
			f.Fix = p.fix
			e.op.findings = append(e.op.findings, f)
		}
	}
}

// stray reports whether the request goes to another place than the operation.
func (e *example) stray() bool {
	if e.match != nil || e.request.Path.Value == "" {
		return false
	}
	_, n := e.op.endsWith(e.request.Path.Value)
	return n == 0
}

// bodyPosition returns the place of an offset into a body.
func bodyPosition(body *model.Body, offset int) model.Position {
	pos := body.Text.Pos
	before := body.Text.Value[:min(offset, len(body.Text.Value))]
	if n := strings.Count(before, "\n"); n > 0 {
		pos.Line += int32(n)
		pos.Column = 1
		before = before[strings.LastIndexByte(before, '\n')+1:]
	}
	pos.Column += int32(utf8.RuneCountInString(before))
	pos.Start += int32(min(offset, len(body.Text.Value)))
	pos.End = pos.Start + 1
	return pos
}
