package mock

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"unicode"

	"github.com/docbind/docbind/templates/sdk"
)

// problem says why a request was not answered (RFC 9457). It is an OData error, too, so
// that clients of the API read it as they read the errors of the API.
type problem struct {
	Type      string  `json:"type"`
	Title     string  `json:"title"`
	Status    int     `json:"status"`
	Detail    string  `json:"detail"`
	Operation string  `json:"operation,omitempty"`
	Doc       string  `json:"doc,omitempty"` // page.md:line of the operation
	Errors    []fault `json:"errors,omitempty"`
	Error     fail    `json:"error"`

	allow string // of a 405
}

// fault is one thing that the docs don't allow, in the form that RFC 9457 shows.
type fault struct {
	Detail string `json:"detail"`
	// Pointer leads to it in the body: #/message/subject.
	Pointer string `json:"pointer,omitempty"`
	Doc     string `json:"doc,omitempty"` // page.md:line that tells what is allowed
}

// fail is the body of an OData error (OData JSON Format 4.01, section 21).
type fail struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Target  string `json:"target,omitempty"`
}

func newProblem(status int, detail string) *problem {
	return &problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail,
		Error: fail{errorCode(status), detail, ""},
	}
}

// problem returns a problem with a request for the route.
func (r *route) problem(status int, detail string) *problem {
	p := newProblem(status, detail)
	p.Operation, p.Doc = r.op.ID(), r.op.Routes[r.index].Pos.PageLine()
	return p
}

// invalid returns the problem that a request does not keep to the docs.
func (r *route) invalid(faults []fault) *problem {
	var details []string
	for _, f := range faults {
		details = append(details, f.Detail)
	}
	p := r.problem(http.StatusBadRequest, strings.Join(details, " "))
	p.Errors = faults
	return p
}

// refuseBatch answers what is wrong with a batch, or with a request in it.
func refuseBatch(w http.ResponseWriter, err *sdk.Error) {
	p := newProblem(err.StatusCode, err.Message)
	p.Error.Code, p.Error.Target = cmp.Or(err.Code, p.Error.Code), err.Target
	p.write(w)
}

// noRoute returns the problem that nothing is documented for a request.
func (h *Handler) noRoute(req *http.Request, allow []string) *problem {
	if len(allow) == 0 {
		detail := "No page documents the path " + req.URL.EscapedPath() + "."
		if meant, ok := nearest(h.paths(), req.URL.Path); ok {
			detail += " Was " + meant + " meant?"
		}
		return newProblem(http.StatusNotFound, detail)
	}
	methods := strings.Join(allow, ", ")
	p := newProblem(http.StatusMethodNotAllowed, "The path is documented for "+methods+", not for "+req.Method+".")
	p.allow = methods
	return p
}

func (p *problem) write(w http.ResponseWriter) {
	body, _ := json.Marshal(p) // texts and numbers only: it can't fail
	header := w.Header()
	header.Set("Content-Type", "application/problem+json")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	if p.Doc != "" {
		header.Set(sourceHeader, p.Doc)
	}
	if p.allow != "" {
		header.Set("Allow", p.allow)
	}
	w.WriteHeader(p.Status)
	_, _ = w.Write(body) // the client may be gone
}

// errorCode returns a code for a status as APIs write them: notFound.
func errorCode(status int) string {
	var code []rune
	upper := false
	for _, r := range http.StatusText(status) {
		switch {
		case !unicode.IsLetter(r):
			upper = true
		case upper:
			code, upper = append(code, unicode.ToUpper(r)), false
		default:
			code = append(code, unicode.ToLower(r))
		}
	}
	if len(code) == 0 {
		return "status" + strconv.Itoa(status)
	}
	return string(code)
}
