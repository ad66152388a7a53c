package resolve

import (
	"strings"

	"github.com/docbind/docbind/jsonscan"
)

// bodyShape is the form of a response body.
type bodyShape int

const (
	noShape      bodyShape = iota // no JSON body
	valueShape                    // any other value
	arrayShape                    // [ … ] or {"value": [ … ]}
	wrappedShape                  // {"value": …} with nothing else but annotations
)

// responseShape is the shape of the operation's first success sample with a JSON
// body.
func responseShape(op *operation) bodyShape {
	if !op.shaped {
		op.shape, op.shaped = shapeOfAnswers(op), true
	}
	return op.shape
}

func shapeOfAnswers(op *operation) bodyShape {
	for _, s := range success(op) {
		if shape := shapeOf(s.Body.JSON); shape != noShape {
			return shape
		}
		if s.Body.JSON == "" && opensArray(s.Body.Text.Value) {
			return arrayShape
		}
	}
	return noShape
}

// opensArray reports whether a body that is no JSON still begins like a collection:
// many are cut short somewhere behind.
func opensArray(body string) bool {
	if !strings.HasPrefix(body, "{") {
		return false
	}
	_, rest, ok := strings.Cut(body, `"value"`)
	rest = strings.TrimLeft(rest, ": \t\r\n")
	return ok && strings.HasPrefix(rest, "[")
}

func shapeOf(body string) bodyShape {
	body = strings.TrimSpace(body)
	switch {
	case body == "":
		return noShape
	case body[0] == '[':
		return arrayShape
	case body[0] != '{':
		return valueShape
	}
	value := jsonscan.Member(body, "value")
	switch {
	case value == "":
		return valueShape
	case value[0] == '[':
		return arrayShape
	case plainMembers(body) == 1:
		return wrappedShape
	}
	return valueShape
}

// plainMembers counts the members of a JSON object that are no annotations.
func plainMembers(body string) int {
	n := 0
	jsonscan.Object(body, func(name string, _ int, _ string, _ int) bool {
		if !strings.Contains(name, "@") {
			n++
		}
		return true
	})
	return n
}

// odataType returns the @odata.type of a body: its own, that of its wrapped
// value, or that of its first item.
func odataType(body string) string {
	for range 3 {
		body = strings.TrimSpace(body)
		if body == "" {
			return ""
		}
		if body[0] == '[' {
			first := ""
			jsonscan.Array(body, func(element string, _ int) bool {
				first = element
				return false
			})
			body = first
			continue
		}
		if name := jsonscan.String(jsonscan.Member(body, "@odata.type")); name != "" {
			return strings.TrimPrefix(name, "#")
		}
		body = jsonscan.Member(body, "value")
	}
	return ""
}

// severalTypes reports whether the items of a collection name more than one type.
func severalTypes(body string) bool {
	body = strings.TrimSpace(body)
	if body != "" && body[0] == '{' {
		body = jsonscan.Member(body, "value")
	}
	first, several := "", false
	jsonscan.Array(body, func(element string, _ int) bool {
		if name := jsonscan.Member(element, "@odata.type"); name != "" {
			several = first != "" && name != first
			first = name
		}
		return !several
	})
	return several
}
