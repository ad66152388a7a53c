package templates

import (
	"slices"
	"testing"

	"github.com/docbind/docbind/model"
)

// TestRuntimeTypes finds the Go types of rare primitives where something in the API has
// them, wherever that is, and nowhere else.
func TestRuntimeTypes(t *testing.T) {
	operation := func(op model.Operation) *model.API {
		return &model.API{Services: []model.Service{{Operations: []model.Operation{op}}}}
	}
	for file, primitive := range onlyFor {
		ref := model.TypeRef{Name: primitive, Collection: true}
		for place, api := range map[string]*model.API{
			"property":  {Types: []model.Type{{Fields: []model.TypeProperty{{Type: ref}}}}},
			"option":    {Options: []model.Option{{Type: ref}}},
			"body":      operation(model.Operation{Body: model.OperationBody{Type: ref}}),
			"result":    operation(model.Operation{Result: model.Result{Type: ref}}),
			"parameter": operation(model.Operation{Params: []model.Param{{Type: ref}}}),
			"query":     operation(model.Operation{Options: []model.OptionUse{{Type: ref}}}),
			"":          {},
		} {
			files, err := Runtime(api, Options{Package: "p"})
			if err != nil {
				t.Fatal(err)
			}
			for other := range onlyFor {
				got := slices.ContainsFunc(files, func(f File) bool { return f.Name == other })
				if want := place != "" && other == file; got != want {
					t.Errorf("%s as the type of a %q: %s is there: %v", primitive, place, other, got)
				}
			}
		}
	}
}
