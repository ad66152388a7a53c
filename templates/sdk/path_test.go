package sdk

import (
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
)

func TestExpandPath(t *testing.T) {
	for _, test := range []struct {
		pattern string
		args    []string
		want    string // "" for an error
	}{
		{"/a/{x}/b", []string{"1"}, "/a/1/b"},
		{"/a/{x}", []string{"b/../c"}, "/a/b%2F..%2Fc"},
		{"/a/{x}", []string{"?#%2e;,\x00ü"}, "/a/%3F%23%252e%3B%2C%00%C3%BC"},
		{"/a/{x}", []string{".."}, ""},
		{"/a/{x}/b", []string{"."}, ""},
		{"/a/{x}", []string{"..."}, "/a/..."},
		{"/a/{x}{y}/b", []string{".", "."}, ""},
		{"/a/.{x}", []string{"."}, ""},
		{"/a/{x}.b", []string{".."}, "/a/...b"},
		{"/a/{x}", []string{""}, ""},
		{"/a/{x}/{y}", []string{"1"}, ""},
		{"/fn(a='{a}',b={b})", []string{"it's/", ".."}, "/fn(a='it%27%27s%2F',b=..)"},
		{"/fn(a='{a}')", []string{""}, "/fn(a='')"},
		{"/root:/{p...}:/content", []string{"a b/c:d/e%"}, "/root:/a%20b/c%3Ad/e%25:/content"},
		{"/root:/{p...}:/content", []string{"/a"}, "/root:/a:/content"},
		{"/root:/{p...}", []string{"a/../b"}, ""},
		{"/root:/{p...}", []string{"a//b"}, ""},
		{"/root:/{p...}", []string{"/"}, ""},
		{"/a b/%20%zz/ü?x#y/{x}", []string{"1"}, "/a%20b/%20%25zz/%C3%BC%3Fx%23y/1"},
		{"/a{/b}c{", []string{"1"}, "/a1c%7B"},
	} {
		got, err := expandPath(test.pattern, test.args)
		if got != test.want || (err != nil) != (test.want == "") {
			t.Errorf("expandPath(%s, %q) = %s, %v, want %s", test.pattern, test.args, got, err, test.want)
		}
	}
}

// FuzzExpandPath checks that an argument reaches the router as it was given,
// and that it stays inside its place.
func FuzzExpandPath(f *testing.F) {
	patterns := []string{"/a/{x}/z", "/a/fn(p='{x}',q=1)/z", "/a/root:/{x...}:/z"}
	for _, arg := range []string{"a", "..", "a/b", "it's", "%2f", "'", "''/", "a:b", "1,q=2)", "?#", "\xff", ":/z"} {
		for i := range patterns {
			f.Add(i, arg)
		}
	}
	r := routerOf(patterns...)
	f.Fuzz(func(t *testing.T, i int, arg string) {
		if len(arg) > 256 {
			t.Skip() // the router gives up on hundreds of colons in one segment
		}
		pattern := patterns[max(i, -i, 0)%len(patterns)]
		path, err := expandPath(pattern, []string{arg})
		if err != nil {
			return
		}
		u, err := url.Parse("http://localhost" + path + "?q")
		if err != nil || u.RawQuery != "q" || u.Host != "localhost" {
			t.Fatalf("%q in %s: %v, %v", arg, pattern, u, err)
		}
		found := find(r, "GET", splitPath(u.EscapedPath()))
		want := arg
		if pattern == patterns[2] && arg[0] == '/' {
			want = arg[1:]
		}
		if len(found.endpoints) == 0 || found.endpoints[0].op.id != pattern || !slices.Equal(found.args, []string{want}) {
			t.Fatalf("%q in %s: %s leads to %+v", arg, pattern, path, found)
		}
	})
}

// routerOf returns a router of GET routes.
func routerOf(paths ...string) *router {
	var endpoints []*endpoint
	for _, path := range paths {
		endpoints = append(endpoints, &endpoint{op: &operation{id: path, method: "GET", path: path}})
	}
	return newRouter(endpoints)
}

// find looks a path up.
func find(r *router, method string, segments []string) match {
	s := searches.Get().(*search)
	defer s.release()
	return s.find(r, method, segments)
}

func TestRouter(t *testing.T) {
	routes := []string{
		"/users", "/users/delta", "/users/{a}", "/users/{a}/events/{b}", "/users/{a}/events/delta",
		"/drive/root:/{p...}:/content", "/drive/root:/{p...}", "/drive/root", "/drive/items/{a}:/{p...}:/children",
		"/x/getByPath(path='{p}')", "/x/getByPath(path='{p}')/items/{i}", "/x/cell(row={r},column={c})", "/x/cell(row={r})",
		"/x/range(address='{a}',n={n})", "/x/{a}/microsoft.graph.assign", "/files/{p...}", "/", "/z%20z/{a}",
		"/both/{a}/one", "/both/lit/two", "/Mixed/One", "/mixed/TWO", "/mixed/é/{a}", "/users/{a}/all()", "/Users/{a}/All()/{b}",
	}
	r := routerOf(routes...)
	for _, test := range []struct {
		path, want string
		args       []string
	}{
		{"/users", "/users", nil},
		{"/USERS/Delta/", "/users/delta", nil},
		{"/users/x", "/users/{a}", []string{"x"}},
		{"/users/delta()", "/users/delta", nil},
		{"/users/Delta()", "/users/delta", nil},
		{"/users/x()", "/users/{a}", []string{"x()"}},
		{"/users/x/all", "/users/{a}/all()", []string{"x"}},
		{"/users/x/ALL()", "/users/{a}/all()", []string{"x"}},
		{"/users/x/all/y", "/Users/{a}/All()/{b}", []string{"x", "y"}},
		{"/users/a%2Fb", "/users/{a}", []string{"a/b"}},
		{"/users/x/events/delta", "/users/{a}/events/delta", []string{"x"}},
		{"/users/delta/events/y", "/users/{a}/events/{b}", []string{"delta", "y"}},
		{"/users/..", "", nil},
		{"/users//events/y", "", nil},
		{"/drive/root:/a/b c/d.txt:/content", "/drive/root:/{p...}:/content", []string{"a/b c/d.txt"}},
		{"/drive/root:/a:/b:/content", "/drive/root:/{p...}:/content", []string{"a:/b"}},
		{"/drive/root:/a/b", "/drive/root:/{p...}", []string{"a/b"}},
		{"/drive/root:/a/../b", "", nil},
		{"/drive/items/1!2:/a/b:/children", "/drive/items/{a}:/{p...}:/children", []string{"1!2", "a/b"}},
		{"/x/getByPath(path='/a/b')", "/x/getByPath(path='{p}')", []string{"/a/b"}},
		{"/x/getByPath(path='it''s')/items/5", "/x/getByPath(path='{p}')/items/{i}", []string{"it's", "5"}},
		{"/x/getByPath(path='%2Fa%27%27')", "/x/getByPath(path='{p}')", []string{"/a'"}},
		{"/x/getByPath(path='')", "/x/getByPath(path='{p}')", []string{""}},
		{"/x/getByPath(path='open", "", nil},
		{"/x/cell(row=5,column=6)", "/x/cell(row={r},column={c})", []string{"5", "6"}},
		{"/x/CELL(row=5)", "/x/cell(row={r})", []string{"5"}},
		{"/x/range(address='A1:B2',n=3)", "/x/range(address='{a}',n={n})", []string{"A1:B2", "3"}},
		{"/x/range(address='a',n=1',n=2)", "/x/range(address='{a}',n={n})", []string{"a", "1',n=2"}},
		{"/x/1/microsoft.graph.assign", "/x/{a}/microsoft.graph.assign", []string{"1"}},
		{"/files/a/b/c", "/files/{p...}", []string{"a/b/c"}},
		{"/files", "", nil},
		{"/", "/", nil},
		{"/z z/1", "/z%20z/{a}", []string{"1"}},
		{"/both/lit/one", "/both/{a}/one", []string{"lit"}},
		{"/mixed/one", "/Mixed/One", nil},
		{"/MIXED/two", "/mixed/TWO", nil},
		{"/Mixed/%C3%89/1", "/mixed/é/{a}", []string{"1"}},
		{"/mixed/" + strings.Repeat("one", 30), "", nil},
	} {
		found := find(r, "GET", splitPath(test.path))
		got := ""
		if len(found.endpoints) > 0 {
			got = found.endpoints[0].op.id
		}
		if got != test.want || !slices.Equal(found.args, test.args) {
			t.Errorf("%s leads to %q with %q, want %q with %q", test.path, got, found.args, test.want, test.args)
		}
	}
}

func TestRouterMethods(t *testing.T) {
	var endpoints []*endpoint
	for _, route := range [][2]string{{"GET", "/a/b"}, {"DELETE", "/a/{x}"}, {"PATCH", "/a/{y}"}} {
		endpoints = append(endpoints, &endpoint{op: &operation{id: route[0], method: route[0], path: route[1]}})
	}
	r := newRouter(endpoints)
	if found := find(r, "DELETE", []string{"a", "b"}); len(found.endpoints) != 1 || found.args[0] != "b" {
		t.Errorf("DELETE /a/b: %+v", found)
	}
	if found := find(r, "PUT", []string{"a", "b"}); !slices.Equal(found.allow, []string{"DELETE", "GET", "PATCH"}) {
		t.Errorf("PUT /a/b: %+v", found)
	}
	if found := find(r, "PUT", []string{"c"}); len(found.endpoints)+len(found.allow) > 0 {
		t.Errorf("PUT /c: %+v", found)
	}
}

// TestRouterGivesUp sends a path that could be matched in more ways than anyone
// has time for.
func TestRouterGivesUp(t *testing.T) {
	pattern, path := "", make([]string, 200)
	for range 12 {
		pattern += "/{a...}:"
	}
	for i := range path {
		path[i] = "a:a:"
	}
	if found := find(routerOf(pattern+"/end"), "GET", path); len(found.endpoints) > 0 {
		t.Error("found what isn't there")
	}
}

func TestEdgesAreShared(t *testing.T) {
	if r := routerOf("/u/{a}/x", "/u/{b}/y", "/u/{c}"); len(r.edges) != 1 {
		t.Errorf("%d edges for one form of segment", len(r.edges))
	}
}

// TestRouterIsNotSlow sends paths as long as net/http lets through.
func TestRouterIsNotSlow(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	r := routerOf("/root:/{p...}:/content", "/fn(a={a},b={b},c={c})", "/q(p='{p}')", "/{a...}")
	for _, path := range []string{
		"/root:" + strings.Repeat("/a", 1<<19), "/root:" + strings.Repeat("/a:", 1<<18),
		"/fn(a=" + strings.Repeat(",b=", 1<<18), "/q(p='" + strings.Repeat("''/", 1<<18), strings.Repeat("/", 1<<20),
	} {
		if d := cputime.Of(func() { find(r, "GET", splitPath(path)) }); d > 2*time.Second {
			t.Errorf("%.20s… of %d bytes takes %v", path, len(path), d)
		}
	}
}

// TestArgumentCounts passes every number of path arguments that has a function of its own.
func TestArgumentCounts(t *testing.T) {
	var asked string
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { asked = r.URL.Path })
	op := func(path string) *operation { return &operation{id: "X", method: "GET", path: path, paged: true} }
	none, one, two, three := op("/x"), op("/x/{a}"), op("/x/{a}/{b}"), op("/x/{a}/{b}/{c}")
	ctx, c := t.Context(), client.core
	first := func(seq iter.Seq2[*Item, error]) error {
		_, err := Collect(seq)
		return err
	}
	value := func(_ *Page[*Item], err error) error { return err }
	for i, call := range []func() error{
		func() error { return callNone0(ctx, c, none, nil, nil) },
		func() error { return callNone1(ctx, c, one, nil, nil, "1") },
		func() error { return callNone2(ctx, c, two, nil, nil, "1", "2") },
		func() error { return callNone3(ctx, c, three, nil, nil, "1", "2", "3") },
		func() error { return first(list0[*Item](ctx, c, none, nil, nil)) },
		func() error { return first(list1[*Item](ctx, c, one, nil, nil, "1")) },
		func() error { return first(list2[*Item](ctx, c, two, nil, nil, "1", "2")) },
		func() error { return first(list3[*Item](ctx, c, three, nil, nil, "1", "2", "3")) },
		func() error { return value(call0[*Page[*Item]](ctx, c, none, nil, nil)) },
		func() error { return value(call1[*Page[*Item]](ctx, c, one, nil, nil, "1")) },
		func() error { return value(call2[*Page[*Item]](ctx, c, two, nil, nil, "1", "2")) },
		func() error { return value(call3[*Page[*Item]](ctx, c, three, nil, nil, "1", "2", "3")) },
	} {
		want := "/v1.0" + []string{"/x", "/x/1", "/x/1/2", "/x/1/2/3"}[i%4]
		if err := call(); err != nil || asked != want {
			t.Errorf("call %d asks for %s, want %s: %v", i, asked, want, err)
		}
	}
}

func expandPath(pattern string, args []string) (string, error) {
	path, err := appendPath(nil, pattern, args)
	return string(path), err
}
