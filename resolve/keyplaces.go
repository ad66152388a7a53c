package resolve

import (
	"strings"
	"sync"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/model"
)

// keyPlaces know where the request lines of a docs set have a placeholder. They are
// gathered when they are needed first: most pages have request lines of their own.
type keyPlaces struct {
	pages    []*model.Page
	once     sync.Once
	keys     map[string]string // the placeholder by the shape of the path before it
	literals map[string]string // the page of a path up to a literal; "" for several
}

func (k *keyPlaces) gather() {
	k.keys, k.literals = map[string]string{}, make(map[string]string, len(k.pages))
	var room [256]byte
	for _, p := range k.pages {
		for i := range p.Templates {
			k.note(p, strings.TrimPrefix(p.Templates[i].Path.Value, "/"), room[:0])
		}
	}
}

// note takes note of a path of a page. room is for its shape.
func (k *keyPlaces) note(p *model.Page, path string, room []byte) {
	for segment := range strings.SplitSeq(path, "/") {
		if len(room) > maxPath {
			break
		}
		if isPlaceholder(segment) {
			if old, ok := k.keys[string(room)]; !ok || segment < old {
				k.keys[string(room)] = segment
			}
		}
		room = appendSegment(room, segment)
		if page, ok := k.literals[string(room)]; !ok {
			k.literals[string(room)] = p.Path
		} else if page != "" && page != p.Path {
			k.literals[string(room)] = ""
		}
	}
}

// appendSegment appends a segment to the shape of the path before it.
func appendSegment(above []byte, segment string) []byte {
	if isPlaceholder(segment) {
		return append(above, "/{}"...)
	}
	return fold.Append(append(above, '/'), segment)
}

func isPlaceholder(segment string) bool {
	return strings.HasPrefix(segment, "{") && strings.IndexByte(segment, '}') == len(segment)-1
}

// unfreeze makes placeholders of the values in a path of a page that stand where the
// request lines of other pages have one, and none has the same text: /things/71f9 is
// /things/{id}.
func (k *keyPlaces) unfreeze(page, path string, isValue func(segment string) bool) string {
	if len(path) > maxPath || !anySegment(path, isValue) || strings.Count(path, "/") >= maxSegments {
		return path
	}
	k.once.Do(k.gather)
	segments := strings.Split(path, "/")
	var room [256]byte
	above := room[:0]
	for i, segment := range segments[1:] {
		key := k.keys[string(above)]
		if key != "" && isValue(segment) {
			owner, known := k.literals[string(fold.Append(append(above, '/'), segment))]
			if !known || owner == page || plainValue(segment) {
				segments[i+1], segment = key, key
			}
		}
		above = appendSegment(above, segment)
	}
	return strings.Join(segments, "/")
}

// anySegment reports whether a path has a segment that is so.
func anySegment(path string, so func(segment string) bool) bool {
	for segment := range strings.SplitSeq(path, "/") {
		if so(segment) {
			return true
		}
	}
	return false
}

// shownValue reports whether a segment of a sample's path is a value rather than a word, a
// function, a type or a placeholder.
func shownValue(segment string) bool {
	return segment != "" && segment[0] != '{' && !onlyLetters(segment) && !strings.ContainsAny(segment, "{}<>()$:") && !strings.HasPrefix(segment, "microsoft.")
}

// plainValue reports whether a segment of a request line can be nothing but a value, a
// number, GUID, address or key: words have digits, too.
func plainValue(segment string) bool {
	if !shownValue(segment) {
		return false
	}
	runs, hex, digit := 0, true, false
	for _, c := range segment {
		isDigit := c >= '0' && c <= '9'
		if isDigit && !digit {
			runs++
		}
		digit = isDigit
		hex = hex && (isDigit || c == '-' || c|0x20 >= 'a' && c|0x20 <= 'f')
	}
	const (
		many = 3 // more runs of digits than a word has
		long = 8 // b2b is a word
	)
	return runs > 0 && hex && len(segment) >= long || runs >= many || strings.ContainsAny(segment, "=@")
}

// thaw makes placeholders of the values in request lines that other pages have, and leaves
// out those lines that another one of the page has with placeholders.
func (r *resolver) thaw(p *model.Page, lines []model.Template) []model.Template {
	isValue := plainValue
	if len(p.Templates) == 0 { // they are samples
		isValue = shownValue
	}
	for i := range lines {
		path := &lines[i].Path
		if joined := joinKeys(path.Value); joined != path.Value && len(p.Templates) > 0 {
			r.report(model.RulePlaceholder, path.Pos, "the request line has a slash before a key; it is read as "+joined)
			path.Value = joined
		}
		thawed := r.places.unfreeze(p.Path, path.Value, isValue)
		if thawed != path.Value && len(p.Templates) > 0 {
			r.report(model.RulePlaceholder, path.Pos, "the request line has a value where other pages have a placeholder; it is read as "+thawed)
		}
		path.Value = thawed
	}
	return r.withoutValues(p, lines, isValue)
}

// withoutValues leaves out the request lines that another one of the page is with
// placeholders in the place of values.
func (r *resolver) withoutValues(p *model.Page, lines []model.Template, isValue func(segment string) bool) []model.Template {
	frozen := map[*model.Template]bool{}
	for i := range lines {
		line := &lines[i]
		if len(lines) < 2 || !anySegment(line.Path.Value, isValue) {
			continue
		}
		for j := range lines {
			if other := &lines[j]; takesValues(other, line, isValue) {
				if frozen[line] = true; len(p.Templates) > 0 {
					r.report(model.RulePlaceholder, line.Path.Pos, "the request line is "+other.Path.Value+" with a value, and no path of its own", other.Path.Pos)
				}
				break
			}
		}
	}
	if len(frozen) == 0 {
		return lines
	}
	var out []model.Template
	for i := range lines {
		if !frozen[&lines[i]] {
			out = append(out, lines[i])
		}
	}
	return out
}

// takesValues reports whether a request line has placeholders where another one has values,
// and is the same otherwise.
func takesValues(line, other *model.Template, isValue func(segment string) bool) bool {
	a, b := line.Path.Value, other.Path.Value
	slashes := strings.Count(a, "/")
	if line == other || line.Method.Value != other.Method.Value || slashes >= maxSegments || slashes != strings.Count(b, "/") {
		return false
	}
	values := 0
	for more := true; more; {
		var own, its string
		own, a, more = strings.Cut(a, "/")
		its, b, _ = strings.Cut(b, "/")
		switch {
		case isPlaceholder(own) && isPlaceholder(its), strings.EqualFold(own, its):
		case isPlaceholder(own) && isValue(its):
			values++
		default:
			return false
		}
	}
	return values > 0
}
