package mock

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/templates/sdk"
)

// The members of a page that lead on (OData JSON Format 4.01, section 4.6).
const (
	nextLink  = "@odata.nextLink"
	deltaLink = "@odata.deltaLink"
)

// hasLinks reports whether a body leads on to other pages.
func hasLinks(body string) bool {
	return strings.Contains(body, "Link\"") && jsonscan.Valid(body) &&
		(jsonscan.Member(body, nextLink) != "" || jsonscan.Member(body, deltaLink) != "")
}

// ownLinks returns the body of an answer to a request with links that lead back here, to the
// path that was asked for: those of samples lead to the real server, and often to some other
// path. What asks for the next page has had the last one, or nobody would come to an end.
func ownLinks(body string, req *http.Request) string {
	asked := req.URL.Query()
	var b strings.Builder
	separator := "{"
	jsonscan.Object(body, func(name string, at int, value string, valueAt int) bool {
		if name == nextLink || name == deltaLink {
			query := linkQuery(name, jsonscan.String(value))
			if name == nextLink && within(query, asked) {
				return true
			}
			value = ownLink(req, query)
		}
		b.WriteString(separator + body[at:valueAt] + value)
		separator = ","
		return true
	})
	if separator == "{" {
		return "{}"
	}
	return b.String() + "}"
}

// linkQuery returns the query of a documented link. Some have theirs in a form that is none.
func linkQuery(name, link string) url.Values {
	if u, err := url.Parse(link); err == nil && len(u.Query()) > 0 {
		return u.Query()
	}
	if name == nextLink {
		return url.Values{"$skiptoken": {"next"}}
	}
	return url.Values{"$deltatoken": {"latest"}}
}

// within reports whether a query has all parameters of another, whatever their values.
func within(query, asked url.Values) bool {
	for name := range query {
		if !asked.Has(name) {
			return false
		}
	}
	return true
}

// ownLink returns a link to the path of a request, as JSON.
func ownLink(req *http.Request, query url.Values) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(sdk.SelfLink(req, query)) // a string can't fail
	return strings.TrimSpace(b.String())
}

// ownLocation returns a header Location that leads here, if it leads to the API itself.
func ownLocation(location, home string, req *http.Request) string {
	u, err := url.Parse(location)
	if err != nil || home == "" || !strings.EqualFold(u.Host, home) {
		return location
	}
	u.Scheme, u.Host, u.User = "http", req.Host, nil
	if req.TLS != nil {
		u.Scheme = "https"
	}
	return u.String()
}
