package resolve

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// deltas finds the operations that report changes (OData Protocol 4.01, section 11.3),
// and the types whose values they may report as removed.
func (r *resolver) deltas() {
	for _, op := range r.ops {
		if op.Method != "GET" || op.Result.Kind != model.CollectionResult || !isDelta(op.Routes[0].Template) {
			continue
		}
		op.Result.Delta = true
		if t := r.types.byName[op.Result.Type.Name]; t != nil {
			t.Delta = true // its derived types have it by their base
		}
	}
}

// isDelta reports whether a path ends in the function delta, perhaps with a namespace
// before it or arguments after it.
func isDelta(path string) bool {
	last, _, _ := strings.Cut(path[strings.LastIndexByte(path, '/')+1:], "(")
	return strings.EqualFold(shortName(last), "delta")
}
