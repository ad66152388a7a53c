package sdk

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
)

// TestNamedArguments: arguments of a function are found by their names, in whatever order they
// come, and so are overloads.
func TestNamedArguments(t *testing.T) {
	r := routerOf(
		"/x/f(a={a},b='{b}')", "/x/f(a={a},c={c})", "/x/f(c={c},a={a},b='{b}')", "/x/f(a={a})", "/x/{id}",
		"/x/f(a={a},b='{b}')/items/{i}", "/x/g(b={b},a={a})", "/x/g(a={a},b={b})",
		"/x/size(rows={n}, columns={m})", "/x/image(width={w},height={h},mode='fit')",
		"/x/h(a={a},a={b})", "/x/f(a={a},p={p...})", "/x/{k}(a={a},b={b})",
	)
	for _, test := range []struct {
		path, want string
		args       []string
	}{
		{"/x/f(a=1,b='2')", "/x/f(a={a},b='{b}')", []string{"1", "2"}},
		{"/x/f(b='2',a=1)", "/x/f(a={a},b='{b}')", []string{"1", "2"}},
		{"/X/F(B='2',A=1)", "/x/f(a={a},b='{b}')", []string{"1", "2"}},
		{"/x/f(b='2,a=3)',a=1)", "/x/f(a={a},b='{b}')", []string{"1", "2,a=3)"}},
		{"/x/f(b='it''s',a=1)", "/x/f(a={a},b='{b}')", []string{"1", "it's"}},
		{"/x/f(b='y/z',a=1)/items/5", "/x/f(a={a},b='{b}')/items/{i}", []string{"1", "y/z", "5"}},
		{"/x/f(b='y%2Fz', a=1)/items/5", "/x/f(a={a},b='{b}')/items/{i}", []string{"1", "y/z", "5"}},
		{"/x/f(b='',a=[\"u,v\",\"w)\"])", "/x/f(a={a},b='{b}')", []string{`["u,v","w)"]`, ""}},
		{"/x/f(c=3,a=1)", "/x/f(a={a},c={c})", []string{"1", "3"}},
		{"/x/f(a=1,c=3,b='2')", "/x/f(c={c},a={a},b='{b}')", []string{"3", "1", "2"}},
		{"/x/f(b='2',a='1')", "/x/f(a={a},b='{b}')", []string{"'1'", "2"}},
		{"/x/f(a=1)", "/x/f(a={a})", []string{"1"}},
		{"/x/f(a=x,y,c=2)", "/x/f(a={a},c={c})", []string{"x,y", "2"}}, // not as OData writes it
		{"/x/g(a=1,b=2)", "/x/g(a={a},b={b})", []string{"1", "2"}},
		{"/x/g(b=2,a=1)", "/x/g(b={b},a={a})", []string{"2", "1"}},
		{"/x/size(rows=1,columns=2)", "/x/size(rows={n}, columns={m})", []string{"1", "2"}},
		{"/x/size(columns=2,rows=1)", "/x/size(rows={n}, columns={m})", []string{"1", "2"}},
		{"/x/image(mode='fit',height=2,width=1)", "/x/image(width={w},height={h},mode='fit')", []string{"1", "2"}},
		// Those are no calls of what is documented.
		{"/x/image(mode='fill',height=2,width=1)", "/x/{id}", []string{"image(mode='fill',height=2,width=1)"}},
		{"/x/f(b='2',b='3')", "/x/{id}", []string{"f(b='2',b='3')"}},
		{"/x/f(b='2')", "/x/{id}", []string{"f(b='2')"}},
		{"/x/f(b='2',d=1)", "/x/{id}", []string{"f(b='2',d=1)"}},
		{"/x/f(b=2,a=1)", "/x/{id}", []string{"f(b=2,a=1)"}},
		{"/x/f(b='2'z,a=1)", "/x/{id}", []string{"f(b='2'z,a=1)"}},
		{"/x/f(b='2',a=1)z", "/x/{id}", []string{"f(b='2',a=1)z"}},
		{"/x/f(b='2',a=1", "/x/{id}", []string{"f(b='2',a=1"}},
		{"/x/f(b='2',a=)", "/x/{id}", []string{"f(b='2',a=)"}},
		{"/x/f(b='2',", "/x/{id}", []string{"f(b='2',"}},
		{"/x/f(b='2", "/x/{id}", []string{"f(b='2"}},
		{"/x/f(b='2',a=1)/other", "", nil},
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

// TestNamedArgumentsAreNotSlow sends paths that are calls almost to their end.
func TestNamedArgumentsAreNotSlow(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	calls := strings.Repeat("/f(a={a},b='{b}')", 30)
	r := routerOf("/f(a={a},b='{b}')", "/f(b='{b}',a={a},c={c})", calls+"/end", "/f(a={a},b='{b}')/{p...}:/end")
	for _, path := range []string{
		strings.Repeat("/f(b='2',a=1)", 30) + "/other", strings.Repeat("/f(b='2',a=1)", 1<<16),
		"/f(" + strings.Repeat("a=1,", 1<<18), "/f(b='" + strings.Repeat("/", 1<<20), "/f(b='" + strings.Repeat("''/", 1<<18) + "',a=1)",
		"/f(a=" + strings.Repeat("[", 1<<20), strings.Repeat("/f(a=1,b='", 1<<16), "/f(" + strings.Repeat("x", 1<<20) + "=",
	} {
		if d := cputime.Of(func() { find(r, "GET", splitPath(path)) }); d > time.Second {
			t.Errorf("%.20s… of %d bytes takes %v", path, len(path), d)
		}
	}
	if found := find(r, "GET", splitPath(strings.Repeat("/f(b='2',a=1)", 30)+"/end")); len(found.endpoints) != 1 {
		t.Error("many calls are not found")
	}
}

// TestNamedArgumentsAllocate: a call costs no more than another path with
// arguments. The lowest of some rounds counts: the race detector empties pools at random.
func TestNamedArgumentsAllocate(t *testing.T) {
	r, path := routerOf("/f(a={a},b='{b}')"), []string{"f(b='2',a=1)"}
	n := math.Inf(1)
	for range 5 {
		n = min(n, testing.AllocsPerRun(100, func() { find(r, "GET", path) }))
	}
	if n >= 2 {
		t.Errorf("%v allocations", n)
	}
}

// FuzzNamedArguments: strings arrive as they were given, in whatever order their arguments come.
func FuzzNamedArguments(f *testing.F) {
	for _, text := range []string{"", "a", "it's", "',a='x", "x)", "/", "''/", "(", "[", "\"", "%27", "é", ",", "=", ".."} {
		f.Add(text, "b")
		f.Add("a", text)
	}
	r := routerOf("/x/f(a='{a}',b='{b}')/z")
	f.Fuzz(func(t *testing.T, a, b string) {
		path, err := expandPath("/x/f(b='{b}',a='{a}')/z", []string{b, a})
		if err != nil || len(path) > 1<<12 {
			t.Skip()
		}
		if found := find(r, "GET", splitPath(path)); len(found.endpoints) != 1 || !slices.Equal(found.args, []string{a, b}) {
			t.Errorf("%s leads to %d endpoints with %q, want %q", path, len(found.endpoints), found.args, []string{a, b})
		}
	})
}
