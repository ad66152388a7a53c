package templates

import (
	"go/build"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
)

// module writes the rendered fixture as a module and returns its folder.
func module(t *testing.T, emit ...string) string {
	t.Helper()
	files, err := Render(fixture(), Options{Package: "graph", Emit: emit})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "go.mod", "module example.com/graph\n\ngo 1.26\n")
	for _, f := range files {
		write(t, dir, f.Name, string(f.Content))
	}
	return dir
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// goCommand runs the go command in a folder.
func goCommand(dir string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// long leaves a test out that compiles what it renders.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles the generated package")
	}
}

func TestOutputPassesItsTests(t *testing.T) {
	long(t)
	dir := module(t)
	if out, err := goCommand(dir, "vet", "./..."); err != nil {
		t.Fatalf("go vet: %v\n%s", err, out)
	}
	if out, err := goCommand(dir, "test", "./..."); err != nil {
		t.Fatalf("go test: %v\n%s", err, out)
	}
}

// TestOutputTestsCanFail changes the output by hand as one may by mistake, and
// sees the generated tests fail. What is made together has different reasons.
func TestOutputTestsCanFail(t *testing.T) {
	long(t)
	type slip struct{ file, old, new, reason string }
	dir := module(t)
	for _, together := range [][]slip{
		{
			{"message_service.go", "/createForward\"", "/createReply\"", "the client asks for"},
			{"message_service.go", `"PATCH"`, `"PUT"`, "the client sends PUT, documented is PATCH"},
			{"message_service.go", "[]int{201}", "[]int{200}", "the handler answers 200 OK, documented is 201"},
			{"message_service.go", `json:"comment,`, `json:"remark,`, "the client's body lacks: comment"},
			{"a_types.go", `(*FileAttachment)(nil)`, `(*Message)(nil)`, "the client's result lacks: contentBytes"},
			{"message_handler.go", "&messageRoutes.Delete, request: (*MessageDeleteRequest)", "&messageRoutes.Delete, request: (*MessageUpdateRequest)", "want 501 for Message.Delete"},
			{"driveitem_service.go", "newRawBody(contentType, body)", `newRawBody("a/b", body)`, "the client sends the media type"},
		},
		{
			{"message_service.go", "opts, userID, messageID", "opts, messageID, userID", "the client asks for"},
			{"m_types.go", "Sequence     *int64", "Sequence     *string", "the client returns an error"},
			{"message_handler.go", `param:"messageID"`, `param:"userID"`, "the handler gets the argument"},
			{"intune-apple_windows_service.go", "wrapped: true", "wrapped: false", "documented is a value in an envelope"},
			{"m_types.go", `json:"isRead,`, `json:"isread2,`, "the client's result lacks: isRead"},
		},
	} {
		originals := map[string]string{}
		for _, s := range together {
			path := filepath.Join(dir, s.file)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text := string(content)
			if !strings.Contains(text, s.old) {
				t.Fatalf("%s has no %s", s.file, s.old)
			}
			if _, changed := originals[s.file]; !changed {
				originals[s.file] = text
			}
			write(t, dir, s.file, strings.ReplaceAll(text, s.old, s.new))
		}
		out, err := goCommand(dir, "test", "-vet=off", ".")
		for _, s := range together {
			told := slices.ContainsFunc(strings.Split(out, "\n"), func(line string) bool {
				return strings.Contains(line, s.reason) && strings.Contains(line, ".md:")
			})
			if err == nil || !told {
				t.Errorf("%s for %s: want the tests to fail with %q, got %v\n%s", s.new, s.old, s.reason, err, out)
			}
		}
		for file, text := range originals {
			write(t, dir, file, text)
		}
	}
}

func TestParts(t *testing.T) {
	long(t)
	for _, emit := range [][]string{{EmitClient}, {EmitHandler}, {EmitClient, EmitHandler}} {
		dir := module(t, emit...)
		if out, err := goCommand(dir, "vet", "./..."); err != nil {
			t.Errorf("%v: %v\n%s", emit, err, out)
		}
	}
}

// TestPackageDoc looks for what the comment of the package names in the rest of it.
func TestPackageDoc(t *testing.T) {
	for _, emit := range [][]string{{EmitClient}, {EmitHandler}, {EmitClient, EmitHandler}} {
		files, err := Render(fixture(), Options{Package: "graph", Emit: emit})
		if err != nil {
			t.Fatal(err)
		}
		var doc, rest strings.Builder
		for _, f := range files {
			if f.Name == "doc.go" {
				doc.Write(f.Content)
			} else {
				rest.Write(f.Content)
			}
		}
		named := regexp.MustCompile(`\[\*?(\w+)\]|graph\.(\w+)`).FindAllStringSubmatch(doc.String(), -1)
		if len(named) == 0 {
			t.Errorf("%q: it names nothing", emit)
		}
		for _, names := range named {
			name := names[1] + names[2]
			if !regexp.MustCompile(`(?m)^(func|type) ` + name + `\b|^\t` + name + ` += `).MatchString(rest.String()) {
				t.Errorf("%q: it names %s, which isn't there", emit, name)
			}
		}
	}
}

func TestOptions(t *testing.T) {
	for _, opts := range []Options{
		{Package: "a b"}, {Package: ""}, {Package: "func"}, {Package: "_"},
		{Package: "p", Emit: []string{"docs"}}, {Package: "p", Emit: []string{EmitTests, EmitClient}},
	} {
		if _, err := Render(&model.API{}, opts); err == nil {
			t.Errorf("%+v: want an error", opts)
		}
	}
}

// TestOrderOfWorkDoesNotShow renders on one core and on several.
func TestOrderOfWorkDoesNotShow(t *testing.T) {
	render := func(cores int) []File {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		files, err := Render(fixture(), Options{Package: "graph"})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	if !reflect.DeepEqual(render(1), render(4)) {
		t.Error("the output depends on the number of cores")
	}
}

func TestEmptyAPI(t *testing.T) {
	long(t)
	files, err := Render(&model.API{}, Options{Package: "graph"})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "go.mod", "module example.com/graph\n\ngo 1.26\n")
	for _, f := range files {
		write(t, dir, f.Name, string(f.Content))
	}
	if out, err := goCommand(dir, "vet", "./..."); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestFilesHaveHeaderAndName(t *testing.T) {
	files, err := Render(fixture(), Options{Package: "graph"})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range files {
		write(t, dir, f.Name, string(f.Content))
		if !strings.HasPrefix(string(f.Content), header+"\n\n") {
			t.Errorf("%s does not begin with the header of generated code", f.Name)
		}
		if formatted, err := format.Source(f.Content); err != nil || string(formatted) != string(f.Content) {
			t.Errorf("%s is not formatted: %v", f.Name, err)
		}
		if ok, err := build.Default.MatchFile(dir, f.Name); err != nil || !ok {
			t.Errorf("%s is left out of builds: %v", f.Name, err)
		}
	}
}

func TestReserved(t *testing.T) {
	reserved := Reserved()
	for _, name := range []string{"Client", "Page", "Error", "core", "call", "replaying", "ErrNotFound", "maxBody", "stage", "Handlers"} {
		if !slices.Contains(reserved, name) {
			t.Errorf("%s is not reserved", name)
		}
	}
	if slices.Contains(reserved, "ItemService") || !slices.IsSorted(reserved) {
		t.Error("Reserved has names of the sdk's own tests, or is not sorted")
	}
}
