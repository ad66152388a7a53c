package near

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSlips checks that counting no further than wanted changes nothing up to there.
func TestSlips(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	word := func() string {
		b := make([]byte, r.IntN(9))
		for i := range b {
			b[i] = "abc"[r.IntN(3)]
		}
		return string(b)
	}
	for range 2000 {
		a, b, most := word(), word(), r.IntN(6)
		if all, some := slips(a, b, 20), slips(a, b, most); some != min(all, most+1) {
			t.Errorf("%q and %q: %d slips, up to %d they are %d", a, b, all, most, some)
		}
	}
	for _, c := range []struct {
		a, b string
		want int
	}{{"meetingtime", "metingtimes", 2}, {"tilte", "title", 1}, {"größe", "grösse", 2}, {"", "ab", 2}} {
		if n := slips(c.a, c.b, 9); n != c.want {
			t.Errorf("from %s to %s it is %d slips, want %d", c.a, c.b, n, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	known := []string{"http/status-line", "http/host", "page/title", "link/case"}
	if got := Names("STATUS-LINE", slices.Values(known)); got[0] != "http/status-line" || len(got) != 3 {
		t.Errorf("near STATUS-LINE are %q", got)
	}
	if got, ok := Word("Tilte", slices.Values([]string{"table", "title"}), 1); !ok || got != "title" {
		t.Errorf("Tilte is taken for %q", got)
	}
	if got, ok := Word("nothing", slices.Values([]string{"table", "title"}), 2); ok {
		t.Errorf("nothing is taken for %q", got)
	}
}

// slips counts with a meter that has counted before.
func slips(word, other string, most int) int {
	m := meter{word: []rune(word)}
	m.slips("qwertz", 9)
	return m.slips(other, most)
}
