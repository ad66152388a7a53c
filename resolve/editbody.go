package resolve

import (
	"strconv"
	"strings"
	"time"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// bodyEdit is a body of which at most values have changed.
type bodyEdit struct {
	old, new *model.Body
	// at are the offsets of members and values in the new text by those in the old one;
	// nil if the texts are the same.
	at map[int]int
}

// body compares two bodies; values may differ in those of samples.
func (e *Edit) body(old, new *model.Body, sample bool) bool {
	if !e.place(old.Text.Pos, new.Text.Pos) || old.Repaired != new.Repaired {
		return false
	}
	edit := bodyEdit{old: old, new: new}
	if old.Text.Value != new.Text.Value || old.JSON != new.JSON {
		if !sample || !plainJSON(old.JSON) || !plainJSON(new.JSON) {
			return false
		}
		edit.at = map[int]int{}
		if !e.values(&edit, old.JSON, 0, new.JSON, 0, true, 0) {
			return false
		}
	}
	e.bodies = append(e.bodies, edit)
	return true
}

// representation compares two JSON representations, of which only the places matter.
func (e *Edit) representation(old, new *model.Body) bool {
	return old.Text.Value != new.Text.Value || e.body(old, new, false)
}

// plainJSON reports whether a body is JSON from its first byte on, as offsets into it
// count.
func plainJSON(text string) bool { return text != "" && strings.TrimSpace(text) == text }

// maxBodyDepth is how deep values may be nested to be compared.
const maxBodyDepth = 100

// values compares values at offsets into their bodies. Those of control information, which
// names types, must be the same.
func (e *Edit) values(edit *bodyEdit, a string, atA int, b string, atB int, free bool, depth int) bool {
	if depth > maxBodyDepth || a[0] != b[0] && (valueClass(a) != valueClass(b) || !free) {
		return false
	}
	edit.at[atA] = atB
	switch a[0] {
	case '{', '[':
		listA, listB := jsonParts(a, atA), jsonParts(b, atB)
		if len(listA) != len(listB) {
			return false
		}
		for i, x := range listA {
			y := listB[i]
			if x.name != y.name {
				return false
			}
			edit.at[x.at] = y.at
			if !e.values(edit, x.value, x.valueAt, y.value, y.valueAt, free && !strings.Contains(x.name, "@"), depth+1) {
				return false
			}
		}
		return true
	}
	if a == b {
		return true
	}
	e.changed[bodyPosition(edit.old, atA)] = true
	return free && valueClass(a) == valueClass(b)
}

// jsonParts lists the members of an object or the elements of an array.
func jsonParts(text string, at int) []jsonMember {
	var parts []jsonMember
	if text[0] == '[' {
		jsonscan.Array(text, func(element string, offset int) bool {
			parts = append(parts, jsonMember{value: element, at: at + offset, valueAt: at + offset})
			return true
		})
		return parts
	}
	jsonscan.Object(text, func(name string, nameAt int, value string, valueAt int) bool {
		parts = append(parts, jsonMember{name: name, value: value, at: at + nameAt, valueAt: at + valueAt})
		return true
	})
	return parts
}

// valueClass is all that resolving asks of a scalar in a sample's body: which primitives
// it fits, and what literalType takes it for.
func valueClass(value string) string {
	switch value[0] {
	case '"':
		text := jsonscan.String(value)
		if text == "" {
			return "empty"
		}
		if _, err := time.Parse(time.RFC3339, text); err == nil {
			return "time"
		}
		return "text"
	case 't', 'f':
		return "boolean"
	case 'n', '{', '[':
		return value[:1]
	}
	if n, err := strconv.ParseInt(value, 10, 64); err == nil {
		if n == int64(int32(n)) {
			return "int32"
		}
		return "int64"
	}
	if _, err := strconv.ParseFloat(value, 64); err == nil {
		return "float"
	}
	return value
}

// move brings a place inside the body up to date.
func (b *bodyEdit) move(pos model.Position) (model.Position, bool) {
	offset := int(pos.Start - b.old.Text.Pos.Start)
	if b.old.Text.Value == "" || offset < 0 || offset > len(b.old.Text.Value) || bodyPosition(b.old, offset) != pos {
		return pos, false
	}
	if b.at != nil {
		to, ok := b.at[offset]
		return bodyPosition(b.new, to), ok
	}
	return bodyPosition(b.new, offset), true
}

// example brings the bodies of an example up to date; its places are others' work.
func (e *Edit) example(x *model.Example) bool {
	if x.Pos.File == e.file {
		s, ok := e.samples[x.Pos]
		if !ok {
			return false
		}
		old := x.Body
		if x.Body, ok = s.text(x.Body); !ok {
			return false
		}
		for i := range x.BodyMembers {
			m := &x.BodyMembers[i]
			if at(old, m.Name) != m.Value {
				return false
			}
			m.Value = at(x.Body, m.Name)
		}
	}
	if x.ResponsePos.File == e.file {
		s, ok := e.samples[x.ResponsePos]
		if !ok {
			return false
		}
		if x.ResponseBody, ok = s.text(x.ResponseBody); !ok {
			return false
		}
	}
	return true
}

// text returns what has become of a text that was made of the sample's body.
func (s *sampleEdit) text(made string) (string, bool) {
	old, new := &s.old.Body, &s.new.Body
	if made == "" || old.Text.Value == new.Text.Value && old.JSON == new.JSON {
		return made, true
	}
	asJSON, asText := made == compact(old.JSON), made == lineFeeds(old.Text.Value)
	switch {
	case asJSON && asText && compact(new.JSON) != lineFeeds(new.Text.Value):
		return "", false
	case asJSON:
		return compact(new.JSON), true
	}
	return lineFeeds(new.Text.Value), asText
}

// at returns the value that a JSON pointer without its leading slash leads to (RFC 6901),
// "" if there is none.
func at(value, pointer string) string {
	for step := range strings.SplitSeq(pointer, "/") {
		step = strings.ReplaceAll(strings.ReplaceAll(step, "~1", "/"), "~0", "~")
		if value == "" {
			return ""
		}
		if value[0] != '[' {
			value = jsonscan.Member(value, step)
			continue
		}
		n, i, found := -1, 0, ""
		if v, err := strconv.Atoi(step); err == nil {
			n = v
		}
		jsonscan.Array(value, func(element string, _ int) bool {
			if i == n {
				found = element
			}
			i++
			return i <= n
		})
		value = found
	}
	return value
}
