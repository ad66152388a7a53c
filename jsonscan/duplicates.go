package jsonscan

// Duplicates calls yield for each member of valid JSON that has the name of one before it in
// its object, as names are written, until it returns false. at is the offset of the name and
// first that of the earlier one.
func Duplicates(text string, yield func(name string, at, first int) bool) {
	var room [64]written
	var depth [16]int
	names := room[:0] // those of the objects that are open, the innermost last
	open := depth[:0] // where the names of each begin
	for i := 0; i < len(text); {
		if i = mark(text, i); i == len(text) {
			break
		}
		switch class[text[i]] & (quote | opens | closes) {
		case quote:
			end := str(text, i)
			if colon := space(text, end); colon < len(text) && text[colon] == ':' {
				names = append(names, written{text[i:end], i})
			}
			i = end
			continue
		case opens:
			open = append(open, len(names))
		case closes:
			if len(open) == 0 {
				return
			}
			from := open[len(open)-1]
			if !repeated(names[from:], yield) {
				return
			}
			names, open = names[:from], open[:len(open)-1]
		}
		i++
	}
}

// written is a name in quotes with its offset.
type written struct {
	name string
	at   int
}

// fewNames is how many names are compared with each other; of more, a table is made.
const fewNames = 24

// repeated calls yield for each name that stands in a list before, and reports whether to go on.
func repeated(list []written, yield func(name string, at, first int) bool) bool {
	var table map[string]int
	if len(list) > fewNames {
		table = make(map[string]int, len(list))
	}
	for i, n := range list {
		first, found := table[n.name]
		if table == nil {
			for j := 0; j < i && !found; j++ {
				first, found = list[j].at, list[j].name == n.name
			}
		} else if !found {
			table[n.name] = n.at
		}
		if found && !yield(String(n.name), n.at, first) {
			return false
		}
	}
	return true
}
