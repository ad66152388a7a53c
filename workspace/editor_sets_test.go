package workspace_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shape changes what is around the text of pages: folders, names, roots, front matter,
// fragments, line ends.
func (e *editor) shape() (kind, what string) {
	pages := e.files(e.config.Docs[0], ".md")
	page := e.pick(pages)
	short := strings.TrimPrefix(page, e.config.Docs[0])
	switch e.r.IntN(10) {
	case 0:
		return "front matter", "front matter of " + short + ": " + e.frontMatter(page)
	case 1, 2:
		return "fragment", "a fragment: " + e.fragment()
	case 3:
		return "docfx", "docfx.json: " + e.docfx()
	case 4:
		return "folder", "a folder: " + e.folder(filepath.Dir(page))
	case 5:
		to := filepath.Join(filepath.Dir(page), swapCase(filepath.Base(page)))
		e.rename(page, to)
		return "case", short + " is " + filepath.Base(to)
	case 6:
		return "roots", "docs folders: " + e.roots(page)
	case 7:
		c := &e.config
		patterns := [][]string{nil, {filepath.Base(filepath.Dir(page))}, {filepath.Base(page)}, {"**/*-get.md"}}
		c.Exclude, c.Include = patterns[e.r.IntN(4)], nil
		if e.r.IntN(4) == 0 {
			c.Exclude, c.Include = nil, patterns[e.r.IntN(4)]
		}
		return "patterns", "include " + strings.Join(c.Include, " ") + " exclude " + strings.Join(c.Exclude, " ")
	case 8:
		list := append(pages, e.files(e.config.Out, ".go")...)
		name := e.pick(list)
		text := strings.ReplaceAll(e.read(name), "\r\n", "\n")
		if e.r.IntN(3) > 0 {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		e.write(name, text)
		e.ends = true
		return "line ends", "line ends of " + filepath.Base(name)
	}
	if page := e.read(page); strings.HasPrefix(page, "\ufeff") {
		e.write(e.pick(pages), page[3:])
	} else {
		e.write(e.pick(pages), "\ufeff"+page)
	}
	return "mark", "a page is another with or without a byte order mark"
}

func (e *editor) rename(from, to string) {
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		e.t.Fatal(err)
	}
	if err := os.Rename(from, to); err != nil {
		e.t.Fatal(err)
	}
}

func swapCase(name string) string {
	if upper := strings.ToUpper(name[:1]); upper != name[:1] {
		return upper + name[1:]
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// frontMatter changes the front matter of a page, or takes it away.
func (e *editor) frontMatter(page string) string {
	text := e.read(page)
	key := e.pick([]string{"title: Another", "title: \"Get: thing\"", "doc_type: resourcePageType", "doc_type: apiPageType", "ms.date: 2026-01-02", "author: [a, b", "description: >\n  More\n  of it"})
	head, rest, ok := strings.Cut(text, "\n---")
	switch {
	case !ok || !strings.HasPrefix(text, "---"):
		e.write(page, "---\n"+key+"\n---\n"+text)
		return "begun with " + key
	case e.r.IntN(4) == 0:
		e.write(page, strings.TrimPrefix(rest, "\n"))
		return "gone"
	}
	e.write(page, head+"\n"+key+"\n---"+rest)
	return "added " + key
}

// fragment changes an included file, or removes it, or includes one.
func (e *editor) fragment() string {
	list := e.files(filepath.Join(e.config.Docs[0], "includes"), ".md")
	if len(list) == 0 {
		return "nothing"
	}
	name := e.pick(list)
	short := strings.TrimPrefix(name, e.config.Docs[0])
	switch e.r.IntN(14) {
	case 6, 7, 8:
		return short + e.scopes(name)
	case 9:
		e.gone[name] = e.read(name)
		_ = os.Remove(name)
		_ = os.Mkdir(name, 0o777)
		return short + " is a folder"
	case 10:
		for _, name := range slices.Sorted(maps.Keys(e.gone)) {
			_ = os.Remove(name)
			_ = os.MkdirAll(filepath.Dir(name), 0o777)
			e.write(name, e.gone[name])
			delete(e.gone, name)
			return name + " is there again"
		}
	case 11:
		page := e.pick(e.files(e.config.Docs[0], ".md"))
		return short + e.scopes(name) + ", a cell in " + page + e.cell(page)
	case 12:
		e.gone[name] = e.read(name)
		e.write(name, strings.Repeat("A line of a file that is too large.\n", 1<<19))
		return short + " made too large"
	case 0:
		e.gone[name] = e.read(name)
		_ = os.Remove(name)
		return short + " removed"
	case 1:
		to := e.pick(list)
		e.write(to, e.read(name))
		return short + " copied to " + to
	case 2:
		page := e.pick(e.files(e.config.Docs[0], ".md"))
		rel, _ := filepath.Rel(filepath.Dir(page), name)
		e.write(page, e.read(page)+"\n[!INCLUDE [x]("+filepath.ToSlash(rel)+")]\n")
		return short + " included by " + page
	case 3:
		return short + e.line(name)
	case 4:
		return short + e.cell(name)
	}
	return short + e.prose(name)
}

// moveIntoFragments moves tables of permissions, and some sections else, into fragments: of
// their own, one that another page has, or one that a fragment includes.
func moveIntoFragments(t *testing.T, r *rand.Rand, docs string) {
	var last string
	names, _ := filepath.Glob(filepath.Join(docs, "*", "*.md"))
	for i, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.Split(string(text), "\n## ")
		at := slices.IndexFunc(parts, func(s string) bool { return strings.HasPrefix(s, "Permissions\n") })
		if r.IntN(3) == 0 {
			at = r.IntN(len(parts))
		}
		if at < 1 || r.IntN(3) == 0 {
			continue
		}
		heading, body, _ := strings.Cut(parts[at], "\n")
		fragment := fmt.Sprintf("permissions-%d.md", i)
		files := map[string]string{fragment: body}
		switch kind := r.IntN(4); {
		case kind == 0 && last != "":
			fragment, files = last, map[string]string{}
		case kind == 1:
			files = map[string]string{"rows-" + fragment: body, fragment: "Some words.\n\n[!INCLUDE [x](rows-" + fragment + ")]\n"}
		}
		last = fragment
		parts[at] = heading + "\n\n[!INCLUDE [permissions](../includes/permissions/" + fragment + ")]\n"
		files["../../"+filepath.Base(filepath.Dir(name))+"/"+filepath.Base(name)] = strings.Join(parts, "\n## ")
		for name, text := range files {
			name = filepath.Join(docs, "includes", "permissions", filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// scopes changes a row of permissions, adds one or takes it away.
func (e *editor) scopes(name string) string {
	lines := strings.Split(e.read(name), "\n")
	var rows []int
	for i, line := range lines {
		if strings.HasPrefix(line, "|") && (strings.Contains(line, "Delegated") || strings.Contains(line, "Application")) {
			rows = append(rows, i)
		}
	}
	if len(rows) == 0 {
		return e.prose(name)
	}
	at := rows[e.r.IntN(len(rows))]
	what := e.r.IntN(3)
	switch what {
	case 0:
		lines = slices.Delete(lines, at, at+1)
	case 1:
		lines = slices.Insert(lines, at, "|Delegated (for tests)|Thing.Read, Thing.ReadWrite.All|")
	case 2:
		cells := strings.Split(lines[at], "|")
		cells[len(cells)-2] += ", Thing.ReadWrite"
		lines[at] = strings.Join(cells, "|")
	}
	e.write(name, strings.Join(lines, "\n"))
	return fmt.Sprintf(":%d %s", at+1, []string{"row removed", "row added", "scope added"}[what])
}

// docfx makes or removes a file that says where includes may lead.
func (e *editor) docfx() string {
	docs := e.config.Docs[0]
	name := filepath.Join(e.pick([]string{docs, filepath.Dir(docs), filepath.Join(docs, "api")}), "docfx.json")
	if e.r.IntN(3) == 0 {
		name = filepath.Join(filepath.Dir(docs), ".openpublishing.publish.config.json")
	}
	if os.Remove(name) == nil {
		return name + " removed"
	}
	if os.WriteFile(name, []byte("{}"), 0o666) != nil {
		return "nothing"
	}
	return name + " made"
}

// folder renames a folder of pages.
func (e *editor) folder(dir string) string {
	if dir == e.config.Docs[0] {
		return "nothing"
	}
	to := strings.TrimSuffix(dir, "2")
	if to == dir {
		to += "2"
	}
	if _, err := os.Lstat(to); err == nil {
		return "nothing"
	}
	e.rename(dir, to)
	return dir + " is " + to
}

// roots adds a docs folder, takes it away or moves a page between the two.
func (e *editor) roots(page string) string {
	c := &e.config
	docs := c.Docs[0]
	more := filepath.Join(filepath.Dir(docs), "more")
	switch e.r.IntN(4) {
	case 0:
		c.Docs = c.Docs[:1]
		return "one"
	case 1:
		if rest := e.files(more, ".md"); len(rest) > 0 {
			rel, _ := filepath.Rel(more, rest[0])
			e.rename(rest[0], filepath.Join(docs, rel))
			return rest[0] + " moved back"
		}
	case 2:
		c.Docs = slices.Clip(c.Docs[:1])
		if _, err := os.Stat(more); err == nil {
			c.Docs = append(c.Docs, more)
		}
		return "all"
	}
	rel, _ := filepath.Rel(docs, page)
	if len(e.files(docs, ".md")) > 30 {
		e.rename(page, filepath.Join(more, rel))
	}
	return page + " moved"
}
