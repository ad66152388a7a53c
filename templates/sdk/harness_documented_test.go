package sdk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// documentedRoute is what the docs say of a route: a call of it by the client, and what
// the handler makes of that.
type documentedRoute struct {
	service, method string // of the client
	id              string // of the operation
	verb, path      string
	status          int
	doc             string // page.md:line
	// facts are lines: query:name, header:name, media:type, named:type, wrapped.
	facts string
}

// documentedOption is a query parameter or header with the option that sets it.
type documentedOption struct {
	in, name string
	option   CallOption
	doc      string
}

// documentedType is a type with its members, lines of kind and name, and the types that
// derive from it.
type documentedType struct {
	name  string
	value any // a nil pointer: only its type counts
	facts string
	doc   string
}

// What the docs say, which the test files of services, options and types add to.
var (
	documentedRoutes  []documentedRoute
	documentedOptions []documentedOption
	documentedTypes   []documentedType
)

// facts returns what follows a word at the beginning of lines.
func facts(lines, word string) []string {
	var found []string
	for line := range strings.SplitSeq(lines, "\n") {
		if rest, ok := strings.CutPrefix(line, word); ok {
			found = append(found, rest)
		}
	}
	return found
}

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
	handler.router.root.each(func(e *endpoint) { endpoints[e.op.id] = e })
	for i := range documentedRoutes {
		c := &contract{documentedRoute: &documentedRoutes[i], handler: handler}
		c.endpoint, sent = endpoints[c.id], nil
		if c.endpoint == nil {
			t.Errorf("%s: the handler has no operation %s", c.doc, c.id)
			continue
		}
		if err := c.call(client); err != nil || sent == nil {
			t.Errorf("%s: %s.%s sends nothing: %v", c.doc, c.service, c.method, err)
			continue
		}
		c.sent = sent
		c.checkRequest()
		c.checkHandler()
		for _, problem := range c.problems {
			t.Errorf("%s: %s.%s: %s", c.doc, c.service, c.method, problem)
		}
	}
}

// call calls the client's method with arguments that are all different.
func (c *contract) call(client *Client) error {
	service := reflect.ValueOf(client).Elem().FieldByName(c.service)
	if !service.IsValid() || !service.MethodByName(c.method).IsValid() {
		return errors.New("the client has no such method")
	}
	method := service.MethodByName(c.method)
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
	for _, name := range facts(c.facts, "query:") {
		args = append(args, reflect.ValueOf(WithQuery(name, c.optionValue("query", name))))
	}
	for _, name := range facts(c.facts, "header:") {
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
	switch field := v.Interface().(type) {
	case *DateTime:
		*field = DateTime{Time: at}
	case *Date:
		*field = *NewDate(at)
	case *TimeOfDay:
		*field = *NewTimeOfDay(at)
	case *Duration:
		field.parse(fmt.Sprintf("PT%dS", n))
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
	for _, media := range facts(c.facts, "media:") {
		c.differ("the client's media type", c.sent.Header.Get("Content-Type"), media)
	}
	for _, name := range facts(c.facts, "named:") {
		c.differ("the type that the client's body names", typeNameOf(body), name)
	}
	accept := "application/json"
	if facts(c.facts, "stream") != nil {
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
	_, err := req.Interface().(request).serve(context.Background(), e.handler)
	if refused := (*Error)(nil); !errors.As(err, &refused) || refused.Operation != c.id {
		c.problems = append(c.problems, fmt.Sprintf("the handler serves it as %v", err))
	}
	c.handler.writeResult(answer, c.sent, e.op, &Reply{}, nil)
	c.differ("the handler's status", answer.Code, c.status)
	data, _ := encodeResult(e.op, "x")
	c.differ("the envelope of the handler's value", string(data[:1]) == "{", facts(c.facts, "wrapped") != nil)
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
		for _, name := range facts(c.facts, in+":") {
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

// documentedJSON has a value of each kind of member.
var documentedJSON = map[string]string{
	"string": `"text"`, "bool": `true`, "int32": `7`, "int64": `8`, "float64": `1.5`, "Binary": `"AQID"`, "Date": `"2020-01-02"`,
	"DateTime": `"2020-01-02T03:04:05Z"`, "TimeOfDay": `"03:04:05"`, "Duration": `"PT1S"`, "object": `{}`, "json": `{"any":[1]}`,
}

// TestDocumentedTypes reads every type with all of its documented members, and writes it
// again: nothing is lost, and nothing is kept as unknown.
func TestDocumentedTypes(t *testing.T) {
	byName := map[string]reflect.Type{}
	for _, d := range documentedTypes {
		byName[d.name] = reflect.TypeOf(d.value)
	}
	for _, d := range documentedTypes {
		if problem := d.roundTrip(); problem != "" {
			t.Errorf("%s: %s: %s", d.doc, d.name, problem)
		}
		for _, name := range facts(d.facts, "derived ") {
			base := reflect.New(reflect.TypeOf(d.value).Elem())
			err := json.Unmarshal(fmt.Appendf(nil, `{"@odata.type":"#%s"}`, name), base.Interface())
			derived := base.Elem().FieldByName("Derived")
			if err != nil || !derived.IsValid() || derived.IsNil() || derived.Elem().Type() != byName[name] {
				t.Errorf("%s: %s: a %s is read as %v (%v)", d.doc, d.name, name, derived, err)
			}
		}
	}
}

// roundTrip says what is wrong with a type.
func (d *documentedType) roundTrip() string {
	var members []string
	for line := range strings.SplitSeq(d.facts, "\n") {
		kind, name, _ := strings.Cut(line, " ")
		if kind == "derived" || kind == "" {
			continue
		}
		value := documentedJSON[strings.TrimPrefix(kind, "[]")]
		if strings.HasPrefix(kind, "[]") {
			value = "[" + value + "]"
		}
		quoted, _ := json.Marshal(name) // it is a string
		members = append(members, string(quoted)+":"+value)
	}
	data := []byte("{" + strings.Join(members, ",") + "}")
	value := reflect.New(reflect.TypeOf(d.value).Elem())
	if err := json.Unmarshal(data, value.Interface()); err != nil {
		return err.Error()
	}
	if more := value.Elem().FieldByName("AdditionalProperties"); more.IsValid() && more.Len() > 0 {
		return fmt.Sprintf("it has no field for %v", more)
	}
	again, err := json.Marshal(value.Interface())
	if err != nil {
		return err.Error()
	}
	lost := comparison{strict: true}
	return strings.Join(lost.missing(parsed(data), parsed(again), ""), "; ")
}
