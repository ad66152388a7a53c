package jsonscan

// Walker walks the objects and arrays of one text from the outside in. It notes where
// those inside end when it passes them first, so that none is gone through twice.
type Walker struct {
	text string
	// ends are the ends of objects and arrays by where they begin, 0 if not known.
	ends []int32
	open []int32
}

// maxNoted is the length of texts above which ends are not noted.
const maxNoted = 1 << 16

// Reset makes the walker one of another text.
func (w *Walker) Reset(text string) {
	w.text, w.open = text, w.open[:0]
	if len(text) > maxNoted {
		w.ends = w.ends[:0]
		return
	}
	if cap(w.ends) < len(text) {
		w.ends = make([]int32, len(text), 2*len(text))
		return
	}
	w.ends = w.ends[:len(text)]
	clear(w.ends)
}

// mark returns the offset of the next quote or bracket from i on, or the end of the text.
func mark(text string, i int) int {
	for i < len(text) && class[text[i]]&(quote|opens|closes) == 0 {
		i++
	}
	return i
}

// nested returns the offset after the object or array that starts at i.
func (w *Walker) nested(i int) int {
	note := len(w.ends) > 0
	if note && w.ends[i] > 0 {
		return int(w.ends[i])
	}
	text, depth := w.text, 0
	for i < len(text) {
		if i = mark(text, i); i == len(text) {
			break
		}
		switch class[text[i]] & (quote | opens | closes) {
		case quote:
			i = str(text, i)
			continue
		case opens:
			if depth++; note {
				w.open = append(w.open[:depth-1], int32(i))
			}
		case closes:
			if depth--; note {
				w.ends[w.open[depth]] = int32(i + 1)
			}
			if depth == 0 {
				return i + 1
			}
		}
		i++
	}
	return i
}
