package resolve

import (
	"strings"

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
	v, unmarked := statedVotes(op)
	shown := responseShape(op)
	isArray := shown == arrayShape && !r.ownValue(op)
	if shown != noShape {
		v.add(isArray)
	}
	if op.Method == "GET" && r.holdsKeys(op) {
		v.several += 3 // it can be nothing else, whatever the page says
	}
	if v.several > 0 && (v.single > 0 || unmarked) {
		pos := op.Pos
		if s := success(op); len(s) > 0 {
			pos = s[0].Pos
		}
		op.report(model.RuleCollection, pos, "annotation, prose, sample and path don't agree whether this is a collection or a single value")
	}
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

// statedVotes are the votes of annotation and prose, one each. unmarked reports
// that the annotation abstains.
func statedVotes(op *operation) (v votes, unmarked bool) {
	seen := map[model.Source]bool{}
	for _, e := range op.Result.Evidence {
		source := e.Source
		if source == model.FromLink {
			source = model.FromProse
		}
		if source == model.FromSample || seen[source] {
			continue
		}
		seen[source] = true
		if source == model.FromAnnotation && !e.Type.Collection && !markedSingle(op) {
			unmarked = true
			continue
		}
		v.add(e.Type.Collection)
	}
	return v, unmarked
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
	title := strings.ToLower(englishTitle(op.page))
	if op.silent {
		title = ""
	}
	switch {
	case op.Method == "GET" && key, op.Method == "PATCH", op.Method == "POST" && (strings.HasPrefix(title, "create") || strings.HasPrefix(title, "add ")):
		return one
	case op.Method == "GET" && strings.HasPrefix(title, "list "):
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
		for _, rt := range op.Routes {
			s := shape(rt.Pattern)
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
	for _, rt := range op.Routes {
		last := rt.Pattern[strings.LastIndexByte(rt.Pattern, '/')+1:]
		if page, ok := r.keyed[shape(rt.Pattern)]; ok && page != op.Page && singular(last) != last {
			return true
		}
	}
	return false
}

// markedSingle reports whether an annotation says isCollection: false.
func markedSingle(op *operation) bool {
	for _, s := range success(op) {
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
	if t == nil || field(t, "value") == nil {
		return false
	}
	for _, s := range success(op) {
		if plainMembers(s.Body.JSON) > 1 {
			return true
		}
	}
	return false
}
