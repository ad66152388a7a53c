package resolve_test

import (
	"fmt"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// newer is a page as the reference is written since 2022: other front matter, the
// permissions in an include, tabs of many languages, H4 samples.
const newer = `---
title: "List risks"
description: "Get the risks that were seen."
ms.localizationpriority: medium
ms.subservice: "sign-in"
ms.reviewer: someone
doc_type: apiPageType
toc.title: List
ms.date: 04/05/2024
---

# List risks
Namespace: microsoft.graph

Get the [risk](../resources/risk.md) objects.

[!INCLUDE [national-cloud-support](../../includes/all-clouds.md)]

## Permissions

<!-- { "blockType": "permissions", "name": "risk_list" } -->
[!INCLUDE [permissions-table](../includes/permissions/risk-list-permissions.md)]

## HTTP request

<!-- {
  "blockType": "ignored"
}
-->
` + "``` http" + `
GET /identity/risks
GET /identity/risks(kind='{kind}')/all
` + "```" + `

## Request headers

|Name|Description|
|:---|:---|
|Authorization|Bearer {token}. Learn more about [authorization](/graph/auth).|

## Request body

Don't supply a request body for this method.

## Response

If successful, this method returns a ` + "`200 OK`" + ` response code and a collection of [risk](../resources/risk.md) objects in the response body.

## Examples

### Example 1: All

#### Request

The following example shows a request.
# [PowerShell](#tab/powershell)
[!INCLUDE [sample-code](../includes/snippets/powershell/list-risk-powershell-snippets.md)]

# [HTTP](#tab/http)
<!-- {
  "blockType": "request",
  "name": "list_risk"
}
-->
` + "``` http" + `
GET https://graph.microsoft.com/v1.0/identity/risks
` + "```" + `

# [CLI](#tab/cli)
[!INCLUDE [sample-code](../includes/snippets/cli/list-risk-cli-snippets.md)]

---

#### Response

> **Note:** The response object might be shortened.

<!-- {
  "blockType": "response",
  "truncated": true,
  "@odata.type": "Collection(microsoft.graph.risk)"
}
-->
` + "``` http" + `
HTTP/1.1 200 OK
Content-Type: application/json

{
  "value": [ { "id": "6a", "state": "seen" } ]
}
` + "```" + `
`

const newerType = `---
title: "risk resource type"
doc_type: resourcePageType
---

# risk resource type

Namespace: microsoft.graph

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|Its key. Inherited from [entity](../resources/entity.md).|
|state|riskState|What became of it. Possible values are: ` + "`seen`, `gone`, `unknownFutureValue`" + `.|

### riskState values

|Member|Description|
|:---|:---|
|seen|Seen.|
|gone|Gone.|
|unknownFutureValue|Not yet.|

## JSON representation

<!-- {
  "blockType": "resource",
  "keyProperty": "id",
  "@odata.type": "microsoft.graph.risk",
  "baseType": "microsoft.graph.entity",
  "openType": false
}
-->
` + "``` json" + `
{
  "@odata.type": "#microsoft.graph.risk",
  "id": "String (identifier)",
  "state": "String"
}
` + "```" + `
`

// topics is a page of the OneDrive reference with a topic for each way to ask: the
// request below HTTP request is its sample, too.
const topics = `# List children of an item

Get what an item holds.

## List children of the root

### HTTP request

<!-- { "blockType": "request", "name": "list-root" } -->
` + "```http" + `
GET /me/drive/items/top/children
` + "```" + `

### Response

Returns ` + "`200 OK`" + `.

<!-- { "blockType": "response", "@odata.type": "Collection(microsoft.graph.risk)" } -->
` + "```http" + `
HTTP/1.1 200 OK
Content-type: application/json

{ "value": [ { "id": "1" } ] }
` + "```" + `

## List children of an item with a known ID

### HTTP request

<!-- { "blockType": "request", "name": "list-children" } -->
` + "```http" + `
GET /drives/{drive-id}/items/{item-id}/children
` + "```" + `
`

// TestNewerPages resolves pages of newer docs.
func TestNewerPages(t *testing.T) {
	p := page("api/risk-list.md", newer)
	fragments := map[resolve.FragmentKey]resolve.Fragment{}
	for _, in := range p.Includes {
		src := "> A note.\n"
		if in.Within == model.SectionPermissions {
			src = "---\nms.topic: include\n---\n\n|Permission type|Least privileged permissions|Higher privileged permissions|\n|:---|:---|:---|\n|Application|Risk.Read.All|Risk.ReadWrite.All|\n"
		}
		key := resolve.KeyOf(p, in)
		fragments[key] = resolve.Fragment{Page: parser.ParseFragment(key.Path, []byte(src), in)}
	}
	if len(p.Includes) != 2 {
		t.Errorf("the includes are %+v, want those outside the tabs", p.Includes)
	}
	api := resolve.Resolve([]*model.Page{p, page("resources/risk.md", newerType), page("api/driveitem_list_children.md", topics)}, resolve.Options{Fragments: fragments})
	op := find(t, api, "Risk.List")
	const want = "GET /identity/risks microsoft.graph.risk header:Authorization: [/identity/risks ]"
	if got := describe(op); got != want || op.Result.Kind != model.CollectionResult || op.Body.Kind != model.NoBody || len(op.Routes) != 2 {
		t.Errorf("Risk.List is read as\n%s\n%s, body %s, %d routes\nwant\n%s", got, op.Result.Kind, op.Body.Kind, len(op.Routes), want)
	}
	if got := fmt.Sprint(op.Permissions); got != "[{Application  [Risk.Read.All] [Risk.ReadWrite.All] false}]" {
		t.Errorf("permissions %s", got)
	}
	for _, ty := range api.Types {
		switch ty.Name {
		case "microsoft.graph.risk":
			if len(ty.Fields) != 2 || ty.Fields[1].Type.Name != "microsoft.graph.riskState" {
				t.Errorf("risk has the fields %+v", ty.Fields)
			}
		case "microsoft.graph.riskState":
			if len(ty.Members) != 3 {
				t.Errorf("riskState has the members %+v", ty.Members)
			}
		}
	}
	list := find(t, api, "DriveItem.ListChildren")
	if len(list.Routes) != 2 || len(list.Examples) != 1 || list.Result.Kind != model.CollectionResult {
		t.Errorf("the topics are read as %s with %d routes and a %s", describe(list), len(list.Routes), list.Result.Kind)
	}
}
