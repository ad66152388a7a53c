package resolve_test

import "testing"

// TestLongRunning checks which answers lead to the state of work that goes on.
func TestLongRunning(t *testing.T) {
	const request = "# Copy box\n\n## HTTP request\n```http\nPOST /boxes/{id}/copy\n```\n\n## Response\n"
	answer := func(head string) string {
		return "\n\n## Example\n<!-- {\"blockType\": \"request\"} -->\n```http\nPOST https://graph.microsoft.com/v1.0/boxes/1/copy\n```\n" +
			"<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 " + head + "\n```\n"
	}
	for _, c := range []struct {
		name, src string
		want      bool
	}{
		{"the sample has the header", "Returns `202 Accepted`." + answer("202 Accepted\nLocation: /operations/1"), true},
		{"the sample has Azure's header", answer("202 Accepted\nOperation-Location: https://x/operations/1"), true},
		{"the prose names the header", "Returns `202 Accepted` and a Location header.", true},
		{"a later sentence names it", "Returns `202 Accepted`. The `Location` header says where to look.", true},
		{"nothing tells where", "Returns `202 Accepted`." + answer("202 Accepted"), false},
		{"it is no word of its own", "Returns `202 Accepted`, see LocationHeaders.", false},
		{"what is done has a place, too", "Returns `201 Created`." + answer("201 Created\nLocation: /boxes/2"), false},
		{"a body is the result", "Returns `202 Accepted`, a Location header and a [box](../resources/box.md) in the response body." +
			answer("202 Accepted\nLocation: /operations/1\nContent-Type: application/json\n\n{\"size\": 1}"), false},
	} {
		_, api := split(request + c.src)
		op := &api.Services[0].Operations[0]
		if op.Result.LongRunning != c.want {
			t.Errorf("%s: long running is %v, the result %+v", c.name, op.Result.LongRunning, op.Result)
		}
	}
}

// TestResultOfPath checks what a read answers where only its path tells.
func TestResultOfPath(t *testing.T) {
	for path, want := range map[string]string{
		"/boxes/{id}/lids/$count":    "value Edm.Int32",
		"/boxes/{id}/picture/$value": "stream ",
		"/boxes/{id}/nothing":        " ",
	} {
		_, api := split("# Get it\n\n## HTTP request\n```http\nGET " + path + "\n```\n\n## Response\nReturns `200 OK`.\n")
		res := &api.Services[0].Operations[0].Result
		if got := string(res.Kind) + " " + res.Type.Name; got != want {
			t.Errorf("%s answers %q, want %q", path, got, want)
		}
	}
}

// TestBytesOfPath: where a sample shows no more than a status, what a page answers at $value is bytes
// (profilephoto-get), unless an annotation gives it a type.
func TestBytesOfPath(t *testing.T) {
	for annotation, want := range map[string]string{
		"":                                  "stream ",
		", \"@odata.type\": \"Edm.String\"": "value Edm.String",
	} {
		_, api := split("# Get picture\n\n## HTTP request\n```http\nGET /boxes/{id}/picture/$value\n```\n\n" +
			"## Response\nReturns `200 OK` and binary data in the response body.\n\n## Example\n" +
			"<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://www.example.com/boxes/1/picture/$value\n```\n\n" +
			"<!-- { \"blockType\": \"response\"" + annotation + " } -->\n```http\nHTTP/1.1 200 OK\n```\n")
		res := &api.Services[0].Operations[0].Result
		if got := string(res.Kind) + " " + res.Type.Name; got != want {
			t.Errorf("with %q the answer is %q, want %q", annotation, got, want)
		}
	}
}

// TestBodyTableBeatsSample: a sample of something else doesn't make a documented body
// raw (driveitem-preview).
func TestBodyTableBeatsSample(t *testing.T) {
	_, api := split("# Preview box\n\n## HTTP request\n```http\nPOST /boxes/{id}/preview\n```\n\n" +
		"## Request body\n\n| Parameter | Type | Description |\n|:--|:--|:--|\n| page | String | Where to begin. |\n\n" +
		"## Response\nReturns `200 OK`.\n\n```http\nPOST https://www.example.com/boxes/1/preview\nContent-Type: application/x-www-form-urlencoded\n\na=b\n```\n")
	if b := api.Services[0].Operations[0].Body; b.Kind != "json" {
		t.Errorf("the body is %+v", b)
	}
}
