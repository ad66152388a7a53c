package fold

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, s := range []string{"", "id", "userPrincipalName", "ÄÖ", "aÉb", "K"} {
		if got := string(Append([]byte("X"), s)); got != "X"+strings.ToLower(s) {
			t.Errorf("Append(X, %q) = %q", s, got)
		}
	}
	for _, c := range []struct {
		s, part     string
		first, last bool
	}{
		{"Edm.Stream", "edm.", true, false},
		{"isIN", "In", false, true},
		{"In", "iN", true, true},
		{"I", "in", false, false},
		{"x", "", true, true},
	} {
		if first, last := HasPrefix(c.s, c.part), HasSuffix(c.s, c.part); first != c.first || last != c.last {
			t.Errorf("%q begins with %q: %v, ends in it: %v", c.s, c.part, first, last)
		}
	}
}
