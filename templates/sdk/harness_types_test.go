package sdk

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// documentedJSON has a value of each kind of member.
var documentedJSON = map[string]string{
	"string": `"text"`, "bool": `true`, "int32": `7`, "int64": `8`, "float64": `1.5`, "Binary": `"AQID"`, "Date": `"2020-01-02"`,
	"DateTime": `"2020-01-02T03:04:05Z"`, "TimeOfDay": `"03:04:05"`, "Duration": `"PT1S"`, "object": `{}`, "json": `{"any":[1]}`,
}

// TestDocumentedTypes reads every type with all of its documented members, and writes it
// again: nothing is lost, and nothing is kept as unknown.
func TestDocumentedTypes(t *testing.T) {
	all, byName := documentedTypes(), map[string]reflect.Type{}
	for _, d := range all {
		byName[d.name] = d.typ
	}
	for _, d := range all {
		if d.typ == nil {
			t.Errorf("%s: there is no type %s", d.doc, d.goName)
			continue
		}
		if problem := d.roundTrip(); problem != "" {
			t.Errorf("%s: %s: %s", d.doc, d.name, problem)
		}
		for _, name := range factsOf(d.facts, "derived") {
			base := reflect.New(d.typ)
			err := json.Unmarshal(fmt.Appendf(nil, `{"@odata.type":"#%s"}`, name), base.Interface())
			derived := base.Elem().FieldByName("Derived")
			if err != nil || !derived.IsValid() || derived.IsNil() || derived.Elem().Type() != reflect.PointerTo(byName[name]) {
				t.Errorf("%s: %s: a %s is read as %v (%v)", d.doc, d.name, name, derived, err)
			}
		}
	}
}

// roundTrip says what is wrong with a type.
func (d *documentedType) roundTrip() string {
	var members []string
	for _, fact := range d.facts {
		var kind, name string
		if words(fact, &kind, &name); kind == "derived" {
			continue
		}
		value := documentedJSON[strings.TrimPrefix(kind, "[]")]
		if strings.HasPrefix(kind, "[]") {
			value = "[" + value + "]"
		}
		quoted, _ := json.Marshal(name) // it is a string
		members = append(members, string(quoted)+":"+value)
	}
	data := []byte("{" + strings.Join(members, ",") + "}")
	value := reflect.New(d.typ)
	if err := json.Unmarshal(data, value.Interface()); err != nil {
		return err.Error()
	}
	if more := value.Elem().FieldByName("AdditionalProperties"); more.IsValid() && more.Len() > 0 {
		return fmt.Sprintf("it has no field for %v", more)
	}
	again, err := json.Marshal(value.Interface())
	if err != nil {
		return err.Error()
	}
	lost := comparison{strict: true}
	return strings.Join(lost.missing(parsed(data), parsed(again), ""), "; ")
}
