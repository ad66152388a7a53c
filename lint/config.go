package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/docbind/docbind/model"
)

// Off is the level of rules that report nothing.
const Off model.Severity = "off"

// Config says what is reported, and how badly.
type Config struct {
	// Levels change the severities of rules. The last one that holds for a finding decides.
	Levels []Level
	// Only are the rules to report, by id or family; all if empty.
	Only []string
	// Exclude are patterns of pages on which nothing is reported. What they say still counts
	// for other pages.
	Exclude []string
	// Base is the path of the docs root, relative to the folder that patterns are relative
	// to; "" if it is that folder.
	Base string
}

// Level is a severity for some rules, on some pages.
type Level struct {
	// Rules is the id of a rule, or a family.
	Rules string
	// Files are patterns of paths; the rules have the severity everywhere if there are none.
	Files []string
	// Severity is one of the severities, or Off.
	Severity model.Severity
}

// apply gives findings the severities that the config says, drops those that it turns off,
// and sorts the rest.
func (c Config) apply(r Result) Result {
	files := map[string]fileLevels{}
	off := func(f *model.Finding) bool {
		here, ok := files[f.Pos.Path()]
		if !ok {
			here = c.levels(f.Pos.Path())
			files[f.Pos.Path()] = here
		}
		f.Severity = c.level(*f, here)
		return f.Severity == Off
	}
	findings := r.Findings[:0]
	for _, f := range r.Findings {
		if !off(&f) {
			findings = append(findings, f)
		}
	}
	suppressed := r.Suppressed[:0]
	for _, f := range r.Suppressed {
		if !off(&f.Finding) {
			suppressed = append(suppressed, f)
		}
	}
	slices.SortStableFunc(suppressed, func(a, b Suppressed) int { return a.Pos.Compare(b.Pos) })
	return Result{model.SortFindings(findings), suppressed}
}

// level returns the severity of a finding, Off if it is not reported.
func (c Config) level(f model.Finding, here fileLevels) model.Severity {
	chosen := len(c.Only) > 0
	if here.excluded || chosen && !anyRule(c.Only, f.Rule) {
		return Off
	}
	level := f.Severity
	if optIn[f.Rule] {
		level = Off
	}
	for _, l := range here.levels {
		if Names(l.Rules, f.Rule) {
			level = l.Severity
		}
	}
	if level == Off && optIn[f.Rule] && chosen {
		level = f.Severity
	}
	return level
}

// fileLevels are the levels that hold for a page.
type fileLevels struct {
	levels   []Level
	excluded bool
}

func (c Config) levels(file string) fileLevels {
	file = path.Join(c.Base, file)
	return fileLevels{
		levels: slices.DeleteFunc(slices.Clone(c.Levels), func(l Level) bool {
			return len(l.Files) > 0 && !matches(l.Files, file)
		}),
		excluded: matches(c.Exclude, file),
	}
}

// LevelOf returns the severity that a rule has where no pattern of pages changes it.
func (c Config) LevelOf(rule model.Rule) model.Severity {
	everywhere := slices.DeleteFunc(slices.Clone(c.Levels), func(l Level) bool { return len(l.Files) > 0 })
	return c.level(model.Finding{Rule: rule.ID, Severity: rule.Severity}, fileLevels{levels: everywhere})
}

// matches reports whether one of some patterns fits a path, or the end of it, or a folder
// that it lies in.
func matches(patterns []string, file string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		pattern = strings.TrimSuffix(strings.TrimPrefix(pattern, "./"), "/")
		for _, p := range []string{pattern, pattern + "/**", "**/" + pattern, "**/" + pattern + "/**"} {
			if ok, _ := doublestar.Match(p, file); ok {
				return true
			}
		}
		return false
	})
}

// optIn are the rules that are off unless a config turns them on.
var optIn = map[string]bool{model.RuleOrphan: true}

// OptIn reports whether a rule is off unless a config turns it on.
func OptIn(rule string) bool { return optIn[rule] }

// wants reports whether a rule that is off by default is turned on for some page.
func (c Config) wants(rule string) bool {
	return anyRule(c.Only, rule) || slices.ContainsFunc(c.Levels, func(l Level) bool { return l.Severity != Off && Names(l.Rules, rule) })
}

// Names reports whether a name of rules, an id or a family, names a rule.
func Names(name, rule string) bool {
	family, _, _ := strings.Cut(rule, "/")
	return name == rule || name == family
}

func anyRule(names []string, rule string) bool {
	for _, n := range names {
		if Names(n, rule) {
			return true
		}
	}
	return false
}
