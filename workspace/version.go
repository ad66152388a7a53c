package workspace

import (
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"sync"

	"golang.org/x/mod/semver"
)

// developed is the version of a docbind that was built from a checkout.
const developed = "devel"

// Version returns the released version that this docbind is, or "devel".
func Version() string {
	if version, ok := released(); ok {
		return version
	}
	return developed
}

// released returns the version if the build is one of a module that was downloaded.
var released = func() (version string, ok bool) {
	info, ok := debug.ReadBuildInfo()
	return info.Main.Version, ok && info.Main.Sum != ""
}

// later returns the version of a docbind if it is later than this one, else "".
func later(generator string) string {
	if this := Version(); semver.IsValid(generator) && semver.IsValid(this) && semver.Compare(generator, this) > 0 {
		return generator
	}
	return ""
}

// buildID identifies what this program makes of equal docs: two programs of the same build
// make the same. It is "" if that cannot be told.
var buildID = sync.OnceValue(func() string {
	if _, ok := released(); ok {
		info, _ := debug.ReadBuildInfo()
		if !slices.ContainsFunc(info.Deps, func(m *debug.Module) bool { return m.Replace != nil }) {
			sum := sha256.Sum256([]byte(info.String()))
			return hex.EncodeToString(sum[:])
		}
	}
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	if id := linkID(name); len(id) > 0 {
		return hex.EncodeToString(id)
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
})

// linkID returns the build ID that the go command writes into a program, a digest of all
// that it is made of: it takes less time to read than all of the program. It is empty
// where it is not to be found, or was left out.
func linkID(name string) []byte {
	f, err := elf.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	s := f.Section(".note.go.buildid")
	if s == nil {
		return nil
	}
	const head = 16 // the lengths of the note's parts, its type, the name Go
	data, err := s.Data()
	if err != nil || len(data) < head+80 || bytes.Count(data, []byte("/")) != 3 {
		return nil // somebody has put something else in its place
	}
	return data[head:]
}
