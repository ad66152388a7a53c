package workspace

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"go/token"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/templates"
)

// examplePages are those of testdata/docs.
func examplePages(t testing.TB) []*model.Page {
	t.Helper()
	_, sources, err := Discover([]string{filepath.Join("..", "testdata", "docs")})
	if err != nil {
		t.Fatal(err)
	}
	return Parse(sources)
}

// TestManifestRoundTrip writes all names of testdata/docs and reads them back, with
// the lines that they stand in.
func TestManifestRoundTrip(t *testing.T) {
	api := resolve.Resolve(examplePages(t), resolve.Options{Reserved: templates.Reserved()})
	given := resolve.Handed(api, api, nil)
	given.Options["query top"] = model.GivenName{Go: "WithTop"}
	given.Declarations["Message/Service"] = model.GivenName{Go: "MessageService2"}
	m := newManifest(given)
	m.Files["a.go"] = digestOf([]byte("package a\n")).String()
	text := string(m.text())
	if sum := sha256.Sum256([]byte("package a\n")); !strings.Contains(text, fmt.Sprintf(`"a.go": "%x"`, sum)) {
		t.Error("the manifest has no digest of a.go")
	}
	before, err := parseManifest(text, "m", "m")
	if err != nil {
		t.Fatal(err)
	}
	read := before.names
	lines := strings.Split(text, "\n")
	n := 0
	each(read, func(what string, name model.GivenName) {
		n++
		if line := lines[name.Pos.Line-1]; !strings.HasSuffix(strings.TrimSuffix(line, ","), fmt.Sprintf("%q", name.Go)) {
			t.Errorf("%s is said to be in line %d, which is %s", what, name.Pos.Line, line)
		}
	})
	want := map[string]string{}
	each(given, func(what string, name model.GivenName) { want[what] = name.Go })
	each(read, func(what string, name model.GivenName) {
		if want[what] != name.Go {
			t.Errorf("%s is read as %s, was written as %s", what, name.Go, want[what])
		}
	})
	if n != len(want) {
		t.Errorf("%d names are read of %d", n, len(want))
	}
}

// TestManifestText compares the text of manifests with what encoding/json makes of them.
func TestManifestText(t *testing.T) {
	odd := map[string]string{"b": "<&>", "a \"\\\t\x00": "ö\u2028\xff", "": ""}
	for _, m := range []*manifest{
		newManifest(model.NewNames()),
		{
			Generator: "v1", Config: "c", Files: odd, Pages: odd,
			Names: manifestNames{Operations: map[string]map[string]string{"p": odd, "empty": {}}, Options: odd, Types: odd, Members: odd, Properties: odd, Declarations: odd},
		},
	} {
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(m); err != nil {
			t.Fatal(err)
		}
		if got := m.text(); !bytes.Equal(got, want.Bytes()) {
			t.Errorf("the text is\n%s\nwant\n%s", got, want.Bytes())
		}
	}
}

// each visits all names.
func each(names *model.Names, visit func(what string, name model.GivenName)) {
	for key, name := range names.Routes {
		visit(fmt.Sprint("route ", key), name)
	}
	for key, name := range names.Members {
		visit(fmt.Sprint("member ", key), name)
	}
	for key, name := range names.Properties {
		visit(fmt.Sprint("property ", key), name)
	}
	for what, list := range map[string]map[string]model.GivenName{"option": names.Options, "type": names.Types, "declaration": names.Declarations} {
		for key, name := range list {
			visit(what+" "+key, name)
		}
	}
}

// FuzzManifest reads any manifest: whatever names it gives, those that come out are
// exported Go identifiers, each once, and each name that is not kept is reported inside
// the manifest.
func FuzzManifest(f *testing.F) {
	pages := examplePages(f)
	content, err := os.ReadFile(filepath.Join("..", "generated", manifestName))
	if err != nil {
		f.Fatal(err)
	}
	text := string(content)
	f.Add(text)
	f.Add(strings.ReplaceAll(text, `"TodoTask.`, `"Message.`))
	f.Add(strings.ReplaceAll(text, `": "`, `": "x`))
	f.Add(strings.ReplaceAll(text, `api/`, ``))
	f.Add(strings.ReplaceAll(text, `"PATCH /me/todo/lists/`, `"PATCH /me/todo/list/`)) // the path that had the name of its operation
	f.Add("{\"generated_by\":\"docbind\",\r\n\"format\":1,\"names\":{\"types\":{\"microsoft.graph.user\":7},\"operations\":[]}}")
	f.Fuzz(func(t *testing.T, text string) {
		before, err := parseManifest(text, "m", "m")
		if err != nil {
			return
		}
		api := resolve.Resolve(pages, resolve.Options{Reserved: templates.Reserved(), Names: before.names})
		for _, found := range api.Findings {
			if found.Rule == model.RuleGivenName && (int(found.Pos.Line) > 1+strings.Count(text, "\n") || found.Pos.Line < 1 || found.Pos.Column < 1) {
				t.Errorf("%s is outside the manifest", found)
			}
		}
		checkNames(t, api)
	})
}

// TestShuffledNames deals the names of a manifest out to other keys, and unfit ones
// among them: the names that come out are still fit and different.
func TestShuffledNames(t *testing.T) {
	pages := examplePages(t)
	api := resolve.Resolve(pages, resolve.Options{Reserved: templates.Reserved()})
	seeds := uint64(100)
	if testing.Short() {
		seeds = 5
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 7))
		given := resolve.Handed(api, api, nil)
		var all []string
		each(given, func(_ string, name model.GivenName) { all = append(all, name.Go) })
		slices.Sort(all)
		all = append(all, "", "x", "Client", "A.B.C", "Thing.MarshalJSON", "ÄÖÜ", "Message.CreateForward2", "Message.get", "Message.")
		pick := func() model.GivenName { return model.GivenName{Go: all[r.IntN(len(all))]} }
		for _, key := range slices.SortedFunc(maps.Keys(given.Routes), func(a, b model.RouteKey) int { return cmp.Compare(a.Page+a.Template, b.Page+b.Template) }) {
			given.Routes[key] = pick()
		}
		for _, key := range slices.Sorted(maps.Keys(given.Types)) {
			given.Types[key] = pick()
		}
		for i := range api.Types {
			typ := &api.Types[i]
			for _, m := range typ.Members {
				given.Members[model.MemberKey{Type: typ.Name, Member: m.Name}] = pick()
			}
			for _, f := range typ.Fields {
				given.Properties[model.MemberKey{Type: typ.Name, Member: f.Name}] = pick()
			}
		}
		for i := range api.Services {
			given.Declarations[api.Services[i].Name+"/Handler"] = pick()
			for j := range api.Services[i].Operations {
				given.Declarations[api.Services[i].Operations[j].ID()+"/Request"] = pick()
			}
		}
		checkNames(t, resolve.Resolve(pages, resolve.Options{Reserved: templates.Reserved(), Names: given}))
	}
}

// checkNames checks that all names of a package are fit and different.
func checkNames(t *testing.T, api *model.API) {
	seen := map[string]bool{}
	take := func(scope, name string) {
		if !token.IsIdentifier(name) || !token.IsExported(name) || seen[scope+" "+name] {
			t.Errorf("%s%q is no exported name, or stands for two things", scope, name)
		}
		seen[scope+" "+name] = true
	}
	for i := range api.Types {
		typ := &api.Types[i]
		take("", typ.GoName)
		for _, m := range typ.Members {
			take("", m.GoName)
		}
		for _, f := range typ.Fields {
			take("type "+typ.GoName+".", f.GoName)
		}
	}
	for _, o := range api.Options {
		take("", o.GoName)
	}
	for i := range api.Services {
		s := &api.Services[i]
		take("", s.Go.Service)
		take("", s.Go.Handler)
		take("", s.Go.Stub)
		for j := range s.Operations {
			take("", s.Operations[j].Request)
			own := false
			for _, rt := range s.Operations[j].Routes {
				take(s.Name+".", rt.Name)
				own = own || rt.Name == s.Operations[j].Name
			}
			if !own { // its path is gone, the handler goes on with the name
				take(s.Name+".", s.Operations[j].Name)
			}
		}
	}
}
