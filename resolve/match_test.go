package resolve

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

// FuzzMatch resolves any path template as a page's only route and matches any path
// with it. What a match gives makes a target that matches again.
func FuzzMatch(f *testing.F) {
	for _, s := range [][2]string{
		{"/users/{id}/events/{id}", "/users/1/Events/a%20b"}, {"/f(a='{a}',b={b})", "/f(a='it''s',b=2)"}, {"/root:/{item-path}:/content", "/root:/a/b.txt:/content"},
		{"/me/{a | b}", "/me/x"}, {"/a/{x}.{y}/$value", "/a/1.2.3/$value"}, {"/f()", "/f()"}, {"/x/{id}", "/x/é?/%zz"}, {"/{a}-{b}-{c}", "/1-2-3-4"},
		{"/drive/root:/{path}", "/drive/root:/a/b"}, {"/<a>/(b)", "/1/2"}, {"/f(ids=[{x}])", "/f(ids=[\"a\"])"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, template, path string) {
		if !strings.HasPrefix(template, "/") || !strings.HasPrefix(path, "/") || !utf8.ValidString(template+path) {
			t.Skip() // the parser gives none
		}
		page := &model.Page{
			Path:      "api/x-get.md",
			Sections:  []model.Section{{Kind: model.SectionHTTPRequest}},
			Templates: []model.Template{{Method: model.Text{Value: "GET"}, Path: model.Text{Value: template}}},
		}
		for _, s := range Resolve([]*model.Page{page}, Options{}).Services {
			for i := range s.Operations {
				for j := range s.Operations[i].Routes {
					checkMatch(t, &s.Operations[i].Routes[j], path)
				}
			}
		}
	})
}

// checkMatch matches a path with a route.
func checkMatch(t *testing.T, route *model.Route, path string) {
	if n := strings.Count(route.Pattern, "{"); n != len(route.Params) || n != strings.Count(route.Pattern, "}") {
		t.Errorf("the pattern %q has %d parameters", route.Pattern, len(route.Params))
		return
	}
	if hasTwice(route.Params) {
		t.Errorf("the pattern %q has a parameter twice", route.Pattern)
	}
	m := matchPattern(route.Pattern, path)
	if m == nil {
		return
	}
	if len(m.args) != len(route.Params) {
		t.Errorf("%q matches %q with %d values for %d parameters", path, route.Pattern, len(m.args), len(route.Params))
		return
	}
	made := target(route, m.args)
	if _, err := url.ParseRequestURI(made); err != nil {
		t.Errorf("%q matches %q, but the target %q is none: %v", path, route.Pattern, made, err)
	}
	if slices.Contains(m.args, "") {
		t.Errorf("%q matches %q with an empty value", path, route.Pattern)
	}
}

func hasTwice(names []string) bool {
	seen := map[string]bool{}
	for _, n := range names {
		if seen[n] {
			return true
		}
		seen[n] = true
	}
	return false
}

// TestShape: samples have paths with braces that nothing closes, or that a slash divides.
func TestShape(t *testing.T) {
	for pattern, want := range map[string]string{
		"/Me/things/{thingID}/$value": "/me/things/{}/$value",
		"/a(b={B},c='{C}')":           "/a(b={},c='{}')",
		"/a/{":                        "/a/{",
		"/a/{b}/{C":                   "/a/{}/{c",
		"/a/b}/{c}}":                  "/a/b}/{}}",
		"{":                           "{",
	} {
		if got := shape(pattern); got != want {
			t.Errorf("the shape of %s is %s, want %s", pattern, got, want)
		}
	}
}
