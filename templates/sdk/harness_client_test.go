package sdk

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// throughClient calls the client as documented and returns its result.
func (s *replaying) throughClient(client *Client) any {
	result, err := s.call(client)
	if s.requests.Load() == 0 {
		s.fatalf("the client sends nothing: %v", err)
	}
	if s.status >= 400 {
		return s.checkError(err)
	}
	if err != nil {
		s.fatalf("the client returns an error: %v", err)
	}
	return s.checkResult(result)
}

// checkError compares the client's error with the documented answer, and returns it.
func (s *replaying) checkError(err error) error {
	var e *Error
	if !errors.As(err, &e) {
		s.fatalf("the client returns %v, documented is an error with status %d", err, s.status)
	}
	if e.StatusCode != s.status || e.Operation != s.id || e.Method != s.method {
		s.errorf("the client returns the error %v of %s %s, documented is status %d", e, e.Method, e.Operation, s.status)
	}
	s.report("the client's error lacks", comparison{}.missing(s.documentedError(), map[string]any{"code": e.Code, "message": e.Message}, "error"))
	return err
}

// documentedError is what an error keeps of the documented answer, nil if it has no body.
func (s *replaying) documentedError() any {
	body, _ := parsed([]byte(s.answer)).(map[string]any)
	detail, _ := body["error"].(map[string]any)
	if detail == nil {
		return nil
	}
	maps.DeleteFunc(detail, func(name string, _ any) bool { return name != "code" && name != "message" })
	return detail
}

// serveDocs compares the client's request with the documented one and answers
// as documented. The second request is the one after a redirect.
func (s *replaying) serveDocs(w http.ResponseWriter, r *http.Request) {
	if s.requests.Add(1) > 1 {
		io.WriteString(w, s.answer)
		return
	}
	s.checkRequest(r)
	s.writeAnswer(w, r)
}

// writeAnswer answers as documented. A redirect leads back to the test.
func (s *replaying) writeAnswer(w http.ResponseWriter, r *http.Request) {
	for _, h := range s.answerHeaders {
		if !connectionHeader(h.name) {
			w.Header().Add(h.name, h.value)
		}
	}
	if s.redirects() {
		w.Header().Set("Location", "http://"+r.Host+"/redirected")
	}
	w.WriteHeader(s.status)
	if !s.redirects() {
		io.WriteString(w, s.answer)
	}
}

func (s *replaying) redirects() bool { return s.status >= 300 && s.status < 400 }

// checkRequest compares what the client sent with the docs.
func (s *replaying) checkRequest(r *http.Request) {
	if r.Method != s.method {
		s.errorf("the client sends %s, documented is %s", r.Method, s.method)
	}
	path, _, _ := strings.Cut(s.target, "?")
	if got := r.URL.EscapedPath(); !s.samePath(got, path) {
		s.errorf("the client asks for %s, documented is %s", got, path)
	}
	if got, want := queryPairs(r.URL.RawQuery), sortedPairs(s.query); !slices.Equal(got, want) {
		s.errorf("the client sends the query %q, documented is %q", got, want)
	}
	for _, h := range s.headers {
		s.checkHeader(r.Header, h)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.errorf("%v", err)
	}
	s.checkBody(body)
}

func (s *replaying) checkHeader(header http.Header, h pair) {
	if connectionHeader(h.name) {
		return
	}
	if strings.EqualFold(h.name, "Content-Type") {
		if got, want := mediaType(header.Get(h.name)), mediaType(h.value); got != want {
			s.errorf("the client sends the media type %q, documented is %q", got, want)
		}
		return
	}
	if got := header.Values(h.name); !slices.Contains(got, strings.TrimSpace(h.value)) {
		s.errorf("the client sends %s: %q, documented is %q", h.name, got, h.value)
	}
}

func mediaType(value string) string {
	if name, _, err := mime.ParseMediaType(value); err == nil {
		return name
	}
	return strings.ToLower(value)
}

// checkBody compares a request body: JSON by meaning, all else by bytes.
func (s *replaying) checkBody(got []byte) {
	if s.bytes() {
		if string(got) != s.body {
			s.errorf("the client sends the body %q, documented is %q", got, s.body)
		}
		return
	}
	sent, documented := parsed(got), parsed([]byte(s.body))
	equal := comparison{strict: true}
	s.report("the client's body lacks", equal.missing(documented, sent, ""))
	s.report("the client's body has, but not the docs,", equal.missing(sent, documented, ""))
}

func (s *replaying) report(what string, differences []string) {
	for _, d := range differences {
		s.errorf("%s: %s", what, d)
	}
}

// checkResult compares the client's result, encoded again, with the documented
// answer.
func (s *replaying) checkResult(result any) any {
	if stream, ok := result.(io.ReadCloser); ok {
		data, err := io.ReadAll(stream)
		if err := cmp.Or(err, stream.Close()); err != nil {
			s.errorf("reading the result: %v", err)
		}
		if string(data) != s.answer {
			s.errorf("the client returns %q, documented is %q", data, s.answer)
		}
		return &Stream{Body: bytes.NewReader(data)}
	}
	if work, ok := result.(*Poller); ok {
		s.checkPoller(work)
		return nil
	}
	if result == nil || s.answer == "" {
		return result
	}
	data, err := json.Marshal(result)
	if err != nil {
		s.fatalf("encoding the result: %v", err)
	}
	s.checkAnswerBody("the client's result lacks", parsed(data))
	return result
}

// checkPoller compares where the client would ask for the state of the work.
func (s *replaying) checkPoller(work *Poller) {
	for _, h := range s.answerHeaders {
		if strings.EqualFold(h.name, "Location") && work.Location != h.value {
			s.errorf("the client would ask %q for the state of the work, documented is %q", work.Location, h.value)
		}
	}
}

// pageMembers are what a page holds. What else stands in its envelope belongs to
// the protocol.
var pageMembers = []string{"value", "@odata.nextLink", "@odata.deltaLink", "@odata.count"}

// checkAnswerBody reports what a value lacks of the documented answer. The
// envelope that the client takes off counts for neither.
func (s *replaying) checkAnswerBody(what string, got any) {
	want, path := s.inner(parsed([]byte(s.answer)))
	if members, ok := want.(map[string]any); ok && s.route.paged() {
		maps.DeleteFunc(members, func(name string, _ any) bool { return !slices.Contains(pageMembers, name) })
	}
	s.report(what, comparison{except: s.undeclared}.missing(want, got, path))
}

// inner returns what is in the envelope, if there is one, and its path.
func (s *replaying) inner(v any) (any, string) {
	if members, ok := v.(map[string]any); ok && s.route.has("wrapped") {
		if value, ok := members["value"]; ok {
			return value, "value"
		}
	}
	return v, ""
}
