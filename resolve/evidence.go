package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// evidence collects every statement about the result's type, the strongest first.
func (r *resolver) evidence(op *operation) []model.Evidence {
	var room [8]model.Evidence
	out := room[:0]
	if op.cast != "" { // the path says what the server answers with
		out = append(out, r.pathEvidence(op)...)
	}
	out = r.annotated(out, op)
	if op.cast == "" {
		out = append(out, r.pathEvidence(op)...)
	}
	if !op.silent {
		out = r.promised(out, op)
	}
	if lit, at := valueShown(op); lit != "" && lit[0] != '{' && lit[0] != '[' && lit != "null" && !r.anyHoldsValue(out) && !says(out, "Edm.Stream") {
		out = append(out, model.Evidence{Source: model.FromSample, Type: model.TypeRef{Name: r.literalType(op.Namespace, lit).Name}, Pos: at})
	}
	out = r.namedInSample(out, op)
	out = append(out, r.sentBack(op)...)
	if len(out) == 0 {
		out = r.introduced(out, op)
	}
	if len(out) == 0 {
		out = r.shownWhole(out, op)
	}
	if len(out) == 0 {
		out = append(out, r.ofOwner(op)...)
	}
	return append([]model.Evidence(nil), out...)
}

// pathEvidence is what the path of an operation says that the page's prose doesn't speak
// of: the type that it ends in, what another page says of the same path, the type of the
// property that it adds to another operation's path.
func (r *resolver) pathEvidence(op *operation) []model.Evidence {
	if !op.silent {
		return nil
	}
	if op.cast != "" {
		return []model.Evidence{{Source: model.FromTemplate, Type: model.TypeRef{Name: op.cast, Collection: op.Method == "GET"}, Pos: op.Pos}}
	}
	if op.Method != "GET" {
		return nil
	}
	if other := r.known[op.shapes[0]]; other != nil && ending(op.Routes[0].Template) == "" {
		ref := other.Result.Type
		ref.Collection = other.Result.Kind == model.CollectionResult
		return []model.Evidence{{Source: model.FromTemplate, Type: ref, Pos: other.Pos}}
	}
	if ref := r.tailType(op); !ref.IsZero() {
		return []model.Evidence{{Source: model.FromTemplate, Type: ref, Pos: op.Pos}}
	}
	return nil
}

// tailType follows what an operation adds to the path of another through the types:
// /mailboxSettings/language is the type of mailboxSettings.language.
func (r *resolver) tailType(op *operation) model.TypeRef {
	if op.above == nil {
		return model.TypeRef{}
	}
	ref := op.above.Result.Type
	ref.Collection = op.above.Result.Kind == model.CollectionResult
	for segment := range strings.SplitSeq(strings.TrimPrefix(op.tail, "/"), "/") {
		if segment == "{}" {
			ref.Collection = false
			continue
		}
		t := r.types.byName[ref.Name]
		if t == nil || ref.Collection {
			return model.TypeRef{}
		}
		f := t.FoldedField(segment)
		if f == nil {
			return model.TypeRef{}
		}
		ref = f.Type
		if singular(segment) == segment { // what holds many is called so: insights-list-shared
			ref.Collection = false
		}
	}
	return ref
}

// anyHoldsValue reports whether a named type has a property value: then {"value": …} is
// it and no envelope (user-get-mailboxsettings: userPurpose).
func (r *resolver) anyHoldsValue(list []model.Evidence) bool {
	return slices.ContainsFunc(list, func(e model.Evidence) bool { return r.holdsValue(e.Type.Name) })
}

func (r *resolver) holdsValue(name string) bool {
	t := r.types.byName[name]
	return t != nil && t.Kind == model.StructType && t.Field("value") != nil
}

// annotated adds what the annotations of the answers say.
func (r *resolver) annotated(out []model.Evidence, op *operation) []model.Evidence {
	for i := range op.answers {
		s := &op.answers[i]
		if a := s.Annotation; a != nil && a.Type.Value != "" && s.Status != 204 {
			ref := r.lookup(op.page, model.TypeExpr{Name: a.Type.Value, Collection: a.Collection})
			if !ref.IsZero() {
				out = append(out, model.Evidence{Source: model.FromAnnotation, Type: ref, Pos: a.Type.Pos})
			}
		}
	}
	return out
}

// promised adds what the sentences under Response say.
func (r *resolver) promised(out []model.Evidence, op *operation) []model.Evidence {
	for i := range op.page.Returns {
		ret := &op.page.Returns[i]
		if ret.Status >= 400 || ret.Status == 204 {
			continue
		}
		if ref := r.lookup(op.page, ret.Type); !ref.IsZero() {
			source := model.FromProse
			if ret.Type.Link != "" {
				source = model.FromLink
			}
			out = append(out, model.Evidence{Source: source, Type: ref, Pos: ret.Type.Pos})
		}
	}
	return out
}

// namedInSample adds what the bodies of the answers name: their @odata.type, and the
// type in the @odata.context (OData JSON Format 4.01, section 4.6.1).
func (r *resolver) namedInSample(out []model.Evidence, op *operation) []model.Evidence {
	others := len(out) // what the page says besides
	add := func(s *answer, t *model.Type, loose bool) {
		out = append(out, model.Evidence{Source: model.FromSample, Loose: loose, Type: model.TypeRef{Name: t.Name, Collection: s.shape() == arrayShape}, Pos: s.Body.Text.Pos})
	}
	for i := range op.answers {
		s := &op.answers[i]
		if t := r.byTypeName(op.Namespace, s.odataType()); t != nil {
			add(s, t, s.severalTypes())
		}
	}
	for i := range op.answers {
		s := &op.answers[i]
		// A set may be called like another type: teams('x')/photo.
		name := s.contextType()
		if t := r.byTypeName(op.Namespace, name); t != nil && (says(out[:others], t.Name) || r.fit(t.Name, sampleValue(op)) > 0) {
			add(s, t, !strings.Contains(name, "."))
		}
	}
	return out
}

// says reports whether evidence names a type.
func says(list []model.Evidence, name string) bool {
	return slices.ContainsFunc(list, func(e model.Evidence) bool { return e.Type.Name == name })
}

// contextType returns the type that the @odata.context of a body names, or the last
// part of the entity set that it names: directoryObjects/$entity.
func (c *content) contextType() string {
	_, name, ok := strings.Cut(jsonscan.String(c.context), "#")
	if !ok {
		return ""
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, "/"), "/$entity")
	if i := strings.Index(strings.ToLower(name), "collection("); i >= 0 {
		name = name[i+len("collection("):]
	}
	name, _, _ = strings.Cut(name[strings.LastIndexByte(name, '/')+1:], "(")
	return strings.TrimRight(name, ")")
}

// sentBack is the body type of a request that creates or changes something, if the
// answer shows its members (notifications-post).
func (r *resolver) sentBack(op *operation) []model.Evidence {
	if op.Method == "GET" || !r.structType(op.Body.Type) || op.Body.Type.Name == referenceName || responseShape(op) != valueShape {
		return nil
	}
	value, at := valueShown(op)
	if r.fit(op.Body.Type.Name, value) <= 0 {
		return nil
	}
	return []model.Evidence{{Source: model.FromSample, Type: model.TypeRef{Name: op.Body.Type.Name}, Pos: at}}
}

// weighType takes the strongest statement, unless the sample fits the type of a
// weaker one better (channel-get-filesfolder: annotated team, described and shown
// as driveItem), or fits it as well and more kinds of sources speak for it. Statements
// that contradict the outcome are reported.
func (r *resolver) weighType(op *operation) model.TypeRef {
	list := op.Result.Evidence
	if len(list) == 0 {
		return model.TypeRef{}
	}
	best := list[0]
	body := sampleValue(op)
	for _, e := range list[1:] {
		if e.Type.Name == best.Type.Name || r.related(e.Type.Name, best.Type.Name) || r.bothText(e.Type, best.Type) {
			continue
		}
		if op.cast != "" && best.Source == model.FromTemplate {
			break
		}
		fit := r.fit(e.Type.Name, body) - r.fit(best.Type.Name, body)
		if fit > 0 || fit == 0 && op.voices(e.Type.Name) > op.voices(best.Type.Name) {
			best = e
		}
	}
	best = r.common(op, best)
	for _, e := range list {
		if r.contradicts(e, best, list) {
			f := newFinding(model.RuleResponseType, e.Pos, fmt.Sprintf("the %s names %s as the response, the %s %s",
				who(e.Source), shortName(e.Type.Name), who(best.Source), shortName(best.Type.Name)), []model.Position{best.Pos})
			if e.Source == model.FromAnnotation {
				f.Fix = "write " + best.Type.Name
			}
			op.findings = append(op.findings, f)
			break
		}
	}
	return best.Type
}

// contradicts reports whether a statement is wrong if the best one is right. What prose
// mentions beside the type that it promises is not, nor is one of several annotations.
func (r *resolver) contradicts(e, best model.Evidence, list []model.Evidence) bool {
	if e.Loose || best.Loose || e.Type.Name == best.Type.Name || r.related(e.Type.Name, best.Type.Name) || r.bothText(e.Type, best.Type) {
		return false
	}
	if e.Source == model.FromAnnotation && annotations(list, best) > 1 {
		return false // answers of several types that have something in common
	}
	return !slices.ContainsFunc(list, func(other model.Evidence) bool {
		if who(other.Source) == who(e.Source) {
			return other.Type.Name == best.Type.Name // it only mentions e besides
		}
		return other.Type.Name == e.Type.Name && e.Source != model.FromAnnotation // one of several answers
	})
}

// annotations counts the types that annotations name besides the best one.
func annotations(list []model.Evidence, best model.Evidence) int {
	var names []string
	for _, e := range list {
		if e.Source == model.FromAnnotation && e.Type.Name != best.Type.Name && !slices.Contains(names, e.Type.Name) {
			names = append(names, e.Type.Name)
		}
	}
	return len(names)
}

// who is what docs call a source.
func who(s model.Source) string {
	switch s {
	case model.FromLink:
		return "prose"
	case model.FromTemplate:
		return "path"
	}
	return string(s)
}

// common returns the statement that names a base of the best, if another type that is
// named derives from it, too: the operation answers with any of them (attachment-get). So
// does one that promises many of the base where only a sample has the derived type
// (message-list-attachments): the sample shows one kind of several.
func (r *resolver) common(op *operation, best model.Evidence) model.Evidence {
	list := op.Result.Evidence
	for _, base := range list {
		if base.Type.Name == best.Type.Name || !r.derives(best.Type.Name, base.Type.Name) {
			continue
		}
		if who(base.Source) == "prose" && base.Type.Collection && !base.Loose && onlyShown(list, best) && r.cast(op.Routes[0].Template) == "" {
			return base
		}
		for _, e := range list {
			if r.derives(e.Type.Name, base.Type.Name) && !r.related(e.Type.Name, best.Type.Name) {
				return base
			}
		}
	}
	return best
}

// onlyShown reports whether nothing but samples, and what is annotated of them, names a type.
func onlyShown(list []model.Evidence, best model.Evidence) bool {
	return !slices.ContainsFunc(list, func(e model.Evidence) bool {
		return e.Type.Name == best.Type.Name && e.Source != model.FromAnnotation && e.Source != model.FromSample
	})
}

// voices counts who speaks for a type: annotation, prose, sample; title or path,
// where one ends in its name (user-list-joinedteams: team, annotated group); the
// request body of what creates or changes an entity.
func (op *operation) voices(name string) int {
	var sources []string
	for _, e := range op.Result.Evidence {
		if source := who(e.Source); e.Type.Name == name && !slices.Contains(sources, source) {
			sources = append(sources, source)
		}
	}
	n := len(sources)
	path := op.Routes[0].Pattern
	if endsIn(englishTitle(op.page), name) || endsIn(path[strings.LastIndexByte(path, '/')+1:], name) {
		n++
	}
	if op.Body.Type.Name == name {
		n++
	}
	return n
}

// endsIn reports whether a text ends in the name of a type, in the singular.
func endsIn(text, name string) bool {
	return strings.HasSuffix(strings.ToLower(singularName(text)), strings.ToLower(singularName(shortName(name))))
}

// related reports whether one type is a base of the other.
func (r *resolver) related(a, b string) bool {
	return r.derives(a, b) || r.derives(b, a)
}

// derives reports whether a type has a base, directly or not, or is it.
func (r *resolver) derives(name, base string) bool {
	for name != "" {
		if name == base {
			return true
		}
		t := r.types.byName[name]
		if t == nil {
			return false
		}
		name = t.Base
	}
	return false
}
