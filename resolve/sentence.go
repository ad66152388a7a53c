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
	if beginsWithAction(parts, op.Routes[0].Template) {
		return true
	}
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
	segments := strings.Split(op.Routes[0].Template, "/")
	if n := len(segments); op.Method == "POST" && n > 2 && strings.HasSuffix(segments[n-2], "}") { // change-the-quantity, to /items/{id}/change
		segments = segments[:n-1]
	}
	return !slices.ContainsFunc(segments, func(segment string) bool {
		return strings.EqualFold(segment, verb) || strings.EqualFold(singularName(segment), verb)
	})
}

// beginsWithAction reports whether the first two words or more of a file stem are the last segment
// of the path, behind a word: batch-delete-things, of /things/batchDelete.
func beginsWithAction(parts []string, template string) bool {
	segment := template[strings.LastIndexByte(template, '/')+1:]
	return calledSo(segment, parts, len(parts)-1) && pathSubject(strings.TrimSuffix(template, "/"+segment)) != ""
}

// calledSo reports whether a segment of a path is two words or more, but no more than so many, that
// a file stem begins with.
func calledSo(segment string, parts []string, most int) bool {
	for i := 2; i <= most; i++ {
		if actionPart(parts[:i], segment) == 0 {
			return true
		}
	}
	return false
}

// withoutArticles leaves articles out of the words of a name. The last word is none: get-vitamin-a.
func withoutArticles(parts []string) []string {
	var out []string
	for i, p := range parts {
		switch strings.ToLower(p) {
		case "a", "an", "the":
			if i+1 < len(parts) {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// calls reports whether a segment of a path says what is done, by itself or in the words of the file
// stem: getHistoryOfLids, checkInventory in check-inventory.
func calls(segment string, parts []string) bool {
	if calledSo(segment, parts, len(parts)) {
		return true
	}
	words := splitWords(segment)
	return len(words) > 1 && isVerb(words[0])
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

// sentenceSubject returns the segment of a path that names what a file stem of words is about: what
// the path leads to, but for what is done with it.
func sentenceSubject(template string, parts []string) string {
	at := strings.LastIndexByte(template, '/')
	if segment := template[at+1:]; at > 0 && plainSegment(segment) && calls(segment, parts) {
		if subject := pathSubject(template[:at]); subject != "" {
			return subject
		}
	}
	return pathSubject(template)
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
