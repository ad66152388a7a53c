package resolve

import "testing"

func TestIsDelta(t *testing.T) {
	for path, want := range map[string]bool{
		"/users/delta":                             true,
		"/users/delta()":                           true,
		"/users/microsoft.graph.delta":             true,
		"/users/microsoft.graph.delta()":           true,
		"/drive/items/{id}/delta(token='{token}')": true,
		"/users/Delta":                             true,
		"/deltas":                                  false,
		"/delta/users":                             false,
		"/range/resizedRange(deltaRows={n})":       false,
		"/users/{id}/deltaSync":                    false,
		"/":                                        false,
	} {
		if got := isDelta(path); got != want {
			t.Errorf("isDelta(%s) = %v", path, got)
		}
	}
}
