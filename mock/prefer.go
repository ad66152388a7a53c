package mock

import (
	"fmt"
	"strconv"
	"strings"
)

// preference is what the header Prefer asks for (RFC 7240). Code and example choose the
// sample, under the names that other mock servers use.
type preference struct {
	code    int    // status of the sample; 0 for any
	example string // its name; "" for any
	lenient bool   // handling=lenient: answer whatever the request is like
}

// isZero reports whether nothing was asked for.
func (p preference) isZero() bool { return p == preference{} }

// String returns the preference as in a header.
func (p preference) String() string {
	var list []string
	if p.code != 0 {
		list = append(list, "code="+strconv.Itoa(p.code))
	}
	if p.example != "" {
		list = append(list, `example="`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(p.example)+`"`)
	}
	if p.lenient {
		list = append(list, "handling=lenient")
	}
	return strings.Join(list, ", ")
}

// preferences reads the headers Prefer. Of one preference the first counts, others than
// those of mock servers are ignored (RFC 7240, section 2).
func preferences(headers []string) (preference, error) {
	var p preference
	for _, header := range headers {
		for header != "" {
			var name, value string
			name, value, header = nextPreference(header)
			switch {
			case strings.EqualFold(name, "code") && p.code == 0:
				code, err := strconv.Atoi(value)
				if err != nil || code < 200 || code > 599 {
					return p, fmt.Errorf("preference code=%s names no final status of HTTP", value)
				}
				p.code = code
			case strings.EqualFold(name, "example") && p.example == "":
				p.example = value
			case strings.EqualFold(name, "handling"):
				p.lenient = p.lenient || strings.EqualFold(value, "lenient")
			}
		}
	}
	return p, nil
}

// nextPreference splits the first preference off: name=value; parameters, rest.
func nextPreference(header string) (name, value, rest string) {
	first, rest := cutUnquoted(header, ',')
	first, _ = cutUnquoted(first, ';')
	name, value, _ = strings.Cut(first, "=")
	return strings.TrimSpace(name), unquote(strings.TrimSpace(value)), rest
}

// cutUnquoted cuts a text at a separator that is not inside a quoted string.
func cutUnquoted(s string, separator byte) (before, after string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case quoted && s[i] == '\\':
			i++
		case !quoted && s[i] == separator:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// unquote returns what a token or quoted string says (RFC 9110, section 5.6.4).
func unquote(s string) string {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return s
	}
	var b strings.Builder
	for i := 1; i < len(s)-1; i++ {
		if s[i] == '\\' && i < len(s)-2 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
