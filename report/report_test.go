package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/report"
)

const page = "# Übersicht\n\n```http\nHTTP 1.1 200 Ok\n\n{}\n```\n\n| a | 日本 | wrong |\n"

// at returns where a text stands in the page.
func at(text string, line, column int32) model.Position {
	start := int32(strings.Index(page, text))
	return model.Position{File: model.FileOf("docs/a b.md"), Line: line, Column: column, Start: start, End: start + int32(len(text))}
}

// sample is a report with findings of all kinds.
func sample() *report.Report {
	status := model.NewFinding("http/status-line", at("HTTP 1.1 200 Ok", 4, 1), "the status line reads HTTP 1.1 200 Ok")
	status.Severity, status.Fix = model.Warning, "write HTTP/1.1 200 OK"
	status.Edits = []model.Edit{{Span: model.Span{Start: status.Pos.Start, End: status.Pos.End}, New: "HTTP/1.1 200 OK"}}
	body := model.NewFinding("json/syntax", at("HTTP 1.1 200 Ok\n\n{}\n", 4, 1), "over, several: 100 % of\nlines \x1b[31m")
	body.Severity = model.Error
	body.Related = []model.Position{{File: model.FileOf("docs/b.md"), Line: 7, Column: 2}}
	cell := model.NewFinding("table/shape", at("wrong", 9, 12), "a <cell> & more")
	cell.Severity = model.Info
	missing := model.NewFinding("page/unreadable", model.Position{File: model.FileOf("gone.md"), Line: 1, Column: 1}, "it is not there")
	missing.Severity = model.Error
	suppressed := model.NewFinding("http/status-line", at("HTTP", 4, 1), "suppressed")
	return &report.Report{
		Findings:   []model.Finding{status, body, cell, missing},
		Suppressed: []report.Suppressed{{Finding: suppressed, InPage: true, Reason: "so it is"}, {Finding: suppressed}},
		Texts:      map[string]string{"docs/a b.md": page},
		Version:    "v1.2.3",
	}
}

func write(t *testing.T, r *report.Report, format string) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Write(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFormats prints a report in the forms that are lines of text.
func TestFormats(t *testing.T) {
	tests := map[string]string{
		"text": `docs/a b.md:4:1: warning http/status-line: the status line reads HTTP 1.1 200 Ok; write HTTP/1.1 200 OK
docs/a b.md:4:1: error json/syntax: over, several: 100 % of lines \u001b[31m
docs/a b.md:9:12: info table/shape: a <cell> & more
gone.md:1:1: error page/unreadable: it is not there
`,
		"github": `::warning file=docs/a b.md,line=4,col=1,endLine=4,endColumn=16,title=http/status-line::the status line reads HTTP 1.1 200 Ok; write HTTP/1.1 200 OK
::error file=docs/a b.md,line=4,col=1,endLine=7,title=json/syntax::over, several: 100 %25 of%0Alines \u001b[31m (see docs/b.md:7:2)
::notice file=docs/a b.md,line=9,col=12,endLine=9,endColumn=17,title=table/shape::a <cell> & more
::error file=gone.md,line=1,col=1,endLine=1,endColumn=1,title=page/unreadable::it is not there
`,
		"checkstyle": `<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="docs/a b.md">
    <error line="4" column="1" severity="warning" message="the status line reads HTTP 1.1 200 Ok; write HTTP/1.1 200 OK" source="http/status-line"></error>
    <error line="4" column="1" severity="error" message="over, several: 100 % of&#xA;lines �[31m" source="json/syntax"></error>
    <error line="9" column="12" severity="info" message="a &lt;cell&gt; &amp; more" source="table/shape"></error>
  </file>
  <file name="gone.md">
    <error line="1" column="1" severity="error" message="it is not there" source="page/unreadable"></error>
  </file>
</checkstyle>
`,
	}
	for format, want := range tests {
		if got := write(t, sample(), format); got != want {
			t.Errorf("%s is\n%s\nwant\n%s", format, got, want)
		}
	}
}

// TestFrames shows the line of a finding with what is wrong in it marked: wide characters,
// tabs, long lines, several lines.
func TestFrames(t *testing.T) {
	r := sample()
	r.Findings = r.Findings[:3]
	r.Style = report.Style{Frames: true}
	want := `docs/a b.md:4:1: warning http/status-line: the status line reads HTTP 1.1 200 Ok
   |
 4 | HTTP 1.1 200 Ok
   | ^^^^^^^^^^^^^^^
   = write HTTP/1.1 200 OK

docs/a b.md:4:1: error json/syntax: over, several: 100 % of lines \u001b[31m
   |
 4 | HTTP 1.1 200 Ok
   | ^^^^^^^^^^^^^^^ to line 7
   = see docs/b.md:7:2

docs/a b.md:9:12: info table/shape: a <cell> & more
   |
 9 | | a | 日本 | wrong |
   |              ^^^^^
`
	if got := write(t, r, "text"); got != want+"\n" {
		t.Errorf("the frames are\n%s\nwant\n%s", got, want)
	}
}

// TestLongLine cuts a line so that what is wrong in it is seen.
func TestLongLine(t *testing.T) {
	text := "\t" + strings.Repeat("a", 500) + "WRONG" + strings.Repeat("b", 500)
	f := model.NewFinding("table/shape", model.Position{File: model.FileOf("a.md"), Line: 1, Column: 502, Start: 501, End: 506}, "it is wrong")
	r := &report.Report{Findings: []model.Finding{f}, Texts: map[string]string{"a.md": text}, Style: report.Style{Frames: true, Width: 80}}
	lines := strings.Split(write(t, r, "text"), "\n")
	mark := strings.Index(lines[3], "^^^^^")
	if got := []rune(lines[2]); len(got) > 80 || mark < 0 || string(got[mark:mark+5]) != "WRONG" {
		t.Errorf("the frame is\n%s\n%s", lines[2], lines[3])
	}
}

// TestColor colours a frame.
func TestColor(t *testing.T) {
	r := sample()
	r.Style = report.Style{Frames: true, Color: true}
	if got := write(t, r, "text"); !strings.Contains(got, "\x1b[1;33mhttp/status-line\x1b[0m") || strings.Contains(got, "\x1b[31m") {
		t.Errorf("the frames are\n%q", got)
	}
}

// TestJSON reads the array of findings.
func TestJSON(t *testing.T) {
	var list []map[string]any
	if err := json.Unmarshal([]byte(write(t, sample(), "json")), &list); err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(list[0])
	want := `{"column":1,"end_column":16,"end_line":4,"file":"docs/a b.md","fix":{"description":"write HTTP/1.1 200 OK","edits":[{"column":1,"end_column":16,"end_line":4,"line":4,"text":"HTTP/1.1 200 OK"}],"safe":true},"line":4,"message":"the status line reads HTTP 1.1 200 Ok","related":[],"rule":"http/status-line","severity":"warning"}`
	if string(got) != want {
		t.Errorf("the first is %s, want %s", got, want)
	}
	if list[1]["end_line"] != 7.0 || list[1]["end_column"] != 1.0 || list[1]["fix"] != nil {
		t.Errorf("over several lines: %v", list[1])
	}
	if list[2]["column"] != 12.0 || list[2]["end_column"] != 17.0 {
		t.Errorf("behind wide characters: %v", list[2])
	}
}

// TestClean shows that each form without findings is still one.
func TestClean(t *testing.T) {
	for format, want := range map[string]string{"text": "", "github": "", "json": "[]\n", "gitlab": "[]\n", "markdown": "No findings.\n"} {
		if got := write(t, &report.Report{}, format); got != want {
			t.Errorf("%s is %q, want %q", format, got, want)
		}
	}
	if got := write(t, &report.Report{}, "sarif"); !strings.Contains(got, `"results": []`) {
		t.Errorf("the SARIF has no empty list of results:\n%s", got)
	}
	if got := write(t, &report.Report{}, "junit"); !strings.Contains(got, `tests="1" failures="0"`) {
		t.Errorf("the JUnit report is empty:\n%s", got)
	}
}

// TestSARIF holds the log against the schema of OASIS, and looks at what it must have
// beyond.
func TestSARIF(t *testing.T) {
	raw, err := os.Open("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	schema := compile(t, raw)
	for name, r := range map[string]*report.Report{"findings": sample(), "none": {}} {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(write(t, r, "sarif")))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	bad := strings.Replace(write(t, sample(), "sarif"), `"startLine": 4`, `"startLine": 0`, 1)
	if doc, err := jsonschema.UnmarshalJSON(strings.NewReader(bad)); err != nil || schema.Validate(doc) == nil {
		t.Error("the schema allows line 0")
	}
}

func compile(t *testing.T, schema io.Reader) *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(schema)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// sarifLog is what the tests look at.
type sarifLog struct {
	Runs []struct {
		ColumnKind string
		Tool       struct {
			Driver struct {
				Name, SemanticVersion string
				Rules                 []struct {
					ID   string
					Help struct{ Text, Markdown string }
				}
			}
		}
		Results []struct {
			RuleID, Level string
			RuleIndex     int
			Locations     []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI string }
					Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
				}
			}
			PartialFingerprints map[string]string
			Suppressions        []struct{ Kind, Justification string }
			Fixes               []any
		}
	}
}

// TestSARIFContent looks at what code scanning needs of the log.
func TestSARIFContent(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal([]byte(write(t, sample(), "sarif")), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if run.ColumnKind != "unicodeCodePoints" || run.Tool.Driver.Name != "docbind" || run.Tool.Driver.SemanticVersion != "1.2.3" {
		t.Errorf("the run is of %+v with columns of %s", run.Tool.Driver.Name+run.Tool.Driver.SemanticVersion, run.ColumnKind)
	}
	prints := map[string]bool{}
	for _, r := range run.Results {
		rule := run.Tool.Driver.Rules[r.RuleIndex]
		if rule.ID != r.RuleID || rule.Help.Text == "" {
			t.Errorf("%s is described as %s: %q", r.RuleID, rule.ID, rule.Help.Text)
		}
		if region := r.Locations[0].PhysicalLocation.Region; region.EndLine != region.StartLine || region.EndColumn < region.StartColumn {
			t.Errorf("the region of %s is %+v", r.RuleID, region)
		}
		prints[r.PartialFingerprints["primaryLocationLineHash"]] = true
	}
	if len(prints) != len(run.Results) {
		t.Errorf("%d results have %d fingerprints", len(run.Results), len(prints))
	}
	first, last := run.Results[0], run.Results[len(run.Results)-2:]
	if uri := first.Locations[0].PhysicalLocation.ArtifactLocation.URI; uri != "docs/a%20b.md" || len(first.Fixes) != 1 {
		t.Errorf("the first is in %s, with %d fixes", uri, len(first.Fixes))
	}
	if len(first.Suppressions) > 0 || last[0].Suppressions[0].Kind != "inSource" || last[0].Suppressions[0].Justification != "so it is" || last[1].Suppressions[0].Kind != "external" {
		t.Errorf("the suppressions are %v and %v", first.Suppressions, last)
	}
}

// TestXML reads the XML again.
func TestXML(t *testing.T) {
	for _, format := range []string{"checkstyle", "junit"} {
		var doc struct {
			Inner string `xml:",innerxml"`
		}
		if err := xml.Unmarshal([]byte(write(t, sample(), format)), &doc); err != nil {
			t.Errorf("%s: %v", format, err)
		}
	}
	junit := write(t, sample(), "junit")
	for _, want := range []string{
		`<testsuite name="docs/a b.md" tests="3" failures="3" errors="0">`,
		`<testcase name="http/status-line at 4:1" classname="http/status-line" file="docs/a b.md" line="4">`,
		`<failure type="warning" message="the status line reads HTTP 1.1 200 Ok">docs/a b.md:4:1: warning http/status-line: `,
	} {
		if !strings.Contains(junit, want) {
			t.Errorf("the JUnit report lacks %s:\n%s", want, junit)
		}
	}
}

// TestGitLab reads a code quality report.
func TestGitLab(t *testing.T) {
	var list []struct {
		Description, Check_name, Fingerprint, Severity string
		Location                                       struct {
			Path  string
			Lines struct{ Begin, End int }
		}
	}
	if err := json.Unmarshal([]byte(write(t, sample(), "gitlab")), &list); err != nil {
		t.Fatal(err)
	}
	if f := list[1]; f.Check_name != "json/syntax" || f.Severity != "major" || f.Location.Path != "docs/a b.md" || f.Location.Lines.End != 7 || len(f.Fingerprint) != 32 {
		t.Errorf("the second is %+v", f)
	}
}

// TestSummary counts the rules, the most frequent first.
func TestSummary(t *testing.T) {
	r := sample()
	r.Findings = append(r.Findings, r.Findings[2])
	var b bytes.Buffer
	if err := r.Summary(&b, 12); err != nil {
		t.Fatal(err)
	}
	want := `5 findings in 2 files, of 12 pages read: 2 errors, 1 warning, 2 info
  2  info     table/shape
  1  warning  http/status-line
  1  error    json/syntax
  1  error    page/unreadable
--fix mends 1 of them
1 suppressed by comments
1 known to the baseline
`
	if b.String() != want {
		t.Errorf("the summary is\n%s\nwant\n%s", b.String(), want)
	}
}

// TestMarkdown shows text of pages as code, whatever is in it.
func TestMarkdown(t *testing.T) {
	r := sample()
	r.Findings[0].Message = "``x`` <img>"
	if got := write(t, r, "markdown"); !strings.Contains(got, "- ``` docs/a b.md:4:1: warning http/status-line: ``x`` <img>; write HTTP/1.1 200 OK ```\n") {
		t.Errorf("the Markdown is\n%s", got)
	}
}

// TestManyOnLine reports many findings of one line, in the time that those of many lines take.
func TestManyOnLine(t *testing.T) {
	one, many := slips(", "), slips("\n\n")
	for _, format := range report.Formats {
		var text string
		floor := cputime.Of(func() { write(t, many, format) })
		if took := cputime.Of(func() { text = write(t, one, format) }); text == "" || took > 3*floor+time.Second/2 {
			t.Errorf("%s: %d bytes after %v, with lines of their own after %v", format, len(text), took, floor)
		}
	}
	if text := write(t, one, "json"); !strings.Contains(text, "\"column\": 319993,\n    \"end_line\": 1,\n    \"end_column\": 319999") {
		t.Error("the last place is wrong: ", text[len(text)-400:])
	}
}

// slips returns a report of many slips with two bytes between each two.
func slips(between string) *report.Report {
	const n = 40_000
	r := &report.Report{Texts: map[string]string{"a.md": strings.Repeat("204 OK"+between, n)}}
	for i := range int32(n) {
		at := model.Span{Start: 8 * i, End: 8*i + 6}
		pos := model.Position{File: model.FileOf("a.md"), Line: 1, Column: 8*i + 1, Start: at.Start, End: at.End}
		if between[0] == '\n' {
			pos.Line, pos.Column = 2*i+1, 1
		}
		f := model.NewFinding("http/status-reason", pos, "x")
		f.Severity, f.Edits = model.Warning, []model.Edit{{Span: at, New: "204 No Content"}}
		r.Findings = append(r.Findings, f)
	}
	return r
}
