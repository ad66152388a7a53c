package parser

import (
	"encoding/json"
	"errors"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tailscale/hujson"

	"github.com/docbind/docbind/jsonscan"
)

// jsonError says where JSON could not be read even with tolerance.
type jsonError struct {
	offset  int
	message string
}

// jsonRepair says what first had to be mended to make text JSON; offset is into
// the text. what is empty if nothing had to be.
type jsonRepair struct {
	offset int
	what   string
	fix    string
	edits  jsonEdits
}

// repairJSON returns the text as standard JSON of the same length, so that
// offsets into one are offsets into the other.
func repairJSON(text string) (string, jsonRepair, *jsonError) {
	if jsonscan.Valid(text) {
		return text, jsonRepair{}, nil
	}
	repair := describe(text)
	buf, edits := normalise(text)
	repair.edits = edits
	out, err := hujson.Standardize(buf)
	if err != nil {
		return "", repair, syntaxError(err, text)
	}
	if !json.Valid(out) || len(out) != len(text) { // a duplicate name is fine, a broken escape is not
		return "", repair, &jsonError{repair.offset, repair.what}
	}
	return string(out), repair, nil
}

// describe names the first thing that strict JSON refuses.
func describe(text string) jsonRepair {
	at, next := firstError(text)
	rest := strings.TrimSpace(text[at:])
	before := strings.TrimRight(text[:at], " \t\r\n")
	switch {
	case next == '}' || next == ']':
		if strings.HasSuffix(before, ",") {
			return jsonRepair{offset: len(before) - 1, what: "there is a comma before the closing bracket", fix: "remove the comma"}
		}
		if r, ok := describeBracket(text[:at], before, next); ok {
			r.offset = at
			return r
		}
		return jsonRepair{offset: at, what: "a value is missing before " + string(next)}
	case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "/*"):
		return jsonRepair{offset: at, what: "JSON has no comments", fix: "remove the comment"}
	case badEscape(text[:at]):
		return jsonRepair{offset: at - 1, what: `\` + string(next) + " is no escape of JSON", fix: `write \\ for a backslash, or / where one is meant`}
	case next == '\n' || next == '\r' || next == '\t':
		return jsonRepair{offset: at, what: "a string goes over the end of its line", fix: "write \\n, or close the string"}
	case next == '\'':
		return jsonRepair{offset: at, what: "strings need double quotes", fix: `write "`}
	case next == '“' || next == '”' || next == '‘' || next == '’':
		return jsonRepair{offset: at, what: "a typographic quote stands for a straight one", fix: `write "`}
	case next == '\u00a0' || next == '\u202f' || next == '\ufeff':
		return jsonRepair{offset: at, what: "a non-breaking space stands between tokens", fix: "write a plain space"}
	case next == 0:
		return jsonRepair{offset: at, what: "it ends too early", fix: "close every bracket and string"}
	}
	return describeWord(text, at, next, before)
}

// describeBracket says which bracket is still open where another one is closed behind a value, or
// that none is; before is the text up to there without the blanks.
func describeBracket(text, before string, next rune) (r jsonRepair, ok bool) {
	if before == "" || strings.IndexByte(":{[", before[len(before)-1]) >= 0 {
		return r, false
	}
	var open []byte
	str := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case str && c == '\\':
			i++
		case c == '"':
			str = !str
		case str:
		case c == '{' || c == '[':
			open = append(open, c+2) // the bracket that closes it
		case (c == '}' || c == ']') && len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return jsonRepair{what: "there is a " + string(next) + " too many", fix: "remove it"}, true
	}
	shut := string(open[len(open)-1])
	return jsonRepair{what: shut + " is missing before " + string(next), fix: "write " + shut + " before it"}, true
}

// badEscape reports whether a text ends in a backslash that begins an escape.
func badEscape(text string) bool {
	return (len(text)-len(strings.TrimRight(text, `\`)))%2 > 0
}

// describeWord names what is wrong at an offset where strict JSON expects something else
// than next; before is the text up to there without the blanks.
func describeWord(text string, at int, next rune, before string) jsonRepair {
	word := text[at:]
	if end := strings.IndexAny(word, " \t\r\n,:{}[]\"'"); end >= 0 {
		word = word[:end]
	}
	value := before != "" && strings.IndexByte(",:{[", before[len(before)-1]) < 0
	if start := numberStart(text, at); start < at {
		number, _, _ := strings.Cut(strings.NewReplacer("}", ",", "]", ",", "\r", ",", "\n", ",").Replace(text[start:min(len(text), at+maxNumber)]), ",")
		return jsonRepair{offset: start, what: clip(number) + " is no number", fix: "write it in double quotes, or write a number"}
	}
	switch lower := strings.ToLower(word); {
	case (lower == "true" || lower == "false" || lower == "null") && lower != word:
		return jsonRepair{offset: at, what: word + " is not JSON", fix: "write " + lower}
	case value && next == '"' && ofMember(before) && !strings.HasPrefix(afterString(text[at:]), ":"):
		return jsonRepair{offset: at, what: "a second value follows: " + firstToken(text[at:]), fix: "leave one of the two out"}
	case value && (next == '"' || next == '{' || next == '['):
		return jsonRepair{offset: at, what: "a comma is missing before " + firstToken(text[at:]), fix: "write a comma between the two"}
	case value && next == ':':
		return jsonRepair{offset: at, what: "a member stands where a value belongs", fix: "open a brace before it"}
	case value && next == ',':
		return jsonRepair{offset: at, what: "the JSON is over, and a comma follows", fix: "end the body here, or open a bracket before it"}
	case next == ',':
		return jsonRepair{offset: at, what: "there is a comma too many", fix: "remove it"}
	case next == '.':
		return jsonRepair{offset: at, what: "dots stand for what is left out", fix: "leave them out, and say that the sample is shortened"}
	case !value && word != "" && next != '\\':
		return jsonRepair{offset: at, what: clip(word) + " has no quotes", fix: "write it in double quotes"}
	}
	return jsonRepair{offset: at, what: "unexpected " + strconv.QuoteRune(next)}
}

// maxNumber is how far a message looks for the end of what is no number.
const maxNumber = 60

// numberStart returns where the digits begin that stand before an offset, if they are a value or the
// beginning of one: 00:01:30 and 007 are none.
func numberStart(text string, at int) int {
	start := at
	for start > 0 && text[start-1] >= '0' && text[start-1] <= '9' {
		start--
	}
	if start > 0 && strings.IndexByte(" \t\r\n:,[-", text[start-1]) < 0 {
		return at
	}
	return start
}

// ofMember reports whether a text ends in the value of a member, a string.
func ofMember(text string) bool {
	inner, ok := strings.CutSuffix(text, `"`)
	open := strings.LastIndexByte(inner, '"')
	return ok && open >= 0 && strings.HasSuffix(strings.TrimRight(inner[:open], " \t\r\n"), ":")
}

// afterString returns what follows the string that a text begins with, "" if that isn't closed.
func afterString(text string) string {
	_, rest, _ := strings.Cut(text[1:], `"`)
	return strings.TrimLeft(rest, " \t\r\n")
}

// firstToken returns the string or the bracket that a text begins with.
func firstToken(text string) string {
	if end := strings.IndexAny(text[1:], "\"\n"); text[0] == '"' && end >= 0 {
		return clip(text[:end+2])
	}
	return text[:1]
}

// firstError returns the offset at which strict JSON fails and the rune there.
func firstError(text string) (int, rune) {
	var v json.RawMessage
	err := json.Unmarshal([]byte(text), &v)
	at := len(text)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = min(max(int(syntax.Offset)-1, 0), len(text))
		if strings.HasPrefix(syntax.Error(), "unexpected end") {
			at = len(text)
		}
	}
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	if start := wordStart(text, at); start < at {
		at = start
	}
	if at >= len(text) {
		return at, 0
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	return at, r
}

// wordStart returns where the word begins that an offset is in, if that begins like true,
// false or null: strict JSON fails only where it goes on in another way.
func wordStart(text string, at int) int {
	start := at
	for start > 0 && text[start-1] >= 'a' && text[start-1] <= 'z' {
		start--
	}
	if start < at && start > 0 && strings.IndexByte("tfn", text[start]) >= 0 && strings.IndexByte(" \t\r\n:,[{", text[start-1]) >= 0 {
		return start
	}
	return at
}

func syntaxError(err error, text string) *jsonError {
	e := &jsonError{message: "the value cannot be read"}
	// hujson says "hujson: line 3, column 5: message" and has no typed error.
	m := hujsonError.FindStringSubmatch(err.Error())
	if m == nil {
		return e
	}
	line, _ := strconv.Atoi(m[1])
	col, _ := strconv.Atoi(m[2])
	for i := 1; i < line; i++ {
		e.offset += strings.IndexByte(text[e.offset:], '\n') + 1
	}
	e.offset = min(e.offset+col-1, len(text))
	e.message = m[3]
	return e
}

var hujsonError = regexp.MustCompile(`line (\d+), column (\d+): (.*)`)

// member is one member of a JSON object; at is where its name begins, start and end are
// the bytes of the value, value is its JSON.
type member struct {
	key        string
	value      string
	at         int
	start, end int
}

// str returns the value as a string; JSON that is no string as it is written.
func (m member) str() string {
	switch {
	case m.value == "null":
		return ""
	case m.value[0] == '"':
		return strings.TrimSpace(jsonscan.String(m.value))
	}
	return m.value
}

// bool returns the value as a boolean; docs write "true" in quotes, too.
func (m member) bool() bool { return strings.EqualFold(m.str(), "true") }

// parseObject reads the members of an object with tolerance, in order, and adds them to a
// list.
func parseObject(list []member, text string) ([]member, jsonRepair, *jsonError) {
	std, repair, err := repairJSON(text)
	if err != nil {
		return nil, repair, err
	}
	return slices.AppendSeq(list, members(std)), repair, nil
}

// members yields the members of a standard JSON object; other values have none.
func members(std string) iter.Seq[member] {
	return func(yield func(member) bool) {
		jsonscan.Object(std, func(name string, nameAt int, value string, at int) bool {
			return yield(member{name, value, nameAt, at, at + len(value)})
		})
	}
}
