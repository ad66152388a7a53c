package lint

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// enveloped returns where the member of a body stands that has all of it, {"value": {…}}; false if
// there is none. Annotations may stand beside it.
func enveloped(raw string) (at int, ok bool) {
	if raw == "" || raw[0] != '{' {
		return 0, false
	}
	plain := 0
	jsonscan.Object(raw, func(name string, nameAt int, value string, _ int) bool {
		if strings.Contains(name, "@") {
			return true
		}
		plain++
		at, ok = nameAt, name == "value" && value[0] == '{'
		return ok && plain == 1
	})
	return at, ok && plain == 1
}

// envelope reports an answer with one entity in an envelope, which OData has for collections and
// for values that are no objects (OData JSON Format 4.01, sections 6, 11 and 13).
func (p *page) envelope(s *set, sample *model.Sample, raw string, start int32) {
	at, ok := enveloped(raw)
	if !ok || s.habits.envelopes || sample.Kind != model.ResponseSample {
		return
	}
	name := sample.Annotation.Type.Value
	said := strings.TrimPrefix(jsonscan.String(jsonscan.Member(jsonscan.Member(raw, "value"), "@odata.type")), "#")
	if said == "" || said != strings.TrimPrefix(name, "#") { // that it is all of the answer is not certain
		t := s.types.named(name, p.OwnNamespace())
		if t == nil || !t.Entity || t.Inferred || t.Open || t.Field("value") != nil {
			return
		}
		name = t.Name
	}
	fix := "show the members of the " + shortName(name) + " without it"
	if slices.ContainsFunc(p.operations, func(op *model.Operation) bool { return op.Result.Kind == model.CollectionResult }) {
		fix = "write brackets around the object: the page speaks of a collection"
	}
	at += int(start)
	p.report(model.RuleEnvelope, spanAt(at, at+len(`"value"`)), "the answer has one "+shortName(name)+" in an envelope, as OData has for collections", fix)
}

// envelope counts the answers that are one object, and those that have it in an envelope.
func (t *tallies) envelope(p *page, s *model.Sample) {
	a := s.Annotation
	if a == nil || a.Type.Value == "" || a.Collection || s.Status >= 400 {
		return
	}
	raw, _ := p.bodyOf(&s.Body)
	if raw == "" || raw[0] != '{' {
		return
	}
	t.objects++
	if _, ok := enveloped(raw); ok {
		t.enveloped++
	}
}
