package examples

import (
	"encoding/json"
	"strings"
	"testing"

	graph "github.com/docbind/docbind/generated"
)

// TestDecodeErrors checks that what can't be decoded is called by the type that a caller knows,
// also where that has an UnmarshalJSON of its own.
func TestDecodeErrors(t *testing.T) {
	for _, text := range []string{`{"displayName": 1}`, `"a"`} {
		err := json.Unmarshal([]byte(text), &graph.DeviceConfiguration{})
		if err == nil || !strings.Contains(err.Error(), "DeviceConfiguration") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
