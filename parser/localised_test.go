package parser_test

import (
	"fmt"
	"testing"

	"github.com/docbind/docbind/parser"
)

// TestLocalisedFacts reads what only a translated page says in its own words.
func TestLocalisedFacts(t *testing.T) {
	p := parser.Parse("api/box-seal.md", []byte(`# <a name="box-seal"></a>box: seal

名前空間: store.depot

箱を封じます。

## <a name="permissions"></a>アクセス許可

|種類|アクセス許可|
|:---|:---|
|委任|Box.Write|
|アプリケーション|サポートされていません。|

## <a name="http-request"></a>HTTP 要求

`+"```http\nPOST /boxes/{id}/seal\n```"+`

## <a name="request-body"></a>要求本文

|パラメーター|型|説明|
|:---|:---|:---|
|labels|String コレクション|札。|
|notes|String-Sammlung|Zettel.|
|lids|[lid](../resources/lid.md) 集合|蓋。|
|name|String|名。|
`))
	if p.Namespace.Value != "store.depot" || p.Summary.Value != "箱を封じます。" {
		t.Errorf("namespace %q, summary %q", p.Namespace.Value, p.Summary.Value)
	}
	if n := len(p.Permissions); n != 2 || p.Permissions[0].NotSupported || !p.Permissions[1].NotSupported {
		t.Errorf("permissions %+v", p.Permissions)
	}
	want := map[string]string{"labels": "String collection", "notes": "String collection", "lids": "lid collection", "name": "String"}
	if len(p.Parameters) != len(want) {
		t.Fatalf("parameters %+v", p.Parameters)
	}
	for _, q := range p.Parameters {
		got := q.Type.Name
		if q.Type.Collection {
			got += " collection"
		}
		if got != want[q.Name.Value] {
			t.Errorf("%s is %s, want %s", q.Name.Value, got, want[q.Name.Value])
		}
	}
}

// TestTranslatedName: a name that only a translation has is that of the JSON representation.
func TestTranslatedName(t *testing.T) {
	const translation, original = "# <a name=\"box-resource-type\"></a>Tipo box", "# box resource type"
	for _, c := range []struct{ title, rows, json, want string }{
		{translation, "|label|String|x|\n|peso|Double|x|\n", `{"weight": 1.5, "label": "String"}`, "[label weight] the table calls peso what the JSON representation calls weight"},
		{translation, "|label|String|x|\n|**Peso**|Double|x|\n", `{"weight": 1.5, "label": "String"}`, "[label weight] the table calls Peso what the JSON representation calls weight"},
		{original, "|label|String|x|\n|peso|Double|x|\n", `{"weight": 1.5, "label": "String"}`, "[label peso weight] "},
		{translation, "|label|String|x|\n|peso|String|x|\n", `{"weight": 1.5, "label": "String"}`, "[label peso weight] "},
		{translation, "|label|String|x|\n|peso|Double collection|x|\n", `{"weight": 1.5, "label": "String"}`, "[label peso weight] "},
		{translation, "|label|String|x|\n|netWeight|Double|x|\n", `{"weight": 1.5, "label": "String"}`, "[label netWeight weight] "},
		{translation, "|label|String|x|\n|peso|Double|x|\n|largo|Double|x|\n", `{"weight": 1.5, "label": "String"}`, "[label peso largo weight] "},
		{translation, "|label|String|x|\n|peso|Double|x|\n", `{"weight": 1.5, "length": 2.5, "label": "String"}`, "[label peso weight length] "},
		{translation, "|label|String|x|\n|peso|Double|x|\n", `{"label": "String"}`, "[label peso] "},
	} {
		p := parser.Parse("resources/box.md", []byte(c.title+"\n\n## <a name=\"properties\"></a>Properties\n|Property|Type|Description|\n|:--|:--|:--|\n"+c.rows+
			"\n## <a name=\"json-representation\"></a>JSON\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.box\" } -->\n```json\n"+c.json+"\n```\n"))
		names, said := []string{}, ""
		for _, prop := range p.Resources[0].Properties {
			names = append(names, prop.Name.Value)
		}
		for _, f := range p.Findings {
			said += f.Message
		}
		if got := fmt.Sprint(names, " ", said); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.rows, c.json, got, c.want)
		}
	}
}
