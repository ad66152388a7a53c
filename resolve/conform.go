package resolve

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// conformance is what holding a sample body against a type shows.
type conformance struct {
	r *resolver
	// ns is the namespace of the page; types of others are called by their full names.
	ns       string
	problems []problem
	// extra are the members that the type cannot carry, undeclared their paths.
	extra []model.Pair
	// undeclared are the paths of members that the type does not declare.
	undeclared []string
	// observe, if not nil, is told of every member of an object: its type, the
	// declared property, if there is one, and where its value stands. Then nothing
	// else is noted.
	observe func(t *model.Type, f *model.TypeProperty, name, value string, pos int)
	// infers reports that the object at hand shows properties of its type.
	infers bool
	// said is the type that the object at hand says it is.
	said string
	*walk
	// compared counts the pairs of members and properties that were compared; large
	// reports that they were too many.
	compared int
	large    bool
}

// tooLarge reports once that a body has more members than are compared; it cannot be
// tested then.
func (c *conformance) tooLarge(offset int) {
	if c.observe == nil && !c.large {
		c.problems = append(c.problems, problem{rule: model.RuleSampleBody, offset: offset, message: "the body has too many members to be held against its type"})
	}
	c.large = true
}

// walk is the way through one body.
type walk struct {
	jsonscan.Walker
	// path is where the value at hand stands in the body: a JSON pointer without its
	// leading slash (RFC 6901).
	path []byte
	// members are those of the objects that are open, the innermost last.
	members []jsonMember
	// envelope is the type of what a value travels in, and list its member.
	envelope model.Type
	list     [1]model.TypeProperty
}

// walks keeps the room that a body needs for the next.
var walks = sync.Pool{New: func() any { return new(walk) }}

// jsonMember is a member of a JSON object; at and valueAt are offsets into the body.
type jsonMember struct {
	name, value string
	at, valueAt int
	field       *model.TypeProperty // nil if the type declares none
}

// problem is a place in a body that contradicts the type.
type problem struct {
	rule    string
	offset  int
	message string
	fix     string
	related model.Position // what it contradicts, if not only the type of the body
}

// fatal reports whether the body cannot be decoded into the type at all.
func (c *conformance) fatal() bool {
	return slices.ContainsFunc(c.problems, func(p problem) bool { return p.rule == model.RuleMemberType })
}

// body holds a body, or a value alone, against a type.
func (c *conformance) body(raw string, ref model.TypeRef) {
	c.enterBody(raw)
	defer c.leaveBody()
	c.value(raw, 0, ref)
}

// enterBody begins the walk through a body, which leaveBody ends.
func (c *conformance) enterBody(raw string) {
	c.walk = walks.Get().(*walk)
	c.path = c.path[:0]
	c.Reset(raw)
}

func (c *conformance) leaveBody() { walks.Put(c.walk) }

// value holds a JSON value against a type. offset is where the value stands in
// the body.
func (c *conformance) value(raw string, offset int, ref model.TypeRef) {
	if raw == "null" || ref.IsZero() && !ref.Collection || ref.Name == "Edm.Untyped" {
		return
	}
	if ref.Collection {
		c.array(raw, offset, ref)
		return
	}
	if c.observe != nil && raw[0] != '{' {
		return // nothing to observe
	}
	if ref.IsPrimitive() {
		c.primitive(raw, offset, ref)
		return
	}
	t := c.r.types.byName[ref.Name]
	switch {
	case ref.IsZero(), t != nil && t.Kind == model.AnyType:
	case t == nil:
		c.primitive(raw, offset, ref)
	case t.Kind == model.EnumType:
		if raw[0] != '"' && !t.Inferred { // a list in the words of a property can be of something else
			c.mismatch(raw, offset, "one of the values of "+shortName(t.Name))
		}
	case raw[0] != '{':
		c.mismatch(raw, offset, "an object, "+withArticle(shortName(t.Name)))
	default:
		c.object(offset, t)
	}
}

// mismatch notes a value that is not what the type wants.
func (c *conformance) mismatch(raw string, offset int, want string) {
	if c.observe != nil {
		return
	}
	place := "the body"
	if len(c.path) > 0 {
		place = strings.ReplaceAll(string(c.path), "/", ".")
	}
	c.problems = append(c.problems, problem{rule: model.RuleMemberType, offset: offset, message: fmt.Sprintf("%s is %s, not %s", place, clip(raw), want)})
}

// enter goes on to a member or an element; it returns what leave needs to go back.
func (c *conformance) enter(name string) (mark int) {
	mark = len(c.path)
	if mark > 0 {
		c.path = append(c.path, '/')
	}
	for i := range len(name) { // RFC 6901, section 3
		switch name[i] {
		case '~':
			c.path = append(c.path, "~0"...)
		case '/':
			c.path = append(c.path, "~1"...)
		default:
			c.path = append(c.path, name[i])
		}
	}
	return mark
}

func (c *conformance) leave(mark int) { c.path = c.path[:mark] }

// clip shortens a value for a message.
func clip(s string) string {
	const limit = 40
	s = strings.Join(strings.Fields(s), " ")
	for i := range s {
		if i >= limit {
			return s[:i] + "…"
		}
	}
	return s
}

func (c *conformance) array(raw string, offset int, ref model.TypeRef) {
	if raw[0] != '[' {
		c.mismatch(raw, offset, "an array")
		return
	}
	ref.Collection = false
	i := 0
	c.Array(offset, func(element string, at int) bool {
		if c.observe != nil {
			c.value(element, at, ref)
			return true
		}
		mark := c.enter(strconv.Itoa(i))
		c.value(element, at, ref)
		c.leave(mark)
		i++
		return true
	})
}

// object holds an object against a struct type, or against the derived type that
// its @odata.type names.
func (c *conformance) object(offset int, t *model.Type) {
	start := len(c.members)
	c.Object(offset, func(name string, at int, value string, valueAt int) bool {
		c.members = append(c.members, jsonMember{name, value, at, valueAt, nil})
		return true
	})
	list := c.members[start:]
	said := statedType(list)
	if said != "" && slices.Contains(t.Derived, said) {
		t = c.r.types.byName[said]
	}
	if c.compared += len(list) * len(t.Fields); c.compared > maxCompared {
		c.tooLarge(offset)
		c.members = c.members[:start]
		return
	}
	findFields(list, t)
	before, outer := c.infers, c.said
	c.infers = c.observe != nil && showsType(list, t)
	c.said = said
	for _, m := range list {
		f := m.field
		if c.observe != nil {
			c.watch(m, t, f)
			continue
		}
		if f == nil {
			c.twice(m, t, list)
		}
		mark := c.enter(m.name)
		c.member(m.name, m.value, m.at, m.valueAt, t, f)
		c.leave(mark)
	}
	c.infers, c.said = before, outer
	c.members = c.members[:start]
}

// statedType returns the full name of the type that an object says it is, "" if it says
// none.
func statedType(list []jsonMember) string {
	for _, m := range list {
		if m.name == "@odata.type" {
			return strings.TrimPrefix(jsonscan.String(m.value), "#")
		}
	}
	return ""
}

// findFields finds the fields of members, which mostly come in their order.
func findFields(list []jsonMember, t *model.Type) {
	next := 0
	for i := range list {
		m := &list[i]
		for n := range t.Fields {
			at := next + n
			if at >= len(t.Fields) {
				at -= len(t.Fields)
			}
			if f := &t.Fields[at]; f.Name == m.name {
				m.field, next = f, at+1
				break
			}
		}
	}
}

// twice notes a member that differs from another one in case only.
func (c *conformance) twice(m jsonMember, t *model.Type, list []jsonMember) {
	if f := t.FoldedField(m.name); f != nil && hasMember(list, f.Name) {
		c.problems = append(c.problems, problem{rule: model.RuleMemberType, offset: m.at,
			message: fmt.Sprintf("the sample has both %s and %s, which differ in case only", m.name, f.Name)})
	}
}

func hasMember(list []jsonMember, name string) bool {
	return slices.ContainsFunc(list, func(m jsonMember) bool { return m.name == name })
}

// showsType reports whether an object can be trusted to show properties that its
// type leaves out: at most two thirds of its members are strange, and the type
// is no base, to which a wrong annotation sends anything
// (passwordauthenticationmethod-resetpassword: entity).
func showsType(list []jsonMember, t *model.Type) bool {
	if len(t.Derived) > 0 || t.Abstract {
		return false
	}
	declared, others := 0, 0
	for _, m := range list {
		switch {
		case strings.IndexByte(m.name, '@') >= 0:
		case m.field != nil:
			declared++
		default:
			others++
		}
	}
	return others <= 2*declared
}

// watch tells the observer of a member and goes on into its value.
func (c *conformance) watch(m jsonMember, t *model.Type, f *model.TypeProperty) {
	c.observe(t, f, m.name, m.value, m.at)
	if f == nil {
		f = t.FoldedField(m.name)
	}
	if f != nil && m.value != "null" {
		c.value(m.value, m.valueAt, f.Type)
	}
}

// member holds a member of an object against its field, nil if the type has none.
func (c *conformance) member(name, value string, keyAt, valueAt int, t *model.Type, f *model.TypeProperty) {
	if f != nil && f.Inferred && t.Kind == model.StructType {
		c.noteUndeclared(name, keyAt, t)
	}
	switch {
	case name == "@odata.type":
		if value[0] != '"' {
			c.mismatch(value, valueAt, "a string")
		}
	case f == nil && t.Open && t.Kind == model.StructType && t.FoldedField(name) == nil:
		// AdditionalProperties carries it, whatever it is.
	case f == nil && strings.IndexByte(name, '@') >= 0:
		c.extra = append(c.extra, model.Pair{Name: string(c.path), Value: compact(value)})
	case f == nil:
		path := string(c.path)
		c.extra = append(c.extra, model.Pair{Name: path, Value: compact(value)})
		c.undeclared = append(c.undeclared, path)
		// A collection where one value is documented has a finding of its own.
		if envelope := path == "value" && value[0] == '['; !envelope && (!t.Open || t.Kind == model.StructType) {
			c.noteUndeclared(name, keyAt, t)
		}
		// Go decodes it into the field of that name in another case, if there is one.
		if folded := t.FoldedField(name); folded != nil {
			c.value(value, valueAt, folded.Type)
		}
	case value == "null":
		c.extra = append(c.extra, model.Pair{Name: string(c.path), Value: value})
	default:
		c.value(value, valueAt, f.Type)
	}
}

// primitive holds a value against a primitive as generated code decodes it.
func (c *conformance) primitive(raw string, offset int, ref model.TypeRef) {
	ok := raw[0] == '"'
	switch ref.Name {
	case "Edm.Boolean":
		ok = raw == "true" || raw == "false"
	case "Edm.Int16", "Edm.Int32", "Edm.Byte", "Edm.SByte":
		n, err := strconv.ParseInt(raw, 10, 64)
		ok = err == nil && n >= math.MinInt32 && n <= math.MaxInt32
	case "Edm.Int64":
		_, err := strconv.ParseInt(raw, 10, 64)
		ok = err == nil
	case "Edm.Double", "Edm.Single", "Edm.Decimal":
		_, err := strconv.ParseFloat(raw, 64)
		ok = err == nil
	}
	if !ok {
		c.mismatch(raw, offset, withArticle(shortName(ref.Name)))
	}
}

// withArticle puts the article before a name that it has when it is read.
func withArticle(name string) string {
	if name != "" && strings.IndexByte("aeiouAEIO", name[0]) >= 0 {
		return "an " + name
	}
	return "a " + name
}

// compact removes the white space of a JSON text.
func compact(text string) string { return jsonscan.Compact(text) }
