package sdk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// documentedOption is a query parameter or header with the option that sets it.
type documentedOption struct {
	in, name string
	option   CallOption
	doc      string
}

// documentedOptions are those of the package.
var documentedOptions []documentedOption

// contract is a documented route in the course of its test.
type contract struct {
	*documentedRoute
	handler  *mux
	endpoint *endpoint // of the operation
	sent     *http.Request
	wanted   string // path
	problems []string
}

func (c *contract) differ(what string, got, want any) {
	if got != want {
		c.problems = append(c.problems, fmt.Sprintf("%s is %v, documented is %v", what, got, want))
	}
}

// TestDocumentedRoutes calls every method of the client, whether a sample shows it or not,
// and hands what is sent to the handler: both have to keep to the docs.
func TestDocumentedRoutes(t *testing.T) {
	var sent *http.Request
	client, err := NewClient(WithBaseURL(safeBase), WithHTTPClient(&http.Client{Transport: wire(func(req *http.Request) *http.Response {
		sent = req
		return reply(http.StatusNoContent, "", "", "")
	})}))
	if err != nil {
		t.Fatal(err)
	}
	handler := NewHandler(Handlers{}, WithPathPrefix("/v1")).(*mux)
	endpoints := map[string]*endpoint{}
	handler.router.each(func(e *endpoint) { endpoints[e.op.id] = e })
	routes := documentedRoutes()
	for _, method := range slices.Sorted(maps.Keys(routes)) {
		c := &contract{documentedRoute: routes[method], handler: handler}
		c.endpoint, sent = endpoints[c.id], nil
		if c.endpoint == nil {
			t.Errorf("%s: the handler has no operation %s", c.doc, c.id)
			continue
		}
		if err := c.call(client); err != nil || sent == nil {
			t.Errorf("%s: %s sends nothing: %v", c.doc, c.method, err)
			continue
		}
		c.sent = sent
		c.checkRequest()
		c.checkHandler()
		for _, problem := range c.problems {
			t.Errorf("%s: %s: %s", c.doc, c.method, problem)
		}
	}
}

// call calls the client's method with arguments that are all different.
func (c *contract) call(client *Client) error {
	method, err := clientMethod(client, c.documentedRoute)
	if err != nil {
		return err
	}
	args := []reflect.Value{reflect.ValueOf(context.Background())}
	var path strings.Builder
	for _, token := range parsePattern(c.path) {
		path.WriteString(token.literal)
		if in := len(args); token.name != "" && in < method.Type().NumIn() {
			args = append(args, documentedValue(method.Type().In(in), in))
			path.WriteString(argText(args[in].Interface()))
		}
	}
	c.wanted = path.String()
	for len(args) < method.Type().NumIn()-1 {
		args = append(args, bodyValue(method.Type().In(len(args))))
	}
	for _, name := range factsOf(c.facts, "query") {
		args = append(args, reflect.ValueOf(WithQuery(name, c.optionValue("query", name))))
	}
	for _, name := range factsOf(c.facts, "header") {
		args = append(args, reflect.ValueOf(WithHeader(name, c.optionValue("header", name))))
	}
	if method.Type().Out(0).Kind() != reflect.Func {
		out := method.Call(args)
		err, _ := out[len(out)-1].Interface().(error)
		return err
	}
	list := method.Call(append(args, reflect.ValueOf(OnePage(new(PageInfo)))))[0]
	for _, second := range list.Seq2() {
		if err, ok := second.Interface().(error); ok {
			return err
		}
	}
	return nil
}

// bodyValue returns a body, or its media type.
func bodyValue(t reflect.Type) reflect.Value {
	switch {
	case t == reflect.TypeFor[io.Reader]():
		return reflect.ValueOf(strings.NewReader("bytes"))
	case t.Kind() == reflect.Pointer:
		return reflect.New(t.Elem())
	}
	return reflect.Zero(t)
}

// documentedValue returns the nth argument, of a type.
func documentedValue(t reflect.Type, n int) reflect.Value {
	at := time.Date(2020, 1, n, n, 0, 0, 0, time.UTC)
	v := reflect.New(t)
	if field, ok := v.Interface().(textual); ok {
		field.parse(map[string]string{
			"DateTime": at.Format(time.RFC3339), "Date": at.Format(time.DateOnly),
			"TimeOfDay": at.Format(time.TimeOnly), "Duration": fmt.Sprintf("PT%dS", n),
		}[t.Name()])
	}
	v = v.Elem()
	switch t.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("argument%d", n))
	case reflect.Int32, reflect.Int64:
		v.SetInt(int64(1000 + n))
	case reflect.Float64:
		v.SetFloat(float64(n) + 0.5)
	case reflect.Bool:
		v.SetBool(n%2 == 0)
	case reflect.Slice:
		v.Set(reflect.Append(v, documentedValue(t.Elem(), n)))
	}
	return v
}

// optionField returns the type of the handler's field for a query parameter or header, nil
// if it has none.
func (c *contract) optionField(in, name string) reflect.Type {
	for f := range reflect.TypeOf(c.endpoint.request).Elem().Fields() {
		if f.Tag.Get(in) == name {
			if f.Type.Kind() == reflect.Pointer {
				return f.Type.Elem()
			}
			return f.Type
		}
	}
	return nil
}

// optionValue is a value for a query parameter or header that the handler's field takes.
func (c *contract) optionValue(in, name string) string {
	if t := c.optionField(in, name); t != nil {
		return argText(documentedValue(t, 9).Interface())
	}
	return "argument9"
}

// checkRequest compares what the client sends with the docs.
func (c *contract) checkRequest() {
	c.differ("the client's method", c.sent.Method, c.verb)
	got := strings.TrimPrefix(c.sent.URL.EscapedPath(), "/v1")
	if !slices.Equal(pathSegments(got), pathSegments(c.wanted)) {
		c.differ("the client's path", got, c.wanted)
	}
	body := []byte(nil)
	if c.sent.Body != nil {
		body, _ = io.ReadAll(c.sent.Body)
	}
	c.sent.Body = io.NopCloser(strings.NewReader(string(body)))
	for _, media := range factsOf(c.facts, "media") {
		c.differ("the client's media type", c.sent.Header.Get("Content-Type"), media)
	}
	for _, name := range factsOf(c.facts, "named") {
		c.differ("the type that the client's body names", typeNameOf(body), name)
	}
	accept := "application/json"
	if c.has("stream") {
		accept = ""
	}
	c.differ("the client's header Accept", c.sent.Header.Get("Accept"), accept)
}

// checkHandler hands the request to the handler.
func (c *contract) checkHandler() {
	found := c.handler.find(c.sent)
	at := slices.IndexFunc(found.endpoints, func(e *endpoint) bool { return e.op.id == c.id })
	if at < 0 {
		c.problems = append(c.problems, "the handler doesn't route it to "+c.id)
		return
	}
	e, answer := found.endpoints[at], httptest.NewRecorder()
	body, _ := io.ReadAll(c.sent.Body)
	c.sent.Body = io.NopCloser(strings.NewReader(string(body)))
	req := reflect.New(reflect.TypeOf(e.request).Elem())
	if err := e.binding.bind(req.Elem(), c.sent, &Reply{Header: answer.Header()}, found.args, body); err != nil {
		c.problems = append(c.problems, "the handler refuses it: "+err.Error())
		return
	}
	c.checkFields(req.Elem())
	_, err := e.serve(context.Background(), e.handler, req.Interface())
	if refused := (*Error)(nil); !errors.As(err, &refused) || refused.Operation != c.id {
		c.problems = append(c.problems, fmt.Sprintf("the handler serves it as %v", err))
	}
	c.handler.writeResult(answer, c.sent, e.op, &Reply{}, nil)
	c.differ("the handler's status", answer.Code, c.status)
	data, _ := encodeResult(e.op, "x")
	c.differ("the envelope of the handler's value", string(data[:1]) == "{", c.has("wrapped"))
}

// checkFields compares the arguments and options that the handler gets with those sent.
func (c *contract) checkFields(req reflect.Value) {
	n := 0
	for _, token := range parsePattern(c.path) {
		if token.name == "" {
			continue
		}
		n++
		got := "left out"
		for f, value := range req.Fields() {
			if f.Tag.Get("param") == token.name {
				got = argText(value.Interface())
				c.differ("the handler's "+token.name, got, argText(documentedValue(value.Type(), n).Interface()))
			}
		}
		if got == "left out" {
			c.differ("the handler's "+token.name, got, "there")
		}
	}
	for _, in := range []string{"query", "header"} {
		for _, name := range factsOf(c.facts, in) {
			got := "left out"
			for f, value := range req.Fields() {
				if f.Tag.Get(in) == name {
					got = optionText(value)
				}
			}
			c.differ("the handler's "+name, got, c.optionValue(in, name))
		}
	}
}

// TestDocumentedOptions applies every option that the docs have.
func TestDocumentedOptions(t *testing.T) {
	for _, d := range documentedOptions {
		o, err := newCallOptions([]CallOption{d.option})
		if err != nil {
			t.Errorf("%s: %v", d.doc, err)
			continue
		}
		_, header := o.header[http.CanonicalHeaderKey(d.name)]
		query := len(o.query) == 1 && strings.HasPrefix(o.query[0], escapeQuery(d.name)+"=")
		if header != (d.in == "header") || query != (d.in == "query") {
			t.Errorf("%s: the option for the %s %s sets %v %v", d.doc, d.in, d.name, o.query, o.header)
		}
	}
}
