package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// results decides what the operations carry that pages describe, then what the others
// do, and those of which the page says nothing, which can only be told from their samples and
// from other operations.
func (r *resolver) results() {
	r.each(func(op *operation) {
		if !op.silent {
			r.result(op)
		}
	})
	r.known = map[string]*operation{}
	for _, op := range r.ops {
		if op.silent || op.Method != "GET" || op.Result.Type.IsZero() {
			continue
		}
		for _, key := range op.shapes {
			if r.known[key] == nil {
				r.known[key] = op
			}
		}
	}
	r.each(func(op *operation) {
		if op.silent || r.ofOwner(op) != nil && r.promisesUndeclared(op) == nil {
			r.result(op)
		}
	})
}

// result decides what a success answer carries.
func (r *resolver) result(op *operation) {
	res := &op.Result
	if res.Evidence = r.evidence(op); len(res.Evidence) == 0 && !op.shows() {
		op.trustAll()
		res.Evidence = r.evidence(op)
	}
	res.Statuses = statuses(op)
	defer func() {
		res.LongRunning = res.Kind == model.NoResult && goesOn(op)
		byPath(op)
	}()
	switch {
	case op.Method == "HEAD", onlyEmpty(op), ending(op.Routes[0].Template) == "$ref" && op.Method != "GET" && responseShape(op) == noShape:
		return
	case op.silent && op.Method == "GET" && ending(op.Routes[0].Template) == "$count":
		// Digits as text/plain, which are JSON as well (OData Protocol 4.01, section 11.2.10).
		res.Kind, res.Type.Name = model.ValueResult, "Edm.Int32"
		return
	case streams(op):
		res.Kind = model.StreamResult
		return
	}
	res.Type = r.weighType(op)
	if res.Type.Name == "Edm.Stream" {
		res.Kind, res.Type = model.StreamResult, model.TypeRef{}
		return
	}
	collection := r.weighCollection(op)
	shape := responseShape(op)
	switch {
	case res.Type.IsZero() && shape == noShape:
		res.Kind = r.untypedResult(op, collection)
	case collection && r.otherEnvelope(op):
		res.Kind, res.Type = model.ValueResult, model.TypeRef{}
	case collection:
		if res.Kind = model.CollectionResult; op.Method == "GET" && ending(op.Routes[0].Template) == "$count" {
			op.report(model.RuleResponseType, op.Routes[0].Pos, "a path that ends in $count is answered with a number, the page documents a collection")
		}
	default:
		res.Kind = model.ValueResult
		res.Wrapped = shape == wrappedShape && (!r.holdsValue(res.Type.Name) || r.envelopes(op, res.Type.Name)) || shape == noShape && res.Type.IsPrimitive()
	}
	res.Type.Collection = false
}

// envelopes reports whether the value in a sample says that it is of the type, or of one
// that derives from it: then it is no member of that name (Intune: booleanSettingInstance
// has a value, and is shown in one).
func (r *resolver) envelopes(op *operation, name string) bool {
	value := sampleValue(op)
	return value != "" && value[0] == '{' && r.derives(odataType(value), name)
}

// statuses lists the documented success codes: those of the prose, then those
// that only samples have.
func statuses(op *operation) []int {
	var out []int
	add := func(s int) {
		if s >= 200 && s < 400 && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if !op.silent || op.alike {
		for _, ret := range op.page.Returns {
			add(ret.Status)
			for _, s := range ret.Others {
				add(s)
			}
		}
	}
	for _, s := range op.answers {
		add(s.Status)
	}
	return out
}

// byPath gives a read that nothing says the result of what its path promises: $count is a
// number, $value bytes (OData URL Conventions 4.01, sections 4.7 and 4.8).
func byPath(op *operation) {
	res := &op.Result
	if op.Method != "GET" || res.Kind != model.NoResult {
		return
	}
	switch ending(op.Routes[0].Template) {
	case "$count":
		res.Kind, res.Type = model.ValueResult, model.TypeRef{Name: "Edm.Int32"}
	case "$value":
		res.Kind = model.StreamResult
	}
}

// goesOn reports whether the server answers 202 and tells, by sample or prose, where
// to ask for the state of its work: driveitem-copy; notebook-copynotebook names the
// header Operation-Location.
func goesOn(op *operation) bool {
	if !slices.Contains(op.Result.Statuses, 202) {
		return false
	}
	for _, s := range op.answers {
		if s.Status == 202 && (s.Header("Location") != "" || s.Header("Operation-Location") != "") {
			return true
		}
	}
	return (!op.silent || op.alike) && slices.ContainsFunc(op.page.Returns, func(r model.ReturnStatement) bool {
		return r.Location && (r.Status == 202 || r.Status == 0)
	})
}

// onlyEmpty reports whether every documented success has no body: 204, or prose
// that says so, and no sample that shows one.
func onlyEmpty(op *operation) bool {
	for _, s := range op.answers {
		if s.Status != 204 && s.Body.Text.Value != "" {
			return false
		}
	}
	nothing := false
	for _, ret := range op.page.Returns {
		if !ret.Type.IsZero() && ret.Status != 204 {
			return false
		}
		nothing = nothing || ret.Nothing
	}
	if nothing {
		return true
	}
	return len(op.Result.Statuses) > 0 && !slices.ContainsFunc(op.Result.Statuses, func(s int) bool { return s != 204 })
}

// streams reports whether the answer is bytes: a stream by annotation, a sample
// that is no JSON, a redirect to a download.
func streams(op *operation) bool {
	stream, json, typed := false, false, false
	for _, s := range op.answers {
		typed = typed || s.Annotation != nil && s.Annotation.Type.Value != ""
		if s.Annotation != nil && strings.EqualFold(shortName(s.Annotation.Type.Value), "stream") {
			stream = true
		}
		ct := s.Header("Content-Type")
		switch {
		case s.Status == 302 || s.Status == 301 || s.Status == 307:
			stream = true
		case s.Body.JSON != "" || isJSON(ct):
			json = true
		case s.Body.Text.Value != "" && !looksTruncatedJSON(s.Body.Text.Value):
			stream = true
		}
	}
	if !typed && op.Method == "GET" && ending(op.Routes[0].Template) == "$value" {
		stream = true // also where a sample shows no more than a status (profilephoto-get)
	}
	return stream && !json
}

func looksTruncatedJSON(body string) bool { return body[0] == '{' || body[0] == '[' }
