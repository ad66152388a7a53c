package sdk

import (
	"context"
	"testing"
)

// TestReplay runs the helpers of the generated tests on samples of this
// package's own API.
func TestReplay(t *testing.T) {
	replay(t, []sample{
		{
			doc: "api/item-update.md:9", route: &itemRoutes.Update, id: "Item.Update",
			method: "PATCH", target: "/items/a%20b?$select=id", args: []pair{{"id", "a b"}},
			query:       []pair{{"$select", "id"}},
			headers:     []pair{{"Content-Type", "application/json"}, {"If-Match", `"x"`}},
			body:        `{"id":null,"Id":"case","tags":["a",null],"parent":{"o\"dd":"x","a/b@odata.bind":"y"}}`,
			bodyMembers: []pair{{"id", "null"}, {"Id", `"case"`}, {"parent/a~1b@odata.bind", `"y"`}},
			status:      202, answer: `{"@odata.context":"c","id":"1","@odata.type":"#x.leaf","leaf":1.0,"more":{"x":1}}`,
			undeclared: []string{"more"},
			call: func(ctx context.Context, c *Client, s *replaying) (any, error) {
				return c.Item.Update(ctx, s.stringArg("id"), bodyOf[*Item](s), s.options()...)
			},
		},
		{
			doc: "api/item-name.md:9", route: &itemRoutes.Name, id: "Item.Name",
			method: "GET", target: "/items/nameOf(key='a/b',row=3)", args: []pair{{"key", "a/b"}, {"row", "3"}},
			status: 200, answer: `{"value":"n"}`,
			call: func(ctx context.Context, c *Client, s *replaying) (any, error) {
				return c.Item.Name(ctx, s.stringArg("key"), typedArg[int32](s, "row"), s.options()...)
			},
		},
		{
			doc: "api/item-content.md:9", route: &itemRoutes.Content, id: "Item.Content",
			method: "GET", target: "/root:/a/b c:/content", args: []pair{{"path", "a/b c"}},
			status: 302, answerHeaders: []pair{{"Location", "https://elsewhere.example/x"}},
			call: func(ctx context.Context, c *Client, s *replaying) (any, error) {
				return c.Item.Content(ctx, s.stringArg("path"), s.options()...)
			},
		},
		{
			doc: "api/item-upload.md:9", route: &itemRoutes.Upload, id: "Item.Upload",
			method: "PUT", target: "/items/1/content", args: []pair{{"id", "1"}},
			headers: []pair{{"Content-Type", "text/plain"}}, body: "the text", status: 201, answer: `{"id":"1"}`,
			call: func(ctx context.Context, c *Client, s *replaying) (any, error) {
				return c.Item.Upload(ctx, s.stringArg("id"), s.contentType(), s.rawBody(), s.options()...)
			},
		},
		{
			doc: "api/item-names.md:9", route: &itemRoutes.Names, id: "Item.Names",
			method: "POST", target: "/items/names", body: `{"n":1e2}`, status: 200, answer: `{"value":["a","b"]}`,
			call: func(ctx context.Context, c *Client, s *replaying) (any, error) {
				return c.Item.Names(ctx, bodyOf[any](s), s.options()...)
			},
		},
		{
			doc: "api/item-list.md:9", route: &itemRoutes.List, id: "Item.List",
			method: "GET", target: "/items", status: 200,
			answer: `{"value":[{"id":"1"}],"@odata.count":7,"@odata.nextLink":"/v1.0/items?page=2"}`,
			call: func(ctx context.Context, c *Client, s *replaying) (any, error) {
				return pageOf(s, c.Item.List(ctx, s.options()...))
			},
		},
		{
			doc: "api/item-update.md:29", route: &itemRoutes.Update, id: "Item.Update",
			method: "PATCH", target: "/items/1", args: []pair{{"id", "1"}}, body: `{"id":"x"}`,
			status: 422, answerHeaders: []pair{{"Content-Type", "application/json"}},
			answer: `{"error":{"code":"unfit","message":"It doesn't fit.","target":"id","innerError":{"request-id":"7"}}}`,
			call: func(ctx context.Context, c *Client, s *replaying) (any, error) {
				return c.Item.Update(ctx, s.stringArg("id"), bodyOf[*Item](s), s.options()...)
			},
		},
		{
			doc: "api/item-get.md:29", route: &itemRoutes.Delete, id: "Item.Delete",
			method: "DELETE", target: "/items/1", args: []pair{{"id", "1"}}, status: 404,
			call: func(ctx context.Context, c *Client, s *replaying) (any, error) {
				return nil, c.Item.Delete(ctx, s.stringArg("id"), s.options()...)
			},
		},
	})
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

func TestArgumentsOfSamples(t *testing.T) {
	s := &replaying{t: t, sample: &sample{args: []pair{{"b", "true"}, {"i", "-3"}, {"f", "1.5"}, {"s", "x"}}}}
	if !typedArg[bool](s, "b") || typedArg[int32](s, "i") != -3 || typedArg[int64](s, "i") != -3 || typedArg[float64](s, "f") != 1.5 || s.stringArg("s") != "x" {
		t.Error("an argument is converted to something else")
	}
}
