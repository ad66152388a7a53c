package resolve_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// oneDrive is a page as the OneDrive reference writes them: underscores in file
// names, no doc_type, relative sample URLs, reference links, tables without outer
// pipes on the right.
const oneDrive = `---
author: someone
ms.date: 09/10/2017
title: Look up a file - OneDrive API
---
# Look up a DriveItem

Tell what is known of a [driveItem][].

## HTTP request

<!-- { "blockType": "ignored" } -->

` + "```http" + `
GET /drives/{drive-id}/items/{item-id}
GET /drives/{drive-id}/root:/{item-path}
` + "```" + `

## Optional query parameters

| Name     | Value  | Description
|:---------|:-------|:-----------
| **view** | string | How much to tell.

## Example

<!-- { "blockType": "request", "name": "look-up", "tags": "service.graph" } -->

` + "```http" + `
GET /drives/1/root:/a/b.txt
` + "```" + `

### Response

<!-- { "blockType": "response", "@odata.type": "microsoft.graph.driveItem", "truncated": true } -->

` + "```http" + `
HTTP/1.1 200 OK
Content-type: application/json

{ "id": "1", "folder": { "childCount": 4 } }
` + "```" + `

[driveItem]: ../resources/driveitem.md
`

const oneDriveItem = `---
title: DriveItem - OneDrive API
---
# DriveItem resource type

A file or a folder.

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.driveItem", "keyProperty": "id", "openType": "true" } -->

` + "```json" + `
{
  "id": "string (identifier)",
  "folder": { "@odata.type": "microsoft.graph.folder" },
  "children": [ { "@odata.type": "microsoft.graph.driveItem" } ]
}
` + "```" + `

## Properties

| Property   | Type             | Description
|:-----------|:-----------------|:-----------
| **id**     | String           | The key.
| **folder** | [folder][]       | Set if it is one.
| **cTag**   | Collection([folder][]) | Many.

[folder]: folder.md
`

const oneDriveFolder = `# Folder facet

<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.folder" } -->
` + "```json" + `
{ "childCount": 1024 }
` + "```" + `
`

// localised is a page in another language: the anchors keep the English headings.
const localised = `---
title: Obtener un elemento
doc_type: apiPageType
---
# <a name="get-thing"></a><span class="sxs-lookup">Obtener un elemento</span>

Devuelve un elemento.

## <a name="permissions"></a>Permisos

| Tipo de permiso | Permisos |
|:--|:--|
| Delegado | Thing.Read |

## <a name="http-request"></a>Solicitud HTTP

<!-- { "blockType": "ignored" } -->
` + "```http" + `
PATCH /things/{id}
` + "```" + `

## <a name="request-body"></a>Cuerpo de la solicitud

| Propiedad | Tipo | Descripción |
|:--|:--|:--|
| size | Int32 | Tamaño. |

## <a name="response"></a>Respuesta

Si se ejecuta correctamente, este método devuelve el código de respuesta ` + "`200 OK`" + ` y un objeto [thing](../resources/thing.md).

## <a name="example"></a>Ejemplo

##### <a name="request"></a>Solicitud

<!-- { "blockType": "request", "name": "update_thing" } -->
` + "```http" + `
PATCH https://graph.microsoft.com/v1.0/things/7
Content-Type: application/json

{ "size": 3 }
` + "```" + `

##### <a name="response"></a>Respuesta

<!-- { "blockType": "response", "@odata.type": "microsoft.graph.thing" } -->
` + "```http" + `
HTTP/1.1 200 OK
Content-Type: application/json

{ "id": "7", "size": 3 }
` + "```" + `
`

func describe(op *model.Operation) string {
	s := fmt.Sprintf("%s %s %s", op.Method, op.Routes[0].Pattern, op.Result.Type.Name)
	for _, d := range op.Documented {
		s += fmt.Sprintf(" %s:%s:%s", d.In, d.Name, d.Type.Name)
	}
	for _, e := range op.Examples {
		s += fmt.Sprintf(" [%s %s]", e.Target, e.LeftOut)
	}
	return s
}

func TestHouses(t *testing.T) {
	api := resolve.Resolve([]*model.Page{
		page("api/driveitem_lookup.md", oneDrive), page("resources/driveitem.md", oneDriveItem), page("resources/folder.md", oneDriveFolder),
		page("api/thing-update.md", localised), page("resources/thing.md", thing),
	}, resolve.Options{})
	for id, want := range map[string]string{
		"DriveItem.LookUp": "GET /drives/{driveID}/items/{itemID} microsoft.graph.driveItem query:view:Edm.String [/drives/1/root:/a/b.txt ]",
		"Thing.Update":     "PATCH /things/{thingID} microsoft.graph.thing body:size:Edm.Int32 [/things/7 ]",
	} {
		if got := describe(find(t, api, id)); got != want {
			t.Errorf("%s is read as\n%s\nwant\n%s", id, got, want)
		}
	}
	op := find(t, api, "Thing.Update")
	if op.Body.Type.Name != "microsoft.graph.thing" || len(op.Permissions) != 1 || strings.Join(op.Permissions[0].Scopes, "") != "Thing.Read" {
		t.Errorf("body %+v, permissions %+v", op.Body, op.Permissions)
	}
	for _, ty := range api.Types {
		if ty.Name == "microsoft.graph.driveItem" && (len(ty.Fields) != 4 || !ty.Open || !ty.Fields[2].Type.Collection) {
			t.Errorf("driveItem has the fields %+v", ty.Fields)
		}
	}
}

// TestIncludesDouble takes in files that include the next one twice, 40 deep.
func TestIncludesDouble(t *testing.T) {
	twice := func(i int) *model.Page {
		return page(fmt.Sprintf("api/f%d.md", i), strings.Repeat(fmt.Sprintf("[!INCLUDE [x](f%d.md)]\n\n", i+1), 2))
	}
	fragments := map[resolve.FragmentKey]resolve.Fragment{}
	first := twice(0)
	for p, i := first, 1; i < 40; i++ {
		next := twice(i)
		fragments[resolve.KeyOf(p, p.Includes[0])] = resolve.Fragment{Page: next}
		p = next
	}
	resolve.Resolve([]*model.Page{first}, resolve.Options{Fragments: fragments})
}

// TestIncludes gives a page its permissions by an include, and looks at what is
// wrong with others.
func TestIncludes(t *testing.T) {
	src := "---\ndoc_type: apiPageType\n---\n# Get thing\n\n## Permissions\n\n<!-- { \"blockType\": \"permissions\", \"name\": \"thing_get\" } -->\n" +
		"[!INCLUDE [permissions-table](../includes/permissions/thing-get-permissions.md)]\n\n[!INCLUDE [x](../../secret.md)]\n\n[!INCLUDE [x](gone.md)]\n\n" +
		"## HTTP request\n```http\nGET /things\n```\n"
	table := "---\ndescription: generated\n---\n\n|Permission type|Least privileged permissions|Higher privileged permissions|\n|:---|:---|:---|\n" +
		"|Delegated (work or school account)|Thing.Read|Thing.ReadWrite, Thing.Manage|\n|Application|Not supported.|Not supported.|\n\n[!INCLUDE [x](thing-get-permissions.md)]\n"
	p := page("api/thing-get.md", src)
	fragments := map[resolve.FragmentKey]resolve.Fragment{}
	for _, in := range p.Includes {
		key := resolve.KeyOf(p, in)
		switch in.Target.Value {
		case "../includes/permissions/thing-get-permissions.md":
			fragments[key] = resolve.Fragment{Page: parser.ParseFragment(key.Path, []byte(table), in)}
		case "../../secret.md":
			fragments[key] = resolve.Fragment{Rule: model.RuleIncludeOutside}
		}
	}
	api := resolve.Resolve([]*model.Page{p}, resolve.Options{Fragments: fragments})
	op := find(t, api, "Thing.Get")
	if got := fmt.Sprint(op.Permissions); got != "[{Delegated (work or school account)  [Thing.Read] [Thing.ReadWrite Thing.Manage] false} {Application  [] [] true}]" {
		t.Errorf("permissions %s", got)
	}
	got := findings(api, "api/thing-get.md")
	cycle := findings(api, "includes/permissions/thing-get-permissions.md")
	if !got["11:15 "+model.RuleIncludeOutside] || !got["13:15 "+model.RuleIncludeMissing] || !cycle["10:15 "+model.RuleIncludeCycle] || len(got)+len(cycle) != 3 {
		t.Errorf("findings %v and %v", got, cycle)
	}
}

// TestDeprecatedNotes takes the note of a fragment for the reason of a page whose title says
// that it is deprecated, and of no other.
func TestDeprecatedNotes(t *testing.T) {
	note := "> [!CAUTION]\n> The old things are deprecated. Use new ones.\n"
	for title, want := range map[string]string{"Get thing (deprecated)": `1 "The old things are deprecated. Use new ones."`, "Get thing": `0 ""`} {
		p := page("api/thing-get.md", "# "+title+"\n\n[!INCLUDE [old](../includes/old.md)]\n\nGet it.\n\n## HTTP request\n```http\nGET /things\n```\n")
		key := resolve.KeyOf(p, p.Includes[0])
		f := resolve.Fragment{Page: parser.ParseFragment(key.Path, []byte(note), p.Includes[0])}
		api := resolve.Resolve([]*model.Page{p}, resolve.Options{Fragments: map[resolve.FragmentKey]resolve.Fragment{key: f}})
		op := find(t, api, "Thing.Get")
		if got := fmt.Sprintf("%d %q", op.Deprecated.Pos.Line, op.Deprecated.Value); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}

// TestNoHeading points at the first annotated request of a page that doesn't say what it is.
func TestNoHeading(t *testing.T) {
	const shown = "## Example\n\n```http\nGET /boxes\n```\n\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET /boxes/{id}\n```\n\n<!-- { \"blockType\": \"request\", \"name\": \"b\" } -->\n```http\nDELETE /boxes/{id}\n```\n"
	for _, c := range []struct {
		name, page, want string
		operations       int
	}{
		{"no word of what it is", "# Boxes\n\n" + shown, "11:1 operation/no-heading", 0},
		{"about an API", "---\ndoc_type: conceptualPageType\n---\n# Boxes\n\n" + shown, "", 0},
		{"about an operation", "---\ndoc_type: apiPageType\n---\n# Boxes\n\n" + shown, "", 3},
		{"with a heading", "# Boxes\n\n## HTTP request\n\n```http\nGET /boxes/{id}\n```\n\n" + shown, "", 1},
		{"a type", "# box resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n\n" + shown, "", 0},
		{"parameters of a request", "# POST (/boxes)\n\n## URI parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|id|string|x|\n|of|string|x|\n", "7:2 operation/no-heading", 0},
		{"parameters of something else", "# Boxes\n\n## Properties of a box\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|id|string|x|\n", "", 0},
		{"not annotated", "# Boxes\n\n## Example\n\n```http\nGET /boxes\n```\n", "", 0},
		{"a tutorial", "---\nms.topic: tutorial\n---\n# Boxes\n\n" + shown, "", 0},
		{"a reference", "---\nms.topic: reference\n---\n# Boxes\n\n" + shown, "14:1 operation/no-heading", 0},
		{"the line below the title", "# Get box\n\n```http\nGET /boxes/{id}\n```\n", "", 1},
		{"the line below no title", "```http\nGET /boxes/{id}\n```\n", "", 1},
		{"the line below the title of a tutorial", "---\nms.topic: tutorial\n---\n# Get box\n\n```http\nGET /boxes/{id}\n```\n", "", 0},
		{"a line in a guide", "# Contribute\n\n## Add a page\n\nIt shows a request:\n\n```http\nGET /boxes/{id}\n```\n", "", 0},
		{"a line by other parts of an operation", "# Get box\n\n## By its number\n\n```http\nGET /boxes/{id}\n```\n\n## Response\n\nReturns `204 No Content`.\n", "", 1},
		{"a line by permissions", "# Get box\n\n## Permissions\n\nNone.\n\n## By its number\n\n```http\nGET /boxes/{id}\n```\n", "", 1},
		{"ignored", "# Boxes\n\n" + strings.ReplaceAll(shown, `"request"`, `"ignored"`), "", 0},
	} {
		api := resolve.Resolve([]*model.Page{page("api/boxes.md", c.page)}, resolve.Options{})
		var got []string
		for _, f := range api.Findings {
			if f.Rule == model.RuleNoHeading {
				got = append(got, fmt.Sprintf("%d:%d %s", f.Pos.Line, f.Pos.Column, f.Rule))
			}
		}
		operations := 0
		for _, s := range api.Services {
			operations += len(s.Operations)
		}
		if list := strings.Join(got, ", "); list != c.want || operations != c.operations {
			t.Errorf("%s: %q and %d operations, want %q and %d", c.name, list, operations, c.want, c.operations)
		}
	}
}
