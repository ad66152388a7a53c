package lint

import (
	"path"
	"slices"
	"strings"

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

// apply gives findings the severities that the config says, and drops those that it turns
// off.
func (c Config) apply(findings []model.Finding) []model.Finding {
	out := findings[:0]
	for _, f := range findings {
		if len(c.Only) > 0 && !anyRule(c.Only, f.Rule) {
			continue
		}
		level := f.Severity
		if optIn[f.Rule] {
			level = Off
		}
		for _, l := range c.Levels {
			if Names(l.Rules, f.Rule) && l.holds(f.Pos.File) {
				level = l.Severity
			}
		}
		if optIn[f.Rule] && len(c.Only) > 0 && level == Off {
			level = f.Severity
		}
		if level == Off {
			continue
		}
		f.Severity = level
		out = append(out, f)
	}
	return out
}

// optIn are the rules that are off unless a config turns them on.
var optIn = map[string]bool{model.RuleOrphan: true}

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

// holds reports whether a level holds for a page.
func (l Level) holds(file string) bool {
	if len(l.Files) == 0 {
		return true
	}
	for _, pattern := range l.Files {
		if ok, _ := path.Match(pattern, file); ok {
			return true
		}
		if ok, _ := path.Match(pattern, path.Base(file)); ok {
			return true
		}
	}
	return false
}
