package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

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
	if len(said) > 0 && !e.foreign() && (!e.op.silent || e.op.alike) && e.response.Pos.Path() == e.op.Page {
		e.op.report(model.RuleSampleStatus, cmp.Or(e.response.StatusPos, e.response.Pos), fmt.Sprintf("the sample answers %d, the prose says %s", e.Status, strings.Join(said, " or ")), at)
	}
}

// setResponse holds the sample's answer against the result.
func (e *example) setResponse() {
	var room fold.Room
	for _, h := range e.response.Headers {
		switch string(fold.Append(room[:0], h.Name.Value)) {
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
	c := conformance{r: e.r, ns: e.op.page.OwnNamespace()}
	if e.op.Result.Kind == model.CollectionResult && strings.HasPrefix(body.JSON, "[") {
		const reason = "the sample answers with a bare array, a collection travels as {\"value\": [ … ]}"
		if e.response.Annotation == nil { // not docs of the kind that speak of OData
			e.silently(model.RuleSampleBody, reason)
			return
		}
		e.leave(model.RuleSampleBody, body.Text.Pos, reason, e.op.Pos)
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

// declared counts the members of an object that a type's own page declares.
func (r *resolver) declared(name, object string) int {
	t, n := r.types.byName[name], 0
	if t == nil {
		return 0
	}
	jsonscan.Object(object, func(member string, _ int, _ string, _ int) bool {
		if f := t.Field(member); f != nil && !f.Inferred {
			n++
		}
		return true
	})
	return n
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
	answer := contentOf(body.JSON)
	value := answer.first()
	if e.r.declared(ref.Name, value) <= e.r.declared(res.Type.Name, value) {
		return
	}
	undeclared := func(p problem) bool { return p.rule == model.RuleUndeclaredMember }
	own := conformance{r: e.r, ns: e.op.page.OwnNamespace()}
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
	ref.Collection = res.Kind == model.CollectionResult
	c.enterBody(raw)
	defer c.leaveBody()
	if raw[0] != '{' || !ref.Collection && !res.Wrapped {
		if ref.Collection && raw[0] != '[' {
			return false
		}
		c.value(raw, 0, ref)
		return true
	}
	answer := content{text: raw}
	c.Object(0, answer.note)
	if ref.Collection && answer.shape() != arrayShape {
		return false
	}
	c.list[0] = model.TypeProperty{Name: "value", Type: ref}
	c.envelope = model.Type{Name: "the collection", Open: true, Fields: c.list[:]}
	c.object(0, &c.envelope)
	if answer.typ != "" {
		c.undeclared = append(c.undeclared, "@odata.type")
	}
	return true
}

// lineFeeds gives a text the line ends that it has on every machine: how a page is
// checked out is no part of its samples.
func lineFeeds(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }
