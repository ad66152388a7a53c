package resolve

import (
	"slices"
	"strings"
)

// Some houses name files by what a page is about, in words: get-a-customer-by-id,
// add-or-remove-machine-tags. No part of such a name is a subject; the path has one.

// isSentence reports whether a file stem is one: it begins with a verb that is no type and
// in no path, as list and post are elsewhere, and has none where stems have theirs.
func (r *resolver) isSentence(op *operation, parts []string) bool {
	if len(parts) < 2 || !isVerb(parts[0]) && !beginsSentence(parts[0]) && !titled(op, parts) || verbs[strings.ToLower(parts[1])] != "" {
		return false
	}
	verb := strings.ToLower(parts[0])
	if _, declared := r.words.types[verb]; declared {
		return false
	}
	if actionPart(parts, op.Routes[0].Template) > 0 && r.words.words.of(verb+"s") != "" { // list-delta beside list-get, of /lists
		return false
	}
	return !slices.ContainsFunc(strings.Split(op.Routes[0].Template, "/"), func(segment string) bool {
		return strings.EqualFold(segment, verb) || strings.EqualFold(singularName(segment), verb)
	})
}

// beginsSentence reports whether a word is one of the further verbs that nothing but sentences
// begins with.
func beginsSentence(word string) bool {
	switch strings.ToLower(word) {
	case "find", "run", "cancel", "submit", "import", "export", "collect", "change", "retrieve", "verify":
		return true
	}
	return false
}

// titled reports whether the title begins with the words of a file stem, which is what tells
// that a word nothing is known of is a verb: Change the quantity of a subscription.
func titled(op *operation, parts []string) bool {
	if len(parts) < 2 || len(parts) == 2 && op.page.Slug != "" { // of an anchor, any two words may be
		return false
	}
	for word := range strings.FieldsSeq(englishTitle(op.page)) {
		if len(parts) == 0 {
			break
		}
		if !strings.EqualFold(word, parts[0]) {
			return false
		}
		parts = parts[1:]
	}
	return len(parts) == 0
}

// pathSubject returns the segment of a path that names what it leads to: the first that a
// placeholder follows, else the last; "" if that is no word.
func pathSubject(template string) string {
	last, any := "", false
	for segment := range strings.SplitSeq(strings.Trim(template, "/"), "/") {
		if !strings.ContainsAny(segment, "{(<$:") {
			last, any = segment, true
		} else if any {
			break
		}
	}
	if !any || !plainSegment(last) {
		return ""
	}
	return last
}
