package resolve_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/docbind/docbind/parser"
)

var (
	anyRow    = regexp.MustCompile(`(?m)^\| ?([A-Za-z]\w*) ?\| ?([^|\n]*?) ?\|.*\n`)
	anyObject = regexp.MustCompile("(?m)^``` ?json\r?\n\\{")
)

// freshName returns a name that no page has.
func freshName(r *rand.Rand) string {
	syllables := []string{"zu", "ko", "ve", "li", "nax", "qua", "por", "wi"}
	word := func() (w string) {
		for range 2 + r.IntN(2) {
			w += syllables[r.IntN(len(syllables))]
		}
		return w
	}
	name := word() + fmt.Sprint(r.IntN(100))
	for range r.IntN(3) {
		w := word()
		name += strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.TrimRight(name, "0123456789")
}

// rowName returns a name for a row: that of nothing, or made of words of other pages.
func (e editable) rowName(r *rand.Rand) (name string, fresh bool) {
	word := func() string {
		found := anyWord.FindAll(e.texts[r.IntN(len(e.texts))], -1)
		if len(found) == 0 {
			return "word"
		}
		return string(found[r.IntN(len(found))])
	}
	small := func(w string) string { return strings.ToLower(w[:min(1, len(w))]) + w[min(1, len(w)):] }
	row := func() string {
		for range 50 {
			if found := anyRow.FindAllSubmatch(e.texts[r.IntN(len(e.texts))], -1); len(found) > 0 {
				return string(found[r.IntN(len(found))][1])
			}
		}
		return word()
	}
	p := e.pages[r.IntN(len(e.pages))]
	stem := strings.TrimSuffix(filepath.Base(p.Path), ".md")
	switch r.IntN(14) {
	case 0:
		return word(), false
	case 1:
		return row(), false
	case 2:
		return strings.ToLower(row()), false
	case 3:
		w := row()
		return small(strings.ToUpper(w[:1]) + w[1:] + "s"), false
	case 4:
		w := small(row())
		at := r.IntN(len(w))
		return w[:at] + strings.ToUpper(w[at:at+1]) + w[at+1:], false
	case 5:
		second := row()
		return small(row()) + strings.ToUpper(second[:1]) + second[1:], false
	case 6: // as a file name has it, in part
		part := strings.Split(stem, "-")[0]
		at := r.IntN(len(part))
		return small(part[:at]) + strings.ToUpper(part[at:at+1]) + part[at+1:], false
	case 7: // as a path has it, in part
		if len(p.Templates) > 0 {
			if w := anyWord.FindAllString(p.Templates[0].Path.Value, -1); len(w) > 0 {
				last := w[len(w)-1]
				at := r.IntN(len(last) - 1)
				return "a" + strings.ToUpper(last[at:at+1]) + last[at+1:], false
			}
		}
	case 8: // of an enumeration that may be called like a type and its property
		for range 50 {
			if q := e.pages[r.IntN(len(e.pages))]; len(q.Enums) > 0 {
				name := q.Enums[0].Type.Value
				name = name[strings.LastIndexByte(name, '.')+1:]
				if words := anyWord.FindString(name); words != "" {
					return small(name[r.IntN(len(name)):]), false
				}
			}
		}
	}
	return freshName(r), true
}

// rowed returns the set with a row of a resource that has come, gone or changed; fresh reports that it
// should be possible to tell that nothing depends on it.
func (e editable) rowed(r *rand.Rand) (now editable, fresh bool) {
	now = editable{slices.Clone(e.pages), slices.Clone(e.texts), e.included}
	i := r.IntN(len(e.pages))
	for range 100 {
		if len(e.pages[i].Resources) > 0 && anyRow.Match(e.texts[i]) {
			break
		}
		i = r.IntN(len(e.pages))
	}
	text := string(e.texts[i])
	for range 1 + r.IntN(4)/3 {
		found := anyRow.FindAllStringSubmatchIndex(text, -1)
		if len(found) == 0 {
			break
		}
		m := found[r.IntN(len(found))]
		typ := []string{"String", "Int32", "Boolean", "String collection", "DateTimeOffset", "Edm.Guid", "number", "Collection(Edm.Int64)"}[r.IntN(8)]
		name, isFresh := e.rowName(r)
		switch r.IntN(6) {
		case 0:
			fresh = false
			text = text[:m[0]] + text[m[1]:]
		case 1:
			fresh = false
			text = text[:m[2]] + name + text[m[3]:]
		case 2:
			fresh = false
			text = text[:m[4]] + typ + text[m[5]:]
		default:
			fresh = isFresh
			at := m[r.IntN(2)]
			text = text[:at] + "|" + name + "|" + typ + "|" + []string{"Some words.", "", "Deprecated. Do not use it.", "Optional. The possible values are: `a`."}[r.IntN(4)] + "|\n" + text[at:]
			if json := anyObject.FindStringIndex(text); json != nil && r.IntN(2) == 0 {
				text = text[:json[1]] + "\n  \"" + name + "\": \"" + []string{"String", "Int32", "Boolean"}[r.IntN(3)] + "\"," + text[json[1]:]
			}
		}
	}
	now.texts[i] = []byte(text)
	now.pages[i] = parser.Parse(e.pages[i].Path, now.texts[i])
	return now, fresh
}

// TestEditOfRows adds, removes, renames and retypes rows of random resources. Where the edit can be
// applied to what was resolved before, the outcome is what resolving the edited pages gives.
//
//	EDITS=5000 go test -run TestEditOfRows ./resolve
func TestEditOfRows(t *testing.T) {
	edits := 100
	if n, err := strconv.Atoi(os.Getenv("EDITS")); err == nil {
		edits = n
	}
	seed, _ := strconv.Atoi(os.Getenv("SEED"))
	for name, set := range map[string]struct {
		dir          string
		most, rounds int
	}{
		"examples":  {filepath.Join("..", "testdata", "docs"), 100, edits},
		"reference": {filepath.Join("..", "..", "shared", "corpus", "api-reference", "beta"), 250, edits / 5},
	} {
		if _, err := os.Stat(set.dir); err != nil {
			continue
		}
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(9, uint64(seed)))
			e := readEditable(t, set.dir, set.most, r)
			applied, fresh, freshApplied := 0, 0, 0
			for round := range set.rounds {
				now, isFresh := e.rowed(r)
				did := e.becomes(t, now, fmt.Sprint("round ", round))
				if did {
					applied++
				}
				if isFresh {
					fresh++
				}
				if isFresh && did {
					freshApplied++
				}
				if did && r.IntN(3) == 0 {
					e = now
				}
				if t.Failed() {
					for i := range e.texts {
						if !bytes.Equal(e.texts[i], now.texts[i]) {
							t.Logf("%s", e.pages[i].Path)
						}
					}
					return
				}
			}
			t.Logf("%d of %d edits could be applied, %d of %d with a fresh name", applied, set.rounds, freshApplied, fresh)
			if freshApplied < fresh/2 {
				t.Error("want more")
			}
		})
	}
}
