package lint

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// linkKind tells the forms of links apart.
type linkKind int

const (
	inlineLink     linkKind = iota // [text](destination)
	htmlLink                       // <a href="destination">, <img src="destination">
	definitionLink                 // [label]: destination
	undefinedLink                  // [text][label], where nothing defines the label
)

// link is a link or an image of a page.
type link struct {
	kind linkKind
	// dest is the destination as written, without the angle brackets around it; of an
	// undefinedLink, the label.
	dest model.Span
	// text is what stands in the brackets of an inlineLink.
	text model.Span
	// takesIn is the word of [!INCLUDE [text](destination)] and the like, "" for a link.
	takesIn string
}

// The lengths of what is looked at: nobody writes longer ones, and strangers' pages must not
// make the scanner slow.
const (
	maxDestination = 2048
	maxLabel       = 999 // CommonMark 0.31, section 4.7
	maxCodeMark    = 64
)

// linkScanner finds the links in the lines of a page as CommonMark 0.31 does (section 6),
// without making a tree of them.
type linkScanner struct {
	text    string          // of the page
	defined map[string]bool // labels, normalised
	visit   func(link)
	// flaw, if not nil, is told of what was meant to be a link and is none.
	flaw func(flaw)

	open     []bracket
	inactive int // brackets below this index hold a link already
	// noCode is, by the length of a row of backquotes, where none closes it any more, and
	// noComment the same for comments.
	noCode    [maxCodeMark]int
	noComment int
}

// bracket is an opening bracket.
type bracket struct {
	at    int
	image bool
}

// linkMarks are the bytes that begin or end something that scan has to look at.
var linkMarks = [256]bool{'\\': true, '`': true, '<': true, '[': true, ']': true}

// scan visits the links of a span.
func (s *linkScanner) scan(at model.Span) {
	text := s.text[:at.End]
	s.open, s.inactive = s.open[:0], 0
	s.noCode, s.noComment = [maxCodeMark]int{}, 0
	for i := int(at.Start); i < len(text); {
		for !linkMarks[text[i]] {
			if i++; i == len(text) {
				return
			}
		}
		switch text[i] {
		case '\\':
			i += 2
		case '`':
			i = s.code(text, i)
		case '<':
			i = s.tag(text, i)
		case '[':
			s.open = append(s.open, bracket{i, i > int(at.Start) && text[i-1] == '!'})
			i++
		case ']':
			i = s.close(text, i)
		}
	}
}

// code returns the offset after the code span that a row of backquotes begins, or after
// the row if it begins none.
func (s *linkScanner) code(text string, i int) int {
	n := 1
	for i+n < len(text) && text[i+n] == '`' {
		n++
	}
	if n >= maxCodeMark || s.noCode[n] > 0 {
		return i + n
	}
	for at := i + n; at < len(text); {
		next := strings.IndexByte(text[at:], '`')
		if next < 0 {
			break
		}
		at += next
		row := 1
		for at+row < len(text) && text[at+row] == '`' {
			row++
		}
		if at += row; row == n {
			return at
		}
	}
	s.noCode[n] = i
	return i + n
}

// close reads what follows a closing bracket, and returns where to go on.
func (s *linkScanner) close(text string, i int) int {
	n := len(s.open) - 1
	if n < 0 {
		return i + 1
	}
	b := s.open[n]
	s.open = s.open[:n]
	active := b.image || n >= s.inactive
	s.inactive = min(s.inactive, n)
	if !active {
		return i + 1
	}
	end := 0
	switch rest := text[i+1:]; {
	case strings.HasPrefix(rest, "("):
		var dest model.Span
		if dest, end = destination(text, i+2); end > 0 {
			s.visit(link{kind: inlineLink, dest: dest, text: spanAt(b.at+1, i), takesIn: s.takesIn(text, b.at)})
			s.unmarked(text, b.at)
			s.glued(text, b, i)
			break
		}
		if s.isDefined(text[b.at+1 : i]) {
			end = i + 1
		}
	case strings.HasPrefix(rest, "["):
		end = s.reference(text, b, i)
	case s.isDefined(text[b.at+1 : i]):
		end = i + 1
	}
	if end == 0 {
		s.broken(text, b, i)
		return i + 1
	}
	if !b.image {
		s.inactive = n // no link holds another one
	}
	return end
}

// reference reads [text][label], and returns its end, 0 if it is no link.
func (s *linkScanner) reference(text string, b bracket, i int) int {
	label, end, ok := labelAt(text, i+1)
	switch {
	case !ok:
		return 0
	case strings.TrimSpace(label) == "":
		if !s.isDefined(text[b.at+1 : i]) {
			return 0
		}
	case !s.isDefined(label):
		s.visit(link{kind: undefinedLink, dest: spanAt(i+2, end-1)})
		return 0
	}
	return end
}

// labelAt reads the label in brackets at an offset, and returns the offset after it.
func labelAt(text string, i int) (label string, end int, ok bool) {
	for j := i + 1; j < min(len(text), i+maxLabel+2); j++ {
		switch text[j] {
		case '\\':
			j++
		case '[':
			return "", 0, false
		case ']':
			return text[i+1 : j], j + 1, true
		}
	}
	return "", 0, false
}

// isDefined reports whether a link definition has a label.
func (s *linkScanner) isDefined(label string) bool {
	return len(s.defined) > 0 && len(label) <= maxLabel && s.defined[normalLabel(label)]
}

// normalLabel returns a label as labels are compared: without regard to case and white space.
func normalLabel(label string) string {
	return strings.ToLower(strings.Join(strings.Fields(label), " "))
}

// takesIn returns the word after the exclamation mark of the bracket around a link:
// [!INCLUDE [text](destination)].
func (s *linkScanner) takesIn(text string, at int) string {
	if len(s.open) == 0 {
		return ""
	}
	word, ok := strings.CutPrefix(text[s.open[len(s.open)-1].at:at], "[!")
	if !ok {
		return ""
	}
	return strings.ToUpper(strings.TrimSpace(word))
}

// destination reads what stands in the parentheses of a link, from behind the opening one:
// a destination and perhaps a title. It returns the offset after the closing one, 0 if it is
// no link.
func destination(text string, i int) (dest model.Span, end int) {
	i = skipSpace(text, i)
	dest, i = bareDestination(text, i)
	if i == 0 {
		return dest, 0
	}
	after := skipSpace(text, i)
	if after > i && after < len(text) && strings.IndexByte("\"'(", text[after]) >= 0 {
		after = skipSpace(text, titleEnd(text, after))
	}
	if after < len(text) && text[after] == ')' {
		return dest, after + 1
	}
	return dest, 0
}

// bareDestination reads a destination and returns the offset after it, 0 if there is none.
func bareDestination(text string, i int) (dest model.Span, end int) {
	limit := min(len(text), i+maxDestination)
	if i < limit && text[i] == '<' {
		for j := i + 1; j < limit; j++ {
			switch text[j] {
			case '\\':
				j++
			case '\n', '<':
				return dest, 0
			case '>':
				return spanAt(i+1, j), j + 1
			}
		}
		return dest, 0
	}
	depth, j := 0, i
scan:
	for ; j < limit; j++ {
		switch c := text[j]; {
		case c == '\\' && j+1 < limit && isPunctuation(text[j+1]):
			j++
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				break scan
			}
		case c <= ' ' || c == 0x7f:
			break scan
		}
	}
	if depth > 0 || j == i+maxDestination {
		return dest, 0
	}
	return spanAt(i, min(j, limit)), j
}

// titleEnd returns the offset after the title of a link, or where it begins if it has no end.
func titleEnd(text string, i int) int {
	shut := text[i]
	if shut == '(' {
		shut = ')'
	}
	for j := i + 1; j < min(len(text), i+maxDestination); j++ {
		switch text[j] {
		case '\\':
			j++
		case shut:
			return j + 1
		}
	}
	return i
}

func skipSpace(text string, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r') {
		i++
	}
	return i
}

func isPunctuation(c byte) bool {
	return c > ' ' && c < '0' || c > '9' && c < 'A' || c > 'Z' && c < 'a' || c > 'z' && c < 0x7f
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func spanAt(start, end int) model.Span { return model.Span{Start: int32(start), End: int32(end)} }
