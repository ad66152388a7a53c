package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/templates"
)

// StubCounts says what a run added to the stubs.
type StubCounts struct {
	Files   int `json:"files"` // new ones
	Methods int `json:"methods"`
}

// stubPlan is what a run is going to add to a package that a person writes.
type stubPlan struct {
	pkg       *stubPackage
	generated string // import path of the generated package
	printer   *templates.Stubs
	additions []addition
	counts    StubCounts
}

// addition is text for the end of a file.
type addition struct {
	file *stubFile // nil for a new one
	name string
	text []byte
}

// planStubs finds out which operations nobody has written a method for. Nothing is
// changed yet. The plan is nil if no stubs are asked for.
func planStubs(c Config, api *model.API) (*stubPlan, error) {
	if c.Stubs == "" {
		return nil, nil
	}
	generated, err := importPath(c.Out)
	if err != nil {
		return nil, fmt.Errorf("--stubs: %w", err)
	}
	pkg, err := readStubPackage(c.Stubs, map[string]string{generated: c.Package})
	if err != nil {
		return nil, fmt.Errorf("--stubs: %w", err)
	}
	p := &stubPlan{pkg: pkg, generated: generated, printer: templates.NewStubs(api, c.Package, generated)}
	for i := range api.Services {
		if err := p.service(&api.Services[i]); err != nil {
			return nil, fmt.Errorf("--stubs: %w", err)
		}
	}
	return p, nil
}

// service adds what is missing of a service.
func (p *stubPlan) service(s *model.Service) error {
	t := p.implementation(s)
	file := templates.StubFile{Package: p.pkg.name}
	for i := range s.Operations {
		if op := &s.Operations[i]; !p.implements(t, s, op.Name) {
			file.Methods = append(file.Methods, op)
		}
	}
	if t != nil && len(file.Methods) == 0 {
		return nil
	}
	if t == nil {
		file.Type = s.Go.Handler
		for p.pkg.taken[file.Type] {
			file.Type += "_"
		}
		p.pkg.taken[file.Type] = true
		file.Receiver = "h *" + file.Type
	} else {
		file.Receiver = t.receiver()
	}
	p.counts.Methods += len(file.Methods)
	return p.add(s, t, file)
}

// implementation returns the type that stands for a service: one that embeds its
// generated stub, whatever it is called, or else one of the handler's name.
func (p *stubPlan) implementation(s *model.Service) *stubType {
	for _, name := range slices.Sorted(maps.Keys(p.pkg.types)) {
		t := p.pkg.types[name]
		if t.foreign[p.generated+"."+s.Go.Stub] || t.foreign[p.generated+"."+s.Go.Handler] {
			return t
		}
	}
	return p.pkg.types[s.Go.Handler]
}

// implements reports whether a type has a method of its own for an operation, or hands
// all of them on.
func (p *stubPlan) implements(t *stubType, s *model.Service, name string) bool {
	return t != nil && (t.foreign[p.generated+"."+s.Go.Handler] || p.pkg.has(t, name))
}

// receiver returns the receiver that the type's methods have already: a value that is
// handed on as a value has no methods of its address.
func (t *stubType) receiver() string {
	var first *stubMethod
	for _, name := range slices.Sorted(maps.Keys(t.methods)) {
		if m := t.methods[name]; first == nil || m.decl.Pos() < first.decl.Pos() {
			first = m
		}
	}
	if first == nil {
		return "h *" + t.name
	}
	receiver := first.decl.Recv.List[0]
	start := receiver.Type.Pos() - first.file.tree.FileStart
	end := receiver.Type.End() - first.file.tree.FileStart
	return "h " + string(first.file.text[start:end])
}

// add adds methods to a file that has what they import: that of the type or of one of
// its methods. If there is none, they get a file of their own: imports stand at the
// beginning of a file, where nothing is ever changed.
func (p *stubPlan) add(s *model.Service, t *stubType, file templates.StubFile) error {
	for _, f := range p.filesOf(t) {
		file.Imported = f.imports
		text, err := p.printer.Render(s, file)
		if err != nil {
			return err
		}
		body, imports, err := p.split(text)
		if err != nil {
			return err
		}
		if covers(f.imports, imports) {
			p.additions = append(p.additions, addition{f, f.name, f.continued(body)})
			return nil
		}
	}
	file.Imported = p.freeNames()
	text, err := p.printer.Render(s, file)
	if err != nil {
		return err
	}
	p.additions = append(p.additions, addition{nil, p.freeFile(s), text})
	p.counts.Files++
	return nil
}

// filesOf returns the files of a type and its methods, that of the type first.
func (p *stubPlan) filesOf(t *stubType) []*stubFile {
	if t == nil {
		return nil
	}
	files := []*stubFile{t.file}
	for _, name := range slices.Sorted(maps.Keys(t.methods)) {
		if f := t.methods[name].file; !slices.Contains(files, f) {
			files = append(files, f)
		}
	}
	return files
}

// split returns what follows the imports of a printed file, and the imports.
func (p *stubPlan) split(text []byte) ([]byte, map[string]string, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, "", text, parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, err
	}
	end := tree.Name.End()
	for _, decl := range tree.Decls {
		if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			end = d.End()
		}
	}
	return bytes.TrimLeft(text[end-tree.FileStart:], "\n"), p.pkg.importsOf(tree), nil
}

// covers reports whether a file has all imports under the same names.
func covers(has, needs map[string]string) bool {
	for imported, name := range needs {
		if has[imported] != name {
			return false
		}
	}
	return true
}

// continued returns text for the end of the file, with the file's line ends.
func (f *stubFile) continued(body []byte) []byte {
	text := append([]byte("\n"), body...)
	if !bytes.HasSuffix(f.text, []byte("\n")) {
		text = append([]byte("\n"), text...)
	}
	if bytes.Contains(f.text, []byte("\r\n")) {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	return text
}

// freeNames names imported packages whose names the package has taken itself.
func (p *stubPlan) freeNames() map[string]string {
	names := map[string]string{}
	for imported, name := range map[string]string{"context": "context", "encoding/json": "json", p.generated: p.pkg.known[p.generated]} {
		if p.pkg.taken[name] {
			for p.pkg.taken[name] {
				name += "_"
			}
			names[imported] = name
		}
	}
	return names
}

// freeFile returns the name of a file for a service that is not there yet.
func (p *stubPlan) freeFile(s *model.Service) string {
	for n := 1; ; n++ {
		name := filepath.Join(p.pkg.dir, p.printer.FileName(s, n))
		if _, err := os.Lstat(name); os.IsNotExist(err) || err != nil {
			return name
		}
	}
}

// write adds to the files. Text that is there stays: files are only ever added to at
// their end, or made. Each is replaced as a whole, so that a run that ends in between
// leaves the text of before or that with all its additions.
func (p *stubPlan) write() (*StubCounts, error) {
	if p == nil {
		return nil, nil
	}
	if err := os.MkdirAll(p.pkg.dir, 0o777); err != nil {
		return nil, fmt.Errorf("--stubs: the folder cannot be made: %w", err)
	}
	if err := p.tidy(); err != nil {
		return nil, fmt.Errorf("--stubs: what an interrupted run has left cannot be removed: %w", err)
	}
	for _, a := range p.additions {
		if err := a.write(); err != nil {
			return nil, fmt.Errorf("--stubs: %w", err)
		}
	}
	return &p.counts, nil
}

// tidy removes what an interrupted run has left half written.
func (p *stubPlan) tidy() error {
	entries, err := os.ReadDir(p.pkg.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !halfWritten(e) {
			continue
		}
		if err := os.Remove(filepath.Join(p.pkg.dir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// write adds the text to its file.
func (a *addition) write() error {
	if a.file != nil {
		return rewrite(a.name, a.file.text, slices.Concat(a.file.text, a.text))
	}
	if _, err := os.Lstat(a.name); err == nil {
		return errChanged(a.name)
	}
	if err := replace(a.name, a.text, nil); err != nil {
		return fmt.Errorf("%s cannot be written: %w", a.name, err)
	}
	return nil
}

// gone reports methods whose operation is no longer generated, as their requests show.
// root is the folder that positions are relative to.
func (p *stubPlan) gone(api *model.API, root string) []model.Finding {
	if p == nil {
		return nil
	}
	requests := map[string]bool{}
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			requests[api.Services[i].Operations[j].Request] = true
		}
	}
	var findings []model.Finding
	for _, f := range p.pkg.files {
		for _, decl := range f.tree.Decls {
			name, ok := strings.CutPrefix(f.request(decl), p.generated+".")
			if ok && strings.HasSuffix(name, "Request") && !requests[name] {
				method := decl.(*ast.FuncDecl).Name
				finding := model.NewFinding(model.RuleStubGone, f.position(method, root),
					"the method "+method.Name+" is for an operation that is not generated: there is no "+name)
				finding.Fix = "delete the method, or give it the request of the operation that has taken its place"
				findings = append(findings, finding)
			}
		}
	}
	return findings
}

// request returns path.Name of the type of a method's second argument.
func (f *stubFile) request(decl ast.Decl) string {
	method, ok := decl.(*ast.FuncDecl)
	if !ok || method.Recv == nil || method.Type.Params.NumFields() != 2 {
		return ""
	}
	params := method.Type.Params.List
	star, ok := params[len(params)-1].Type.(*ast.StarExpr)
	if !ok {
		return ""
	}
	if s, ok := star.X.(*ast.SelectorExpr); ok {
		return f.qualified(s)
	}
	return ""
}

// position returns where a name stands.
func (f *stubFile) position(name *ast.Ident, root string) model.Position {
	start, end := int(name.Pos()-f.tree.FileStart), int(name.End()-f.tree.FileStart)
	line := bytes.LastIndexByte(f.text[:start], '\n') + 1
	shown := f.name
	if abs, err := filepath.Abs(f.name); err == nil {
		if rel, err := filepath.Rel(root, abs); err == nil {
			shown = rel
		}
	}
	return model.Position{
		File: model.FileOf(filepath.ToSlash(shown)), Line: int32(bytes.Count(f.text[:line], []byte("\n")) + 1),
		Column: int32(utf8.RuneCount(f.text[line:start]) + 1), Start: int32(start), End: int32(end),
	}
}
