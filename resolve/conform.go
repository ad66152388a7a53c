package resolve

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// conformance is what holding a sample body against a type shows.
type conformance struct {
	r        *resolver
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
}

// problem is a place in a body that contradicts the type.
type problem struct {
	rule    string
	offset  int
	message string
}

// fatal reports whether the body cannot be decoded into the type at all.
func (c *conformance) fatal() bool {
	return slices.ContainsFunc(c.problems, func(p problem) bool { return p.rule == model.RuleMemberType })
}

// value holds a JSON value against a type. offset is where the value stands in
// the body, path where it stands in the document.
func (c *conformance) value(raw string, offset int, ref model.TypeRef, path string) {
	if raw == "null" || ref.IsZero() && !ref.Collection || ref.Name == "Edm.Untyped" {
		return
	}
	if ref.Collection {
		c.array(raw, offset, ref, path)
		return
	}
	t := c.r.types.byName[ref.Name]
	switch {
	case ref.IsZero():
	case t == nil:
		c.primitive(raw, offset, ref, path)
	case t.Kind == model.EnumType:
		c.want(raw[0] == '"', raw, offset, "a string, one of "+shortName(t.Name), path)
	case raw[0] != '{':
		c.want(false, raw, offset, "an object, a "+shortName(t.Name), path)
	default:
		c.object(raw, offset, t, path)
	}
}

func (c *conformance) want(ok bool, raw string, offset int, what, path string) {
	if !ok && c.observe == nil {
		c.problems = append(c.problems, problem{model.RuleMemberType, offset, fmt.Sprintf("%s is %s, not %s", cmpPath(path), clip(raw), what)})
	}
}

// cmpPath names a place in a body for a message.
func cmpPath(path string) string {
	if path == "" {
		return "the body"
	}
	return strings.ReplaceAll(path, "/", ".")
}

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

func (c *conformance) array(raw string, offset int, ref model.TypeRef, path string) {
	if raw[0] != '[' {
		c.want(false, raw, offset, "an array", path)
		return
	}
	ref.Collection = false
	i := 0
	jsonscan.Array(raw, func(element string, at int) bool {
		at += offset
		if c.observe != nil {
			c.value(element, at, ref, "")
			return true
		}
		c.value(element, at, ref, child(path, strconv.Itoa(i)))
		i++
		return true
	})
}

// object holds an object against a struct type, or against the derived type that
// its @odata.type names.
func (c *conformance) object(raw string, offset int, t *model.Type, path string) {
	if d := c.r.types.byName[c.derivedName(raw, t)]; d != nil {
		t = d
	}
	before := c.infers
	c.infers = c.observe != nil && showsType(raw, t)
	defer func() { c.infers = before }()
	jsonscan.Object(raw, func(name string, at int, value string, valueAt int) bool {
		if c.observe != nil {
			c.watch(name, value, offset+at, offset+valueAt, t)
			return true
		}
		if f := foldedField(t, name); f != nil && f.Name != name && field(t, name) == nil && jsonscan.Member(raw, f.Name) != "" {
			c.problems = append(c.problems, problem{model.RuleMemberType, offset + at,
				fmt.Sprintf("the sample has both %s and %s, which Go takes for one member", name, f.Name)})
		}
		c.member(name, value, offset+at, offset+valueAt, t, child(path, name))
		return true
	})
}

// showsType reports whether an object can be trusted to show properties that its
// type leaves out: at most two thirds of its members are strange, and the type
// is no base, to which a wrong annotation sends anything
// (passwordauthenticationmethod-resetpassword: entity).
func showsType(raw string, t *model.Type) bool {
	if len(t.Derived) > 0 || t.Abstract {
		return false
	}
	declared, others := 0, 0
	jsonscan.Object(raw, func(name string, _ int, _ string, _ int) bool {
		switch {
		case strings.Contains(name, "@"):
		case field(t, name) != nil:
			declared++
		default:
			others++
		}
		return true
	})
	return others <= 2*declared
}

// derivedName returns the full name of the derived type that an object says it
// is, "" if it says nothing or is no derived type.
func (c *conformance) derivedName(raw string, t *model.Type) string {
	if len(t.Derived) == 0 {
		return ""
	}
	name := strings.TrimPrefix(jsonscan.String(jsonscan.Member(raw, "@odata.type")), "#")
	if slices.Contains(t.Derived, name) {
		return name
	}
	return ""
}

// watch tells the observer of a member and goes on into its value.
func (c *conformance) watch(name, value string, keyAt, valueAt int, t *model.Type) {
	f := field(t, name)
	c.observe(t, f, name, value, keyAt)
	if f == nil {
		f = foldedField(t, name)
	}
	if f != nil && value != "null" {
		c.value(value, valueAt, f.Type, "")
	}
}

func (c *conformance) member(name, value string, keyAt, valueAt int, t *model.Type, path string) {
	f := field(t, name)
	if f != nil && f.Inferred && t.Kind == model.StructType {
		c.problems = append(c.problems, problem{model.RuleUndeclaredMember, keyAt, undeclared(name, t)})
	}
	switch {
	case name == "@odata.type":
		c.want(value[0] == '"', value, valueAt, "a string", path)
	case f == nil && strings.Contains(name, "@"):
		c.extra = append(c.extra, model.Pair{Name: path, Value: compact(value)})
	case f == nil:
		c.extra = append(c.extra, model.Pair{Name: path, Value: compact(value)})
		c.undeclared = append(c.undeclared, path)
		if !t.Open {
			c.problems = append(c.problems, problem{model.RuleUndeclaredMember, keyAt, undeclared(name, t)})
		}
		// Go decodes it into the field of that name in another case, if there is one.
		if folded := foldedField(t, name); folded != nil {
			c.value(value, valueAt, folded.Type, path)
		}
	case value == "null":
		c.extra = append(c.extra, model.Pair{Name: path, Value: value})
	default:
		c.value(value, valueAt, f.Type, path)
	}
}

// undeclared says that a type has no such member, and which one it has instead.
func undeclared(name string, t *model.Type) string {
	what := shortName(t.Name)
	if t.Kind == model.BodyType {
		what = "the parameter table"
	}
	if f := foldedField(t, name); f != nil && f.Name != name {
		return fmt.Sprintf("the sample writes %s, %s has %s", name, what, f.Name)
	}
	return fmt.Sprintf("the sample has %s, %s hasn't", name, what)
}

// foldedField returns the field that has the name in another case.
func foldedField(t *model.Type, name string) *model.TypeProperty {
	for i := range t.Fields {
		if strings.EqualFold(t.Fields[i].Name, name) {
			return &t.Fields[i]
		}
	}
	return nil
}

// pointer escapes a name as a reference token (RFC 6901, section 3).
var pointer = strings.NewReplacer("~", "~0", "/", "~1")

func child(path, name string) string {
	name = pointer.Replace(name)
	if path == "" {
		return name
	}
	return path + "/" + name
}

// primitive holds a value against a primitive as generated code decodes it.
func (c *conformance) primitive(raw string, offset int, ref model.TypeRef, path string) {
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
	c.want(ok, raw, offset, "a "+shortName(ref.Name), path)
}

// compact removes the white space of a JSON text.
func compact(text string) string {
	var b bytes.Buffer
	if json.Compact(&b, []byte(text)) != nil {
		return text
	}
	return b.String()
}
