package workspace_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/docbind/docbind/workspace"
)

// TestFullDisk generates onto a disk that has too little room, and onto one that cannot be
// written to: both are errors that name the file, and nothing has changed.
func TestFullDisk(t *testing.T) {
	gen := buildGen(t)
	for _, c := range []struct{ name, prepare, want string }{
		{"full", "head -c 2000000 /dev/zero >$out/filler 2>/dev/null || true", "cannot be written: .*no space left on device; nothing has changed"},
		{"read-only", "mount -o remount,ro $out", "cannot be written to: .*read-only file system"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			mounted(t, `
docs=$dir/docs out=$dir/out
mkdir $docs $out
cp -r ../testdata/docs/. $docs
mount -t tmpfs -o size=1300k none $out || exit 77
$gen --docs $docs --out $out --package graph --findings none --allow-skipped 2>$dir/first || { cat $dir/first; exit 1; }
`+c.prepare+`
ls -a $out | sort >$dir/before; cat $out/*.go $out/*.json | sha256sum >>$dir/before
code=0; $gen --docs $docs --out $out --package api --findings none --allow-skipped 2>$dir/stderr || code=$?
ls -a $out | sort >$dir/after; cat $out/*.go $out/*.json | sha256sum >>$dir/after
test $code = 2 && cmp $dir/before $dir/after && grep -q '`+c.want+`' $dir/stderr
`, "dir="+dir, "gen="+gen)
		})
	}
}

// TestFullDiskFiles writes the files that aren't generated onto a disk that is full: they are as
// they were, or not there.
func TestFullDiskFiles(t *testing.T) {
	dir := t.TempDir()
	mounted(t, `
mkdir $dir/mine
cp -r ../testdata/docs $dir/docs
mount -t tmpfs -o size=16k none $dir/mine || exit 77
cd $dir/mine
echo before >summary.json
head -c 16000 /dev/zero >filler 2>/dev/null || true
ls -a >$dir/before; cat summary.json >>$dir/before
code=0; $gen init ../docs 2>$dir/stderr || code=$?
$gen --docs ../docs --out ../out --package graph --findings none --allow-skipped --summary summary.json 2>>$dir/stderr || code=$code$?
ls -a >$dir/after; cat summary.json >>$dir/after
test $code = 22 && cmp $dir/before $dir/after && grep -q '^gen: the config cannot be written: .*no space' $dir/stderr && grep -q '^gen: the summary cannot be written: .*no space' $dir/stderr
`, "dir="+dir, "gen="+buildGen(t))
}

// TestFileInUse generates where the system doesn't let one of the files be replaced: the
// error names it, the manifest still lists what was there, and when the file is free again
// the next run leaves what a clean one does.
func TestFileInUse(t *testing.T) {
	dir := t.TempDir()
	mounted(t, `
generate() { $gen --docs ../testdata/docs --package $1 --out $2 --findings none --allow-skipped; }
generate graph $dir/out 2>$dir/stderr; generate api $dir/clean 2>$dir/stderr
touch $dir/before $dir/after
cp $dir/out/docbind.manifest.json $dir/manifest
mount --bind $dir/out/message_service.go $dir/out/message_service.go || exit 77
code=0; generate api $dir/out 2>$dir/stderr || code=$?
test $code = 2 && grep -q 'message_service.go cannot be replaced: .*busy; the next run goes on from here' $dir/stderr &&
cmp $dir/out/docbind.manifest.json $dir/manifest && ! ls $dir/out/.docbind-* && umount $dir/out/message_service.go &&
generate api $dir/out 2>$dir/stderr && diff -r $dir/clean $dir/out
`, "dir="+dir, "gen="+buildGen(t))
}

// TestWriteFile writes files that users name: with the mode that they had, through links, and
// into what is no file.
func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name, link := filepath.Join(dir, "name"), filepath.Join(dir, "link")
	if err := os.WriteFile(name, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(name, link); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct{ to, file string }{{name, name}, {link, name}, {filepath.Join(dir, "new"), filepath.Join(dir, "new")}, {os.DevNull, ""}} {
		if err := workspace.WriteFile(c.to, []byte(c.to)); err != nil {
			t.Error(err)
		}
		if content, _ := os.ReadFile(c.file); c.file != "" && string(content) != c.to {
			t.Errorf("%s has %q", c.file, content)
		}
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != os.ModeSymlink {
		t.Error("the link is gone")
	}
	if info, err := os.Stat(name); err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
	if list, _ := filepath.Glob(filepath.Join(dir, ".*")); len(list) > 0 {
		t.Errorf("left is %v", list)
	}
}
