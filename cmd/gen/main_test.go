package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the expected output in the scripts anew")

func TestMain(m *testing.M) {
	if os.Getenv("DOCBIND_CACHE") == "" { // tests leave nothing in the user's cache
		os.Setenv("DOCBIND_CACHE", "off")
	}
	testscript.Main(m, map[string]func(){"gen": main})
}

// TestScripts runs the command line as users type it; each script says in its
// first line what it shows.
func TestScripts(t *testing.T) {
	docs, err := filepath.Abs(filepath.Join("..", "..", "testdata", "docs"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("..", "..", "testdata", "script"),
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("DOCS", docs)
			e.Setenv("DOCBIND_CACHE", filepath.Join(e.WorkDir, ".cache"))
			for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH"} {
				if v := os.Getenv(name); v != "" {
					e.Setenv(name, v)
				}
			}
			return nil
		},
	})
}
