package config

import (
	"regexp"
	"strings"
)

// kind is the form of a value.
type kind int

const (
	oneText kind = iota
	onePath      // of a file or folder, relative to the folder of the config file
	oneBool
	aList // of texts, where one may stand alone; or of mappings
	aMap
)

// shape says what a value of the file can be. The reader holds values against it, and the
// schema is printed from it.
type shape struct {
	kind kind
	doc  string // a sentence or two for who writes the file
	// words are all that a text can be; anything if nil.
	words []string
	form  *form
	// check returns what is wrong with a text that is given, "" if nothing is; no schema
	// can say it.
	check func(text string) string
	// keys are those of a mapping, in the order of their importance; anything if nil.
	keys []key
	// required reports that no key may be missing.
	required bool
	// filled reports that a mapping must have a key.
	filled bool
	// keyForm and keyWords are what keys must be where anything is.
	keyForm  *form
	keyWords []string
	// noun is what a key is called: setting, rule.
	noun string
	// item is each item of a list, and each value of a mapping of any keys.
	item *shape
}

// key is a key of a mapping, with what it can have.
type key struct {
	name string
	*shape
}

// form is how a text must look.
type form struct {
	pattern *regexp.Regexp
	except  *regexp.Regexp // nil if there are no exceptions
	problem string         // what a text is that doesn't look so
	mend    func(string) string
}

func (f *form) fits(text string) bool {
	return f.pattern.MatchString(text) && (f.except == nil || !f.except.MatchString(text))
}

// find returns the shape of a key, nil if there is none of that name.
func (s *shape) find(name string) *shape {
	for _, k := range s.keys {
		if k.name == name {
			return k.shape
		}
	}
	return nil
}

func (s *shape) keyNames() []string {
	names := make([]string, len(s.keys))
	for i, k := range s.keys {
		names[i] = k.name
	}
	return names
}

func text(doc string) *shape   { return &shape{kind: oneText, doc: doc} }
func folder(doc string) *shape { return &shape{kind: onePath, doc: doc, check: withSlashes} }

func listOf(item *shape, doc string) *shape { return &shape{kind: aList, doc: doc, item: item} }

// What a name for a Go package looks like: an identifier, and none that the go command
// gives a meaning.
var (
	packagePattern = regexp.MustCompile(`^[\p{L}_][\p{L}\p{Nd}_]*$`)
	packageExcept  = regexp.MustCompile(`_test$|^(_|main|documentation|break|case|chan|const|continue|default|defer|else|fallthrough|for|func|` +
		`go|goto|if|import|interface|map|package|range|return|select|struct|switch|type|var)$`)
)

// packageForm is that of a name for a Go package.
var packageForm = &form{
	pattern: packagePattern, except: packageExcept, problem: "is no name for a Go package", mend: packageName,
}

// targetForm is that of the name of a target, which is typed on command lines.
var targetForm = &form{
	pattern: regexp.MustCompile(`^[\p{L}\p{Nd}_][\p{L}\p{Nd}._-]*$`),
	problem: "is no name for a target: letters, digits, dots, dashes and underscores are",
}

// notInPackageName is what is dropped from a name for a package.
var notInPackageName = regexp.MustCompile(`[^\p{L}\p{Nd}._]+`)

// packageName makes a name for a Go package of any text: v1.0 is v1, rest-api is restapi.
// It is "" if nothing of the text can be kept.
func packageName(text string) string {
	text = strings.ToLower(text)
	for strings.HasSuffix(text, ".0") {
		text = strings.TrimSuffix(text, ".0")
	}
	name := notInPackageName.ReplaceAllString(text, "")
	name = strings.Trim(strings.ReplaceAll(name, ".", "_"), "_")
	fits := func(name string) bool { return packagePattern.MatchString(name) && !packageExcept.MatchString(name) }
	switch prefixed := "api" + strings.TrimSuffix(name, "_test"); {
	case name == "" || fits(name):
		return name
	case fits(prefixed):
		return prefixed
	}
	return ""
}
