package resolve_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// declare makes a resource page with a table of properties and a JSON representation.
func declare(name, rows, json string) string {
	src := "# " + name + " resource type\n\nNamespace: microsoft.graph\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n" + rows + "\n"
	if json != "" {
		src += "\n## JSON representation\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph." + name + "\" } -->\n```json\n" + json + "\n```\n"
	}
	return src
}

// get makes an operation page whose sample answers with a body of the type.
func get(title, line, typ, body string) string {
	method, path, _ := strings.Cut(line, " ")
	path = strings.NewReplacer("{id}", "1", "{key}", "2").Replace(path)
	return request(title, line) + "\n## Example\n\n### Request\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\n" +
		method + " https://graph.microsoft.com/v1.0" + path + "\n```\n### Response\n<!-- { \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph." +
		typ + "\" } -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n" + body + "\n```\n"
}

// read resolves pages that are given as path and text.
func read(pages ...string) *model.API {
	var list []*model.Page
	for i := 0; i < len(pages); i += 2 {
		list = append(list, page(pages[i], pages[i+1]))
	}
	return resolve.Resolve(list, resolve.Options{})
}

// typeOf returns a type of the API by its short name, nil if it has none.
func typeOf(api *model.API, name string) *model.Type {
	for i := range api.Types {
		if strings.HasSuffix(api.Types[i].Name, "."+name) {
			return &api.Types[i]
		}
	}
	return nil
}

// shows describes a property: its type, and what shows it if no page declares it.
func shows(api *model.API, typ, property string) string {
	t := typeOf(api, typ)
	if t == nil {
		return "no type " + typ
	}
	for _, f := range t.Fields {
		if f.Name == property {
			out := f.Type.Name
			if f.Type.Collection {
				out += " collection"
			}
			if f.Inferred {
				out += " from " + string(f.Source)
			}
			return strings.ReplaceAll(out, "microsoft.graph.", "")
		}
	}
	return "none"
}

// reported counts the findings of a rule.
func reported(api *model.API, rule string) int {
	n := 0
	for _, f := range api.Findings {
		if f.Rule == rule {
			n++
		}
	}
	return n
}

// TestNavigation checks which segments of routes are read as relationships.
func TestNavigation(t *testing.T) {
	api := read(
		"resources/company.md", declare("company", "|id|String|The key.|\n|boss|[person](person.md)|Who decides.|\n|guests|[person](person.md)|Who visits.|", ""),
		"resources/person.md", declare("person", "|id|String|The key.|", ""),
		"resources/root.md", declare("root", "|id|String|The key.|", ""),
		"api/company-get.md", get("Get company", "GET /companies/{id}", "company", `{"id": "1"}`),
		"api/person-get.md", get("Get person", "GET /companies/{id}/staff/{key}", "person", `{"id": "2"}`),
		"api/company-list-visitors.md", get("List visitors", "GET /companies/{id}/visitors", "person", `{"value": [{"id": "2"}]}`),
		"api/company-oldest.md", get("company: oldestPerson", "GET /companies/{id}/oldestPerson", "person", `{"id": "2"}`),
		"api/company-recent.md", get("Look who came", "GET /companies/{id}/recent", "person", `{"value": [{"id": "2"}]}`),
		"api/company-person.md", get("Get contact", "GET /companies/{id}/contactPerson", "person", `{"id": "2"}`),
		"api/company-list-guests.md", get("List guests", "GET /companies/{id}/guests", "person", `{"value": [{"id": "2"}]}`),
		"api/root-list-owners.md", get("List owners", "GET /roots/owners", "person", `{"value": [{"id": "2"}]}`),
	)
	for property, want := range map[string]string{
		"staff":         "person collection from template", // a key follows
		"visitors":      "person collection from template", // the page says that it lists them
		"contactPerson": "person from template",            // called like its type
		"oldestPerson":  "none",                            // the title calls it a function
		"recent":        "none",                            // may be a function
		"boss":          "person",
		"guests":        "person collection", // the plural and the listing outvote the table
	} {
		if got := shows(api, "company", property); got != want {
			t.Errorf("company.%s: %s, want %s", property, got, want)
		}
	}
	if got := shows(api, "root", "owners"); got != "person collection from template" {
		t.Errorf("root.owners: %s; the page's name says that /roots is a root", got)
	}
	if n := reported(api, model.RuleTypeConflict); n != 1 {
		t.Errorf("%d conflicts, want one for guests", n)
	}
}

// colours is a page that declares enumerations.
const colours = "# Enumerations\n\nNamespace: microsoft.graph\n\n### carColour values\n|Member|\n|:--|\n|red|\n|green|\n|darkblue|\n\n### sortOrder values\n|Member|\n|:--|\n|up|\n|down|\n"

// TestEnumProperties checks which String properties get an enumeration.
func TestEnumProperties(t *testing.T) {
	for _, c := range []struct{ typ, property, description, want string }{
		{"car", "colour", "How it looks.", "carColour"}, // named after type and property
		{"carDoor", "colour", "Possible values are: `red`, `green`.", "carColour"},
		{"carDoor", "paint", "Possible values are: `red`, `green`.", "Edm.String"}, // the name says nothing
		{"carDoor", "colour", "Possible values are: `red`, `up`, `left`.", "Edm.String"},
		{"folder", "sortOrder", "The order: `up`, `down`.", "sortOrder"},
		{"folder", "sortOrder", "How to sort.", "Edm.String"}, // other types have properties of that name, too
		{"door", "way", "Possible values are: `up`, `down`.", "Edm.String"},
	} {
		api := read("resources/enums.md", colours, "resources/x.md", declare(c.typ, "|"+c.property+"|String|"+c.description+"|", ""))
		if got := shows(api, c.typ, c.property); got != c.want {
			t.Errorf("%s.%s (%s): %s, want %s", c.typ, c.property, c.description, got, c.want)
		}
	}
}

// TestMergedMembers adds the values that a property lists to its enumeration, but not
// a slip of the pen.
func TestMergedMembers(t *testing.T) {
	api := read("resources/enums.md", colours,
		"resources/x.md", declare("car", "|colour|[carColour](enums.md#carcolour-values)|Possible values are: `red`, `pink`, `darkblu`.|", ""))
	var got []string
	for _, m := range typeOf(api, "carColour").Members {
		got = append(got, fmt.Sprint(m.Name, " ", m.Inferred))
	}
	if fmt.Sprint(got) != "[red false green false darkblue false pink true]" {
		t.Errorf("members %v", got)
	}
	if n := reported(api, model.RuleEnumMember); n != 2 {
		t.Errorf("%d findings, want one for pink and one for darkblu", n)
	}
}

// TestUndeclared infers types that pages name and none declares.
func TestUndeclared(t *testing.T) {
	api := read(
		"resources/car.md", declare("car", strings.Join([]string{
			"|id|String|The key.|",
			"|maker|[NAV.Maker](nav.md)|Who made it.|",
			"|note|object|Anything.|",
			"|state|String|Possible values are: `new`, `used`.|",
			"|gear|String|Possible values are: `one`, `two`.|",
			"|wheel|carWheel|Possible values are: `left`, `right`.|"}, "\n"),
			`{"id": "String", "state": "#microsoft.graph.carState"}`),
		"api/car-get.md", get("Get car", "GET /cars/{id}", "car",
			`{"id": "1", "maker": {"name": "X", "since": 1900}, "note": {"a": 1}, "gear@odata.type": "#microsoft.graph.carGear", "gear": "one"}`),
	)
	api2 := read("api/bike-list.md", get("List bikes", "GET /bikes", "bike", `{"value": [{"name": "X"}, {"gears": 3}]}`))
	if op := find(t, api2, "Bike.List"); op.Result.Type.Name != "microsoft.graph.bike" || shows(api2, "bike", "gears") != "Edm.Int32 from sample" {
		t.Errorf("result %+v, want the bike that the annotation names, with the members of the sample", op.Result)
	}
	for property, want := range map[string]string{"maker": "NAV.Maker", "note": "", "state": "carState", "gear": "carGear", "wheel": "carWheel"} {
		if got := shows(api, "car", property); got != want {
			t.Errorf("car.%s: %q, want %q", property, got, want)
		}
	}
	for name, want := range map[string]string{"Maker": "since name", "carState": "used new", "carGear": "two one", "carWheel": "right left"} {
		typ := typeOf(api, name)
		if typ == nil || !typ.Inferred || len(typ.Declared) != 1 || typ.Declared[0].IsZero() {
			t.Errorf("%s is %+v, want an inferred type with its place", name, typ)
			continue
		}
		got := ""
		for _, f := range typ.Fields {
			got = f.Name + " " + got
		}
		for _, m := range typ.Members {
			got = m.Name + " " + got
		}
		if strings.TrimSpace(got) != want {
			t.Errorf("%s holds %q, want %q", name, got, want)
		}
	}
	if got := shows(api, "Maker", "since"); got != "Edm.Int32 from sample" {
		t.Errorf("Maker.since: %s", got)
	}
}

// TestKinds lets JSON representation and samples outvote the table.
func TestKinds(t *testing.T) {
	for _, c := range []struct{ cell, json, first, second, want string }{
		{"String collection", `"String"`, `"x"`, `"y"`, "Edm.String"},
		{"String collection", ``, `"x"`, `"y"`, "Edm.String"},
		{"String collection", ``, `"x"`, `["y"]`, "Edm.String collection"}, // the samples don't agree
		{"String collection", ``, `"x"`, `null`, "Edm.String collection"},  // one against one
		{"String", `["String"]`, `["x"]`, `null`, "Edm.String collection"}, // two against one
		{"String", `true`, `false`, `null`, "Edm.Boolean"},                 // the same
		{"String", ``, `false`, `true`, "Edm.String"},                      // nothing names the other type
		{"[date](date.md)", `"String (timestamp)"`, `"x"`, `null`, "Edm.DateTimeOffset"},
		{"[date](date.md)", `"String"`, `{"day": 1}`, `null`, "date"},
	} {
		json := `{"id": "String"}`
		if c.json != "" {
			json = `{"id": "String", "p": ` + c.json + `}`
		}
		api := read(
			"resources/date.md", declare("date", "|day|Int32|The day.|", ""),
			"resources/car.md", declare("car", "|id|String|The key.|\n|p|"+c.cell+"|Something.|", json),
			"api/car-get.md", get("Get car", "GET /cars/{id}", "car", `{"id": "1", "p": `+c.first+`}`),
			"api/car-best.md", get("Get best car", "GET /bestCar", "car", `{"id": "1", "p": `+c.second+`}`),
		)
		if got := shows(api, "car", "p"); got != c.want {
			t.Errorf("table %s, JSON %s, samples %s and %s: %s, want %s", c.cell, c.json, c.first, c.second, got, c.want)
		}
	}
}

// TestConsensus types objects of samples like other properties of their name, if
// they fit.
func TestConsensus(t *testing.T) {
	for value, want := range map[string]string{
		`{"name": "x"}`:             "person from sample",
		`{"street": "x", "no": 1}`:  "address from sample",
		`{"strange": 1, "name": 2}`: "Edm.Untyped from sample",
	} {
		api := read(
			"resources/person.md", declare("person", "|name|String|The name.|", ""),
			"resources/address.md", declare("address", "|street|String|Where.|\n|no|Int32|Which.|", ""),
			"resources/car.md", declare("car", "|id|String|The key.|\n|owner|[person](person.md)|Whose.|", ""),
			"resources/house.md", declare("house", "|owner|[address](address.md)|Where.|", ""),
			"resources/boat.md", declare("boat", "|id|String|The key.|", ""),
			"api/boat-get.md", get("Get boat", "GET /boats/{id}", "boat", `{"id": "1", "owner": `+value+`}`),
		)
		if got := shows(api, "boat", "owner"); got != want {
			t.Errorf("%s: %s, want %s", value, got, want)
		}
	}
}

// TestLinkText takes the text of a link for its target where it is another type's full
// name.
func TestLinkText(t *testing.T) {
	for cell, want := range map[string]string{
		"[carDoor](car.md)":      "carDoor",    // a wrong link
		"[photo](sunnyphoto.md)": "sunnyPhoto", // a short form
		"[door](car.md)":         "car",        // no type
	} {
		api := read(
			"resources/car.md", declare("car", "|p|"+cell+"|Something.|", ""),
			"resources/cardoor.md", declare("carDoor", "|id|String|The key.|", ""),
			"resources/photo.md", declare("photo", "|id|String|The key.|", ""),
			"resources/sunnyphoto.md", declare("sunnyPhoto", "|id|String|The key.|", ""),
		)
		if got := shows(api, "car", "p"); got != want {
			t.Errorf("%s: %s, want %s", cell, got, want)
		}
	}
}

// TestAscribed reads pages that ascribe a property to a type that hasn't it, or that is
// none.
func TestAscribed(t *testing.T) {
	for from, want := range map[string]string{"[other](other.md)": "Edm.String collection", "[String](nowhere.md)": "Edm.String"} {
		api := read(
			"resources/other.md", declare("other", "|id|String|The key.|", ""),
			"resources/car.md", declare("car", "|id|String|The key.|\n|p|String|Inherited from "+from+".|\n|doors|[other](other.md)|Inherited from "+from+".|", ""),
			"api/car-get.md", get("Get car", "GET /cars/{id}", "car", `{"id": "1", "p@odata.type": "#microsoft.graph.other", "p": [1]}`),
			"api/car-best.md", get("Get best car", "GET /bestCar", "car", `{"id": "1", "p": [1]}`),
			"api/car-list-doors.md", get("List doors", "GET /cars/{id}/doors", "other", `{"value": [{"id": "1"}]}`),
		)
		if got := shows(api, "car", "p"); got != want {
			t.Errorf("%s: car.p is %s, want %s", from, got, want)
		}
	}
}

// TestPromisedBase: a list is one of the base that prose promises, where only the sample
// shows a derived type; a single answer, and one that the path is cast to, are what they
// show.
func TestPromisedBase(t *testing.T) {
	types := []string{
		"resources/part.md", declare("part", "|id|String|Its key.|\n", `{ "id": "string" }`),
		"resources/wheel.md", strings.Replace(declare("wheel", "|size|Int32|Its size.|\n", `{ "size": 1 }`), `"@odata.type"`, `"baseType": "microsoft.graph.part", "@odata.type"`, 1),
	}
	const many = `{ "value": [ { "@odata.type": "#microsoft.graph.wheel", "size": 2 } ] }`
	for _, c := range []struct{ line, prose, body, want string }{
		{"GET /cars/{id}/parts", "a collection of [part](../resources/part.md) objects", many, "microsoft.graph.part"},
		{"GET /cars/{id}/parts", "a collection of [wheel](../resources/wheel.md) objects", many, "microsoft.graph.wheel"},
		{"GET /cars/{id}/parts/{key}", "a [part](../resources/part.md) object", `{ "size": 2 }`, "microsoft.graph.wheel"},
		{"GET /cars/{id}/parts/microsoft.graph.wheel", "a collection of [part](../resources/part.md) objects", many, "microsoft.graph.wheel"},
	} {
		page := get("List parts", c.line, "wheel", c.body)
		page = strings.Replace(page, "## Example", "## Response\n\nIf successful, this method returns `200 OK` and "+c.prose+" in the response body.\n\n## Example", 1)
		api := read(append(types, "api/car-list-parts.md", page)...)
		if got := api.Services[0].Operations[0].Result.Type.Name; got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.line, c.prose, got, c.want)
		}
	}
}

// TestIntroduced: a page without a word on the response answers with what it begins with saying
// that it reads, if the sample shows as much.
func TestIntroduced(t *testing.T) {
	const thing = "|name|String|The name.|\n|size|Int32|The size.|"
	operation := func(summary, line, body string) string {
		return "# Look at it\n\n" + summary + "\n\n## HTTP request\n\n```http\n" + line + "\n```\n\n## Example\n\n```http\n" + line +
			"\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n" + body + "\n```\n"
	}
	for name, c := range map[string]struct{ page, want string }{
		"one":           {operation("Get a [thing](../resources/thing.md).", "GET /parts/{id}", `{"name": "a", "size": 1}`), "microsoft.graph.thing one"},
		"many":          {operation("List the [things](../resources/thing.md).", "GET /parts", `{"value": [{"name": "a"}]}`), "microsoft.graph.thing many"},
		"another shown": {operation("Get what a [thing](../resources/thing.md) has.", "GET /parts/{id}", `{"colour": "a", "size": 1, "shape": 2}`), " one"},
		"created":       {operation("Return a [thing](../resources/thing.md).", "POST /parts", `{"name": "a", "size": 1}`), " one"},
	} {
		api := read("api/part-look.md", c.page, "resources/thing.md", declare("thing", thing, ""))
		op := &api.Services[0].Operations[0]
		got := op.Result.Type.Name + " one"
		if op.Result.Kind == model.CollectionResult {
			got = op.Result.Type.Name + " many"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestPluralNames: a title in the plural that is a collection's name names what is in it, unless pages
// call one so.
func TestPluralNames(t *testing.T) {
	keyed := request("Get it", "GET /accounts/{id}/settings/{id}")
	for rows, want := range map[string]string{
		"|first|String|The first.|":                             "setting",
		"|first|[settings](settings.md)|The first.|":            "settings",
		"|first|[settings](settings.md) collection|The first.|": "setting",
	} {
		api := read("api/x-get.md", keyed, "resources/settings.md", declare("settings", "|a|String|It.|", ""), "resources/user.md", declare("user", rows, ""))
		if typeOf(api, want) == nil {
			t.Errorf("%s: no type %s", rows, want)
		}
	}
}
