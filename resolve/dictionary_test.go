package resolve

import (
	"testing"

	"github.com/docbind/docbind/model"
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
	} {
		if got := own.spelling(word); got != want {
			t.Errorf("%s is spelled %q, want %q", word, got, want)
		}
	}
	words := dictionary{types: spelling{"mailfolder": "MailFolder"}, words: spelling{"incompatiblegroups": "incompatibleGroups"}}
	for word, want := range map[string]string{
		"mailfolder": "mailFolder", "incompatiblegroup": "incompatibleGroup", "eventdeltas": "eventDeltas", "unKnown": "unKnown", "other": "other",
	} {
		if got := words.recover(word, own); got != want {
			t.Errorf("%s is recovered as %q, want %q", word, got, want)
		}
	}
}
