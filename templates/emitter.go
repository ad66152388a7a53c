package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docbind/docbind/model"
)

// emitter prints one API. It is read only once made, so files can be printed in
// parallel.
type emitter struct {
	api      *model.API
	opts     Options
	types    map[string]*model.Type   // by full name
	optionOf map[string]*model.Option // by their names in Go
	services []service
	loose    []*model.Type // types that no service has taken
	// from is the import path of the generated package for what is printed into
	// another package; else "".
	from string
}

// service is a service of the API with what belongs to it.
type service struct {
	*model.Service
	bodies []*model.Type // parameter lists of its actions
}

func newEmitter(api *model.API, opts Options) *emitter {
	e := &emitter{api: api, opts: opts, types: map[string]*model.Type{}, optionOf: map[string]*model.Option{}}
	for i := range api.Options {
		e.optionOf[api.Options[i].GoName] = &api.Options[i]
	}
	for i := range api.Types {
		t := &api.Types[i]
		e.types[t.Name] = t
	}
	placed := map[string]bool{}
	for i := range api.Services {
		s := &api.Services[i]
		e.services = append(e.services, service{s, e.bodies(s, placed)})
	}
	for i := range api.Types {
		if t := &api.Types[i]; !placed[t.Name] {
			e.loose = append(e.loose, t)
		}
	}
	return e
}

// bodies returns the parameter lists that only this service's actions take.
func (e *emitter) bodies(s *model.Service, placed map[string]bool) []*model.Type {
	var bodies []*model.Type
	for i := range s.Operations {
		t := e.types[s.Operations[i].Body.Type.Name]
		if t != nil && t.Kind == model.BodyType && !placed[t.Name] {
			placed[t.Name] = true
			bodies = append(bodies, t)
		}
	}
	return bodies
}

// jobs lists the files to print.
func (e *emitter) jobs() []job {
	jobs := []job{e.job("doc.go", nil, e.packageDoc)}
	if e.opts.emits(EmitClient) {
		jobs = append(jobs, e.job("client.go", nil, e.client))
		if len(e.api.Options) > 0 {
			jobs = append(jobs, e.job("options.go", e.optionPages(), e.options))
		}
	}
	if e.opts.emits(EmitHandler) {
		jobs = append(jobs, e.job("handler.go", nil, e.handlers))
	}
	if e.opts.emits(EmitTests) {
		jobs = append(jobs, e.job("documented_test.go", nil, e.documented))
	}
	for i := range e.services {
		jobs = append(jobs, e.serviceJobs(&e.services[i])...)
	}
	return append(jobs, e.typeJobs()...)
}

func (e *emitter) job(name string, pages []string, emit func(*jen.File)) job {
	return job{name: name, pages: pages, emit: emit, pkg: e.opts.Package}
}

// serviceJobs lists the files of a service. No suffix here is the name of a
// platform, so none of the files is left out of a build.
func (e *emitter) serviceJobs(s *service) []job {
	stem := fileStem(s.File)
	pages := servicePages(s)
	jobs := []job{e.job(stem+"_service.go", pages, func(f *jen.File) { e.service(f, s) })}
	if e.opts.emits(EmitHandler) {
		jobs = append(jobs, e.job(stem+"_handler.go", pages, func(f *jen.File) { e.handler(f, s) }))
	}
	if e.opts.emits(EmitTests) && hasSamples(s) {
		jobs = append(jobs, e.job(stem+"_samples_test.go", pages, func(f *jen.File) { e.samples(f, s) }))
	}
	return jobs
}

func servicePages(s *service) []string {
	var pages []string
	for i := range s.Operations {
		pages = append(pages, s.Operations[i].Page)
	}
	for _, t := range s.bodies {
		pages = append(pages, typePages(t)...)
	}
	return pages
}

func typePages(t *model.Type) []string {
	var pages []string
	for _, pos := range t.Declared {
		pages = append(pages, pos.File)
	}
	return pages
}

// packageDoc prints what the package is.
func (e *emitter) packageDoc(f *jen.File) {
	var parts []string
	if e.opts.emits(EmitClient) {
		parts = append(parts, "a client")
	}
	if e.opts.emits(EmitHandler) {
		parts = append(parts, "an HTTP handler")
	}
	var c comment
	c.para("Package " + e.opts.Package + " is " + strings.Join(parts, " and ") +
		" for the API, generated from its reference documentation. Comments name the page " +
		"and line that each operation is documented at.")
	for _, line := range c {
		f.PackageComment(line)
	}
}
