package resolve

import "github.com/docbind/docbind/model"

// entities finds the types whose values have a key. Hardly a page annotates it: it is the
// property id.
func (r *resolver) entities() {
	for _, t := range r.types.sorted() {
		t.Entity = t.Kind == model.StructType && t.Field("id") != nil
	}
}
