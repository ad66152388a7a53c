package model_test

import (
	"testing"

	"github.com/docbind/docbind/model"
)

func TestBracedPath(t *testing.T) {
	for path, want := range map[string]string{
		"/boxes/{id | name}/f(a='{a}')": "/boxes/{id | name}/f(a='{a}')",
		"/boxes/<id>/f(a='<a>',b=<b>)":  "/boxes/{id}/f(a='{a}',b={b})",
		"/boxes/{{id}}/x":               "/boxes/{id}/x",
		"/boxes/{{ id }}":               "/boxes/{id}",
		"/boxes/{<id>}":                 "/boxes/{<id>}",
		"/boxes/<{id}>":                 "/boxes/{id}",
		"/boxes/(id)/x":                 "/boxes/{id}/x",
		"/boxes/(key='x')":              "/boxes/(key='x')",
		"/boxes/(a)(b)":                 "/boxes/(a)(b)",
		"/boxes/:id/x/:key-2":           "/boxes/{id}/x/{key-2}",
		"/root:/<path>:/x":              "/root:/{path}:/x",
		"/root:/{path}/:x":              "/root:/{path}/:x",
		"/root:/{path}:/x/:id":          "/root:/{path}:/x/{id}",
		"/root:/:path/x":                "/root:/{path}/x",
		"/hosts/{host}:/a/b":            "/hosts/{host}:/a/b",
		"/boxes/:2/a:b/<":               "/boxes/:2/a:b/<",
		"/boxes/{a":                     "/boxes/{a",
		"/boxes/<>/{{}}/()":             "/boxes/<>/{{}}/()",
		"/boxes/< >/:a:/x":              "/boxes/< >/:a:/x",
		"/boxes/<<x>>/y":                "/boxes/{x}>/y",
	} {
		if got := model.BracedPath(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
