package workspace

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"sync"
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
func released() (version string, ok bool) {
	info, ok := debug.ReadBuildInfo()
	return info.Main.Version, ok && info.Main.Sum != ""
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
