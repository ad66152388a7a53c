package sdk

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
)

// throughHandler sends the documented request to the handler.
func (s *replaying) throughHandler(url string, result any) {
	s.result = result
	req := s.documentedRequest(url)
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		s.fatalf("%v", err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		s.errorf("reading the handler's answer: %v", err)
	}
	switch want := cmp.Or(s.dispatch, s.id); {
	case s.arrived == "":
		s.errorf("the handler answers %s: %s", resp.Status, data)
	case s.arrived != want:
		s.errorf("the handler takes the request for %s, want %s", s.arrived, want)
	case s.arrived == s.id:
		s.checkAnswer(resp, data)
	}
}

// intercept looks at what arrives at the operation and answers as documented.
func (s *replaying) intercept(ctx context.Context, op string, req any,
	next func(context.Context, any) (any, error)) (any, error) {
	s.arrived = op
	if op == s.id {
		s.checkArguments(req)
		_, err := next(ctx, req)
		s.checkStub(err)
		s.setStatus(req)
	}
	if err, ok := s.result.(error); ok {
		return nil, err
	}
	if stream, ok := s.result.(*Stream); ok && s.redirects() {
		stream.Location = "https://example.com/redirected"
	}
	return s.result, nil
}

// documentedRequest is the request as the page shows it.
func (s *replaying) documentedRequest(base string) *http.Request {
	path, query, _ := strings.Cut(s.target, "?")
	target := base + escapeLiteral(path)
	if query != "" {
		target += "?" + escapeLiteral(query)
	}
	req, err := http.NewRequest(s.method, target, strings.NewReader(s.body))
	if err != nil {
		s.fatalf("%v", err)
	}
	for _, h := range s.headers {
		if !connectionHeader(h.name) {
			req.Header.Add(h.name, h.value)
		}
	}
	return req
}

// connectionHeader reports whether the header belongs to the connection, which
// the test does not copy from the docs.
func connectionHeader(name string) bool {
	switch http.CanonicalHeaderKey(name) {
	case "Connection", "Content-Encoding", "Content-Length", "Host", "Transfer-Encoding":
		return true
	}
	return false
}

// checkOptions compares the fields of query parameters and headers with the documented
// request.
func (s *replaying) checkOptions(req reflect.Value) {
	for f, value := range req.Fields() {
		for _, q := range s.query {
			if f.Tag.Get("query") == q.name && optionText(value) != q.value {
				s.errorf("the handler gets the query parameter %s as %q, documented is %q", q.name, optionText(value), q.value)
			}
		}
		for _, h := range s.headers {
			if strings.EqualFold(f.Tag.Get("header"), h.name) && !strings.Contains(optionText(value), strings.TrimSpace(h.value)) {
				s.errorf("the handler gets the header %s as %q, documented is %q", h.name, optionText(value), h.value)
			}
		}
	}
}

// optionText writes the value of a field that is a pointer if the value may be missing.
func optionText(field reflect.Value) string {
	if field.Kind() != reflect.Pointer {
		return argText(field.Interface())
	}
	if field.IsNil() {
		return ""
	}
	return argText(field.Elem().Interface())
}

// checkArguments compares the request struct with the documented arguments and
// body.
func (s *replaying) checkArguments(req any) {
	v := reflect.ValueOf(req).Elem()
	fields := map[string]reflect.Value{}
	for f, value := range v.Fields() {
		fields[cmp.Or(f.Tag.Get("param"), f.Tag.Get("in"))] = value
	}
	for _, arg := range s.args {
		if field, ok := fields[arg.name]; !ok || argText(field.Interface()) != arg.value {
			s.errorf("the handler gets the argument %s as %v, documented is %q", arg.name, field, arg.value)
		}
	}
	s.checkOptions(v)
	body, ok := fields["body"]
	if !ok || s.body == "" {
		return
	}
	if s.bytes() {
		body = fields["http"].Elem().FieldByName("Body")
	}
	if r, ok := body.Interface().(io.Reader); ok {
		data, err := io.ReadAll(r)
		if err != nil || string(data) != s.body {
			s.errorf("the handler gets the body %q (%v), documented is %q", data, err, s.body)
		}
		return
	}
	data, err := json.Marshal(body.Interface())
	if err != nil {
		s.errorf("encoding the body: %v", err)
	}
	lost := comparison{except: names(s.bodyMembers)}
	s.report("the handler's body lacks", lost.missing(parsed([]byte(s.body)), parsed(data), ""))
}

// names returns the names of the pairs, which are paths in a body.
func names(pairs []pair) []string {
	var all []string
	for _, p := range pairs {
		all = append(all, p.name)
	}
	return all
}

// checkStub checks that an operation that nobody implements says which it is.
func (s *replaying) checkStub(err error) {
	var e *Error
	if !errors.As(err, &e) || e.StatusCode != http.StatusNotImplemented || e.Operation != s.id {
		s.errorf("the stub returns %v, want 501 for %s", err, s.id)
	}
}

// setStatus chooses the documented status where the operation has several.
func (s *replaying) setStatus(req any) {
	if s.status != s.route.status && s.status < 400 {
		reflect.ValueOf(req).Elem().FieldByName("Reply").Interface().(*Reply).Status = s.status
	}
}

// checkAnswer compares the handler's answer with the documented one.
func (s *replaying) checkAnswer(resp *http.Response, data []byte) {
	if resp.StatusCode != s.status {
		s.errorf("the handler answers %s, documented is %d", resp.Status, s.status)
	}
	switch {
	case s.redirects() || s.answer == "":
	case s.status >= 400:
		body, _ := parsed(data).(map[string]any)
		s.report("the handler's error lacks", comparison{}.missing(s.documentedError(), body["error"], "error"))
	case s.route.has("stream"):
		if string(data) != s.answer {
			s.errorf("the handler answers %q, documented is %q", data, s.answer)
		}
	case s.status != http.StatusNoContent && len(data) > 0:
		got, envelope := s.inner(parsed(data))
		if s.route.has("wrapped") && envelope == "" {
			s.errorf("the handler answers %.100s, documented is a value in an envelope", data)
		}
		s.checkAnswerBody("the handler's answer lacks", got)
	}
}

// escapeLiteral escapes documented text as the client does.
func escapeLiteral(s string) string { return string(appendLiteral(nil, s)) }
