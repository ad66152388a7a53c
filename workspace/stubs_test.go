package workspace_test

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/docbind/docbind/workspace"
)

// stubbed is a config for two pages whose stubs are there, but for one method, in files
// that a person has gone on with.
func stubbed(t *testing.T) (c workspace.Config, file, text string) {
	t.Helper()
	c = small(t)
	dir := filepath.Dir(c.Out)
	c.Stubs = filepath.Join(dir, "server")
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/boxes\n\ngo 1.26\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	generate(t, c)
	file = filepath.Join(c.Stubs, "box_handler.go")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, _, ok := strings.Cut(string(content), "\nfunc ")
	if text, _, _ = strings.Cut(text, "\n// Get"); !ok {
		t.Fatalf("the stub has no method:\n%s", content)
	}
	text += "\n// mine: do not lose\nvar answers = 1\n"
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	return c, file, text
}

// TestStubs adds a missing method to a file that a person writes: at its end, once, with the
// mode as it was, through a link, and all of it at once, so that who has the file open sees
// the old text to its end. What a killed run has left half written goes.
func TestStubs(t *testing.T) {
	c, file, text := stubbed(t)
	half := filepath.Join(c.Stubs, ".docbind-1.tmp")
	if err := os.WriteFile(half, []byte("package ser"), 0o666); err != nil {
		t.Fatal(err)
	}
	real := filepath.Join(filepath.Dir(c.Out), "box.go")
	if err := os.Rename(file, real); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, file); err != nil {
		real = file
	}
	reader, err := os.Open(real)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if s := generate(t, c); s.Stubs.Methods != 1 || s.Stubs.Files != 0 {
		t.Errorf("%+v are added, want one method", *s.Stubs)
	}
	if old, err := io.ReadAll(reader); err != nil || string(old) != text {
		t.Errorf("the file was written to in place: %q (%v)", old, err)
	}
	now, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(now), text) || strings.Count(string(now), "\nfunc (h *BoxHandler) ") != 1 {
		t.Errorf("the stub is (%v)\n%s", err, now)
	}
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v (%v)", info.Mode(), err)
	}
	if info, err := os.Lstat(file); err != nil || real != file && info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v (%v)", info, err)
	}
	if _, err := os.Lstat(half); err == nil {
		t.Error("what a killed run has left is still there")
	}
	if s := generate(t, c); s.Stubs.Methods != 0 {
		t.Errorf("a second run adds %d methods", s.Stubs.Methods)
	}
}

// TestStubsThatCannotBeWritten adds to a stub on a disk that is full, in a folder that cannot
// be written to, and to one that may not be replaced: each is an error that names the file,
// and leaves it.
func TestStubsThatCannotBeWritten(t *testing.T) {
	gen := buildGen(t)
	for _, c := range []struct{ name, prepare, want string }{
		{"full", "head -c 2000000 /dev/zero >$stubs/filler 2>/dev/null || true", "box_handler.go cannot be written: .*no space left on device; it is left as it is"},
		{"read-only", "mount -o remount,ro $stubs", "box_handler.go cannot be written: .*read-only file system"},
		{"in use", "mount --bind $stubs/box_handler.go $stubs/box_handler.go", "box_handler.go cannot be written: .*device or resource busy; it is left as it is"},
	} {
		t.Run(c.name, func(t *testing.T) {
			config, _, _ := stubbed(t)
			mounted(t, `
cp -r $stubs $dir/copy
mount -t tmpfs -o size=40k none $stubs || exit 77
cp -p $dir/copy/* $stubs
`+c.prepare+`
sha256sum $stubs/*.go >$dir/before
code=0; $gen --docs $dir/docs --out $dir/graph --package graph --stubs $stubs --findings none 2>$dir/stderr || code=$?
sha256sum $stubs/*.go >$dir/after
test $code = 2 && cmp $dir/before $dir/after && grep -q '`+c.want+`' $dir/stderr && ! ls $stubs/.docbind*
`, "dir="+filepath.Dir(config.Out), "stubs="+config.Stubs, "gen="+gen)
		})
	}
}
