package lint_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// mendedPages applies the edits of findings of a rule, from the end of each file on. Findings whose
// edits overlap those of another are left for the next time.
func mendedPages(files map[string]string, findings []model.Finding, rule string) map[string]string {
	out := map[string]string{}
	edits := map[string][]model.Edit{}
	for name, text := range files {
		out[name] = text
	}
	for _, f := range findings {
		if f.Rule == rule {
			edits[f.Pos.Path()] = append(edits[f.Pos.Path()], f.Edits...)
		}
	}
	for name, list := range edits {
		slices.SortStableFunc(list, func(a, b model.Edit) int { return cmp.Compare(b.Start, a.Start) })
		last := int32(len(out[name])) + 1
		for _, e := range list {
			if e.End <= last {
				out[name] = out[name][:e.Start] + e.New + out[name][e.End:]
				last = e.Start
			}
		}
	}
	return out
}

// TestPageFixes mends the bad examples of the rules whose findings have edits: the finding is
// gone, and no other appears.
func TestPageFixes(t *testing.T) {
	for _, rule := range []string{
		model.RuleTableShape, model.RuleTableDelimiter, model.RuleUnknownColumn, model.RulePermissionOrder, model.RulePermissionRows,
		model.RuleLinkMissing, model.RuleLinkCase, model.RuleBackslash, model.RuleLinkAnchor, model.RuleFrontMatter, model.RuleDocType,
		model.RuleMisspeltSection, model.RuleHeadingSyntax, model.RuleAlert, model.RuleLinkSyntax, model.RuleFenceLanguage, model.RuleUnclosedComment, model.RuleUnclosedFence,
	} {
		t.Run(rule, func(t *testing.T) {
			text, _ := lint.Explain(rule)
			bad := examples(text, "Bad")
			if rule == model.RuleLinkMissing { // nobody can know what thng.md was meant to be
				bad = map[string]string{"api/thing-get.md": "## Remarks\n\nSee [it](thing.md).\n"}
			}
			files := with(t, bad)
			before := run(files, lint.Config{})
			files = mendedPages(files, before, rule)
			after := run(files, lint.Config{})
			for _, f := range after {
				if f.Rule == rule && f.Edits != nil {
					t.Errorf("the finding is still there: %v", f)
				} else if f.Rule != rule && !slices.ContainsFunc(before, func(b model.Finding) bool { return b.Rule == f.Rule && b.Pos.Path() == f.Pos.Path() }) {
					t.Errorf("mending makes another finding: %v", f)
				}
			}
			for name, text := range mendedPages(files, after, rule) {
				if text != files[name] {
					t.Errorf("mending %s twice changes it again", name)
				}
			}
		})
	}
}

// TestFixedText shows what edits make of a page.
func TestFixedText(t *testing.T) {
	for rule, c := range map[string]struct{ before, after string }{
		model.RuleTableShape:      {"# x\n\n| a | b |\n|---|---|\n| c | `x|y` |\nText.\n", "# x\n\n| a | b |\n|---|---|\n| c | `x\\|y` |\n\nText.\n"},
		model.RuleDuplicateRow:    {"# x\n\n## Properties\n\n| Property | Type |\n|---|---|\n| a | b |\n| a | b |\n", "# x\n\n## Properties\n\n| Property | Type |\n|---|---|\n| a | b |\n"},
		model.RuleTableDelimiter:  {"# x\r\n\r\n| a | b |\r\n|:-:|\r\n| c | d |\r\n", "# x\r\n\r\n| a | b |\r\n|:-:|:-:|\r\n| c | d |\r\n"},
		model.RuleFrontMatter:     {"---\ntitle: a: b\n---\n# a: b\n", "---\ntitle: \"a: b\"\n---\n# a: b\n"},
		model.RuleFenceLanguage:   {"# x\n\n```\n{ \"a\": 1 }\n```\n", "# x\n\n```json\n{ \"a\": 1 }\n```\n"},
		model.RuleUnclosedFence:   {"# x\n\n```json\n{}\n\n## y\n", "# x\n\n```json\n{}\n```\n\n## y\n"},
		model.RuleLinkAnchor:      {"# x\n\n## Some words\n\n[a](#Some-Words)\n", "# x\n\n## Some words\n\n[a](#some-words)\n"},
		model.RulePermissionRows:  {permissionHead + "|Delegated (work or school account|A.Read|\n|Delegated (personal Microsoft account)|None|\n|Aplication|A.Read|\n", permissionHead + "|Delegated (work or school account)|A.Read|\n|Delegated (personal Microsoft account)|None|\n|Application|A.Read|\n"},
		model.RuleUnclosedComment: {"# x\n\n<!-- { \"blockType\": \"ignored\" }\n```http\nGET /x\n```\n", "# x\n\n<!-- { \"blockType\": \"ignored\" } -->\n```http\nGET /x\n```\n"},
	} {
		files := map[string]string{"x.md": c.before}
		if got := mendedPages(files, run(files, lint.Config{}), rule)["x.md"]; got != c.after {
			t.Errorf("%s: mended is\n%s\nwant\n%s", rule, strings.ReplaceAll(got, "\r", "␍"), c.after)
		}
	}
}

// TestFrontMatterOpened gives front matter its first line.
func TestFrontMatterOpened(t *testing.T) {
	files := map[string]string{"x.md": "title: x\nauthor: ann\n---\n# x\n"}
	if got := mendedPages(files, run(files, lint.Config{}), model.RuleFrontMatter)["x.md"]; got != "---\n"+files["x.md"] {
		t.Errorf("mended is %q", got)
	}
}
