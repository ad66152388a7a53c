package workspace_test

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/templates"
)

// FuzzRender prints the package of any page: it is Go, it calls nothing that the page
// names, and no comment of it is a directive.
func FuzzRender(f *testing.F) {
	const hostile = "*/ escaped() /* `+escaped()+` \"); escaped(); (\" \\"
	f.Add([]byte(operationPage("Get "+hostile, "GET /a/{"+hostile+"}", "GET /a/"+hostile, "HTTP/1.1 200 OK\nX-A: "+hostile+"\n\n{\"a\": \"x\"}")))
	f.Add([]byte("# x\n\n" + hostile + "\n\n//go:build ignore\n\n## HTTP request\n```http\nPOST /x(a='{b}')\n```\n## Request body\n|Parameter|Type|Description|\n|-|-|-|\n|a`|String|//go:embed x|\n" +
		"|" + hostile + "|" + hostile + "|+build x|\n"))
	f.Add([]byte("# x resource type\n\n//line x.go:1\n\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|a\"`json:\"b|[y](y.md)|Possible values are: `a`, `\"`, `*/`.|\n### y values\n|Member|\n|-|\n|" + hostile + "|\n|a|\n"))
	for _, src := range hostilePages() {
		f.Add([]byte(src))
	}
	names, _ := filepath.Glob(filepath.Join(docs, "*", "*.md"))
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		page := parser.Parse("api/fuzz-get.md", src)
		files, err := templates.Render(resolve.Resolve([]*model.Page{page}, resolve.Options{Reserved: templates.Reserved()}), templates.Options{Package: "p"})
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if len(file.Pages) > 0 || file.Name == "client.go" || file.Name == "handler.go" {
				checkGo(t, file)
			}
		}
	})
}

// checkGo fails unless a file is Go that holds page text in comments and strings only.
func checkGo(t *testing.T, file templates.File) {
	t.Helper()
	tree, err := goparser.ParseFile(token.NewFileSet(), file.Name, file.Content, goparser.ParseComments)
	if err != nil {
		t.Fatalf("%s is not Go: %v", file.Name, err)
	}
	for _, group := range tree.Comments {
		for _, c := range group.List {
			for _, directive := range []string{"//go:", "//line ", "//export ", "// +build", "//+build", "/*line "} {
				if strings.HasPrefix(c.Text, directive) {
					t.Errorf("%s has the directive %q", file.Name, c.Text)
				}
			}
		}
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if name, ok := n.Fun.(*ast.Ident); ok && name.Name == "escaped" {
				t.Errorf("%s calls what a page names", file.Name)
			}
		case *ast.ImportSpec:
			if strings.Contains(n.Path.Value, ".") {
				t.Errorf("%s imports %s", file.Name, n.Path.Value)
			}
		}
		return true
	})
}

// hostilePages returns the pages of TestHostile.
func hostilePages() []string {
	var out []string
	for _, src := range hostile() {
		out = append(out, src)
	}
	return out
}
