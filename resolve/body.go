package resolve

import (
	"strings"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// body decides the request body. The parameter table and the prose are the
// contract; a sample tells the body only where both are silent.
func (r *resolver) body(op *operation) {
	p := op.page
	b := &op.Body
	if op.Method == "GET" || op.Method == "HEAD" || p.Body().None || op.silent && op.Method == "DELETE" {
		return
	}
	if raw, contentType := rawBody(op); raw && (len(op.rows) == 0 || isForm(contentType)) {
		*b = model.OperationBody{Kind: model.RawBody, ContentType: contentType, Source: model.FromSample, Pos: p.Body().Pos}
		return
	}
	defer op.weighSamples()
	rows := op.rows
	if ending(op.Routes[0].Template) == "$ref" {
		*b = model.OperationBody{Kind: model.JSONBody, Type: model.TypeRef{Name: r.reference(op)}, Source: model.FromTemplate, Pos: op.Pos}
		if op.Method == "DELETE" {
			*b = model.OperationBody{}
		}
		return
	}
	if t := r.wrappedBody(op, rows); t != nil {
		*b = model.OperationBody{Kind: model.JSONBody, Type: model.TypeRef{Name: t.Name}, Source: model.FromTable, Pos: rows[0].Name.Pos}
		op.documentFields(t)
		return
	}
	named := r.lookup(p, p.Body().Type)
	entity := r.createsEntity(op, named)
	switch {
	case entity != "" && entity != named.Name:
		*b = model.OperationBody{Kind: model.JSONBody, Type: model.TypeRef{Name: entity}, Source: model.FromTable, Pos: rows[0].Name.Pos}
	case r.structType(named) && !isAction(op, rows):
		*b = model.OperationBody{Kind: model.JSONBody, Type: named, Source: model.FromProse, Pos: p.Body().Pos}
	case len(rows) > 0:
		*b = model.OperationBody{Kind: model.JSONBody, Type: model.TypeRef{Name: r.bodyType(op, rows)}, Source: model.FromTable, Pos: rows[0].Name.Pos}
	default:
		if r.bodyFromSample(op); b.Kind == model.NoBody {
			r.untypedBody(op)
		}
	}
}

// weighSamples holds what prose and table say of a body against the samples.
func (op *operation) weighSamples() {
	op.weighList()
	for _, q := range op.pairs {
		if body := &q.request.Body; op.Body.Kind == model.JSONBody && op.Body.ContentType == "" && sendsBytes(q.request) {
			op.Body.ContentType = mediaType(q.request.Header("Content-Type"))
			op.report(model.RuleSampleMedia, body.Text.Pos, "the page documents a JSON body, the sample sends "+op.Body.ContentType, op.Body.Pos)
		}
	}
}

// sendsBytes reports whether a request says that its body is no JSON.
func sendsBytes(s *model.Sample) bool {
	ct := s.Header("Content-Type")
	return s.Body.Text.Value != "" && s.Body.JSON == "" && ct != "" && !isJSON(ct)
}

// mediaType returns a content type without its parameters.
func mediaType(contentType string) string {
	name, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(name))
}

// weighList takes a body for one object where prose speaks of several and every sample
// sends one (conditionalaccesspolicy-update).
func (op *operation) weighList() {
	ref := &op.Body.Type
	if !ref.Collection {
		return
	}
	first := model.Position{}
	for _, q := range op.pairs {
		switch body := strings.TrimSpace(q.request.Body.JSON); {
		case body == "":
		case body[0] != '{':
			return
		case first.IsZero():
			first = q.request.Body.Text.Pos
		}
	}
	if !first.IsZero() {
		ref.Collection = false
		op.report(model.RuleCollection, op.Body.Pos, "the page speaks of several "+shortName(ref.Name)+" to send, the samples send one", first)
	}
}

// structType reports whether a reference names a struct type of the API.
func (r *resolver) structType(ref model.TypeRef) bool {
	t := r.types.byName[ref.Name]
	return t != nil && t.Kind == model.StructType
}

// bodyRows returns the rows of the page's request body table.
func bodyRows(p *model.Page) []*model.Parameter {
	var out []*model.Parameter
	for i := range p.Parameters {
		if p.Parameters[i].In == model.InBody {
			out = append(out, &p.Parameters[i])
		}
	}
	return out
}

// createsEntity returns the type that a create or update sends, where a table lists
// its properties: of the types that prose, response and title name the one that has
// most of them, if it has more than half. What the type's own page leaves out is
// inferred from the table. "" for actions.
func (r *resolver) createsEntity(op *operation, named model.TypeRef) string {
	rows := op.rows
	if len(rows) == 0 || isAction(op, rows) {
		return ""
	}
	best, most := "", len(rows)/2
	consider := func(ref model.TypeRef) {
		if known := r.declaredRows(ref, rows); known > most {
			best, most = ref.Name, known
		}
	}
	if consider(named); most == len(rows) {
		return best // none has more
	}
	for _, ref := range r.entityCandidates(op) {
		consider(ref)
	}
	return best
}

// declaredRows counts the rows that are properties of a struct type.
func (r *resolver) declaredRows(ref model.TypeRef, rows []*model.Parameter) int {
	t := r.types.byName[ref.Name]
	if t == nil || t.Kind != model.StructType || ref.Collection {
		return 0
	}
	known := 0
	for _, row := range rows {
		if t.Field(row.Name.Value) != nil {
			known++
		}
	}
	return known
}

// isAction reports whether a table lists the parameters of an action. Houses that
// call properties parameters still update with PATCH and say create in the title; a title
// such as boxes: updateKey is that of an action, whatever the method.
func isAction(op *operation, rows []*model.Parameter) bool {
	title := englishTitle(op.page)
	return len(rows) > 0 && rows[0].Action && (op.Method != "PATCH" || strings.Contains(title, ": ")) && !fold.HasPrefix(title, "create ")
}

// entityCandidates are the types that the page's other evidence names.
func (r *resolver) entityCandidates(op *operation) []model.TypeRef {
	var out []model.TypeRef
	for _, e := range r.evidence(op) {
		out = append(out, e.Type)
	}
	for _, word := range strings.Fields(englishTitle(op.page)) {
		if t := r.byTypeName(op.Namespace, word); t != nil {
			out = append(out, model.TypeRef{Name: t.Name})
		}
	}
	return out
}

// bodyType makes the type of an action's parameters.
func (r *resolver) bodyType(op *operation, rows []*model.Parameter) string {
	t := &model.Type{Kind: model.BodyType, Name: bodyName(op), Declared: []model.Position{rows[0].Name.Pos}}
	sent := r.sentNumbers(op, rows)
	for _, row := range rows {
		ref := r.lookup(op.page, row.Type)
		known := r.types.byName[ref.Name]
		if (ref.IsZero() || known != nil && known.Inferred && !r.tells(row.Values, known)) && plainSegment(row.Type.Name) {
			r.report(model.RuleUnknownType, row.Type.Pos, "no page declares the type "+row.Type.Name+" of the parameter "+row.Name.Value)
		}
		if ref.IsZero() {
			ref.Collection = row.Type.Collection
		}
		if m := sent[row.Name.Value]; m != nil && writtenNumber(row.Type) && !ref.Collection {
			ref = m.ref
		}
		r.mergeProperty(t, model.TypeProperty{
			Name: row.Name.Value, Type: ref, Doc: row.Description, Deprecated: row.Deprecated, DeclaredBy: t.Name, Pos: row.Name.Pos,
		})
	}
	r.types.addOwn(t)
	return t.Name
}

// bodyName is the full name of an operation's parameter list; no page can declare
// it, since it is a path.
func bodyName(op *operation) string { return op.Page + "#" + op.Method + op.suffix + ".body" }

// referenceName is the type of the body that links one entity to another
// (OData JSON Format 4.01, section 14).
const referenceName = "odata.entityReference"

func (r *resolver) reference(op *operation) string {
	r.types.addOwn(&model.Type{
		Kind: model.StructType, Name: referenceName, Declared: []model.Position{op.Pos},
		Doc: model.Text{Value: "EntityReference links to an entity by its URL."},
		Fields: []model.TypeProperty{{Name: "@odata.id", Type: model.TypeRef{Name: "Edm.String"},
			Doc: model.Text{Value: "URL of the entity."}, DeclaredBy: referenceName, Pos: op.Pos}},
	})
	return referenceName
}

// rawBody reports whether the samples send something else than JSON.
func rawBody(op *operation) (raw bool, contentType string) {
	for _, q := range op.pairs {
		ct := q.request.Header("Content-Type")
		if isJSON(ct) || q.request.Body.JSON != "" {
			return false, ""
		}
		if ct != "" && q.request.Body.Text.Value != "" && contentType == "" {
			raw, contentType = true, ct
		}
	}
	ofBytes := ending(op.Routes[0].Template) == "$value"
	if stated := statedMedia(op.page); !raw && isForm(stated) {
		return true, stated
	}
	if !raw && (op.Method == "PUT" && (ofBytes || strings.HasSuffix(op.Routes[0].Template, "/content")) || op.Method == "PATCH" && ofBytes) {
		return true, "application/octet-stream"
	}
	return raw, contentType
}

// statedMedia returns the media type that the table of headers gives the body, "" if it gives
// none or several.
func statedMedia(p *model.Page) string {
	media := ""
	for i := range p.Parameters {
		h := &p.Parameters[i]
		if h.In != model.InHeader || !strings.EqualFold(h.Name.Value, "Content-Type") {
			continue
		}
		if media != "" || len(h.Values) != 1 {
			return ""
		}
		media = h.Values[0].Value
	}
	return media
}

// isForm reports whether a body is a form: what its table lists are the parts, and no members of
// a JSON object.
func isForm(contentType string) bool { return mediaType(contentType) == "multipart/form-data" }

func isJSON(contentType string) bool {
	return strings.Contains(strings.ToLower(contentType), "json")
}

// bodyFromSample takes the body from the samples if page and table say nothing:
// the type that it names, else a list of parameters with the members that it shows.
func (r *resolver) bodyFromSample(op *operation) {
	var shown []*model.Body
	for _, q := range op.pairs {
		shown = append(shown, &q.request.Body)
	}
	if below := op.page.Body().Shown; below != nil && !op.silent && op.Method != "DELETE" {
		shown = append(shown, below)
	}
	for _, b := range shown {
		body := strings.TrimSpace(b.JSON)
		if body == "" {
			continue
		}
		pos := b.Text.Pos
		op.Body = model.OperationBody{Kind: model.JSONBody, Source: model.FromSample, Pos: pos}
		if t := r.byTypeName(op.Namespace, odataType(body)); t != nil {
			op.Body.Type.Name = t.Name
			return
		}
		if name := r.updated(op, body); name != "" {
			op.Body.Type.Name = name
			return
		}
		if t := r.shownBody(op, body, pos); t != nil {
			op.Body.Type.Name = t.Name
			op.documentFields(t)
		}
		return
	}
}

// updated returns the type that an update sends a part of, where nothing names it: the
// one that it answers with, if that declares all members of the sample (driveitem-move:
// the new value for the parentReference property).
func (r *resolver) updated(op *operation, body string) string {
	if op.Method != "PATCH" || body[0] != '{' || plainMembers(body) == 0 {
		return ""
	}
	for _, e := range r.evidence(op) {
		t := r.types.byName[e.Type.Name]
		if t == nil || t.Kind != model.StructType || e.Type.Collection {
			continue
		}
		if declaresAll(t, body) {
			return t.Name
		}
	}
	return ""
}

// declaresAll reports whether a type declares all members of an object.
func declaresAll(t *model.Type, object string) bool {
	known := true
	jsonscan.Object(object, func(name string, _ int, _ string, _ int) bool {
		known = strings.Contains(name, "@") || t.Field(name) != nil
		return known
	})
	return known
}

// shownBody makes a parameter list of the members of a sample body, nil if they
// are no parameters.
func (r *resolver) shownBody(op *operation, body string, pos model.Position) *model.Type {
	if body[0] != '{' {
		return nil
	}
	t := &model.Type{Kind: model.BodyType, Name: bodyName(op), Declared: []model.Position{pos}}
	jsonscan.Object(body, func(name string, _ int, value string, _ int) bool {
		ref := model.TypeRef{Name: "Edm.Untyped"}
		if value != "null" {
			ref = r.literalType(op.Namespace, value)
		}
		if !strings.Contains(name, "@") {
			r.mergeProperty(t, model.TypeProperty{Name: name, Type: ref, Inferred: true, Source: model.FromSample, DeclaredBy: t.Name, Pos: pos})
		}
		return true
	})
	if len(t.Fields) == 0 {
		return nil
	}
	r.types.addOwn(t)
	return t
}
