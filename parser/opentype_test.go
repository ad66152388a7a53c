package parser_test

import (
	"testing"

	"github.com/docbind/docbind/parser"
)

// TestOpenType reads the sentences and titles that say that a type is open.
func TestOpenType(t *testing.T) {
	const annotation = "\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.labels\", \"openType\": true } -->\n```json\n{ \"a\": \"String\" }\n```\n"
	for text, want := range map[string]bool{
		"# labels resource type\n\nThe labels of a plan. It is an Open Type. Names are yours.":             true,
		"# labels resource type\n\nLabels of a plan, an open type that clients fill.":                      true,
		"# labels resource type\n\nAn open complex type that holds labels.":                                true,
		"# labels resource type\n\nAn open complex typeface.":                                              false,
		"# labels resource type\n\nThis is an _open type_.":                                                true,
		"# labels resource type\n\nAs labels vary, this is an OpenType with no fixed properties.":          true,
		"# labels resource type (Open Type)\n\nThe labels of a plan.":                                      true,
		"# labels resource type\n" + annotation:                                                            true,
		"# labels resource type\n\nThe labels of a plan.":                                                  false,
		"# labels resource type\n\nA base for the OData v4 open type [more](more.md).":                     false,
		"# labels resource type\n\nWhat tells an open type extension from others.":                         false,
		"# labels resource type\n\nLabels are open for an opening.":                                        false,
		"# labels resource type\n\nThe labels of a plan.\n\n## Remarks\n\nCompare the plan, an open type.": false,
	} {
		p := parser.Parse("resources/labels.md", []byte(text+"\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|a|String|First.|\n"))
		if len(p.Resources) == 0 || p.Resources[0].Open != want {
			t.Errorf("%s: the type's openness is read wrongly: %+v", text, p.Resources)
		}
	}
}

// TestOpenTypeExamples reads no properties out of the JSON representation of an open
// type without a table: its members are examples.
func TestOpenTypeExamples(t *testing.T) {
	const json = "\n## JSON representation\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.labels\" } -->\n```json\n{ \"jd8S5gOaFk2S\": true }\n```\n"
	open := parser.Parse("resources/labels.md", []byte("# labels resource type\n\nThis is an open type.\n"+json))
	closed := parser.Parse("resources/labels.md", []byte("# labels resource type\n\nLabels.\n"+json))
	if n := len(open.Resources[0].Properties); n != 0 {
		t.Errorf("%d properties are read of an open type's example", n)
	}
	if n := len(closed.Resources[0].Properties); n != 1 {
		t.Errorf("%d properties are read of a type that is not open, want 1", n)
	}
}

// TestDictionary takes a type for open that its page calls a dictionary and lists no properties of.
func TestDictionary(t *testing.T) {
	const (
		json = "\n## JSON representation\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.labels\" } -->\n```json\n{ \"@odata.type\": \"#microsoft.graph.labels\" }\n```\n"
		rows = "\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|a|String|First.|\n"
		none = "\n## Properties\nNone.\n"
	)
	for text, want := range map[string]bool{
		"Represents a [dictionary](https://a.example/dictionary.md) of labels by name.\n" + none: true,
		"A property bag with what the owner of the box noted.\n" + none:                          true,
		"A map of names to [colours](colour.md).\n":                                              true,
		"A dictionary of labels.\n" + rows:                                                       false,
		"The labels, found in a dictionary of the box.\n" + none:                                 false,
		"The labels.\n" + none + "\n## Remarks\n\nA dictionary of labels is another thing.\n":    false,
	} {
		p := parser.Parse("resources/labels.md", []byte("# labels resource type\n\n"+text+json))
		if len(p.Resources) != 1 || p.Resources[0].Open != want {
			t.Errorf("%s: open is %v, want %v", text, !want, want)
		}
	}
}
