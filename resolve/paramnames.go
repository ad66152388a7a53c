package resolve

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/docbind/docbind/internal/fold"
)

// nameParams settles the Go names of a route's placeholders. A placeholder that says
// nothing of its own (id), or that stands twice in the path, is named after the
// segment before it: /users/{id}/events/{id} has userID and eventID. It returns how many
// there are.
func nameParams(tokens []piece) (params int) {
	for i := range tokens {
		if t := &tokens[i]; t.isParam() {
			t.name = baseName(&t.placeholder)
			params++
		}
	}
	if params < 2 {
		return params
	}
	count := make(map[string]int, params)
	for i := range tokens {
		count[tokens[i].name]++
	}
	taken, next := map[string]bool{}, map[string]int{}
	for i := range tokens {
		t := &tokens[i]
		if !t.isParam() {
			continue
		}
		switch {
		case count[t.name] < 2:
		case t.arg != "": // from={timestamp},to={timestamp}
			t.name = unexported(t.arg)
		default:
			t.name = cmp.Or(hintName(&t.placeholder), t.name)
		}
		base := t.name
		for taken[t.name] {
			next[base] = max(next[base]+1, 2)
			t.name = fmt.Sprintf("%s%d", base, next[base])
		}
		taken[t.name] = true
	}
	return params
}

// baseName names a placeholder by what is written in it.
func baseName(ph *placeholder) string {
	written, _, _ := strings.Cut(ph.written, "|")
	written = strings.TrimSpace(written)
	if ph.arg != "" && (len(splitWords(written)) == 0 || len(written) == 1 || generic(written)) { // row={n}
		return unexported(ph.arg)
	}
	if generic(written) {
		if hint := hintName(ph); hint != "" {
			return hint
		}
	}
	name := unexported(written)
	if n := len(ph.hint); len(name) == n+len("ID") && strings.EqualFold(name[:n], ph.hint) && strings.EqualFold(name[n:], "ID") { // users/{usersId}: one of them
		return cmp.Or(hintName(ph), name)
	}
	return name
}

// generic reports whether a placeholder's text says only that something stands
// there.
func generic(written string) bool {
	var room fold.Room
	switch string(fold.Append(room[:0], strings.Trim(written, "-_ "))) {
	case "id", "guid", "key", "value", "objectid", "object-id", "entity-id", "unique-id", "uniqueid", "":
		return true
	}
	return false
}

// hintName names a placeholder after the segment before it.
func hintName(ph *placeholder) string {
	before, word := lastWord(ph.hint)
	if word == "" {
		return ""
	}
	suffix := "ID"
	written, _, _ := strings.Cut(ph.written, "|")
	if _, w := lastWord(written); w != "" && !generic(written) {
		suffix = capitalise(w)
	}
	return unexported(before + " " + singular(word) + " " + suffix)
}
