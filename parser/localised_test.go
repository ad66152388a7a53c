package parser_test

import (
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
