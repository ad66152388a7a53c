package workspace_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/docbind/docbind/workspace"
)

// mutator makes one kind of slip in generated code.
type mutator struct {
	kind string
	// files ends the names of the files it is for; finds is the text to change, whose first
	// group is replaced by what becomes returns.
	files   string
	finds   *regexp.Regexp
	becomes func(found string) string
}

// mutators are the slips that generated tests have to notice.
var mutators = []mutator{
	{"method", "_service.go", regexp.MustCompile(`method: "([A-Z]+)"`), func(m string) string {
		return map[string]string{"GET": "POST", "POST": "PUT", "PUT": "PATCH", "PATCH": "PUT", "DELETE": "GET"}[m]
	}},
	{"path segment", "_service.go", regexp.MustCompile(`path: "(?:[^"]*/)?([A-Za-z.]+)[/"(]`), func(s string) string { return s + "x" }},
	{"path argument", "_service.go", regexp.MustCompile(`path: "[^"]*(\{\w+\}.*\{\w+\})`), func(s string) string {
		first, rest, _ := strings.Cut(s, "}")
		between, last, _ := cutLast(rest, "{")
		return "{" + last + between + first + "}"
	}},
	{"argument order", "_service.go", regexp.MustCompile(`(?:body|nil), opts, (\w+, \w+)`), func(s string) string {
		a, b, _ := strings.Cut(s, ", ")
		return b + ", " + a
	}},
	{"status", "_service.go", regexp.MustCompile(`status: \[\]int\{(\d+)`), func(s string) string {
		return map[string]string{"200": "201", "201": "200", "202": "200", "204": "200", "302": "200"}[s]
	}},
	{"envelope", "_service.go", regexp.MustCompile(`(wrapped: true, )`), func(string) string { return "" }},
	{"pages", "_service.go", regexp.MustCompile(`(paged: true, )`), func(string) string { return "" }},
	{"stream", "_service.go", regexp.MustCompile(`(stream: true, )`), func(string) string { return "" }},
	{"body type", "_service.go", regexp.MustCompile(`(named: true, )`), func(string) string { return "" }},
	{"media type", "_service.go", regexp.MustCompile(`contentType: "([^"]+)"`), func(s string) string { return s + "x" }},
	{"JSON key", ".go", regexp.MustCompile(`json:"([A-Za-z]\w+),omit`), func(s string) string { return s + "X" }},
	{"type", "_types.go", regexp.MustCompile(`(?m)^\t\w+ +(\*string|\*bool|\*int32|\*DateTime|\[\]string) +` + "`json"), func(s string) string {
		return map[string]string{"*string": "*int32", "*bool": "*string", "*int32": "*string", "*DateTime": "*bool", "[]string": "*string"}[s]
	}},
	{"derived type", "_types.go", regexp.MustCompile(`\{"(microsoft\.graph\.\w+)", \(`), func(s string) string { return s + "x" }},
	{"query name", "options.go", regexp.MustCompile(`WithQuery\("(\w+)"`), func(s string) string { return s + "x" }},
	{"header name", "options.go", regexp.MustCompile(`WithHeader\("([\w-]+)"`), func(s string) string { return s + "x" }},
	{"handler argument", "_handler.go", regexp.MustCompile(`param:"(\w+)"`), func(s string) string { return s + "x" }},
	{"handler option", "_handler.go", regexp.MustCompile("`(?:query|header):\"([\\w-]+)\""), func(s string) string { return s + "x" }},
	{"handler route", "_handler.go", regexp.MustCompile(`(\{op: &\w+\.\w+, request: \(\*\w+\)\(nil\)\},)`), func(string) string { return "" }},
	{"handler method", "_handler.go", regexp.MustCompile(`return (h\.\w+\(ctx, r\))\n`), func(string) string { return "nil, nil" }},
}

// cutLast cuts a text at the last separator.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// mutant is a change of a file.
type mutant struct {
	kind, file, was, becomes string
	from, to                 int
	line                     int
}

func (m mutant) String() string {
	return fmt.Sprintf("%s:%d: %s: %s becomes %q", m.file, m.line, m.kind, m.was, m.becomes)
}

// mutants lists what can be changed in a generated package.
func mutants(t *testing.T, dir string) []mutant {
	t.Helper()
	var list []mutant
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, mut := range mutators {
			if !strings.HasSuffix(file, mut.files) || strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, at := range mut.finds.FindAllSubmatchIndex(text, -1) {
				was := string(text[at[2]:at[3]])
				list = append(list, mutant{mut.kind, filepath.Base(file), was, mut.becomes(was), at[2], at[3], 1 + strings.Count(string(text[:at[2]]), "\n")})
			}
		}
	}
	return list
}

// TestMutants makes slips at random in what is generated of testdata/docs, one at a time,
// and counts those that no generated test notices: TEETH=100 for so many. What doesn't
// compile is not counted.
func TestMutants(t *testing.T) {
	n := count(t, "TEETH", 0)
	if n == 0 {
		t.Skip("TEETH is not set to a number of mutants")
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "graph")
	if _, _, err := workspace.Generate(workspace.Config{Docs: []string{docs}, Out: out, Package: "graph"}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/graph\n\ngo 1.26\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	seed, err := strconv.ParseUint(cmp.Or(os.Getenv("SEED"), "1"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	list := evenly(mutants(t, out), rand.New(rand.NewPCG(seed, 7)))
	dead, alive := 0, 0
	for _, m := range list[:min(n, len(list))] {
		switch fate(t, dir, m) {
		case "dead":
			dead++
		case "alive":
			alive++
			t.Logf("nobody notices: %s", m)
		}
	}
	t.Logf("%d of %d mutants that compile are noticed, of %d possible ones", dead, dead+alive, len(list))
	if 100*dead < 95*(dead+alive) || dead == 0 {
		t.Errorf("%d of %d mutants live", alive, dead+alive)
	}
}

// evenly mixes mutants so that all kinds come in turn.
func evenly(list []mutant, r *rand.Rand) []mutant {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	seen := map[string]int{}
	turn := make(map[mutant]int, len(list))
	for _, m := range list {
		turn[m] = seen[m.kind]
		seen[m.kind]++
	}
	slices.SortStableFunc(list, func(a, b mutant) int { return cmp.Compare(turn[a], turn[b]) })
	return list
}

// fate runs the generated tests with a mutant: dead, alive, or stillborn if it doesn't
// compile.
func fate(t *testing.T, dir string, m mutant) string {
	t.Helper()
	file := filepath.Join(dir, "graph", m.file)
	original, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := string(original[:m.from]) + m.becomes + string(original[m.to:])
	if err := os.WriteFile(file, []byte(changed), 0o666); err != nil {
		t.Fatal(err)
	}
	defer os.WriteFile(file, original, 0o666)
	report, err := goTest(dir)
	switch {
	case err == nil:
		return "alive"
	case strings.Contains(report, "[build failed]"):
		return "stillborn"
	}
	return "dead"
}
