package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// The scopes of names. Services have one of their own, in which case doesn't count:
// their files are named after them.
const (
	packageScope = "package"
	servicesHave = "services"
	serviceHas   = "service "
	typeHas      = "type "
	callHas      = "call "
)

// scoped is a name in a scope.
type scoped struct{ scope, name string }

func inScope(scope, name string) scoped {
	if scope == servicesHave {
		name = strings.ToLower(name)
	}
	return scoped{scope, name}
}

// because notes the override behind a new name.
func (r *renamer) because(o Override, scope, name string) string {
	r.causes[inScope(scope, name)] = o
	return name
}

// renameTypes gives types, constants and fields their new names.
func (r *renamer) renameTypes() {
	for i := range r.api.Types {
		t := &r.api.Types[i]
		was := t.GoName
		o, renamed := r.typeNew[t]
		if renamed {
			t.GoName = r.because(o, packageScope, o.Name)
		}
		for j := range t.Members {
			m := &t.Members[j]
			if own, ok := r.memberNew[m]; ok {
				m.GoName = r.because(own, packageScope, own.Name)
			} else if rest, ok := strings.CutPrefix(m.GoName, was); ok && renamed {
				m.GoName = r.because(o, packageScope, t.GoName+rest)
			}
		}
		for j := range t.Fields {
			f := &t.Fields[j]
			if o, ok := r.fieldNew[model.MemberKey{Type: f.DeclaredBy, Member: f.Name}]; ok {
				f.GoName = r.because(o, typeHas+t.Name, o.Name)
			}
		}
	}
}

// renameOperations gives operations, their routes and their parameters new names.
func (r *renamer) renameOperations() {
	for i := range r.api.Services {
		for j := range r.api.Services[i].Operations {
			op := &r.api.Services[i].Operations[j]
			r.renameOperation(op)
			r.renameParams(op)
		}
	}
}

// renameOperation renames an operation by its service or by itself, and its further
// routes by themselves or after it.
func (r *renamer) renameOperation(op *model.Operation) {
	was := op.Name
	o, renamed := r.serviceNew[op.Service]
	if renamed {
		op.Service = o.Name
	}
	if own, ok := r.opNew[op]; ok {
		o, renamed = own, true
		op.Name = o.Name
		if service, method, ok := strings.Cut(o.Name, "."); ok {
			op.Service, op.Name = service, method
		}
	}
	for k := range op.Routes {
		rt := &op.Routes[k]
		if own, ok := r.routeNew[rt]; ok {
			rt.Name = r.because(own, serviceHas+op.Service, own.Name)
		} else if rest, follows := strings.CutPrefix(rt.Name, was); renamed && follows {
			rt.Name = r.because(o, serviceHas+op.Service, op.Name+rest)
		} else if renamed {
			rt.Name = r.because(o, serviceHas+op.Service, rt.Name)
		}
	}
	if !renamed {
		return
	}
	r.because(o, servicesHave, op.Service)
	r.because(o, serviceHas+op.Service, op.Name)
	for _, d := range operationDeclarations(op, r.types[op.Body.Type.Name]) {
		*d.name = r.because(o, packageScope, d.usual)
	}
}

// renameParams gives parameters new names, also in the patterns and samples that have
// them.
func (r *renamer) renameParams(op *model.Operation) {
	names := map[string]string{}
	for i := range op.Params {
		p := &op.Params[i]
		if o, ok := r.paramNew[p]; ok {
			names[p.Name] = r.because(o, callHas+op.ID(), o.Name)
			p.Name = o.Name
		}
	}
	if len(names) == 0 {
		return
	}
	for i := range op.Routes {
		rt := &op.Routes[i]
		rt.Params = slices.Clone(rt.Params)
		for j, name := range rt.Params {
			rt.Params[j] = cmp.Or(names[name], name)
		}
		rt.Pattern = renamePlaceholders(rt.Pattern, names)
	}
	for i := range op.Examples {
		e := &op.Examples[i]
		e.Args = slices.Clone(e.Args)
		for j := range e.Args {
			e.Args[j].Name = cmp.Or(names[e.Args[j].Name], e.Args[j].Name)
		}
	}
}

// renamePlaceholders replaces names in the braces of a pattern.
func renamePlaceholders(pattern string, names map[string]string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(pattern, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		inner, after, _ := strings.Cut(rest, "}")
		name := strings.TrimSuffix(inner, "...")
		b.WriteString("{" + cmp.Or(names[name], name) + inner[len(name):] + "}")
		pattern = after
	}
}

// renameOptions gives options new names.
func (r *renamer) renameOptions() {
	for i := range r.api.Options {
		if o, ok := r.optionNew[r.api.Options[i].GoName]; ok {
			r.api.Options[i].GoName = r.because(o, packageScope, o.Name)
		}
	}
	for i := range r.api.Services {
		for j := range r.api.Services[i].Operations {
			list := r.api.Services[i].Operations[j].Options
			for k := range list {
				if o, ok := r.optionNew[list[k].GoName]; ok {
					list[k].GoName = o.Name
				}
			}
		}
	}
}

// regroup puts operations into the services that they belong to now.
func (r *renamer) regroup() {
	before := map[string]*model.Service{}
	for i := range r.api.Services {
		before[r.api.Services[i].Name] = &r.api.Services[i]
	}
	after := map[string]*model.Service{}
	for i := range r.api.Services {
		old := &r.api.Services[i]
		for j := range old.Operations {
			op := &old.Operations[j]
			s := after[op.Service]
			if s == nil {
				s = &model.Service{Name: op.Service, File: fileStem(op.Service)}
				after[op.Service] = s
				if same := before[op.Service]; same != nil {
					s.Go = same.Go
				} else {
					for _, d := range serviceDeclarations(s.Name, &s.Go) {
						*d.name = r.because(r.causes[inScope(servicesHave, s.Name)], packageScope, d.usual)
					}
				}
			}
			s.Operations = append(s.Operations, *op)
		}
	}
	r.api.Services = make([]model.Service, 0, len(after))
	for _, name := range slices.Sorted(maps.Keys(after)) {
		r.api.Services = append(r.api.Services, *after[name])
	}
}
