package templates

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

func TestComments(t *testing.T) {
	var c comment
	c.para(strings.Repeat("word ", 17) + "[A]: b [x y]: z") // a line [A]: b is a link's URL
	c.para(strings.Repeat("word ", 17) + "[x y]: z")
	c.para("Name: " + strings.Repeat("word ", 30) + "Deprecated: x - y # z +build 1. [a]: b\n\n//go:build x\r\u202e\xff")
	c.para("  \n")
	c.code("GET /a\n//line b")
	c.list("Items:", []string{"a", strings.Repeat("long ", 30)})
	for _, line := range c {
		text := strings.TrimSpace(strings.TrimPrefix(line, "//"))
		if !strings.HasPrefix(line, "//") || strings.ContainsAny(line, "\n\r\u202e") || !utf8.ValidString(line) {
			t.Errorf("not one clean line: %q", line)
		}
		for _, start := range []string{"Deprecated:", "#", "+build", "1.", "[", "//"} {
			if strings.HasPrefix(text, start) {
				t.Errorf("line %q means something to Go tools", line)
			}
		}
		if strings.HasPrefix(line, "//go:") || strings.HasPrefix(line, "//line") {
			t.Errorf("line %q is a directive", line)
		}
	}
}

// TestCommentLinks checks that a list of links is wrapped, since none of its lines is a URL of a
// link's.
func TestCommentLinks(t *testing.T) {
	var c comment
	c.para(strings.TrimSuffix(strings.Repeat("[Message], ", 20), ", ") + ".")
	if len(c) != 3 || !strings.HasPrefix(c[1], "// [Message], ") || utf8.RuneCountInString(c[0]) > commentWidth {
		t.Errorf("a list of links is printed as %q", c)
	}
}

// TestDerivedText checks that a base leads to the types that derive from it.
func TestDerivedText(t *testing.T) {
	s := structType{derived: []reference{{name: "a.zebra", goName: "Zebra"}, {name: "b.ant", goName: "Ant"}}}
	if got, want := s.derivedText(), "Derived may be one of: [Ant], [Zebra]."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := new(structType).derivedText(); got != "" {
		t.Errorf("nothing derives from it: %q", got)
	}
}

// TestAbout checks that comments begin with the name of what they are about, once.
func TestAbout(t *testing.T) {
	for text, want := range map[string]string{
		"Update the car.":                   "Update the car.",
		"Updates the car":                   "Update updates the car.",
		"Paints a car.":                     "Update paints a car.",
		"Tells whether it is red.":          "Update tells whether it is red.",
		"Paints cars.":                      "Update: Paints cars.",
		"Contains cars that are red":        "Update contains cars that are red.",
		"Contains":                          "Update: Contains.",
		"Contains: cars":                    "Update: Contains: cars.",
		"Access the car.":                   "Update: Access the car.",
		"As the owner, call it.":            "Update: As the owner, call it.",
		"VMs a day":                         "Update: VMs a day.",
		"Sells a":                           "Update: Sells a.",
		" s a b":                            "Update: s a b.",
		"Update":                            "Update: Update.",
		"Paints it. You need three things:": "Update: Paints it.",
		"You need three things:":            "Update: You need three things:",
		"Sell the car (or lend it)":         "Update: Sell the car (or lend it).",
		"車を更新します。":                          "Update: 車を更新します。",
		"Is it red?":                        "Update: Is it red?",
		"update the car.":                   "Update the car.",
	} {
		var c comment
		if c.about("Update", text); len(c) != 1 || c[0] != "// "+want {
			t.Errorf("about(%q) = %q, want %q", text, c, want)
		}
	}
}

// TestUntold checks what stands in place of a text that is still to be written.
func TestUntold(t *testing.T) {
	for title, want := range map[string]string{
		"paint action": "// Paint is the paint action.", "painted function": "// Paint is the painted function.",
		"Paint a car": "// Paint a car.", "Cars": "// Paint: Cars.",
	} {
		op := model.Operation{Title: title, Summary: model.Text{Value: "Not yet documented"}}
		if c := routeText("Paint", &op, &model.Route{}); c[0] != want {
			t.Errorf("%s: %q, want %q", title, c[0], want)
		}
	}
	state := model.Type{Name: "a.state", GoName: "State", Doc: model.Text{Value: "TBD"}}
	if c := typeDoc(&state, ""); c[0] != "// State is a.state." {
		t.Errorf("a type is described by %q", c[0])
	}
	if got := withDoc("id", state.Doc); got != "id" {
		t.Errorf("an argument is described by %q", got)
	}
}

// TestSentence checks that comments end as sentences do, whatever cells of tables leave out.
func TestSentence(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "",
		"Not yet documented":            "",
		"**TODO: Add Description** ":    "",
		"TBD.":                          "",
		"Not yet documented of cars":    "Not yet documented of cars.",
		"Its name":                      "Its name.",
		"Its name. ":                    "Its name.",
		"Always UTC (in the future)":    "Always UTC (in the future).",
		"Its name. (Read-only.)":        "Its name. (Read-only.)",
		"One of \"a\", \"b\"":           "One of \"a\", \"b\".",
		"One of [a]":                    "One of [a].",
		"What is it?":                   "What is it?",
		"The following:":                "The following:",
		"名前。":                           "名前。",
		"名前":                            "名前",
		"Its name Inherited from thing": "Its name. Inherited from thing.",
		"Inherited from thing. x":       "Inherited from thing. x.",
		"(Its name) Inherited from a":   "(Its name). Inherited from a.",
		"Its name. Inherited from a.":   "Its name. Inherited from a.",
		"...":                           "...",
		")":                             ")",
	} {
		if got := sentence(text); got != want {
			t.Errorf("sentence(%q) = %q, want %q", text, got, want)
		}
	}
	var c comment
	if c.described("Its name (deprecated) use x", "(deprecated) use x"); strings.Join(c, "|") != "// Its name.|//|// Deprecated: use x." {
		t.Errorf("%q", c)
	}
}

// TestDeprecated checks that what is deprecated has a paragraph that Go's tools understand.
func TestDeprecated(t *testing.T) {
	for _, c := range []struct{ doc, deprecated, want string }{
		{"Its name.", "", "// Its name."},
		{"Its name.", "(deprecated)", "// Its name.|//|// Deprecated: the docs say so."},
		{"", "(deprecated)", "// Deprecated: the docs say so."},
		{"Its name. Deprecated: use x.", "Deprecated: use x.", "// Its name.|//|// Deprecated: use x."},
		{"[deprecated] Use x.", "[deprecated] Use x.", "// Deprecated: Use x."},
		{"Deprecated.", "Deprecated.", "// Deprecated: the docs say so."},
		{"Deprecated \u202e", "Deprecated \u202e", "// Deprecated: the docs say so."},
	} {
		var got comment
		if got.described(c.doc, c.deprecated); strings.Join(got, "|") != c.want {
			t.Errorf("%q, %q: %q, want %q", c.doc, c.deprecated, got, c.want)
		}
	}
}

// TestMethods looks at the methods and types of a small service as a whole.
func TestMethods(t *testing.T) {
	gone := model.Text{Value: "Cars are deprecated.", Pos: at("api/car-get.md", 1)}
	route := func(name, path string, params ...string) []model.Route {
		return []model.Route{{Name: name, Pattern: path, Template: path, Params: params, Pos: at("api/car-get.md", 2)}}
	}
	old := property("old", "Old", "Edm.String")
	old.Deprecated = "(deprecated)"
	key := []model.Param{{Name: "carID", Type: model.TypeRef{Name: "Edm.String"}}}
	api := &model.API{
		Types: []model.Type{
			{Kind: model.StructType, Name: "a.car", GoName: "Car", Fields: []model.TypeProperty{old, property("name", "Name", "Edm.String")}},
			{Kind: model.BodyType, Name: "api/car-paint.md#POST.body", GoName: "CarPaintBody", Fields: []model.TypeProperty{property("name", "Name", "Edm.String")}},
		},
		Services: []model.Service{{
			Name: "Car", Go: model.ServiceNames{Service: "CarService", Handler: "CarHandler", Stub: "UnimplementedCarHandler", Routes: "carRoutes", Endpoints: "carEndpoints", Samples: "carSamples", Test: "TestCar"},
			Operations: []model.Operation{
				{Service: "Car", Name: "Get", Request: "CarGetRequest", Deprecated: gone, Method: "GET", Routes: append(route("Get", "/cars"), route("GetForMe", "/me/cars")...)},
				{Service: "Car", Name: "Paint", Request: "CarPaintRequest", Method: "POST", Routes: route("Paint", "/cars/{carID}/paint", "carID"), Params: key,
					Body: model.OperationBody{Kind: model.JSONBody, Type: model.TypeRef{Name: "api/car-paint.md#POST.body"}}},
				{Service: "Car", Name: "Upload", Request: "CarUploadRequest", Method: "PUT", Routes: route("Upload", "/cars/{carID}/photo", "carID"), Params: key, Body: model.OperationBody{Kind: model.RawBody}},
			},
		}},
	}
	for emit, want := range map[string]map[string]int{
		EmitClient: {
			"// Deprecated: Cars are deprecated.\n": 2, "// Deprecated: the docs say so.\n\tOld ": 1,
			"// CarPaintBody is the body of [CarService.Paint].\n": 1, "Upload(ctx context.Context, carID, contentType string, body io.Reader, ": 1,
		},
		EmitHandler: {"// Deprecated: Cars are deprecated.\n": 1, "// CarPaintBody is the body of [CarHandler.Paint].\n": 1},
	} {
		files, err := Render(api, Options{Package: "p", Emit: []string{emit}})
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, f := range files {
			all.Write(f.Content)
		}
		for text, times := range want {
			if n := strings.Count(all.String(), text); n != times {
				t.Errorf("%v: %d times %q, want %d", emit, n, text, times)
			}
		}
	}
}

// TestArgumentComments checks that comments tell what pages say of arguments and options: those of
// the client in a list, those of the handler at the fields of the request.
func TestArgumentComments(t *testing.T) {
	param := func(name, doc string) model.Param {
		return model.Param{Name: name, Type: model.TypeRef{Name: "Edm.String"}, Doc: model.Text{Value: doc}}
	}
	route := func(name, path string, params ...string) model.Route {
		return model.Route{Name: name, Pattern: path, Template: path, Params: params, Pos: at("api/car-get.md", 2)}
	}
	option := func(name, doc string) model.OptionUse {
		return model.OptionUse{GoName: "With" + name, Name: name, In: model.InHeader, Type: model.TypeRef{Name: "Edm.String"}, Doc: model.Text{Value: doc}}
	}
	var options []model.Option
	for _, name := range []string{"Colour", "Plain"} {
		options = append(options, model.Option{GoName: "With" + name, Name: name, In: model.InHeader, Type: model.TypeRef{Name: "Edm.String"}, Pos: at("api/car-get.md", 5)})
	}
	api := &model.API{Options: options, Services: []model.Service{{
		Name: "Car", Go: model.ServiceNames{Service: "CarService", Handler: "CarHandler", Stub: "UnimplementedCarHandler", Routes: "carRoutes", Endpoints: "carEndpoints", Samples: "carSamples", Test: "TestCar"},
		Operations: []model.Operation{
			{Service: "Car", Name: "Get", Request: "CarGetRequest", Method: "GET", Summary: model.Text{Value: "Get the car."},
				Routes: []model.Route{route("Get", "/cars/{carID}", "carID"), route("GetForUser", "/users/{userID}/cars/{carID}", "userID", "carID")},
				Params: []model.Param{param("carID", "The key of the car"), param("userID", "Whose\n*/ it is.")}, Options: []model.OptionUse{option("Colour", "Red: or blue"), option("Plain", " ")}},
			{Service: "Car", Name: "Count", Request: "CarCountRequest", Method: "GET", Routes: []model.Route{route("Count", "/cars/{shopID}/$count", "shopID")},
				Params: []model.Param{param("shopID", "")}, Options: []model.OptionUse{option("Plain", "")}},
			{Service: "Car", Name: "Sell", Request: "CarSellRequest", Method: "POST", Routes: []model.Route{route("Sell", "/cars")}, Body: model.OperationBody{Kind: model.JSONBody},
				Examples: []model.Example{
					{BodyMembers: []model.Pair{{Name: "odd"}, {Name: "buyer@odata.bind"}, {Name: "old/0/@a.key"}, {Name: "@odata.context"}, {Name: "x@y/plain"}}},
					{BodyMembers: []model.Pair{{Name: "buyer@odata.bind"}, {Name: "day@odata.type"}}},
				}},
		},
	}}}
	files, err := Render(api, Options{Package: "p", Emit: []string{EmitClient, EmitHandler}})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files {
		all.Write(f.Content)
	}
	for text, times := range map[string]int{
		"// Arguments:\n//\n//   - carID: The key of the car.\n//\n// Documented":                                                              1,
		"by another path.\n//\n//\tGET /users/{userID}/cars/{carID}\n//\n// Arguments:\n//\n//   - userID: Whose */ it is.\n//\n// Documented": 1,
		"// Options:\n//\n//   - [WithColour]: Red: or blue.\n//   - [WithPlain]\nfunc":                                                        1,
		"\n// Options: [WithPlain].\nfunc": 1, "Arguments:": 2,
		"// The docs also send, by [WithProperty]: buyer@odata.bind, old/0/@a.key.\nfunc (s *CarService) Sell(": 1, "WithProperty]": 1,
		"\t// The key of the car.\n\tCarID ": 1, "\t// The header Colour: Red: or blue.\n\tColour ": 1, "\t// The header Plain.\n\tPlain ": 2,
	} {
		if n := strings.Count(all.String(), text); n != times {
			t.Errorf("%d times %q, want %d", n, text, times)
		}
	}
}

// TestInferredComments checks that comments tell what no page declares, and where it
// was seen.
func TestInferredComments(t *testing.T) {
	types := []model.Type{
		{Kind: model.StructType, Name: "a.car", GoName: "Car", Inferred: true, Declared: []model.Position{at("api/car-get.md", 7)}, Fields: []model.TypeProperty{
			{Name: "id", GoName: "ID", Inferred: true, Source: model.FromSample, Pos: at("api/car-get.md", 8)},
			{Name: "size", GoName: "Size", Inferred: true, Source: model.FromTable, Pos: at("api/car-post.md", 9)},
			{Name: "doors", GoName: "Doors", Inferred: true, Source: model.FromTemplate, Pos: at("api/door-get.md", 10)},
			property("name", "Name", "Edm.String"),
		}},
		{Kind: model.EnumType, Name: "a.paint", GoName: "Paint", Declared: []model.Position{at("resources/paint.md", 3)}, Members: []model.TypeMember{
			{Name: "red", GoName: "PaintRed"}, {Name: "pink", GoName: "PaintPink", Inferred: true, Pos: at("resources/car.md", 4)},
		}},
	}
	files, err := Render(&model.API{Types: types}, Options{Package: "p"})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files {
		all.Write(f.Content)
	}
	for text, times := range map[string]int{
		"No page declares it; inferred from api/car-get.md:7.": 1, "Inferred from the sample at api/car-get.md:8": 1,
		"Inferred from the table at api/car-post.md:9": 1, "Inferred from the route at api/door-get.md:10": 1, "Inferred from": 3,
		"Documented at resources/paint.md:3.": 1, "Listed at resources/car.md:4 only.": 1,
	} {
		if n := strings.Count(all.String(), text); n != times {
			t.Errorf("%d times %q, want %d", n, text, times)
		}
	}
}

func TestExported(t *testing.T) {
	for name, want := range map[string]string{
		"userID": "UserID", "id": "ID", "urlPath": "URLPath", "idea": "Idea", "_x": "X_x", "ärger": "Ärger", "a1": "A1", "中": "X中", "id2": "ID2", "ipv4": "Ipv4",
	} {
		if got := exported(name); got != want {
			t.Errorf("exported(%s) = %s, want %s", name, got, want)
		}
	}
}

func TestFileStem(t *testing.T) {
	for stem, want := range map[string]string{
		"user-get": "user-get", "_x": "x_x", ".x": "x.x", "A/b:c": "a_b_c", "": "x", "Ä 1": "ä_1",
	} {
		if got := fileStem(stem); got != want {
			t.Errorf("fileStem(%s) = %s, want %s", stem, got, want)
		}
	}
}
