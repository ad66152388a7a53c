package lint_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestMeantMember looks at what is offered for a member that its type, or the table of parameters, doesn't
// have: a property that the sample doesn't show.
func TestMeantMember(t *testing.T) {
	table := "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|displayName|String|x|\n|id|String|x|\n|expirationDateTime|DateTimeOffset|x|\n|ownerAddress|String|x|\n"
	const plain = "add a row for it, or take it out of the sample"
	for body, want := range map[string]string{
		`{"id": "1", "expiration": "2026-01-31T12:00:00Z"}`:                            "expirationDateTime",
		`{"id": "1", "ownerAdress": "x"}`:                                              "ownerAddress",
		`{"id": "1", "owner": "x"}`:                                                    "",
		`{"id": "1", "colour": "x"}`:                                                   "",
		`{"id": "1", "expiration": "x", "expirationDateTime": "2026-01-31T12:00:00Z"}`: "",
	} {
		for _, f := range run(with(t, map[string]string{typePage: table, getPage: answer(ofThing, body)}), lint.Config{Only: []string{model.RuleUndeclaredMember}}) {
			offer := plain
			if want != "" {
				offer = "write " + want + ", if that is meant; else " + plain
			}
			if f.Fix != offer {
				t.Errorf("%s: the fix is %q, want %q", body, f.Fix, offer)
			}
		}
	}
	for _, f := range run(with(t, map[string]string{movePage: call(move, `{"roomID7": "7", "notifyy": true, "roomId": "7"}`)}), lint.Config{Only: []string{model.RuleUndeclaredMember}}) {
		if strings.Contains(f.Fix, "roomId,") || strings.Contains(f.Message, "notifyy") && !strings.HasPrefix(f.Fix, "write notify,") {
			t.Errorf("%v: the fix is %q", f.Message, f.Fix)
		}
	}
}

// TestManyMembers asks no type with far more properties than any real one for each member that it lacks.
func TestManyMembers(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	var table, shown strings.Builder
	table.WriteString("# thing resource type\n\nA thing.\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n")
	for i := range 4500 {
		fmt.Fprintf(&table, "|property%d|String|x|\n", i)
	}
	shown.WriteString("# Get thing\n\n## HTTP request\n\n```http\nGET /things/{id}\n```\n\n## Response\n\nReturns `200 OK` and a [thing](../resources/thing.md) object.\n\n## Example\n\n")
	for i := range 10 {
		shown.WriteString("### Request\n\n```http\nGET https://graph.microsoft.com/v1.0/things/1\n```\n\n" + strings.TrimSuffix(answer(ofThing, `{"id": "1"`), "\n```\n"))
		for j := range 1500 {
			fmt.Fprintf(&shown, `, "u%d_%d": 1`, i, j)
		}
		shown.WriteString("}\n```\n\n")
	}
	files := map[string]string{typePage: table.String(), getPage: shown.String()}
	var findings []model.Finding
	if d := cputime.Of(func() { findings = run(files, lint.Config{Only: []string{model.RuleUndeclaredMember}}) }); d > 4*time.Second {
		t.Errorf("took %v", d)
	}
	if len(findings) < 10*1500 {
		t.Errorf("%d findings", len(findings))
	}
}
