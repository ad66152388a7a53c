package main

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// TestDocs holds the pages about docbind against what there is: what they link to, and the
// commands and flags that they name.
func TestDocs(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	names := []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/sdk/README.md", "testdata/README.md"}
	for _, pattern := range []string{"docs/*.md", "lint/rules/*/*.md"} {
		found, err := filepath.Glob(filepath.FromSlash(pattern))
		if err != nil || len(found) == 0 {
			t.Fatal(pattern, err)
		}
		names = append(names, found...)
	}
	links, lines := 0, 0
	leads := map[string]bool{} // the pages that another one leads to
	for _, name := range names {
		p := readDoc(t, name)
		for _, link := range p.links {
			links++
			if to := p.checkLink(t, link); to != name && name != "CHANGELOG.md" {
				leads[to] = true
			}
		}
		for _, code := range p.code {
			for line := range strings.Lines(code) {
				is, err := checkCommand(strings.TrimSpace(line))
				if err != nil {
					t.Errorf("%s: %s: %v", name, strings.TrimSpace(line), err)
				}
				if is {
					lines++
				}
			}
		}
	}
	for _, name := range names {
		if filepath.Dir(name) == "docs" && !leads[name] {
			t.Errorf("no page leads to %s", name)
		}
	}
	if links < 200 || lines < 50 {
		t.Errorf("only %d links and %d commands were found", links, lines)
	}
}

// docPage is what a test wants of a page about docbind.
type docPage struct {
	name           string
	links, anchors []string
	code           []string // spans and blocks
}

func readDoc(t *testing.T, name string) docPage {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	p := docPage{name: name}
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	err = ast.Walk(markdown.Parser().Parse(text.NewReader(raw)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			p.links = append(p.links, string(n.Destination))
		case *ast.Heading:
			if id, ok := n.AttributeString("id"); ok {
				p.anchors = append(p.anchors, string(id.([]byte)))
			}
		case *ast.CodeSpan:
			var b strings.Builder
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				b.Write(c.(*ast.Text).Value(raw))
			}
			p.code = append(p.code, b.String())
		case *ast.FencedCodeBlock:
			p.code = append(p.code, string(n.Lines().Value(raw)))
		case *ast.CodeBlock:
			p.code = append(p.code, string(n.Lines().Value(raw)))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// checkLink looks up what a link of a page names in the repository, and returns the file.
func (p docPage) checkLink(t *testing.T, link string) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil || u.IsAbs() {
		if err != nil {
			t.Errorf("%s: %v", p.name, err)
		}
		return ""
	}
	target := p
	if u.Path != "" {
		name := filepath.Join(filepath.Dir(p.name), filepath.FromSlash(u.Path))
		info, err := os.Stat(name)
		if err != nil {
			t.Errorf("%s links to %s: %v", p.name, link, err)
			return ""
		}
		if u.Fragment == "" || info.IsDir() {
			return name
		}
		target = readDoc(t, name)
	}
	if !slices.Contains(target.anchors, u.Fragment) {
		t.Errorf("%s links to %s, which has no such heading", p.name, link)
	}
	return target.name
}

// genCommand is where a command line of gen begins, however gen is run.
var genCommand = regexp.MustCompile(`^(?:\S+: |\$ |//go:generate |.*["<]\(?)?(?:go tool |go run (?:\S*/)?cmd/)?gen(?:@latest)?(?: |$)`)

// checkCommand looks up the command of a line of code and its flags, or a flag that
// stands alone. It returns false for what is no command of gen.
func checkCommand(line string) (bool, error) {
	root := newRoot()
	root.InitDefaultCompletionCmd()
	if longFlag.MatchString(line) {
		return true, findFlag(commands(root), line)
	}
	begin := genCommand.FindString(line)
	if begin == "" {
		return false, nil
	}
	cmd := root
	words := strings.Fields(line[len(begin):])
	for len(words) > 0 && cmd.HasSubCommands() && commandName.MatchString(words[0]) {
		sub, _, err := cmd.Find(words[:1])
		if err != nil || sub == cmd {
			return true, fmt.Errorf("%s has no command %s", cmd.CommandPath(), words[0])
		}
		cmd, words = sub, words[1:]
	}
	for _, w := range words {
		if strings.ContainsAny(w, "|>#;") {
			break
		}
		if longFlag.MatchString(w) {
			if err := findFlag([]*cobra.Command{cmd}, w); err != nil {
				return true, err
			}
		}
	}
	return true, nil
}

var (
	commandName = regexp.MustCompile(`^[a-z]+$`)
	longFlag    = regexp.MustCompile(`^--[a-z][a-z-]*`)
)

// commands returns a command and all below it.
func commands(cmd *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		list = append(list, commands(c)...)
	}
	return list
}

// findFlag looks for a flag, as it is written, in some commands.
func findFlag(in []*cobra.Command, word string) error {
	name := longFlag.FindString(word)[len("--"):]
	for _, cmd := range in {
		if cmd.InitDefaultHelpFlag(); cmd.Flag(name) != nil {
			return nil
		}
	}
	return fmt.Errorf("%s has no flag --%s", in[0].CommandPath(), name)
}

// TestArchitecture checks that docs/architecture.md names every package, and of those in
// its table what they import of each other.
func TestArchitecture(t *testing.T) {
	const module = "github.com/docbind/docbind/"
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, module+"...")
	list, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile("`[^`]*`")
	for line := range strings.Lines(string(list)) {
		words := strings.Fields(line)
		name, ok := strings.CutPrefix(words[0], module)
		if !ok {
			continue // the module's root only has go generate
		}
		row := regexp.MustCompile("(?m)^\\| `" + name + "` \\|.*\\|(.*)\\|$").FindSubmatch(page)
		if row == nil {
			if !strings.Contains(string(page), "`"+name+"` ") {
				t.Errorf("the page doesn't name %s", name)
			}
			continue
		}
		var want []string
		for _, w := range words[1:] {
			if other, ok := strings.CutPrefix(w, module); ok {
				want = append(want, "`"+other+"`")
			}
		}
		got := code.FindAllString(string(row[1]), -1)
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s imports %v, the page says %v", name, want, got)
		}
	}
}
