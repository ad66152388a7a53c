package resolve_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// chosen makes overrides of lines "kind key name".
func chosen(lines ...string) []resolve.Override {
	var list []resolve.Override
	for i, line := range lines {
		w := strings.Split(line, " ")
		list = append(list, resolve.Override{
			Kind: resolve.NameKind(w[0]), Key: w[1], Name: strings.Join(w[2:], " "),
			Pos: model.Position{File: model.FileOf("docbind.yaml"), Line: int32(i + 1), Column: 5},
		})
	}
	return list
}

// thingsAndParts are two services, one with an action, and an enumeration.
func thingsAndParts() []*model.Page {
	return []*model.Page{
		getPage("api/thing-get.md", "GET /me/things/{id}\nGET /users/{id}/things/{id}"),
		getPage("api/part-get.md", "GET /parts/{id}"),
		page("api/part-list.md", "# List parts\n\n## HTTP request\n```http\nGET /parts\n```\n\n## Response\nReturns `200 OK` and a collection of [thing](../r/thing.md) objects.\n"),
		getPage("api/part-flippage.md", "GET /parts/{id}/flipPage"),
		page("api/part-turn.md", "# Turn a part\n\n## HTTP request\n```http\nPOST /parts/{id}/turn\n```\n\n"+
			"## Request body\n\n| Parameter | Type | Description |\n|:--|:--|:--|\n| howFar | Int32 | Degrees. |\n"),
		typePage("r/base.md", "x.y.base", "id"),
		page("r/thing.md", "# Thing\n\n## Properties\n\n| Property | Type |\n|:--|:--|\n| label | String |\n\n"+
			"## JSON representation\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"x.y.thing\", \"baseType\": \"x.y.base\"} -->\n```json\n{}\n```\n"),
		enumPage("r/size.md", "size", "large", "small"),
	}
}

// TestRename chooses names of every kind; what follows from a name follows.
func TestRename(t *testing.T) {
	api := resolve.Resolve(thingsAndParts(), resolve.Options{})
	before := strings.Join(goNames(api), " ")
	for _, c := range []struct {
		lines  []string
		gone   string // names that are no longer there
		coming string
	}{
		{[]string{"services Thing Item"}, "Thing.Get Thing.GetForUser", "Item.Get Item.GetForUser"},
		{[]string{"operations Thing.Get Fetch"}, "Thing.Get Thing.GetForUser", "Thing.Fetch Thing.FetchForUser"},
		{[]string{"operations Thing.GetForUser OfUser"}, "Thing.GetForUser", "Thing.OfUser"},
		{[]string{"operations Thing.Get Part.GetThing"}, "Thing.Get Thing.GetForUser", "Part.GetThing Part.GetThingForUser"},
		{[]string{"services Part Thing", "operations Part.Get One"}, "Part.FlipPage Part.Get Part.List Part.Turn PartTurnBody PartTurnBody.HowFar", "Thing.FlipPage Thing.List Thing.One Thing.Turn ThingTurnBody ThingTurnBody.HowFar"},
		{[]string{"operations Part.Get List", "operations Part.List Get"}, "", ""}, // swapped
		{[]string{"types x.y.size Extent"}, "Size SizeLarge SizeSmall", "Extent ExtentLarge ExtentSmall"},
		{[]string{"types x.y.size Extent", "members x.y.size/large Big"}, "Size SizeLarge SizeSmall", "Big Extent ExtentSmall"},
		{[]string{"properties x.y.base/id Key"}, "Base.ID Thing.ID", "Base.Key Thing.Key"},
		{[]string{"parameters Part.Turn/howFar Degrees"}, "PartTurnBody.HowFar", "PartTurnBody.Degrees"},
		{[]string{"operations Part.Turn Rotate"}, "Part.Turn PartTurnBody PartTurnBody.HowFar", "Part.Rotate PartRotateBody PartRotateBody.HowFar"},
	} {
		renamed, err := resolve.Rename(api, chosen(c.lines...), nil)
		if err != nil {
			t.Errorf("%v: %v", c.lines, err)
			continue
		}
		var gone, coming []string
		after := goNames(renamed)
		for _, name := range goNames(api) {
			if !slices.Contains(after, name) {
				gone = append(gone, name)
			}
		}
		for _, name := range after {
			if !slices.Contains(goNames(api), name) {
				coming = append(coming, name)
			}
		}
		if strings.Join(gone, " ") != c.gone || strings.Join(coming, " ") != c.coming {
			t.Errorf("%v: %v become %v, want %s become %s", c.lines, gone, coming, c.gone, c.coming)
		}
		if strings.Join(goNames(api), " ") != before {
			t.Fatalf("%v: the API itself changed", c.lines)
		}
	}
}

// TestRenamedEverywhere looks at the places that a new name has to reach.
func TestRenamedEverywhere(t *testing.T) {
	api, err := resolve.Rename(resolve.Resolve(thingsAndParts(), resolve.Options{}),
		chosen("services Thing Item", "parameters Thing.Get/thingID key", "operations Part.Turn Rotate"), nil)
	if err != nil {
		t.Fatal(err)
	}
	op := find(t, api, "Item.Get")
	if got := op.Routes[0].Pattern + " " + op.Routes[1].Pattern + " " + strings.Join(op.Routes[1].Params, ","); got != "/me/things/{key} /users/{userID}/things/{key} userID,key" {
		t.Errorf("the parameter is in %s", got)
	}
	if op.Request != "ItemGetRequest" || find(t, api, "Part.Rotate").Request != "PartRotateRequest" {
		t.Errorf("requests are %s and %s", op.Request, find(t, api, "Part.Rotate").Request)
	}
	s := api.Services[0]
	if s.Name != "Item" || s.File != "item" || s.Go.Service != "ItemService" || s.Go.Handler != "ItemHandler" || s.Go.Stub != "UnimplementedItemHandler" || s.Go.Routes != "itemRoutes" {
		t.Errorf("the service is %+v", s.Go)
	}
}

// TestRenameErrors lists what is wrong with overrides: each error begins with where the
// override stands and says what to write, or what the name clashes with.
func TestRenameErrors(t *testing.T) {
	api := resolve.Resolve(thingsAndParts(), resolve.Options{Reserved: []string{"Client"}})
	for line, want := range map[string]string{
		"services Thin Item":                      `names.services: there is no service "Thin"; near: Thing, Part`,
		"services Thing item":                     `names.services: "item" is no exported Go identifier`,
		"services Thing PART":                     `names.services: the service PART and the service Part would both be called Part`,
		"services Thing Part":                     `names.services: GET /parts/{id} (api/part-get.md) and GET /me/things/{id} (api/thing-get.md) would both be called Get`,
		"operations Part.Gte Fetch":               `names.operations: there is no operation "Part.Gte"; near: Part.Get, Part.List, Part.Turn`,
		"operations Part.Get List":                `names.operations: GET /parts/{id} (api/part-get.md) and GET /parts (api/part-list.md) would both be called List`,
		"operations Part.List FlipPage":           `names.operations: GET /parts/{id}/flipPage (api/part-flippage.md) and GET /parts (api/part-list.md) would both be called FlipPage`,
		"operations Part.Get a.B":                 `names.operations: "a.B" is neither Method nor Service.Method, of exported Go identifiers`,
		"operations Part.Get MarshalJSON":         `names.operations: Go expects other parameters of a method MarshalJSON`,
		"operations Thing.GetForUser Part.OfUser": `names.operations: Thing.GetForUser is a further path of Thing.Get and stays in its service; leave out Part.`,
		"operations Part.Get Thimg.Take":          `names.operations: there is no service "Thimg"; near: Thing`,
		"parameters Part.Get/id key":              `names.parameters: there is no parameter "Part.Get/id"; near: Part.Get/partID`,
		"parameters Part.Get/partID func":         `names.parameters: "func" is no unexported Go identifier, or one that generated code needs`,
		"parameters Part.Get/partID ctx":          `names.parameters: "ctx" is no unexported Go identifier, or one that generated code needs`,
		"parameters Thing.Get/thingID userID":     `names.parameters: {id} and {id} would both be called userID`,
		"types x.y.ting Item":                     `names.types: there is no type "x.y.ting"; near: x.y.thing, x.y.size, x.y.base`,
		"types x.y.thing Client":                  `names.types: a name of every generated package and x.y.thing would both be called Client`,
		"types x.y.thing ThingService":            `names.types: x.y.thing and the service type of the service Thing would both be called ThingService`,
		"types x.y.thing PartGetRequest":          `names.types: x.y.thing and the arguments of Part.Get would both be called PartGetRequest`,
		"types x.y.size Base":                     `names.types: x.y.base and x.y.size would both be called Base`,
		"members x.y.size/large SizeSmall":        `names.members: x.y.size/large and x.y.size/small would both be called SizeSmall`,
		"members x.y.size/lagre SizeBig":          `names.members: there is no member "x.y.size/lagre"; near: x.y.size/large, x.y.size/small`,
		"properties x.y.thing/id Key":             `names.properties: x.y.thing/id has the property from x.y.base; write x.y.base/id`,
		"properties x.y.base/id Label":            `names.properties: x.y.thing/id and x.y.thing/label would both be called Label`,
		"properties x.y.base/id ODataType":        `names.properties: a member of every generated struct and x.y.base/id would both be called ODataType`,
		"options WithIt WithThat":                 `names.options: there is no option "WithIt"`,
	} {
		_, err := resolve.Rename(api, chosen(line), []string{"Client"})
		if got := "docbind.yaml:1:5: " + want; err == nil || err.Error() != got {
			t.Errorf("%s: error\n%v, want\n%s", line, err, got)
		}
	}
	if _, err := resolve.Rename(api, chosen("types a B", "types c D"), nil); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("two wrong overrides give %v, want two errors", err)
	}
	lines := chosen("types x.y.thing Client", "types x.y.size Base", "operations Part.Get List")
	for i := range lines {
		lines[i].Pos.Line = int32(9 - i)
	}
	_, err := resolve.Rename(api, lines, []string{"Client"})
	var at []string
	for line := range strings.Lines(err.Error()) {
		at = append(at, line[:len("docbind.yaml:7:")])
	}
	if got := strings.Join(at, " "); got != "docbind.yaml:7: docbind.yaml:8: docbind.yaml:9:" {
		t.Errorf("errors are at %s, in no order:\n%v", got, err)
	}
	if _, err := resolve.Rename(api, chosen("operations Part.Get Shelf.Take", "services Thing Thimg", "operations Part.Turn Thimg.Rotate"), nil); err != nil {
		t.Errorf("services that are made: %v", err)
	}
}

// TestRenameDispatch makes one service of two that take the same request: the handler
// has one of them take the samples of both.
func TestRenameDispatch(t *testing.T) {
	create := func(path string) *model.Page {
		return page(path, "# Make it\n\n## HTTP request\n```http\nPOST /things\n```\n\n## Example\n"+
			"```http\nPOST https://example.com/things\nContent-Type: application/json\n\n{\"size\": 1}\n```\n```http\nHTTP/1.1 204 No Content\n```\n")
	}
	api := resolve.Resolve([]*model.Page{create("api/a-create.md"), create("api/b-create.md")}, resolve.Options{})
	if to := find(t, api, "B.Create").Examples[0].Dispatch; to != "" {
		t.Fatalf("B.Create is in a service of its own, and its request goes to %s", to)
	}
	api, err := resolve.Rename(api, chosen("services B A", "operations B.Create CreateB"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if to := find(t, api, "A.CreateB").Examples[0].Dispatch; to != "A.Create" {
		t.Errorf("the request of A.CreateB goes to %q, want A.Create, which is ranked before it", to)
	}
	api, err = resolve.Rename(api, chosen("operations A.Create Make"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if to := find(t, api, "A.CreateB").Examples[0].Dispatch; to != "A.Make" {
		t.Errorf("the request of A.CreateB goes to %q, want A.Make, as A.Create is called now", to)
	}
}
