// Package near finds the names that were probably meant by one that doesn't exist. It is for
// messages and suggestions, and knows nothing of what the names are for.
package near

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
)

// Names returns the three known names that differ least from what is wanted, whatever their
// case.
func Names(wanted string, known iter.Seq[string]) []string {
	return By(wanted, known, func(name string) string { return name })
}

// By returns the three known names whose keys differ least from what is wanted.
func By(wanted string, known iter.Seq[string], key func(name string) string) []string {
	const most = 3
	type candidate struct {
		name string
		far  int
	}
	var list []candidate
	for name := range known {
		list = append(list, candidate{name, Distance(wanted, key(name))})
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(len(a.name), len(b.name)), cmp.Compare(a.name, b.name))
	})
	var names []string
	for _, c := range list[:min(most, len(list))] {
		names = append(names, c.name)
	}
	return names
}

// Distance is how much of what was written must be changed to make a name of it, whatever
// the case; what is a part of the name is near.
func Distance(written, name string) int {
	written, name = strings.ToLower(written), strings.ToLower(name)
	if strings.Contains(name, written) {
		return 0
	}
	m := meter{word: []rune(written)}
	return m.slips(name, len(written)+len(name))
}

// Word returns the known word that differs least from one, whatever the case, of equals the
// first by the alphabet. ok is false if all have more than most slips.
func Word(word string, known iter.Seq[string], most int) (meant string, ok bool) {
	m := meter{word: []rune(strings.ToLower(word))}
	best := most + 1
	for k := range known {
		if d := len(word) - len(k); d > 4*most || -d > 4*most { // a letter has up to four bytes
			continue
		}
		n := m.slips(k, most)
		if n < best || n == best && ok && k < meant {
			best, meant, ok = n, k, true
		}
	}
	return meant, ok
}

// meter counts the slips from one word, in lower case, to others. It keeps what it counts in
// from one to the next.
type meter struct {
	word, other []rune
	rows        [3][]int
}

// slips is how many letters of the word must be changed, added, left out or swapped with the
// next to make another of it, whatever the case of that; most+1 if more than that.
func (m *meter) slips(other string, most int) int {
	m.other = m.other[:0]
	for _, c := range other {
		m.other = append(m.other, unicode.ToLower(c))
	}
	x, y := m.word, m.other
	if d := len(x) - len(y); d > most || -d > most {
		return most + 1
	}
	for i := range m.rows {
		m.rows[i] = slices.Grow(m.rows[i][:0], len(y)+1)[:len(y)+1]
	}
	rows := m.rows
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := range x {
		before, above, row := rows[0], rows[1], rows[2]
		row[0] = i + 1
		least := row[0]
		for j := range y {
			n := above[j]
			if x[i] != y[j] {
				n++
			}
			n = min(n, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				n = min(n, before[j-1]+1)
			}
			row[j+1] = n
			least = min(least, n)
		}
		if least > most {
			return most + 1
		}
		rows = [3][]int{above, row, before}
	}
	return min(rows[1][len(y)], most+1)
}
