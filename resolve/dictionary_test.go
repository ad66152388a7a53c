package resolve

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// TestOwnWords asks a page how it spells words.
func TestOwnWords(t *testing.T) {
	own := &ownWords{path: []string{"left over"}}
	own.of(&model.Page{
		Title:     model.Text{Value: "List the calendar viewS of a-user: eventDelta"},
		Templates: []model.Template{{Path: model.Text{Value: "/me/mailFolders/{todoTaskListId}/messages"}}},
	})
	for word, want := range map[string]string{
		"list": "List", "listthe": "ListThe", "calendarviews": "calendarViewS", "eventdelta": "eventDelta",
		"calendar": "", "auser": "", "ofauser": "", "mailfolders": "mailFolders", "todotasklist": "todoTaskList", "messages": "", "": "",
		"listviews": "ListViewS", "listviewsdelta": "", "delta": "Delta", "elta": "", "ews": "",
	} {
		if got := own.spelling(word); got != want {
			t.Errorf("%s is spelled %q, want %q", word, got, want)
		}
	}
	words := dictionary{types: spelling{"mailfolder": "MailFolder"}, words: spelling{"incompatiblegroups": "incompatibleGroups", "netlosses": "netLosses"}}
	for word, want := range map[string]string{
		"mailfolder": "mailFolder", "incompatiblegroup": "incompatibleGroup", "netloss": "netLoss", "eventdeltas": "eventDeltas", "unKnown": "unKnown", "other": "other",
	} {
		if got := words.recover(word, own); got != want {
			t.Errorf("%s is recovered as %q, want %q", word, got, want)
		}
	}
	own.of(&model.Page{
		Templates: []model.Template{{Path: model.Text{Value: "/me/mailfolders"}}}, Samples: []model.Sample{{Path: model.Text{Value: "/me/mailFolders"}}},
	})
	if got := own.spelling("mailfolders"); got != "mailFolders" {
		t.Errorf("a word that only the sample spells is %q", got)
	}
}

// TestParameterSpelling takes the spelling of a parameter.
func TestParameterSpelling(t *testing.T) {
	words := pageSpellings([]*model.Page{{Parameters: []model.Parameter{{Name: model.Text{Value: "quietBerths"}}, {Name: model.Text{Value: "tides"}}}}})
	if got := words.recover("quietberths", &ownWords{}); got != "quietBerths" || len(words.properties) != 1 {
		t.Errorf("quietberths is recovered as %q of %v", got, words.properties)
	}
}

// TestCompound puts words together that others spell.
func TestCompound(t *testing.T) {
	own := &ownWords{}
	own.of(&model.Page{Templates: []model.Template{{Path: model.Text{Value: "/harbour/quietBerths/{id}/tides"}}}})
	words := dictionary{
		types: spelling{"ship": "ship", "shipowner": "shipOwner"},
		words: spelling{"root": "root", "crewlists": "crewLists", "tides": "tides", "sea": "sea"},
	}
	for word, want := range map[string]string{
		"quietberthsroot": "quietBerthsRoot", "quietberthroot": "quietBerthRoot", "shipcrewlist": "shipCrewList", "shipownertide": "shipOwnerTide",
		"harbourroot": "harbourroot", "harbourtide": "harbourTide", "tideharbours": "tideHarbours", "harbours": "harbours", "shipping": "shipping", "shipsea": "shipsea", "rootship": "rootship", "quietberths-root": "quietberths-root",
	} {
		if got := words.recover(word, own); got != want {
			t.Errorf("%s is recovered as %q, want %q", word, got, want)
		}
	}
}

// TestSpellings takes the spelling with capitals inside, unless ten times as many have none,
// and that of properties where no path has one.
func TestSpellings(t *testing.T) {
	used := spellings{"mailfolders": 9, "mailFolders": 1, "messages": 11, "mesSages": 1, "Users": 2, "users": 3}.mostUsed()
	if used["mailfolders"] != "mailFolders" || used["messages"] != "messages" || used["users"] != "users" {
		t.Errorf("got %v", used)
	}
	d := dictionary{
		words:      spelling{"gridlines": "gridlines", "mailfolders": "mailFolders"},
		properties: spelling{"gridlines": "gridLines", "mailfolders": "mailfoldeRs", "valueaxis": "valueAxis"},
	}
	for segment, want := range map[string]string{
		"gridlines": "gridLines", "Gridlines": "gridLines", "mailfolders": "mailFolders", "valueaxis": "valueAxis", "value_Axis": "value_Axis", "other": "other",
	} {
		if got := d.camel(segment); got != want {
			t.Errorf("%s is written %q, want %q", segment, got, want)
		}
	}
}

// TestNamedTypes: the types that pages name know the capitals of file names, too.
func TestNamedTypes(t *testing.T) {
	line := "# Carry it\n\n## HTTP request\n```http\nPOST /boxes/{id}/carry\n```\n"
	for src, want := range map[string]string{
		line: "Bigbox.Carry",
		strings.Replace(line, "# Carry it\n", "# bigBox: carry\n\n## Begin\n", 1) + "\n## Request body\n\nNone.\n":                                             "BigBox.Carry",
		strings.Replace(strings.Replace(line, "# Carry it\n", "# bigBox: carry\n\n## Begin\n", 1), "## HTTP", "### HTTP", 1) + "\n### Request body\n\nNone.\n": "BigBox.Carry", // a topic
		line + "\n## Response\n\nReturns `200 OK` and a [bigBox](../resources/bigbox.md) object.\n":                                                            "BigBox.Carry",
		line + "\n## Response\n\nReturns `200 OK` and a [bigbox](../resources/bigbox.md) object.\n":                                                            "Bigbox.Carry",
		line + "\n## Request body\n\nSupply a JSON representation of a [bigBox](../resources/bigbox.md) object.\n":                                             "BigBox.Carry",
		line + "\n## Example\n<!-- {\"blockType\": \"response\", \"@odata.type\": \"a.bigBox\"} -->\n```http\nHTTP/1.1 200 OK\n```\n":                          "BigBox.Carry",
	} {
		if got := Resolve([]*model.Page{parser.Parse("api/bigbox-carry.md", []byte(src))}, Options{}).Services[0].Operations[0].ID(); got != want {
			t.Errorf("%s\nis called %s, want %s", src, got, want)
		}
	}
}
