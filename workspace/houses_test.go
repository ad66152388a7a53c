package workspace_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/docbind/docbind/internal/pagetest"
)

// houseForms write the pages of the reference as other houses write theirs.
var houseForms = []struct {
	name  string
	write func(page string) string
}{
	{"as it is", func(p string) string { return p }},
	{"no annotations", func(p string) string { return annotationComment.ReplaceAllString(p, "") }},
	{"no annotations, plain titles", func(p string) string {
		return typeTitle.ReplaceAllString(annotationComment.ReplaceAllString(p, ""), "# $1")
	}},
	{"no front matter", func(p string) string { return frontMatterOf.ReplaceAllString(p, "") }},
	{"a level deeper", func(p string) string {
		return outsideCode(p, func(l string) string {
			if strings.HasPrefix(l, "#") && !strings.HasPrefix(l, "######") && !strings.Contains(l, "(#tab/") {
				return "#" + l
			}
			return l
		})
	}},
	{"other sections", otherSections("Payload", "Return value", "Attributes", "Relations", "REST request")},
	{"more other sections", otherSections("Body", "What comes back", "Fields", "Navigation properties", "Syntax")},
	{"labels for headings", func(p string) string { return sectionHeading.ReplaceAllString(p, "**$1**") }},
	{"other columns", func(p string) string {
		return headerRow.ReplaceAllStringFunc(p, strings.NewReplacer("Property", "Attribute", "Parameter", "Argument", "Type", "Data type", "Description", "Notes").Replace)
	}},
	{"<id>", func(p string) string { return ofRequest(p, "<$1>") }},
	{"{{id}}", func(p string) string { return ofRequest(p, "{{$1}}") }},
	{"Nullable<X>", func(p string) string { return primitiveCell.ReplaceAllString(p, "$1 Nullable<$2> |") }},
	{"X?", func(p string) string { return primitiveCell.ReplaceAllString(p, "$1 $2? |") }},
	{"{root}/", func(p string) string { return hostOfRequest.ReplaceAllString(p, "$1 {root}/") }},
	{"tables in HTML", func(p string) string { return pagetest.Tables(p, pagetest.HTMLTable) }},
	{"tables in HTML, Markdown in cells", func(p string) string { return pagetest.Tables(p, pagetest.LooseHTMLTable) }},
	{"- **name** (type): text", func(p string) string { return pagetest.Tables(p, pagetest.List) }},
	{"* `name`: type - text", func(p string) string { return pagetest.Tables(p, pagetest.ColonList) }},
	{"- name (type) - text", func(p string) string { return pagetest.Tables(p, pagetest.BareList) }},
	{"terms with : text below", func(p string) string { return pagetest.Tables(p, pagetest.Terms) }},
	{"<dl>", func(p string) string { return pagetest.Tables(p, pagetest.HTMLTerms) }},
	{"<pre><code>", pagetest.Pre},
	{"## GET /things, no HTTP request", func(p string) string { return headed(p, "## ") }},
	{"no annotations, ## Name: `GET /things`", func(p string) string {
		return headed(annotationComment.ReplaceAllString(p, ""), "## Call it: `")
	}},
	{"tables of status codes", func(p string) string { return promiseSentence.ReplaceAllStringFunc(p, statusTable) }},
	{"curl commands", asCurl},
	{"a prefix behind the host", func(p string) string {
		described, examples, ok := strings.Cut(p, "\n## Example")
		if !ok {
			return p
		}
		return described + "\n## Example" + hostOfRequest.ReplaceAllString(examples, "$1 https://port.example/gateway/api/v2/")
	}},
	{"code blocks of no language", func(p string) string { return fenceInfo.ReplaceAllString(p, "```") }},
}

var (
	annotationComment = regexp.MustCompile(`(?s)<!--\s*\{.*?\}\s*-->`)
	frontMatterOf     = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)
	typeTitle         = regexp.MustCompile(`(?m)^# (\S+) (?:resource|complex|enum) type\s*$`)
	sectionHeading    = regexp.MustCompile(`(?m)^## (HTTP request|Request headers|Request body|Response|Properties|Relationships|Members|JSON representation) *$`)
	headerRow         = regexp.MustCompile(`(?m)^\| *(?:Property|Parameter) *\| *Type *\|.*$`)
	primitiveCell     = regexp.MustCompile(`(?m)^(\|[^|\n]+\|) *(String|Boolean|Int32|Int64|DateTimeOffset) *\|`)
	hostOfRequest     = regexp.MustCompile(`(?m)^(GET|POST|PATCH|PUT|DELETE) https://graph\.microsoft\.com/(?:beta|v1\.0)/`)
	fenceInfo         = regexp.MustCompile("(?m)^``` ?\\w+$")
	promiseSentence   = regexp.MustCompile("(?m)^If successful, this (?:method|function|action) returns an? `(\\d+) ([A-Za-z ]+)` response code(?: and (.*\\[.*\\]\\(.*\\).*) in the response body)?\\.? *$")
	sampleRequest     = regexp.MustCompile("(?ms)^```(?:http|msgraph-interactive)\n((?:GET|POST|PATCH|PUT|DELETE) https?://[^\n]*\n.*?)^```")
	requestPart       = regexp.MustCompile(`(?ms)^## HTTP request.*?^## `)
	requestFences     = regexp.MustCompile("(?ms)^## HTTP request *\n((?:\\s*(?:<!-- *\\{[^}]*\"ignored\"[^}]*\\} *-->\\s*)?```http *\n[^`]*?^``` *\n)+)\n*(^## )")
	requestStart      = regexp.MustCompile(`^(?:GET|POST|PATCH|PUT|DELETE) /`)
	plainPlaceholder  = regexp.MustCompile(`\{([A-Za-z-]+)\}`)
)

// headed makes headings of the request lines of a page; like begins them.
func headed(page, like string) string {
	return requestFences.ReplaceAllStringFunc(page, func(part string) string {
		m := requestFences.FindStringSubmatch(part)
		end := ""
		if strings.HasSuffix(like, "`") {
			end = "`"
		}
		var out []string
		for l := range strings.SplitSeq(strings.TrimSpace(m[1]), "\n") {
			switch {
			case strings.HasPrefix(l, "```http") && len(out) > 0:
				out = append(out, "Or else:")
			case strings.TrimSpace(l) == "", strings.HasPrefix(l, "<!--"), strings.HasPrefix(l, "```"):
			case requestStart.MatchString(l):
				out = append(out, like+strings.TrimSpace(l)+end)
			default:
				return part
			}
		}
		return strings.Join(out, "\n\n") + "\n\n" + m[2]
	})
}

// otherSections gives sections other names: those for the body, the answer, properties, relationships and
// request lines.
func otherSections(body, response, properties, relationships, request string) func(string) string {
	names := map[string]string{"Request body": body, "Response": response, "Properties": properties, "Relationships": relationships, "HTTP request": request}
	return func(p string) string {
		return sectionHeading.ReplaceAllStringFunc(p, func(heading string) string {
			if other, ok := names[strings.TrimSpace(heading[len("## "):])]; ok {
				return "## " + other
			}
			return heading
		})
	}
}

// ofRequest writes placeholders of request lines otherwise.
func ofRequest(page, as string) string {
	return requestPart.ReplaceAllStringFunc(page, func(part string) string { return plainPlaceholder.ReplaceAllString(part, as) })
}

// statusTable writes what a sentence promises as a table of status codes.
func statusTable(sentence string) string {
	m := promiseSentence.FindStringSubmatch(sentence)
	schema := ""
	if at := strings.Index(m[3], "["); at >= 0 {
		schema = m[3][at : at+strings.Index(m[3][at:], ")")+1]
		if words := " " + strings.ToLower(m[3]) + " "; strings.Contains(words, " collection ") || strings.Contains(words, " list ") || strings.Contains(words, " objects ") {
			schema += " collection"
		}
	}
	return "| Status code | Description | Schema |\n|:--|:--|:--|\n| " + m[1] + " | " + m[2] + " | " + schema + " |\n| 404 | Not Found | error |"
}

// asCurl writes the requests of samples as curl commands, if quotes hold all of them.
func asCurl(page string) string {
	for _, m := range sampleRequest.FindAllStringSubmatch(page, -1) {
		if strings.Contains(m[1], "'") {
			return page
		}
	}
	return sampleRequest.ReplaceAllStringFunc(page, func(fence string) string {
		head, body, _ := strings.Cut(strings.TrimRight(sampleRequest.FindStringSubmatch(fence)[1], "\n"), "\n\n")
		lines := strings.Split(head, "\n")
		method, url, _ := strings.Cut(lines[0], " ")
		out := "curl -X " + method + " '" + strings.TrimSpace(url) + "'"
		for _, header := range lines[1:] {
			out += " \\\n  -H '" + header + "'"
		}
		if strings.TrimSpace(body) != "" {
			out += " \\\n  -d '" + body + "'"
		}
		return "```bash\n" + out + "\n```"
	})
}

// outsideCode changes the lines that stand in no code block.
func outsideCode(page string, f func(string) string) string {
	lines, code := strings.Split(page, "\n"), false
	for i, l := range lines {
		if strings.HasPrefix(strings.TrimSpace(l), "```") {
			code = !code
		} else if !code {
			lines[i] = f(l)
		}
	}
	return strings.Join(lines, "\n")
}

// TestHouses judges what is read of the reference when it is written as other houses would:
//
//	HOUSES=1 go test -run Houses -v ./workspace
//
// No figure may fall by more than half a point, but for those that the form takes the evidence of.
func TestHouses(t *testing.T) {
	judge := filepath.Join(corpusDir, "..", "..", "..", "accuracy", "run.sh")
	if os.Getenv("HOUSES") == "" {
		t.Skip("HOUSES is not set")
	}
	if _, err := os.Stat(judge); err != nil {
		t.Skip("the judge is not here")
	}
	var usual map[string]figure
	for _, form := range houseForms {
		got := judged(t, buildGen(t), judge, form.write)
		if usual == nil {
			usual = got
		}
		text := ""
		for _, key := range houseFigures {
			text += fmt.Sprintf(" %6.2f", got[key].Percent)
			if bare := strings.HasPrefix(form.name, "no annotations"); !bare && (got[key].Percent < usual[key].Percent-0.5 || 100*got[key].Count < 99*usual[key].Count) {
				t.Errorf("%s: %s %+v, else %+v", form.name, key, got[key], usual[key])
			}
		}
		t.Logf("%-30s%s", form.name, text)
	}
}

// figure is one of the judge's.
type figure struct {
	Count   int     `json:"n"`
	Percent float64 `json:"pct"`
}

var houseFigures = []string{
	"path templates that resolve (any level)", "overall judged correct (type+none/none; soft accepted)", "both have a type: exact or sub/supertype etc.",
	"collection flag agrees (where the type agrees)", "action params: action params that docs list", "resource records whose type the CSDL has",
	"own CSDL properties (documented types) that were extracted", "property type exact", "enum members (CSDL) that docs list",
}

// judged returns the judge's figures of the reference in another form.
func judged(t *testing.T, gen, judge string, write func(string) string) map[string]figure {
	dir := t.TempDir()
	docs, model, summary := filepath.Join(dir, "docs"), filepath.Join(dir, "model.jsonl"), filepath.Join(dir, "summary.json")
	for _, part := range []string{"api", "resources"} {
		names, _ := filepath.Glob(filepath.Join(corpusDir, part, "*.md"))
		if err := os.MkdirAll(filepath.Join(docs, part), 0o777); err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			page, err := os.ReadFile(name)
			if err == nil {
				text := write(strings.ReplaceAll(string(page), "\r\n", "\n"))
				err = os.WriteFile(filepath.Join(docs, part, filepath.Base(name)), []byte(text), 0o666)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	lines, err := exec.Command(gen, "model", "--docs", docs).Output()
	if err == nil {
		err = os.WriteFile(model, lines, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(judge, model, "--exclude", "intune-", "--json", summary).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(summary)
	figures := map[string]figure{}
	if err == nil {
		err = json.Unmarshal(data, &figures)
	}
	if err != nil {
		t.Fatal(err)
	}
	return figures
}
