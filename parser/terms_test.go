package parser_test

import (
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/parser"
)

// termsPage is a page that names what is sent in lists of definitions and of bare words.
const termsPage = "# Book berth\n\n## HTTP request\n\n```http\nPOST /piers/{pier}/berths\n```\n\n" +
	"## Request headers\n\n- Authorization: Bearer token\n- X-Trace (optional) - A text.\n\n" +
	"## Query parameters\n\n<dl>\n  <dt><code>limit</code> (integer, optional)</dt>\n  <dd>How many <b>berths</b>.\n\n  At most 50.</dd>\n" +
	"  <dt><b>sort</b> <i>string</i></dt><dd>By what:<dl><dt>name</dt><dd>the name</dd></dl></dd>\n" +
	"  <dt>in (<a href=\"../resources/bay.md\">bay</a> collection)</dt><dd>Where.</dd></dl>\n\n" +
	"## Path parameters\n\npier\n: The pier.\nside (string)\n: Left\n  or right.\n: Or none.\n\n" +
	"## Request body\n\nThe berth:\n\n`ship` (string, required)\n\n:   Its name.\n\n**crew** integer\n: How many.\n\nThat is all.\n"

func TestTerms(t *testing.T) {
	p := parser.ParseDetails("api/berth-post.md", []byte(termsPage))
	pagetest.Check(t, p, []byte(termsPage))
	var got []string
	for _, q := range p.Parameters {
		if name := termsPage[q.Name.Pos.Start:q.Name.Pos.End]; name != q.Name.Value {
			t.Errorf("%s is said to stand at %q", q.Name.Value, name)
		}
		got = append(got, parameterLine(&q))
	}
	want := `header Authorization   Bearer token
header X-Trace ?  A text.
query limit integer?  How many berths. At most 50.
query sort string  By what: name the name
query in []bay ../resources/bay.md Where.
path pier   The pier.
path side string  Left or right. : Or none.
body ship string  Its name.
body crew integer  How many.`
	if strings.Join(got, "\n") != want {
		t.Errorf("parameters:\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

// TestNoTerms leaves alone what stands where nothing is listed, or whose terms are no names.
func TestNoTerms(t *testing.T) {
	for _, below := range []string{
		"## Notes\n\nship\n: The ship.\n", "## Notes\n\n<dl><dt>ship</dt><dd>The ship.</dd></dl>\n",
		"## Request body\n\nThe ship that is sent\n: as it is painted.\n", "## Request body\n\n<dl><dt>A ship</dt><dd>The ship.</dd></dl>\n",
		"## Request body\n\n<dl><dt>ship</dt><dd>The ship.</dd>\n", "## Request body\n\n> ship\n> : The ship.\n",
		"## Request body\n\n<dl><dt>ship</dt><dt>boat</dt><dd>What floats.</dd></dl>\n",
		"## Request body\n\n<dl><dt>ship</dt><dd>The ship.</dd><dd>Or boat.</dd></dl>\n", "## Request body\n\n<dl><dd>The ship.</dd></dl>\n",
		"## Request body\n\nship\n\nThe ship.\n", "## Request body\n\nship\n:The ship.\n",
	} {
		page := []byte("# Book berth\n\n" + below)
		p := parser.ParseDetails("api/berth-post.md", page)
		if pagetest.Check(t, p, page); len(p.Parameters) > 0 || len(p.Findings) > 0 {
			t.Errorf("%s: %+v %v", below, p.Parameters, p.Findings)
		}
	}
}

// TestPre reads code in HTML as other code, without its markup.
func TestPre(t *testing.T) {
	const head = "# Get berth\n\n## HTTP request\n\n"
	for _, c := range []struct{ name, page, want string }{
		{"a request line", head + "<pre>\nGET /berths/{id}\n</pre>\n", "GET /berths/{id}"},
		{"on one line", head + "<PRE class=\"code\"><code class=\"language-http\">GET /berths/{id}</code></PRE>\n", "GET /berths/{id}"},
		{"tags around", head + "<pre><b>GET</b> <i>/berths/{id}</i></pre>\n", "GET /berths/{id}"},
		{"in another tag, with a blank line", head + "<div>\n<pre>\nGET /berths/{id}\n\nGET /me/berths/{id}\n</pre>\n</div>\n", "GET /berths/{id}; GET /me/berths/{id}"},
		{"two", head + "<pre>GET /berths</pre> or <pre>GET /me/berths</pre>\n", "GET /berths; GET /me/berths"},
		{"angle brackets", head + "<pre>GET /berths/<id></pre>\n", "GET /berths/{id}"},
		{"markup in the path", head + "<pre>GET /berths/&lt;id&gt;</pre>\n", ""},
		{"never closed", head + "<pre>GET /berths\n", ""},
		{"in a quote", head + "> <pre>GET /berths</pre>\n", ""},
		{"a message", "# Get berth\n\n## GET /berths\n\n### Response\n\n<pre>\n{ &quot;na&#109;e&quot;: \"a &lt; b\", <span class=\"k\">\"tags\"</span>: [&quot;x&quot;] }</pre>\n",
			`GET /berths; {"nam e": "a < b","tags": ["x"]}`},
	} {
		src := []byte(c.page)
		p := parser.ParseDetails("api/berth-get.md", src)
		pagetest.Check(t, p, src)
		var got []string
		for _, l := range p.Templates {
			if got = append(got, l.Method.Value+" "+l.Path.Value); !strings.HasPrefix(c.page[l.Path.Pos.Start:], "/") || c.page[l.Method.Pos.Start:l.Method.Pos.End] != "GET" {
				t.Errorf("%s: the line is said to stand at %q", c.name, c.page[l.Method.Pos.Start:l.Path.Pos.End])
			}
		}
		for _, s := range p.Samples {
			got = append(got, strings.NewReplacer(" :", ":", "{ ", "{", " }", "}", ", ", ",", "[ ", "[", " ]", "]").Replace(strings.Join(strings.Fields(s.Body.JSON), " ")))
		}
		if text := strings.Join(got, "; "); text != c.want {
			t.Errorf("%s: %s, want %s", c.name, text, c.want)
		}
	}
	for _, large := range []string{
		strings.Repeat("<pre>", 200_000), strings.Repeat("<pre>a</pre>\n\n", 50_000), "<pre>" + strings.Repeat("&amp;<b>", 200_000) + "</pre>",
		strings.Repeat("<pre>GET /a&amp;\n</pre>", 50_000), "<pre>" + strings.Repeat("GET /a\n", 100_000) + "</pre>", "<pre " + strings.Repeat("class=\"", 100_000),
	} {
		src := []byte(head + large)
		pagetest.Check(t, parser.ParseDetails("api/berth-get.md", src), src)
	}
}
