package workspace_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docbind/docbind/workspace"
)

// goTest runs the tests of a module of its own.
func goTest(dir string) (string, error) {
	cmd := exec.Command("go", "test", "-vet=off", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// TestTeeth changes what was generated of testdata/docs, as a slip of the hand
// would, and expects a generated test to fail and to name the page, or the promise of
// the runtime that is broken.
func TestTeeth(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the generated package once a change")
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
	const action = "api/applepushnotificationcertificate-generateapplepushnotificationcertificatesigningrequest.md:"
	for name, c := range map[string]struct{ file, old, new, reason string }{
		"path":   {"apple_push_notification_certificate_service.go", `/deviceManagement/apple`, `/deviceManagement/pear`, action},
		"method": {"apple_push_notification_certificate_service.go", `"POST"`, `"PUT"`, action},
		"status": {"apple_push_notification_certificate_service.go", `[]int{200}`, `[]int{202}`, action},
		"result": {"apple_push_notification_certificate_service.go", `wrapped: true`, `wrapped: false`, action},
		"key":    {"t_types.go", `json:"title,`, `json:"heading,`, "api/todotask"},
		"action": {"message_service.go", `json:"comment,`, `json:"remark,`, "api/message-createforward.md:"},

		"slash":      {"client_path.go", "return escapeSegment(arg), nil", "return arg, nil", "TestPathArguments"},
		"quote":      {"client_path.go", `strings.ReplaceAll(arg, "'", "''")`, "arg", "TestPathArguments"},
		"dots":       {"client_path.go", `if dots != ""`, `if dots == "none"`, "TestPathArguments"},
		"link":       {"client_send.go", "if !sameHost(u, c.base) {", "if u.Host == \"\" {", "TestCredentialsOfLinks"},
		"redirect":   {"client_redirect.go", "keepHeaders(req)\n\t\t}", "}", "TestCredentialsOfRedirects"},
		"POST":       {"client_redirect.go", "first != http.MethodGet &&", "first == http.MethodGet &&", "TestCredentialsOfRedirects"},
		"line break": {"client_option.go", `c < ' ' && c != '\t'`, "c == 0", "TestHeaderInjection"},
		"length":     {"client_send.go", "LimitReader(resp.Body, maxErrorBody)", "LimitReader(resp.Body, 2*maxErrorBody)", "TestBodiesAreBounded"},
		"null":       {"json.go", "\tdropNulls(items)\n", "", "TestOddAnswers"},
		"time":       {"time.go", "(t *DateTime) UnmarshalJSON(data []byte) error { return unmarshalText(data, t) }", "(t *DateTime) UnmarshalJSON(data []byte) error { return t.Time.UnmarshalJSON(data) }", "TestOddAnswers"},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(out, c.file)
			original, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			changed := strings.ReplaceAll(string(original), c.old, c.new)
			if changed == string(original) {
				t.Fatalf("%s doesn't have %s", c.file, c.old)
			}
			if err := os.WriteFile(file, []byte(changed), 0o666); err != nil {
				t.Fatal(err)
			}
			defer os.WriteFile(file, original, 0o666)
			report, err := goTest(dir)
			if err == nil {
				t.Errorf("no generated test fails when %s becomes %s", c.old, c.new)
			} else if !strings.Contains(report, c.reason) {
				t.Errorf("the failure doesn't lead to %s:\n%s", c.reason, report)
			}
		})
	}
}
