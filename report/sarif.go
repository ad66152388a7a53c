package report

import (
	"io"
	"net/url"
	"regexp"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// home is where docbind is at home.
const home = "https://github.com/docbind/docbind"

// sarifRoot names the folder that URIs are relative to.
const sarifRoot = "%SRCROOT%"

// sarif prints a SARIF 2.1.0 log (docs.oasis-open.org, sarif v2.1.0).
func (r *Report) sarif(w io.Writer) error {
	run := sarif.NewRunWithInformationURI("docbind", home)
	run.WithColumnKind("unicodeCodePoints")
	if version := strings.TrimPrefix(r.Version, "v"); semantic.MatchString(version) {
		run.Tool.Driver.WithSemanticVersion(version)
	}
	index := map[string]int{}
	for i, rule := range lint.Rules() {
		index[rule.ID] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule(rule))
	}
	prints := r.fingerprints()
	for i := range r.Findings {
		f := &r.Findings[i]
		run.AddResult(r.sarifResult(f, index[f.Rule], prints[i]))
	}
	for i := range r.Suppressed {
		s := &r.Suppressed[i]
		kind, reason := "external", "the baseline has it"
		if s.InPage {
			kind, reason = "inSource", s.Reason
		}
		suppression := sarif.NewSuppression().WithKind(kind)
		if reason != "" {
			suppression.WithJustification(reason)
		}
		run.AddResult(r.sarifResult(&s.Finding, index[s.Rule], prints[len(r.Findings)+i]).AddSuppression(suppression))
	}
	return sarif.NewReport().AddRun(run).PrettyWrite(w)
}

// semantic matches what semver.org has a version be.
var semantic = regexp.MustCompile(`^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$`)

func sarifLevel(s model.Severity) string {
	if s == model.Info {
		return sarif.LevelNote
	}
	return string(s)
}

// sarifRule describes a rule. Its page is the help.
func sarifRule(rule model.Rule) *sarif.ReportingDescriptor {
	d := sarif.NewRule(rule.ID)
	family, _, _ := strings.Cut(rule.ID, "/")
	d.ShortDescription = sarifText(rule.Doc)
	d.FullDescription = sarifText(rule.Doc)
	d.Help = sarifText(rule.Doc)
	if page, ok := lint.Explain(rule.ID); ok {
		about, _, _ := strings.Cut(page, "\n## ")
		if _, text, ok := strings.Cut(about, "\n\n"); ok {
			d.FullDescription = sarifText(strings.TrimSpace(text))
		}
		d.Help = sarifText(page)
		d.Help.WithMarkdown(page)
	}
	d.DefaultConfiguration = sarif.NewReportingConfiguration().WithLevel(sarifLevel(rule.Severity)).WithEnabled(!lint.OptIn(rule.ID))
	d.Properties = sarif.NewPropertyBag()
	d.Properties.Tags = []string{family}
	return d
}

func sarifText(text string) *sarif.MultiformatMessageString {
	return sarif.NewMultiformatMessageString().WithText(text)
}

// sarifResult describes a finding. Its region ends with the first line, since viewers show
// no more of it.
func (r *Report) sarifResult(f *model.Finding, index int, fingerprint string) *sarif.Result {
	result := sarif.NewRuleResult(f.Rule).WithLevel(sarifLevel(f.Severity)).WithMessage(sarif.NewTextMessage(message(f)))
	result.RuleIndex = index
	result.PartialFingerprints = map[string]string{"primaryLocationLineHash": fingerprint}
	result.AddLocation(sarifLocation(f.Pos.Path(), r.firstLine(f.Pos.Path(), r.place(f))))
	for i, at := range f.Related {
		place := place{int(at.Line), int(at.Column), int(at.Line), int(at.Column)}
		location := sarifLocation(at.Path(), place).WithMessage(sarif.NewTextMessage("what the finding refers to"))
		location.ID = i
		result.AddRelatedLocation(location)
	}
	if fix := r.fix(f); fix != nil && len(fix.Edits) > 0 {
		result.WithFixes([]*sarif.Fix{sarifFix(f.Pos.Path(), fix)})
	}
	return result
}

func sarifFix(file string, fix *jsonFix) *sarif.Fix {
	change := sarif.NewArtifactChange().WithArtifactLocation(sarifArtifact(file))
	for _, e := range fix.Edits {
		replacement := sarif.NewReplacement().WithDeletedRegion(sarifRegion(place{e.Line, e.Column, e.EndLine, e.EndColumn}))
		change.AddReplacement(replacement.WithInsertedContent(sarif.NewArtifactContent().WithText(e.Text)))
	}
	out := sarif.NewFix().AddArtifactChange(change)
	if fix.Description != "" {
		out.WithDescription(sarif.NewTextMessage(fix.Description))
	}
	return out
}

func sarifLocation(file string, p place) *sarif.Location {
	return sarif.NewLocationWithPhysicalLocation(
		sarif.NewPhysicalLocation().WithArtifactLocation(sarifArtifact(file)).WithRegion(sarifRegion(p)))
}

func sarifArtifact(file string) *sarif.ArtifactLocation {
	return sarif.NewArtifactLocation().WithURI((&url.URL{Path: file}).String()).WithURIBaseID(sarifRoot)
}

func sarifRegion(p place) *sarif.Region {
	return sarif.NewRegion().WithStartLine(p.line).WithStartColumn(p.column).WithEndLine(p.endLine).WithEndColumn(p.endColumn)
}
