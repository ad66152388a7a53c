package resolve

import (
	"cmp"
	"slices"

	"github.com/docbind/docbind/model"
)

// Any JSON is what a body holds of which nothing more is known than that there is one:
// the page names a type for it that no page declares, or the sample shows JSON that
// can't be read.

// untypedBody decides the body where neither page nor samples give it a type.
func (r *resolver) untypedBody(op *operation) {
	said := op.page.Body()
	switch named := said.Type; {
	case op.Method == "DELETE" || op.silent && !op.alike:
	case !named.IsZero() && r.lookup(op.page, named).IsZero():
		op.Body = model.OperationBody{Kind: model.JSONBody, Type: model.TypeRef{Collection: named.Collection}, Source: model.FromProse, Pos: said.Pos}
		r.report(model.RuleUnknownType, said.Pos, "no page declares the type "+named.Name+" of the request body")
		return
	}
	for _, q := range op.pairs {
		if body := &q.request.Body; op.brokenJSON(body) {
			op.Body = model.OperationBody{Kind: model.JSONBody, Source: model.FromSample, Pos: body.Text.Pos}
			return
		}
	}
	if said.Shown != nil && said.Shown.JSON == "" {
		op.Body = model.OperationBody{Kind: model.JSONBody, Source: model.FromSample, Pos: said.Shown.Text.Pos}
	}
}

// untypedResult returns the kind of an answer to which nothing gives a type and that no
// sample shows.
func (r *resolver) untypedResult(op *operation, collection bool) model.ResultKind {
	if ret := r.promisesUndeclared(op); ret != nil {
		op.report(model.RuleUnknownType, ret.Type.Pos, "no page declares the type "+ret.Type.Name+" of the response")
		if collection || ret.Type.Collection && pathSays(op) != one {
			return model.CollectionResult
		}
		return model.ValueResult
	}
	for i := range op.answers {
		if op.brokenJSON(&op.answers[i].Body) {
			return model.ValueResult
		}
	}
	for i := range op.page.Returns {
		if ret := &op.page.Returns[i]; ret.Body && !op.silent && op.Method != "DELETE" && ending(op.Routes[0].Template) != "$count" {
			return model.ValueResult // of any kind
		}
	}
	return model.NoResult
}

// promisesUndeclared returns the sentence that says the operation answers with a type
// that no page declares, nil if none does. What a DELETE speaks of is rather what goes.
func (r *resolver) promisesUndeclared(op *operation) *model.ReturnStatement {
	if op.silent {
		return nil
	}
	for i := range op.page.Returns {
		ret := &op.page.Returns[i]
		success := ret.Status == 0 || ret.Status >= 200 && ret.Status < 300 && ret.Status != 204
		if success && !ret.Type.IsZero() && (op.Method != "DELETE" || ret.Type.Link != "") && r.lookup(op.page, ret.Type).IsZero() {
			return ret
		}
	}
	return nil
}

// brokenJSON reports whether a body of the page is meant to be JSON and can't be read,
// which was reported when the page was.
func (op *operation) brokenJSON(b *model.Body) bool {
	if b.JSON != "" || b.Text.Value == "" || b.Text.Pos.Path() != op.page.Path {
		return false
	}
	list := op.page.Findings // by their places
	at, _ := slices.BinarySearchFunc(list, b.Text.Pos.Start, func(f model.Finding, start int32) int { return cmp.Compare(f.Pos.Start, start) })
	for _, f := range list[at:] {
		if f.Pos.Start > b.Text.Pos.End {
			return false
		}
		if f.Rule == model.RuleJSONSyntax {
			return true
		}
	}
	return false
}
