package resolve

import (
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// sampleValue returns the value that the operation's first JSON answer carries,
// out of its envelope; of a collection the first item.
func sampleValue(op *operation) string {
	value, _ := valueShown(op)
	return value
}

// valueShown returns what sampleValue does, and the place of the body that has it.
func valueShown(op *operation) (string, model.Position) {
	for i := range op.answers {
		if v := op.answers[i].first(); v != "" {
			return v, op.answers[i].Body.Text.Pos
		}
	}
	return "", model.Position{}
}

// fit says how well a value fits a type: the number of its members that the type
// declares, less those that it doesn't. A primitive fits a value of its JSON type.
func (r *resolver) fit(name, value string) int {
	if value == "" {
		return 0
	}
	t := r.types.byName[name]
	if t == nil || t.Kind != model.StructType {
		c := conformance{r: r}
		c.body(value, model.TypeRef{Name: name})
		if c.fatal() {
			return -1
		}
		return 0
	}
	if value[0] != '{' {
		return -1
	}
	n := 0
	jsonscan.Object(value, func(member string, _ int, _ string, _ int) bool {
		switch {
		case strings.Contains(member, "@"):
		case t.Field(member) != nil:
			n++
		default:
			n--
		}
		return true
	})
	return n
}
