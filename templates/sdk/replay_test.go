package sdk

import (
	"slices"
	"testing"
)

// TestReplay runs the helpers of the generated tests on samples of this
// package's own API.
func TestReplay(t *testing.T) {
	replay(t, `
Item.Update api/item-update.md:9
	request PATCH /items/a%20b?$select=id
	arg id a b
	query $select id
	header Content-Type application/json
	header If-Match "\"x\""
	body {"id":null,"Id":"case","tags":["a",null],"parent":{"o\"dd":"x","a/b@odata.bind":"y"}}
	bodyMember id null
	bodyMember Id "\"case\""
	bodyMember parent/a~1b@odata.bind "\"y\""
	status 202
	answer {"@odata.context":"c","id":"1","@odata.type":"#x.leaf","leaf":1.0,"more":{"x":1}}
	undeclared more
Item.Name api/item-name.md:9
	request GET /items/nameOf(key='a/b',row=3)
	arg key a/b
	arg row 3
	status 200
	answer {"value":"n"}
Item.Content api/item-content.md:9
	request GET "/root:/a/b c:/content"
	arg path a/b c
	status 302
	answerHeader Location https://elsewhere.example/x
Item.Upload api/item-upload.md:9
	request PUT /items/1/content
	arg id 1
	header Content-Type text/plain
	body the text
	status 201
	answer {"id":"1"}
Item.Names api/item-names.md:9
	request POST /items/names
	body {"n":1e2}
	status 200
	answer {"value":["a","b"]}
Item.List api/item-list.md:9
	request GET /items
	status 200
	answer {"value":[{"id":"1"}],"@odata.count":7,"@odata.nextLink":"/v1.0/items?page=2"}
Item.Update api/item-update.md:29
	request PATCH /items/1
	arg id 1
	body {"id":"x"}
	status 422
	answerHeader Content-Type application/json
	answer {"error":{"code":"unfit","message":"It doesn't fit.","target":"id","innerError":{"request-id":"7"}}}
Item.Delete api/item-get.md:29
	request DELETE /items/1
	arg id 1
	status 404
`)
}

func TestEntries(t *testing.T) {
	var got []string
	for entry, facts := range entries("\na b\n\tone\n\ttwo words\nc\n") {
		got = append(append(got, entry), facts...)
	}
	if want := []string{"a b", "one", "two words", "c"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for range entries("\n") {
		t.Error("an empty text has an entry")
	}
	var kind, name, value string
	if words(`header "a b" "c\x60\n"`, &kind, &name, &value); kind != "header" || name != "a b" || value != "c`\n" {
		t.Errorf("got %q %q %q", kind, name, value)
	}
	if words("header X a  b", &kind, &name, &value); name != "X" || value != "a  b" {
		t.Errorf("got %q %q", name, value)
	}
}

func TestMissing(t *testing.T) {
	for _, test := range []struct {
		want, got string
		strict    bool
		except    []string
		missing   int
	}{
		{`{"a":1}`, `{"a":1.0}`, true, nil, 0},
		{`{"a":1}`, `{"a":2}`, false, nil, 1},
		{`{"a":"1"}`, `{"a":1}`, false, nil, 1},
		{`{"a":null}`, `{}`, false, nil, 0},
		{`{"a":null}`, `{}`, true, nil, 1},
		{`{"@odata.etag":"x","b@odata.bind":"x"}`, `{}`, false, nil, 0},
		{`{"@odata.type":"x"}`, `{}`, false, nil, 1},
		{`[1,2]`, `[1]`, false, nil, 1},
		{`[{"a":[]}]`, `[{}]`, false, nil, 1},
		{`9007199254740993`, `9007199254740992`, false, nil, 1},
		{`{"a":[{"b":1}]}`, `{"a":[{}]}`, false, []string{"a/0/b"}, 0},
		{`{"a":{"b":1}}`, `{}`, false, []string{"a"}, 0},
		{`47.640568390488626`, `47.640568390488625`, false, nil, 0},
		{`1e400`, `1e401`, false, nil, 1},
		{`{"a":{"b/c":1}}`, `{"a":{}}`, false, []string{"a/b/c"}, 0},
		{`true`, `false`, false, nil, 1},
	} {
		c := comparison{test.strict, test.except}
		got := c.missing(parsed([]byte(test.want)), parsed([]byte(test.got)), "")
		if len(got) != test.missing {
			t.Errorf("missing(%s, %s) = %q, want %d", test.want, test.got, got, test.missing)
		}
	}
}

func TestSignature(t *testing.T) {
	client, err := NewClient()
	if err != nil {
		t.Fatal(err)
	}
	for method, want := range map[string]string{"Item.Name": "(string, int32) string", "Item.Delete": "(string)", "Item.Copy": "(string, *Item) *Poller"} {
		if _, err := clientMethod(client, &documentedRoute{method: method, signature: want}); err != nil {
			t.Errorf("%s: %v", method, err)
		}
	}
	for method, other := range map[string]string{"Item.Name": "(string, int64) string", "Item.Delete": "(string) *Item", "Item.Odd": ""} {
		if _, err := clientMethod(client, &documentedRoute{method: method, signature: other}); err == nil {
			t.Errorf("%s: taken for %s", method, other)
		}
	}
}
