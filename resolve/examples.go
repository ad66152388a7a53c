package resolve

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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
				op.report(model.RuleUnpairedSample, q.request.Pos, "the request has no response sample")
				continue
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
	case e.r.foreign(e.request):
		e.silently(model.RuleSampleRoute, "the sample is sent to another host")
	case e.strange && e.r.partOf(e.op, lastSegment(path.Value)):
		e.leave(model.RuleSampleAlias, path.Pos, "no request line has the sample's path "+path.Value, e.op.Pos)
	default:
		e.leave(model.RuleSampleRoute, path.Pos, e.op.difference(path.Value), e.op.Pos)
	}
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
		if t := r.types.byName[name]; t != nil && t.Kind == model.StructType && foldedField(t, segment) != nil {
			return true
		}
	}
	return false
}

// difference says where a sample's path leaves the documented path that it follows
// longest.
func (op *operation) difference(path string) string {
	segments := strings.Split(path, "/")
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
		return fmt.Sprintf("the sample's path ends where %s goes on", best)
	}
	return fmt.Sprintf("the sample's path is none of the documented ones: %q is not in %s", segments[at], best)
}

// param returns the operation's parameter of that name.
func (op *operation) param(name string) *model.Param {
	i := slices.IndexFunc(op.Params, func(p model.Param) bool { return p.Name == name })
	return &op.Params[i]
}

// setQuery reads the sample's query. Docs write spaces and quotes as they are,
// and a plus means a plus.
func (e *example) setQuery() {
	values := url.Values{}
	for part := range strings.SplitSeq(e.request.Query.Value, "&") {
		name, value, _ := strings.Cut(part, "=")
		name, value = unescapeQuery(name), unescapeQuery(value)
		if name == "" {
			continue
		}
		e.Query = append(e.Query, model.Pair{Name: name, Value: value})
		values.Add(name, value)
	}
	if len(values) > 0 {
		e.Target += "?" + values.Encode()
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
	var room folding
	switch string(appendLower(room[:0], h.Name.Value)) {
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
	case body.JSON == "":
		e.leave(model.RuleSampleBody, body.Text.Pos, "the page documents a JSON body, the sample sends something else", e.op.Body.Pos)
	default:
		e.Body = compact(body.JSON)
		c := conformance{r: e.r}
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

// setStatus holds the sample's status against the documented ones.
func (e *example) setStatus() {
	e.Status = e.response.Status
	pos := e.response.Pos
	if e.response.Bare { // what it leaves out is what the page promises
		e.Status = e.op.Result.Status()
		e.ResponseHeaders = append(e.ResponseHeaders, model.Pair{Name: "Content-Type", Value: "application/json"})
	}
	switch {
	case e.Status == 0:
		e.LeftOut = cmp.Or(e.LeftOut, model.RuleStatusLine) // reported when the page was read
	case e.Status >= 400: // an error that callers are to expect
	case e.Status >= 300 && e.op.Result.Kind != model.StreamResult && e.Status != e.op.Result.Status():
		e.leave(model.RuleSeveralResults, pos, fmt.Sprintf("the answer %d is documented beside another; only the other is generated", e.Status))
	default:
		e.checkStatus()
	}
}

// checkStatus reports a success status that the prose doesn't name, if it names others.
func (e *example) checkStatus() {
	var said []string
	var at model.Position
	for _, r := range e.op.page.Returns {
		for _, s := range append([]int{r.Status}, r.Others...) {
			if s == e.Status {
				return
			}
			if text := strconv.Itoa(s); s >= 200 && s < 400 && !slices.Contains(said, text) {
				said = append(said, text)
				at = cmp.Or(at, r.Pos)
			}
		}
	}
	if len(said) > 0 && (!e.op.silent || e.op.alike) && e.response.Pos.File == e.op.Page {
		e.op.report(model.RuleSampleStatus, e.response.Pos, fmt.Sprintf("the sample answers %d, the prose says %s", e.Status, strings.Join(said, " or ")), at)
	}
}

// setResponse holds the sample's answer against the result.
func (e *example) setResponse() {
	var room folding
	for _, h := range e.response.Headers {
		switch string(appendLower(room[:0], h.Name.Value)) {
		case "content-length", "transfer-encoding", "connection", "date":
		default:
			e.ResponseHeaders = append(e.ResponseHeaders, model.Pair{Name: h.Name.Value, Value: h.Value.Value})
		}
	}
	body := &e.response.Body
	if text := body.Text.Value; body.JSON == "" && text != "" && jsonscan.Valid(text) {
		plain := *body // a number sent as text/plain
		body, plain.JSON = &plain, text
	}
	res := &e.op.Result
	switch {
	case body.Text.Value == "":
		if res.Kind != model.NoResult && res.Kind != model.StreamResult && (e.Status == 200 || e.Status == 201) {
			e.op.report(model.RuleNoBody, e.response.Pos, "the page documents a response body, the sample has none", e.op.Pos)
		}
	case e.Status == 204: // reported when the page was read
	case e.Status >= 400:
		e.setError(body)
	case res.Kind == model.NoResult:
		e.leave(model.RuleSampleBody, body.Text.Pos, "the page documents no response body, the sample has one", e.op.Pos)
	case res.Kind == model.StreamResult:
		e.ResponseBody = lineFeeds(body.Text.Value)
	case body.JSON == "":
		e.LeftOut = cmp.Or(e.LeftOut, model.RuleJSONSyntax) // reported when the page was read
	default:
		e.ResponseBody = compact(body.JSON)
		e.checkResponse(body)
	}
}

// setError holds the sample's answer against what OData errors look like (OData JSON
// Format 4.01, section 21.1).
func (e *example) setError(body *model.Body) {
	detail := ""
	if body.JSON != "" {
		detail = jsonscan.Member(body.JSON, "error")
	}
	if detail == "" || !plainText(jsonscan.Member(detail, "code")) || !plainText(jsonscan.Member(detail, "message")) {
		e.silently(model.RuleErrorBody, "the sample answers with an error that is not written as {\"error\": { … }}")
		return
	}
	e.ResponseBody = compact(body.JSON)
}

// plainText reports whether a JSON value is a string or absent.
func plainText(value string) bool { return value == "" || value[0] == '"' }

// checkResponse holds a JSON answer against the result's type.
func (e *example) checkResponse(body *model.Body) {
	c := conformance{r: e.r}
	if e.op.Result.Kind == model.CollectionResult && strings.HasPrefix(body.JSON, "[") {
		e.leave(model.RuleSampleBody, body.Text.Pos, "the sample answers with a bare array; a collection travels as {\"value\": [ … ]}", e.op.Pos)
		return
	}
	if !c.result(body, &e.op.Result) {
		e.leave(model.RuleSampleBody, body.Text.Pos, "the page documents a collection, the sample shows a single value", e.op.Pos)
		return
	}
	e.Undeclared = c.undeclared
	e.ownType(&c, body)
	e.problems(&c, body)
}

// ownType holds an answer against the type of its own annotation, where that is another
// than the operation's and fits it better: one of several answers
// (opentypeextension-get: a message with its extensions).
func (e *example) ownType(c *conformance, body *model.Body) {
	a, res := e.response.Annotation, e.op.Result
	if a == nil {
		return
	}
	ref := e.r.lookup(e.op.page, model.TypeExpr{Name: a.Type.Value})
	if ref.Name == res.Type.Name || !e.r.structType(ref) {
		return
	}
	value := valueIn(body.JSON)
	if e.r.fit(ref.Name, value) <= e.r.fit(res.Type.Name, value) {
		return
	}
	undeclared := func(p problem) bool { return p.rule == model.RuleUndeclaredMember }
	own := conformance{r: e.r}
	res.Type.Name = ref.Name
	own.result(body, &res)
	c.problems = slices.DeleteFunc(c.problems, undeclared)
	for _, p := range own.problems {
		if undeclared(p) {
			c.problems = append(c.problems, p)
		}
	}
}

// result holds an answer against a result. It returns false if the answer hasn't
// the shape of a documented collection.
func (c *conformance) result(body *model.Body, res *model.Result) bool {
	raw := strings.TrimSpace(body.JSON)
	ref := res.Type
	many := res.Kind == model.CollectionResult
	if many && shapeOf(raw) != arrayShape {
		return false
	}
	if (many || res.Wrapped) && raw[0] == '{' {
		ref.Collection = many
		c.envelope(raw, ref)
		return true
	}
	ref.Collection = many
	c.body(raw, ref)
	return true
}

// envelope holds the value member of an OData envelope against a type.
func (c *conformance) envelope(raw string, ref model.TypeRef) {
	envelope := &model.Type{Name: "the collection", Open: true, Fields: []model.TypeProperty{{Name: "value", Type: ref}}}
	leave := c.enterBody(raw)
	c.object(0, envelope)
	leave()
	if jsonscan.Member(raw, "@odata.type") != "" {
		c.undeclared = append(c.undeclared, "@odata.type")
	}
}

// lineFeeds gives a text the line ends that it has on every machine: how a page is
// checked out is no part of its samples.
func lineFeeds(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }
