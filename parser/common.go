package parser

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// common is what was found out about texts that pages have in common, such as headings,
// names of columns and of types. It is kept from page to page, and holds no part of one.
type common struct {
	lower map[string]string
	kinds [2]map[string]model.SectionKind // of headings where no message is expected, and of others
}

// The limits on what is kept, far above what pages have in common.
const (
	maxCommon     = 4000 // texts
	maxCommonText = 60   // bytes of each
)

// lowerCase returns a text in lower case.
func (c *common) lowerCase(text string) string {
	if !hasUpper(text) {
		return text
	}
	if lower, ok := c.lower[text]; ok {
		return lower
	}
	lower := strings.ToLower(text)
	keep(&c.lower, text, lower)
	return lower
}

// hasUpper reports whether a text may not be in lower case.
func hasUpper(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return true
		}
	}
	return false
}

// sectionKind says what a heading announces, as [sectionKind] does.
func (c *common) sectionKind(heading string, sample bool) model.SectionKind {
	kinds := &c.kinds[0]
	if sample {
		kinds = &c.kinds[1]
	}
	if kind, ok := (*kinds)[heading]; ok {
		return kind
	}
	kind := sectionKind(heading, sample)
	keep(kinds, heading, kind)
	return kind
}

// keep adds what was found out about a text, unless it is too much.
func keep[V any](to *map[string]V, text string, found V) {
	if len(text) > maxCommonText || len(*to) >= maxCommon {
		return
	}
	if *to == nil {
		*to = map[string]V{}
	}
	(*to)[strings.Clone(text)] = found
}
