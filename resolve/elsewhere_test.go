package resolve_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// asked is a request and a response as a page shows them.
func asked(request, body string, status int, answer string) string {
	if body != "" {
		body = "Content-Type: application/json\n\n" + body + "\n"
	}
	if answer != "" {
		answer = "Content-Type: application/json\n\n" + answer + "\n"
	}
	return fmt.Sprintf("<!-- { \"blockType\": \"request\" } -->\n```http\n%s\n%s```\n\n<!-- { \"blockType\": \"response\" } -->\n```http\nHTTP/1.1 %d Status\n%s```\n\n", request, body, status, answer)
}

// showing is a page with request lines and samples. Its answers are of the type.
func showing(path, lines, typ string, samples ...string) *model.Page {
	src := "# Do it\n\n## HTTP request\n\n```http\n" + lines + "\n```\n\n## Response\n\nReturns `200 OK`"
	if typ != "" {
		src += " and a [" + typ + "](../resources/" + typ + ".md) object"
	}
	return page(path, src+".\n\n## Examples\n\n"+strings.Join(samples, ""))
}

// outcome tells an operation's examples: their target, and why they are left out.
func outcome(op *model.Operation) string {
	var list []string
	for _, e := range op.Examples {
		list = append(list, strings.TrimSpace(fmt.Sprintf("%d %s %s", e.Status, e.Target, e.LeftOut)))
	}
	return strings.Join(list, ", ")
}

// TestElsewhere: a sample whose request another page documents is a sample of that page's
// operation, if it can send and read all of it; what nobody takes is left out.
func TestElsewhere(t *testing.T) {
	api := resolve.Resolve([]*model.Page{
		beast("thing", "", "id String", "name String"),
		showing("api/thing-get.md", "GET /things/{id}", "thing",
			asked("GET https://a.example/things/1", "", 200, `{"id": "1"}`),
			asked("PATCH https://a.example/things/1", `{"name": "x"}`, 200, `{"id": "1"}`),
			asked("DELETE https://a.example/things/1", "", 204, ""),
			asked("GET https://a.example/things/1/other", "", 200, `{"id": "1"}`)),
		showing("api/thing-update.md", "PATCH /things/{id}", "thing", "\n## Request body\n\nSupply a [thing](../resources/thing.md) object.\n"),
		showing("api/otherthing-get.md", "GET /things/{id}/other", "thing"),
	}, resolve.Options{})
	for id, want := range map[string]string{
		"Thing.Get":      "200 /things/1, 204  contract/sample-method",
		"Thing.Update":   "200 /things/1",
		"OtherThing.Get": "200 /things/1/other",
	} {
		if got := outcome(find(t, api, id)); got != want {
			t.Errorf("the samples of %s are %s, want %s", id, got, want)
		}
	}
}

// TestElsewhereUnfit: the other operation has no place for what the sample sends, so the
// sample stays where it is, left out.
func TestElsewhereUnfit(t *testing.T) {
	api := resolve.Resolve([]*model.Page{
		beast("thing", "", "id String", "name String"),
		showing("api/thing-get.md", "GET /things/{id}", "thing",
			asked("GET https://a.example/things/1", "", 200, `{"id": "1"}`),
			asked("DELETE https://a.example/things/1", `{"why": "old"}`, 204, "")),
		showing("api/thing-delete.md", "DELETE /things/{id}", ""),
	}, resolve.Options{})
	if got := outcome(find(t, api, "Thing.Delete")); got != "" {
		t.Errorf("Thing.Delete has the samples %s", got)
	}
	if got := outcome(find(t, api, "Thing.Get")); got != "200 /things/1, 204  contract/sample-method" {
		t.Errorf("Thing.Get has the samples %s", got)
	}
}

// TestShownRoutes: paths that only samples have are routes where they lead to the same, or
// to a part of it, and a finding says that the request lines lack them.
func TestShownRoutes(t *testing.T) {
	words := getPage("api/me-get.md", "GET /me/other")
	thing := beast("thing", "", "id String")
	for name, c := range map[string]struct {
		lines, sample, answer string
		want                  string // routes of all operations of the page
	}{
		"another way": {"GET /users/{id}/things/{thing-id}", "GET https://a.example/me/things/1", `{"id": "1"}`,
			"Thing.Get /users/{id}/things/{thing-id}, Thing.GetForMe /me/things/{thing-id} shown"},
		"another way by words that no request line has": {"GET /things/{thing-id}", "GET https://a.example/me/shelf/books/{book-id}/things/1", `{"id": "1"}`,
			"Thing.Get /things/{thing-id}, Thing.GetForMeShelfBook /me/shelf/books/{book-id}/things/{thing-id} shown"},
		"a base": {"GET /things/{thing-id}", "GET https://a.example/{shelf}/books/things/1", `{"id": "1"}`,
			"Thing.Get /things/{thing-id}"},
		"a value": {"GET /users/{id}/things/{thing-id}", "GET https://a.example/xyzzy/things/1", `{"id": "1"}`,
			"Thing.Get /users/{id}/things/{thing-id}"},
		"a number": {"GET /users/{id}/things", "GET https://a.example/users/1/things/$count", `3`,
			"Thing.Get /users/{id}/things, Thing.GetCount /users/{id}/things/$count shown"},
		"values of a type": {"GET /users/{id}/things", "GET https://a.example/users/1/things/microsoft.graph.thing", `{"value": [{"id": "1"}]}`,
			"Thing.Get /users/{id}/things, Thing.GetThing /users/{id}/things/microsoft.graph.thing shown"},
		"another page's": {"GET /users/{id}/things/{thing-id}", "GET https://a.example/me/other", `{"id": "1"}`,
			"Thing.Get /users/{id}/things/{thing-id}"},
	} {
		api := resolve.Resolve([]*model.Page{words, thing,
			showing("api/thing-get.md", c.lines, "thing", asked(c.sample, "", 200, c.answer))}, resolve.Options{})
		var routes []string
		shown, told := 0, 0
		for _, s := range api.Services {
			for _, op := range s.Operations {
				for _, rt := range op.Routes {
					if op.Page != "api/thing-get.md" {
						continue
					}
					line := op.Service + "." + rt.Name + " " + rt.Template
					if rt.Shown {
						line += " shown"
						shown++
					}
					routes = append(routes, line)
				}
			}
		}
		if got := strings.Join(routes, ", "); got != c.want {
			t.Errorf("%s: the routes are\n%s, want\n%s", name, got, c.want)
		}
		for _, f := range api.Findings {
			if f.Rule == model.RuleSampleAlias {
				told++
			}
		}
		if told != shown {
			t.Errorf("%s: %d findings for %d routes", name, told, shown)
		}
	}
}

// TestTogether: a path that goes on from a place which a page documents beside that of a request line, and
// no third, leads to the same, though nothing else says so.
func TestTogether(t *testing.T) {
	thing := beast("thing", "", "id String")
	for name, c := range map[string]struct {
		beside, line, request, want string
	}{
		"the place":           {"GET /me\nGET /users/{id}", "PATCH /users/{id}", "PATCH https://a.example/me", model.RuleSampleAlias},
		"a function there":    {"GET /me\nGET /users/{id}", "GET /users/{id}/ring(day={day})", "GET https://a.example/me/ring(day='1')", model.RuleSampleAlias},
		"one of three":        {"GET /me\nGET /users/{id}\nGET /bots/{id}", "PATCH /users/{id}", "PATCH https://a.example/me", model.RuleSampleRoute},
		"none":                {"GET /me", "PATCH /users/{id}", "PATCH https://a.example/me", model.RuleSampleRoute},
		"below one place":     {"GET /users/me\nGET /users/{id}", "PATCH /users/{id}/x", "PATCH https://a.example/users/y/z", model.RuleSampleRoute},
		"another thing there": {"GET /me\nGET /users/{id}", "GET /users/{id}/ring(day={day})", "GET https://a.example/me/bell(day='1')", model.RuleSampleRoute},
	} {
		api := resolve.Resolve([]*model.Page{thing, showing("api/user-get.md", c.beside, "thing"),
			showing("api/user-do.md", c.line, "thing", asked(c.request, "", 200, `{"id": "1"}`))}, resolve.Options{})
		got := ""
		for _, f := range api.Findings {
			if f.Rule == model.RuleSampleAlias || f.Rule == model.RuleSampleRoute {
				got += f.Rule
			}
		}
		if got != c.want {
			t.Errorf("%s: found %q, want %s", name, got, c.want)
		}
	}
}

// TestUndeclaredType: what an object has is not held against a type that no page declares but a sample
// shows.
func TestUndeclaredType(t *testing.T) {
	base := beast("thing", "", "id String")
	lamp := asked("POST https://a.example/lamps", `{"id": "1"}`, 201, `{"id": "1", "watts": 3}`)
	lamp = strings.Replace(lamp, `"response"`, `"response", "@odata.type": "microsoft.graph.lamp"`, 1)
	api := resolve.Resolve([]*model.Page{base, showing("api/lamp-post.md", "POST /lamps", "lamp", lamp),
		showing("api/thing-list.md", "GET /things", "thing", asked("GET https://a.example/things", "", 200, `{"value": [{"@odata.type": "#microsoft.graph.lamp", "id": "1", "watts": 3}]}`))}, resolve.Options{})
	for _, f := range api.Findings {
		if f.Rule == model.RuleUndeclaredMember {
			t.Errorf("found %s", f)
		}
	}
}

// TestAnyType: a type without properties whose values are mostly no objects is any JSON.
func TestAnyType(t *testing.T) {
	for values, want := range map[string]model.TypeKind{
		`[1, 2]`: model.AnyType, `"x"`: model.AnyType, `{"a": 1}`: model.StructType, `null`: model.StructType,
	} {
		api := resolve.Resolve([]*model.Page{
			beast("box", "", "id String", "content filling"), beast("filling", ""),
			showing("api/box-get.md", "GET /boxes/{id}", "box", asked("GET https://a.example/boxes/1", "", 200, `{"id": "1", "content": `+values+`}`)),
		}, resolve.Options{})
		for _, ty := range api.Types {
			if ty.GoName == "Filling" && ty.Kind != want {
				t.Errorf("with %s the type is %q, want %q", values, ty.Kind, want)
			}
		}
	}
}

// TestVariedArguments: arguments that a request line gives values and a sample others are
// placeholders.
func TestVariedArguments(t *testing.T) {
	for sample, want := range map[string]string{
		"GET https://a.example/range/after(count=2)":       "/range/after(count={count})",
		"GET https://a.example/range/after(count=n)":       "/range/after(count=n)",
		"GET https://a.example/range/after(number=2)":      "/range/after(count=n)",
		"GET https://a.example/range/before(count=2)":      "/range/after(count=n)",
		"GET https://a.example/range/after(count=2,row=1)": "/range/after(count=n)",
		"POST https://a.example/range/after(count=2)":      "/range/after(count=n)",
	} {
		api := resolve.Resolve([]*model.Page{showing("api/range-after.md", "GET /range/after(count=n)", "", asked(sample, "", 200, `{}`))}, resolve.Options{})
		if got := find(t, api, "Range.After").Routes[0].Pattern; got != want {
			t.Errorf("beside %s the path is %s, want %s", sample, got, want)
		}
		told := 0
		for _, f := range api.Findings {
			if f.Rule == model.RuleFunctionArgs {
				told++
			}
		}
		if varied := strings.Contains(want, "{"); varied != (told == 1) {
			t.Errorf("%s: %d findings", sample, told)
		}
	}
}

// TestDescribedArguments: arguments that a request line gives values are placeholders if a
// table describes them as parameters, and further paths take the arguments of the first.
func TestDescribedArguments(t *testing.T) {
	const table = "\n## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|size|Int32|Large.|\n|mode|String|How.|\n"
	for lines, want := range map[string]string{
		"GET /shapes/draw(size=0,mode='fit')":             "/shapes/draw(size={size},mode='{mode}') /shapes/draw(size={size})", // as the sample calls it
		"GET /shapes/draw(size=0,colour='red')":           "/shapes/draw(size={size},colour='red') /shapes/draw(size={size})",
		"GET /shapes/draw(SIZE={n},mode='fit')":           "/shapes/draw(SIZE={size},mode='{mode}') /shapes/draw(size={size})",
		"GET /shapes/draw(colour='red')":                  "/shapes/draw(colour='red')",
		"GET /shapes/draw\nGET /rooms/{id}/shapes/draw":   "/shapes/draw(size={size}) /rooms/{roomID}/shapes/draw(size={size})",
		"GET /shapes/draw\nGET /rooms/{id}/shapes/draw()": "/shapes/draw(size={size}) /rooms/{roomID}/shapes/draw(size={size})",
		"GET /rooms/{id}/shapes/draw":                     "/rooms/{roomID}/shapes/draw(size={size}) /shapes/draw(size={size})", // the sample's, too
		"GET /circles/{id}/draw":                          "/circles/{circleID}/draw",                                           // it is optional
		"GET /shapes/draw\nGET /rooms/{id}/shapes/sketch": "/shapes/draw(size={size}) /rooms/{roomID}/shapes/sketch",
	} {
		table := table
		if strings.Contains(lines, "circles") {
			table = strings.Replace(table, "Large.", "Optional. Large.", 1)
		}
		src := request("Draw shape", lines) + table + "\n## Example\n\n```http\nGET https://a.example/shapes/draw(size=2)\n```\n"
		api := resolve.Resolve([]*model.Page{page("api/shape-draw.md", src)}, resolve.Options{})
		var got []string
		for _, rt := range find(t, api, "Shape.Draw").Routes {
			got = append(got, rt.Pattern)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: the paths are %s, want %s", lines, strings.Join(got, " "), want)
		}
		if strings.Contains(lines, "'fit'") && !findings(api, "api/shape-draw.md")["9:5 "+model.RuleFunctionArgs] {
			t.Errorf("%s: findings %v", lines, findings(api, "api/shape-draw.md"))
		}
	}
}

// TestCalledBare: a further path that a sample calls without arguments has none.
func TestCalledBare(t *testing.T) {
	src := request("Draw shape", "GET /shapes/draw\nGET /me/draw") +
		"\n## Example\n\n```http\nGET https://a.example/shapes/draw(size=2)\n```\n\n```http\nGET https://a.example/me/draw\n```\n"
	api := resolve.Resolve([]*model.Page{page("api/shape-draw.md", src)}, resolve.Options{})
	var got []string
	for _, s := range api.Services {
		for _, op := range s.Operations {
			for _, rt := range op.Routes {
				got = append(got, rt.Pattern)
			}
		}
	}
	if want := "/shapes/draw(size={size}) /me/draw"; strings.Join(got, " ") != want {
		t.Errorf("the paths are %s, want %s", strings.Join(got, " "), want)
	}
}

// TestCalledWithout: a sample that calls a function without its arguments has a path of its own,
// called after what it lacks, if they are optional.
func TestCalledWithout(t *testing.T) {
	for bare, want := range map[string]string{
		"/shapes/grow":        "Grow /shapes/{shapeID}/grow(by={by}), GrowWithoutBy /shapes/{shapeID}/grow",
		"/shapes/grow/square": "Grow /shapes/{shapeID}/grow(by={by})/square, GrowWithoutBy /shapes/{shapeID}/grow/square",
		"/shapes/shrink":      "Grow /shapes/{shapeID}/grow(by={by})", // another function
		"/shapes/ grow":       "Grow /shapes/{shapeID}/grow(by={by})",
	} {
		row, bare := "Optional. How much.", bare
		if strings.Contains(bare, " ") {
			row, bare = "How much.", strings.ReplaceAll(bare, " ", "")
		}
		line := strings.NewReplacer("/shapes/", "/shapes/{id}/", "grow", "grow(by={n})", "shrink", "grow(by={n})").Replace(bare)
		src := request("Grow shape", "POST "+line) + "\n## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|by|Int32|" + row + "|\n\n## Example\n\n" +
			"```http\nPOST https://a.example" + strings.Replace(bare, "/shapes/", "/shapes/1/", 1) + "\n```\n\n```http\nHTTP/1.1 200 OK\n```\n"
		var got []string
		for _, rt := range read("api/shape-grow.md", src).Services[0].Operations[0].Routes {
			got = append(got, rt.Name+" "+rt.Pattern)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: the paths are %s, want %s", bare, strings.Join(got, ", "), want)
		}
	}
}

// TestOtherOperation: a sample of another operation has no wrong method.
func TestOtherOperation(t *testing.T) {
	api := resolve.Resolve([]*model.Page{
		showing("api/thing-move.md", "POST /things/{id}/move", "",
			asked("POST https://a.example/things/1/move", "", 200, ""),
			asked("GET https://a.example/things/1", "", 200, `{"id": "1"}`),
			asked("PUT https://a.example/things/1/move", "", 200, ""),
			asked("DELETE https://a.example", "", 200, "")),
	}, resolve.Options{})
	want := "200 /things/1/move, 200  contract/sample-route, 200  contract/sample-method, 200  http/path-missing"
	if got := outcome(find(t, api, "Thing.Move")); got != want {
		t.Errorf("the samples are %s, want %s", got, want)
	}
	var got []string
	for _, f := range api.Findings {
		if strings.HasPrefix(f.Rule, "contract/sample-") {
			got = append(got, f.Rule+" "+f.Message+": "+f.Fix)
		}
	}
	if text := strings.Join(got, "\n"); text != "contract/sample-route no request line of the page has GET /things/1: \n"+
		"contract/sample-method the sample uses PUT, the page documents POST: write POST" {
		t.Errorf("findings:\n%s", text)
	}
}

// TestArgumentOrder: a sample may give the arguments of a function in any order, each once.
func TestArgumentOrder(t *testing.T) {
	api := resolve.Resolve([]*model.Page{
		showing("api/thing-sum.md", "GET /things/{id}/sum(a={a},b='{b}',c={c})", "",
			asked("GET https://a.example/things/1/sum(c=3, b='x,y',A=1)", "", 200, ""),
			asked("GET https://a.example/things/1/sum(b='x',a=1,a=2)", "", 200, ""),
			asked("GET https://a.example/things/1/sum(c=3,b='x',d=1)", "", 200, "")),
	}, resolve.Options{})
	want := "200 /things/1/sum(a=1,b='x%2Cy',c=3), 200  contract/sample-route, 200  contract/sample-route"
	if got := outcome(find(t, api, "Thing.Sum")); got != want {
		t.Errorf("the samples are %s, want %s", got, want)
	}
}

// TestErrorSample: a sample that shows an error is one of its operation.
func TestErrorSample(t *testing.T) {
	api := resolve.Resolve([]*model.Page{
		beast("thing", "", "id String"),
		showing("api/thing-get.md", "GET /things/{id}", "thing",
			asked("GET https://a.example/things/1", "", 200, `{"id": "1"}`),
			asked("GET https://a.example/things/2", "", 404, `{"error": {"code": "none", "message": "No."}}`),
			asked("GET https://a.example/things/3", "", 410, "")),
	}, resolve.Options{})
	if got, want := outcome(find(t, api, "Thing.Get")), "200 /things/1, 404 /things/2, 410 /things/3"; got != want {
		t.Errorf("the samples are %s, want %s", got, want)
	}
	if got := find(t, api, "Thing.Get").Result.Statuses; len(got) != 1 || got[0] != 200 {
		t.Errorf("the documented statuses of success are %v", got)
	}
}

// TestArgumentAdvice says for each slip in the arguments of a request line what to write.
func TestArgumentAdvice(t *testing.T) {
	const table = "\n## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|n|String|x|\n"
	for line, want := range map[string]string{
		"GET /things/near":                "write (n='{n}') behind it, too",
		"GET /things/near(n='2')":         "write placeholders for the values: n='{n}'",
		"GET /things/near(n=n-value)":     "write placeholders for the values: n='{n}'write n='{n}'",
		"GET /things/near(n={n})":         "write n='{n}'",
		"GET /things/near(n='{n}')":       "",
		"GET /things/near(n='{n-value}')": "",
	} {
		p := page("api/thing-near.md", "# thing: near\n\n## HTTP request\n\n```http\n"+line+"\n```\n"+table+"\n## Response\n\nReturns `200 OK`.\n\n## Examples\n\n"+asked("GET https://a.example/things/near(n='7')", "", 200, `{"id": "1"}`))
		got := ""
		for _, f := range resolve.Resolve([]*model.Page{p}, resolve.Options{}).Findings {
			if f.Rule == model.RuleFunctionArgs {
				got += f.Fix
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}
