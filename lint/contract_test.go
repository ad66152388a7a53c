package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
)

// odd are sections that take the place of those of the base pages, and what is found then:
// the rule and a part of the message, for each finding of the families at hand.
type odd struct {
	name     string
	sections map[string]string // by page
	want     []string
}

// check lints the base pages with odd sections.
func check(t *testing.T, families []string, cases []odd) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Helper()
			var got []model.Finding
			for _, f := range run(with(t, c.sections), lint.Config{}) {
				if slices.ContainsFunc(families, func(family string) bool { return lint.Names(family, f.Rule) }) {
					got = append(got, f)
				}
			}
			matched := len(got) == len(c.want)
			for i := 0; matched && i < len(got); i++ {
				rule, message, _ := strings.Cut(c.want[i], " ")
				matched = got[i].Rule == rule && strings.Contains(got[i].Message, message)
			}
			if !matched {
				t.Errorf("found\n%swant\n%s", list(got), strings.Join(c.want, "\n"))
			}
		})
	}
}

const (
	getPage  = "api/thing-get.md"
	listPage = "api/thing-list.md"
	movePage = "api/thing-move.md"
	postPage = "api/thing-post.md"
	typePage = "resources/thing.md"
)

// answer is the section of a response with a body.
func answer(annotation, body string) string {
	return "### Response\n\n<!-- { \"blockType\": \"response\", " + annotation + " } -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n" + body + "\n```\n"
}

// call is the section of a request with a body.
func call(line, body string) string {
	return "### Request\n\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\n" + line + "\nContent-Type: application/json\n\n" + body + "\n```\n"
}

const (
	ofThing = `"truncated": true, "@odata.type": "microsoft.graph.thing"`
	move    = "POST https://graph.microsoft.com/v1.0/things/1/move"
	create  = "POST https://graph.microsoft.com/v1.0/things"
)

// TestMembers looks at members that are missing, undeclared or of the wrong type.
func TestMembers(t *testing.T) {
	check(t, []string{"contract"}, []odd{
		{"undeclared", map[string]string{getPage: answer(ofThing, `{"id": "1", "colour": "red"}`)},
			[]string{"contract/undeclared-member the sample has colour, thing hasn't"}},
		{"undeclared twice", map[string]string{getPage: answer(ofThing, `{"id": "1", "colour": "red"}`), postPage: call(create, `{"displayName": "Lamp", "colour": "red"}`)},
			[]string{"contract/undeclared-member (1 more sample has it)"}},
		{"annotations", map[string]string{getPage: answer(ofThing, `{"@odata.context": "x", "room@odata.bind": "y", "id": "1"}`)}, nil},
		{"a directory extension", map[string]string{getPage: answer(ofThing, `{"extension_fe2174665583431c953114ff7268b7b3_rank": 1, "id": "1"}`)}, nil},
		{"another type that the object names", map[string]string{getPage: answer(ofThing, `{"id": "1", "@odata.type": "#microsoft.graph.lamp", "watts": 5}`),
			"resources/lamp.md": resource("lamp", "", "|watts|Int32|Power.|")}, []string{"contract/response-type the sample names lamp"}},
		{"quoted", map[string]string{movePage: call(move, `{"roomId": "7", "notify": "True"}`)},
			[]string{`contract/member-type notify is "True", not a Boolean`}},
		{"the name of a type for a value", map[string]string{movePage: call(move, `{"roomId": "String", "notify": "Boolean"}`)}, nil},
		{"a time in another form", map[string]string{
			typePage: "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n|made|DateTimeOffset|x|\n",
			getPage:  answer(ofThing, `{"id": "1", "made": "2020-01-01"}`)},
			[]string{`contract/member-type made is "2020-01-01", not a DateTimeOffset`}},
		{"what stands for a time", map[string]string{
			typePage: "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n|made|DateTimeOffset|x|\n",
			getPage:  answer(ofThing, `{"id": "1", "made": "made-value"}`)}, nil},
		{"a required parameter", map[string]string{movePage: call(move, `{"notify": true}`)},
			[]string{"contract/required-member the sample leaves out roomId"}},
		{"required in an update is not", map[string]string{movePage: "## HTTP request\n\n```http\nPATCH /things/{id}/move\n```\n" + call("PATCH https://graph.microsoft.com/v1.0/things/1/move", `{"notify": true}`)}, nil},
		{"not all members", map[string]string{getPage: answer(`"@odata.type": "microsoft.graph.thing"`, `{"id": "1"}`)},
			[]string{"contract/missing-member the answer leaves out displayName, state of thing"}},
		{"not all members, by the annotation", map[string]string{getPage: answer(`"@odata.type": "microsoft.graph.thing", "optionalProperties": ["displayName", "state"]`, `{"id": "1"}`)}, nil},
		{"not all members, by the type", map[string]string{getPage: answer(`"@odata.type": "microsoft.graph.thing"`, `{"id": "1"}`), typePage: optional(`"displayName", "state"`)}, nil},
		{"not all members, not all by the type", map[string]string{getPage: answer(`"@odata.type": "microsoft.graph.thing"`, `{"id": "1"}`), typePage: optional(`"state"`)},
			[]string{"contract/missing-member the answer leaves out displayName of thing"}},
		{"not all members, by the base of the type", map[string]string{getPage: answer(`"@odata.type": "microsoft.graph.lamp"`, `{"id": "1", "watts": 5}`), typePage: optional(`"displayName", "state"`),
			"resources/lamp.md": resource("lamp", "microsoft.graph.thing", "|watts|Int32|Power.|")}, nil},
		{"not all members, by $select", map[string]string{getPage: "### Request\n\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://graph.microsoft.com/v1.0/things/1?$select=id\n```\n" +
			answer(`"@odata.type": "microsoft.graph.thing"`, `{"id": "1"}`)}, nil},
		{"a value of no enumeration", map[string]string{getPage: answer(ofThing, `{"id": "1", "state": "broken"}`)},
			[]string{`contract/enum-value state is "broken", which thingState doesn't have`}},
		{"values in another case, and what stands for one", map[string]string{getPage: answer(ofThing, `{"id": "1", "state": "ON"}`), postPage: call(create, `{"displayName": "Lamp", "state": "state-value"}`)}, nil},
	})
}

// TestEnvelope finds objects in the envelope of collections, unless that is what a service does.
func TestEnvelope(t *testing.T) {
	const one = `{"@odata.context": "https://x", "value": {"id": "1"}}`
	typed := func(name string) string { return `"truncated": true, "@odata.type": "microsoft.graph.` + name + `"` }
	few := with(t, map[string]string{getPage: answer(ofThing, one), "api/a-get.md": answer(typed("unknown"), one), "api/b-get.md": answer(ofThing, `{"value": {"id": "1"}, "next": 1}`),
		"api/c-list.md": answer(ofThing+`, "isCollection": true`, `{"value": [{"id": "1"}]}`), "api/d-get.md": answer(typed("setting"), `{"value": {}}`),
		"resources/setting.md": resource("setting", "", "|id|String|x|\n|value|Object|x|"),
		"api/e-get.md":         answer(typed("size"), `{"value": {"height": 1}}`), "resources/size.md": resource("size", "", "|height|Int32|x|")})
	if got := found(few, model.RuleEnvelope); got != "63:33 contract/envelope" {
		t.Errorf("found %s", got)
	}
	all := map[string]string{}
	for i := range 5 {
		all[fmt.Sprintf("api/thing%d-get.md", i)] = answer(ofThing, one)
	}
	if got := found(with(t, all), model.RuleEnvelope); got != "" {
		t.Errorf("found %s, which is a habit", got)
	}
}

// TestUnmarkCollection says how an annotation about a collection becomes one about one value.
func TestUnmarkCollection(t *testing.T) {
	for annotation, want := range map[string]string{
		ofThing + `, "isCollection": true`:                                                               "take isCollection out, or show ",
		`"truncated": true, "@odata.type": "Collection(microsoft.graph.thing)"`:                          "write microsoft.graph.thing for the type, or show ",
		`"truncated": true, "@odata.type": "Collection(microsoft.graph.thing)", "isCollection": "false"`: "write microsoft.graph.thing for the type, or show ",
	} {
		found := run(with(t, map[string]string{getPage: answer(annotation, `{"id": "1"}`)}), lint.Config{Only: []string{model.RuleCollection}})
		if len(found) != 1 || !strings.HasPrefix(found[0].Fix, want) {
			t.Errorf("%s: found\n%swant %s", annotation, list(found), want)
		}
	}
}

// optional is the JSON representation of thing, whose annotation lists properties as optional.
func optional(names string) string {
	return "## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"keyProperty\": \"id\", \"optionalProperties\": [" + names + "], \"@odata.type\": \"microsoft.graph.thing\" } -->\n" +
		"```json\n{\n  \"@odata.type\": \"#microsoft.graph.thing\",\n  \"displayName\": \"String\",\n  \"id\": \"String (identifier)\",\n  \"state\": \"String\"\n}\n```\n"
}

// resource is a page about a type.
func resource(name, base, rows string) string {
	if base != "" {
		base = `, "baseType": "` + base + `"`
	}
	return "---\ntitle: \"" + name + " resource type\"\ndescription: \"x\"\nauthor: \"docs\"\nlocalization_priority: Normal\nms.prod: \"things\"\ndoc_type: resourcePageType\n---\n\n# " + name +
		" resource type\n\nNamespace: microsoft.graph\n\nA " + name + ".\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n" + rows +
		"\n\n## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph." + name + "\"" + base + " } -->\n```json\n{\n  \"@odata.type\": \"#microsoft.graph." + name + "\"\n}\n```\n"
}

// TestAnswers looks at what statements about an answer contradict each other.
func TestAnswers(t *testing.T) {
	list := `{"value": [{"id": "1"}]}`
	check(t, []string{"contract"}, []odd{
		{"a collection that isn't marked", map[string]string{listPage: answer(ofThing, list)},
			[]string{"contract/collection the annotation speaks of one thing, the body holds a collection"}},
		{"a collection that is marked by its type", map[string]string{listPage: answer(`"truncated": true, "@odata.type": "collection(microsoft.graph.thing)"`, list)}, nil},
		{"marked, with one value", map[string]string{getPage: answer(ofThing+`, "isCollection": true`, `{"id": "1"}`)},
			[]string{"contract/collection the annotation speaks of a collection of thing, the body holds one value"}},
		{"a property value", map[string]string{typePage: "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n|value|String collection|x|\n|displayName|String|x|\n|state|thingState|x|\n",
			getPage: answer(ofThing, `{"id": "1", "value": ["a"]}`)}, nil},
		{"prose of one", map[string]string{listPage: "## Response\n\nIf successful, this method returns a `200 OK` response code and a [thing](../resources/thing.md) object in the response body.\n"},
			[]string{"contract/collection the prose speaks of a single value, the sample of a collection"}},
		{"prose of objects", map[string]string{listPage: "## Response\n\nIf successful, this method returns a `200 OK` response code and all [thing](../resources/thing.md) objects in the response body.\n"}, nil},
		{"another status", map[string]string{movePage: "### Response\n\n<!-- { \"blockType\": \"response\" } -->\n```http\nHTTP/1.1 202 Accepted\n```\n"},
			[]string{"contract/sample-status the sample answers 202, the prose says 204"}},
		{"one of two statuses", map[string]string{postPage: "## Response\n\nIf successful, this method returns a `200 OK` response code, or `201 Created`, and a [thing](../resources/thing.md) object in the response body.\n"}, nil},
		{"a class of statuses", map[string]string{postPage: "## Response\n\nIf successful, this method returns a 200-series response code and a [thing](../resources/thing.md) object in the response body.\n"}, nil},
		{"an error without its envelope", map[string]string{getPage: "### Error\n\n<!-- { \"blockType\": \"response\", \"expectError\": true } -->\n```http\nHTTP/1.1 404 Not Found\nContent-Type: application/json\n\n{\"error\": {\"code\": 5, \"text\": \"x\"}}\n```\n"},
			[]string{"contract/error-body the error has no message", "contract/error-body the error's code is 5, not a string"}},
	})
}

// TestStreams: an annotation of a stream says nothing of what its bytes are.
func TestStreams(t *testing.T) {
	for name, want := range map[string]int{"stream": 0, "Edm.Stream": 0, "microsoft.graph.stream": 1, "Edm.String": 1} {
		page := answer(`"truncated": true, "@odata.type": "`+name+`"`, `{"value": [{"id": "1"}]}`)
		if found := run(with(t, map[string]string{listPage: page}), lint.Config{Only: []string{model.RuleCollection}}); len(found) != want {
			t.Errorf("%s: found\n%swant %d", name, list(found), want)
		}
	}
}

// TestOtherPaths looks at samples whose request takes no documented path.
func TestOtherPaths(t *testing.T) {
	const request = "### Request\n\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://graph.microsoft.com/v1.0/lamps/1/parts\n```\n"
	check(t, []string{"contract"}, []odd{
		{"an answer with a type of its own", map[string]string{getPage: request + answer(ofThing, `{"id": "1", "colour": "red"}`)},
			[]string{"contract/sample-route", "contract/undeclared-member the sample has colour, thing hasn't"}},
		{"an answer of a reference", map[string]string{getPage: strings.Replace(request, "lamps/1/parts", "lamps/1/parts/$ref", 1) + answer(ofThing, `{"id": "1", "colour": "red"}`)},
			[]string{"contract/sample-route", "contract/undeclared-member the sample has colour, thing hasn't"}},
		{"no answer to a reference", map[string]string{getPage: strings.Replace(request, "lamps/1/parts", "lamps/1/parts/$ref", 1) + "### Response\n\nThere is none.\n"},
			[]string{"contract/unpaired-sample"}},
		{"no answer", map[string]string{getPage: request + "### Response\n\nThere is none.\n"},
			[]string{"contract/unpaired-sample"}},
		{"a body behind a broken header", map[string]string{movePage: "## Request body\n\nDo not supply a request body for this method.\n" +
			call("POST https://graph.microsoft.com/v1.0/things/1/move\nPrefer wait", `{"notify": true}`)}, nil},
		{"a body of a GET", map[string]string{getPage: call("GET https://graph.microsoft.com/v1.0/things/1", `{"id": "1"}`)}, nil},
	})
}

// TestRequests looks at what a request has beside what is documented.
func TestRequests(t *testing.T) {
	check(t, []string{"contract"}, []odd{
		{"another path", map[string]string{getPage: "### Request\n\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://graph.microsoft.com/v1.0/lamps/1\n```\n"},
			[]string{"contract/sample-route"}},
		{"another host", map[string]string{getPage: "### Notification\n\n<!-- { \"blockType\": \"ignored\" } -->\n```http\nPOST https://bot.example.com/api/calls\nContent-Type: application/json\n\n{\"id\": 1}\n```\n"}, nil},
		{"a function by another name for its argument", map[string]string{getPage: "## HTTP request\n\n```http\nGET /things/find(name='{name}')\n```\n\n## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|title|String|x|\n\n" +
			"### Request\n\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET https://graph.microsoft.com/v1.0/things/find(name='x')\n```\n"},
			[]string{"contract/function-arguments the request line passes name", "contract/function-arguments the table lists the parameter title"}},
		{"what the action returns", map[string]string{
			movePage: "## Response\n\nIf successful, this action returns a `200 OK` response code and a [thing](../resources/thing.md) object in the response body.\n\n" +
				call(move, `{"value": {"id": "1", "displayName": "Lamp", "colour": "red"}}`) + answer(ofThing, `{"id": "1"}`)},
			[]string{"contract/action-body the sample sends a thing, which is what the action returns"}},
		{"an optional body", map[string]string{movePage: "## Request body\n\nIn the request body, you can optionally supply these parameters.\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|roomId|String|x|\n\n" +
			"### Request\n\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\n" + move + "\n```\n"}, nil},
	})
}

// TestMends applies the edits of findings: what was found is gone, and nothing else is
// found.
func TestMends(t *testing.T) {
	for name, sections := range map[string]map[string]string{
		model.RuleCollection:       {listPage: answer(ofThing, `{"value": [{"id": "1"}]}`)},
		model.RuleMissingMember:    {getPage: "### Response\n\n<!-- {\r\n  \"blockType\": \"response\",\r\n  \"@odata.type\": \"microsoft.graph.thing\"\r\n} -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\": \"1\"}\n```\n"},
		model.RuleMemberType:       {movePage: call(move, `{"roomId": "7", "notify": "False"}`)},
		model.RuleUndeclaredMember: {movePage: call(move, `{"roomid": "7", "roomId": "7"}`)},
		model.RuleSampleMethod:     {getPage: "### Request\n\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nPUT https://graph.microsoft.com/v1.0/things/1\n```\n"},
		model.RuleUnknownType:      {getPage: answer(`"truncated": true, "@odata.type": "microsoft.graph.Thing"`, `{"id": "1"}`)},
		model.RuleKeyProperty:      {typePage: strings.Replace(jsonOfThing, `"keyProperty": "id"`, `"keyProperty": "Id"`, 1)},
		model.RuleNotInJSON:        {typePage: strings.Replace(jsonOfThing, "  \"displayName\": \"String\",\n", "", 1)},
	} {
		t.Run(name, func(t *testing.T) {
			files := with(t, sections)
			found := run(files, lint.Config{Only: []string{name}})
			if len(found) == 0 || len(found[0].Edits) == 0 {
				t.Fatalf("found %s, want something with edits", list(found))
			}
			if name == model.RuleUndeclaredMember {
				return // two members of one name
			}
			for _, f := range found {
				files[f.Pos.Path()] = edited(files[f.Pos.Path()], f.Edits)
			}
			if after := run(files, lint.Config{}); len(after) > 0 {
				t.Errorf("mended, there is still\n%s in\n%s", list(after), files[found[0].Pos.Path()])
			}
		})
	}
}

const jsonOfThing = "## JSON representation\n\nThe following is a JSON representation of the resource.\n\n<!-- {\n  \"blockType\": \"resource\",\n  \"keyProperty\": \"id\",\n  \"@odata.type\": \"microsoft.graph.thing\",\n  \"openType\": false\n} -->\n" +
	"```json\n{\n  \"@odata.type\": \"#microsoft.graph.thing\",\n  \"displayName\": \"String\",\n  \"id\": \"String (identifier)\",\n  \"state\": \"String\"\n}\n```\n"

// mended applies edits to a text.
func edited(text string, edits []model.Edit) string {
	edits = slices.Clone(edits)
	slices.SortFunc(edits, func(a, b model.Edit) int { return int(b.Start - a.Start) })
	for _, e := range edits {
		text = text[:e.Start] + e.New + text[e.End:]
	}
	return text
}

// TestWrongSegment points at the part of a sample's path that is in no documented one.
func TestWrongSegment(t *testing.T) {
	for path, want := range map[string]string{
		"/boxes/1/lids/2": "16:42 contract/sample-route",
		"/crates/1/lid":   "16:34 contract/sample-route",
		"/boxes":          "16:33 contract/sample-route",
		// before it, at what stands there
		"/rooms/7/boxes/1/lid": "16:33 contract/sample-route",
	} {
		files := api("GET /boxes/{id}/lid", request(named, "GET https://api.example.com/v1.0"+path)+response("", boxJSON))
		if got := found(files, "contract/sample-route"); got != want {
			t.Errorf("%s: found %s, want %s", path, got, want)
		}
	}
}

// TestNearestSegment writes the segment that is meant where one of a sample's path has a slip in it.
func TestNearestSegment(t *testing.T) {
	for path, want := range map[string]string{
		"/containrs/1/lid": "/containers/1/lid",
		"/container/1/lid": "", // may be another path
		"/containrs/lid":   "", // so may one of another length
		"/rooms/1/lid":     "",
	} {
		files := api("GET /containers/{id}/lid", request(named, "GET https://api.example.com/v1.0"+path)+response("", boxJSON))
		before, got := files["api/box-get.md"], ""
		for _, f := range run(files, lint.Config{Only: []string{model.RuleSampleRoute}}) {
			if len(f.Edits) > 0 && f.Unsafe {
				got = edited(before, f.Edits)
			}
		}
		if want != "" {
			want = strings.Replace(before, path, want, 1)
		}
		if got != want {
			t.Errorf("%s: it becomes %q", path, got)
		}
	}
}

// TestStraySample holds the status of the only sample of a page against the prose, though it leaves
// out the $ref of the documented path; one of two samples may be of another operation.
func TestStraySample(t *testing.T) {
	const prose = "## Response\n\nReturns `201 Created` and an object in the response body.\n\n"
	files := api("GET /boxes/{id}/lid/$ref", request(named, "GET https://api.example.com/v1.0/boxes/1/lid")+response("", boxJSON))
	files["api/box-get.md"] += prose
	if got := found(files, model.RuleSampleStatus); got != "23:10 contract/sample-status" {
		t.Errorf("found %q", got)
	}
	files["api/box-get.md"] += request("", "GET https://api.example.com/v1.0/crates/1") + response("", boxJSON)
	if got := found(files, model.RuleSampleStatus); got != "" {
		t.Errorf("one of two: found %q", got)
	}
}

// TestCommand: a request that is shown as a curl command is held against its page, but nothing offers to
// mend what is words of a shell.
func TestCommand(t *testing.T) {
	body := `{"roomId": "7", "notify": "False"}`
	for name, request := range map[string]string{
		"body":   "curl -X " + strings.Replace(move, "https", "'https", 1) + "' -d '" + body + "'",
		"method": "curl " + strings.TrimPrefix(move, "POST "),
	} {
		found := run(with(t, map[string]string{movePage: "### Request\n\n```bash\n" + request + "\n```\n"}), lint.Config{})
		n := 0
		for _, f := range found {
			if f.Rule == model.RuleMemberType || f.Rule == model.RuleSampleMethod {
				if n++; len(f.Edits) > 0 {
					t.Errorf("%s: %s offers %+v", name, f.Message, f.Edits)
				}
			}
		}
		if n == 0 {
			t.Errorf("%s: nothing is found in the command, but\n%s", name, list(found))
		}
	}
}
