package templates

import (
	"bytes"
	"path"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// Stubs prints what a person completes: types with a method an operation. They go into a
// package of their own, beside the generated one.
type Stubs struct {
	e *emitter
	// pkg is the name of the generated package.
	pkg string
}

// NewStubs returns a printer for a generated package with the name and import path.
func NewStubs(api *model.API, pkg, importPath string) *Stubs {
	e := newEmitter(api, Options{Package: pkg})
	e.from = importPath
	return &Stubs{e, pkg}
}

// StubFile says what is in a file of stubs.
type StubFile struct {
	Package string
	// Imported are the names that the file gives to imported packages, by their paths;
	// others have their own.
	Imported map[string]string
	// Type is printed if the file is to declare it; it embeds the generated stub.
	Type string
	// Receiver is the receiver of the methods: h *MessageHandler
	Receiver string
	// Methods are the operations to print.
	Methods []*model.Operation
}

// FileName returns the name of a file for a service, another one for each n from 1 on.
func (s *Stubs) FileName(service *model.Service, n int) string {
	name := fileStem(service.File) + "_handler"
	if n > 1 {
		name += "_" + strconv.Itoa(n)
	}
	return name + ".go"
}

// Render prints a file of a service. The methods do what the generated stub does, until
// somebody writes something better.
func (s *Stubs) Render(service *model.Service, file StubFile) ([]byte, error) {
	f := jen.NewFile(file.Package)
	if path.Base(s.e.from) == s.pkg {
		f.ImportName(s.e.from, s.pkg)
	} else {
		f.ImportAlias(s.e.from, s.pkg)
	}
	for imported, name := range file.Imported {
		f.ImportAlias(imported, name)
	}
	if file.Type != "" {
		var c comment
		c.para(file.Type + " implements the operations of " + service.Name + ". Those that have no method here are answered with 501 Not Implemented.")
		c.print(f.Group)
		f.Type().Id(file.Type).Struct(jen.Qual(s.e.from, service.Go.Stub))
		f.Line()
	}
	for _, op := range file.Methods {
		s.method(f, service, file.Receiver, op)
	}
	var b bytes.Buffer
	err := f.Render(&b)
	return b.Bytes(), err
}

func (s *Stubs) method(f *jen.File, service *model.Service, receiver string, op *model.Operation) {
	handlerDoc(op).print(f.Group)
	f.Func().Params(jen.Op(receiver)).Id(op.Name).
		Params(
			jen.Id("ctx").Qual("context", "Context"),
			jen.Id("req").Op("*").Qual(s.e.from, op.Request),
		).
		Add(results(s.e.handlerResults(op))).
		Block(jen.Return(jen.Qual(s.e.from, service.Go.Stub).Values().Dot(op.Name).Call(jen.Id("ctx"), jen.Id("req"))))
	f.Line()
}
