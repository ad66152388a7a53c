package resolve

import (
	"cmp"
	"errors"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/model"
)

// NameKind says what a name is the name of.
type NameKind string

// The kinds of names that a person can choose, with the form of the keys. All Go names in
// keys are those that docbind gives.
const (
	ServiceNames   NameKind = "services"   // Message
	OperationNames NameKind = "operations" // Message.CreateForward, also of a further route
	ParameterNames NameKind = "parameters" // Message.CreateForward/messageID
	TypeNames      NameKind = "types"      // microsoft.graph.user
	PropertyNames  NameKind = "properties" // microsoft.graph.user/displayName
	MemberNames    NameKind = "members"    // microsoft.graph.importance/low
	OptionNames    NameKind = "options"    // WithStartDateTime
)

// NameKinds are all kinds.
var NameKinds = []NameKind{
	ServiceNames, OperationNames, ParameterNames, TypeNames, PropertyNames, MemberNames, OptionNames,
}

// Override is a name that a person chose.
type Override struct {
	Kind NameKind
	Key  string // what has the name
	Name string
	// Pos is where it is written down; errors begin with it.
	Pos model.Position
}

// OverrideError says what is wrong with an [Override].
type OverrideError struct {
	Pos     model.Position
	Message string
}

// Error returns the place and the message.
func (e *OverrideError) Error() string { return e.Pos.String() + ": " + e.Message }

// Rename returns the API with the names that overrides choose. What follows from a name
// follows from the new one: the types of a service, the methods for further routes of an
// operation, the constants of an enumeration. An override of what is not there, that is
// no fit name or that is taken in the end is an error; all of them are returned. reserved
// are the names of [Options].
func Rename(api *model.API, overrides []Override, reserved []string) (*model.API, error) {
	if len(overrides) == 0 {
		return api, nil
	}
	r := newRenamer(api)
	for _, o := range overrides {
		if o.Kind == ServiceNames {
			r.made[o.Name] = true
		}
	}
	for _, o := range overrides {
		r.find(o)
	}
	if len(r.errs) > 0 {
		return nil, r.failure()
	}
	r.renameTypes()
	r.renameOperations()
	r.renameOptions()
	r.regroup()
	if all := r.check(reserved); len(r.errs) == 0 {
		r.sort(all)
		return r.api, nil
	}
	return nil, r.failure()
}

// renamer changes a copy of an API.
type renamer struct {
	api *model.API
	// What has which name in the API as it was.
	services map[string]*model.Service
	routes   map[string]routeOf
	types    map[string]*model.Type
	options  map[string]*model.Option
	// The overrides that were found, by what they are for.
	serviceNew map[string]Override
	optionNew  map[string]Override
	opNew      map[*model.Operation]Override
	routeNew   map[*model.Route]Override
	paramNew   map[*model.Param]Override
	typeNew    map[*model.Type]Override
	fieldNew   map[model.MemberKey]Override
	memberNew  map[*model.TypeMember]Override
	// causes are the overrides behind the new names of a scope.
	causes map[scoped]Override
	// made are the services that overrides make of others.
	made map[string]bool
	errs []*OverrideError
}

// failure returns all errors in the order of the overrides.
func (r *renamer) failure() error {
	slices.SortStableFunc(r.errs, func(a, b *OverrideError) int {
		return cmp.Or(cmp.Compare(a.Pos.Path(), b.Pos.Path()), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
	list := make([]error, len(r.errs))
	for i, e := range r.errs {
		list[i] = e
	}
	return errors.Join(list...)
}

// routeOf is a further route of an operation, or the operation itself.
type routeOf struct {
	op    *model.Operation
	route *model.Route
}

func newRenamer(api *model.API) *renamer {
	r := &renamer{
		api: copyAPI(api), services: map[string]*model.Service{}, routes: map[string]routeOf{},
		types: map[string]*model.Type{}, options: map[string]*model.Option{},
		serviceNew: map[string]Override{}, optionNew: map[string]Override{}, opNew: map[*model.Operation]Override{},
		routeNew: map[*model.Route]Override{}, paramNew: map[*model.Param]Override{}, typeNew: map[*model.Type]Override{},
		fieldNew: map[model.MemberKey]Override{}, memberNew: map[*model.TypeMember]Override{}, causes: map[scoped]Override{},
		made: map[string]bool{},
	}
	for i := range r.api.Services {
		s := &r.api.Services[i]
		r.services[s.Name] = s
		for j := range s.Operations {
			op := &s.Operations[j]
			for k := range op.Routes {
				r.routes[op.Service+"."+op.Routes[k].Name] = routeOf{op, &op.Routes[k]}
			}
			r.routes[op.ID()] = routeOf{op: op}
		}
	}
	for i := range r.api.Types {
		r.types[r.api.Types[i].Name] = &r.api.Types[i]
	}
	for i := range r.api.Options {
		r.options[r.api.Options[i].GoName] = &r.api.Options[i]
	}
	return r
}

// copyAPI copies what renaming changes.
func copyAPI(api *model.API) *model.API {
	c := *api
	c.Services, c.Types, c.Options = slices.Clone(api.Services), slices.Clone(api.Types), slices.Clone(api.Options)
	for i := range c.Services {
		s := &c.Services[i]
		s.Operations = slices.Clone(s.Operations)
		for j := range s.Operations {
			op := &s.Operations[j]
			op.Routes, op.Params, op.Examples = slices.Clone(op.Routes), slices.Clone(op.Params), slices.Clone(op.Examples)
			op.Options = slices.Clone(op.Options)
		}
	}
	for i := range c.Types {
		t := &c.Types[i]
		t.Fields, t.Members = slices.Clone(t.Fields), slices.Clone(t.Members)
	}
	return &c
}

// fail adds an error of an override.
func (r *renamer) fail(o Override, format string, args ...any) {
	r.errs = append(r.errs, &OverrideError{o.Pos, fmt.Sprintf("names.%s: %s", o.Kind, fmt.Sprintf(format, args...))})
}

// unknown says that there is nothing of a key, and what it may mean.
func (r *renamer) unknown(o Override, what string, known func(yield func(string) bool)) {
	message := fmt.Sprintf("there is no %s %q", what, o.Key)
	if names := near.Names(o.Key, known); len(names) > 0 {
		message += "; near: " + strings.Join(names, ", ")
	}
	r.fail(o, "%s", message)
}

// find looks up what an override is for.
func (r *renamer) find(o Override) {
	if parameter := o.Kind == ParameterNames; !parameter && o.Kind != OperationNames && !exportedName(o.Name) {
		r.fail(o, "%q is no exported Go identifier", o.Name)
		return
	}
	switch o.Kind {
	case ServiceNames:
		if r.services[o.Key] == nil {
			r.unknown(o, "service", keys(r.services))
			return
		}
		r.serviceNew[o.Key] = o
	case OperationNames:
		r.findRoute(o)
	case ParameterNames:
		r.findParameter(o)
	case OptionNames:
		if r.options[o.Key] == nil {
			r.unknown(o, "option", keys(r.options))
			return
		}
		r.optionNew[o.Key] = o
	default:
		r.findType(o)
	}
}

// keys returns the keys of a map, in any order.
func keys[V any](m map[string]V) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func (r *renamer) findRoute(o Override) {
	service, method, ok := strings.Cut(o.Name, ".")
	if !ok {
		service, method = "X", o.Name
	}
	found := r.routes[o.Key]
	switch {
	case !exportedName(service) || !exportedName(method):
		r.fail(o, "%q is neither Method nor Service.Method, of exported Go identifiers", o.Name)
	case goMethods[method]:
		r.fail(o, "Go expects other parameters of a method %s", method)
	case found.op == nil:
		r.unknown(o, "operation", keys(r.routes))
	case found.route == nil:
		r.checkService(o, service, ok)
		r.opNew[found.op] = o
	case ok:
		r.fail(o, "%s is a further path of %s and stays in its service; leave out %s.", o.Key, found.op.ID(), service)
	default:
		r.routeNew[found.route] = o
	}
}

// checkService refuses a service that is not there and seems to be a slip of one that is;
// any other is made.
func (r *renamer) checkService(o Override, service string, given bool) {
	if !given || r.services[service] != nil || r.made[service] {
		return
	}
	const slip = 2 // letters
	names := near.Names(service, keys(r.services))
	if far := near.Distance(service, names[0]); far <= min(slip, len(service)/3) {
		r.fail(o, "there is no service %q; near: %s", service, names[0])
	}
}

// findParameter takes a parameter of a path by its Go name, one of an action by the name
// that the docs have for it.
func (r *renamer) findParameter(o Override) {
	id, name, _ := strings.Cut(o.Key, "/")
	op := r.routes[id].op
	if op == nil {
		r.unknown(o, "operation", keys(r.routes))
		return
	}
	known := map[string]bool{}
	for i := range op.Params {
		known[id+"/"+op.Params[i].Name] = true
	}
	body := r.types[op.Body.Type.Name]
	if body == nil || body.Kind != model.BodyType {
		body = &model.Type{}
	}
	for _, f := range body.Fields {
		known[id+"/"+f.Name] = true
	}
	switch at := slices.IndexFunc(op.Params, func(p model.Param) bool { return p.Name == name }); {
	case at < 0 && !known[o.Key]:
		r.unknown(o, "parameter", keys(known))
	case at >= 0 && (!token.IsIdentifier(o.Name) || token.IsExported(o.Name) || unexported(o.Name) != o.Name && predeclared[o.Name]):
		r.fail(o, "%q is no unexported Go identifier, or one that generated code needs", o.Name)
	case at >= 0:
		r.paramNew[&op.Params[at]] = o
	case !exportedName(o.Name):
		r.fail(o, "%q is no exported Go identifier", o.Name)
	default:
		r.fieldNew[model.MemberKey{Type: body.Name, Member: name}] = o
	}
}

// findType takes a type, a property or a value by their names in the docs.
func (r *renamer) findType(o Override) {
	full, member, _ := strings.Cut(o.Key, "/")
	t := r.types[full]
	switch {
	case t == nil || t.Kind == model.BodyType:
		r.unknown(o, "type", r.typeNames)
	case o.Kind == TypeNames:
		r.typeNew[t] = o
	case o.Kind == MemberNames:
		r.findMember(o, t, member)
	default:
		r.findProperty(o, t, member)
	}
}

func (r *renamer) findMember(o Override, t *model.Type, member string) {
	var known []string
	for i := range t.Members {
		known = append(known, t.Name+"/"+t.Members[i].Name)
		if t.Members[i].Name == member {
			r.memberNew[&t.Members[i]] = o
			return
		}
	}
	r.unknown(o, "member", slices.Values(known))
}

func (r *renamer) findProperty(o Override, t *model.Type, property string) {
	var known []string
	for i := range t.Fields {
		f := &t.Fields[i]
		switch {
		case f.Name == "@odata.type":
			continue
		case f.Name != property:
			known = append(known, t.Name+"/"+f.Name)
			continue
		case f.DeclaredBy != t.Name && r.types[f.DeclaredBy] != nil && r.types[f.DeclaredBy].Field(property) != nil:
			r.fail(o, "%s has the property from %s; write %s/%s", o.Key, f.DeclaredBy, f.DeclaredBy, property)
		default:
			r.fieldNew[model.MemberKey{Type: f.DeclaredBy, Member: property}] = o
		}
		return
	}
	r.unknown(o, "property", slices.Values(known))
}

// typeNames yields the types that a key can name.
func (r *renamer) typeNames(yield func(string) bool) {
	for name, t := range r.types {
		if t.Kind != model.BodyType && !yield(name) {
			return
		}
	}
}
