package mock

import (
	"testing"

	"github.com/docbind/docbind/model"
)

// TestNearestCall: requests may leave out the brackets of a function without arguments.
func TestNearestCall(t *testing.T) {
	api := &model.API{Services: []model.Service{{Operations: []model.Operation{{Routes: []model.Route{{Template: "/things/{id}/now()"}, {Template: "/things/{id}/on(day={day})"}}}}}}}
	if meant, ok := nearest(documentedPaths(api), "/thigns/1/now"); meant != "/things/{id}/now()" {
		t.Errorf("%q, %v", meant, ok)
	}
}
