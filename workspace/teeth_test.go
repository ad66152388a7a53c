package workspace_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/workspace"
)

// goTest runs the tests of a module of its own.
func goTest(dir string) (string, error) {
	cmd := exec.Command("go", "test", "-vet=off", "-gcflags=-N -l", "./...") // compiles faster
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// slip is a change of generated code, and what the report of its tests has to name: the
// page, or the test of the promise that is broken.
type slip struct{ name, file, old, new, reason string }

const action = "api/applepushnotificationcertificate-generateapplepushnotificationcertificatesigningrequest.md:"

// slips are those that generated tests have to notice.
var slips = []slip{
	{"path", "apple_push_notification_certificate_service.go", `/deviceManagement/apple`, `/deviceManagement/pear`, action},
	{"method", "apple_push_notification_certificate_service.go", `"POST"`, `"PUT"`, action},
	{"status", "apple_push_notification_certificate_service.go", `[]int{200}`, `[]int{202}`, action},
	{"result", "apple_push_notification_certificate_service.go", `wrapped: true`, `wrapped: false`, action},
	{"key", "t_types.go", `json:"title,`, `json:"heading,`, "api/todotask"},
	{"action", "message_service.go", `json:"comment,`, `json:"remark,`, "api/message-createforward.md:"},

	{"slash", "client_path.go", "return appendSegment(b, arg), nil", "return append(b, arg...), nil", "TestPathArguments"},
	{"quote", "client_path.go", `strings.ReplaceAll(arg, "'", "''")`, "arg", "TestPathArguments"},
	{"dots", "client_path.go", `if dots != ""`, `if dots == "none"`, "TestPathArguments"},
	{"link", "client_send.go", "if !sameHost(u, c.base) {", "if u.Host == \"\" {", "TestCredentialsOfLinks"},
	{"redirect", "client_redirect.go", "keepHeaders(req)\n\t}", "}", "TestCredentialsOfRedirects"},
	{"POST", "client_redirect.go", "first != http.MethodGet &&", "first == http.MethodGet &&", "TestCredentialsOfRedirects"},
	{"line break", "client_option.go", `c < ' ' && c != '\t'`, "c == 0", "TestHeaderInjection"},
	{"length", "client_error.go", "LimitReader(resp.Body, maxErrorBody)", "LimitReader(resp.Body, 2*maxErrorBody)", "TestBodiesAreBounded"},
	{"null", "client_result.go", "\tdropNulls(items)\n", "", "TestOddAnswers"},
	{"time", "time.go", "(t *DateTime) UnmarshalJSON(data []byte) error { return unmarshalText(data, t) }", "(t *DateTime) UnmarshalJSON(data []byte) error { return t.Time.UnmarshalJSON(data) }", "TestOddAnswers"},
}

// TestTeeth changes what was generated of testdata/docs, as a slip of the hand would, and
// expects the generated tests to notice. Slips with different reasons are made at once; with
// TEETH, each by itself.
func TestTeeth(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("compiles the generated package several times")
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "graph")
	if _, _, err := workspace.Generate(workspace.Config{Docs: []string{docs}, Out: out, Package: "graph"}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/graph\n\ngo 1.26\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if report, err := goTest(dir); err != nil {
		t.Fatalf("the tests fail without a change: %v\n%s", err, report)
	}
	var rounds [][]slip
	for _, s := range slips {
		fits := slices.IndexFunc(rounds, func(round []slip) bool {
			return os.Getenv("TEETH") == "" && !slices.ContainsFunc(round, func(other slip) bool { return other.reason == s.reason })
		})
		if fits < 0 {
			fits, rounds = len(rounds), append(rounds, nil)
		}
		rounds[fits] = append(rounds[fits], s)
	}
	for _, round := range rounds {
		t.Run(round[0].name, func(t *testing.T) { bite(t, dir, round) })
	}
}

// bite makes slips, runs the tests and takes the slips back.
func bite(t *testing.T, dir string, round []slip) {
	for _, s := range round {
		file := filepath.Join(dir, "graph", s.file)
		original, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		changed := strings.ReplaceAll(string(original), s.old, s.new)
		if changed == string(original) {
			t.Fatalf("%s doesn't have %s", s.file, s.old)
		}
		if err := os.WriteFile(file, []byte(changed), 0o666); err != nil {
			t.Fatal(err)
		}
		defer os.WriteFile(file, original, 0o666)
	}
	report, err := goTest(dir)
	for _, s := range round {
		if err == nil {
			t.Errorf("no generated test fails when %s becomes %s", s.old, s.new)
		} else if !strings.Contains(report, s.reason) {
			t.Errorf("the failure doesn't lead to %s:\n%s", s.reason, report)
		}
	}
}
