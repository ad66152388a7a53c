package workspace

import (
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/goccy/go-yaml/ast"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// LintConfig is what a config file says about lint.
type LintConfig struct {
	Levels  []lint.Level
	Exclude []string // patterns of pages on which nothing is reported
	// FailOn is the lowest severity that fails a run, "" if the file doesn't say.
	FailOn   model.Severity
	Baseline string // file of known findings; none if empty
	// Dir is the folder that patterns are relative to; the working directory if empty.
	Dir string
}

// lintSettings are the keys of the section lint.
var lintSettings = []string{"rules", "overrides", "exclude", "fail-on", "baseline"}

// lintLevels are the levels that a rule can have, lintFails those that can fail a run.
var (
	lintLevels = []string{string(lint.Off), string(model.Info), string(model.Warning), string(model.Error)}
	lintFails  = []string{string(model.Info), string(model.Warning), string(model.Error), "none"}
)

// lint reads the section lint.
func (r *configReader) lint(value ast.Node) LintConfig {
	c := LintConfig{Dir: r.dir}
	var overrides []lint.Level // they count more than rules, wherever they stand
	r.each("lint", value, func(key string, at, value ast.Node) {
		switch key {
		case "rules":
			c.Levels = r.levels("lint.rules", value, nil)
		case "overrides":
			overrides = r.overrides(value)
		case "exclude":
			c.Exclude = r.patterns("lint.exclude", value)
		case "fail-on":
			c.FailOn = model.Severity(r.choice("lint.fail-on", value, lintFails))
		case "baseline":
			c.Baseline = r.path(r.text("lint.baseline", value))
		default:
			r.unknown(at, "setting of lint", key, lintSettings)
		}
	})
	c.Levels = append(c.Levels, overrides...)
	return c
}

// levels reads the levels of rules, families first: what is said of a rule counts more.
func (r *configReader) levels(what string, n ast.Node, files []string) []lint.Level {
	var families, rules []lint.Level
	r.each(what, n, func(key string, at, value ast.Node) {
		level := lint.Level{Rules: key, Files: files, Severity: model.Severity(r.choice(what+"."+key, value, lintLevels))}
		switch {
		case !lint.Known(key):
			r.unknown(at, "rule or family", key, lint.RuleNames())
		case strings.Contains(key, "/"):
			rules = append(rules, level)
		default:
			families = append(families, level)
		}
	})
	return append(families, rules...)
}

// overrides reads the levels that hold on some pages only.
func (r *configReader) overrides(n ast.Node) []lint.Level {
	sequence, ok := n.(*ast.SequenceNode)
	if !ok {
		r.fail(n, "lint.overrides must be a list of files and rules")
		return nil
	}
	var list []lint.Level
	for _, entry := range sequence.Values {
		nodes := map[string]ast.Node{}
		r.each("an entry of lint.overrides", entry, func(key string, at, value ast.Node) {
			if key != "files" && key != "rules" {
				r.unknown(at, "setting of an override", key, []string{"files", "rules"})
				return
			}
			nodes[key] = value
		})
		if len(nodes) < 2 {
			r.fail(entry, "an override needs both files and rules")
			continue
		}
		list = append(list, r.levels("rules", nodes["rules"], r.patterns("files", nodes["files"]))...)
	}
	return list
}

// patterns reads patterns of paths.
func (r *configReader) patterns(what string, n ast.Node) []string {
	list := r.list(what, n)
	for _, p := range list {
		if !doublestar.ValidatePattern(p) {
			r.fail(n, "%s: %q is no pattern: a bracket or brace is not closed", what, p)
		}
	}
	return list
}

// choice reads one of some words.
func (r *configReader) choice(what string, n ast.Node, words []string) string {
	word := r.text(what, n)
	if word != "" && !slices.Contains(words, word) {
		r.fail(n, "%s is %q; near: %s", what, word, strings.Join(resolve.Nearest(word, slices.Values(words)), ", "))
	}
	return word
}
