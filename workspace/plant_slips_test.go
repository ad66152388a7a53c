package workspace

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// slips are defects that replace a text: what an expression finds in a part of the page, by what
// it expands to.
type slips struct {
	in   func(s *site) (model.Span, bool)
	find *regexp.Regexp
	make string
}

// at plants the slip at a place of its part, at random. The finding is expected where what is
// replaced begins.
func (l slips) at(s *site) (change, bool) {
	in, ok := l.in(s)
	if !ok {
		return change{}, false
	}
	text := s.text(in)
	m, ok := pick(s.r, l.find.FindAllStringSubmatchIndex(text, -1))
	if !ok {
		return change{}, false
	}
	written := string(l.find.ExpandString(nil, l.make, text, m))
	return change{start: int(in.Start) + m[0], end: int(in.Start) + m[1], text: written}, written != text[m[0]:m[1]]
}

func slip(in func(s *site) (model.Span, bool), find, replace string) func(s *site) (change, bool) {
	return slips{in, regexp.MustCompile(find), replace}.at
}

// faultAt moves the place where a finding is expected into what is planted.
func faultAt(plant func(s *site) (change, bool), fault int) func(s *site) (change, bool) {
	return func(s *site) (change, bool) {
		c, ok := plant(s)
		c.fault = fault
		return c, ok
	}
}

// inRequest and inResponse are the code blocks of samples of a page about an operation.
func inRequest(s *site) (model.Span, bool) {
	m, ok := s.request(anySample)
	return s.codeOf(m, ok)
}

func inResponse(s *site) (model.Span, bool) {
	m, ok := s.response(anySample)
	return s.codeOf(m, ok)
}

func (s *site) codeOf(m *model.Sample, ok bool) (model.Span, bool) {
	if !ok || !s.operation() {
		return model.Span{}, false
	}
	f, ok := s.fenceOf(m)
	if !ok {
		return model.Span{}, false
	}
	return f.Span, true
}

// inSection is a section of level 2 of a page.
func inSection(title string) func(s *site) (model.Span, bool) {
	return func(s *site) (model.Span, bool) { return s.section(title) }
}

// inPage is all of a page, inOperation that of one about an operation.
func inPage(s *site) (model.Span, bool) { return model.Span{End: int32(len(s.Text))}, true }

func inOperation(s *site) (model.Span, bool) {
	return model.Span{End: int32(len(s.Text))}, s.operation() && s.FrontMatterValue("doc_type").Value == "apiPageType"
}

// inRepresentation is the JSON representation of a type.
func inRepresentation(s *site) (model.Span, bool) {
	r, ok := s.resource()
	if !ok {
		return model.Span{}, false
	}
	return model.Span{Start: r.JSON.Text.Pos.Start, End: r.JSON.Text.Pos.End}, true
}

// slipPlanters are slips that authors make where nothing contradicts them but how pages are
// written.
var slipPlanters = []planter{
	{name: "a misspelt header", rule: "http/header-name", plant: slip(inRequest, `Content-[Tt]ype:`, `Contnet-Type:`)},
	{name: "a misspelt header in a table", rule: "http/header-name", plant: slip(inSection("Request headers"), `Authorization`, `Authorisaton`)},
	{name: "a misspelt type of media", rule: "http/header-name", plant: slip(inResponse, `application/json`, `aplication/json`)},
	{name: "a translated header in a table", rule: "http/header-name", plant: slip(inSection("Request headers"), `Authorization`, `Autorización`)},
	{name: "a header that a sample leaves out", rule: "contract/required-header", either: true, plant: func(s *site) (change, bool) {
		c, ok := slip(inSection("Request headers"), `(?m)^(\| *)Authorization( *\|[^\n]*Required\.[^\n]*\n)`, "$0${1}X-Tenant$2")(s)
		op, alone := s.alone()
		if c.fault = len(c.text) - 1; !ok || !alone {
			return change{}, false
		}
		_, asked := s.request(func(m *model.Sample) bool { return m.Method.Value == op.Method })
		return c, asked
	}},
	{name: "a misspelt namespace", rule: "resource/namespace", plant: faultAt(slip(inOperation, `(?m)^Namespace: microsoft\.graph\r?$`, `Namespace: microsoft.grahp`), len("Namespace: "))},
	{name: "a misspelt query option", rule: "http/query", plant: slip(inRequest, `\?\$(?:filter|select|expand)=`, `?$$fitler=`)},
	{name: "a second question mark", rule: "http/query", plant: slip(inRequest, `&(\$(?:filter|select|expand|top|skip|count|orderby)=)`, `?$1`)},
	{name: "a context of another version", rule: "http/version", plant: slip(inResponse, `("@odata\.context": *"https://graph\.microsoft\.com)/beta/`, `$1/v1.0/`)},
	{name: "a context of a host for tests", rule: "http/host", plant: slip(inResponse, `("@odata\.context": *"https://)graph\.microsoft\.com/`, `${1}canary.graph.microsoft.com/`)},
	{name: "a request without a version", rule: "http/version", plant: slip(inRequest, `https://graph\.microsoft\.com/beta/`, `https://graph.microsoft.com/`)},
	{name: "another reason in the prose", rule: "http/status-reason", plant: slip(inSection("Response"), "`(200|204) [A-Za-z ]+`", "`$1 Accepted`")},
	{name: "a link called after another type", rule: "link/other-type", plant: func(s *site) (change, bool) {
		var names []string
		for _, name := range slices.Sorted(maps.Keys(s.types)) {
			if t := s.types[name]; t.Kind == model.StructType && !t.Inferred && len(t.Declared) == 1 && regexp.MustCompile(`^microsoft\.graph\.[a-z]+[A-Z][A-Za-z]*$`).MatchString(name) {
				names = append(names, strings.TrimPrefix(name, "microsoft.graph."))
			}
		}
		name, _ := pick(s.r, names)
		return slip(inSection("Response"), `\[[a-z]+[A-Z][A-Za-z]*\]\((\.\./resources/[a-z-]+\.md)\)`, "["+name+"]($1)")(s)
	}},
	{name: "a link that is never closed", rule: "link/syntax", plant: slip(inSection("Response"), `\]\((\.\./resources/[a-z-]+\.md)\)`, `]($1`)},
	{name: "a blank before a destination", rule: "link/syntax", plant: slip(inSection("Methods"), `\]\((\.\./api/[a-z-]+\.md)\)`, `] ($1)`)},
	{name: "a link the wrong way round", rule: "link/syntax", plant: slip(inSection("Response"), `\[([^\]]+)\]\((\.\./resources/[a-z-]+\.md)\)`, `($1)[$2]`)},
	{name: "an include without its mark", rule: "link/syntax", plant: slip(inPage, `\[!INCLUDE \[beta`, `[INCLUDE [beta`)},
	{name: "a misspelt alert", rule: "page/alert", plant: slip(inPage, `\[!(?:NOTE|IMPORTANT)\]`, `[!NOET]`)},
	{name: "a heading without a blank", rule: "page/heading-syntax", plant: slip(inOperation, `(?m)^## (Request body|Response|HTTP request|Permissions)\b`, `##$1`)},
	{name: "an indented heading", rule: "page/heading-syntax", plant: slip(inOperation, `(?m)^## (Request body|Response|HTTP request|Permissions)\b`, "\t## $1")},
	{name: "a heading a level too deep", rule: "page/misspelt-section", plant: slip(inOperation, `(?m)^## (Request body|HTTP request|Permissions)\b`, `### $1`)},
	{name: "a conflict of two edits", rule: "page/merge-conflict", plant: slip(inOperation, `(?m)^## Request body\b`, "<<<<<<< HEAD\n## Body\n=======\n## Request body\n>>>>>>> body")},
	{name: "a misspelt language", rule: "page/fence-language", plant: slip(inRequest, "^```http", "```htp")},
	{name: "an author still to be named", rule: "json/generator-text", plant: slip(inPage, `(?m)^author: .+$`, `author: "TBD"`)},
	{name: "a description still to be written", rule: "json/generator-text", plant: slip(inSection("Properties"), `\|[A-Z][^|\n]+\|(\n\|[a-z])`, "|TODO|$1")},
	{name: "a misspelt key", rule: "page/front-matter-missing", plant: slip(inPage, `(?m)^description:`, `descritpion:`)},
	{name: "a misspelt permission", rule: "table/permission-name", plant: func(s *site) (change, bool) {
		list := []string{"ReadWirte", "ReadWrit", "RedWrite", "ReadWriite", "ReadWrtie", "RaedWrite", "ReadWrte", "ReadWrita", "ReadWrote", "ReadWriet", "ReadWride", "ReaddWrite"}
		word, _ := pick(s.r, list) // a slip that several pages make is none
		return slip(inSection("Permissions"), `\bReadWrite\.All\b`, word+".All")(s)
	}},
	{name: "another type in the JSON", rule: "resource/json-type", plant: slip(inRepresentation, `("[a-z][a-zA-Z]{5,}": *)(?:true|false|"Boolean")`, `$1"String"`)},
	{name: "words of a permission in another order", rule: "table/permission-name", plant: func(s *site) (change, bool) {
		words, _ := pick(s.r, []string{".WriteRead.All", ".ReadWriteAll", ".All.ReadWrite", ".Write.Read.All"})
		return slip(inSection("Permissions"), `\b([A-Z][A-Za-z]{5,})\.ReadWrite\.All\b`, "${1}"+words)(s)
	}},
	{name: "a link without a blank before it", rule: "link/syntax", plant: faultAt(slip(inSection("Response"), `([a-z]{3}) \[([A-Za-z]+)\]\(\.\./resources`, "$1[$2](../resources"), 3)},
	{name: "a character that there is not", rule: "page/entity", plant: slip(inSection("Response"), ` code\b`, ` code&nbps;`)},
	{name: "a description in Markdown", rule: "page/description", plant: slip(inPage, `(?m)^description: "([A-Z][a-z]+) `, `description: "**$1** `)},
	{name: "a first sentence of another operation", rule: "page/other-verb", plant: func(s *site) (change, bool) {
		c, ok := slip(inOperation, `(?m)^(?:Get|Retrieve|Delete|List) `, "Create ")(s)
		return c, ok && regexp.MustCompile("^(Get|Delete|List) ").MatchString(s.Title.Value)
	}},
	{name: "a heading of another type", rule: "page/other-heading", plant: func(s *site) (change, bool) {
		c, ok := slip(inPage, `(?m)^# [a-zA-Z]+ resource type$`, "# user resource type")(s)
		return c, ok && s.FrontMatterValue("doc_type").Value == "resourcePageType" && len(s.Resources) == 1
	}},
	{name: "a heading of another action", rule: "page/other-heading", plant: slip(inOperation, `(?m)^# ([a-zA-Z]+): [a-zA-Z]+$`, "# $1: assignTag")},
	{name: "a description that is a sentence of a section", rule: "page/description", plant: func(s *site) (change, bool) {
		const sentence = "The following is a JSON representation of the resource."
		c, ok := slip(inPage, `(?m)^description: .*$`, `description: "`+sentence+`"`)(s)
		return c, ok && strings.Count(s.Text, sentence) == 1
	}},
	{name: "a body for an operation without one", rule: "contract/missing-body", plant: func(s *site) (change, bool) {
		c, ok := slip(inSection("Request body"), `Do not supply a request body for this method\.`, "In the request body, supply a JSON representation of the object.")(s)
		return c, ok && len(s.Templates) > 0 && s.Templates[0].Method.Value != "POST"
	}},
	{name: "a misspelt optional property", rule: "resource/optional-property", plant: slip(inPage, `"optionalProperties": *\[\s*\]`, `"optionalProperties": [ "displayNaem" ]`)},
	{name: "a bracket that isn't closed", rule: "json/syntax", plant: func(s *site) (change, bool) {
		c, ok := slip(inResponse, `\n *\]\n(\s*\})`, "\n$1")(s)
		c.fault = len(c.text) - 1
		return c, ok
	}},
	{name: "an escape that there is not", rule: "json/syntax", plant: slip(inResponse, `": *"([a-z])`, `": "\d$1`)},
	{name: "a method twice", rule: "table/duplicate-row", plant: func(s *site) (change, bool) {
		c, ok := slip(inSection("Methods"), `(\| *\[[^\]]*\]\([^)]*\)[^\n]*\n)`, `$1$1`)(s)
		c.fault = len(c.text) / 2
		return c, ok
	}},
	{name: "a table without hyphens", rule: "table/delimiter", plant: slip(inSection("Properties"), `(\| *Property[^\n]*\|\n)\|:?-[^\n]*\n(\|[^|\n]*\|)`, `$1$2`)},
}
