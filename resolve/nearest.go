package resolve

import (
	"cmp"
	"slices"
	"strings"
)

// Meant returns the name that was most likely meant by one that doesn't exist, "" if none
// is like it. Of names that are equally like it, the first by the alphabet is taken.
func Meant(wanted string, names []string) string {
	const letters = 6 // one slip in so many
	best, least := "", len(wanted)/letters+1
	lower := strings.ToLower(wanted)
	var row []int
	for _, name := range names {
		if len(name)-len(wanted) >= least || len(wanted)-len(name) >= least {
			continue
		}
		far := slips(lower, strings.ToLower(name), least, &row)
		if far < least || far == least && best != "" && name < best {
			best, least = name, far
		}
	}
	return best
}

// candidate is a name that may have been meant, and how far what was written is from it.
type candidate struct {
	name string
	far  int
}

// nearest returns the few names that were most likely meant.
func nearest(list []candidate) []string {
	const most = 3
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(len(a.name), len(b.name)), cmp.Compare(a.name, b.name))
	})
	var names []string
	for _, c := range list[:min(most, len(list))] {
		names = append(names, c.name)
	}
	return names
}

// distance is how far a name is from what was written. What holds the whole of it is near.
func distance(written, name string) int {
	if strings.Contains(name, written) {
		return 0
	}
	return slips(written, name, len(written)+len(name), new([]int))
}

// slips is how many bytes of a must be changed, added or left out to make b of it
// (Levenshtein); more than most if it is more than that. room is used for the next as well.
func slips(a, b string, most int, room *[]int) int {
	row := (*room)[:0]
	for j := range len(b) + 1 {
		row = append(row, j)
	}
	*room = row
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		least := row[0]
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
			least = min(least, row[j+1])
		}
		if least > most {
			return least // no later row has less
		}
	}
	return row[len(b)]
}
