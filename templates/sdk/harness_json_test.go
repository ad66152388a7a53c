package sdk

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// parsed returns the JSON value with its numbers as written; nil for no JSON.
func parsed(data []byte) any {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var v any
	if decoder.Decode(&v) != nil {
		return nil
	}
	return v
}

// comparison says how two JSON values are compared.
type comparison struct {
	// strict takes null for a value. Otherwise null is the same as absent, and
	// annotations but @odata.type may be lost (OData JSON Format 4.01, section
	// 4.5): types have no place for them.
	strict bool
	// except are the paths of members that may be lost.
	except []string
}

// missing returns what of want is not in got, one line a difference. path is
// where the two stand in their documents.
func (c comparison) missing(want, got any, path string) []string {
	if want == nil && !c.strict {
		return nil
	}
	switch want := want.(type) {
	case map[string]any:
		if members, ok := got.(map[string]any); ok {
			return c.missingMembers(want, members, path)
		}
	case []any:
		if elements, ok := got.([]any); ok && len(elements) == len(want) {
			return c.missingElements(want, elements, path)
		}
	case json.Number:
		if sameNumber(want, got) {
			return nil
		}
	case string:
		if got, ok := got.(string); ok && (want == got || sameBytes(want, got)) {
			return nil
		}
	default:
		if want == got {
			return nil
		}
	}
	return []string{different(path, want, got)}
}

// sameBytes reports whether two strings are the same bytes, one of them as the client
// writes base64; what is no base64 stands for itself.
func sameBytes(want, got string) bool {
	var a, b Binary
	a.parse(want)
	b.parse(got)
	canonical := base64.StdEncoding.EncodeToString(a)
	return bytes.Equal(a, b) && (canonical == got || canonical == want)
}

func (c comparison) missingMembers(want, got map[string]any, path string) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(want)) {
		value, ok := got[name]
		at := join(path, escapeName(name))
		switch {
		case c.excepts(at):
		case ok:
			all = append(all, c.missing(want[name], value, at)...)
		case c.strict || want[name] != nil && !annotation(name):
			all = append(all, different(at, want[name], nil))
		}
	}
	return all
}

// excepts compares paths with their escapes undone.
func (c comparison) excepts(path string) bool {
	return slices.ContainsFunc(c.except, func(p string) bool { return unescapeName(p) == unescapeName(path) })
}

func (c comparison) missingElements(want, got []any, path string) []string {
	var all []string
	for i := range want {
		all = append(all, c.missing(want[i], got[i], join(path, strconv.Itoa(i)))...)
	}
	return all
}

func different(path string, want, got any) string {
	return fmt.Sprintf("%s: want %s, got %s", path, encoded(want), encoded(got))
}

func encoded(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// sameNumber compares integers exactly and other numbers as the float64 that
// they are in Go.
func sameNumber(want json.Number, got any) bool {
	number, ok := got.(json.Number)
	if !ok {
		return false
	}
	a, errA := want.Int64()
	b, errB := number.Int64()
	if errA == nil && errB == nil {
		return a == b
	}
	x, errX := want.Float64()
	y, errY := number.Float64()
	return want == number || errX == nil && errY == nil && x == y
}

// annotation reports whether a member is control information that no type
// declares, such as owner@odata.bind.
func annotation(name string) bool {
	return strings.Contains(name, "@") && name != "@odata.type"
}

// remove takes the member at the path out of a parsed document.
func remove(doc any, path []string) {
	switch doc := doc.(type) {
	case map[string]any:
		if name := unescapeName(path[0]); len(path) == 1 {
			delete(doc, name)
		} else {
			remove(doc[name], path[1:])
		}
	case []any:
		i, err := strconv.Atoi(path[0])
		if err == nil && i >= 0 && i < len(doc) && len(path) > 1 {
			remove(doc[i], path[1:])
		}
	}
}

// nullElements returns the options that put back the nulls in arrays, which
// become zero values in Go.
func nullElements(want, got any, path string) []CallOption {
	var all []CallOption
	switch want := want.(type) {
	case map[string]any:
		members, _ := got.(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(want)) {
			all = append(all, nullElements(want[name], members[name], join(path, escapeName(name)))...)
		}
	case []any:
		elements, _ := got.([]any)
		for i := range min(len(want), len(elements)) {
			at := join(path, strconv.Itoa(i))
			if want[i] == nil && elements[i] != nil {
				all = append(all, WithNull(at))
			}
			all = append(all, nullElements(want[i], elements[i], at)...)
		}
	}
	return all
}

func escapeName(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "/" + name
}
