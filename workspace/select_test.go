package workspace_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/config"
	"github.com/docbind/docbind/workspace"
)

// TestSelected runs the tests of what is generated of a part of testdata/docs.
func TestSelected(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("compiles the generated package once a selection")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/graph\n\ngo 1.26\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, patterns := range map[string][]string{
		"service": {"TodoTask"},
		"derived": {"DeviceConfiguration"},
		"several": {"api/message-*.md", "AndroidCustomConfiguration", "GET /me/**"},
	} {
		out := filepath.Join(dir, name)
		_, s, err := workspace.Generate(workspace.Config{Docs: []string{docs}, Out: out, Package: "graph", Select: patterns})
		if err != nil {
			t.Fatal(err)
		}
		if s.Pairs.Tested == 0 || s.Operations >= s.AllOperations || s.Types == 0 {
			t.Errorf("%v: %+v is no part with samples", patterns, s)
		}
	}
	if report, err := goTest(dir); err != nil {
		t.Errorf("the tests of a part fail: %v\n%s", err, report)
	}
}

// TestRenamedPackage runs the tests of a package with names of every kind chosen, among
// them two services made one that take the same request.
func TestRenamedPackage(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("compiles the generated package")
	}
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod": "module example.com/graph\n\ngo 1.26\n",
		"docbind.yaml": `
out: graph
package: graph
names:
  services:
    AndroidCustomConfiguration: Config
    IosUpdateConfiguration: Config
    TodoTask: Todo
    TodoTaskList: Todo
  operations:
    AndroidCustomConfiguration.Create: CreateAndroid
    Message.CreateForward: Mail.Forward
    ProfilePhoto.UpdateForGroup: SetGroupPhoto
    TodoTaskList.ListTasks: List
  parameters:
    Message.CreateForward/messageID: id
    Message.CreateForward/comment: Note
  types:
    microsoft.graph.taskStatus: State
    microsoft.graph.todoTask: Task
  properties:
    microsoft.graph.entity/id: Key
    microsoft.graph.hostile/files/fileName: File
  members:
    microsoft.graph.taskStatus/completed: Done
`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	file, err := config.Read(filepath.Join(dir, workspace.ConfigName))
	if err != nil {
		t.Fatal(err)
	}
	c := file.Targets[0].Config()
	c.Docs = []string{docs}
	_, s, err := workspace.Generate(c)
	if err != nil {
		t.Fatal(err)
	}
	if s.Pairs.Tested < 15 {
		t.Errorf("%d samples are tested, want those of all services", s.Pairs.Tested)
	}
	if report, err := goTest(dir); err != nil {
		t.Errorf("the tests of a renamed package fail: %v\n%s", err, report)
	}
	before, err := os.ReadFile(filepath.Join("..", "generated", "docbind.manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(filepath.Join(dir, "graph", "docbind.manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	names := func(manifest []byte) string {
		_, list, _ := strings.Cut(string(manifest), `"names"`)
		list, _, _ = strings.Cut(list, `"files"`)
		return list
	}
	if names(before) != names(after) {
		t.Error("names that a config chooses are in the manifest, so they would stay when the config no longer has them")
	}
}

// TestSummaryAccountsForEveryPage checks that no page is left out of the account,
// whatever is selected.
func TestSummaryAccountsForEveryPage(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"box-get.md":   "# Get box\n\n## HTTP request\n```http\nGET /boxes/{id}\n```\n\n## Response\nReturns `200 OK` and a [box](box.md).\n",
		"lid-get.md":   "# Get lid\n\n## HTTP request\n```http\nGET /lids/{id}\n```\n\n## Response\nReturns `200 OK` and a [lid](lid.md).\n",
		"box.md":       "# box resource type\n\nNamespace: a.b\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|size|Int32|Its size.|\n",
		"lid.md":       "# lid resource type\n\nNamespace: a.b\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|size|Int32|Its size.|\n",
		"empty-get.md": "# Get nothing\n\n## HTTP request\n\nNone yet.\n",
		"overview.md":  "# Boxes and lids\n\nThey belong together.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		selected []string
		want     workspace.PageUses
	}{
		{nil, workspace.PageUses{Operations: 2, Skipped: 1, Types: 2, Unused: 1}},
		{[]string{"Box"}, workspace.PageUses{Operations: 1, Skipped: 1, Types: 1, NotSelected: 2, Unused: 1}},
	} {
		_, s, err := workspace.Generate(workspace.Config{Docs: []string{dir}, Out: filepath.Join(t.TempDir(), "x"), Package: "x", Select: c.selected})
		if err != nil {
			t.Fatal(err)
		}
		if s.PagesByUse != c.want || s.Pages != 6 || !slices.Equal(s.Unused, []string{"overview.md"}) {
			t.Errorf("selecting %q: %+v, want %+v; unused %q", c.selected, s.PagesByUse, c.want, s.Unused)
		}
	}
}
