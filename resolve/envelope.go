package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
)

// otherEnvelope reports whether the answers that a page shows carry what is a collection in a member
// of another name than OData gives it: {"totalCount": 2, "items": [{…}]} (Partner Center). Such an
// answer is no list that can be read page by page. Where annotations tell of types, it is a slip.
func (r *resolver) otherEnvelope(op *operation) bool {
	return !op.annotated() && r.itemsElsewhere(op)
}

// annotated reports whether an answer of the page has an annotation.
func (op *operation) annotated() bool {
	return slices.ContainsFunc(op.answers, func(s answer) bool { return s.Annotation != nil })
}

// itemsElsewhere reports whether the answers hold what the page says of their types in the only list
// that they hold, and not in themselves.
func (r *resolver) itemsElsewhere(op *operation) bool {
	shown := false
	for i := range op.answers {
		s := &op.answers[i]
		if s.shape() == noShape {
			continue
		}
		item := onlyItems(s.text)
		if item == "" {
			return false
		}
		for j := range op.Result.Evidence {
			name := op.Result.Evidence[j].Type.Name
			if r.types.byName[name] != nil && r.fit(name, item) <= r.fit(name, s.text) {
				return false
			}
		}
		shown = true
	}
	return shown
}

// onlyItems returns the first item of the only array of objects that an object holds, "" if it holds
// none or several, or one that OData calls value.
func onlyItems(object string) string {
	item := ""
	jsonscan.Object(object, func(name string, _ int, value string, _ int) bool {
		if !strings.HasPrefix(value, "[") {
			return true
		}
		first := firstElement(value)
		switch {
		case !strings.HasPrefix(first, "{"):
			return true
		case name == "value" || item != "":
			item = ""
			return false
		}
		item = first
		return true
	})
	return item
}
