package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// result decides what a success answer carries.
func (r *resolver) result(op *operation) {
	res := &op.Result
	if res.Evidence = r.evidence(op); len(res.Evidence) == 0 {
		op.trustAll()
		res.Evidence = r.evidence(op)
	}
	res.Statuses = statuses(op)
	switch {
	case op.Method == "HEAD", onlyEmpty(op), ending(op.Routes[0].Template) == "$ref" && op.Method != "GET" && responseShape(op) == noShape:
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
		return // nothing says that there is a body
	case collection:
		res.Kind = model.CollectionResult
	default:
		res.Kind = model.ValueResult
		res.Wrapped = shape == wrappedShape || shape == noShape && res.Type.IsPrimitive()
	}
	res.Type.Collection = false
}

// success returns the responses of an operation that are no errors.
func success(op *operation) []*model.Sample {
	var out []*model.Sample
	for _, q := range op.pairs {
		if q.response != nil && !q.strange && q.response.Status < 400 {
			out = append(out, q.response)
		}
	}
	for _, s := range op.answers {
		if s.Status < 400 {
			out = append(out, s)
		}
	}
	return out
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
	if op.suffix == "" {
		for _, ret := range op.page.Returns {
			add(ret.Status)
		}
	}
	for _, s := range success(op) {
		add(s.Status)
	}
	return out
}

// onlyEmpty reports whether every documented success has no body: 204, or prose
// that says so, and no sample that shows one.
func onlyEmpty(op *operation) bool {
	for _, s := range success(op) {
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
	stream, json := false, false
	for _, s := range success(op) {
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
	if !stream && len(success(op)) == 0 && ending(op.Routes[0].Template) == "$value" && op.Method == "GET" {
		return true
	}
	return stream && !json
}

func looksTruncatedJSON(body string) bool { return body[0] == '{' || body[0] == '[' }

// evidence collects every statement about the result's type, the strongest first.
func (r *resolver) evidence(op *operation) []model.Evidence {
	var out []model.Evidence
	for _, s := range success(op) {
		if a := s.Annotation; a != nil && a.Type.Value != "" && s.Status != 204 {
			ref := r.lookup(op.page, model.TypeExpr{Name: a.Type.Value, Collection: a.Collection})
			if !ref.IsZero() {
				out = append(out, model.Evidence{Source: model.FromAnnotation, Type: ref, Pos: a.Type.Pos})
			}
		}
	}
	if op.suffix == "" {
		for _, ret := range op.page.Returns {
			if ret.Status >= 400 || ret.Status == 204 {
				continue
			}
			if ref := r.lookup(op.page, ret.Type); !ref.IsZero() {
				source := model.FromProse
				if ret.Type.Link != "" {
					source = model.FromLink
				}
				out = append(out, model.Evidence{Source: source, Type: ref, Pos: ret.Pos})
			}
		}
	}
	if lit := sampleValue(op); lit != "" && lit[0] != '{' && lit[0] != '[' && lit != "null" {
		out = append(out, model.Evidence{Source: model.FromSample, Type: model.TypeRef{Name: r.literalType(op.Namespace, lit).Name}, Pos: success(op)[0].Body.Text.Pos})
	}
	for _, s := range success(op) {
		if name := odataType(s.Body.JSON); name != "" {
			if t := r.byTypeName(op.Namespace, name); t != nil {
				out = append(out, model.Evidence{Source: model.FromSample, Type: model.TypeRef{Name: t.Name, Collection: shapeOf(s.Body.JSON) == arrayShape}, Pos: s.Body.Text.Pos})
			}
		}
	}
	return out
}

// weighType takes the strongest statement, unless the sample fits the type of a
// weaker one better (channel-get-filesfolder: annotated team, described and shown
// as driveItem). Statements that contradict the outcome are reported.
func (r *resolver) weighType(op *operation) model.TypeRef {
	list := op.Result.Evidence
	if len(list) == 0 {
		return model.TypeRef{}
	}
	best := list[0]
	body := sampleValue(op)
	for _, e := range list[1:] {
		if e.Type.Name != best.Type.Name && !r.related(e.Type.Name, best.Type.Name) && r.fit(e.Type.Name, body) > r.fit(best.Type.Name, body) {
			best = e
		}
	}
	for _, e := range list {
		if e.Type.Name != best.Type.Name && !r.related(e.Type.Name, best.Type.Name) {
			op.report(model.RuleResponseType, e.Pos, fmt.Sprintf("the %s names %s as the response, the %s %s",
				e.Source, shortName(e.Type.Name), best.Source, shortName(best.Type.Name)), best.Pos)
			break
		}
	}
	return best.Type
}

// related reports whether one type is a base of the other.
func (r *resolver) related(a, b string) bool {
	return r.derives(a, b) || r.derives(b, a)
}

// derives reports whether a type has a base, directly or not, or is it.
func (r *resolver) derives(name, base string) bool {
	for name != "" {
		if name == base {
			return true
		}
		t := r.types.byName[name]
		if t == nil {
			return false
		}
		name = t.Base
	}
	return false
}
