package resolve

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// Vocabulary counts the pages of a docs set that have a word, and the fragments, where
// resolving looks for the name of a property: among members of JSON, segments of paths,
// parameters, other properties, and types, since enumerations are called like properties. Case
// doesn't count. Words are known by their hashes: those that share one count together.
type Vocabulary struct {
	hashes, counts []byte // sorted, and how often each is there
	changes        map[uint32]int
	// Members is how many the largest body has, Widest how many fields a type has at most.
	Members, Widest int
}

// WordChange is how many pages more have a word since they were counted.
type WordChange struct {
	Hash int64
	By   int
}

// maxCounted is a count that may stand for a higher one.
const maxCounted = 255

// CountWords counts the words of pages and of the fragments that they include, for
// [ReadWords], and the members of the largest body.
func CountWords(pages []*model.Page, fragments map[FragmentKey]Fragment) (words []byte, members int) {
	c := counter{counted: map[uint32]pageCount{}}
	count := func(p *model.Page) {
		c.page++
		c.members = max(c.members, eachHash(p, c.add))
	}
	for _, p := range pages {
		count(p)
	}
	for _, f := range fragments {
		if f.Page != nil {
			count(f.Page)
		}
	}
	return c.bytes(), c.members
}

// counter counts the pages that have a hash.
type counter struct {
	counted map[uint32]pageCount
	page    int32 // at hand, from 1
	members int
}

type pageCount struct{ last, count int32 } // last is the last page that was counted

// add counts a hash once a page.
func (c *counter) add(hash uint32) {
	if n := c.counted[hash]; n.last != c.page {
		c.counted[hash] = pageCount{c.page, n.count + 1}
	}
}

func (c *counter) bytes() []byte {
	hashes := slices.Sorted(maps.Keys(c.counted))
	data := make([]byte, 0, 5*len(hashes))
	for _, hash := range hashes {
		data = binary.BigEndian.AppendUint32(data, hash)
	}
	for _, hash := range hashes {
		data = append(data, byte(min(c.counted[hash].count, maxCounted)))
	}
	return data
}

// ReadWords reads what [CountWords] has counted, and what has changed since.
func ReadWords(data []byte, changes []WordChange) (*Vocabulary, bool) {
	n := len(data) / 5
	v := &Vocabulary{hashes: data[:4*n], counts: data[4*n:], changes: make(map[uint32]int, len(changes))}
	for _, c := range changes {
		v.changes[uint32(c.Hash)] += c.By
	}
	return v, len(data) == 5*n
}

// Reworded returns how another reading of a page changes the number of pages that have a word,
// and the members of its largest body.
func Reworded(old, new *model.Page) (list []WordChange, members int) {
	was, is := hashesOf(old), map[uint32]bool{}
	members = eachHash(new, func(hash uint32) { is[hash] = true })
	for hash := range was {
		if !is[hash] {
			list = append(list, WordChange{int64(hash), -1})
		}
	}
	for hash := range is {
		if !was[hash] {
			list = append(list, WordChange{int64(hash), 1})
		}
	}
	slices.SortFunc(list, func(a, b WordChange) int { return cmp.Compare(a.Hash, b.Hash) })
	return list, members
}

// pages returns how many pages have a word of that hash; maxCounted and more may be any number.
func (v *Vocabulary) pages(hash uint32) int {
	n := v.changes[hash]
	at := sort.Search(len(v.counts), func(i int) bool { return binary.BigEndian.Uint32(v.hashes[4*i:]) >= hash })
	if at == len(v.counts) || binary.BigEndian.Uint32(v.hashes[4*at:]) != hash {
		return n
	}
	if v.counts[at] == maxCounted {
		return maxCounted
	}
	return n + int(v.counts[at])
}

// hashesOf returns the hashes of the words of a page.
func hashesOf(p *model.Page) map[uint32]bool {
	found := map[uint32]bool{}
	eachHash(p, func(hash uint32) { found[hash] = true })
	return found
}

// hashOf returns the hash of one word.
func hashOf(word string) (hash uint32) {
	eachToken(word, func(h uint32, _ string) { hash = h })
	return hash
}

// eachHash visits the hashes of the words of a page, some more than once. It returns how many
// members the largest body has.
func eachHash(p *model.Page, visit func(hash uint32)) (members int) {
	word := func(hash uint32, _ string) { visit(hash) }
	eachDeclared(p, visit)
	for i := range p.Templates {
		eachSegment(p.Templates[i].Path.Value, visit)
	}
	for i := range p.Samples {
		s := &p.Samples[i]
		eachSegment(s.Path.Value, visit)
		members = max(members, eachMember(&s.Body, word))
	}
	for i := range p.Bodies {
		if shown := p.Bodies[i].Shown; shown != nil {
			members = max(members, eachMember(shown, word))
		}
	}
	return members
}

// eachDeclared visits the hashes of the words that types and parameters are called by.
func eachDeclared(p *model.Page, visit func(hash uint32)) {
	word := func(hash uint32, _ string) { visit(hash) }
	for i := range p.Resources {
		res := &p.Resources[i]
		eachType(res.Type.Value, visit)
		for j := range res.Properties {
			q := &res.Properties[j]
			eachToken(q.Name.Value, word)
			eachToken(q.Type.Name, word)
			eachToken(q.Shown.Name, word)
		}
		for _, name := range res.Optional {
			eachToken(name, word)
		}
	}
	for i := range p.Enums {
		eachType(p.Enums[i].Type.Value, visit)
	}
	for i := range p.Parameters {
		eachToken(p.Parameters[i].Name.Value, word)
		eachToken(p.Parameters[i].Type.Name, word)
	}
}

// eachToken visits the words of a text, which are made of letters and digits, and their hashes:
// those of what they are in lower case.
func eachToken(text string, visit func(hash uint32, word string)) {
	const basis, prime = 2166136261, 16777619 // FNV-1a
	hash, start := uint32(basis), -1
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		default:
			at := i
			if c >= 0x80 {
				c, i = wideLetter(text, i)
			} else {
				c = 0
			}
			if c == 0 {
				if start >= 0 {
					visit(hash, text[start:at])
				}
				hash, start = basis, -1
				continue
			}
			if start < 0 {
				start = at
			}
			hash = (hash ^ uint32(c)) * prime
			continue
		}
		if start < 0 {
			start = i
		}
		hash = (hash ^ uint32(c)) * prime
	}
	if start >= 0 {
		visit(hash, text[start:])
	}
}

// wideLetter returns what counts of a rune that isn't ASCII, and where its last byte is: the small
// letter that it is in another case (K, the sign for kelvin, is k), 1 for other letters, 0 for
// what ends a word.
func wideLetter(text string, at int) (byte, int) {
	c, n := utf8.DecodeRuneInString(text[at:])
	last := at + n - 1
	switch lower, upper := unicode.ToLower(c), unicode.ToUpper(c); {
	case lower < utf8.RuneSelf:
		return byte(lower), last
	case upper < utf8.RuneSelf:
		return byte(upper | 0x20), last
	case unicode.IsLetter(c) || unicode.IsDigit(c):
		return 1, last
	}
	return 0, last
}

// eachType visits the words of a type's name, which may be registered in the singular.
func eachType(name string, visit func(hash uint32)) {
	eachToken(name, func(hash uint32, word string) {
		visit(hash)
		if one := singularName(word); one != word {
			visit(hashOf(one))
		}
	})
}

// eachSegment visits the words of a path, and where spellings are looked up for them: in the
// singular, and in lower case as the second of two words.
func eachSegment(path string, visit func(hash uint32)) {
	eachToken(path, func(hash uint32, word string) {
		visit(hash)
		eachSingular(word, visit)
		if len(word) < 2*leastPart || len(word) > mostCompound || !onlyLetters(word) || capitalsInside(word) {
			return
		}
		for _, whole := range [...]string{word, singular(word)} {
			for n := leastPart; n <= len(whole)-leastPart; n++ {
				visit(hashOf(whole[n:]))
				eachSingular(whole[n:], visit)
			}
		}
	})
}

// eachSingular visits what a word in the plural may be in the singular.
func eachSingular(word string, visit func(hash uint32)) {
	last := len(word) - 1
	if last < 1 || word[last]|0x20 != 's' {
		return
	}
	visit(hashOf(word[:last]))
	if word[last-1]|0x20 == 'e' {
		visit(hashOf(word[:last-1]))
		visit(hashOf(singular(word)))
	}
}

// eachMember visits the words of the names of members in a body, and returns how many members
// there are.
func eachMember(b *model.Body, visit func(hash uint32, word string)) (members int) {
	text := b.JSON
	if text == "" {
		if text = strings.TrimSpace(b.Text.Value); text == "" || text[0] != '{' && text[0] != '[' {
			return 0
		}
	}
	for {
		start := strings.IndexByte(text, '"')
		if start < 0 {
			return members
		}
		text = text[start+1:]
		end, escaped := closingQuote(text)
		name := text[:end]
		text = text[min(end+1, len(text)):]
		at := 0
		for at < len(text) && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n') {
			at++
		}
		if at == len(text) || text[at] != ':' {
			continue
		}
		members++
		if escaped {
			name = jsonscan.String(`"` + name + `"`)
		}
		eachToken(name, visit)
	}
}

// closingQuote returns where a string ends, and whether something in it is escaped.
func closingQuote(text string) (end int, escaped bool) {
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '"')
		if n < 0 {
			return len(text), true
		}
		slash := strings.IndexByte(text[i:i+n], '\\')
		if slash < 0 {
			return i + n, escaped
		}
		escaped = true
		i = min(i+slash+2, len(text))
	}
}
