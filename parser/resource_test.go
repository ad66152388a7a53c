package parser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/parser"
)

// TestListedValues reads the values that a description lists.
func TestListedValues(t *testing.T) {
	for description, want := range map[string]string{
		"Possible values are: `a`, `b`. Default is `c`.":                      "[a b]",
		"The kind: `a`, `b`, or `c`.":                                         "[a b c]",
		"The kind: `a` as in `b`.":                                            "[]", // nothing but commas may stand between
		"See `a`, `b`.":                                                       "[]",
		"One of `a`, `b` or `c`.":                                             "[a b c]",
		"The kind, which can be `a` or `b`.":                                  "[a b]",
		"Either `a` or `b` must be set.":                                      "[]",
		"One of `a` or `b` is required.":                                      "[]",
		"The scan be `a`, `b`.":                                               "[]",
		"Can be `a` or `b`; `c` is another.":                                  "[a b]",
		"It can be `a`.":                                                      "[]",
		"Possible values are 'a', 'b' and 'c'.":                               "[a b c]",
		"Possible values are:<br>`a` - The first. <br>`b` - The second. More": "[a b]",
		"Possible values are many, and some of them are new.":                 "[]",
		"Possible values are: `a`, `b`. Use the `Prefer: include-unknown-enum-members` request header to get the following values in this [evolvable enum](x.md): `c` and `d`. Default is `e`.": "[a b c d]",
		"Possible values are: `a`, `b`, `c`. You must use the `Prefer: include-unknown-enum-members` request header to get the following value(s) in this evolvable enum: `c`.":                 "[a b c]",
		"Possible values are: `a`, `b`. With the header `Prefer: include-unknown-enum-members` others are shown. Default: `c`.":                                                                 "[a b]",
		"可能的值是：`a`、`b`。 Possible values are: `a`, `b`。 使用 `Prefer: include-unknown-enum-members` 请求标头获取以下值：`c`。":                                                                                "[a b c]",
		"It must have none of: `:`, `;`, `,`.": "[]",
		"Possible values are: a.":              "[]",
	} {
		p := parser.Parse("resources/x.md", []byte("# x resource type\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|p|String|"+description+"|\n"))
		var got []string
		for _, v := range p.Resources[0].Properties[0].Values {
			got = append(got, v.Value)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: %v, want %s", description, got, want)
		}
	}
}

// TestGroupedProperties passes over the rows that are headings for others.
func TestGroupedProperties(t *testing.T) {
	const head = "# x resource type\n\n## Relationships\n|Relationship|Type|Description|\n|:--|:--|:--|\n"
	for rows, want := range map[string]string{
		"|**Ships**|\n|crew|[sailor](sailor.md) collection|All.|\n|**Docks**|||\n|berths|Int32|Many.|\n": "[crew berths]",
		"|**crew**|[sailor](sailor.md)|All.|\n|berths||\n":                                               "[crew berths]",
	} {
		p := parser.Parse("resources/x.md", []byte(head+rows))
		var got []string
		for _, prop := range p.Resources[0].Properties {
			got = append(got, prop.Name.Value)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: %v, want %s", rows, got, want)
		}
	}
}

// TestPropertyTables tells tables of properties from others.
func TestPropertyTables(t *testing.T) {
	const table = "|Property|Type|Description|\n|:--|:--|:--|\n|a|String|The first.|\n"
	for src, want := range map[string]string{
		"## Properties\n" + table: "[a]",
		table:                     "[a]", // right below the title
		"## Properties\n" + table + "\nThe values of **a**:\n\n|Value|Description|\n|:--|:--|\n|x|Something.|\n": "[a]",
		"## Remarks\n|Value|Type|\n|:--|:--|\n|x|Something.|\n":                                                  "[]",
	} {
		p := parser.Parse("resources/x.md", []byte("# x resource type\n\nAn x.\n\n"+src))
		var got []string
		for _, r := range p.Resources {
			for _, prop := range r.Properties {
				got = append(got, prop.Name.Value)
			}
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s\nproperties %v, want %s", src, got, want)
		}
	}
}

// TestControlNames reads the names of control information as they are in JSON.
func TestControlNames(t *testing.T) {
	const rows = "|:--|:--|:--|\n|`odata.type`|String|Its kind.|\n|@odata.id|String|Its URL.|\n|odataVersion|String|Its version.|\n"
	want := "[@odata.type @odata.id odataVersion]"
	for _, src := range []string{"# x resource type\n\n## Properties\n|Property|Type|Description|\n" + rows, "# x: move\n\n## Request body\n|Parameter|Type|Description|\n" + rows} {
		p := parser.Parse("x.md", []byte(src))
		var got []string
		for _, r := range p.Resources {
			for _, prop := range r.Properties {
				got = append(got, prop.Name.Value)
			}
		}
		for _, row := range p.Parameters {
			got = append(got, row.Name.Value)
		}
		if found := rules(p); fmt.Sprint(got) != want || found != "6:2 table/name-cell" {
			t.Errorf("%s%v, found %s, want %s", src, got, found, want)
		}
	}
	p := parser.Parse("x.md", []byte("# x: list\n\n## Request headers\n|Name|Description|\n|:--|:--|\n|odata.maxpagesize|The size.|\n"))
	if p.Parameters[0].Name.Value != "odata.maxpagesize" {
		t.Errorf("a header is called %s", p.Parameters[0].Name.Value)
	}
}

// TestBaseStatements reads base types out of sentences.
func TestBaseStatements(t *testing.T) {
	for sentence, want := range map[string]string{
		"Inherits from [y](y.md).":                             "y.md",
		"A room. Derived from [y](y.md).":                      "y.md",
		"This is a subclass of **[y](y.md)** that holds less.": "y.md",
		"It is the derivative of the [y](y.md) resource.":      "y.md",
		"The [y](y.md) derives from it.":                       "",
		"**x** inherits all the properties of the [y](y.md).":  "y.md",
		"An x belongs to a [y](y.md).":                         "",
	} {
		p := parser.Parse("resources/x.md", []byte("# x resource type\n\nNamespace: microsoft.graph\n\n"+sentence+"\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|a|String|The first.|\n"))
		if got := p.Resources[0].Base.Link; got != want {
			t.Errorf("%s: base %q, want %q", sentence, got, want)
		}
	}
}

// TestBaseBelowProperties reads the base type out of what stands below the heading of the properties.
func TestBaseBelowProperties(t *testing.T) {
	const properties = "\n## Properties\n\nThe **x** inherits the properties from [y](y.md).\n\n## JSON representation\n\n```json\n{ \"a\": 1 }\n```\n"
	for _, title := range []string{"x resource type", "x facet", "x resouce type"} {
		p := parser.Parse("resources/x.md", []byte("# "+title+"\n"+properties))
		if len(p.Resources) != 1 || p.Resources[0].Base.Link != "y.md" || p.Resources[0].Type.Value != "microsoft.graph.x" {
			t.Errorf("%s: %+v", title, p.Resources)
		}
	}
}

// TestSubject reads what an operation reads out of the first paragraph.
func TestSubject(t *testing.T) {
	for sentence, want := range map[string]string{
		"Get the collection of [things](../resources/thing.md) of a [box](../resources/box.md).": "../resources/thing.md",
		"Returns the metadata of a [thing][].":                                                   "../resources/thing.md",
		"Retrieves what [others](https://x.example/y) call a [thing][].":                         "../resources/thing.md",
		"Create a [thing](../resources/thing.md).":                                               "",
		"A [thing](../resources/thing.md) is what you get.":                                      "",
		"Getting a [thing](../resources/thing.md) is easy.":                                      "",
	} {
		p := parser.Parse("api/x.md", []byte("# Get thing\n\n"+sentence+"\n\nList [others](../resources/other.md).\n\n[thing]: ../resources/thing.md\n"))
		if p.Subject.Link != want {
			t.Errorf("%s: %q, want %q", sentence, p.Subject.Link, want)
		}
	}
}

// TestCallable: what a table of relationships calls an action or a function is none.
func TestCallable(t *testing.T) {
	const rows = "|Name|Type|Description|\n|:--|:--|:--|\n|parts|x collection|Of it.|\n|copy|`action`|Copies it.|\n|find|Function|Finds it.|\n|deed|[action](action.md)|What was done.|\n|deeds|action collection|All.|\n"
	for heading, want := range map[string]string{
		"Relationships": "[parts deed deeds] [action copy Function find]",
		"Properties":    "[parts copy find deed deeds] []",
	} {
		p := parser.Parse("resources/x.md", []byte("# x resource type\n\n## "+heading+"\n\n"+rows))
		read, unread := []string{}, []string{}
		for _, prop := range p.Resources[0].Properties {
			read = append(read, prop.Name.Value)
		}
		for _, u := range p.Unread {
			unread = append(unread, u.Value)
		}
		if got := fmt.Sprint(read, unread); got != want {
			t.Errorf("%s: %s, want %s", heading, got, want)
		}
	}
}

// TestFlagValues names an enumeration by its heading without what stands in parentheses there.
func TestFlagValues(t *testing.T) {
	p := parser.Parse("resources/box.md", []byte("# box resource type\n\n### lidKind (flags) values\n\n|Member|Description|\n|--|--|\n|wide|x|\n|flat|x|\n"))
	if len(p.Enums) != 1 || p.Enums[0].Type.Value != "microsoft.graph.lidKind" {
		t.Errorf("enumerations %+v", p.Enums)
	}
}

// TestPropertyValues takes a table that explains the values of a property for no enumeration.
func TestPropertyValues(t *testing.T) {
	for heading, enums := range map[string]int{"Lids property values": 0, "property values": 1, "boxProperty values": 1} {
		p := parser.Parse("resources/box.md", []byte("# box resource type\n\n### "+heading+"\n\n|Value|Description|\n|--|--|\n|wide|x|\n"))
		if len(p.Enums) != enums || len(p.Unread) != 1-enums {
			t.Errorf("%s: enumerations %+v, unread %v", heading, p.Enums, p.Unread)
		}
	}
}

// TestTypedValues takes a table that gives its rows types for none of an enumeration's members,
// whatever its heading.
func TestTypedValues(t *testing.T) {
	page := "# Get lids\n\n### Lid values\n\n|Value|%sDescription|\n|--|--|%s\n|wide|int|x|\n"
	for _, c := range []struct {
		columns, rule string
		enums, unread int
	}{{"Type|", "--|", 0, 1}, {"Number|", "--|", 1, 0}} {
		p := parser.Parse("api/lid-list.md", fmt.Appendf(nil, page, c.columns, c.rule))
		if len(p.Enums) != c.enums || len(p.Unread) != c.unread {
			t.Errorf("a column %s: enumerations %v, unread %v", c.columns, p.Enums, p.Unread)
		}
	}
}

// TestPlainTitles takes the title of a page for the name of what its tables describe, where nothing
// says so and no request is described.
func TestPlainTitles(t *testing.T) {
	const properties, members = "\n\n## Properties\n\n|Property|Type|\n|--|--|\n|size|Int32|\n", "\n\n## Members\n\n|Member|Description|\n|--|--|\n|wide|x|\n"
	for page, want := range map[string]string{
		"# box" + properties:                                                "box",
		"# `box`" + properties:                                              "box",
		"# The box object" + properties:                                     "box",
		"# box object type" + properties:                                    "box",
		"# Working with boxes" + properties:                                 "",
		"## box\n\n## lid" + properties:                                     "",
		"# box resource type" + properties:                                  "box",
		"# lidKind" + members:                                               "enum lidKind",
		"# box" + properties + "### Note" + members:                         "box",
		"# box\n\n## HTTP request\n\n```http\nGET /boxes\n```" + properties: "",
	} {
		p, got := parser.Parse("resources/box.md", []byte(page)), ""
		for _, r := range p.Resources {
			got += strings.TrimPrefix(r.Type.Value, "microsoft.graph.")
		}
		for _, e := range p.Enums {
			got += "enum " + strings.TrimPrefix(e.Type.Value, "microsoft.graph.")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", page, got, want)
		}
	}
}

// TestInsideProperty: a table below a heading "x properties" is about what is inside of a property that
// has that name or type, and one about a part of the type's own properties is about those.
func TestInsideProperty(t *testing.T) {
	for heading, want := range map[string]string{
		"boxLid properties": "id lid",
		"lid properties":    "id lid",
		"`lid` Properties":  "id lid",
		"box properties":    "id lid size", // its own
		"Other properties":  "id lid size",
		"More":              "id lid size",
	} {
		p := parser.Parse("resources/box.md", []byte("# box resource type\n\n## Properties\n\n| Property | Type |\n|:--|:--|\n| id | String |\n| lid | microsoft.graph.boxLid |\n\n### "+heading+
			"\n\n| Property | Type |\n|:--|:--|\n| size | Int32 |\n"))
		var names []string
		for _, f := range p.Resources[0].Properties {
			names = append(names, f.Name.Value)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s: the properties are %s, want %s", heading, got, want)
		}
	}
}
