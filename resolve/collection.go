package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// votes counts who says that a result is a collection, and who that it is one value.
type votes struct{ several, single int }

func (v *votes) add(collection bool) {
	if collection {
		v.several++
	} else {
		v.single++
	}
}

// weighCollection lets annotation, prose, sample and path vote. An annotation
// without isCollection abstains: on a page in three it is just one that nobody
// completed. Where the votes are even, the sample's shape decides.
func (r *resolver) weighCollection(op *operation) bool {
	said := statements(op)
	several := slices.ContainsFunc(said, func(s counted) bool { return s.several })
	elsewhere := (several || !op.annotated()) && r.itemsElsewhere(op)
	if elsewhere && !op.annotated() { // page and sample may well agree
		return several
	}
	shown := responseShape(op)
	isArray := elsewhere || shown == arrayShape && !r.ownValue(op)
	if shown != noShape && len(op.answers) > 0 {
		said = append(said, counted{"sample", isArray, op.answers[0].Pos})
	}
	var v votes
	for _, s := range said {
		v.add(s.several)
	}
	if op.Method == "GET" && r.holdsKeys(op) {
		v.several += 3 // it can be nothing else, whatever the page says
	}
	op.reportCount(said)
	switch pathSays(op) {
	case one:
		v.single++
	case many:
		v.several++
	}
	if v.several == v.single && shown != noShape {
		return isArray
	}
	return v.several > v.single
}

// counted is a statement of a page about how many values an answer holds.
type counted struct {
	who     string
	several bool
	pos     model.Position
}

// statements are those of annotation and prose, one each. An annotation that says nothing
// makes none.
func statements(op *operation) []counted {
	var out []counted
	var seen []string
	for i := range op.Result.Evidence {
		e := &op.Result.Evidence[i]
		name := who(e.Source)
		if e.Source == model.FromSample || slices.Contains(seen, name) {
			continue
		}
		seen = append(seen, name)
		if e.Source != model.FromAnnotation && op.page.Slug != "" && !e.Type.Collection {
			continue // the words for many are known in English only
		}
		if e.Source != model.FromAnnotation || e.Type.Collection || markedSingle(op) {
			out = append(out, counted{name, e.Type.Collection, e.Pos})
		}
	}
	return out
}

// reportCount reports prose that the sample contradicts, or the annotation where no sample
// tells. Whether an annotation fits its sample is told without the rest of the docs.
func (op *operation) reportCount(said []counted) {
	i := slices.IndexFunc(said, func(s counted) bool { return s.who == "prose" })
	if i < 0 {
		return
	}
	how := map[bool]string{true: "a collection", false: "a single value"}
	prose, other := said[i], said[len(said)-1] // the sample comes last
	if other.several != prose.several {
		op.report(model.RuleCollection, prose.pos, fmt.Sprintf("the prose speaks of %s, the %s of %s", how[prose.several], other.who, how[other.several]), other.pos)
	}
}

// count says how many values a path leads to.
type count int

const (
	unknown count = iota
	one
	many
)

// pathSays reads the OData conventions (OData URL Conventions 4.01, section 4): a
// GET of a key gives one entity, and so does a POST to a collection that creates.
func pathSays(op *operation) count {
	path := op.Routes[0].Pattern
	key := strings.HasSuffix(path, "}")
	title := englishTitle(op.page)
	if op.silent {
		title = ""
	}
	switch {
	case op.Method == "GET" && key, op.Method == "PATCH", op.Method == "POST" && (fold.HasPrefix(title, "create") || fold.HasPrefix(title, "add ")):
		return one
	case op.Method == "GET" && fold.HasPrefix(title, "list "):
		return many
	}
	return unknown
}

// keyedRoutes notes which paths other pages continue by a key: they lead to
// collections (OData URL Conventions 4.01, section 4.3). The value is the page, "" for
// several.
func (r *resolver) keyedRoutes() {
	r.keyed = map[string]string{}
	for _, op := range r.ops {
		for _, s := range op.shapes {
			for i := strings.Index(s, "/{}"); i >= 0 && i < maxPath; {
				if page, ok := r.keyed[s[:i]]; !ok {
					r.keyed[s[:i]] = op.Page
				} else if page != op.Page {
					r.keyed[s[:i]] = ""
				}
				next := strings.Index(s[i+1:], "/{}")
				if next < 0 {
					break
				}
				i += 1 + next
			}
		}
	}
}

// holdsKeys reports whether one of the operation's paths ends in a plural behind which another
// page shows a key.
func (r *resolver) holdsKeys(op *operation) bool {
	for i := range op.Routes {
		last := lastSegment(op.Routes[i].Pattern)
		if page, ok := r.keyed[op.shapes[i]]; ok && page != op.Page && singular(last) != last {
			return true
		}
	}
	return false
}

// markedSingle reports whether an annotation says isCollection: false.
func markedSingle(op *operation) bool {
	for _, s := range op.answers {
		if s.Annotation != nil && s.Annotation.Single {
			return true
		}
	}
	return false
}

// ownValue reports whether the value array of the sample is a property of the
// type, not a collection of it.
func (r *resolver) ownValue(op *operation) bool {
	if len(op.Result.Evidence) == 0 {
		return false
	}
	t := r.types.byName[op.Result.Evidence[0].Type.Name]
	if t == nil || t.Field("value") == nil {
		return false
	}
	for _, s := range op.answers {
		if s.plain > 1 {
			return true
		}
	}
	return false
}
