package mock_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docbind/docbind/mock"
)

// things returns a handler of the small docs set.
func things(t testing.TB) http.Handler {
	t.Helper()
	return handlerOf(t, "things.txtar")
}

// handlerOf returns a handler of a docs set in testdata.
func handlerOf(t testing.TB, name string) http.Handler {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return mock.New(load(t, dir))
}

// TestAnswers asks for samples and for what is made where there is none.
func TestAnswers(t *testing.T) {
	h := things(t)
	const madeThing = `{"born":"2020-01-01T00:00:00Z","id":"string","part":{"solid":true},"price":1,"serial":1,"size":1,"state":"fresh","tags":["string"]}`
	for _, test := range []struct {
		request, prefer string
		status          int
		body, source    string
	}{
		{"GET /things/1", "", 200, `{"id":"7","size":3}`, "api/thing-get.md:24"},
		{"GET /v1.0/THINGS/1?$select=id", "", 200, `{"id":"7","size":3}`, "api/thing-get.md:24"},
		{"GET /users/1/things/2", "", 200, `{"id":"8"}`, "api/thing-get.md:39"},
		{"HEAD /things/1", "", 200, `{"id":"7","size":3}`, "api/thing-get.md:24"},
		{"GET /things/1", `respond-async, Example="get_thing of user"`, 200, `{"id":"8"}`, "api/thing-get.md:39"},
		{"GET /things/1", `code=200;x=1, code=404`, 200, `{"id":"7","size":3}`, "api/thing-get.md:24"},
		{"GET /things/1", `code=404`, 404, `{"error":{"code":"notFound","message":"Asked for by Prefer; api/thing-get.md has no sample of it."}}`, "api/thing-get.md:8"},
		{"GET /things/1", `code=410`, 410, `{"error":{"code":"gone","message":"It was there."}}`, "api/thing-get.md:52"},
		{"GET /users/1/things/2", `code=410`, 410, `{"error":{"code":"gone","message":"It was there."}}`, "api/thing-get.md:52"},
		{"GET /beta/things/1", `example=get_gone`, 410, `{"error":{"code":"gone","message":"It was there."}}`, "api/thing-get.md:52"},
		{"GET /things/1", `code=204`, 204, ``, "api/thing-get.md:8"},
		{"GET /things/1", `code=203`, 203, madeThing, "api/thing-get.md:8"},
		{"GET /things", "", 200, `{"value":[` + madeThing + `]}`, "api/thing-list.md:5"},
		{"GET /things/1/cell(row=-1,on='it''s')", "", 200, `{"solid":true}`, "api/thing-cell.md:5"},
		{`POST /things {"size":1}`, "", 201, `{"id":"9","size":4}`, "api/thing-post.md:24"},
		{`POST /things/1/rename {"name":null,"quietly":true}`, "", 204, ``, "api/thing-rename.md:5"},
		{`PUT /things/1/content anything`, "", 200, `{"id":"7"}`, "api/thing-content.md:22"},
		{`POST /things {"size":"big"}`, "handling=lenient", 201, `{"id":"9","size":4}`, "api/thing-post.md:24"},
	} {
		w := send(h, request(test.request, test.prefer))
		if w.Code != test.status || w.Body.String() != test.body {
			t.Errorf("%s, Prefer %s: %d %s", test.request, test.prefer, w.Code, w.Body)
		}
		if source := w.Header().Get("X-Doc-Source"); source != test.source {
			t.Errorf("%s, Prefer %s: from %s, want %s", test.request, test.prefer, source, test.source)
		}
	}
	w := send(h, request("GET /things/1", "code=200, wait=3"))
	if h := w.Header(); h.Get("ETag") != `"7"` || h.Get("Content-Length") != "19" || h.Get("Preference-Applied") != "code=200" {
		t.Errorf("the header is %v", h)
	}
}

// TestProblems sends what the docs don't allow.
func TestProblems(t *testing.T) {
	h := things(t)
	for _, test := range []struct {
		request, prefer string
		status          int
		faults          string // pointer doc: detail, a line each; the detail without faults
	}{
		{"GET /nothing", "", 404, "No page documents the path /nothing."},
		{"GET /thngs", "", 404, "No page documents the path /thngs. Was /things meant?"},
		{"POST /v1.0/things/1/rname", "", 404, "No page documents the path /v1.0/things/1/rname. Was /things/{id}/rename meant?"},
		{"POST /things/" + strings.Repeat("1", 200) + "/rname", "", 404, "No page documents the path /things/" + strings.Repeat("1", 200) + "/rname. Was /things/{id}/rename meant?"},
		{"GET /" + strings.Repeat("things", 9), "", 404, "No page documents the path /" + strings.Repeat("things", 9) + "."},
		{"GET /user/1/thing/2", "", 404, "No page documents the path /user/1/thing/2."},
		{"GET /user/1/things/2", "", 404, "No page documents the path /user/1/things/2. Was /users/{user-id}/things/{id} meant?"},
		{"GET /thngs/1/other", "", 404, "No page documents the path /thngs/1/other."},
		{"GET /thngs/1/cell(row=1,on='a')", "", 404, "No page documents the path /thngs/1/cell(row=1,on='a'). Was /things/{id}/cell(row={row},on='{name}') meant?"},
		{"GET /", "", 404, "No page documents the path /."},
		{"GET /" + strings.Repeat("things/", 100) + "thngs", "", 404, "No page documents the path /" + strings.Repeat("things/", 100) + "thngs."},
		{"GET /other/things", "", 404, "No page documents the path /other/things."},
		{"DELETE /things/1", "", 405, "The path is documented for GET, not for DELETE."},
		{"GET /things/1?$top=many&$count=1&$select=%zz&size=1", "", 400, " api/thing-get.md:8: The query parameter \"$top\" is not what is documented: \"many\" is no number of items.\n" +
			" api/thing-get.md:8: The query parameter \"$count\" is not what is documented: \"1\" is neither true nor false.\n" +
			" api/thing-get.md:8: The query parameter \"$select\" is not what is documented: invalid URL escape \"%zz\"."},
		{"GET /things/1", "code=banana", 400, "The preference code=banana names no final status of HTTP."},
		{"GET /things/1", "code=101", 400, "The preference code=101 names no final status of HTTP."},
		{"GET /things/1", "example=other", 400, `No sample is documented for the preference example="other"; there is code=200, example="get_thing"; code=200, example="get_thing of user"; code=410, example="get_gone".`},
		{"GET /things", "example=other", 400, `No sample is documented for the preference example="other"; there is none.`},
		{"GET /things/1/cell(row=one,on='a')", "", 400, " api/thing-cell.md:5: The argument row in the path is no Edm.Int32."},
		{"POST /things", "", 400, " api/thing-post.md:9: The body is missing: microsoft.graph.thing is documented."},
		{"POST /things {", "", 400, " api/thing-post.md:9: The body is no JSON."},
		{"POST /things []", "", 400, "# api/thing-post.md:9: The body is an array, where microsoft.graph.thing is documented."},
		{`POST /things {"size":1.5,"Size":2,"nickname":1,"x@y":0,"price":"INF","serial":"12","state":"unheard of"}`, "", 400,
			"#/size resources/thing.md:11: The member size is a number with a fraction, where Edm.Int32 is documented.\n" +
				"#/Size resources/thing.md:4: The member Size is not documented: microsoft.graph.thing does not have it. Was size meant?"},
		{`POST /things {"tags":["a",1,null],"part":{"parts":[{"solid":"yes"},{"a/b":0}]},"born":null}`, "", 400,
			"#/tags/1 resources/thing.md:13: An item of tags is a number, where Edm.String is documented.\n" +
				"#/part/parts/0/solid resources/part.md:7: The member solid is a string, where Edm.Boolean is documented.\n" +
				"#/part/parts/1/a~1b resources/part.md:4: The member a/b is not documented: microsoft.graph.part does not have it."},
		{`POST /things/1/rename {"quitely":true,"` + strings.Repeat("name", 30) + `":1}`, "", 400,
			"#/quitely api/thing-rename.md:13: The member quitely is not documented: the body that api/thing-rename.md describes does not have it. Was quietly meant?\n" +
				"#/" + strings.Repeat("name", 30) + " api/thing-rename.md:13: The member " + strings.Repeat("name", 30) + " is not documented: the body that api/thing-rename.md describes does not have it."},
		{`POST /things/1/rename {"name":{}}`, "", 400, "#/name api/thing-rename.md:13: The member name is an object, where Edm.String is documented."},
	} {
		w := send(h, request(test.request, test.prefer))
		var p struct {
			Title, Detail string
			Status        int
			Errors        []struct{ Detail, Pointer, Doc string }
			Error         struct{ Code, Message string }
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s is no problem: %v", test.request, w.Code, w.Body, err)
			continue
		}
		var faults []string
		for _, e := range p.Errors {
			faults = append(faults, e.Pointer+" "+e.Doc+": "+e.Detail)
		}
		if len(faults) == 0 {
			faults = []string{p.Detail}
		}
		if got := strings.Join(faults, "\n"); got != test.faults || w.Code != test.status {
			t.Errorf("%s: %d\n%s\nwant %d\n%s", test.request, w.Code, got, test.status, test.faults)
		}
		if p.Status != w.Code || p.Title != http.StatusText(w.Code) || p.Error.Message != p.Detail || p.Error.Code == "" {
			t.Errorf("%s: %s is no problem and OData error at once", test.request, w.Body)
		}
	}
	if allow := send(h, request("DELETE /things", "")).Header().Get("Allow"); allow != "GET, POST" {
		t.Errorf("Allow: %s", allow)
	}
}

// TestEndlessBodies sends bodies that would take very long if every level were looked at.
func TestEndlessBodies(t *testing.T) {
	h := things(t)
	deep := strings.Repeat(`{"parts":[`, 4000) + strings.Repeat(`]}`, 4000)
	if w := send(h, request(`POST /things {"part":`+deep+`}`, "")); w.Code != 201 {
		t.Errorf("deep: %d %.300s", w.Code, w.Body)
	}
	many := strings.Repeat(`{"x":1},`, 100000) + "{}"
	if w := send(h, request(`POST /things {"part":{"parts":[`+many+`]}}`, "")); w.Code != 400 || w.Body.Len() > 10000 {
		t.Errorf("many: %d %d bytes", w.Code, w.Body.Len())
	}
	if w := send(h, request(`POST /things "`+strings.Repeat("x", 17<<20), "")); w.Code != 413 {
		t.Errorf("large: %d %.300s", w.Code, w.Body)
	}
}

// request returns the request of a line: method, target, body.
func request(line, prefer string) *http.Request {
	method, rest, _ := strings.Cut(line, " ")
	target, body, _ := strings.Cut(rest, " ")
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if prefer != "" {
		r.Header.Set("Prefer", prefer)
	}
	return r
}

// TestEither sends to an operation that takes JSON or text: what calls itself JSON has to be that.
func TestEither(t *testing.T) {
	dir := t.TempDir()
	page := "# thing: send\n\n## HTTP request\n```http\nPOST /things/{id}/send\n```\n\n## Request body\n|Parameter|Type|Description|\n|:--|:--|:--|\n|to|String|Who.|\n\n## Response\n`202 Accepted`.\n"
	for _, body := range []string{"application/json\n\n{\"to\": \"dana\"}", "text/plain\n\nVG86IGRhbmE="} {
		page += "\n## Example\n```http\nPOST https://example.com/v1.0/things/7/send\nContent-Type: " + body + "\n```\n```http\nHTTP/1.1 202 Accepted\n```\n"
	}
	if err := os.WriteFile(filepath.Join(dir, "thing-send.md"), []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	h := mock.New(load(t, dir))
	for _, test := range []struct {
		media, body string
		status      int
	}{
		{"application/json; charset=utf-8", `{"to": "eli"}`, 202},
		{"application/json", `{"to": `, 400},
		{"application/problem+json", `{"to": `, 400},
		{"application/json", `{"too": "eli"}`, 400},
		{"text/plain", `{"to": `, 202},
		{"", "VG86IGVsaQ==", 202},
	} {
		r := request("POST /things/7/send "+test.body, "")
		r.Header.Set("Content-Type", test.media)
		if w := send(h, r); w.Code != test.status {
			t.Errorf("%s as %q is answered with %d %s", test.body, test.media, w.Code, w.Body)
		}
	}
}

// TestCompressed sends a body as some clients do.
func TestCompressed(t *testing.T) {
	h := things(t)
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(`{"size":"big"}`))
	z.Close()
	for encoding, want := range map[string]string{
		"gzip": `400 "The member size is a string, where Edm.Int32 is documented."`,
		"br":   `415 "A body may have the encoding gzip or none."`,
	} {
		r := httptest.NewRequest("POST", "/things", bytes.NewReader(b.Bytes()))
		r.Header.Set("Content-Encoding", encoding)
		w := send(h, r)
		status, detail, _ := strings.Cut(want, " ")
		if fmt.Sprint(w.Code) != status || !strings.Contains(w.Body.String(), `"detail":`+detail) || strings.Contains(w.Body.String(), `"code":""`) {
			t.Errorf("%s: %d %s, want %s", encoding, w.Code, w.Body, want)
		}
	}
}
