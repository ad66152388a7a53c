package resolve

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// navigation adds the relationships that only routes document: where
// /companies/{id} is a company and /companies/{id}/accounts are accounts, a company
// has accounts (OData URL Conventions 4.01, section 4.3).
func (r *resolver) navigation() {
	tree := pathTree{r: r, answered: map[string]bool{}}
	root := &step{}
	for _, op := range r.ops {
		said := sayingsOf(op)
		for i := range op.Routes {
			tree.walk(root, said, &op.Routes[i])
		}
	}
	tree.relate(root, nil)
	// Bases first, so that a derived type has the relationship of its base.
	slices.SortStableFunc(tree.found, func(a, b model.TypeProperty) int {
		return cmp.Compare(r.depth(a.DeclaredBy), r.depth(b.DeclaredBy))
	})
	for _, f := range tree.found {
		if t := r.types.byName[f.DeclaredBy]; t.FoldedField(f.Name) == nil && r.agrees(t, f) {
			r.addInferred(t.Name, f)
		}
	}
}

// pathTree finds relationships in the tree of all documented paths.
type pathTree struct {
	r *resolver
	// answered are the types that operations answer with.
	answered map[string]bool
	found    []model.TypeProperty
}

// step is a place in the tree, and what the operations there say about it.
type step struct {
	segment string // as first written; "{}" for a key
	next    map[string]*step
	// said counts the types that operations give for the place.
	said tally
	// named counts the types that the names of pages give for the place.
	named tally
	// shown reports that the place is a property and no function: a key or $ref
	// follows, it can be changed, or a page says that it lists what is there.
	shown bool
	// called reports that a page's title says that it is a function or an action.
	called bool
	typ    model.TypeRef
	pos    model.Position
}

// sayings are what an operation says about the place that each of its routes leads to.
type sayings struct {
	*operation
	// called is what its title calls a function or an action: range of TableRow: Range.
	called string
	// stem is the name of its page, and last the last part of it.
	stem, last string
}

func sayingsOf(op *operation) *sayings {
	_, called, _ := strings.Cut(englishTitle(op.page), ":")
	stem := strings.TrimRight(strings.TrimSuffix(path.Base(op.Page), ".md"), "-_")
	return &sayings{
		operation: op, called: strings.TrimSpace(strings.ToLower(called)),
		stem: stem, last: stem[strings.LastIndexAny(stem, "-_")+1:],
	}
}

// tally counts how often types are said, mostly one at a place.
type tally []said

type said struct {
	model.TypeRef
	times int
}

func (t *tally) add(ref model.TypeRef) {
	for i := range *t {
		if s := &(*t)[i]; s.TypeRef == ref {
			s.times++
			return
		}
	}
	*t = append(*t, said{ref, 1})
}

// maxDepth is how deep the tree gets. No path of a real API is half as long.
const maxDepth = 64

// walk follows a route through the tree and notes what its operation says about
// the place that it leads to.
func (t *pathTree) walk(root *step, op *sayings, rt *model.Route) {
	at, above := root, root
	var room fold.Room
	rest := strings.Trim(rt.Pattern, "/")
	if strings.Count(rest, "/") >= maxDepth {
		return
	}
	for more := true; more; {
		var seg string
		seg, rest, more = strings.Cut(rest, "/")
		if strings.HasPrefix(seg, "$") && !more {
			at.shown = at.shown || seg == "$ref" || seg == "$count"
			return
		}
		if strings.HasPrefix(seg, "{") && strings.IndexByte(seg, '}') == len(seg)-1 {
			seg = "{}"
			at.shown = true
		} else if !plainSegment(seg) {
			return
		}
		lower := fold.Append(room[:0], seg)
		next := at.next[string(lower)]
		if next == nil {
			next = &step{segment: seg, pos: rt.Pos}
			if at.next == nil {
				at.next = map[string]*step{}
			}
			at.next[string(lower)] = next
		}
		above, at = at, next
	}
	t.note(at, op)
	t.noteName(above, at, op)
}

// plainSegment reports whether a segment is a name, perhaps a qualified one, and no
// call, key or path.
func plainSegment(seg string) bool {
	for i := range len(seg) {
		c := seg[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.') {
			return false
		}
	}
	return seg != ""
}

// note counts what an operation says about the place that its route leads to.
func (t *pathTree) note(at *step, op *sayings) {
	res := &op.Result
	if op.called != "" && strings.HasPrefix(op.called, strings.ToLower(at.segment)) {
		at.called = true
	}
	at.shown = at.shown || op.Method == "PATCH" || op.Method == "PUT"
	if !t.r.structType(res.Type) {
		return
	}
	switch op.Method {
	case "GET", "PATCH", "PUT":
		at.said.add(model.TypeRef{Name: res.Type.Name, Collection: res.Kind == model.CollectionResult})
		t.answered[res.Type.Name] = true
	case "POST":
		if res.Kind == model.ValueResult && res.Type.Name == op.Body.Type.Name { // creates
			at.said.add(model.TypeRef{Name: res.Type.Name, Collection: true})
		}
	}
}

// noteName takes what the name of a page says: on policyroot-list-rolemanagementpolicies
// a policyRoot stands before roleManagementPolicies. The name can also be that of
// what is listed (agreement-list-agreements).
func (t *pathTree) noteName(above, at *step, op *sayings) {
	if !strings.EqualFold(op.last, at.segment) {
		return
	}
	parts := strings.FieldsFunc(op.stem, func(c rune) bool { return c == '-' || c == '_' })
	if len(parts) < 3 {
		return
	}
	at.shown = at.shown || parts[1] == "list"
	owner := t.r.byTypeName(op.Namespace, parts[0])
	if owner == nil || owner.Kind != model.StructType || !strings.EqualFold(shortName(owner.Name), parts[0]) || t.r.related(owner.Name, op.Result.Type.Name) {
		return
	}
	above.named.add(model.TypeRef{Name: owner.Name})
}

// relate settles the types of the steps after one of the type owner, and collects
// the relationships that they show.
func (t *pathTree) relate(s *step, owner *model.Type) {
	if len(s.next) == 0 { // as most
		return
	}
	for _, key := range slices.Sorted(maps.Keys(s.next)) {
		next := s.next[key]
		next.typ = t.settle(s, next, owner)
		t.count(next, owner)
		typ := t.r.types.byName[next.typ.Name]
		if owner != nil && typ != nil && t.relationship(owner, next, typ) {
			name := next.segment
			if w := t.r.words.words[key]; w != "" { // the spelling that most routes use
				name = w
			}
			t.found = append(t.found, model.TypeProperty{
				Name: name, Type: next.typ, Relationship: true, Inferred: true, Source: model.FromTemplate,
				DeclaredBy: owner.Name, Pos: next.pos,
			})
		}
		if next.typ.Collection {
			typ = nil // what follows is a key, a cast or a call
		}
		t.relate(next, typ)
	}
}

// count makes a declared relationship a collection where two of three show it: a key
// follows, operations list what is there and none answers with one value, the name is
// a plural (chatmessage: replies).
func (t *pathTree) count(next *step, owner *model.Type) {
	if owner == nil || next.typ.IsZero() || next.typ.Collection || next.segment == "{}" || strings.Contains(next.segment, ".") {
		return
	}
	single, several := 0, 0
	for _, s := range next.said {
		if s.Collection {
			several += s.times
		} else {
			single += s.times
		}
	}
	shows := 0
	for _, b := range []bool{next.next["{}"] != nil, several > 0, pluralName(next.segment)} {
		if b {
			shows++
		}
	}
	if single > 0 || shows < 2 {
		return
	}
	next.typ.Collection = true
	if f := owner.FoldedField(next.segment); f != nil && !f.Type.Collection && f.Type.Name == next.typ.Name {
		t.r.report(model.RuleTypeConflict, f.Pos, fmt.Sprintf("%s.%s is %s here, its route leads to several",
			shortName(owner.Name), f.Name, typeText(f.Type)), next.pos)
		t.r.retype(memberKey{f.DeclaredBy, f.Name}, next.typ)
	}
}

// pluralName reports whether the last word of a name is a plural.
func pluralName(name string) bool {
	_, word := lastWord(name)
	return singular(word) != word
}

// relationship reports whether a step after a value of the type owner shows a
// relationship that the type doesn't declare.
func (t *pathTree) relationship(owner *model.Type, next *step, typ *model.Type) bool {
	if next.called || next.segment == "{}" || strings.Contains(next.segment, ".") || owner.FoldedField(next.segment) != nil {
		return false
	}
	segment, name := strings.ToLower(singularName(next.segment)), strings.ToLower(singularName(shortName(typ.Name)))
	return next.shown || strings.HasSuffix(name, segment) || strings.HasSuffix(segment, name)
}

// settle decides the type of a step: of a declared property its type, else the one
// that most operations answer with there.
func (t *pathTree) settle(s, next *step, owner *model.Type) model.TypeRef {
	switch {
	case next.segment == "{}" && s.typ.Collection:
		return model.TypeRef{Name: s.typ.Name}
	case strings.Contains(next.segment, "."): // a cast, or a call
		if cast := t.r.types.byName[next.segment]; cast != nil && cast.Kind == model.StructType {
			return model.TypeRef{Name: cast.Name, Collection: s.typ.Collection}
		}
		return model.TypeRef{}
	case owner != nil:
		if f := owner.FoldedField(next.segment); f != nil && t.r.structType(f.Type) {
			return f.Type
		}
	}
	ref := mostSaid(next.said)
	if one := next.next["{}"]; one != nil {
		if ref.IsZero() {
			ref = mostSaid(one.said)
		}
		ref.Collection = !ref.IsZero()
	}
	// A type with a path of its own is no unnamed place elsewhere
	// (application-post-calls: /communications).
	if named := mostSaid(next.named); ref.IsZero() && !t.answered[named.Name] {
		ref = named
	}
	return ref
}

// mostSaid returns the type that was said most often, of equals the first by name.
func mostSaid(list tally) model.TypeRef {
	var best said
	for _, s := range list {
		if s.times > best.times || s.times == best.times && cmp.Or(cmp.Compare(s.Name, best.Name), cmp.Compare(typeText(s.TypeRef), typeText(best.TypeRef))) < 0 {
			best = s
		}
	}
	return best.TypeRef
}

// depth is the number of bases of a type.
func (r *resolver) depth(name string) int {
	n := 0
	for t := r.types.byName[name]; t != nil && t.Base != ""; t = r.types.byName[t.Base] {
		n++
	}
	return n
}

// agrees reports whether no derived type has the property with another type.
func (r *resolver) agrees(t *model.Type, f model.TypeProperty) bool {
	return !slices.ContainsFunc(t.Derived, func(name string) bool {
		d := r.types.byName[name].FoldedField(f.Name)
		return d != nil && (d.Type != f.Type || d.Name != f.Name)
	})
}
