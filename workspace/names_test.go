package workspace_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/templates"
	"github.com/docbind/docbind/workspace"
)

// allNames returns every Go name of an API that its users write, by what has it in the
// docs: more than a manifest lists, which leaves out what follows from other names.
func allNames(api *model.API) map[string]string {
	names := map[string]string{}
	types := map[string]*model.Type{}
	for i := range api.Types {
		t := &api.Types[i]
		types[t.Name] = t
		if t.Kind == model.BodyType {
			continue // has its operation's name
		}
		names["type "+t.Name] = t.GoName
		for _, f := range t.Fields {
			names["property "+t.Name+"/"+f.Name] = f.GoName
		}
		for _, m := range t.Members {
			names["member "+t.Name+"/"+m.Name] = m.GoName
		}
	}
	for i := range api.Options {
		o := &api.Options[i]
		names["option "+model.OptionKey(o.In, o.Name)] = o.GoName
	}
	for i := range api.Services {
		s := &api.Services[i]
		names["service "+s.Name] = s.Go.Service + " " + s.Go.Handler + " " + s.Go.Stub
		for j := range s.Operations {
			operationNames(names, &s.Operations[j], types)
		}
	}
	return names
}

func operationNames(names map[string]string, op *model.Operation, types map[string]*model.Type) {
	for _, rt := range op.Routes {
		route := op.Page + " " + op.Method + " " + rt.Template
		names["route "+route] = op.Service + "." + rt.Name
		names["operation "+route] = op.ID() + " " + op.Request
		names["parameters "+route] = strings.Join(rt.Params, " ")
		if t := types[op.Body.Type.Name]; t != nil && t.Kind == model.BodyType {
			names["body "+route] = t.GoName
			for _, f := range t.Fields {
				names["body "+route+"/"+f.Name] = f.GoName
			}
		}
	}
}

// renamed lists what has another name now, of what is in both.
func renamed(before, after map[string]string) []string {
	var list []string
	for _, key := range slices.Sorted(maps.Keys(before)) {
		if name, ok := after[key]; ok && name != before[key] {
			list = append(list, fmt.Sprintf("%s: %s is now %s", key, before[key], name))
		}
	}
	return list
}

// resolved resolves pages with the names of an earlier run.
func resolved(pages []*model.Page, before *model.Names) *model.API {
	return resolve.Resolve(pages, resolve.Options{Reserved: templates.Reserved(), Names: before})
}

// parsed parses the pages of a folder.
func parsed(dir string) []*model.Page {
	_, sources, err := workspace.Discover([]string{dir})
	if err != nil {
		panic(err) // there are pages
	}
	return workspace.Parse(sources)
}

// withoutSome leaves out about one page in n.
func withoutSome(pages []*model.Page, n int, r *rand.Rand) []*model.Page {
	return slices.DeleteFunc(slices.Clone(pages), func(*model.Page) bool { return r.IntN(n) == 0 })
}

// rivals are pages that want names of testdata/docs, or spell their words otherwise.
var rivals = map[string]string{
	"api/home-message-createforward.md": request("POST /home/messages/{id}/createForward"),
	"api/work-todotask-get.md":          request("GET /planned/todoTasks/{id}"),
	"api/home-todotask-get.md":          request("GET /home/todoTasks/{id}\nGET /homes/{id}/todoTasks/{id}"),
	"api/parcelbox-open.md":             request("POST /parcelbox/{id}/open"),
	"api/parcelbox-close.md":            request("POST /parcelBox/{id}/close"),
	"api/parcelbox-flush.md":            request("POST /parcelBox/{id}/flush"),
	"resources/worktask.md":             resource("work.todoTask", "Title", "title", "tit_le"),
	"resources/hometask.md":             resource("home.todoTask", "title"),
	"resources/service.md":              resource("home.parcelBoxService", "title"),
}

func request(lines string) string {
	return "# Do something\n\n## HTTP request\n\n```http\n" + lines + "\n```\n"
}

func resource(name string, properties ...string) string {
	return "# A resource type\n\n## Properties\n\n| Property | Type |\n|:--|:--|\n| " +
		strings.Join(properties, " | String |\n| ") + " | String |\n\n## JSON representation\n\n" +
		"<!-- {\"blockType\": \"resource\", \"@odata.type\": \"" + name + "\"} -->\n```json\n{}\n```\n"
}

// docsSet are docs to try names with.
type docsSet struct {
	pages []*model.Page
	whole *model.API // of all pages
}

// docsSets are read once for all tests, which change neither pages nor APIs.
var docsSets = sync.OnceValue(func() map[string]docsSet {
	pages := parsed(docs)
	for _, path := range slices.Sorted(maps.Keys(rivals)) {
		pages = append(pages, parser.Parse(path, []byte(rivals[path])))
	}
	sets := map[string]docsSet{"testdata/docs": {pages, resolved(pages, nil)}}
	if _, err := os.Stat(corpusDir); err == nil && !testing.Short() {
		pages := parsed(corpusDir)
		sets["corpus"] = docsSet{pages, resolved(pages, nil)}
	}
	return sets
})

// TestNamesKept generates without a random part of the pages and then with all of them:
// with the names of the first run, none of them changes, and a third run finds nothing
// to change. Without, the other pages rename some; how many is logged.
func TestNamesKept(t *testing.T) {
	t.Parallel()
	for set, d := range docsSets() {
		pages, whole := d.pages, d.whole
		if lost := renamed(allNames(whole), allNames(resolved(pages, resolve.Handed(whole, whole, nil)))); len(lost) > 0 {
			t.Errorf("%s: the same pages with their names kept rename\n%s", set, strings.Join(lost, "\n"))
		}
		seeds, share, anew := uint64(20), 3, 0
		if set == "corpus" {
			seeds, share = 1, 20
		}
		for seed := range seeds {
			r := rand.New(rand.NewPCG(seed, 5))
			part := resolved(withoutSome(pages, share, r), nil)
			given := resolve.Handed(part, part, nil)
			n := len(renamed(allNames(part), allNames(whole)))
			t.Logf("%s: without a manifest, one page more in %d renames %d of %d names", set, share, n, len(allNames(part)))
			anew += n
			grown := resolved(pages, given)
			if lost := renamed(allNames(part), allNames(grown)); len(lost) > 0 {
				t.Errorf("%s: pages that were added rename\n%s", set, strings.Join(lost, "\n"))
			}
			given = resolve.Handed(grown, grown, given)
			if again := resolve.Handed(resolved(pages, given), grown, given); !sameNames(given, again) {
				t.Errorf("%s: a run with the names of the one before has others", set)
			}
			shrunk := resolved(withoutSome(pages, share, r), given)
			if lost := renamed(allNames(grown), allNames(shrunk)); len(lost) > 0 {
				t.Errorf("%s: pages that were removed rename\n%s", set, strings.Join(lost, "\n"))
			}
		}
		if anew == 0 {
			t.Errorf("%s: no page renames anything without a manifest, so keeping names shows nothing", set)
		}
	}
}

func sameNames(a, b *model.Names) bool {
	return maps.Equal(a.Routes, b.Routes) && maps.Equal(a.Options, b.Options) && maps.Equal(a.Types, b.Types) &&
		maps.Equal(a.Members, b.Members) && maps.Equal(a.Properties, b.Properties) && maps.Equal(a.Declarations, b.Declarations)
}

// TestNamesOfRenamedPages renames pages one at a time, then moves all of them into
// another folder: no operation gets another name.
func TestNamesOfRenamedPages(t *testing.T) {
	t.Parallel()
	for set, d := range docsSets() {
		pages, whole := d.pages, d.whole
		given := resolve.Handed(whole, whole, nil)
		want := methods(whole)
		single, step := 0, 1
		if set == "corpus" {
			step = 1201
		}
		for i := step - 1; i < len(pages); i += step {
			if !strings.HasPrefix(pages[i].Path, "api/") {
				continue
			}
			single++
			moved := slices.Clone(pages)
			moved[i] = movedPage(t, set, pages[i], "api/renamed.md")
			got := methods(resolved(moved, given))
			if missing := without(want, got); len(missing) > 0 {
				t.Errorf("%s: renaming %s renames %v to %v", set, pages[i].Path, missing, without(got, want))
			}
		}
		if single == 0 {
			t.Fatal("no page was renamed")
		}
		if set == "corpus" {
			continue // parsing it anew takes long
		}
		moved := make([]*model.Page, len(pages))
		for i, p := range pages {
			moved[i] = movedPage(t, set, p, "v2/"+p.Path)
		}
		if missing := without(want, methods(resolved(moved, given))); len(missing) > 0 {
			t.Errorf("%s: moving all pages renames %v", set, missing)
		}
	}
}

// TestNamesOfPathsThatGo takes the first path from every operation that has others, twice:
// what is left keeps all of its names, unless the paths that are left make up other
// operations.
func TestNamesOfPathsThatGo(t *testing.T) {
	t.Parallel()
	for set, d := range docsSets() {
		pages, before := d.pages, d.whole
		given := resolve.Handed(before, before, nil)
		for range 2 {
			gone := map[model.RouteKey]bool{}
			for i := range before.Services {
				for _, op := range before.Services[i].Operations {
					if len(op.Routes) > 1 {
						gone[model.RouteKey{Page: op.Page, Method: op.Method, Template: op.Routes[0].Template}] = true
					}
				}
			}
			if len(gone) == 0 {
				t.Fatalf("%s: no operation has two paths", set)
			}
			pages = withoutTemplates(pages, gone)
			after := resolved(pages, given)
			was, is := operationsByPage(before, gone), operationsByPage(after, nil)
			lost := slices.DeleteFunc(renamed(allNames(before), allNames(after)), func(what string) bool {
				page := strings.Fields(what)[1]
				return was[page] != is[page]
			})
			if len(lost) > 0 {
				t.Errorf("%s: without the first of several paths there are renamed\n%s", set, strings.Join(lost, "\n"))
			}
			before, given = after, resolve.Handed(after, after, given)
		}
	}
}

// operationsByPage writes down the routes of the operations of each page, without some.
func operationsByPage(api *model.API, gone map[model.RouteKey]bool) map[string]string {
	byPage := map[string][]string{}
	for i := range api.Services {
		for _, op := range api.Services[i].Operations {
			var routes []string
			for _, rt := range op.Routes {
				if !gone[model.RouteKey{Page: op.Page, Method: op.Method, Template: rt.Template}] {
					routes = append(routes, op.Method+" "+rt.Template)
				}
			}
			byPage[op.Page] = append(byPage[op.Page], fmt.Sprint(routes))
		}
	}
	pages := map[string]string{}
	for page, ops := range byPage {
		slices.Sort(ops)
		pages[page] = fmt.Sprint(ops)
	}
	return pages
}

func withoutTemplates(pages []*model.Page, gone map[model.RouteKey]bool) []*model.Page {
	list := make([]*model.Page, len(pages))
	for i, p := range pages {
		rest := *p
		rest.Templates = slices.DeleteFunc(slices.Clone(p.Templates), func(template model.Template) bool {
			return gone[model.RouteKey{Page: p.Path, Method: template.Method.Value, Template: template.Path.Value}]
		})
		list[i] = &rest
	}
	return list
}

// movedPage reads a page again under another path.
func movedPage(t *testing.T, set string, p *model.Page, to string) *model.Page {
	if src, ok := rivals[p.Path]; ok {
		return parser.Parse(to, []byte(src))
	}
	dir := docs
	if set == "corpus" {
		dir = corpusDir
	}
	src, err := os.ReadFile(path.Join(dir, p.Path))
	if err != nil {
		t.Fatal(err)
	}
	return parser.Parse(to, src)
}

// methods returns the method and path behind each Go method.
func methods(api *model.API) map[string]bool {
	list := map[string]bool{}
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			op := &api.Services[i].Operations[j]
			for _, rt := range op.Routes {
				list[op.Service+"."+rt.Name+" "+op.Method+" "+rt.Template] = true
			}
		}
	}
	return list
}

func without(all, some map[string]bool) []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if !some[name] {
			list = append(list, name)
		}
	}
	return list
}
