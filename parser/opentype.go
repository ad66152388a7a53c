package parser

import (
	"strings"

	"github.com/docbind/docbind/internal/fold"
)

// openPhrases say that a type is open, lower case. An article tells them from names:
// "identifier for an open type data extension", "the open type openTypeExtension".
var openPhrases = []string{"an open type", "an opentype", "this open type", "an open complex type", "an open entity type"}

// mentionsOpen reports whether a text says that its type is open (plannerchecklistitems:
// "It is an Open Type.").
func mentionsOpen(text string) bool {
	if !strings.Contains(text, "pen") {
		return false
	}
	lower := strings.ToLower(text)
	if strings.Contains(lower, "untyped properties") { // opentypeextension
		return true
	}
	for _, phrase := range openPhrases {
		_, rest, ok := strings.Cut(lower, phrase)
		if ok && endsNoun(rest) {
			return true
		}
	}
	return false
}

// endsNoun reports whether the noun before the rest of a sentence is complete: the
// sentence ends there or goes on about it.
func endsNoun(rest string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	switch strings.TrimRight(word, ".,;:)") {
	case "", "that", "which", "with", "and", "for", "of", "containing", "whose", "so", "can":
		return true
	}
	return false
}

// openTitle reports whether the title ends with the remark (teamstabconfiguration:
// "… resource type (Open Type)").
func openTitle(title string) bool {
	return fold.HasSuffix(strings.TrimSpace(title), "(open type)")
}

// saysDictionary reports whether a text calls its type a dictionary, whose keys are not known
// (filestoragecontainercustompropertydictionary). If its page lists no properties, it is open.
func saysDictionary(text string) bool {
	if fold.HasPrefix(text, "represents ") {
		text = text[len("represents "):]
	}
	for _, noun := range [...]string{"a dictionary ", "a property bag ", "a map of ", "a map with "} {
		if fold.HasPrefix(text, noun) {
			return true
		}
	}
	return false
}
