package config

import (
	"errors"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
)

// FuzzConfig reads any config file; what is wrong with it is said with its line.
func FuzzConfig(f *testing.F) {
	f.Add("docs: docs\nout: graph\nnames:\n  types:\n    a.b: C\n")
	f.Add("docs: [a, 'b', \"c\"]\nnames: {services: {A: B}}\n---\nx: &a [*a]\n")
	f.Add("? {a: b}\n: - c\nnames:\n  types: !!set {a}\n<<: *x\n")
	f.Add("docs: &d [a]\nlint: {overrides: [{files: *d, rules: {http: off}}]}\ntargets:\n  v1:\n  b: {out: x, package: 1}\n")
	f.Add("docs: &a *a\nout: &b [*b]\nlint: &c {overrides: [*c]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := parse("docbind.yaml", text)
		if err == nil {
			for _, target := range file.Targets {
				for _, o := range target.Config().Names {
					inText(t, text, o.Pos)
				}
				_ = target.Rows()
			}
			return
		}
		for _, e := range joined(err) {
			var at *Error
			switch {
			case errors.As(e, &at):
				inText(t, text, at.Pos)
			case !strings.HasPrefix(e.Error(), "docbind.yaml: this is no YAML"):
				t.Errorf("the error %q doesn't say where it is", e)
			}
			_ = e.Error()
		}
	})
}

func inText(t *testing.T, text string, pos model.Position) {
	t.Helper()
	if pos.Line < 1 || int(pos.Line) > 1+strings.Count(text, "\n")+strings.Count(text, "\r") || pos.Column < 1 {
		t.Errorf("%s is no place in %q", pos, text)
	}
}
