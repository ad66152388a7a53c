package resolve

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// dictionary recovers the capitals of words that file names write in lower case.
type dictionary struct {
	// types, words of paths, and properties and parameters map lower case to the spelling that
	// most of the set uses. Properties are only those with capitals inside; named are types that
	// pages name, declared or not.
	types, words, properties, named spelling
}

// spelling maps words in lower case to how they are written.
type spelling map[string]string

func (s spelling) of(lower string) string { return s[lower] }

// dictionary adds the spellings of the types that are declared to those that pages use.
func (r *resolver) dictionary(pages dictionary) {
	types := spellings{}
	for _, t := range r.types.sorted() {
		types[shortName(t.Name)]++
	}
	r.words, r.words.types = pages, types.mostUsed()
}

// pageSpellings returns a dictionary of what pages say, but for the types that they declare.
func pageSpellings(pages []*model.Page) dictionary {
	words, properties, named := spellings{}, spellings{}, spellings{}
	for _, p := range pages {
		for w := range pageWords(p) {
			words[w]++
		}
		note := func(name string) {
			if onlyLetters(name) && capitalsInside(name) {
				properties[name]++
			}
		}
		for i := range p.Resources {
			for j := range p.Resources[i].Properties {
				note(p.Resources[i].Properties[j].Name.Value)
			}
		}
		for i := range p.Parameters {
			note(p.Parameters[i].Name.Value)
		}
		namedTypes(p, func(name string) {
			if name = shortName(name); onlyLetters(name) && capital(name) {
				named[name]++
			}
		})
	}
	return dictionary{words: words.mostUsed(), properties: properties.mostUsed(), named: named.mostUsed()}
}

// namedTypes visits the types that samples, sentences and the title of a page (driveItem:
// createUploadSession) name.
func namedTypes(p *model.Page, visit func(name string)) {
	if subject, _, ok := strings.Cut(p.Title.Value, ":"); ok {
		visit(subject)
	}
	for i := range p.Samples {
		if a := p.Samples[i].Annotation; a != nil {
			visit(a.Type.Value)
		}
	}
	for i := range p.Returns {
		visit(p.Returns[i].Type.Name)
	}
	for i := range p.Bodies {
		visit(p.Bodies[i].Type.Name)
	}
}

// spellings counts how words are spelled.
type spellings map[string]int

// mostUsed picks of spellings that differ in case the one with the highest count; among
// equals the one that sorts first. One with capitals inside counts as ten without: these
// are mostly of who didn't care.
func (s spellings) mostUsed() spelling {
	out := make(spelling, len(s))
	var room fold.Room
	weight := func(w string) int {
		if capitalsInside(w) {
			return 10 * s[w]
		}
		return s[w]
	}
	for w := range s {
		lower := fold.Append(room[:0], w)
		best, ok := out[string(lower)]
		if !ok {
			out[string(lower)] = w
		} else if n, most := weight(w), weight(best); n > most || n == most && w < best {
			out[string(lower)] = w
		}
	}
	return out
}

// capitalsInside reports whether a word has a capital behind a small letter, which tells
// where a word in it begins.
func capitalsInside(word string) bool {
	for i := 1; i < len(word); i++ {
		if isCapital(word[i]) && !isCapital(word[i-1]) {
			return true
		}
	}
	return false
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }

// camel returns a segment of a path in the capitals that others write it in, if it has none
// inside.
func (d dictionary) camel(segment string) string {
	if capitalsInside(segment) {
		return segment
	}
	return cmp.Or(d.segment(strings.ToLower(segment)), segment)
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
	for _, spelled := range [...]func(lower string) string{own.spelling, d.types.of, d.segment, d.named.of} {
		if w := respelled(lower, plural, spelled); w != "" {
			return w
		}
	}
	return cmp.Or(d.compound(lower, own), word)
}

// leastPart is how many letters the words have at least that one is put together of, mostCompound
// how many that may have, and mostSmall how many words without capitals of a page are looked at.
const (
	leastPart    = 4
	mostCompound = 60
	mostSmall    = 100
)

// compound returns the spelling of a word that is two that others spell: conditionalaccessroot
// where the path has conditionalAccess and some path a root. The first is one of the page's own
// path, or a type, and as long as can be; if it has no capitals, the other is of the same path, too:
// driveitem, /drive/items. It is "" if nothing spells both.
func (d dictionary) compound(lower string, own *ownWords) string {
	if len(lower) > mostCompound || !onlyLetters(lower) {
		return ""
	}
	for n := len(lower) - leastPart; n >= leastPart; n-- {
		first, others := respelled(lower[:n], lower[:n]+"s", own.inPath), []func(lower string) string{own.inPath, d.types.of, d.segment}
		if first == "" {
			first = d.types[lower[:n]]
		}
		if first == "" {
			first, others = respelled(lower[:n], lower[:n]+"s", own.inSmall), []func(lower string) string{own.inPath, own.inSmall}
		}
		if first == "" {
			continue
		}
		for _, spelled := range others {
			if second := respelled(lower[n:], lower[n:]+"s", spelled); second != "" {
				return first + strings.ToUpper(second[:1]) + second[1:]
			}
		}
	}
	return ""
}

// segment returns how paths spell a word in lower case, or properties, which segments are
// called like: one in lower case says nothing of capitals. It is "" if nothing has the word.
func (d dictionary) segment(lower string) string {
	word := d.words[lower]
	if w := d.properties[lower]; w != "" && !capitalsInside(word) {
		return w
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
	if several == "" && strings.HasSuffix(lower, "s") {
		return strings.TrimSuffix(spelled(lower+"es"), "es") // bookingbusiness-…, …/bookingBusinesses
	}
	return several[:max(len(several)-1, 0)]
}

// ownWords are the words that a page itself uses: those of its title, alone and
// joined, and its path segments, of which small are those without capitals.
type ownWords struct{ title, path, small []string }

// of makes them the words of a page. Samples are often written with more care than request
// lines.
func (o *ownWords) of(p *model.Page) {
	o.title, o.path, o.small = o.title[:0], o.path[:0], o.small[:0]
	for w := range strings.FieldsFuncSeq(englishTitle(p), func(c rune) bool { return c == ' ' || c == ':' }) {
		o.title = append(o.title, w)
	}
	note := func(w string) bool {
		if capital(w) {
			o.path = append(o.path, w)
		} else if len(o.small) < mostSmall {
			o.small = append(o.small, w)
		}
		return true
	}
	for w := range pageWords(p) {
		note(w)
	}
	for i := 0; i < len(p.Samples) && len(p.Templates) > 0; i++ {
		eachPathWord(p.Samples[i].Path.Value, note)
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
	if w := o.inPath(lower); w != "" {
		return w
	}
	if joined := spreadAs(lower, o.title); joined != "" && joined != lower {
		return joined
	}
	for _, w := range o.title { // chartaxis-get is titled Get workbookChartAxis
		if tail := w[max(len(w)-len(lower), 0):]; tail != "" && len(tail) < len(w) && isCapital(tail[0]) && strings.EqualFold(tail, lower) {
			return tail
		}
	}
	return ""
}

// inPath returns how the page's paths spell a word, "" if they don't, or all in lower case.
func (o *ownWords) inPath(lower string) string {
	for _, w := range o.path {
		if len(w) == len(lower) && strings.EqualFold(w, lower) {
			return w
		}
	}
	return ""
}

// inSmall returns a word in lower case if the page's paths have it so, or its plural.
func (o *ownWords) inSmall(lower string) string {
	if slices.ContainsFunc(o.small, func(w string) bool { return w == lower || singular(w) == lower }) {
		return lower
	}
	return ""
}

// spreadAs joins words that are a name together, with others between them: listdecisions
// is titled List accessReview decisions. It is "" if none are.
func spreadAs(lower string, words []string) string {
	rest, joined := lower, ""
	for _, w := range words {
		if w == "" || len(w) > len(rest) || !strings.EqualFold(rest[:len(w)], w) || !onlyLetters(w) {
			continue
		}
		if rest = rest[len(w):]; joined == "" {
			joined = w
		} else {
			joined += strings.ToUpper(w[:1]) + w[1:]
		}
	}
	if rest != "" {
		return ""
	}
	return joined
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
