package lint

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// misspelt returns the one of the known words that a word was probably meant to be: few
// letters differ, or only their case.
func misspelt(word string, known iter.Seq[string]) (meant string, ok bool) {
	word = strings.ToLower(word)
	limit := 1 + utf8.RuneCountInString(word)/6
	if len(word) < 4 || len(word) > 200 {
		limit = 0
	}
	best := limit + 1
	for k := range known {
		n := letters(word, strings.ToLower(k), limit)
		if n < best || n == best && ok && k < meant {
			best, meant, ok = n, k, true
		}
	}
	return meant, ok
}

// letters returns how many letters of a must be changed, added, left out or swapped with the
// next to make b of it; limit+1 if more than that.
func letters(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > limit || -d > limit {
		return limit + 1
	}
	rows := [3][]int{make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)}
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
		if least > limit {
			return limit + 1
		}
		rows = [3][]int{above, row, before}
	}
	return min(rows[1][len(y)], limit+1)
}
