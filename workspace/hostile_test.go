package workspace_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/workspace"
)

// operationPage makes a page of request lines, a request sample and an answer.
func operationPage(title, template, sample, answer string) string {
	return "# " + title + "\n\n## HTTP request\n```http\n" + template + "\n```\n\n## Example\n```http\n" + sample + "\n```\n```http\n" + answer + "\n```\n"
}

// hostile are pages that tried to break the generator or what it makes.
func hostile() map[string]string {
	const none = "HTTP/1.1 204 No Content"
	const value = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"value\": \"x\"}"
	pages := map[string]string{
		"open-get.md":       operationPage("Get open", "", "GET https://h.example/v1.0/{a", none),
		"empty-get.md":      operationPage("Get empty", "GET /{}", "GET https://h.example/v1.0/{}", none),
		"slashes-get.md":    operationPage("Get slashes", "", "GET /a//b", none),
		"side-get.md":       operationPage("Get side", "GET /"+strings.Repeat("{a}", 30), "GET /"+strings.Repeat("a", 60)+"/x", none),
		"args-get.md":       operationPage("Get args", "GET /f("+strings.Repeat("{a},", 30)+"{b})", "GET /f("+strings.Repeat("a,", 60)+"x)", none),
		"head-thing.md":     operationPage("Head thing", "HEAD /head", "HEAD https://h.example/v1.0/head", value),
		"trailer-get.md":    operationPage("Get trailer", "GET /trailer", "GET /trailer\nTrailer: X\nTE: y\nConnection: z", none),
		"script-get.md":     operationPage("Get script", "GET /u/{𝒳}/{名前}/{é}", "GET /u/1/2/3", none),
		"thing-vet.md":      operationPage("thing: MarshalJSON", "POST /thing/marshalJSON", "POST /thing/marshalJSON", none),
		"thing-readbyte.md": operationPage("thing: ReadByte", "GET /thing/ReadByte", "GET /thing/ReadByte", none),
		"array-list.md":     operationPage("List array", "GET /arrays", "GET /arrays", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n[1, 2]"),
		"constraint-do.md": "# constraint: do\n\n+build ignore\n\n## HTTP request\n```http\nPOST /constraint/do\n```\n\n## Request body\n" +
			"|Parameter|Type|Description|\n|:--|:--|:--|\n|a|String|+build ignore|\n|b|String|//go:build ignore|\n|c|String|go:build ignore */ package x|\n",
		strings.Repeat("l", 240) + "-get.md": operationPage("Get long", "GET /long", "GET /long", none),
		"clash.md": "# client resource type\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n" +
			"|id|String||\n|ID|String||\n|i-d|String||\n|derived|String||\n|oDataType|String||\n|marshalJSON|String||\n",
		"error.md":  "# error resource type\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|error|[error](error.md)||\n|page|[client](clash.md) collection||\n",
		"state.md":  "# state enum type\n\n## Members\n|Member|\n|:--|\n|a b|\n|a-b|\n|a_b|\n|1|\n|type|\n|\\*/|\n",
		"states.md": "# stateAB resource type\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|state|[state](state.md)||\n",
		"error-get.md": operationPage("Get error", "GET /error", "GET /error",
			"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"@odata.type\": \"#microsoft.graph.error\", \"error\": {\"page\": [{\"id\": \"1\", \"ID\": \"2\"}]}}"),
	}
	for i, name := range []string{"fooBar", "foobar", "foo_bar", "FOOBar"} {
		pages[fmt.Sprintf("case%d-%s.md", i, strings.ToLower(name))] = operationPage(name+": get", fmt.Sprintf("GET /case/%d", i), fmt.Sprintf("GET /case/%d", i), none)
		pages[fmt.Sprintf("%s-get%d.md", name, i)] = operationPage("Get "+name, fmt.Sprintf("GET /%s/%d", name, i), fmt.Sprintf("GET /%s/%d", name, i), none)
	}
	return pages
}

// TestHostile generates from hostile pages: soon, and into a package that passes
// go vet and its own tests.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the generated package")
	}
	docs, dir := t.TempDir(), t.TempDir()
	for name, content := range hostile() {
		if err := os.WriteFile(filepath.Join(docs, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "graph")
	var s workspace.Summary
	var err error
	took := cputime.Of(func() {
		_, s, err = workspace.Generate(workspace.Config{Docs: []string{docs}, Out: out, Package: "graph"})
	})
	if err != nil {
		t.Fatal(err)
	}
	if took > 5*time.Second {
		t.Errorf("generating took %v", took)
	}
	if s.Operations < 15 || len(s.Skipped) < 2 {
		t.Errorf("%d operations and %+v skipped", s.Operations, s.Skipped)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/graph\n\ngo 1.26\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	vet := exec.Command("go", "vet", "./...")
	vet.Dir = dir
	vet.Env = append(os.Environ(), "GOWORK=off")
	if report, err := vet.CombinedOutput(); err != nil {
		t.Errorf("go vet: %v\n%s", err, report)
	}
	if report, err := goTest(dir); err != nil {
		t.Errorf("go test: %v\n%s", err, report)
	}
}
