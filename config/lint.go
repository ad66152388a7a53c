package config

import (
	"strings"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/workspace"
)

// Lint returns the settings of gen lint.
func (f *File) Lint() workspace.LintConfig {
	l := workspace.LintConfig{Dir: f.dir}
	rules, _ := f.lint.find("rules")
	l.Levels = lintLevels(rules, nil)
	overrides, _ := f.lint.find("overrides")
	for _, o := range overrides.items {
		files, _ := o.find("files")
		rules, _ := o.find("rules")
		l.Levels = append(l.Levels, lintLevels(rules, files.texts())...)
	}
	exclude, _ := f.lint.find("exclude")
	l.Exclude = exclude.texts()
	failOn, _ := f.lint.find("fail-on")
	l.FailOn = model.Severity(failOn.text)
	baseline, _ := f.lint.find("baseline")
	l.Baseline = baseline.text
	return l
}

// lintLevels returns severities, families first: what is said of a rule counts more.
func lintLevels(rules tree, files []string) []lint.Level {
	var ofFamilies, ofRules []lint.Level
	for _, e := range rules.keys {
		level := lint.Level{Rules: e.name, Files: files, Severity: model.Severity(e.value.text)}
		if strings.Contains(e.name, "/") {
			ofRules = append(ofRules, level)
		} else {
			ofFamilies = append(ofFamilies, level)
		}
	}
	return append(ofFamilies, ofRules...)
}
