package workspace_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/workspace"
)

// mostPages is how many pages are edited at most; of a larger set a random part.
const mostPages = 300

// editor edits a docs set and what is generated from it.
type editor struct {
	t      *testing.T
	r      *rand.Rand
	config workspace.Config
	stubs  string // the folder of stubs, if there are any
	// edited are the generated files that were changed by hand and not generated since.
	edited            map[string]bool
	gone              map[string]string // fragments that were there, with their texts
	runs, failed, few int
	// ends reports that line ends were changed, which are part of offsets but not of digests.
	ends bool
}

// newEditor copies some pages, and some of what they include.
func newEditor(t *testing.T, r *rand.Rand, from string) *editor {
	dir := t.TempDir()
	_, sources, err := workspace.Discover([]string{from})
	if err != nil {
		t.Fatal(err)
	}
	r.Shuffle(len(sources), func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
	var names []string
	for _, src := range sources[:min(mostPages, len(sources))] {
		names = append(names, src.Path)
	}
	const fragments = 20 // of thousands
	_ = filepath.WalkDir(filepath.Join(from, "includes"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && len(names) < mostPages+fragments {
			rel, _ := filepath.Rel(from, name)
			names = append(names, rel)
		}
		return err
	})
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(from, filepath.FromSlash(name)))
		to := filepath.Join(dir, "docs", filepath.FromSlash(name))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(to), 0o777)
		}
		if err == nil {
			err = os.WriteFile(to, content, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	moveIntoFragments(t, r, filepath.Join(dir, "docs"))
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/edited\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	e := &editor{t: t, r: r, edited: map[string]bool{}, gone: map[string]string{}, stubs: filepath.Join(dir, "stubs"), config: workspace.Config{
		Docs: []string{filepath.Join(dir, "docs")}, Out: filepath.Join(dir, "out"), Package: "graph", Cache: filepath.Join(dir, "cache"), Known: &workspace.Known{},
	}}
	if r.IntN(2) == 0 {
		e.config.Stubs = e.stubs
	}
	return e
}

// files lists the files below a folder, sorted.
func (e *editor) files(dir, suffix string) []string {
	var list []string
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && strings.HasSuffix(name, suffix) {
			list = append(list, name)
		}
		return nil
	})
	return list
}

func (e *editor) pick(list []string) string { return list[e.r.IntN(len(list))] }

func (e *editor) read(name string) string {
	content, err := os.ReadFile(name)
	if err != nil {
		e.t.Fatal(err)
	}
	return string(content)
}

func (e *editor) write(name, content string) {
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		e.t.Fatal(err)
	}
}

// edit does something at random; it returns the kind and what was done.
func (e *editor) edit() (kind, what string) {
	pages := e.files(e.config.Docs[0], ".md")
	page := e.pick(pages)
	short := strings.TrimPrefix(page, e.config.Docs[0])
	switch n := e.r.IntN(38); {
	case n < 4:
		return "prose", "prose in " + short + e.prose(page)
	case n < 6:
		return "cell", "a cell in " + short + e.cell(page)
	case n < 9:
		return "sample", "a value in " + short + e.value(page)
	case n < 12:
		return "line", "a line of " + short + e.line(page)
	case n < 13:
		to := filepath.Join(filepath.Dir(page), fmt.Sprintf("new%d-get.md", e.r.IntN(1000)))
		e.write(to, e.read(page))
		return "added", short + " copied to " + filepath.Base(to)
	case n < 14:
		if len(pages) > 30 {
			_ = os.Remove(page)
			return "removed", short + " removed"
		}
		return "none", "nothing"
	case n < 15:
		to := filepath.Join(filepath.Dir(page), fmt.Sprintf("moved%d-%s", e.r.IntN(1000), filepath.Base(page)))
		_ = os.Rename(page, to)
		return "renamed", short + " renamed " + filepath.Base(to)
	case n < 16:
		return "settings", "settings: " + e.settings()
	case n < 18:
		return "output", "output: " + e.touch()
	case n < 19:
		return "cache", "cache: " + e.damage()
	case n < 29:
		return e.shape()
	case n < 33:
		return "fragment", "a fragment: " + e.fragment()
	case n < 37:
		return "row", "a row of a table " + e.row()
	}
	return "none", "nothing"
}

// prose adds a sentence somewhere, or a word to a line.
func (e *editor) prose(page string) string {
	lines := strings.Split(e.read(page), "\n")
	at := e.r.IntN(len(lines))
	if e.r.IntN(2) == 0 {
		lines = slices.Insert(lines, at, "", "A sentence that was not here before.", "")
	} else if at = max(at, 1); lines[at-1] != "" {
		lines[at-1] += " Again"
	}
	e.write(page, strings.Join(lines, "\n"))
	return fmt.Sprintf(":%d", at)
}

// cell adds words to the last cell of a row.
func (e *editor) cell(page string) string {
	lines := strings.Split(e.read(page), "\n")
	var rows []int
	for i, line := range lines {
		if strings.HasPrefix(line, "|") && strings.HasSuffix(line, "|") && !strings.Contains(line, "--") {
			rows = append(rows, i)
		}
	}
	if len(rows) == 0 {
		return " (none)"
	}
	at := rows[e.r.IntN(len(rows))]
	lines[at] = strings.TrimSuffix(lines[at], "|") + " More of it. |"
	e.write(page, strings.Join(lines, "\n"))
	return fmt.Sprintf(":%d", at+1)
}

var (
	anyRow    = regexp.MustCompile(`(?m)^\| ?([A-Za-z]\w*) ?\| ?([^|\n]*?) ?\|.*\n`)
	anyObject = regexp.MustCompile("(?m)^``` ?json\r?\n\\{")
)

// row adds, removes, renames or retypes a row of a table, mostly one of properties.
func (e *editor) row() string {
	pages := e.files(e.config.Docs[0], ".md")
	page := e.pick(pages)
	for n := 0; n < 20 && !strings.Contains(filepath.ToSlash(page), "/resources/"); n++ {
		page = e.pick(pages)
	}
	text := e.read(page)
	found := anyRow.FindAllStringSubmatchIndex(text, -1)
	if len(found) == 0 {
		return " (none)"
	}
	m := found[e.r.IntN(len(found))]
	name := fmt.Sprintf("%s%c%c", e.pick([]string{"zuko", "venax", "quapor"}), 'A'+rune(e.r.IntN(26)), 'a'+rune(e.r.IntN(26)))
	if other := anyRow.FindAllStringSubmatch(e.read(e.pick(pages)), -1); len(other) > 0 && e.r.IntN(4) == 0 {
		name = other[e.r.IntN(len(other))][1]
	}
	typ := e.pick([]string{"String", "Int64", "Date", "Duration", "Boolean collection"})
	what := e.pick([]string{"added", "added", "removed", "renamed", "retyped"})
	switch what {
	case "removed":
		text = text[:m[0]] + text[m[1]:]
	case "renamed":
		text = text[:m[2]] + name + text[m[3]:]
	case "retyped":
		text = text[:m[4]] + typ + text[m[5]:]
	default:
		text = text[:m[0]] + "|" + name + "|" + typ + "|Some words.|\n" + text[m[0]:]
		if json := anyObject.FindStringIndex(text); json != nil && e.r.IntN(2) == 0 {
			text = text[:json[1]] + "\n  \"" + name + "\": \"String\"," + text[json[1]:]
		}
	}
	e.write(page, text)
	return fmt.Sprintf("of %s %s: %s %s", filepath.Base(page), what, name, typ)
}

var jsonValue = regexp.MustCompile(`: ?("[^"\n]*"|[0-9.]+|true|false)`)

// value changes a value of a JSON text.
func (e *editor) value(page string) string {
	text := e.read(page)
	found := jsonValue.FindAllStringSubmatchIndex(text, -1)
	if len(found) == 0 {
		return " (none)"
	}
	at := found[e.r.IntN(len(found))]
	old := text[at[2]:at[3]]
	value := []string{`"another text"`, `"2026-03-04T05:06:07Z"`, "17", "false", "2.5", `""`}[e.r.IntN(6)]
	if e.r.IntN(2) == 0 && old[0] == '"' {
		value = `"x` + old[1:]
	}
	e.write(page, text[:at[2]]+value+text[at[3]:])
	return fmt.Sprintf(": %s is %s", old, value)
}

// line removes, doubles or swaps lines.
func (e *editor) line(page string) string {
	lines := strings.Split(e.read(page), "\n")
	at := e.r.IntN(len(lines))
	what := e.r.IntN(3)
	switch what {
	case 0:
		lines = slices.Delete(lines, at, at+1)
	case 1:
		lines = slices.Insert(lines, at, lines[at])
	case 2:
		other := e.r.IntN(len(lines))
		lines[at], lines[other] = lines[other], lines[at]
	}
	e.write(page, strings.Join(lines, "\n"))
	return fmt.Sprintf(":%d %s", at+1, []string{"removed", "doubled", "swapped"}[what])
}

func (e *editor) settings() string {
	c := &e.config
	switch e.r.IntN(5) {
	case 4:
		if c.Stubs = ""; e.r.IntN(3) > 0 {
			c.Stubs = e.stubs
		}
	case 0:
		c.Package = e.pick([]string{"graph", "api"})
	case 1:
		c.Emit = [][]string{nil, {"client"}, {"handler"}, {"client", "handler"}}[e.r.IntN(4)]
	case 2:
		c.Select = [][]string{nil, {"**"}, {"GET **"}}[e.r.IntN(3)]
	case 3:
		c.Names = nil
		if e.r.IntN(2) == 0 {
			c.Names = []resolve.Override{{Kind: "types", Key: "microsoft.graph.entity", Name: "Thing"}}
		}
	}
	if len(c.Emit) > 0 && !slices.Contains(c.Emit, "handler") {
		c.Stubs = "" // they implement it
	}
	return fmt.Sprint(c.Package, c.Emit, c.Select, c.Names, c.Stubs)
}

// touch changes something in the output folder.
func (e *editor) touch() string {
	list := e.files(e.config.Out, ".go")
	if len(list) == 0 {
		return "nothing"
	}
	name := e.pick(list)
	short := filepath.Base(name)
	switch e.r.IntN(8) {
	case 0:
		e.write(name, e.read(name)+"// by hand\n")
		e.edited[short] = true
		return short + " changed"
	case 1:
		_ = os.Remove(name)
		return short + " deleted"
	case 2:
		e.write(filepath.Join(e.config.Out, "mine.go"), "package mine // by hand\n")
		return "mine.go added"
	case 3:
		e.write(filepath.Join(e.config.Out, ".docbind-7.tmp"), "half a fi")
		return "a temporary file left"
	case 6:
		if stubs := e.files(e.stubs, ".go"); len(stubs) > 0 {
			return e.line(e.pick(stubs)) + " of a stub"
		}
	case 4:
		_ = os.Remove(filepath.Join(e.config.Out, "docbind.manifest.json"))
		return "the manifest deleted"
	case 5:
		name := filepath.Join(e.config.Out, "docbind.manifest.json")
		if content, err := os.ReadFile(name); err == nil {
			e.write(name, strings.Replace(string(content), `.List"`, `.Enumerate"`, 1))
		}
		return "a name changed in the manifest"
	}
	e.write(filepath.Join(e.config.Out, "z_types.go"), "// Code generated by docbind. DO NOT EDIT.\n\npackage other\n")
	e.edited["z_types.go"] = true
	return "z_types.go added"
}

// damage breaks a file of the cache.
func (e *editor) damage() string {
	list := e.files(e.config.Cache, "")
	if len(list) == 0 {
		return "nothing"
	}
	name := e.pick(list)
	content := []byte(e.read(name))
	switch {
	case e.r.IntN(3) == 0:
		_ = os.Remove(name)
		return filepath.Base(name) + " deleted"
	case e.r.IntN(2) == 0:
		content = content[:e.r.IntN(len(content)+1)]
	default:
		for range 1 + len(content)/200 {
			content[e.r.IntN(len(content))] ^= byte(1 + e.r.IntN(255))
		}
	}
	e.write(name, string(content))
	return filepath.Base(name) + " damaged"
}
