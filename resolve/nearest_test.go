package resolve

import (
	"math/rand/v2"
	"testing"
)

// TestSlips checks that counting no further than wanted changes nothing up to there.
func TestSlips(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		b := make([]byte, random.IntN(8))
		for i := range b {
			b[i] = "abc"[random.IntN(3)]
		}
		return string(b)
	}
	var room []int
	for range 20000 {
		a, b, most := word(), word(), random.IntN(6)
		all, some := slips(a, b, len(a)+len(b), new([]int)), slips(a, b, most, &room)
		if all <= most && some != all || all > most && some <= most {
			t.Fatalf("%q and %q are %d slips apart; up to %d, %d", a, b, all, most, some)
		}
	}
	if n := slips("meetingtime", "metingtimes", 9, &room); n != 2 {
		t.Errorf("%d slips, want 2", n)
	}
}
