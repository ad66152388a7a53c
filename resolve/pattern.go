package resolve

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/model"
)

// patternKind says what a pattern is held against.
type patternKind string

const (
	servicePattern   patternKind = "service"
	operationPattern patternKind = "operation"
	pathPattern      patternKind = "path"
	pagePattern      patternKind = "page with an operation"
)

// pattern selects operations.
type pattern struct {
	text   string
	kind   patternKind
	method string // of a path; "" for any
	glob   string // as matchGlob takes it
	used   bool   // it has matched
}

// parsePattern tells what a pattern is by its form.
func parsePattern(text string) *pattern {
	p := &pattern{text: text, kind: servicePattern, glob: strings.ToLower(strings.TrimSpace(text))}
	method, path, ok := strings.Cut(p.glob, " ")
	path = strings.TrimSpace(path)
	switch {
	case ok && strings.HasPrefix(path, "/"):
		p.kind, p.method, p.glob = pathPattern, strings.ToUpper(method), emptyPlaceholders(path)
	case strings.HasPrefix(p.glob, "/"):
		p.kind, p.glob = pathPattern, emptyPlaceholders(p.glob)
	case strings.Contains(p.glob, "/") || strings.HasSuffix(p.glob, ".md"):
		p.kind, p.glob = pagePattern, "/**/"+strings.TrimPrefix(p.glob, "./")
	case strings.Contains(p.glob, "."):
		p.kind = operationPattern
	}
	return p
}

// emptyPlaceholders takes the names out of the placeholders of a path, in lower case:
// {user-id} is {}.
func emptyPlaceholders(path string) string {
	path = strings.ToLower(path)
	var b strings.Builder
	for {
		open := strings.IndexByte(path, '{')
		shut := strings.IndexByte(path[open+1:], '}')
		if open < 0 || shut < 0 {
			return b.String() + path
		}
		b.WriteString(path[:open] + "{}")
		path = path[open+1+shut+1:]
	}
}

// matches reports whether the pattern selects the operation.
func (p *pattern) matches(op *model.Operation) bool {
	found := slices.ContainsFunc(p.names(op), func(name string) bool { return matchGlob(p.glob, name) })
	p.used = p.used || found
	return found
}

// names returns what the pattern is held against for an operation.
func (p *pattern) names(op *model.Operation) []string {
	switch p.kind {
	case servicePattern:
		return []string{strings.ToLower(op.Service)}
	case operationPattern:
		return []string{strings.ToLower(op.ID())}
	case pagePattern:
		return []string{"/" + strings.ToLower(op.Page)}
	}
	if p.method != "" && p.method != op.Method {
		return nil
	}
	var paths []string
	for i := range op.Routes {
		paths = append(paths, emptyPlaceholders(op.Routes[i].Pattern), emptyPlaceholders(op.Routes[i].Template))
	}
	return paths
}

// matchGlob reports whether a glob takes the whole text. It keeps the places in the
// text that the glob can have come to, so no glob takes long.
func matchGlob(glob, text string) bool {
	at := make([]bool, len(text)+1)
	at[0] = true
	for len(glob) > 0 {
		switch {
		case strings.HasPrefix(glob, "/**") && (len(glob) == 3 || glob[3] == '/'):
			for i, below := 0, false; i <= len(text); i++ {
				was := at[i]
				at[i] = was || below
				below = below || was && i < len(text) && text[i] == '/'
			}
			glob = glob[3:]
		case strings.HasPrefix(glob, "**"):
			for i := range len(text) {
				at[i+1] = at[i+1] || at[i]
			}
			glob = glob[2:]
		case glob[0] == '*':
			for i := range len(text) {
				at[i+1] = at[i+1] || at[i] && text[i] != '/'
			}
			glob = glob[1:]
		default:
			for i := len(text); i > 0; i-- {
				at[i] = at[i-1] && text[i-1] == glob[0]
			}
			at[0] = false
			glob = glob[1:]
		}
	}
	return at[len(text)]
}

// CheckPages fails if patterns of [Select] are for pages of which there are none, before
// anything is read of them. Whether other patterns match is seen later.
func CheckPages(patterns, pages []string) error {
	var errs []error
	for _, text := range patterns {
		p := parsePattern(text)
		if p.kind != pagePattern || slices.ContainsFunc(pages, func(page string) bool { return matchGlob(p.glob, "/"+strings.ToLower(page)) }) {
			continue
		}
		errs = append(errs, p.matchesNone("page", p.nearestOf(slices.Values(pages))))
	}
	return errors.Join(errs...)
}

// unmatched says that the pattern selects nothing, why, and what it may mean.
func (p *pattern) unmatched(api *model.API) error {
	if p.kind == pagePattern {
		for _, s := range api.Skipped {
			if matchGlob(p.glob, "/"+strings.ToLower(s.Pos.Path())) {
				return &PatternError{p.text, fmt.Sprintf("selection %q: the page generates nothing, see %s: %s", p.text, s.Pos, s.Reason)}
			}
		}
	}
	return p.matchesNone(string(p.kind), p.nearestOf(func(yield func(string) bool) {
		for i := range api.Services {
			for j := range api.Services[i].Operations {
				if !p.eachName(&api.Services[i].Operations[j], yield) {
					return
				}
			}
		}
	}))
}

func (p *pattern) matchesNone(what string, near []string) error {
	message := fmt.Sprintf("selection %q matches no %s", p.text, what)
	if len(near) > 0 {
		message += "; near: " + strings.Join(near, ", ")
	}
	return &PatternError{p.text, message}
}

// nearestOf returns the names that differ least from the pattern.
func (p *pattern) nearestOf(names iter.Seq[string]) []string {
	wanted := strings.ReplaceAll(strings.TrimPrefix(p.glob, "/**/"), "*", "")
	seen := map[string]bool{}
	each := func(yield func(string) bool) {
		for name := range names {
			if seen[name] {
				continue
			}
			if seen[name] = true; !yield(name) {
				return
			}
		}
	}
	return near.By(wanted, each, func(name string) string {
		compared := emptyPlaceholders(name)
		if !strings.Contains(wanted, "/") {
			compared = compared[strings.LastIndexByte(compared, '/')+1:] // a page without its folder
		}
		return compared
	})
}

// eachName yields what the pattern is held against as users write it, and reports whether
// more is wanted.
func (p *pattern) eachName(op *model.Operation, yield func(name string) bool) bool {
	switch p.kind {
	case servicePattern:
		return yield(op.Service)
	case operationPattern:
		return yield(op.ID())
	case pagePattern:
		return yield(op.Page)
	}
	for i := range op.Routes {
		if !yield(op.Routes[i].Template) {
			return false
		}
	}
	return true
}
