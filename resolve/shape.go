package resolve

import (
	"encoding/json"
	"strings"
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
	for _, s := range success(op) {
		if shape := shapeOf(s.Body.JSON); shape != noShape {
			return shape
		}
	}
	return noShape
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
	m := objectMembers(body)
	value := strings.TrimSpace(string(m["value"]))
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

// objectMembers returns the members of a JSON object.
func objectMembers(body string) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	_ = json.Unmarshal([]byte(body), &m)
	return m
}

// plainMembers counts the members of a JSON object that are no annotations.
func plainMembers(body string) int {
	n := 0
	for name := range objectMembers(body) {
		if !strings.Contains(name, "@") {
			n++
		}
	}
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
			var list []json.RawMessage
			if json.Unmarshal([]byte(body), &list) != nil || len(list) == 0 {
				return ""
			}
			body = string(list[0])
			continue
		}
		m := objectMembers(body)
		var name string
		if json.Unmarshal(m["@odata.type"], &name) == nil && name != "" {
			return strings.TrimPrefix(name, "#")
		}
		body = string(m["value"])
	}
	return ""
}
