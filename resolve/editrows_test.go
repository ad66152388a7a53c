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
	"github.com/docbind/docbind/resolve"
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

const boxRows = "|id|String|The key.|\n|width|Int32|How wide.|\n"

// boxes is a set of a type and of other pages.
func boxes(rows string, others map[string]string) editable {
	var e editable
	add := func(path, text string) {
		e.pages, e.texts = append(e.pages, parser.Parse(path, []byte(text))), append(e.texts, []byte(text))
	}
	add("resources/box.md", "# box resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n"+rows)
	for path, text := range others {
		add(path, text)
	}
	return e
}

// resourceOf is the page of a type.
func resourceOf(name, rows string) string {
	return "# " + name + " resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n" + rows
}

// TestRowsThatCount: where another page has the name of a property in some form, all pages are
// resolved anew; so they are where a type is treated in another way for having it.
func TestRowsThatCount(t *testing.T) {
	answer := func(body string) string {
		return request("Get box", "GET /boxes/{id}") + "\n## Response\n\nReturns a [box](../resources/box.md).\n\n## Example\n\n```http\nGET https://h/boxes/1\n```\n\n```http\nHTTP/1.1 200 OK\n\n" + body + "\n```\n"
	}
	row := func(name string) string { return boxRows + "|" + name + "|String|Some words.|\n" }
	for what, c := range map[string]struct {
		old, new string
		others   map[string]string
		quick    bool
	}{
		"nothing":                {boxRows, row("lidKind"), map[string]string{"api/box-get.md": answer(`{"id": "1", "value": "lidKind"}`)}, true},
		"its description":        {boxRows, row("lidKind"), map[string]string{"resources/lid.md": resourceOf("lid", "|id|String|The lidKind.|\n|a|String|A.|\n")}, true},
		"a part of a word":       {boxRows, row("lidKind"), map[string]string{"resources/lid.md": resourceOf("lid", "|id|String|A.|\n|lidKinds|String|A.|\n|lids|String|A.|\n")}, true},
		"a member":               {boxRows, row("lidKind"), map[string]string{"api/box-get.md": answer(`{"id": "1", "LIDKIND": "x"}`)}, false},
		"an escaped member":      {boxRows, row("lidKind"), map[string]string{"api/box-get.md": answer(`{"id": "1", "\u006cidKind": "x"}`)}, false},
		"a kelvin sign":          {boxRows, row("lidKind"), map[string]string{"api/box-get.md": answer(`{"id": "1", "lidKind": "x"}`)}, false},
		"control information":    {boxRows, row("lidKind"), map[string]string{"api/box-get.md": answer(`{"id": "1", "lidKind@odata.type": "#x"}`)}, false},
		"a segment":              {boxRows, row("lidKind"), map[string]string{"api/box-get.md": request("Get", "GET /boxes/{id}/lidkind")}, false},
		"a sample's segment":     {boxRows, row("lidKind"), map[string]string{"api/box-get.md": request("Get", "GET /boxes/{id}") + "\n## Example\n\n```http\nGET https://h/boxes/1/lidkind\n```\n"}, false},
		"several":                {boxRows, row("lidKind"), map[string]string{"api/box-get.md": request("Get", "GET /boxes/{id}/lidkinds")}, false},
		"one of several":         {boxRows, row("lidPolicies"), map[string]string{"api/box-get.md": request("Get", "GET /boxes/{id}/lidpolicy")}, true},
		"several of one":         {boxRows, row("lidPolicy"), map[string]string{"api/box-get.md": request("Get", "GET /boxes/{id}/lidpolicies")}, false},
		"the end of a segment":   {boxRows, row("lidKind"), map[string]string{"api/box-get.md": request("Get", "GET /boxes/{id}/woodlidkind")}, false},
		"the end of several":     {boxRows, row("lidPolicy"), map[string]string{"api/box-get.md": request("Get", "GET /boxes/{id}/woodlidpolicies")}, false},
		"a file":                 {boxRows, row("lidKind"), map[string]string{"api/woodlidkind-get.md": request("Get", "GET /boxes/{id}")}, false},
		"a file of several":      {boxRows, row("lidPolicy"), map[string]string{"api/lidpolicies-get.md": request("Get", "GET /boxes/{id}")}, false},
		"a file of one":          {boxRows, row("lidBusinesses"), map[string]string{"api/lidbusiness-get.md": request("Get", "GET /boxes/{id}")}, false},
		"a heading of one":       {boxRows, row("lidBusinesses"), map[string]string{"README.md": "# Boxes\n\n## GET /lidbusiness/{id}\n\nGets one.\n\n**Response**: 200 OK\n"}, false},
		"a property":             {boxRows, row("lidKind"), map[string]string{"resources/lid.md": resourceOf("lid", "|id|String|A.|\n|lidkind|String|A.|\n")}, false},
		"an enumeration":         {boxRows, row("lidKind"), map[string]string{"resources/enums.md": "# Enums\n\n### boxLidKind values\n\n|Member|\n|:--|\n|flat|\n|round|\n"}, false},
		"its only row":           {"|id|String|The key.|\n", "|id|String|The key.|\n|lidKind|String|A.|\n", nil, false},
		"its key":                {"|lidKind|String|A.|\n", "|id|String|The key.|\n|lidKind|String|A.|\n", nil, false},
		"a type":                 {boxRows, boxRows + "|lidKind|[lid](lid.md)|A.|\n", map[string]string{"resources/lid.md": resourceOf("lid", "|id|String|A.|\n|a|String|A.|\n")}, false},
		"values":                 {boxRows, boxRows + "|lidKind|String|Possible values are: `flat`, `round`.|\n", nil, false},
		"a relationship":         {boxRows, boxRows + "\n## Relationships\n\n|Relationship|Type|\n|:--|:--|\n|lidKind|[lid](lid.md)|\n", nil, false},
		"an order":               {boxRows + "|lidKind|String|A.|\n|tag|String|A.|\n", boxRows + "|tag|String|A.|\n|lidKind|String|A.|\n", nil, false},
		"a Go name":              {boxRows, boxRows + "|lid2Kind|String|A.|\n", map[string]string{"resources/cube.md": resourceOf("cube", "|id|String|A.|\n|lid_2_kind|String|A. Inherited from [box](box.md).|\n|edge|String|A.|\n")}, false},
		"a name that is its own": {boxRows, row("marshalJson"), nil, false},
		"another name":           {row("lidKind"), row("lidShape"), map[string]string{"api/box-get.md": answer(`{"id": "1", "width": 1}`)}, true},
		"nothing any more":       {row("lidKind"), boxRows, map[string]string{"api/box-get.md": answer(`{"id": "1", "width": 1}`)}, true},
		"a member any more":      {row("lidKind"), boxRows, map[string]string{"api/box-get.md": answer(`{"id": "1", "lidKind": "x"}`)}, false},
		"another type":           {row("lidKind"), boxRows + "|lidKind|Edm.Int64 collection|Some words.|\n", nil, true},
		"a row of its base, and of none": {boxRows + "|lidKind|String|A. Inherited from [cube](cube.md).|\n|edge|String|A. Inherited from [cube](cube.md).|\n|tag|String|A.|\n",
			boxRows + "|lidKind|String|A. Inherited from [cube](cube.md).|\n|lidShape|String|A.|\n|edge|String|A. Inherited from [cube](cube.md).|\n|tag|String|A.|\n",
			map[string]string{"resources/cube.md": resourceOf("cube", "|id|String|A.|\n|edge|String|A.|\n")}, true},
		"rows twice": {boxRows + "|a|String|A.|\n|b|String|A.|\n|a|String|A.|\n", boxRows + "|a|String|A.|\n|b|String|A.|\n|a|String|A.|\n|lidShape|String|A.|\n", nil, true},
		"derived types": {boxRows + "|tag|String|A.|\n", boxRows + "|lidShape|String|A.|\n|tag|String|A.|\n", map[string]string{
			"resources/cube.md": resourceOf("cube", "|id|String|A. Inherited from [box](box.md).|\n|tag|String|A. Inherited from [box](box.md).|\n|width|Int32|B. Inherited from [box](box.md).|\n|edge|String|A.|\n")}, true},
	} {
		now, old := boxes(c.new, c.others), boxes(c.old, c.others)
		now.pages = slices.Concat(now.pages[:1], old.pages[1:])
		if got := old.becomes(t, now, what); got != c.quick {
			t.Errorf("%s: an edit: %t, want %t", what, got, c.quick)
		}
	}
}

// TestWords: the words of a page are counted once a page, those of others not at all.
func TestWords(t *testing.T) {
	large := func(members int) string {
		body := "{"
		for i := range members {
			body += fmt.Sprintf("\"m%d\": 1,", i)
		}
		return request("Get box", "GET /boxes/{id}") + "\n## Example\n\n```http\nGET https://h/boxes/1\n```\n\n```http\nHTTP/1.1 200 OK\n\n" + body + "\"id\": 1}\n```\n"
	}
	e := boxes(boxRows, map[string]string{"api/box-get.md": large(9)})
	if _, members := resolve.CountWords(e.pages, nil); members != 10 {
		t.Errorf("the largest body has %d members, want 10", members)
	}
	words, members := resolve.CountWords(e.pages, nil)
	now := boxes(boxRows+"|lidKind|String|A.|\n", nil)
	edit, ok := resolve.NewEdit(e.pages[0], now.pages[0])
	for widest, want := range map[int]bool{100: true, 1e6: false} { // bodies may be too large to be compared
		v, read := resolve.ReadWords(words, nil)
		v.Members, v.Widest = members, widest
		if !ok || !read || edit.Local(v, nil) != want {
			t.Errorf("where a type has %d fields, the edit is local: %t, want %t", widest, !want, want)
		}
	}
	if _, ok := resolve.ReadWords(words[1:], nil); ok {
		t.Error("half a vocabulary is read")
	}
	changes, _ := resolve.Reworded(e.pages[0], now.pages[0])
	v, _ := resolve.ReadWords(words, changes)
	if edit.Local(v, nil) {
		t.Error("a word that has come since is not known")
	}
}
