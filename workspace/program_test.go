package workspace_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// program builds gen, once for all tests.
var program = sync.OnceValues(func() (gen string, err error) {
	if programDir, err = os.MkdirTemp("", "docbind-test-"); err != nil {
		return "", err
	}
	gen = filepath.Join(programDir, "gen")
	if out, err := exec.Command("go", "build", "-o", gen, "../cmd/gen").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return gen, nil
})

// programDir is the folder of the program, "" if no test has asked for it.
var programDir string

func TestMain(m *testing.M) {
	code := m.Run()
	for _, dir := range []string{programDir, staticcheckDir} {
		if dir != "" {
			_ = os.RemoveAll(dir)
		}
	}
	os.Exit(code)
}

// buildGen returns the program.
func buildGen(t testing.TB) string {
	t.Helper()
	gen, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return gen
}

// mounted runs a script that mounts file systems and has to end well. It binds root, too,
// whom no permission keeps from writing.
func mounted(t *testing.T, script string, variables ...string) {
	t.Helper()
	const fails = "|| { echo exit code $code; cat $dir/stderr; diff $dir/before $dir/after; exit 1; }\n"
	cmd := exec.Command("unshare", "-rm", "sh", "-c", "set -e\n"+strings.TrimSuffix(script, "\n")+fails)
	cmd.Env = append(os.Environ(), append(variables, "DOCBIND_CACHE=off")...)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() == 77 || strings.HasPrefix(string(out), "unshare:") {
		t.Skipf("no file system can be mounted here: %s", out)
	}
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
