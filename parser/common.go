package parser

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// common is what was found out about texts that pages have in common, such as headings,
// names of columns and of types. It is kept from page to page, and holds no part of one.
type common struct {
	lower map[string]string
	kinds map[announcement]model.SectionKind
}

// announcement is a heading, and whether a message is expected below it.
type announcement struct {
	heading string
	sample  bool
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
	if len(text) <= maxCommonText && len(c.lower) < maxCommon {
		if c.lower == nil {
			c.lower = map[string]string{}
		}
		c.lower[strings.Clone(text)] = lower
	}
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
	key := announcement{heading, sample}
	if kind, ok := c.kinds[key]; ok {
		return kind
	}
	kind := sectionKind(heading, sample)
	if len(heading) <= maxCommonText && len(c.kinds) < maxCommon {
		if c.kinds == nil {
			c.kinds = map[announcement]model.SectionKind{}
		}
		key.heading = strings.Clone(heading)
		c.kinds[key] = kind
	}
	return kind
}
