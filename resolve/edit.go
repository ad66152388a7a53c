package resolve

import (
	"reflect"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// Edit is the difference between two readings of a file, a page or a fragment, that say the
// same but for prose that is only copied, permissions, the places of the facts, and values in
// the samples' bodies. Resolving the docs with either gives the same API but for these; what
// becomes of permissions [NewScopesEdit] tells.
//
// It holds as long as resolving does nothing with descriptions, summaries and permissions
// but copy them, compares places only with each other, asks of a value in a sample no
// more than its valueClass, and does not look at JSON representations: what they show is in the
// properties. For rows of properties that come and go see rowsEdit.
type Edit struct {
	page string
	file model.File
	// fragment reports that pages include the file: the facts that they take in are all
	// that is asked for.
	fragment bool
	// rescoped reports that permissions have changed.
	rescoped bool
	places   map[model.Position]model.Position
	prose    map[model.Position]textEdit // by the old place
	bodies   []bodyEdit
	// samples are by their old place.
	samples map[model.Position]sampleEdit
	// changed are the old places of values that have changed.
	changed map[model.Position]bool
	// rows are the rows of properties that have come and gone, nil if none have; old and new are the
	// readings.
	rows     *rowsEdit
	old, new *model.Page
}

type textEdit struct {
	old string
	new model.Text
}

type sampleEdit struct{ old, new *model.Sample }

// NewEdit compares two readings of a page. It returns false if more than prose, permissions,
// places and values has changed.
func NewEdit(old, new *model.Page) (*Edit, bool) {
	e := newEdit(old.Path)
	e.old, e.new = old, new
	return e, e.reading(old, new) && e.inOrder()
}

// NewFragmentEdit compares two readings of a fragment, each as what it is below the headings
// where pages include it.
func NewFragmentEdit(old, new []*model.Page) (*Edit, bool) {
	e := newEdit(old[0].Path)
	e.fragment = true
	for i := range old {
		if len(old[i].Permissions) == 0 != (len(new[i].Permissions) == 0) || !e.reading(old[i], new[i]) {
			return nil, false
		}
	}
	return e, e.inOrder()
}

func newEdit(path string) *Edit {
	return &Edit{
		page: path, file: model.FileOf(path), places: map[model.Position]model.Position{}, prose: map[model.Position]textEdit{},
		samples: map[model.Position]sampleEdit{}, changed: map[model.Position]bool{},
	}
}

// Rescoped reports whether permissions have changed.
func (e *Edit) Rescoped() bool { return e.rescoped }

// reading compares two readings of the file.
func (e *Edit) reading(old, new *model.Page) bool {
	first := model.Position{File: e.file, Line: 1, Column: 1} // of findings about a page as a whole
	return old.Path == e.page && new.Path == e.page && e.place(first, first) &&
		e.same(reflect.ValueOf(old).Elem(), reflect.ValueOf(new).Elem()) && sameLines(old.Templates, new.Templates)
}

// sameLines reports whether as many lines lie between the request lines: their blocks
// tell operations apart.
func sameLines(old, new []model.Template) bool {
	for i := 1; i < len(old); i++ {
		if old[i].Path.Pos.Line-old[i-1].Path.Pos.Line != new[i].Path.Pos.Line-new[i-1].Path.Pos.Line {
			return false
		}
	}
	return true
}

// inOrder reports whether the new places have the order of the old ones.
func (e *Edit) inOrder() bool {
	olds := make([]model.Position, 0, len(e.places))
	for old := range e.places {
		olds = append(olds, old)
	}
	slices.SortFunc(olds, model.Position.Compare)
	for i := 1; i < len(olds); i++ {
		if olds[i-1].Compare(olds[i]) != e.places[olds[i-1]].Compare(e.places[olds[i]]) {
			return false
		}
	}
	return true
}

var (
	positionType  = reflect.TypeFor[model.Position]()
	textType      = reflect.TypeFor[model.Text]()
	pageType      = reflect.TypeFor[model.Page]()
	sectionType   = reflect.TypeFor[model.Section]()
	parameterType = reflect.TypeFor[model.Parameter]()
	propertyType  = reflect.TypeFor[model.Property]()
	memberType    = reflect.TypeFor[model.Member]()
	sampleType    = reflect.TypeFor[model.Sample]()
	bodyType      = reflect.TypeFor[model.Body]()
	resourceType  = reflect.TypeFor[model.Resource]()
	enumType      = reflect.TypeFor[model.Enum]()
	typeType      = reflect.TypeFor[model.Type]()
	exampleType   = reflect.TypeFor[model.Example]()
	findingType   = reflect.TypeFor[model.Finding]()
)

// copied reports whether a text of a page is only copied.
func copied(of reflect.Type, field string) bool {
	switch of {
	case pageType, sectionType, resourceType, enumType:
		return field == "Summary"
	case parameterType, propertyType, memberType:
		return field == "Description"
	}
	return false
}

// unasked reports whether nothing is made of what a page says there.
func (e *Edit) unasked(field string) bool {
	switch field {
	case "Unread":
		return true
	case "FrontMatter", "Title", "Slug", "Namespace", "Summary", "Subject", "Sections", "Annotations":
		return e.fragment
	}
	return false
}

// same compares what two readings have in one place.
func (e *Edit) same(a, b reflect.Value) bool {
	switch a.Type() {
	case positionType:
		return e.place(a.Interface().(model.Position), b.Interface().(model.Position))
	case sampleType:
		old, new := a.Addr().Interface().(*model.Sample), b.Addr().Interface().(*model.Sample)
		e.samples[old.Pos] = sampleEdit{old, new}
	case bodyType:
		return e.body(a.Addr().Interface().(*model.Body), b.Addr().Interface().(*model.Body), false)
	}
	switch a.Kind() {
	case reflect.Struct:
		return e.fields(a, b)
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !e.same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && b.IsNil()
		}
		return e.same(a.Elem(), b.Elem())
	}
	return a.Equal(b)
}

// fields compares structs.
func (e *Edit) fields(a, b reflect.Value) bool {
	t := a.Type()
	for i := range t.NumField() {
		x, y, name := a.Field(i), b.Field(i), t.Field(i).Name
		ok := true
		switch {
		case t == pageType && e.unasked(name):
		case t == pageType && name == "FrontMatter":
			ok = slices.EqualFunc(askedFields(x.Interface().([]model.Field)), askedFields(y.Interface().([]model.Field)), e.field)
		case t == pageType && name == "Permissions":
			e.rescoped = e.rescoped || !slices.EqualFunc(x.Interface().([]model.Permission), y.Interface().([]model.Permission), samePermission)
		case t == resourceType && name == "Properties":
			ok = e.properties(a.Addr().Interface().(*model.Resource), b.Addr().Interface().(*model.Resource))
		case t == resourceType && name == "JSON":
			ok = e.representation(x.Addr().Interface().(*model.Body), y.Addr().Interface().(*model.Body))
		case t == sampleType && name == "Body":
			ok = e.body(x.Addr().Interface().(*model.Body), y.Addr().Interface().(*model.Body), true)
		case copied(t, name):
			ok = e.text(x.Interface().(model.Text), y.Interface().(model.Text))
		default:
			ok = e.same(x, y)
		}
		if !ok {
			return false
		}
	}
	return true
}

// askedFields are the fields of the front matter that resolving asks for. Authors and dates
// come and change often.
func askedFields(fields []model.Field) []model.Field {
	return kept(fields, func(f *model.Field) bool { return f.Key == docTypeKey || f.Key == topicKey || f.Key == descriptionKey })
}

// field compares such a field.
func (e *Edit) field(a, b model.Field) bool {
	switch {
	case a.Key != b.Key || !e.place(a.Pos, b.Pos):
		return false
	case a.Key == descriptionKey:
		return e.text(model.Text{Value: a.Value, Pos: a.Pos}, model.Text{Value: b.Value, Pos: b.Pos})
	}
	return a.Value == b.Value
}

// place notes where a fact stands now. It returns false if two facts of one place have
// come apart.
func (e *Edit) place(a, b model.Position) bool {
	if a.IsZero() || b.IsZero() {
		return a == b
	}
	if at, ok := e.places[a]; ok {
		return at == b
	}
	e.places[a] = b
	return true
}

// text notes prose that is only copied.
func (e *Edit) text(a, b model.Text) bool {
	if !e.place(a.Pos, b.Pos) || (a.Value == "") != (b.Value == "") {
		return false
	}
	if before, ok := e.prose[a.Pos]; ok && a.Value != "" {
		return before == textEdit{a.Value, b}
	}
	if a.Value != "" {
		e.prose[a.Pos] = textEdit{a.Value, b}
	}
	return true
}

// Apply brings what was resolved with the old reading, the value that target points to,
// to what resolving with the new one gives. It returns false if it cannot tell; the value
// is worthless then.
func (e *Edit) Apply(target any) bool {
	return (e.rows == nil || e.rows.typ != "") && e.apply(valueOf(target))
}

func valueOf(pointer any) reflect.Value { return reflect.ValueOf(pointer).Elem() }

func (e *Edit) apply(v reflect.Value) bool {
	switch v.Type() {
	case positionType:
		return e.move(v.Addr().Interface().(*model.Position))
	case textType:
		return e.rewrite(v.Addr().Interface().(*model.Text))
	case exampleType:
		if !e.example(v.Addr().Interface().(*model.Example)) {
			return false
		}
	case findingType:
		if e.doubts(v.Addr().Interface().(*model.Finding)) {
			return false
		}
	case typeType:
		if t := v.Addr().Interface().(*model.Type); e.rows != nil && e.rows.has(t) {
			return e.rows.takeOut(t) && e.parts(v) && e.rows.putIn(t)
		}
	}
	return e.parts(v)
}

// parts brings what a value is made of up to date.
func (e *Edit) parts(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if !e.apply(v.Field(i)) {
				return false
			}
		}
	case reflect.Slice:
		switch v.Type().Elem().Kind() {
		case reflect.String, reflect.Int:
			return true
		}
		for i := range v.Len() {
			if !e.apply(v.Index(i)) {
				return false
			}
		}
	}
	return true
}

// move brings a place up to date.
func (e *Edit) move(pos *model.Position) bool {
	if pos.File != e.file || pos.IsZero() {
		return true
	}
	if at, ok := e.places[*pos]; ok {
		*pos = at
		return true
	}
	for i := range e.bodies {
		if at, ok := e.bodies[i].move(*pos); ok {
			*pos = at
			return true
		}
	}
	return e.moveInside(pos)
}

// moveInside brings a place up to date that is a part of another on one line, as the segment of a
// path: what the smallest such place says has not changed. Prose and values that have are none.
func (e *Edit) moveInside(pos *model.Position) bool {
	var from, to model.Position
	for old, new := range e.places {
		if e.reworded(old) {
			continue
		}
		if old.File == pos.File && old.Line == pos.Line && old.Start <= pos.Start && pos.End <= old.End && old.End-old.Start == new.End-new.Start &&
			(from.IsZero() || old.End-old.Start < from.End-from.Start || old.End-old.Start == from.End-from.Start && old.Start < from.Start) {
			from, to = old, new
		}
	}
	if from.IsZero() {
		return false
	}
	pos.Line, pos.Column = to.Line, to.Column+pos.Column-from.Column
	pos.Start, pos.End = to.Start+pos.Start-from.Start, to.Start+pos.End-from.Start
	return true
}

// reworded reports whether what stands in a place, prose or a sample's body, is another now.
func (e *Edit) reworded(old model.Position) bool {
	if text, ok := e.prose[old]; ok && text.old != text.new.Value {
		return true
	}
	return slices.ContainsFunc(e.bodies, func(b bodyEdit) bool { return b.at != nil && b.old.Text.Pos == old })
}

// rewrite brings prose up to date, which may go on with a remark.
func (e *Edit) rewrite(text *model.Text) bool {
	if text.Pos.File != e.file || text.Value == "" {
		return e.move(&text.Pos)
	}
	edit, ok := e.prose[text.Pos]
	if !ok {
		return false
	}
	remark, ok := strings.CutPrefix(text.Value, edit.old)
	text.Value, text.Pos = edit.new.Value+remark, edit.new.Pos
	return ok
}

// doubts reports whether a finding may quote a value that has changed.
func (e *Edit) doubts(f *model.Finding) bool {
	return e.changed[f.Pos] || slices.ContainsFunc(f.Related, func(p model.Position) bool { return e.changed[p] })
}
