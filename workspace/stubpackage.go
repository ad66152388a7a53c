package workspace

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// stubPackage is a package that a person writes, as it is on disk.
type stubPackage struct {
	dir, name string
	known     map[string]string
	set       *token.FileSet
	files     []*stubFile
	types     map[string]*stubType
	taken     map[string]bool // names of the package
}

// stubFile is one of its files, without tests.
type stubFile struct {
	name    string // path
	text    []byte
	tree    *ast.File
	imports map[string]string // what the file calls the packages that it imports
}

// stubType is a struct type of the package.
type stubType struct {
	name     string
	file     *stubFile
	fields   []string        // and methods of interfaces
	embedded []string        // types of this package
	foreign  map[string]bool // types of others, path.Name
	methods  map[string]*stubMethod
}

// stubMethod is a method that somebody wrote.
type stubMethod struct {
	file *stubFile
	decl *ast.FuncDecl
}

// readStubPackage reads the package in a folder; there may be none yet. known are the
// names of packages that their import paths don't end in.
func readStubPackage(dir string, known map[string]string) (*stubPackage, error) {
	p := &stubPackage{dir: dir, known: known, set: token.NewFileSet(), types: map[string]*stubType{}, taken: map[string]bool{}}
	names, err := p.listFiles()
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := p.read(filepath.Join(dir, name)); err != nil {
			return nil, err
		}
	}
	for _, f := range p.files {
		for _, decl := range f.tree.Decls {
			p.declare(f, decl)
		}
	}
	p.addMethods()
	return p, nil
}

// addMethods gives the types their methods.
func (p *stubPackage) addMethods() {
	for _, f := range p.files {
		for _, decl := range f.tree.Decls {
			if method, ok := decl.(*ast.FuncDecl); ok && method.Recv != nil {
				if t := p.types[receiverType(method)]; t != nil {
					t.methods[method.Name.Name] = &stubMethod{f, method}
				}
			}
		}
	}
}

// listFiles names the package and returns its files, also those for other platforms.
func (p *stubPackage) listFiles() (names []string, err error) {
	if _, err := os.Stat(p.dir); errors.Is(err, fs.ErrNotExist) {
		p.name, err = packageName(p.dir)
		return nil, err
	}
	found, err := build.ImportDir(p.dir, 0)
	if none := (*build.NoGoError)(nil); errors.As(err, &none) {
		p.name, err = packageName(p.dir)
	} else {
		p.name = found.Name
	}
	names = slices.Concat(found.GoFiles, found.CgoFiles, found.IgnoredGoFiles)
	slices.Sort(names)
	return names, err
}

// packageName makes a name for a package of the name of its folder.
func packageName(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	name := strings.Map(func(r rune) rune {
		if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, filepath.Base(abs))
	if !token.IsIdentifier(name) || name == "_" || name == "main" {
		return "", fmt.Errorf("no package can be named after the folder %s; name it otherwise, or put a Go file with a package clause into it", dir)
	}
	return name, nil
}

func (p *stubPackage) read(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	tree, err := parser.ParseFile(p.set, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("the stubs cannot be completed: %w", err)
	}
	if tree.Name.Name == p.name { // a build constraint may keep a program out
		p.files = append(p.files, &stubFile{name, text, tree, p.importsOf(tree)})
	}
	return nil
}

// importsOf returns what a file calls the packages that it imports, by their paths.
func (p *stubPackage) importsOf(tree *ast.File) map[string]string {
	imports := map[string]string{}
	for _, spec := range tree.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := cmp.Or(p.known[imported], path.Base(imported))
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if name != "_" && name != "." {
			imports[imported] = name
		}
	}
	return imports
}

// declare notes what a declaration adds to the package.
func (p *stubPackage) declare(f *stubFile, decl ast.Decl) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			p.taken[decl.Name.Name] = true
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				p.taken[spec.Name.Name] = true
				p.types[spec.Name.Name] = newStubType(f, spec)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					p.taken[name.Name] = true
				}
			}
		}
	}
}

func newStubType(f *stubFile, spec *ast.TypeSpec) *stubType {
	t := &stubType{name: spec.Name.Name, file: f, foreign: map[string]bool{}, methods: map[string]*stubMethod{}}
	var members *ast.FieldList
	switch typ := spec.Type.(type) {
	case *ast.StructType:
		members = typ.Fields
	case *ast.InterfaceType:
		members = typ.Methods
	default:
		return t
	}
	for _, field := range members.List {
		for _, name := range field.Names {
			t.fields = append(t.fields, name.Name)
		}
		if len(field.Names) > 0 {
			continue
		}
		switch typ := withoutStar(field.Type).(type) {
		case *ast.Ident:
			t.embedded = append(t.embedded, typ.Name)
		case *ast.SelectorExpr:
			t.foreign[f.qualified(typ)] = true
		}
	}
	return t
}

func withoutStar(typ ast.Expr) ast.Expr {
	if star, ok := typ.(*ast.StarExpr); ok {
		return star.X
	}
	return typ
}

// qualified returns path.Name for a name of another package.
func (f *stubFile) qualified(s *ast.SelectorExpr) string {
	if x, ok := s.X.(*ast.Ident); ok {
		for imported, name := range f.imports {
			if name == x.Name {
				return imported + "." + s.Sel.Name
			}
		}
	}
	return ""
}

// receiverType returns the name of the type that a method is of.
func receiverType(method *ast.FuncDecl) string {
	typ := withoutStar(method.Recv.List[0].Type)
	switch generic := typ.(type) {
	case *ast.IndexExpr:
		typ = generic.X
	case *ast.IndexListExpr:
		typ = generic.X
	}
	name, _ := typ.(*ast.Ident)
	if name == nil {
		return ""
	}
	return name.Name
}

// has reports whether values of a type have something of the name: a method, a field, or
// one of those of a type of this package that is embedded.
func (p *stubPackage) has(t *stubType, name string, seen ...*stubType) bool {
	if t == nil || slices.Contains(seen, t) {
		return false
	}
	if t.methods[name] != nil || slices.Contains(t.fields, name) {
		return true
	}
	return slices.ContainsFunc(t.embedded, func(other string) bool {
		return p.has(p.types[other], name, append(seen, t)...)
	})
}
