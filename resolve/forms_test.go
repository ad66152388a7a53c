package resolve_test

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// docsSet returns the pages of testdata and, where it is at hand, a part of a docs
// set, always the same one.
func docsSet(t testing.TB) map[string]string {
	t.Helper()
	set := map[string]string{}
	beta := filepath.Join("..", "..", "shared", "corpus", "api-reference", "beta")
	for _, dir := range []string{filepath.Join("..", "testdata", "docs"), beta} {
		names, _ := filepath.Glob(filepath.Join(dir, "*", "*.md"))
		for _, name := range names {
			h := fnv.New32a()
			h.Write([]byte(filepath.Base(name)))
			if dir == beta && h.Sum32()%8 != 0 {
				continue
			}
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			set[filepath.Base(filepath.Dir(name))+"/"+filepath.Base(name)] = strings.ReplaceAll(string(src), "\r\n", "\n")
		}
	}
	return set
}

// records resolves a docs set, and returns the records without their places.
func records(t *testing.T, set map[string]string) []string {
	t.Helper()
	var pages []*model.Page
	for name, src := range set {
		pages = append(pages, parser.Parse(name, []byte(src)))
	}
	var b bytes.Buffer
	if err := model.WriteRecords(&b, resolve.Resolve(pages, resolve.Options{})); err != nil {
		t.Fatal(err)
	}
	return strings.Split(place.ReplaceAllString(b.String(), ""), "\n")
}

var place = regexp.MustCompile(`"page":"[^"]*","line":\d+,`)

// TestSetForms writes a docs set as other houses keep theirs, and compares the API.
func TestSetForms(t *testing.T) {
	if testing.Short() {
		t.Skip("resolves several hundred pages several times")
	}
	set := docsSet(t)
	want := records(t, set)
	if len(want) < 40 {
		t.Fatalf("%d records", len(want))
	}
	linkTarget := regexp.MustCompile(`\]\([^()\s:]*\.md`)
	frontMatter := regexp.MustCompile(`(?s)\A---\r?\n.*?\n---\r?\n`)
	for name, write := range map[string]func(name, src string) (string, string){
		"underscores in file names": func(name, src string) (string, string) {
			return strings.ReplaceAll(name, "-", "_"),
				linkTarget.ReplaceAllStringFunc(src, func(s string) string { return strings.ReplaceAll(s, "-", "_") })
		},
		"no front matter": func(name, src string) (string, string) { return name, frontMatter.ReplaceAllString(src, "") },
		"file names in capitals": func(name, src string) (string, string) {
			dir, file := filepath.Split(name)
			return dir + strings.ToUpper(file[:1]) + file[1:], src
		},
		"CRLF": func(name, src string) (string, string) { return name, strings.ReplaceAll(src, "\n", "\r\n") },
	} {
		t.Run(name, func(t *testing.T) {
			written := map[string]string{}
			for page, src := range set {
				page, src = write(page, src)
				written[page] = src
			}
			got := records(t, written)
			missing := map[string]bool{}
			for _, r := range want {
				missing[r] = true
			}
			n := 0
			for _, r := range got {
				if !missing[r] {
					if n++; n <= 5 {
						t.Errorf("new: %.500s", r)
					}
				}
				delete(missing, r)
			}
			i := 0
			for r := range missing {
				if i++; i <= 5 {
					t.Errorf("lost: %.500s", r)
				}
			}
			if n+i > 0 {
				t.Errorf("%d records of %d are new, %d lost", n, len(want), i)
			}
		})
	}
}

// TestTranslatedTypes takes the type from the JSON representation where the table of a
// translated page has a word of that language.
func TestTranslatedTypes(t *testing.T) {
	got := fmt.Sprint(records(t, map[string]string{"resources/box.md": `# <a name="box-resource-type"></a>Ressourcentyp box

## <a name="properties"></a>Eigenschaften

|Eigenschaft|Typ|Beschreibung|
|:---|:---|:---|
|id|Zeichenfolge|Kennung.|
|sealed|Boolescher Wert|Ob zu.|

## <a name="json-representation"></a>JSON-Darstellung

<!-- { "blockType": "resource", "@odata.type": "store.box" } -->
` + "```json\n{ \"id\": \"String (identifier)\", \"sealed\": true }\n```\n"}))
	for _, want := range []string{`"name":"id","type":"Edm.String"`, `"name":"sealed","type":"Edm.Boolean"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
}
