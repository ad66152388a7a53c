package resolve

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// dictionary recovers the capitals of words that file names write in lower case.
type dictionary struct {
	// types and words map lower case to the spelling that most of the set uses.
	types map[string]string
	words map[string]string
}

// dictionary collects spellings from type names and from path segments.
func (r *resolver) dictionary(pathWords map[string]string) {
	types := spellings{}
	for _, t := range r.types.sorted() {
		types.count(shortName(t.Name))
	}
	r.words = dictionary{types: mostUsed(types), words: pathWords}
}

// pathWords returns the spellings that path segments use most.
func pathWords(pages []*model.Page) map[string]string {
	words := spellings{}
	for _, p := range pages {
		for w := range pageWords(p) {
			words.count(w)
		}
	}
	return mostUsed(words)
}

// spellings counts by lower case how a word is spelled.
type spellings map[string]map[string]int

func (s spellings) count(w string) {
	var room folding
	lower := appendLower(room[:0], w)
	of := s[string(lower)]
	if of == nil {
		of = map[string]int{}
		s[string(lower)] = of
	}
	of[w]++
}

// pageWords yields the path segments of a page's templates and samples that are
// words: no placeholders, no values.
func pageWords(p *model.Page) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range p.Templates {
			if !eachPathWord(p.Templates[i].Path.Value, yield) {
				return
			}
		}
		for i := 0; i < len(p.Samples) && len(p.Templates) == 0; i++ {
			if !eachPathWord(p.Samples[i].Path.Value, yield) {
				return
			}
		}
	}
}

// eachPathWord yields the words of one path and reports whether more are wanted.
func eachPathWord(path string, yield func(string) bool) bool {
	for more := true; more; {
		var seg string
		seg, path, more = strings.Cut(path, "/")
		if name, ok := strings.CutPrefix(seg, "{"); ok { // {todoTaskListId} knows its capitals
			seg, _ = strings.CutSuffix(strings.TrimSuffix(name, "}"), "Id")
		}
		seg, _, _ = strings.Cut(seg, "(")
		seg = strings.Trim(strings.TrimPrefix(seg, "microsoft.graph."), ":$")
		if seg != "" && len(seg) <= 100 && onlyLetters(seg) && !yield(seg) {
			return false
		}
	}
	return true
}

func onlyLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// mostUsed picks the spelling with the highest count; among equals the one with
// capitals inside, which sorts first.
func mostUsed(m map[string]map[string]int) map[string]string {
	out := make(map[string]string, len(m))
	for lower, spellings := range m {
		list := make([]string, 0, len(spellings))
		for s := range spellings {
			list = append(list, s)
		}
		slices.SortFunc(list, func(a, b string) int {
			return cmp.Or(cmp.Compare(spellings[b], spellings[a]), cmp.Compare(a, b))
		})
		out[lower] = list[0]
	}
	return out
}

// recover returns the camel-case spelling of a word of a file name, looking at the
// page's own words first. A word with capitals inside is spelled already; one in
// capitals throughout, or at its start, is not.
func (d dictionary) recover(word string, own map[string]string) string {
	lower := strings.ToLower(word)
	if word != "" && word[1:] != lower[1:] && word != strings.ToUpper(word) {
		return word
	}
	for _, m := range []map[string]string{own, d.types, d.words} {
		if w, ok := m[lower]; ok {
			return w
		}
		for _, suffix := range []string{"s", "es"} {
			if root, ok := strings.CutSuffix(lower, suffix); ok && m[root] != "" {
				return m[root] + suffix
			}
		}
		if plural := m[lower+"s"]; plural != "" && lower != "" { // group-post-incompatiblegroup, …/incompatibleGroups
			return plural[:len(plural)-1]
		}
	}
	return word
}

// ownWords returns the spellings that the page itself uses: the words of its
// title, alone and joined, and its path segments.
func ownWords(p *model.Page) map[string]string {
	own, room := map[string]string{}, folding{}
	words := strings.FieldsFunc(englishTitle(p), func(c rune) bool { return c == ' ' || c == ':' })
	for i := range words {
		joined := ""
		for j := i; j < min(i+5, len(words)); j++ {
			w := words[j]
			if strings.IndexFunc(w, func(c rune) bool { return c < '0' || c > 'z' || c > '9' && c < 'A' || c > 'Z' && c < 'a' }) >= 0 {
				break
			}
			if joined != "" {
				w = strings.ToUpper(w[:1]) + w[1:]
			}
			joined += w
			// Titles also write the subject in lower case, which tells nothing.
			if lower := appendLower(room[:0], joined); string(lower) != joined && own[string(lower)] == "" {
				own[string(lower)] = joined
			}
		}
	}
	for w := range pageWords(p) {
		if lower := appendLower(room[:0], w); string(lower) != w && own[string(lower)] == "" {
			own[string(lower)] = w
		}
	}
	return own
}
