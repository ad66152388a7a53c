package resolve_test

import "testing"

// TestNamedBodies: a body names its type where all samples do.
func TestNamedBodies(t *testing.T) {
	thing := declare("thing", "|id|String|The key.|\n", `{"id":"x"}`)
	sample := func(body string) string {
		return "\n### Request\n```http\nPOST https://graph.microsoft.com/beta/things\nContent-Type: application/json\n\n" + body +
			"\n```\n### Response\n```http\nHTTP/1.1 201 Created\nContent-Type: application/json\n\n{\"id\":\"1\"}\n```\n"
	}
	const named, bare, other = `{"@odata.type":"#microsoft.graph.thing","id":"1"}`, `{"id":"1"}`, `{"@odata.type":"#microsoft.graph.other"}`
	for want, samples := range map[bool][]string{
		true:  {sample(named), sample(named) + sample(named)},
		false: {sample(bare), sample(named) + sample(bare), sample(other), ""},
	} {
		for _, s := range samples {
			src := request("Create thing", "POST /things") + "\n## Request body\nSupply a JSON representation of a [thing](../resources/thing.md).\n\n" +
				"## Response\nReturns `201 Created` and a [thing](../resources/thing.md).\n\n## Example\n" + s
			op := find(t, read("resources/thing.md", thing, "api/thing-post.md", src), "Thing.Create")
			if op.Body.Named != want {
				t.Errorf("named is %v for%s", op.Body.Named, s)
			}
		}
	}
}
