package parser

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// controlName gives what OData says of an object the at sign that it has in JSON (OData JSON
// Format 4.01, section 4.6): agentidentity has a row odata.type.
func (p *pageParser) controlName(name *model.Text) {
	if strings.HasPrefix(name.Value, "odata.") {
		name.Value = "@" + name.Value
		p.report(model.RuleNameCell, name.Pos, "the name lacks the at sign that it has in JSON", "write "+name.Value)
	}
}

// queryOption gives a query option of OData the dollar sign that its row shows it with:
// networkaccess-logs-list-traffic has a row Sort for /traffic?$orderby=createdDateTime.
func (p *pageParser) queryOption(name *model.Text, r row) {
	if !propertyName(name.Value) || strings.HasPrefix(name.Value, "$") {
		return
	}
	for i := range r {
		if strings.IndexByte(p.text[r[i].start:r[i].end], '$') < 0 {
			continue // as in most
		}
		if option := optionIn(p.cellText(&r[i]).Value, strings.ToLower(name.Value)); option != "" {
			name.Value = option
			p.report(model.RuleNameCell, name.Pos, "the name lacks the dollar sign that the option has in a URL", "write "+option)
			return
		}
	}
}

// optionIn returns the option that a cell shows: the first one of a URL, or the one of a name,
// in lower case, wherever it has its dollar sign.
func optionIn(text, name string) string {
	url, query, _ := strings.Cut(strings.Trim(text, "`"), "$")
	option, _, ok := strings.Cut(query, "=")
	if ok && !strings.Contains(url, " ") && (strings.HasSuffix(url, "?") || url == "") && !strings.HasPrefix(url, "@") && letters(option) {
		return "$" + option
	}
	for from := 0; ; {
		i := strings.Index(text[from:], "$"+name)
		if i < 0 {
			return ""
		}
		if from += i + 1 + len(name); from == len(text) || !wordByte(text[from]) {
			return "$" + name
		}
	}
}

// letters reports whether a text is one word of ASCII letters.
func letters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}
