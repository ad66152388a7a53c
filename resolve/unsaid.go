package resolve

import (
	"path"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// What operations answer with of whose answers the page says nothing is told from what a sample
// shows, and from names.

// introduced adds what the page begins with saying that it reads, if a sample shows as much: that
// is where a page without a word on the response names it (list-get).
func (r *resolver) introduced(out []model.Evidence, op *operation) []model.Evidence {
	if op.Method != "GET" || op.silent || op.page.Subject.IsZero() {
		return out
	}
	if ref := r.lookup(op.page, op.page.Subject); !ref.IsZero() && r.fit(ref.Name, sampleValue(op)) > 0 {
		ref.Collection = responseShape(op) == arrayShape
		out = append(out, model.Evidence{Source: model.FromLink, Type: ref, Pos: op.page.Subject.Pos})
	}
	return out
}

// shownWhole adds the type of which an answer shows nothing but properties, two or more, among those
// that the page promises for another of its operations and that it or the end of its path is named
// after: some pages say no more of an answer (profilephoto-get).
func (r *resolver) shownWhole(out []model.Evidence, op *operation) []model.Evidence {
	body, at := valueShown(op)
	if !strings.HasPrefix(body, "{") || plainMembers(body) < 2 {
		return out
	}
	asked := map[string]bool{}
	add := func(name string) bool {
		t := r.types.byName[name]
		if t == nil || t.Kind != model.StructType || asked[name] {
			return false
		}
		if asked[name] = true; !declaresAll(t, body) {
			return false
		}
		ref := model.TypeRef{Name: name, Collection: responseShape(op) == arrayShape}
		out = append(out, model.Evidence{Source: model.FromSample, Type: ref, Pos: at})
		return true
	}
	for i := range op.page.Returns {
		if add(r.lookup(op.page, op.page.Returns[i].Type).Name) {
			return out
		}
	}
	stem := strings.TrimSuffix(path.Base(op.page.Path), path.Ext(op.page.Path))
	words := strings.FieldsFunc(stem, func(c rune) bool { return c == '-' || c == '_' })
	for _, word := range append(words, lastNoun(op.Routes[0].Template)) {
		if t := r.byTypeName(op.Namespace, word); t != nil && add(t.Name) {
			break
		}
	}
	return out
}

// lastNoun returns the last segment of a path that is no placeholder, in the singular.
func lastNoun(template string) string {
	segments := strings.Split(template, "/")
	for _, segment := range slices.Backward(segments) {
		if name := called(segment); name != "" && name[0] != '{' && name[0] != '$' {
			return singular(name)
		}
	}
	return ""
}

// ofOwner is the type of the property that the path adds to that of another operation, which answers
// with one object: /teams/{id}/photo is the photo of a team. It is nil before all operations have
// been asked whose pages say something, and where anything else is known.
func (r *resolver) ofOwner(op *operation) []model.Evidence {
	if op.Method != "GET" || len(op.Result.Evidence) > 0 || !op.Result.Type.IsZero() || op.Result.Kind != model.ValueResult && op.Result.Kind != model.CollectionResult {
		return nil
	}
	above, one := strings.CutSuffix(op.shapes[0], "/{}")
	at := strings.LastIndexByte(above, '/')
	owner := r.known[above[:max(at, 0)]]
	if owner == nil || owner.Result.Kind != model.ValueResult {
		return nil
	}
	t := r.types.byName[owner.Result.Type.Name]
	if t == nil {
		return nil
	}
	f := t.FoldedField(above[at+1:])
	if f == nil || f.Type.IsZero() {
		return nil
	}
	ref := f.Type
	ref.Collection = ref.Collection && !one
	return []model.Evidence{{Source: model.FromTemplate, Type: ref, Pos: op.Pos}}
}
