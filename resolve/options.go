package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// ownHeader reports whether a header is set by the client itself or describes its
// connection; no caller sets it by an option.
func ownHeader(name string) bool {
	var room fold.Room
	switch string(fold.Append(room[:0], name)) {
	case "authorization", "accept", "content-type", "content-length", "host", "user-agent",
		"connection", "transfer-encoding", "accept-encoding", "trailer":
		return true
	}
	return false
}

// options makes a call option of every query parameter and header that operations
// document: one for all operations that have it, since it means the same to them. The
// protocol's own query options, which begin with $, come with every client.
func (r *resolver) options() {
	byKey := map[string][]model.DocumentedParam{}
	for _, op := range r.ops {
		odd := op.oddlySent()
		for i := range op.Documented {
			if d := op.Documented[i]; op.optional(&d) {
				if d.In == model.InQuery && !d.Type.Collection && odd[typedName{strings.ToLower(d.Name), d.Type.Name}] {
					d.Type = model.TypeRef{}
				}
				key := model.OptionKey(d.In, d.Name)
				byKey[key] = append(byKey[key], d)
			}
		}
	}
	r.queries = map[string]model.TypeRef{}
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		o := option(byKey[key])
		if o.In == model.InQuery && !o.Type.IsZero() {
			r.queries[key] = o.Type
		}
		r.api.Options = append(r.api.Options, o)
	}
}

// standsIn reports whether the value of a parameter of the query stands in for one that the reader
// is to fill in: {from}, from-value, nothing, or the-day for a date.
func standsIn(name, typ, value string) bool {
	return value == "" || strings.ContainsAny(value, "{<") || fold.HasSuffix(value, "value") || strings.EqualFold(value, name) ||
		typ != "Edm.Boolean" && !strings.ContainsAny(value, "0123456789")
}

// nameOptions names the options that have no name yet.
func (r *resolver) nameOptions() {
	for i := range r.api.Options {
		if o := &r.api.Options[i]; o.GoName == "" {
			o.GoName = numbered(r.taken, optionName(r.taken, *o))
		}
	}
	slices.SortFunc(r.api.Options, func(a, b model.Option) int { return cmp.Compare(a.GoName, b.GoName) })
	r.listOptions()
}

// listOptions gives operations their options.
func (r *resolver) listOptions() {
	uses := map[string]model.OptionUse{}
	for _, o := range r.api.Options {
		uses[model.OptionKey(o.In, o.Name)] = model.OptionUse{GoName: o.GoName, Name: o.Name, In: o.In, Type: o.Type}
	}
	for _, op := range r.ops {
		for i := range op.Documented {
			d := &op.Documented[i]
			if !op.optional(d) {
				continue
			}
			use, ok := uses[model.OptionKey(d.In, d.Name)]
			if !ok || slices.ContainsFunc(op.Options, func(o model.OptionUse) bool { return o.GoName == use.GoName }) {
				continue
			}
			use.Doc = op.description(d)
			op.Options = append(op.Options, use)
		}
	}
}

// description returns what the page says of a parameter.
func (op *operation) description(d *model.DocumentedParam) model.Text {
	for i := range op.page.Parameters {
		if p := &op.page.Parameters[i]; p.Name.Pos == d.Pos {
			return p.Description
		}
	}
	return model.Text{}
}

// optional reports whether a documented parameter is one that a caller sets by an
// option. Some tables list the properties that can be filtered by, with slashes in
// their names, others the arguments of a function (user-findrooms).
func (op *operation) optional(d *model.DocumentedParam) bool {
	switch d.In {
	case model.InQuery:
		if slices.Contains(op.bracketed, d.Pos) {
			return false
		}
	case model.InHeader:
		if ownHeader(d.Name) {
			return false
		}
	default:
		return false
	}
	return d.Name != "" && strings.IndexFunc(d.Name, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')
	}) < 0
}

// typedName is a parameter of the query, by its name in lower case, that a table gives a type.
type typedName struct{ name, typ string }

// oddlySent are the parameters of the query for which samples of a page send what is no value of
// their type. A service that takes 1/1/2015 for a date takes text, and so does its handler.
func (op *operation) oddlySent() map[typedName]bool {
	types := map[string][]string{}
	for i := range op.Documented {
		if d := &op.Documented[i]; d.In == model.InQuery && !d.Type.Collection && d.Type.IsPrimitive() {
			if name := strings.ToLower(d.Name); !slices.Contains(types[name], d.Type.Name) {
				types[name] = append(types[name], d.Type.Name)
			}
		}
	}
	if len(types) == 0 {
		return nil
	}
	odd := map[typedName]bool{}
	for _, q := range op.pairs {
		for name, value := range queryOf(q.request) {
			name = strings.ToLower(name)
			for _, typ := range types[name] {
				if !fits(model.TypeRef{Name: typ}, value) && !standsIn(name, typ, value) {
					odd[typedName{name, typ}] = true
				}
			}
		}
	}
	return odd
}

// option merges what operations document of one parameter: the spelling that most of
// them use, the type that all agree on, else text.
func option(list []model.DocumentedParam) model.Option {
	spellings := map[string]int{}
	for _, d := range list {
		spellings[d.Name]++
	}
	first := list[0]
	o := model.Option{Name: first.Name, In: first.In, Type: first.Type, Pos: first.Pos}
	for _, d := range list {
		if n, best := spellings[d.Name], spellings[o.Name]; n > best || n == best && d.Name < o.Name {
			o.Name = d.Name
		}
		if d.Pos.Compare(o.Pos) < 0 {
			o.Pos = d.Pos
		}
		if d.Type != o.Type {
			o.Type = model.TypeRef{}
		}
	}
	if o.In == model.InHeader || !o.Type.IsPrimitive() || o.Type.Collection {
		o.Type = model.TypeRef{Name: "Edm.String"}
	}
	return o
}

// optionName is the name of an option's function: WithStartDateTime. Where the client
// has an option of that name, or a header and a query parameter share it, the place
// is added.
func optionName(taken map[string]bool, o model.Option) string {
	name := "With" + exported(o.Name)
	if taken[name] {
		name += exported(string(o.In))
	}
	return name
}
