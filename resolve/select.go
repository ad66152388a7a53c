package resolve

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// PatternError says what is wrong with a pattern of [Select].
type PatternError struct {
	Pattern, Message string
}

// Error returns the message, which begins with the pattern.
func (e *PatternError) Error() string { return e.Message }

// Select returns the part of an API that the patterns name, and the types that it
// needs: all operations that any of them matches. A pattern that matches none is a
// [PatternError], which names what comes nearest.
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
	part, typed := *api, typesByName(api)
	part.Services = nil
	for i := range api.Services {
		s := api.Services[i]
		s.Operations = selected(s.Operations, list, typed)
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
func selected(all []model.Operation, patterns []*pattern, typed func(string) *model.Type) []model.Operation {
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
		redispatch(list, typed)
	}
	return list
}

// redispatch says anew who takes the requests that a handler gives to an operation
// that was left out.
func redispatch(ops []model.Operation, typed func(string) *model.Type) {
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
			op.Examples[j].Dispatch = dispatched(ops, op, j, typed)
		}
	}
}

// dispatched returns the ID of the operation of a service that takes the request of an
// example, "" if it is the example's own.
func dispatched(ops []model.Operation, op *model.Operation, example int, typed func(string) *model.Type) string {
	e := &op.Examples[example]
	if to := dispatch(sharingRoute(ops, op.Method, op.Routes[e.Route].Pattern), e, typed); to != op {
		return to.ID()
	}
	return ""
}

// sharingRoute returns the operations with a method and the shape of a path, by rank.
func sharingRoute(ops []model.Operation, method, path string) []sharing {
	var list []sharing
	for i := range ops {
		for j := range ops[i].Routes {
			if rt := &ops[i].Routes[j]; ops[i].Method == method && shape(rt.Pattern) == shape(path) {
				list = append(list, sharing{&ops[i], rt})
			}
		}
	}
	slices.SortFunc(list, func(a, b sharing) int { return cmp.Compare(a.route.Rank, b.route.Rank) })
	return list
}

// typesByName returns what finds the types of an API.
func typesByName(api *model.API) func(name string) *model.Type {
	types := make(map[string]*model.Type, len(api.Types))
	for i := range api.Types {
		types[api.Types[i].Name] = &api.Types[i]
	}
	return func(name string) *model.Type { return types[name] }
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
			for _, use := range part.Services[i].Operations[j].Options {
				used[use.GoName] = true
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
