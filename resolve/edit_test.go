package resolve_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// editable are the pages of a docs set with their texts.
type editable struct {
	pages []*model.Page
	texts [][]byte
	// included are fragments by their paths.
	included map[string][]byte
}

func readEditable(t *testing.T, dir string, most int, r *rand.Rand) editable {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".md") && !strings.Contains(name, "includes") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	var e editable
	for _, name := range names[:min(most, len(names))] {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rel, _ := filepath.Rel(dir, name)
		e.texts = append(e.texts, text)
		e.pages = append(e.pages, parser.Parse(filepath.ToSlash(rel), text))
	}
	return e
}

var (
	anyValue = regexp.MustCompile(`: ?("[^"\n]*"|[0-9.]+|true|false)`)
	anyWord  = regexp.MustCompile(`[A-Za-z]{2,}`)
	anyScope = regexp.MustCompile(`[A-Z][A-Za-z]+\.Read[A-Za-z.]*|Not supported\.`)
)

// change edits a text at random: a line more, other words, another value.
func change(r *rand.Rand, text []byte) []byte {
	lines := bytes.Split(slices.Clone(text), []byte("\n"))
	at := r.IntN(len(lines))
	splice := func(what *regexp.Regexp, by ...string) {
		if found := what.FindAllSubmatchIndex(text, -1); len(found) > 0 {
			m := found[r.IntN(len(found))]
			m = m[len(m)-2:] // of the last group
			text = slices.Concat(text[:m[0]], []byte(by[r.IntN(len(by))]), text[m[1]:])
		}
	}
	switch r.IntN(7) {
	case 4:
		if rest, ok := bytes.CutPrefix(text, []byte("---\n")); ok {
			field := []string{"ms.date: 2026-01-02", "author: x", "ms.topic: conceptual", "doc_type: apiPageType", "description: Other."}[r.IntN(5)]
			return slices.Concat([]byte("---\n"+field+"\n"), rest)
		}
	case 0:
		return bytes.Join(slices.Insert(lines, at, []byte{}, []byte("A sentence more."), []byte{}), []byte("\n"))
	case 1:
		if bytes.HasSuffix(lines[at], []byte("|")) && !bytes.Contains(lines[at], []byte("--")) {
			lines[at] = append(bytes.TrimSuffix(lines[at], []byte("|")), " and more|"...)
		}
		return bytes.Join(lines, []byte("\n"))
	case 2:
		splice(anyWord, "other", "String", "message", "name")
	case 3:
		splice(anyScope, "Thing.Read", "Thing.Read, Thing.ReadWrite.All", "Not supported.", "")
	default:
		splice(anyValue, `"text"`, `""`, `"2026-03-04T05:06:07Z"`, "17", "5000000000", "0.5", "true", "null", `"a longer text, with \"quotes\""`)
	}
	return text
}

// TestEdit edits random pages at random. Where the edit can be applied to what was
// resolved before, the outcome is what resolving the edited pages gives.
//
//	EDITS=5000 go test -run TestEdit ./resolve
func TestEdit(t *testing.T) {
	edits := 150
	if n, err := strconv.Atoi(os.Getenv("EDITS")); err == nil {
		edits = n
	}
	for name, set := range map[string]struct {
		dir          string
		most, rounds int
	}{
		"examples":  {filepath.Join("..", "testdata", "docs"), 100, edits},
		"reference": {filepath.Join("..", "..", "shared", "corpus", "api-reference", "beta"), 250, edits / 10},
	} {
		if _, err := os.Stat(set.dir); err != nil {
			continue
		}
		for _, fragments := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, fragments %t", name, fragments), func(t *testing.T) {
				r := rand.New(rand.NewPCG(8, uint64(set.rounds)))
				e := readEditable(t, set.dir, set.most, r)
				if fragments {
					e.fragmented(r)
				}
				applied := 0
				for round := range set.rounds {
					if e.round(t, r, round) {
						applied++
					}
				}
				if t.Logf("%d of %d edits could be applied", applied, set.rounds); applied < set.rounds/6 {
					t.Error("want more")
				}
			})
		}
	}
}

// round makes one edit; it reports whether it could be applied.
func (e editable) round(t *testing.T, r *rand.Rand, round int) bool {
	return e.becomes(t, e.changed(r), fmt.Sprint("round ", round))
}

// becomes edits what was resolved of a set to what is of another; it reports whether it could be done.
func (e editable) becomes(t *testing.T, now editable, name string) bool {
	before, after := e.fragments(e.pages), now.fragments(now.pages)
	edits, ok := between(e, now, before, after)
	if !ok {
		return false
	}
	api := resolve.Resolve(e.pages, resolve.Options{Fragments: before})
	for _, edit := range edits {
		if edit.Rows() && !settle(edit, api, e.pages, before) {
			return false
		}
		if !edit.Apply(api) {
			return false
		}
	}
	scopes, ok := resolve.NewScopesEdit(e.pages, now.pages, before, after)
	if !ok {
		return false
	}
	for i := range api.Services {
		if !scopes.Apply(api.Services[i].Operations) {
			return false
		}
	}
	want := resolve.Resolve(now.pages, resolve.Options{Fragments: after})
	if where := differs("API", reflect.ValueOf(api).Elem(), reflect.ValueOf(want).Elem()); where != "" {
		t.Errorf("%s: applied to what was resolved before, the edit gives another %s", name, where)
	}
	return true
}

// settle tells an edit of rows what it is to know of the API as it was.
func settle(edit *resolve.Edit, api *model.API, pages []*model.Page, fragments map[resolve.FragmentKey]resolve.Fragment) bool {
	data, members := resolve.CountWords(pages, fragments)
	words, _ := resolve.ReadWords(data, nil)
	words.Members = members
	types := map[string]*model.Type{}
	for i := range api.Types {
		types[api.Types[i].Name] = &api.Types[i]
		words.Widest = max(words.Widest, len(api.Types[i].Fields))
	}
	var paths []string
	for _, p := range pages {
		paths = append(paths, p.Path)
	}
	if !edit.Local(words, paths) {
		return false
	}
	for _, t := range types {
		if edit.Declares(t) {
			return edit.Settle(t, types[t.Base])
		}
	}
	return false
}

// changed returns the set with another page or fragment, sometimes both.
func (e editable) changed(r *rand.Rand) editable {
	now := editable{slices.Clone(e.pages), slices.Clone(e.texts), maps.Clone(e.included)}
	n := r.IntN(4)
	if n < 2 || len(e.included) == 0 {
		i := r.IntN(len(e.pages))
		now.texts[i] = change(r, e.texts[i])
		now.pages[i] = parser.Parse(e.pages[i].Path, now.texts[i])
	}
	if n > 0 && len(e.included) > 0 {
		names := slices.Sorted(maps.Keys(e.included))
		name := names[r.IntN(len(names))]
		now.included[name] = change(r, e.included[name])
	}
	return now
}

// between compares two readings of a set.
func between(old, new editable, before, after map[resolve.FragmentKey]resolve.Fragment) (edits []*resolve.Edit, ok bool) {
	for i := range old.pages {
		if bytes.Equal(old.texts[i], new.texts[i]) {
			continue
		}
		edit, ok := resolve.NewEdit(old.pages[i], new.pages[i])
		if !ok {
			return nil, false
		}
		edits = append(edits, edit)
	}
	was, is := map[string][]*model.Page{}, map[string][]*model.Page{}
	for key, f := range before {
		if f.Page != nil && !bytes.Equal(old.included[f.Page.Path], new.included[f.Page.Path]) {
			was[f.Page.Path] = append(was[f.Page.Path], f.Page)
			is[f.Page.Path] = append(is[f.Page.Path], after[key].Page)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(was)) {
		if slices.Contains(is[path], nil) { // a page includes it no more
			return nil, false
		}
		edit, ok := resolve.NewFragmentEdit(was[path], is[path])
		if !ok {
			return nil, false
		}
		edits = append(edits, edit)
	}
	return edits, true
}

// fragments reads what pages include.
func (e editable) fragments(pages []*model.Page) map[resolve.FragmentKey]resolve.Fragment {
	found := map[resolve.FragmentKey]resolve.Fragment{}
	for len(pages) > 0 {
		p := pages[0]
		pages = pages[1:]
		for _, in := range p.Includes {
			key := resolve.KeyOf(p, in)
			name := strings.TrimPrefix(key.Path, resolve.RootMark)
			text, ok := e.included[name]
			if _, done := found[key]; !ok || done {
				continue
			}
			f := parser.ParseFragment(name, text, in)
			found[key] = resolve.Fragment{Page: f}
			pages = append(pages, f)
		}
	}
	return found
}

// fragmented moves some sections of pages into fragments: of their own, one that the page
// before has, too, or one that a fragment includes.
func (e *editable) fragmented(r *rand.Rand) {
	e.included = map[string][]byte{}
	last := map[string]string{}
	for i, text := range e.texts {
		parts := strings.Split(string(text), "\n## ")
		for n := 1; n < len(parts); n++ {
			heading, body, ok := strings.Cut(parts[n], "\n")
			if !ok || r.IntN(3) > 0 && heading != "Permissions" {
				continue
			}
			name := fmt.Sprintf("includes/p%d-%d.md", i, n)
			switch kind := r.IntN(4); {
			case kind == 0 && last[heading] != "":
				name = last[heading]
			case kind == 1:
				e.included["includes/nested-"+path.Base(name)] = []byte(body)
				e.included[name] = []byte("Some words.\n\n[!INCLUDE [x](nested-" + path.Base(name) + ")]\n")
			default:
				e.included[name] = []byte(body)
			}
			last[heading] = name
			parts[n] = heading + "\n\n[!INCLUDE [x](~/" + name + ")]\n"
			if r.IntN(2) == 0 {
				parts[n] = strings.Replace(parts[n], "~/", strings.Repeat("../", strings.Count(e.pages[i].Path, "/")), 1)
			}
		}
		e.texts[i] = []byte(strings.Join(parts, "\n## "))
		e.pages[i] = parser.Parse(e.pages[i].Path, e.texts[i])
	}
}

// differs says where two values differ, "" if they don't.
func differs(where string, a, b reflect.Value) string {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if found := differs(where+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i)); found != "" {
				return found
			}
		}
	case reflect.Slice:
		if a.Len() != b.Len() {
			return fmt.Sprintf("%s: %d, want %d", where, a.Len(), b.Len())
		}
		for i := range a.Len() {
			if found := differs(fmt.Sprintf("%s[%d]", where, i), a.Index(i), b.Index(i)); found != "" {
				return found
			}
		}
	default:
		if !a.Equal(b) {
			return fmt.Sprintf("%s: %v, want %v", where, a, b)
		}
	}
	return ""
}

// TestEditOfOptional: a description that no longer begins with Optional is more than prose.
func TestEditOfOptional(t *testing.T) {
	read := func(description string) *model.Page {
		return page("api/box-get.md", request("Get box", "GET /boxes/{id}")+"\n## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|size|Int32|"+description+"|\n")
	}
	for description, want := range map[string]bool{"Optional. How wide.": true, "How large.": false} {
		if _, ok := resolve.NewEdit(read("Optional. How large."), read(description)); ok != want {
			t.Errorf("%s: an edit of prose: %t, want %t", description, ok, want)
		}
	}
}

// TestEditOfPermissions: operations get the permissions that their page lists now, which
// nothing else depends on; where a page tells topics apart, more may.
func TestEditOfPermissions(t *testing.T) {
	table := func(scopes string) string {
		return "\n## Permissions\n\n|Permission type|Permissions|\n|:--|:--|\n|Delegated|" + scopes + "|\n"
	}
	read := func(tail string) *model.Page {
		return page("api/box-get.md", request("Get box", "GET /boxes/{id}")+tail)
	}
	scopes := func(old, new *model.Page) (resolve.ScopesEdit, bool) {
		if edit, ok := resolve.NewEdit(old, new); !ok || !edit.Rescoped() {
			return nil, false
		}
		return resolve.NewScopesEdit([]*model.Page{old}, []*model.Page{new}, nil, nil)
	}
	old := read(table("Box.Read"))
	edit, ok := scopes(old, read(table("Box.Read, Box.ReadWrite")+"|Application|Not supported.|\n"))
	if !ok {
		t.Fatal("a change of permissions is no edit")
	}
	api := resolve.Resolve([]*model.Page{old}, resolve.Options{})
	if !edit.Apply(api.Services[0].Operations) {
		t.Fatal("the edit cannot be applied")
	}
	got := api.Services[0].Operations[0].Permissions
	want := []model.PermissionScopes{{Kind: "Delegated", Scopes: []string{"Box.Read", "Box.ReadWrite"}}, {Kind: "Application", NotSupported: true}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the permissions are %v, want %v", got, want)
	}
	if _, ok := scopes(old, read("")); ok {
		t.Error("a page that lists permissions no more is edited: those of another topic may count now")
	}
	if _, ok := scopes(old, read("\n## Elsewhere\n"+table("Box.Read"))); ok {
		t.Error("permissions below another heading are an edit")
	}
}

// TestEditOfStrayPath: the place of a segment moves with its path.
func TestEditOfStrayPath(t *testing.T) {
	read := func(above string) *model.Page {
		return page("api/box-get.md", request("Get box", "GET /boxes/{id}")+above+"\n## Example\n\n```http\nGET https://h/crates/1\n```\n\n```http\nHTTP/1.1 200 OK\n```\n")
	}
	old := read("")
	moved := read("\nA line more.\n")
	edit, ok := resolve.NewEdit(old, moved)
	api := resolve.Resolve([]*model.Page{old}, resolve.Options{})
	if !ok || !edit.Apply(api) {
		t.Fatal("a line of prose is no edit")
	}
	want := resolve.Resolve([]*model.Page{moved}, resolve.Options{})
	if where := differs("API", reflect.ValueOf(api).Elem(), reflect.ValueOf(want).Elem()); where != "" {
		t.Error(where)
	}
	if !slices.ContainsFunc(want.Findings, func(f model.Finding) bool { return f.Rule == model.RuleSampleRoute && f.Pos.Column == 15 }) {
		t.Errorf("findings %v", want.Findings)
	}
}

// TestEditInside moves a place inside another along, unless what stands there has changed.
func TestEditInside(t *testing.T) {
	read := func(before, description string) *model.Page {
		return page("api/box-get.md", request("Get box", "GET /boxes/{id}")+before+"\n## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|size|Int32|"+description+"|\n")
	}
	old := read("", "How wide it is.")
	for _, c := range []struct {
		new  *model.Page
		want bool
	}{
		{read("\nMore.\n", "How wide it is."), true},
		{read("", "How tall it is."), false},
	} {
		edit, ok := resolve.NewEdit(old, c.new)
		if !ok {
			t.Fatal("no edit")
		}
		inside, now := old.Parameters[0].Description.Pos, c.new.Parameters[0].Description.Pos
		inside.Column, inside.Start, inside.End = inside.Column+4, inside.Start+4, inside.Start+8
		found := []model.Finding{{Pos: inside}}
		if edit.Apply(&found) != c.want {
			t.Errorf("the edit applies: %t, want %t", !c.want, c.want)
		}
		if at := found[0].Pos; c.want && (at.Line != now.Line || at.Start != now.Start+4 || at.End != now.Start+8) {
			t.Errorf("the place is %+v, inside %+v", at, now)
		}
	}
}

// TestEditOfFrontMatter: fields that nothing is made of come and go.
func TestEditOfFrontMatter(t *testing.T) {
	read := func(fields string) *model.Page {
		return page("api/box-get.md", "---\ndoc_type: apiPageType\n"+fields+"---\n\n"+request("Get box", "GET /boxes/{id}"))
	}
	old := read("author: a\n")
	for fields, want := range map[string]bool{
		"ms.date: 2026-01-02\nauthor: b\n": true, "": true, "author: a\nms.topic: reference\n": false, "author: a\ndescription: A box.\n": false,
	} {
		if _, ok := resolve.NewEdit(old, read(fields)); ok != want {
			t.Errorf("%q: an edit: %t, want %t", fields, ok, want)
		}
	}
	if _, ok := resolve.NewEdit(read("ms.topic: reference\n"), read("ms.topic: conceptual\n")); ok {
		t.Error("another kind of page is an edit")
	}
}

// TestEditOfFragment: of a fragment only facts count that pages take in, however it is read.
func TestEditOfFragment(t *testing.T) {
	read := func(text string) []*model.Page {
		var list []*model.Page
		for _, within := range []model.SectionKind{model.SectionOther, model.SectionPermissions} {
			list = append(list, parser.ParseFragment("includes/box.md", []byte(text), model.Include{Within: within}))
		}
		return list
	}
	const table = "|Permission type|Permissions|\n|:--|:--|\n|Delegated|Box.Read|\n"
	for _, c := range []struct {
		old, new          string
		applies, rescoped bool
	}{
		{"Some words.\n", "# A title\n\nOthers.\n\n## More\n\n```c\nf();\n```\n", true, false},
		{table, "Words.\n\n" + table, true, false},
		{table, table + "|Application|Box.Read.All|\n", true, true},
		{table, "Words.\n", false, false},
		{"Words.\n", "Words.\n\n```http\nGET /boxes/{id}\n```\n", false, false},
	} {
		edit, ok := resolve.NewFragmentEdit(read(c.old), read(c.new))
		if ok != c.applies || ok && edit.Rescoped() != c.rescoped {
			t.Errorf("%q becomes %q: an edit: %t, want %t", c.old, c.new, ok, c.applies)
		}
	}
}
