package mock

import (
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// answer is what a request is answered with. Its header is shared by all such answers.
type answer struct {
	status int
	header http.Header
	body   string
	linked bool // the body leads on to other pages
}

// write writes the answer to a request to an API that is at home on a host.
func (a *answer) write(w http.ResponseWriter, req *http.Request, home string) {
	header, body := w.Header(), a.body
	maps.Copy(header, a.header)
	if a.linked {
		body = ownLinks(body, req)
		header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	if location := header.Get("Location"); location != "" {
		header.Set("Location", ownLocation(location, home, req))
	}
	w.WriteHeader(a.status)
	if body != "" {
		_, _ = io.WriteString(w, body) // the client may be gone
	}
}

// newAnswer completes an answer. doc is the line that it comes from.
func newAnswer(status int, header http.Header, body string, doc model.Position) *answer {
	if status == http.StatusNoContent || status == http.StatusNotModified {
		body = "" // RFC 9110, section 6.4.1
		header.Del("Content-Type")
	} else {
		header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	header.Set(sourceHeader, doc.PageLine())
	return &answer{status, header, body, hasLinks(body)}
}

// answer returns what is preferred: a documented sample or, where no sample has the
// status, what can be made for it. It is nil if neither can be had.
func (h *Handler) answer(r *route, prefer preference, query url.Values) *answer {
	var a *answer
	status := cmp.Or(prefer.code, r.op.Result.Status())
	switch x := r.sample(prefer, query); {
	case x != nil:
		a = sampleAnswer(x)
	case prefer.example != "":
		return nil
	case status >= 400:
		a = errorAnswer(r, status)
	default:
		a = h.madeAnswer(r, status)
	}
	if !prefer.isZero() {
		a.header["Preference-Applied"] = []string{prefer.String()} // RFC 7240, section 3
	}
	return a
}

// sample returns the sample that fits best: one that agrees with its page goes before one
// that doesn't, then one of the route before one of another, then the one whose request shows
// most of the query's parameters and none that is missing, then the first.
func (r *route) sample(prefer preference, query url.Values) *model.Example {
	var best *model.Example
	rank := func(x *model.Example) int {
		n := -len(x.Query)
		if slices.ContainsFunc(x.Query, func(p model.Pair) bool { return !query.Has(p.Name) }) {
			n = 1
		}
		if x.Route != r.index {
			n += 1 << 20
		}
		if x.LeftOut != "" {
			n += 1 << 21
		}
		return n
	}
	for i := range r.op.Examples {
		x := &r.op.Examples[i]
		if r.wanted(x, prefer) && (best == nil || rank(x) < rank(best)) {
			best = x
		}
	}
	return best
}

// wanted reports whether a sample is what is preferred: without a preference, one that
// shows success.
func (r *route) wanted(x *model.Example, prefer preference) bool {
	switch {
	case x.Status < 200 || x.Status > 599: // nothing that could be sent as an answer
		return false
	case prefer.example != "" && !strings.EqualFold(x.Name, prefer.example):
		return false
	case prefer.code != 0:
		return x.Status == prefer.code
	case prefer.example != "":
		return true
	}
	return x.Status < 300 || slices.Contains(r.op.Result.Statuses, x.Status)
}

// framing are the headers of samples that are about the message on its way, which is
// another message here.
var framing = []string{"Connection", "Content-Encoding", "Content-Length", "Date", "Keep-Alive", "Trailer", "Transfer-Encoding", "Upgrade"}

// sampleAnswer returns a documented answer.
func sampleAnswer(x *model.Example) *answer {
	header := http.Header{}
	for _, p := range x.ResponseHeaders {
		if name := http.CanonicalHeaderKey(p.Name); !slices.Contains(framing, name) {
			header[name] = append(header[name], p.Value)
		}
	}
	if x.ResponseBody != "" && header.Get("Content-Type") == "" {
		header.Set("Content-Type", contentType(x.ResponseBody))
	}
	return newAnswer(x.Status, header, x.ResponseBody, x.ResponsePos)
}

func contentType(body string) string {
	if jsonscan.Valid(body) {
		return "application/json"
	}
	return "text/plain; charset=utf-8"
}

// errorAnswer returns an OData error for a status that no sample has.
func errorAnswer(r *route, status int) *answer {
	body, _ := json.Marshal(struct {
		Error fail `json:"error"`
	}{fail{errorCode(status), "Asked for by Prefer; " + r.op.Page + " has no sample of it.", ""}})
	header := http.Header{"Content-Type": {"application/json"}}
	return newAnswer(status, header, string(body), r.op.Routes[r.index].Pos)
}

// madeAnswer returns an answer made from the documented result of the operation.
func (h *Handler) madeAnswer(r *route, status int) *answer {
	header, body := http.Header{}, ""
	switch result := &r.op.Result; {
	case result.Kind == model.StreamResult:
		header.Set("Content-Type", "application/octet-stream")
		if status >= 300 { // documented as a redirect, but there is nowhere to lead to
			status = http.StatusOK
		}
	case status >= 300 || result.Kind == model.NoResult:
	default:
		header.Set("Content-Type", "application/json")
		body = h.specimen(result)
	}
	return newAnswer(status, header, body, r.op.Routes[r.index].Pos)
}
