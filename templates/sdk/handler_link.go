package sdk

import (
	"net/http"
	"net/url"
	"strings"
)

// LinkTo returns the absolute URL of a request with a query parameter set, for the NextLink
// or DeltaLink of a page:
//
//	page.NextLink = LinkTo(req.HTTP, "$skiptoken", "20")
//
// Other parameters stay, but for those that have told where to go on so far: $skip, $skiptoken
// and $deltatoken. The host is the one that the client has asked.
func LinkTo(r *http.Request, name, value string) string {
	query := r.URL.Query()
	for _, token := range []string{"$skip", "$skiptoken", "$deltatoken"} {
		query.Del(token)
	}
	query.Set(name, value)
	return selfLink(r, query)
}

// selfLink returns the absolute URL of a request with another query.
func selfLink(r *http.Request, query url.Values) string {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host + stripped(r) + r.URL.EscapedPath() + "?" + strings.ReplaceAll(query.Encode(), "%24", "$")
}

// stripped returns what was taken off the beginning of a request's path on its way here, as
// http.StripPrefix does.
func stripped(r *http.Request) string {
	path, _, _ := strings.Cut(r.RequestURI, "?")
	prefix, ok := strings.CutSuffix(path, r.URL.EscapedPath())
	if !ok || !strings.HasPrefix(prefix, "/") { // it may be a whole URL
		return ""
	}
	return prefix
}
