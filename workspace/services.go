package workspace

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Services returns the services that the manifest in an output folder lists, sorted; none
// if it cannot be read.
func Services(out string) []string {
	content, err := os.ReadFile(filepath.Join(out, manifestName))
	if out == "" || err != nil {
		return nil
	}
	var m manifest
	if json.Unmarshal(content, &m) != nil {
		return nil
	}
	var names []string
	for _, routes := range m.Names.Operations {
		for _, operation := range routes {
			if service, _, ok := strings.Cut(operation, "."); ok {
				names = append(names, service)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
