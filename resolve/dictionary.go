package resolve

import (
	"iter"
	"strings"

	"github.com/docbind/docbind/model"
)

// dictionary recovers the capitals of words that file names write in lower case.
type dictionary struct {
	// types and words map lower case to the spelling that most of the set uses.
	types spelling
	words spelling
}

// spelling maps words in lower case to how they are written.
type spelling map[string]string

func (s spelling) of(lower string) string { return s[lower] }

// dictionary collects spellings from type names and from path segments.
func (r *resolver) dictionary(pathWords spelling) {
	types := spellings{}
	for _, t := range r.types.sorted() {
		types[shortName(t.Name)]++
	}
	r.words = dictionary{types: types.mostUsed(), words: pathWords}
}

// pathWords returns the spellings that path segments use most.
func pathWords(pages []*model.Page) spelling {
	words := spellings{}
	for _, p := range pages {
		for w := range pageWords(p) {
			words[w]++
		}
	}
	return words.mostUsed()
}

// spellings counts how words are spelled.
type spellings map[string]int

// mostUsed picks of spellings that differ in case the one with the highest count; among
// equals the one with capitals inside, which sorts first.
func (s spellings) mostUsed() spelling {
	out := make(spelling, len(s))
	var room folding
	for w, n := range s {
		lower := appendLower(room[:0], w)
		if best, ok := out[string(lower)]; !ok || n > s[best] || n == s[best] && w < best {
			out[string(lower)] = w
		}
	}
	return out
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
		if !onlyLetters(seg) { // as most are
			seg = wordIn(seg)
		}
		if seg != "" && len(seg) <= 100 && !yield(seg) {
			return false
		}
	}
	return true
}

// wordIn returns the word in a segment that has other characters, "" if there is none.
func wordIn(seg string) string {
	if name, ok := strings.CutPrefix(seg, "{"); ok { // {todoTaskListId} knows its capitals
		seg, _ = strings.CutSuffix(strings.TrimSuffix(name, "}"), "Id")
	}
	seg, _, _ = strings.Cut(seg, "(")
	seg = strings.Trim(strings.TrimPrefix(seg, "microsoft.graph."), ":$")
	if !onlyLetters(seg) {
		return ""
	}
	return seg
}

func onlyLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// recover returns the camel-case spelling of a word of a file name, looking at the
// page's own words first. A word with capitals inside is spelled already; one in
// capitals throughout, or at its start, is not.
func (d dictionary) recover(word string, own *ownWords) string {
	lower := strings.ToLower(word)
	if word != "" && word[1:] != lower[1:] && word != strings.ToUpper(word) {
		return word
	}
	plural := lower + "s"
	for _, spelled := range [...]func(lower string) string{own.spelling, d.types.of, d.words.of} {
		if w := respelled(lower, plural, spelled); w != "" {
			return w
		}
	}
	return word
}

// respelled returns the spelling of a word where it, its singular or its plural has one.
func respelled(lower, plural string, spelled func(lower string) string) string {
	if w := spelled(lower); w != "" {
		return w
	}
	for _, suffix := range [...]string{"s", "es"} {
		if root, ok := strings.CutSuffix(lower, suffix); ok {
			if w := spelled(root); w != "" {
				return w + suffix
			}
		}
	}
	if lower == "" {
		return ""
	}
	several := spelled(plural) // group-post-incompatiblegroup, …/incompatibleGroups
	return several[:max(len(several)-1, 0)]
}

// ownWords are the words that a page itself uses: those of its title, alone and
// joined, and its path segments.
type ownWords struct{ title, path []string }

// of makes them the words of a page.
func (o *ownWords) of(p *model.Page) {
	o.title, o.path = o.title[:0], o.path[:0]
	for w := range strings.FieldsFuncSeq(englishTitle(p), func(c rune) bool { return c == ' ' || c == ':' }) {
		o.title = append(o.title, w)
	}
	for w := range pageWords(p) {
		if capital(w) {
			o.path = append(o.path, w)
		}
	}
}

// capital reports whether a word of letters has one: otherwise it tells nothing.
func capital(word string) bool {
	return strings.IndexFunc(word, func(c rune) bool { return c <= 'Z' }) >= 0
}

// spelling returns how the page spells a word, "" if it doesn't, or all in lower case:
// titles also write the subject so, which tells nothing.
func (o *ownWords) spelling(lower string) string {
	for i := range o.title {
		if joined := joinedAs(lower, o.title[i:min(i+5, len(o.title))]); joined != "" && joined != lower {
			return joined
		}
	}
	for _, w := range o.path {
		if len(w) == len(lower) && strings.EqualFold(w, lower) {
			return w
		}
	}
	return ""
}

// joinedAs joins the first of some words that are a name together, "" if none are.
func joinedAs(lower string, words []string) string {
	rest := lower
	for n, w := range words {
		if len(w) > len(rest) || !strings.EqualFold(rest[:len(w)], w) || !plainSegment(w) || strings.ContainsAny(w, "._") {
			return ""
		}
		if rest = rest[len(w):]; rest != "" {
			continue
		}
		joined := words[0]
		for _, w := range words[1 : n+1] {
			joined += strings.ToUpper(w[:1]) + w[1:]
		}
		return joined
	}
	return ""
}
