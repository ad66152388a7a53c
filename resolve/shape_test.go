package resolve

import "testing"

// TestContent asks bodies what the members at their top tell.
func TestContent(t *testing.T) {
	tests := []struct {
		name, body      string
		shape           bodyShape
		typ, set, first string
		plain           int
		severalTypes    bool
	}{
		{name: "nothing"},
		{name: "number", body: " 3 ", shape: valueShape, first: "3"},
		{name: "object", body: ` {"@odata.type": "#a.b", "id": 1} `, shape: valueShape, typ: "a.b", plain: 1,
			first: `{"@odata.type": "#a.b", "id": 1}`},
		{name: "wrapped", body: `{"@odata.context": "https://x/$metadata#users/$entity", "value": {"@odata.type": "a.b"}}`,
			shape: wrappedShape, typ: "a.b", set: "users", plain: 1, first: `{"@odata.type": "a.b"}`},
		{name: "beside others", body: `{"value": 1, "id": 2}`, shape: valueShape, plain: 2, first: `{"value": 1, "id": 2}`},
		{name: "collection", body: `{"value": [{"@odata.type": "a.b"}, {"@odata.type": "a.c"}]}`, shape: arrayShape, typ: "a.b", plain: 1,
			first: `{"@odata.type": "a.b"}`, severalTypes: true},
		{name: "empty collection", body: `{"value": []}`, shape: arrayShape, plain: 1, first: `{"value": []}`},
		{name: "bare array", body: `[{"@odata.type": "a.b"}, {"@odata.type": "a.b"}]`, shape: arrayShape, typ: "a.b", first: `{"@odata.type": "a.b"}`},
		{name: "twice", body: `{"value": [1], "value": 2}`, shape: valueShape, plain: 2, first: `{"value": [1], "value": 2}`},
		{name: "type that is no string", body: `{"@odata.type": 1, "value": [{"@odata.type": "a.b"}]}`, shape: arrayShape, typ: "a.b", plain: 1,
			first: `{"@odata.type": "a.b"}`},
	}
	for _, test := range tests {
		c := contentOf(test.body)
		if got := c.shape(); got != test.shape {
			t.Errorf("%s: shape %d, want %d", test.name, got, test.shape)
		}
		if got := c.odataType(); got != test.typ || got != odataType(test.body) {
			t.Errorf("%s: type %q and %q, want %q", test.name, got, odataType(test.body), test.typ)
		}
		if got := c.contextType(); got != test.set {
			t.Errorf("%s: context %q, want %q", test.name, got, test.set)
		}
		if got := c.first(); got != test.first {
			t.Errorf("%s: first value %s, want %s", test.name, got, test.first)
		}
		if c.plain != test.plain || c.severalTypes() != test.severalTypes {
			t.Errorf("%s: %d members, several types: %v", test.name, c.plain, c.severalTypes())
		}
	}
}
