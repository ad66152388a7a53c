// Package report prints the findings of lint in the forms that people and other tools
// read: text, JSON, SARIF and those of CI systems.
//
// It must not know how findings are found, nor open files: it is given the texts that
// findings are in.
package report
