package lint

import (
	"iter"
	"unicode/utf8"

	"github.com/docbind/docbind/internal/near"
)

// letters is how many letters of a name there are for each slip in it.
const letters = 6

// misspelt returns the one of the known words that a word was probably meant to be: few
// letters differ, or only their case. One slip more than in names is allowed, since known
// words are few.
func misspelt(word string, known iter.Seq[string]) (meant string, ok bool) {
	most := 1 + utf8.RuneCountInString(word)/letters
	if len(word) < 4 || len(word) > 200 {
		most = 0
	}
	return near.Word(word, known, most)
}
