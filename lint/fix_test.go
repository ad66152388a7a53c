package lint_test

import (
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

func edit(start, end int32, text string) model.Edit {
	return model.Edit{Span: model.Span{Start: start, End: end}, New: text}
}

// TestApply shows which edits of several findings are made.
func TestApply(t *testing.T) {
	of := func(edits ...model.Edit) model.Finding { return model.Finding{Edits: edits} }
	unsafe := of(edit(0, 1, "U"))
	unsafe.Unsafe = true
	tests := map[string]struct {
		text     string
		findings []model.Finding
		unsafe   bool
		want     string
		mended   int
	}{
		"none":               {text: "abc", findings: []model.Finding{of()}, want: "abc"},
		"apart":              {text: "abcdef", findings: []model.Finding{of(edit(4, 5, "E")), of(edit(0, 1, "A"))}, want: "AbcdEf", mended: 2},
		"overlapping":        {text: "abcdef", findings: []model.Finding{of(edit(0, 3, "X")), of(edit(2, 4, "Y"))}, want: "Xdef", mended: 1},
		"touching":           {text: "abcdef", findings: []model.Finding{of(edit(0, 3, "X")), of(edit(3, 3, "Y"))}, want: "Xdef", mended: 1},
		"all or none":        {text: "abcdef", findings: []model.Finding{of(edit(0, 1, "X")), of(edit(1, 2, "Y"), edit(5, 6, "Z"))}, want: "Xbcdef", mended: 1},
		"not in order":       {text: "abcdef", findings: []model.Finding{of(edit(5, 6, "F"), edit(0, 1, "A"))}, want: "AbcdeF", mended: 1},
		"against itself":     {text: "abcdef", findings: []model.Finding{of(edit(0, 3, "X"), edit(1, 2, "Y"))}, want: "abcdef"},
		"beyond the end":     {text: "abc", findings: []model.Finding{of(edit(2, 4, "X"))}, want: "abc"},
		"unsafe, not wanted": {text: "abc", findings: []model.Finding{unsafe}, want: "abc"},
		"unsafe, wanted":     {text: "abc", findings: []model.Finding{unsafe}, unsafe: true, want: "Ubc", mended: 1},
		"CRLF":               {text: "a\r\nb", findings: []model.Finding{of(edit(0, 1, "x\ny\r\nz"))}, want: "x\r\ny\r\nz\r\nb", mended: 1},
	}
	for name, test := range tests {
		got, mended := lint.Apply(test.text, test.findings, test.unsafe)
		if got != test.want || len(mended) != test.mended {
			t.Errorf("%s: %q with %d mended, want %q with %d", name, got, len(mended), test.want, test.mended)
		}
	}
}

// TestRemoveDirective shows what is left where an unused directive stood.
func TestRemoveDirective(t *testing.T) {
	const d = "<!-- docbind-disable-next-line json -- so -->"
	tests := map[string]struct {
		text, want string
		unsafe     bool
	}{
		"between blank lines":   {text: "# A\n\n" + d + "\n\nText\n", want: "# A\n\nText\n"},
		"above a block":         {text: "# A\n\n" + d + "\n```text\n```\n", want: "# A\n\n```text\n```\n"},
		"below a paragraph":     {text: "# A\nText\n" + d + "\n\nText\n", want: "# A\nText\n\nText\n"},
		"between paragraphs":    {text: "# A\nText\n" + d + "\nText\n", want: "# A\nText\n\nText\n", unsafe: true},
		"at the end of a line":  {text: "# A\n\nText " + d + "\n", want: "# A\n\nText\n"},
		"inside a line":         {text: "# A\n\nText " + d + " goes on\n", want: "# A\n\nText  goes on\n"},
		"at the end":            {text: "# A\n\n" + d, want: "# A\n\n"},
		"at the start":          {text: d + "\n\n# A\n", want: "\n# A\n"},
		"with CRLF":             {text: "# A\r\n\r\n" + d + "\r\n\r\nText\r\n", want: "# A\r\n\r\nText\r\n"},
		"over several lines":    {text: "# A\n\n<!-- docbind-disable-file\n  json\n-->\n\nText\n", want: "# A\n\nText\n"},
		"one of several, comma": {text: "# A\n\n<!-- docbind-disable-file json, lint/nothing -- so -->\n", want: "# A\n\n<!-- docbind-disable-file lint/nothing -- so -->\n"},
	}
	for name, test := range tests {
		findings := run(map[string]string{"api/a.md": test.text}, lint.Config{Only: []string{"lint/unused-suppression"}})
		safe, _ := lint.Apply(test.text, findings, false)
		all, _ := lint.Apply(test.text, findings, true)
		if all != test.want || (safe != all) != test.unsafe {
			t.Errorf("%s: it becomes\n%q, want\n%q; safe edits make\n%q", name, all, test.want, safe)
		}
	}
}

// TestFixes mends the bad example of every rule whose findings have safe edits. The page
// renders the same but for the mended place, a second run changes nothing, and no finding
// of another rule appears.
func TestFixes(t *testing.T) {
	for _, rule := range lint.Rules() {
		text, _ := lint.Explain(rule.ID)
		files := with(t, examples(text, "Bad"))
		before := run(files, lint.Config{})
		mended := false
		for range 10 {
			again := false
			for name, page := range files {
				after, done := lint.Apply(page, onPage(run(files, lint.Config{}), name), false)
				for _, f := range done {
					alone, _ := lint.Apply(page, []model.Finding{f}, false)
					if err := pagetest.SameRendering(page, alone, f.Edits); err != nil {
						t.Errorf("%s: %v", f, err)
					}
				}
				files[name] = after
				again = again || len(done) > 0
			}
			if mended = mended || again; !again {
				break
			}
		}
		after := run(files, lint.Config{})
		for _, f := range after {
			if len(f.Edits) > 0 && !f.Unsafe {
				t.Errorf("%s: it is not mended after many runs", f)
			}
			if mended && count(after, f) > count(before, f) {
				t.Errorf("%s: it appears when %s is mended", f, rule.ID)
			}
		}
	}
}

// onPage returns the findings on a page.
func onPage(findings []model.Finding, file string) []model.Finding {
	var out []model.Finding
	for _, f := range findings {
		if f.Pos.Path() == file {
			out = append(out, f)
		}
	}
	return out
}

// count returns how many findings there are of the rule and page of one.
func count(findings []model.Finding, like model.Finding) int {
	n := 0
	for _, f := range findings {
		if f.Rule == like.Rule && f.Pos.Path() == like.Pos.Path() {
			n++
		}
	}
	return n
}
