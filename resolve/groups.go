package resolve

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// group is the request lines of one operation.
type group struct {
	lines []model.Template
	// tail is what the lines have behind other lines of the page: /recording behind
	// /onlineMeetings/{id}. What they lead to is part of what the others lead to.
	tail string
	// cast is the type that the path ends in: /places/microsoft.graph.room
	cast string
	// bound is the short name, in lower case, of the action that the path calls by its full name.
	bound string
}

// groupKey is what the lines of a group have in common; bound is the action that they call.
type groupKey struct{ method, ending, cast, tail, bound string }

// group splits request lines into operations: by method, by what the path ends in
// ($value, $ref, $count, a type, an action by its full name), and by what it adds to another line,
// since those answer with something else.
func (r *resolver) group(lines []model.Template) []group {
	tails, bound := tailsOf(lines), r.boundActions(lines)
	keyOf := func(i int) groupKey {
		t := &lines[i]
		key := groupKey{method: t.Method.Value, ending: ending(t.Path.Value), cast: r.cast(t.Path.Value)}
		if last := actionName(t.Path.Value); bound[last] {
			key.bound = last
		}
		if tails != nil {
			key.tail = tails[i]
		}
		return key
	}
	if len(lines) == 0 {
		return nil
	}
	whole, alike := keyOf(0), 1
	for alike < len(lines) && keyOf(alike) == whole {
		alike++
	}
	out := []group{{lines: lines[:alike:alike], cast: whole.cast, tail: whole.tail, bound: whole.bound}}
	if alike == len(lines) { // as mostly
		return out
	}
	index := map[groupKey]int{whole: 0}
	for i := alike; i < len(lines); i++ {
		key := keyOf(i)
		at, ok := index[key]
		if !ok {
			at = len(out)
			index[key] = at
			out = append(out, group{cast: key.cast, tail: key.tail, bound: key.bound})
		}
		out[at].lines = append(out[at].lines, lines[i])
	}
	return out
}

// adjoins reports whether nothing stands between a request line and the one before it; a blank line may
// between headings.
func adjoins(t, before *model.Template) bool {
	far := t.Path.Pos.Line - before.Path.Pos.Line
	return far == 1 || far == 2 && t.Section == before.Section+1
}

// boundActions returns the actions, by their short names in lower case, that a line calls by its full
// name, /boxes({id})/Port.API.seal: it is no other way to what a line leads to that calls none.
func (r *resolver) boundActions(lines []model.Template) map[string]bool {
	var names map[string]bool
	for i := range lines {
		path := lines[i].Path.Value
		if last := lastSegment(path); lines[i].Method.Value != "POST" || strings.IndexByte(last, '.') < 0 || strings.ContainsAny(last, "{(") || r.cast(path) != "" {
			continue
		}
		if names == nil {
			names = map[string]bool{}
		}
		names[actionName(path)] = true
	}
	return names
}

// actionName returns the short name of what a path ends in, in lower case.
func actionName(path string) string { return strings.ToLower(shortName(lastSegment(path))) }

// cast returns the full name of the type that is the path's last segment, "" if none is
// (OData URL Conventions 4.01, section 4.11).
func (r *resolver) cast(path string) string {
	last := lastSegment(path)
	if strings.IndexByte(last, '.') < 0 {
		return ""
	}
	if list := r.types.byFold[strings.ToLower(last)]; len(list) > 0 {
		return first(list).Name
	}
	return ""
}

// tailsOf returns for each GET line what it adds to the shortest line of another block
// that it continues; nil if none continues another. Within a block, lines are ways to
// one thing, even /apps/{id} and /apps/{id}/statuses/{id}/app (Intune). A line that ends
// like a continuation has the same tail: /app/onlineMeetings/{id} beside
// /me/onlineMeetings/{id}, where only /me/onlineMeetings stands by itself.
func tailsOf(lines []model.Template) []string {
	if len(lines) < 2 || len(lines) > maxLines || int(lines[len(lines)-1].Path.Pos.Line-lines[0].Path.Pos.Line) == len(lines)-1 {
		return nil // nothing between the lines
	}
	known := make(map[string]int, len(lines)) // the block
	blocks := make([]int, len(lines))
	for i, t := range lines {
		if i > 0 {
			blocks[i] = blocks[i-1]
			if !adjoins(&t, &lines[i-1]) {
				blocks[i]++
			}
		}
		known[lineKey(t)] = blocks[i]
	}
	tails := make([]string, len(lines))
	roots, ends := map[string]bool{}, map[string]string{}
	for i, t := range lines {
		key := lineKey(t)
		if at := rootOf(key, blocks[i], known); at >= 0 && t.Method.Value == "GET" {
			end := lineEnd(key)
			if ends[end] == "" {
				ends[end] = emptied(key[at:])
			}
			tails[i] = ends[end]
			roots[lineEnd(key[:at])] = true
		}
	}
	for i, t := range lines {
		if end := lineEnd(lineKey(t)); tails[i] == "" && !roots[end] {
			tails[i] = ends[end]
		}
	}
	return tails
}

// The limits on what is compared: far above real pages, since untrusted ones must not
// make the work more than linear.
const (
	maxLines    = 1000 // request lines of a page; a fragment may add some
	maxSegments = 100  // of a path
	maxTopics   = 200
	maxPath     = 2000 // bytes
	maxCompared = 1e7  // members of a body with properties of their types
)

// lineKey is a request line in lower case.
func lineKey(t model.Template) string { return strings.ToLower(t.Method.Value + " " + t.Path.Value) }

// rootOf returns the end of the shortest line of another block that a line continues, -1
// if there is none.
func rootOf(line string, block int, known map[string]int) int {
	if ending(line) != "" {
		return -1
	}
	segments := 0
	for i := range len(line) {
		if line[i] != '/' {
			continue
		}
		if segments++; segments > maxSegments {
			break
		}
		if other, ok := known[line[:i]]; ok && other != block {
			return i
		}
	}
	return -1
}

// lineEnd returns method, last literal segment and whether a key follows.
func lineEnd(line string) string {
	method, path, _ := strings.Cut(line, " ")
	segments := strings.Split(path, "/")
	last := segments[len(segments)-1]
	if strings.HasPrefix(last, "{") && len(segments) > 1 {
		return method + " " + segments[len(segments)-2] + "/{}"
	}
	return method + " " + last
}

// emptied returns a path with its placeholders emptied.
func emptied(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		if strings.HasPrefix(s, "{") {
			segments[i] = "{}"
		}
	}
	return strings.Join(segments, "/")
}

// ending returns the last segment if it changes what a request answers with.
func ending(path string) string {
	last := lastSegment(path)
	switch last {
	case "$value", "$ref", "$count":
		return last
	}
	return ""
}

// suffix names what tells an operation from the first one of its page.
func (op *operation) suffixFrom(first *operation) string {
	path := op.Routes[0].Template
	switch e := ending(path); {
	case op.Method != first.Method && e == "" && op.tail == "":
		return exported(strings.ToLower(op.Method))
	case e != "":
		return exported(e)
	}
	if op.cast != "" {
		return exported(shortName(op.cast))
	}
	segments := strings.Split(strings.TrimRight(path, "/"), "/")
	for i := len(segments) - 1; i > 0; i-- {
		if strings.HasPrefix(segments[i], "{") {
			continue
		}
		name, _, _ := strings.Cut(segments[i], "(")
		if i < len(segments)-1 {
			name = singularName(name)
		}
		return exported(shortName(name))
	}
	return exported(strings.ToLower(op.Method))
}
