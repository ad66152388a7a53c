package workspace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// manifestName is the file in the output folder that says what was generated and under
// which names.
const manifestName = "docbind.manifest.json"

// manifestFormat is the version of the manifest's form. Older ones are still read.
const manifestFormat = 2

// maxManifest is a size that no manifest has; that of 5,000 operations has 4 MB.
const maxManifest = 256 << 20

// manifest is the file. Maps are written in the order of their keys, one entry a line.
type manifest struct {
	GeneratedBy string `json:"generated_by"`
	Format      int    `json:"format"`
	// Generator is the version of docbind, Config the digest of the settings that decide
	// on the files.
	Generator string            `json:"generator"`
	Config    string            `json:"config"`
	Names     manifestNames     `json:"names"`
	Files     map[string]string `json:"files"` // with their SHA-256
	// Pages are the pages and fragments that files came from: the SHA-256, and the files.
	Pages map[string]string `json:"pages"`
}

// manifestNames are [model.Names] with keys of text.
type manifestNames struct {
	// Operations are the names of routes, METHOD template, by page.
	Operations   map[string]map[string]string `json:"operations"`
	Options      map[string]string            `json:"options,omitempty"`
	Types        map[string]string            `json:"types"`
	Members      map[string]string            `json:"members,omitempty"`
	Properties   map[string]string            `json:"properties,omitempty"`
	Declarations map[string]string            `json:"declarations,omitempty"`
}

// newManifest returns a manifest with names, without files and pages.
func newManifest(names *model.Names) *manifest {
	m := &manifest{GeneratedBy: "docbind", Format: manifestFormat, Files: map[string]string{}, Pages: map[string]string{}}
	m.Names.Operations = map[string]map[string]string{}
	for key, name := range names.Routes {
		routes := m.Names.Operations[key.Page]
		if routes == nil {
			routes = map[string]string{}
			m.Names.Operations[key.Page] = routes
		}
		routes[key.Method+" "+key.Template] = name.Go
	}
	plain := func(name string) string { return name }
	m.Names.Options = texts(names.Options, plain)
	m.Names.Types = texts(names.Types, plain)
	m.Names.Members = texts(names.Members, memberText)
	m.Names.Properties = texts(names.Properties, memberText)
	m.Names.Declarations = texts(names.Declarations, plain)
	return m
}

// text returns the manifest as it is written.
func (m *manifest) text() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(m)
	return b.Bytes(), err
}

// texts writes names with keys of text.
func texts[K comparable](names map[K]model.GivenName, text func(K) string) map[string]string {
	out := make(map[string]string, len(names))
	for key, name := range names {
		out[text(key)] = name.Go
	}
	return out
}

func memberText(key model.MemberKey) string { return key.Type + "/" + key.Member }

// isManifest reports whether a file is a manifest of docbind: whose first member says so.
func isManifest(content string) bool {
	found := false
	jsonscan.Object(content, func(name string, _ int, value string, _ int) bool {
		found = name == "generated_by" && jsonscan.String(value) == "docbind"
		return false
	})
	return found
}

// record is what a manifest says of an earlier run.
type record struct {
	names *model.Names
	// generator is the version of docbind, "" in a manifest of an old form.
	generator string
	files     map[string]string // digests by name
}

// readManifest reads the manifest in an output folder. Without one, the record has
// nothing; its names are nil then. root is the folder that positions are relative to.
func readManifest(dir, root string) (*record, error) {
	file := filepath.Join(dir, manifestName)
	info, err := os.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return &record{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the names of the earlier run cannot be read: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxManifest {
		return nil, fmt.Errorf("%s is in the way: it is no manifest of docbind", file)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the names of the earlier run cannot be read: %w", err)
	}
	return parseManifest(string(content), file, shownFrom(root, file))
}

// shownFrom returns the path of a file as positions have it: relative to the root.
func shownFrom(root, file string) string {
	if abs, err := filepath.Abs(file); err == nil {
		if rel, err := filepath.Rel(root, abs); err == nil {
			file = rel
		}
	}
	return filepath.ToSlash(file)
}

// parseManifest reads a manifest. file is what errors call it, shown what positions do.
func parseManifest(text, file, shown string) (*record, error) {
	m := manifestReader{text: text, file: shown, names: model.NewNames()}
	if !jsonscan.Valid(text) {
		return nil, m.invalid(file)
	}
	if !isManifest(text) {
		return nil, fmt.Errorf("%s is in the way: it was not generated by docbind; move it, or generate into another folder", file)
	}
	if format := jsonscan.Member(text, "format"); format != "1" && format != fmt.Sprint(manifestFormat) {
		return nil, fmt.Errorf("%s has the format %s, this docbind reads %d; use the docbind that wrote it", file, format, manifestFormat)
	}
	r := &record{names: m.names, files: map[string]string{}}
	var outside string
	jsonscan.Object(text, func(name string, _ int, value string, at int) bool {
		switch name {
		case "generator":
			r.generator = jsonscan.String(value)
		case "names":
			m.sections(value, at)
		case "files":
			m.each(value, at, func(file string, sum model.GivenName) {
				if !plainName(file) && outside == "" {
					outside = fmt.Sprintf("%d:%d: the manifest lists %q, which is no file of the folder", sum.Pos.Line, sum.Pos.Column, file)
				}
				r.files[file] = sum.Go
			})
		}
		return true
	})
	if outside != "" {
		return nil, fmt.Errorf("%s:%s; restore the manifest", file, outside)
	}
	return r, nil
}

// invalid says why a manifest is no JSON.
func (m *manifestReader) invalid(file string) error {
	const conflict = "\n<<<<<<< "
	if at := strings.Index(m.text, conflict); at >= 0 {
		pos := m.position(at + 1)
		return fmt.Errorf("%s:%d:%d: the manifest has a conflict of a merge; take either side of it (git checkout --ours %s) and generate, which brings all but the names of the other",
			file, pos.Line, pos.Column, filepath.ToSlash(file))
	}
	pos, reason := m.position(0), "it is no JSON"
	var syntax *json.SyntaxError
	if err := json.Unmarshal([]byte(m.text), new(any)); errors.As(err, &syntax) {
		pos, reason = m.position(int(max(syntax.Offset-1, 0))), syntax.Error()
	}
	return fmt.Errorf("%s:%d:%d: the manifest cannot be read: %s; restore it, or delete it to have everything named anew",
		file, pos.Line, pos.Column, reason)
}

// plainName reports whether a name can be that of a generated file: of a Go file in the
// output folder itself.
func plainName(name string) bool {
	return filepath.IsLocal(name) && !strings.ContainsAny(name, `/\:`) && strings.HasSuffix(name, ".go")
}

// manifestReader collects names with their positions.
type manifestReader struct {
	text, file string
	names      *model.Names
	// at is the last offset whose position was asked for.
	at, line, column int
}

// sections reads the object of the names at an offset.
func (m *manifestReader) sections(text string, at int) {
	jsonscan.Object(text, func(section string, _ int, entries string, in int) bool {
		in += at
		switch section {
		case "operations":
			jsonscan.Object(entries, func(page string, _ int, routes string, routesAt int) bool {
				m.each(routes, in+routesAt, func(key string, name model.GivenName) {
					method, template, _ := strings.Cut(key, " ")
					m.names.Routes[model.RouteKey{Page: page, Method: method, Template: template}] = name
				})
				return true
			})
		case "options":
			m.each(entries, in, func(key string, name model.GivenName) { m.names.Options[key] = name })
		case "types":
			m.each(entries, in, func(key string, name model.GivenName) { m.names.Types[key] = name })
		case "members":
			m.each(entries, in, func(key string, name model.GivenName) { m.names.Members[memberKey(key)] = name })
		case "properties":
			m.each(entries, in, func(key string, name model.GivenName) { m.names.Properties[memberKey(key)] = name })
		case "declarations":
			m.each(entries, in, func(key string, name model.GivenName) { m.names.Declarations[key] = name })
		}
		return true
	})
}

// each visits the names of an object at an offset.
func (m *manifestReader) each(text string, at int, visit func(key string, name model.GivenName)) {
	jsonscan.Object(text, func(key string, keyAt int, value string, _ int) bool {
		visit(key, model.GivenName{Go: jsonscan.String(value), Pos: m.position(at + keyAt)})
		return true
	})
}

// memberKey splits a key type/member. Types have no slash in their names.
func memberKey(key string) model.MemberKey {
	typ, member, _ := strings.Cut(key, "/")
	return model.MemberKey{Type: typ, Member: member}
}

// position returns the position of an offset. Offsets are mostly asked for in their
// order, so it goes on from the last.
func (m *manifestReader) position(offset int) model.Position {
	if offset < m.at || m.line == 0 {
		m.at, m.line, m.column = 0, 1, 1
	}
	between := m.text[m.at:offset]
	if newline := strings.LastIndexByte(between, '\n'); newline >= 0 {
		m.line += strings.Count(between, "\n")
		m.column = 1
		between = between[newline+1:]
	}
	m.column += utf8.RuneCountInString(between)
	m.at = offset
	return model.Position{File: model.FileOf(m.file), Line: int32(m.line), Column: int32(m.column), Start: int32(offset), End: int32(offset)}
}
