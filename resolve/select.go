package resolve

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// Select returns the part of an API that the patterns name, and the types that it
// needs: all operations that any of them matches. A pattern that matches none is an
// error, which names what comes nearest.
//
//	Message                  a service
//	Message.Send*            operations of a service
//	GET /me/messages/**      operations with such a route; the method may be left out
//	api/message-*.md         operations of pages, by the path or its end
//
// A * stands for any text without a slash, ** for any text, and /** also for nothing.
// Case counts nowhere, nor does the name of a placeholder.
//
// All names, findings and skipped pages are those of the whole API.
func Select(api *model.API, patterns []string) (*model.API, error) {
	if len(patterns) == 0 {
		return api, nil
	}
	list := make([]*pattern, len(patterns))
	for i, text := range patterns {
		list[i] = parsePattern(text)
	}
	part := *api
	part.Services = nil
	for i := range api.Services {
		s := api.Services[i]
		s.Operations = selected(s.Operations, list)
		if len(s.Operations) > 0 {
			part.Services = append(part.Services, s)
		}
	}
	var errs []error
	for _, p := range list {
		if !p.used {
			errs = append(errs, p.unmatched(api))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	part.Types = needed(api, &part)
	part.Options = documented(api.Options, &part)
	return &part, nil
}

// selected returns the operations of one service that any pattern matches.
func selected(all []model.Operation, patterns []*pattern) []model.Operation {
	var list []model.Operation
	for i := range all {
		found := false
		for _, p := range patterns { // each must know whether it matches anything
			found = p.matches(&all[i]) || found
		}
		if found {
			list = append(list, all[i])
		}
	}
	if len(list) < len(all) {
		redispatch(list)
	}
	return list
}

// redispatch says anew who takes the requests that a handler gives to an operation
// that was left out.
func redispatch(ops []model.Operation) {
	byID := map[string]bool{}
	for i := range ops {
		byID[ops[i].ID()] = true
	}
	for i := range ops {
		op := &ops[i]
		for j := range op.Examples {
			if to := op.Examples[j].Dispatch; to == "" || byID[to] {
				continue
			}
			op.Examples = slices.Clone(op.Examples) // those of the whole stay as they are
			op.Examples[j].Dispatch = dispatched(ops, op, j)
		}
	}
}

// dispatched returns the ID of the operation of a service that takes the request of an
// example, "" if it is the example's own.
func dispatched(ops []model.Operation, op *model.Operation, example int) string {
	e := &op.Examples[example]
	if to := dispatch(sharing(ops, op.Method, op.Routes[e.Route].Pattern), odataType(e.Body)); to != op {
		return to.ID()
	}
	return ""
}

// sharing returns the operations with a method and the shape of a path, by rank.
func sharing(ops []model.Operation, method, path string) []*model.Operation {
	type ranked struct {
		op   *model.Operation
		rank int
	}
	var list []ranked
	for i := range ops {
		for _, rt := range ops[i].Routes {
			if ops[i].Method == method && shape(rt.Pattern) == shape(path) {
				list = append(list, ranked{&ops[i], rt.Rank})
			}
		}
	}
	slices.SortFunc(list, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	found := make([]*model.Operation, len(list))
	for i := range list {
		found[i] = list[i].op
	}
	return found
}

// needed returns the types that the operations of the part need. A property whose type
// is left out says so; it holds JSON.
func needed(api, part *model.API) []model.Type {
	r := newReach(api)
	for i := range part.Services {
		for j := range part.Services[i].Operations {
			r.operation(&part.Services[i].Operations[j])
		}
	}
	var types []model.Type
	for _, t := range api.Types {
		if !r.reached[t.Name] {
			continue
		}
		t.Derived = slices.DeleteFunc(slices.Clone(t.Derived), func(name string) bool { return !r.reached[name] })
		t.Fields = slices.Clone(t.Fields)
		for i := range t.Fields {
			f := &t.Fields[i]
			if name := f.Type.Name; r.types[name] != nil && !r.reached[name] {
				f.Doc.Value = strings.TrimSpace(f.Doc.Value + " Left out: the type " + name + ".")
			}
		}
		types = append(types, t)
	}
	return types
}

// documented returns the options that operations of the part document.
func documented(options []model.Option, part *model.API) []model.Option {
	used := map[string]bool{}
	for i := range part.Services {
		for j := range part.Services[i].Operations {
			for _, name := range part.Services[i].Operations[j].Options {
				used[name] = true
			}
		}
	}
	var list []model.Option
	for _, o := range options {
		if used[o.GoName] {
			list = append(list, o)
		}
	}
	return list
}
