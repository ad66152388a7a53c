package lint_test

import (
	"slices"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// TestMethodResults holds tables of methods against the pages that they lead to.
func TestMethodResults(t *testing.T) {
	table := func(method, result string) map[string]string {
		return map[string]string{
			typePage:            "## Methods\n\n|Method|Return type|Description|\n|:--|:--|:--|\n|" + method + "|" + result + "|x|\n",
			"resources/lamp.md": resource("lamp", "microsoft.graph.thing", "|id|String|x|"),
			"resources/door.md": resource("door", "", "|id|String|x|"),
		}
	}
	const (
		list, get, move = "[List](../api/thing-list.md)", "[Get](../api/thing-get.md)", "[Move](../api/thing-move.md)"
		thing           = "[thing](thing.md)"
		rule            = "resource/method-result the table says that the method returns "
	)
	check(t, []string{"resource/method-result"}, []odd{
		{"many", table(list, thing+" collection"), nil},
		{"many, in the plural", table(list, "[things](thing.md)"), nil},
		{"many, in words", table(list, "List of "+thing), nil},
		{"one", table(get, thing), nil},
		{"none", table(move, "None."), nil},
		{"nothing at all", table(move, ""), nil},
		{"a derived type", table(get, "[lamp](lamp.md)"), nil},
		{"a name without a link", table(get, "door"), nil},
		{"a link to another type than it names", table(get, "[thing](door.md)"), nil},
		{"a page that isn't there", table("[Drop](../api/thing-drop.md)", "None"), nil},
		{"one of many", table(list, thing), []string{rule + "one thing, its page that it returns a collection of thing"}},
		{"many of one", table(get, thing+" collection"), []string{rule + "a collection of thing, its page that it returns one thing"}},
		{"something for nothing", table(move, thing), []string{rule + "one thing, its page that it returns nothing"}},
		{"nothing for something", table(get, "None"), []string{rule + "nothing, its page that it returns one thing"}},
		{"another type", table(get, "[door](door.md)"), []string{rule + "one door, its page that it returns one thing"}},
	})
	found := run(with(t, table(list, thing)), lint.Config{})
	i := slices.IndexFunc(found, func(f model.Finding) bool { return f.Rule == model.RuleMethodResult })
	if i < 0 || found[i].Fix != "write thing collection" || len(found[i].Edits) != 1 || !found[i].Unsafe {
		t.Errorf("found %v", found)
	}
}
