package lint

import (
	"path"
	"slices"
	"strings"
)

// DocsConfig is what docs have for the checker of their own house, in config/*.json.
type DocsConfig struct {
	// Outlines are the headings that pages have, by doc_type: document-outline.json. They
	// take the place of those that docbind knows.
	Outlines map[string][]OutlineHeading
	// Tables are the kinds of tables that pages have: table-header-config.json.
	Tables []TableKind
	// RequiredKeys are the keys that front matter needs, SkipFolders and SkipFiles what is no
	// page, and BaseURLs what samples may begin with: schema-config.json.
	RequiredKeys           []string
	SkipFolders, SkipFiles []string
	BaseURLs               []string
	// IgnoredPaths begin the links that lead to other parts of the site; where there are some,
	// other links to /….md are looked up from the docs root: link-validation-config.json.
	IgnoredPaths []string
}

// OutlineHeading is a heading of an outline, or a choice of headings.
type OutlineHeading struct {
	// Condition is AND or OR, in any case, if this is a choice among Arguments.
	Condition string           `json:"condition"`
	Arguments []OutlineHeading `json:"arguments"`
	// Title is the heading; one * at its beginning or end stands for any words.
	Title string `json:"title"`
	// Level is 1 for #, 2 for ##; 0 means 1.
	Level    int  `json:"level"`
	Required bool `json:"required"`
	// Multiple or AllowMultiple says that the heading may occur again.
	Multiple      bool `json:"multiple"`
	AllowMultiple bool `json:"allowMultiple"`
	// Anywhere says that the heading has no place in the order; the checker of the house
	// doesn't know that.
	Anywhere bool             `json:"anywhere"`
	Headings []OutlineHeading `json:"headers"`
}

// TableKind is a kind of table: the headings that it stands below, and its columns.
type TableKind struct {
	// Titles are headings; {x} in one stands for a word.
	Titles  []string
	Columns []string
}

// Skips reports whether a file is no page of the docs.
func (c *DocsConfig) Skips(name string) bool {
	if len(c.SkipFiles) == 0 && len(c.SkipFolders) == 0 {
		return false
	}
	if slices.ContainsFunc(c.SkipFiles, func(f string) bool { return strings.EqualFold(f, path.Base(name)) }) {
		return true
	}
	for dir := range strings.SplitSeq(path.Dir(name), "/") {
		if slices.ContainsFunc(c.SkipFolders, func(f string) bool { return strings.EqualFold(f, dir) }) {
			return true
		}
	}
	return false
}

// titleMatches reports whether a heading, in lower case, is one that a title of an outline or of
// a kind of table stands for.
func titleMatches(title, heading string) bool {
	if strings.IndexByte(title, '{') >= 0 {
		title = strings.ReplaceAll(title, "{x}", "*")
	}
	before, after, pattern := strings.Cut(title, "*")
	if !pattern {
		return title == "" || strings.EqualFold(title, heading)
	}
	return len(heading) >= len(before)+len(after) && strings.EqualFold(heading[:len(before)], before) &&
		strings.EqualFold(heading[len(heading)-len(after):], after)
}
