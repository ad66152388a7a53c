package workspace_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
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
	switch e.r.IntN(6) {
	case 0:
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
