package parser_test

import (
	"fmt"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// TestDeprecatedProperties reads by name and by description which properties are to vanish.
func TestDeprecatedProperties(t *testing.T) {
	for row, want := range map[string]string{
		"a (deprecated)|String|Use **b** instead.": `true "(deprecated)"`,
		"a (Deprecated) |String|":                  `true "(deprecated)"`,
		"a (optional)|String|Its name.":            `false ""`,
		"a|String|Deprecated. Use `b` instead.":    `true "Deprecated. Use b instead."`,
		`a|String|\[deprecated\] Use b.`:           `true "[deprecated] Use b."`,
		"a|String|(Deprecated) Its name.":          `true "(Deprecated) Its name."`,
		"a|String|Its name. Deprecated: use b.":    `true "Deprecated: use b."`,
		"a|String|Its name. **Deprecated**. Gone.": `true "Deprecated. Gone."`,
		"a|String|Deprecated since 2.0":            `true "Deprecated since 2.0"`,
		"a|String|DEPRECATED - use b":              `true "DEPRECATED - use b"`,
		"a|String|Deprecated devices of the user.": `false ""`,
		"a|String|Deprecated":                      `false ""`,
		"a|String|Its state: new or deprecated.":   `false ""`,
		"deprecated|Boolean|Whether it is so.":     `false ""`,
	} {
		for _, src := range []string{
			"# x resource type\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|" + row + "|\n",
			"# x: move\n\n## Request body\n|Parameter|Type|Description|\n|:--|:--|:--|\n|" + row + "|\n",
		} {
			p := parser.Parse("x.md", []byte(src))
			got := ""
			for _, r := range p.Resources {
				got = r.Properties[0].Deprecated
			}
			for _, param := range p.Parameters {
				got = param.Deprecated
			}
			if says := fmt.Sprintf("%t %q", got != "", got); says != want {
				t.Errorf("%s\n%s, want %s", src, says, want)
			}
		}
	}
}

// TestDeprecatedPages takes the title's word for it, and the note for the reason.
func TestDeprecatedPages(t *testing.T) {
	const note = "> [!CAUTION]\n> Read this. The **x** API is deprecated. Use\n> [y](y.md) instead.\n\n"
	for src, want := range map[string]string{
		"# Get x (deprecated)\n\n" + note + "Get an x.\n\n## HTTP request\n": `1 "The x API is deprecated. Use y instead."`,
		"# Get x (deprecated)\n\nGet an x that is deprecated.\n":             `1 ""`,
		"# Get x (deprecated)\n\n## HTTP request\n\n" + note:                 `1 ""`,
		"# Get x\n\n" + note + "Get an x.\n":                                 `0 ""`,
		"# Get x (old, not deprecated)\n":                                    `0 ""`,
		"# Get [deprecated] x\n":                                             `1 ""`,
	} {
		p := parser.Parse("x.md", []byte(src))
		if got := fmt.Sprintf("%d %q", p.Deprecated.Pos.Line, p.Deprecated.Value); got != want {
			t.Errorf("%s\n%s, want %s", src, got, want)
		}
	}
	f := parser.ParseFragment("includes/x.md", []byte(note), model.Include{Section: 0})
	if f.Deprecated.Value != "The x API is deprecated. Use y instead." {
		t.Errorf("fragment: %+v", f.Deprecated)
	}
}

// TestDescriptions leaves out what only Markdown makes something of.
func TestDescriptions(t *testing.T) {
	for text, want := range map[string]string{
		"The key. [!INCLUDE [key-note](../includes/key-note.md)] Read-only.":               "The key. Read-only.",
		"The key. [!include [key-note](../includes/key-note.md)]":                          "The key.",
		"[!INCLUDE[key-note](../includes/key-note.md)] The key.":                           "The key.",
		"A thing in [!INCLUDE[product](../includes/product.md)].":                          "A thing in product.",
		"A thing of [!INCLUDE [product](../includes/product.md)] and [!INCLUDE[b](b.md)].": "A thing of product and b.",
		"Ends [!INCLUDE":                         "Ends [!INCLUDE",
		"Not one: [!NOTE] [!INCLUDE[b](b.md)] x": "Not one: [!NOTE] b x",
	} {
		p := parser.Parse("x.md", []byte("# x resource type\n\nAn x. "+text+"\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|a|String|"+text+"|\n"))
		if got := p.Resources[0].Properties[0].Description.Value; got != want {
			t.Errorf("%s\ndescription %q, want %q", text, got, want)
		}
		if got := p.Summary.Value; got != "An x. "+want {
			t.Errorf("%s\nsummary %q, want %q", text, got, want)
		}
	}
}

// TestNamespaceTwice: a namespace that stands twice is no summary.
func TestNamespaceTwice(t *testing.T) {
	p := parser.Parse("x.md", []byte("# Get x\n\nNamespace: a.b\n\nNamespace: a.b\n\nGet an x.\n"))
	if p.Namespace.Value != "a.b" || p.Summary.Value != "Get an x." {
		t.Errorf("namespace %q, summary %q", p.Namespace.Value, p.Summary.Value)
	}
}

// TestPermissionsAmongHeaders: what is not supported is no header.
func TestPermissionsAmongHeaders(t *testing.T) {
	p := parser.Parse("x.md", []byte("# Get x\n\n## Request headers\n|Name|Type|Description|\n|:--|:--|:--|\n|If-Match|string|An ETag.|\n|Delegated (personal account|Not supported.|\n|Application|Not supported.|\n"))
	if len(p.Parameters) != 1 || p.Parameters[0].Name.Value != "If-Match" {
		t.Errorf("headers %+v", p.Parameters)
	}
}
