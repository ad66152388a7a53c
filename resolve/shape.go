package resolve

import (
	"cmp"
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
	for i := range op.answers {
		s := &op.answers[i]
		if shape := s.shape(); shape != noShape {
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

// content is what the members of a JSON body tell that most questions are about, all of
// them told by one pass.
type content struct {
	text string // the body without white space around it
	// value, typ and context are the members value, @odata.type and @odata.context, ""
	// if the body has none. Of members with one name the last counts.
	value, typ, context string
	plain               int // members that are no annotations
}

func contentOf(body string) content {
	c := content{text: strings.TrimSpace(body)}
	jsonscan.Object(c.text, c.note)
	return c
}

// note takes note of a member.
func (c *content) note(name string, _ int, value string, _ int) bool {
	switch {
	case name == "value":
		c.value = value
	case name == "@odata.type":
		c.typ = value
	case name == "@odata.context":
		c.context = value
	}
	if strings.IndexByte(name, '@') < 0 {
		c.plain++
	}
	return true
}

// shape returns the form of the body.
func (c *content) shape() bodyShape {
	switch {
	case c.text == "":
		return noShape
	case c.text[0] == '[':
		return arrayShape
	case c.value == "":
		return valueShape
	case c.value[0] == '[':
		return arrayShape
	case c.plain == 1:
		return wrappedShape
	}
	return valueShape
}

// odataType returns the @odata.type of the body: its own, that of its wrapped value, or
// that of its first item.
func (c *content) odataType() string {
	if name := jsonscan.String(c.typ); name != "" {
		return strings.TrimPrefix(name, "#")
	}
	switch {
	case c.value != "":
		return typeWithin(c.value, 2)
	case c.text != "" && c.text[0] == '[':
		return typeWithin(firstElement(c.text), 2)
	}
	return ""
}

// first returns the value that the body carries, out of its envelope; of a collection the
// first item, or the body itself if it has none.
func (c *content) first() string {
	switch c.shape() {
	case wrappedShape:
		return c.value
	case arrayShape:
		list := c.value
		if list == "" {
			list = c.text
		}
		return cmp.Or(firstElement(list), c.text)
	}
	return c.text
}

// severalTypes reports whether the items of a collection name more than one type.
func (c *content) severalTypes() bool {
	list := c.value
	if list == "" {
		list = c.text
	}
	first, several := "", false
	jsonscan.Array(list, func(element string, _ int) bool {
		if name := jsonscan.Member(element, "@odata.type"); name != "" {
			several = first != "" && name != first
			first = name
		}
		return !several
	})
	return several
}

// firstElement returns the first element of an array, "" if it has none.
func firstElement(list string) string {
	first := ""
	jsonscan.Array(list, func(element string, _ int) bool {
		first = element
		return false
	})
	return first
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
func odataType(body string) string { return typeWithin(strings.TrimSpace(body), 3) }

// typeWithin is odataType at most so many levels deep.
func typeWithin(value string, levels int) string {
	for ; levels > 0 && value != ""; levels-- {
		if value[0] == '[' {
			value = firstElement(value)
			continue
		}
		if name := jsonscan.String(jsonscan.Member(value, "@odata.type")); name != "" {
			return strings.TrimPrefix(name, "#")
		}
		value = jsonscan.Member(value, "value")
	}
	return ""
}
