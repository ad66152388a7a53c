package lint_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// run lints pages, given by path, and other files, whose names don't end in .md.
func run(files map[string]string, c lint.Config) []model.Finding {
	var pages []*model.Page
	for name, text := range files {
		if strings.HasSuffix(name, ".md") && !strings.Contains("/"+name, "/includes/") {
			pages = append(pages, parser.ParseDetails(name, []byte(text)))
		}
	}
	slices.SortFunc(pages, func(a, b *model.Page) int { return cmp.Compare(a.Path, b.Path) })
	fragments := map[resolve.FragmentKey]resolve.Fragment{}
	in := lint.Input{Pages: pages, Files: memory(files), Docs: docsConfig(files)}
	for queue := slices.Clone(pages); len(queue) > 0; queue = queue[1:] {
		p := queue[0]
		for _, include := range p.Includes {
			key := resolve.KeyOf(p, include)
			if _, done := fragments[key]; done {
				continue
			}
			fragments[key] = resolve.Fragment{Rule: model.RuleIncludeMissing}
			if in.Files.Outside(key.Path) {
				fragments[key] = resolve.Fragment{Rule: model.RuleIncludeOutside}
			}
			if text, ok := files[key.Path]; ok {
				f := parser.ParseFragmentDetails(key.Path, []byte(text), include)
				fragments[key] = resolve.Fragment{Page: f}
				in.Fragments, queue = append(in.Fragments, f), append(queue, f)
			}
		}
	}
	in.API = resolve.Resolve(pages, resolve.Options{Fragments: fragments})
	return lint.Run(in, c).Findings
}

// docsConfig reads the docs' own config, as far as examples have it.
func docsConfig(files map[string]string) lint.DocsConfig {
	var c lint.DocsConfig
	var schema struct {
		Config struct {
			Keys     []string `json:"requiredYamlHeaders"`
			BaseURLs []string `json:"baseUrls"`
		} `json:"schemaConfig"`
	}
	var links struct {
		Paths []string `json:"pathsToIgnore"`
	}
	for name, to := range map[string]any{
		"config/schema-config.json": &schema, "config/document-outline.json": &c.Outlines, "config/link-validation-config.json": &links,
	} {
		if text, ok := files[name]; ok {
			if err := json.Unmarshal([]byte(text), to); err != nil {
				panic(err)
			}
		}
	}
	c.RequiredKeys, c.BaseURLs, c.IgnoredPaths = schema.Config.Keys, schema.Config.BaseURLs, links.Paths
	return c
}

// memory are files that exist in memory only.
type memory map[string]string

func (m memory) Exists(name string) (actual string, ok bool) {
	for file := range m {
		for ; file != "."; file = path.Dir(file) {
			if file == name {
				return name, true
			}
			if strings.EqualFold(file, name) {
				actual = file
			}
		}
	}
	return actual, false
}

// Outside and Top take the folder of the files for that of the docs.
func (m memory) Outside(name string) bool { return strings.HasPrefix(name, "..") }
func (m memory) Top(string) string        { return "." }

// base are the pages that examples stand in: they have no findings.
func base(t *testing.T) map[string]string {
	files := map[string]string{}
	root := os.DirFS("testdata/base")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, rerr := fs.ReadFile(root, name)
			files[name], err = string(text), rerr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// examples returns the examples of a rule's page below a heading, Bad or Good, by file. An
// example is a fence of four backquotes; its info string names the file if that isn't
// api/thing-get.md.
func examples(text, heading string) map[string]string {
	out := map[string]string{}
	file, inside := "", false
	for line := range strings.Lines(text) {
		rest, fence := strings.CutPrefix(line, "````")
		switch {
		case fence && file != "":
			file = ""
		case fence && inside:
			_, name, _ := strings.Cut(strings.TrimSpace(rest), "file=")
			file = cmp.Or(name, "api/thing-get.md")
		case file != "":
			out[file] += line
		case strings.HasPrefix(line, "## "):
			inside = strings.TrimSpace(line[3:]) == heading
		}
	}
	return out
}

// complete puts an example in the place of what a page has below the same headings; what
// has none there is added behind what stands before it in the example, or at the end. A
// heading alone leaves its section out.
func complete(page, example string) string {
	if page == "" {
		return example
	}
	names, texts := sections(page)
	others, parts := sections(example)
	at := len(names) // where the next part goes if it is new
	for n, name := range others {
		i := slices.Index(names, name)
		if i >= 0 {
			texts[i] = parts[n]
		} else {
			i = at
			names, texts = slices.Insert(names, i, name), slices.Insert(texts, i, parts[n])
		}
		at = i + 1
	}
	return strings.Join(texts, "")
}

// sections splits a page before its headings. The name of a part is its heading; that of
// the front matter is empty.
func sections(page string) (names, texts []string) {
	fence := false
	for line := range strings.Lines(page) {
		fence = fence != strings.HasPrefix(line, "```")
		if heading := strings.HasPrefix(line, "#") && !fence; heading || len(names) == 0 {
			name := ""
			if heading {
				name = strings.TrimSpace(line)
			}
			names, texts = append(names, name), append(texts, "")
		}
		texts[len(texts)-1] += line
	}
	return names, texts
}

// with returns the base pages with examples in them.
func with(t *testing.T, examples map[string]string) map[string]string {
	files := base(t)
	for name, text := range examples {
		files[name] = complete(files[name], text)
	}
	return files
}

// TestBase lints the pages that the examples stand in.
func TestBase(t *testing.T) {
	if found := run(base(t), lint.Config{}); len(found) > 0 {
		t.Errorf("pages without faults have findings:\n%s", list(found))
	}
}

// shownInCode are the rules about what no page can show: files that are no text, too large, or
// not there. They have tests of their own here and in package workspace.
var shownInCode = map[string]bool{
	model.RulePageEncoding: true, model.RulePageByte: true, model.RulePageTooLarge: true, model.RulePageFacts: true, model.RulePageUnreadable: true,
}

// saysWhatIsSo are the rules whose findings need not be mended.
var saysWhatIsSo = map[string]bool{
	model.RuleSeveralOnPage: true, model.RuleSharedRoute: true, model.RuleSeveralResults: true, model.RuleName: true, model.RuleEllipsis: true,
}

// TestExamples lints the examples of every rule's page: the bad one has a finding of the
// rule, the good one none at all.
func TestExamples(t *testing.T) {
	for _, rule := range lint.Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			text, ok := lint.Explain(rule.ID)
			if !ok {
				t.Fatalf("there is no page lint/rules/%s.md", rule.ID)
			}
			if !strings.HasPrefix(text, "# "+rule.ID+"\n\n"+rule.Doc+"\n") {
				t.Errorf("the page must begin with # %s and the sentence %q", rule.ID, rule.Doc)
			}
			if shownInCode[rule.ID] {
				return
			}
			bad, good := examples(text, "Bad"), examples(text, "Good")
			if len(bad) == 0 || len(good) == 0 {
				t.Fatal("the page needs examples: ## Bad and ## Good, with fences of four backquotes")
			}
			c := lint.Config{Levels: []lint.Level{{Rules: rule.ID, Severity: rule.Severity}}}
			all := run(with(t, bad), c)
			if !slices.ContainsFunc(all, func(f model.Finding) bool { return f.Rule == rule.ID }) {
				t.Errorf("the bad example has no such finding, but\n%s", list(all))
			}
			if i := slices.IndexFunc(all, func(f model.Finding) bool { return f.Fix == "" && !saysWhatIsSo[f.Rule] }); i >= 0 {
				t.Errorf("the finding doesn't tell what to do: %v", all[i])
			}
			if all := run(with(t, good), c); len(all) > 0 {
				t.Errorf("the good example has findings:\n%s", list(all))
			}
		})
	}
}

func list(findings []model.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintln(&b, f)
	}
	return b.String()
}
