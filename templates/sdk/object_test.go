package sdk

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
)

// decoded reads a base type's value.
func decoded(t *testing.T, text string) Item {
	t.Helper()
	var item Item
	if err := json.Unmarshal([]byte(text), &item); err != nil {
		t.Fatalf("%.100s: %v", text, err)
	}
	return item
}

func TestDerivedSharesFields(t *testing.T) {
	item := decoded(t, `{"size":3,"@odata.type":"#x.sub","id":"1","o\"dd":"v","children":[{"id":"2","@odata.type":"#x.leaf"}],"parent":{"id":"3"},"new":[1]}`)
	sub, ok := item.Derived.(*SubItem)
	if !ok || Value(sub.Size) != 3 {
		t.Fatalf("got the derived value %#v", item.Derived)
	}
	if item.ODataType != "#x.sub" || Value(item.ID) != "1" || Value(item.Odd) != "v" || string(item.AdditionalProperties["new"]) != "[1]" {
		t.Errorf("the base type lacks fields: %+v", item)
	}
	if item.Parent == nil || Value(item.Parent.ID) != "3" || item.Parent.Derived != any(sub.Parent) {
		t.Errorf("the base type's parent is %+v", item.Parent)
	}
	if len(item.Children) != 1 || Value(item.Children[0].ID) != "2" || item.Children[0].Derived != any(&sub.Children[0]) {
		t.Errorf("the base type's children are %+v", item.Children)
	}
}

// A derived type may narrow the type of a property.
func TestShareNarrowed(t *testing.T) {
	type state string
	from := struct {
		State  *state
		States []state
		Raw    []state
		Other  *int32
	}{new(state("on")), []state{"a", "b"}, []state{"c"}, nil}
	var to struct {
		State  *string
		States []string
		Raw    json.RawMessage
		Other  *string
		Mine   *string
	}
	shareFields(reflect.ValueOf(&to).Elem(), reflect.ValueOf(&from).Elem())
	if Value(to.State) != "on" || !reflect.DeepEqual(to.States, []string{"a", "b"}) || to.Raw != nil || to.Other != nil {
		t.Errorf("got %+v", to)
	}
}

// Reading a derived value as the base type as well would take 2^20 decodings here.
func TestDerivedDepth(t *testing.T) {
	const depth = 20
	text := strings.Repeat(`{"@odata.type":"#x.sub","parent":`, depth) + "null" + strings.Repeat("}", depth)
	var item Item
	if took := cputime.Of(func() { item = decoded(t, text) }); took > 500*time.Millisecond {
		t.Errorf("%d levels of derived types take %v", depth, took)
	}
	if data, err := json.Marshal(item); err != nil || strings.Count(string(data), "#x.sub") != depth {
		t.Errorf("encoded again: %.200s, %v", data, err)
	}
}

// encoding/json scans each of these objects once more for each level that it is below.
func TestLargeAndDeep(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	tree := func(depth, length int) string {
		return strings.Repeat(`{"@odata.type":"#x.sub","parent":`, depth) + `{"id":"` + strings.Repeat("[", length) + `"}` + strings.Repeat("}", depth)
	}
	decoded(t, tree(90, 1<<20))
	decoded(t, tree(200, 10))
	var item Item
	var err error
	took := cputime.Of(func() { err = json.Unmarshal([]byte(tree(9000, 1<<20)), &item) })
	if err == nil || !strings.Contains(err.Error(), "deep") {
		t.Errorf("9000 levels: %v", err)
	}
	if took > time.Second {
		t.Errorf("9000 levels are refused after %v", took)
	}
}

func TestOpenType(t *testing.T) {
	const text = `{"@odata.etag":"e","ID2":null,"a/b":{"c":[1.50]},"id":"1","o\"dd":"v","size":2,"x@odata.type":"#Int64"}`
	var item SubItem
	if err := json.Unmarshal([]byte(text), &item); err != nil {
		t.Fatal(err)
	}
	if len(item.AdditionalProperties) != 4 || string(item.AdditionalProperties["a/b"]) != `{"c":[1.50]}` {
		t.Errorf("the additional properties are %q", item.AdditionalProperties)
	}
	if data, err := json.Marshal(item); err != nil || string(data) != text {
		t.Errorf("encoded again %s, %v", data, err)
	}
	if err := json.Unmarshal([]byte(` { "\u0069d" : "a" , "ID" : "b" } `), &item); err != nil || item.AdditionalProperties != nil || Value(item.ID) != "b" {
		t.Errorf("%v, %+v: a name in other letters is a field's, too", err, item)
	}
	item = SubItem{ID: new("b")}
	item.AdditionalProperties = map[string]json.RawMessage{"id": json.RawMessage(`"c"`), "n": nil}
	if data, err := json.Marshal(item); err != nil || string(data) != `{"id":"b","n":null}` {
		t.Errorf("got %s, %v: want the field and the additional property", data, err)
	}
}

func TestUnknownDerivedType(t *testing.T) {
	const text = `{"@odata.type":"#x.newer","colour":"red","id":"1"}`
	item := decoded(t, text)
	if item.Derived != nil || Value(item.ID) != "1" || string(item.AdditionalProperties["colour"]) != `"red"` {
		t.Errorf("got %+v", item)
	}
	if data, err := json.Marshal(item); err != nil || string(data) != text {
		t.Errorf("encoded again %s, %v", data, err)
	}
	for _, known := range []string{`{"colour":"red"}`, `{"@odata.type":"#x.item","colour":"red"}`, `{"o\"dd":"v","colour":1}`} {
		if item := decoded(t, known); item.AdditionalProperties != nil {
			t.Errorf("%s: a type that is not open keeps %q", known, item.AdditionalProperties)
		}
	}
}

func TestDerivedTypeIsNamed(t *testing.T) {
	for want, item := range map[string]Item{
		`{"@odata.type":"#x.sub","size":1}`:        {Derived: &SubItem{Size: new(int32(1))}},
		`{"@odata.type":"#x.leaf"}`:                {Derived: &SubItem{Derived: &LeafItem{}}},
		`{"@odata.type":"#mine"}`:                  {Derived: &SubItem{ODataType: "#mine"}},
		`{"children":[{"@odata.type":"#x.leaf"}]}`: {Children: []Item{{Derived: &LeafItem{}}}},
		`null`:                     {Derived: (*SubItem)(nil)},
		`{"@odata.type":"#own"}`:   {Derived: map[string]string{"@odata.type": "#own"}},
		`{"@odata.type":"#x.sub"}`: {Derived: SubItem{}}, // no pointer
		`{"@odata.type":"#x.sub","id":"i","more":1}`: {ID: new("lost"), Derived: &SubItem{ID: new("i"), AdditionalProperties: map[string]json.RawMessage{"more": json.RawMessage("1")}}},
	} {
		if data, err := json.Marshal(item); err != nil || string(data) != want {
			t.Errorf("got %s, %v, want %s", data, err, want)
		}
	}
	for _, stranger := range []any{"text", map[string]int{"own": 1}, &entity{}} {
		if data, err := json.Marshal(Item{Derived: stranger}); err == nil {
			t.Errorf("a %T is sent as an item: %s", stranger, data)
		}
	}
	sub := &SubItem{}
	if _, err := json.Marshal(Item{Derived: sub}); err != nil || sub.ODataType != "" {
		t.Errorf("encoding changes the caller's value: %+v, %v", sub, err)
	}
}

// TestBodyIsNamed: where the docs name the type of a body, a body that leaves it out has
// it.
func TestBodyIsNamed(t *testing.T) {
	op := &operation{id: "Item.Create", bodyType: "x.sub", named: true}
	for want, body := range map[string]any{
		`{"@odata.type":"#x.sub","size":1}`:  &SubItem{Size: new(int32(1))},
		`{"@odata.type":"#x.leaf"}`:          &SubItem{ODataType: "#x.leaf"},
		`{"@odata.type":"#x.leaf","id":"1"}`: &SubItem{Derived: &LeafItem{ID: new("1")}},
		``:                                   (*SubItem)(nil),
		`{"a":1}`:                            map[string]int{"a": 1},
	} {
		p, err := newPayload(op, body, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := []byte{}
		if p.reader != nil {
			got, _ = io.ReadAll(p.reader)
		}
		if string(got) != want {
			t.Errorf("the body is %s, want %s", got, want)
		}
	}
}

// FuzzMembers compares the members that are found with those that encoding/json finds.
func FuzzMembers(f *testing.F) {
	for _, seed := range []string{`{}`, `{"a":1}`, ` { "a" : [1,{"b":"}\""}] , "\u0063":"x" }`, `[1]`, `{"a":{"a":"\\"},"b":-1e5,"c":true}`, `{"":""}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		found := map[string]string{}
		eachMember(data, func(name, value []byte) bool { // must not panic for anything
			found[string(name)] = string(value)
			return true
		})
		var want map[string]json.RawMessage
		if !json.Valid(data) || json.Unmarshal(data, &want) != nil {
			return
		}
		if len(found) != len(want) {
			t.Fatalf("%q: found %q", data, found)
		}
		for name, value := range want {
			if found[name] != string(value) {
				t.Errorf("%q: %q is %q, want %q", data, name, found[name], value)
			}
		}
	})
}
