package workspace

import (
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
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
