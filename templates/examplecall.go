package templates

import (
	"net/http"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// exampleCall is an operation that examples call by its own route. Without an operation it is
// a request that no method makes.
type exampleCall struct {
	e  *emitter
	s  *model.Service
	op *model.Operation
	// field is the Go name of a property of the result that is a string; "" if it has none. keyed
	// reports that it is the key, which is chosen whatever other properties there are.
	field string
	keyed bool
	// mark ends arguments, so that two calls differ.
	mark string
}

// exampleCalls chooses what the examples call: an entity and a list of such, or else the first of
// each; nil where there is none.
func (e *emitter) exampleCalls() (one, list *exampleCall) {
	var gets, lists, others []*exampleCall
	segments := e.segments()
	for i := range e.api.Services {
		s := &e.api.Services[i]
		for j := range s.Operations {
			switch c := e.exampleCall(s, &s.Operations[j]); {
			case c == nil || slices.ContainsFunc(c.params(), func(p *model.Param) bool { return segments[strings.ToLower(p.Name)] }):
				// An argument that is a segment elsewhere may lead there.
			case paged(c.op):
				lists = append(lists, c)
			case c.returns() && c.op.Method == http.MethodGet:
				gets = append(gets, c)
			default:
				others = append(others, c)
			}
		}
	}
	if one, list = pair(gets, lists); one == nil {
		one, list = firstOf(append(gets, others...)), firstOf(lists)
	}
	one.findField()
	list.findField()
	return one, list
}

// segments returns what stands between slashes in any path, in lower case.
func (e *emitter) segments() map[string]bool {
	found := map[string]bool{}
	for i := range e.api.Services {
		operations := e.api.Services[i].Operations
		for j := range operations {
			for _, r := range operations[j].Routes {
				for segment := range strings.SplitSeq(r.Pattern, "/") {
					found[strings.ToLower(segment)] = true
				}
			}
		}
	}
	return found
}

// firstOf returns the first call that is none of nil, nil if there is none.
func firstOf(calls []*exampleCall) *exampleCall {
	for _, c := range calls {
		if c != nil {
			return c
		}
	}
	return nil
}

// pair returns a call and a list of the same type: those where an item's path goes on from the
// list's, with few arguments, of one service, and of that with most operations.
func pair(gets, lists []*exampleCall) (get, list *exampleCall) {
	of := map[string][]*exampleCall{}
	for _, l := range lists {
		of[l.op.Result.Type.Name] = append(of[l.op.Result.Type.Name], l)
	}
	var best [4]int
	for _, c := range gets {
		for _, l := range of[c.op.Result.Type.Name] {
			rank := [4]int{1, len(c.params()) + len(l.params()), 1, -len(c.s.Operations)}
			if strings.HasPrefix(ownRoute(c.op).Pattern, ownRoute(l.op).Pattern+"/{") {
				rank[0] = 0
			}
			if l.s == c.s {
				rank[2] = 0
			}
			if get == nil || slices.Compare(rank[:], best[:]) < 0 {
				get, list, best = c, l, rank
			}
		}
	}
	return get, list
}

// exampleCall returns the call of an operation, nil where it takes more than strings and an
// object, or returns something else than an object or a list of such.
func (e *emitter) exampleCall(s *model.Service, op *model.Operation) *exampleCall {
	c := &exampleCall{e: e, s: s, op: op}
	result, body := e.goType(op.Result.Type), e.goType(op.Body.Type)
	status := op.Result.Status() // which a fake answers with
	if op.Result.LongRunning || op.Result.Delta || status >= http.StatusMultipleChoices || len(ownRoute(op).Query) > 0 {
		return nil
	}
	object := result.object && !result.collection
	switch op.Result.Kind {
	case model.NoResult:
	case model.ValueResult:
		if !object || status == http.StatusNoContent {
			return nil
		}
	default:
		if !paged(op) || !object || op.Body.Kind != model.NoBody {
			return nil
		}
	}
	if op.Body.Kind == model.RawBody || op.Body.Kind == model.JSONBody && (!body.object || body.collection) {
		return nil
	}
	if slices.ContainsFunc(c.params(), func(p *model.Param) bool { return !e.argumentType(p.Type).isString() }) {
		return nil
	}
	return c
}

func (c *exampleCall) params() []*model.Param { return routeParams(c.op, ownRoute(c.op)) }

// findField finds the key of the result, or else its first property, that is a string.
func (c *exampleCall) findField() {
	if !c.returns() {
		return
	}
	for _, f := range newStructType(c.e, c.e.types[c.op.Result.Type.Name]).fields {
		key := f.Name == "id"
		if c.e.goType(f.Type).isString() && (key || c.field == "") {
			c.field, c.keyed = f.goName, key
		}
	}
}

// returns reports whether the call returns more than an error.
func (c *exampleCall) returns() bool {
	return c != nil && c.op != nil && c.op.Result.Kind != model.NoResult
}

// result prints the type that it returns.
func (c *exampleCall) result() *jen.Statement { return c.e.goType(c.op.Result.Type).result() }

// invoke prints the call.
func (c *exampleCall) invoke(ctx jen.Code, opts ...jen.Code) *jen.Statement {
	args := []jen.Code{ctx}
	for _, p := range c.params() {
		args = append(args, jen.Lit(p.Name+c.mark))
	}
	if c.op.Body.Kind == model.JSONBody {
		args = append(args, jen.Op("&").Add(c.e.goType(c.op.Body.Type).item()).Values())
	}
	return jen.Id("client").Dot(c.s.Name).Dot(ownRoute(c.op).Name).Call(append(args, opts...)...)
}

// ask prints the call, and what it returns.
func (c *exampleCall) ask(g *jen.Group) {
	switch {
	case c.op == nil:
		ask := jen.Id("Do").Types(jen.Qual("encoding/json", "RawMessage"))
		g.List(jen.Id("root"), jen.Err()).Op(":=").Add(ask).Call(background(), jen.Id("client"), jen.Qual("net/http", "MethodGet"), jen.Lit("/"), jen.Nil())
		orFatal(g)
		g.Add(printed(jen.String().Call(jen.Id("root"))))
	case paged(c.op):
		g.List(jen.Id("items"), jen.Err()).Op(":=").Id("Collect").Call(c.invoke(background()))
		orFatal(g)
		g.Add(printed(jen.Len(jen.Id("items"))))
	case c.returns():
		g.List(jen.Id("item"), jen.Err()).Op(":=").Add(c.invoke(background()))
		orFatal(g)
		g.Add(printed(c.shown("item")))
	default:
		g.If(jen.Err().Op(":=").Add(c.invoke(background())), jen.Err().Op("!=").Nil()).Block(jen.Qual("log", "Fatal").Call(jen.Err()))
		g.Add(printed(jen.Lit(exampleDone)))
	}
}

// What the example that runs prints: a property, or that nothing has gone wrong.
const (
	exampleText = "example"
	exampleDone = "done"
)

// shown prints what is shown of a result.
func (c *exampleCall) shown(name string) *jen.Statement {
	if c.field == "" {
		return jen.Id(name).Op("!=").Nil()
	}
	return jen.Id("Value").Call(jen.Id(name).Dot(c.field))
}

// made prints what the fake answers with.
func (c *exampleCall) made() *jen.Statement {
	fields := jen.Dict{}
	if c.field != "" {
		fields[jen.Id(c.field)] = jen.New(jen.Lit(exampleText))
	}
	return jen.Op("&").Add(c.e.goType(c.op.Result.Type).item()).Values(fields)
}

// output is what the example with the fake prints.
func (c *exampleCall) output() string {
	switch {
	case !c.returns():
		return exampleDone
	case c.field == "":
		return "true"
	}
	return exampleText
}
