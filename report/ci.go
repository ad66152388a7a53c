package report

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/model"
)

// github prints the commands that GitHub makes annotations of, one a line
// (docs.github.com, workflow commands).
func (r *Report) github(out io.Writer) error {
	commands := map[model.Severity]string{model.Error: "error", model.Warning: "warning", model.Info: "notice"}
	escape := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	data := func(text string) string { return visible.Text(escape.Replace(text)) } // logs show colours
	names := strings.NewReplacer(":", "%3A", ",", "%2C")
	property := func(text string) string { return names.Replace(data(text)) }
	w := bufio.NewWriter(out)
	for i := range r.Findings {
		f := &r.Findings[i]
		p := r.place(f)
		fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,endLine=%d", commands[f.Severity], property(f.Pos.Path()), p.line, p.column, p.endLine)
		if p.endLine == p.line { // columns of several lines are refused
			fmt.Fprintf(w, ",endColumn=%d", p.endColumn)
		}
		fmt.Fprintf(w, ",title=%s::%s\n", property(f.Rule), data(message(f)+seeAlso(f)))
	}
	return w.Flush()
}

// seeAlso names the first other place that a finding is about, where a reader of the message sees
// nothing else of it.
func seeAlso(f *model.Finding) string {
	if len(f.Related) == 0 {
		return ""
	}
	if at := f.Related[0]; at.File != f.Pos.File {
		return " (see " + at.String() + ")"
	}
	return fmt.Sprintf(" (see line %d)", f.Related[0].Line)
}

// gitlabIssue is a finding as GitLab's code quality reports have it.
type gitlabIssue struct {
	Description string `json:"description"`
	CheckName   string `json:"check_name"`
	Fingerprint string `json:"fingerprint"`
	Severity    string `json:"severity"`
	Location    struct {
		Path  string `json:"path"`
		Lines struct {
			Begin int `json:"begin"`
			End   int `json:"end"`
		} `json:"lines"`
	} `json:"location"`
}

// gitlab prints a code quality report (docs.gitlab.com, code quality).
func (r *Report) gitlab(w io.Writer) error {
	severities := map[model.Severity]string{model.Error: "major", model.Warning: "minor", model.Info: "info"}
	prints := r.fingerprints()
	list := make([]gitlabIssue, len(r.Findings))
	for i := range r.Findings {
		f := &r.Findings[i]
		p := r.place(f)
		issue := gitlabIssue{Description: message(f), CheckName: f.Rule, Fingerprint: prints[i], Severity: severities[f.Severity]}
		issue.Location.Path = f.Pos.Path()
		issue.Location.Lines.Begin, issue.Location.Lines.End = p.line, p.endLine
		list[i] = issue
	}
	return WriteJSON(w, list)
}

// checkstyle prints the XML of the Java tool of that name, which many CI systems read.
func (r *Report) checkstyle(w io.Writer) error {
	type xmlError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
	type xmlFile struct {
		Name   string     `xml:"name,attr"`
		Errors []xmlError `xml:"error"`
	}
	doc := struct {
		XMLName xml.Name  `xml:"checkstyle"`
		Version string    `xml:"version,attr"`
		Files   []xmlFile `xml:"file"`
	}{Version: "4.3"}
	for name, findings := range r.byFile() {
		file := xmlFile{Name: name}
		for i := range findings {
			f := &findings[i]
			file.Errors = append(file.Errors, xmlError{int(f.Pos.Line), int(f.Pos.Column), string(f.Severity), message(f), f.Rule})
		}
		doc.Files = append(doc.Files, file)
	}
	return writeXML(w, doc)
}

// junit prints a test suite a file, in which each finding is a test that fails. Without
// findings there is a test that passes, since an empty report counts as broken.
func (r *Report) junit(w io.Writer) error {
	type failure struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
	type test struct {
		Name    string   `xml:"name,attr"`
		Class   string   `xml:"classname,attr"`
		File    string   `xml:"file,attr,omitempty"`
		Line    int      `xml:"line,attr,omitempty"`
		Failure *failure `xml:"failure"`
	}
	type suite struct {
		Name     string `xml:"name,attr"`
		Tests    int    `xml:"tests,attr"`
		Failures int    `xml:"failures,attr"`
		Errors   int    `xml:"errors,attr"`
		Cases    []test `xml:"testcase"`
	}
	doc := struct {
		XMLName xml.Name `xml:"testsuites"`
		Suites  []suite  `xml:"testsuite"`
	}{}
	for name, findings := range r.byFile() {
		one := suite{Name: name, Tests: len(findings), Failures: len(findings)}
		for i := range findings {
			f := &findings[i]
			one.Cases = append(one.Cases, test{
				Name: fmt.Sprintf("%s at %d:%d", f.Rule, f.Pos.Line, f.Pos.Column), Class: f.Rule, File: name, Line: int(f.Pos.Line),
				Failure: &failure{string(f.Severity), f.Message, f.String()},
			})
		}
		doc.Suites = append(doc.Suites, one)
	}
	if len(doc.Suites) == 0 {
		doc.Suites = []suite{{Name: "docs", Tests: 1, Cases: []test{{Name: "lint", Class: "docs"}}}}
	}
	return writeXML(w, doc)
}

func writeXML(w io.Writer, doc any) error {
	text, err := xml.MarshalIndent(doc, "", "  ")
	if err == nil {
		_, err = io.WriteString(w, xml.Header+string(text)+"\n")
	}
	return err
}
