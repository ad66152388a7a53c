package parser_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/pagetest"
	"github.com/docbind/docbind/model"
)

// form writes a page in another form that says the same.
type form struct {
	name  string
	write func(page string) string
	// forget removes from a page what the form doesn't keep, such as the words of
	// headings in another language; nil if it keeps everything.
	forget func(*model.Page)
}

var forms = []form{
	{name: "CRLF", write: replace("\n", "\r\n")},
	{name: "CR", write: replace("\n", "\r")},
	{name: "byte order mark", write: func(s string) string { return "\ufeff" + s }},
	{name: "no final line end", write: func(s string) string { return strings.TrimRight(s, "\n") }},
	{name: "trailing blanks", write: prose(func(l string) string { return strings.TrimRight(l, " ") + "   " })},
	{name: "non-breaking spaces", write: prose(func(l string) string { return wordSpace.ReplaceAllString(l, "$1\u00a0$2") })},
	{name: "tabs in code", write: code(tabs)},
	{name: "info string in capitals", write: code(replace("```http", "```HTTP"))},
	{name: "info string after a blank", write: code(replace("```http", "``` http"))},
	{name: "info string http-request", write: code(replace("```http", "```http-request"))},
	{name: "info string rest", write: code(replace("```http", "```rest"))},
	{name: "info string with attributes", write: code(replace("```http", "```http {.line-numbers}"))},
	{name: "JavaScript for JSON", write: code(replace("```json", "```javascript"))},
	{name: "tilde fences", write: code(replace("```", "~~~~"))},
	{name: "closed headings", write: prose(func(l string) string { return heading.ReplaceAllString(l, "$1 $2 ##") })},
	{name: "deeper headings", write: prose(func(l string) string {
		if strings.HasPrefix(l, "##") && heading.MatchString(l) {
			return "#" + l
		}
		return l
	}), forget: func(p *model.Page) {
		for i := range p.Sections {
			p.Sections[i].Level = 0
		}
	}},
	{name: "title on the second level", write: prose(func(l string) string {
		if heading.MatchString(l) && !strings.HasPrefix(l, "# [") && !strings.HasPrefix(l, "######") {
			return "#" + l
		}
		return l
	})},
	{name: "other names of sections", write: prose(func(l string) string {
		for name, other := range map[string]string{"Request body": "Payload", "Response": "Return value", "Relationships": "Relations", "HTTP request": "Syntax"} {
			if l == "## "+name {
				return "## " + other
			}
		}
		return l
	}), forget: forgetWords},
	{name: "headings for request lines", write: headRequest, forget: func(p *model.Page) {
		forgetWords(p)
		p.Annotations = slices.DeleteFunc(slices.Clone(p.Annotations), func(a model.Annotation) bool { return a.Block == model.BlockIgnored })
	}},
	{name: "promises below unknown headings", write: func(s string) string { return onlyPromise.ReplaceAllString(s, "## What comes back$1") }, forget: forgetWords},
	{name: "nullable types", write: tables(func(row string) string { return plainRow.ReplaceAllString(row, "$1$2$3${4}Nullable<$5>$6") })},
	{name: "types with question marks", write: tables(func(row string) string { return plainRow.ReplaceAllString(row, "$1$2$3$4$5?$6") })},
	{name: "names marked as required", write: tables(func(row string) string { return plainRow.ReplaceAllString(row, "$1$2<br/>**Required**$3$4$5$6") })},
	{name: "placeholders in angle brackets", write: requestLines(func(l string) string { return placeholders.ReplaceAllString(l, "<$1>") })},
	{name: "placeholders in double braces", write: requestLines(func(l string) string { return placeholders.ReplaceAllString(l, "{{$1}}") })},
	{name: "placeholders behind colons", write: requestLines(func(l string) string { return segments.ReplaceAllString(l, "/:$1$2") })},
	{name: "anchors and numbers in headings", write: prose(func(l string) string {
		if m := heading.FindStringSubmatch(l); m != nil && len(m[1]) > 1 && !strings.HasPrefix(m[2], "[") {
			return m[1] + " 1.2. " + m[2] + " {#x-y}"
		}
		return l
	}), forget: func(p *model.Page) {
		for i := range p.Sections {
			p.Sections[i].Heading.Value = strings.TrimPrefix(p.Sections[i].Heading.Value, "1.2. ")
		}
	}},
	{name: "underlined headings", write: prose(underline)},
	{name: "tables without outer pipes", write: tables(func(row string) string { return strings.Trim(row, "| ") })},
	{name: "tables without closing pipes", write: tables(func(row string) string { return strings.TrimRight(row, "| ") })},
	{name: "padded tables", write: tables(func(row string) string { return cellEnd.ReplaceAllString(row, "$1\t | ") })},
	{name: "tables in HTML", write: func(s string) string { return pagetest.Tables(s, pagetest.HTMLTable) }},
	{name: "tables in HTML, Markdown in their cells", write: func(s string) string { return pagetest.Tables(s, pagetest.LooseHTMLTable) }},
	{name: "lists in place of tables", write: func(s string) string { return pagetest.Tables(s, pagetest.List) }, forget: forgetAction},
	{name: "lists with types behind colons", write: func(s string) string { return pagetest.Tables(s, pagetest.ColonList) }, forget: forgetAction},
	{name: "lists of bare words", write: func(s string) string { return pagetest.Tables(s, pagetest.BareList) }, forget: forgetAction},
	{name: "terms with definitions", write: func(s string) string { return pagetest.Tables(s, pagetest.Terms) }, forget: forgetAction},
	{name: "lists of definitions in HTML", write: func(s string) string { return pagetest.Tables(s, pagetest.HTMLTerms) }, forget: forgetAction},
	{name: "code in HTML", write: pagetest.Pre},
	{name: "reference links", write: referenceLinks},
	{name: "annotations on lines of their own", write: breakComments},
	{name: "samples in list items", write: inList},
	{name: "quoted samples", write: quoteSamples},
	{name: "monikers", write: prose(func(l string) string {
		return heading.ReplaceAllString(l, ":::moniker-end\n\n::: moniker range=\">=graph-rest-1.0\"\n\n$0")
	})},
	{name: "anchors above headings", write: prose(func(l string) string { return heading.ReplaceAllString(l, "<a id=\"x\"></a>\n\n$0") })},
	{name: "long fences", write: code(replace("```", "`````"))},
	{name: "blank lines around code", write: code(func(l string) string {
		if strings.HasPrefix(l, "```h") {
			return "\n\n" + l
		}
		return l
	})},
	{name: "code blocks never closed", write: unclosed, forget: forgetFindings},
	{name: "annotations never closed", write: func(s string) string {
		return openComment.ReplaceAllString(s, "$1\n$2")
	}, forget: forgetFindings},
	{name: "translated headings", write: translate, forget: forgetHeadings},
	{name: "source and translation side by side", write: sideBySide, forget: func(p *model.Page) { p.Slug = "" }},
	{name: "no front matter", write: func(s string) string { return frontMatter.ReplaceAllString(s, "") }, forget: func(p *model.Page) { p.FrontMatter = nil }},
}

var (
	wordSpace   = regexp.MustCompile(`([a-z]) ([a-z])`)
	heading     = regexp.MustCompile(`^(#+) +(.*?) *$`)
	frontMatter = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)
	cellEnd     = regexp.MustCompile(`([^\\|])\|`)
	onlyPromise = regexp.MustCompile("(?m)^## Response(\n+If successful, this (?:method|action|function) returns (?:an? )?`2.*\n+#)")
	plainRow    = regexp.MustCompile(`^(\| *)([A-Za-z]+)( *\|)( *)(String|Boolean|Int32|DateTimeOffset)( *\|)`)
	// placeholders are those with a plain name, segments those that are a segment.
	placeholders = regexp.MustCompile(`\{([A-Za-z-]+)\}`)
	segments     = regexp.MustCompile(`/\{([A-Za-z-]+)\}(/|$)`)
	link         = regexp.MustCompile(`([^!\]])\[([^\[\]]+)\]\(([^()\s#]+)\)`)
)

func replace(old, with string) func(string) string {
	return func(s string) string { return strings.ReplaceAll(s, old, with) }
}

// lines applies a function to each line of a page and tells it what the line is
// part of.
func lines(page string, f func(l string, fence, comment bool) string) string {
	front := frontMatter.FindString(page)
	out := strings.Split(page[len(front):], "\n")
	fence, comment := false, false
	for i, l := range out {
		mark := strings.HasPrefix(strings.TrimLeft(l, " >"), "```") && !comment
		comment = comment || !fence && strings.Contains(l, "<!--")
		out[i] = f(l, fence || mark, comment)
		fence = fence != mark
		comment = comment && !strings.Contains(l, "-->")
	}
	return front + strings.Join(out, "\n")
}

// prose makes a transformation of lines outside code and comments.
func prose(f func(string) string) func(string) string {
	return func(page string) string {
		return lines(page, func(l string, fence, comment bool) string {
			if fence || comment {
				return l
			}
			return f(l)
		})
	}
}

// code makes a transformation of fences and the lines inside.
func code(f func(string) string) func(string) string {
	return func(page string) string {
		return lines(page, func(l string, fence, comment bool) string {
			if !fence {
				return l
			}
			return f(l)
		})
	}
}

// requestLines makes a transformation of the code below the heading HTTP request, unless a sample
// stands there.
func requestLines(f func(string) string) func(string) string {
	return func(page string) string {
		below := false
		return lines(page, func(l string, fence, comment bool) string {
			if !fence && heading.MatchString(l) {
				below = l == "## HTTP request"
			}
			if comment && strings.Contains(l, "request") {
				below = false
			}
			if !fence || !below {
				return l
			}
			return f(l)
		})
	}
}

// tables makes a transformation of the rows of tables.
func tables(f func(string) string) func(string) string {
	return prose(func(l string) string {
		if !strings.HasPrefix(l, "|") || strings.Count(l, "|") < 3 {
			return l
		}
		return f(l)
	})
}

// tabs indents code by tabs.
func tabs(l string) string {
	rest := strings.TrimLeft(l, " ")
	n := len(l) - len(rest)
	return strings.Repeat("\t", n/2) + strings.Repeat(" ", n%2) + rest
}

// underline writes headings of the first two levels with a line below.
func underline(l string) string {
	m := heading.FindStringSubmatch(l)
	switch {
	case m == nil || strings.HasPrefix(m[2], "[") || len(m[1]) > 2:
		return l
	case len(m[1]) == 1:
		return m[2] + "\n==="
	}
	return "\n" + m[2] + "\n------\n"
}

// referenceLinks gives links a label that is defined at the end of the page.
func referenceLinks(page string) string {
	var definitions strings.Builder
	labels := map[string]string{}
	page = prose(func(l string) string {
		if strings.Contains(l, "INCLUDE") {
			return l
		}
		return link.ReplaceAllStringFunc(l, func(s string) string {
			m := link.FindStringSubmatch(s)
			label, known := labels[m[3]]
			if !known {
				label = fmt.Sprintf("ref%d", len(labels))
				labels[m[3]] = label
				fmt.Fprintf(&definitions, "[%s]: %s\n", label, m[3])
			}
			return m[1] + "[" + m[2] + "][" + label + "]"
		})
	})(page)
	return page + "\n\n" + definitions.String()
}

// breakComments puts the braces of annotations on lines of their own.
func breakComments(page string) string {
	return lines(page, func(l string, fence, comment bool) string {
		if !comment || fence {
			return l
		}
		in := "\n" + l[:len(l)-len(strings.TrimLeft(l, " "))]
		return strings.NewReplacer("<!-- {", "<!--"+in+"{", "<!--{", "<!--"+in+"{", "} -->", "}"+in+"-->", "}-->", "}"+in+"-->").Replace(l)
	})
}

// inList indents what stands below an example heading, headings aside, as the
// content of list items.
func inList(page string) string {
	return belowExamples(page, func(l string, first bool) string {
		switch {
		case first:
			return "1. Do so:\n\n" + indent(l, "   ")
		default:
			return indent(l, "   ")
		}
	})
}

// quoteSamples puts what stands below an example heading into quotes.
func quoteSamples(page string) string {
	return belowExamples(page, func(l string, first bool) string { return strings.TrimRight("> "+l, " ") })
}

func indent(l, by string) string {
	if l == "" {
		return l
	}
	return by + l
}

// belowExamples transforms what stands below an example heading, headings aside.
func belowExamples(page string, f func(l string, first bool) string) string {
	below, first := false, false
	return lines(page, func(l string, fence, comment bool) string {
		if !fence && !comment && heading.MatchString(l) {
			if title := strings.TrimLeft(l, "# "); strings.HasPrefix(l, "## ") {
				below = strings.HasPrefix(title, "Example")
			}
			first = true
			return l
		}
		if !below || l == "" && first {
			return l
		}
		defer func() { first = false }()
		return f(l, first)
	})
}

// translate writes headings and the headers of tables in another language, and keeps
// the English headings as anchors, as the tools of translators do. Names of types and
// values stay.
func translate(page string) string {
	page = prose(func(l string) string {
		m := heading.FindStringSubmatch(l)
		if m == nil || strings.HasPrefix(m[2], "[") {
			return l
		}
		return m[1] + " " + anchor(m[2]) + docsWord.ReplaceAllStringFunc(m[2], func(w string) string { return "über" + w[:1] })
	})(page)
	return tableHead.ReplaceAllStringFunc(page, func(s string) string {
		m := tableHead.FindStringSubmatch(s)
		return "|" + regexp.MustCompile(`[^|]+`).ReplaceAllString(m[1], " Spalte ") + "|\n" + m[2]
	})
}

var (
	notSlug   = regexp.MustCompile(`[^A-Za-z0-9 _-]`)
	tableHead = regexp.MustCompile(`(?m)^\|([ *]*(?:Permission type|Property|Name|Header|Member)[ *]*\|(?:[^|\n]*\|){0,1}[^|\n]*)\| *\n(\|[-: |]+\n)`)
	docsWord  = regexp.MustCompile(`(?i)\b(request|response|headers?|body|examples?|permissions|properties|relationships|methods|members|representation|resource|complex|enum|type|values|optional|query|function|parameters|get|list|create|update|delete)\b`)
)

// anchor returns the anchor of an English heading.
func anchor(heading string) string {
	return `<a name="` + strings.ToLower(strings.ReplaceAll(notSlug.ReplaceAllString(heading, ""), " ", "-")) + `"></a>`
}

// forgetHeadings removes what headings and the headers of tables say by their words
// alone.
func forgetHeadings(p *model.Page) {
	p.Title, p.Slug = model.Text{}, ""
	for i := range p.Sections {
		p.Sections[i].Heading = model.Text{}
	}
	for i := range p.Parameters {
		p.Parameters[i].Action = false
		if p.Parameters[i].In == model.InHeader { // Name | Value | Description
			p.Parameters[i].Type = model.TypeExpr{}
		}
	}
}

// sideBySide writes every text twice, in translation and in English, as another
// tool does.
func sideBySide(page string) string {
	both := func(text string) string {
		return `<span data-ttu-id="a1b2c-101">Übersetzt [falsch](../resources/falsch.md), ` + "`999 nein`" +
			`</span><span class="sxs-lookup"><span data-stu-id="a1b2c-101">` + text + `</span></span>`
	}
	return prose(func(l string) string {
		m := heading.FindStringSubmatch(l)
		switch {
		case m != nil && strings.HasPrefix(m[2], "["), strings.Contains(l, "INCLUDE"), strings.Trim(l, " -*|:>&nbsp;") == "":
			return l
		case m != nil:
			return m[1] + " " + anchor(m[2]) + both(m[2])
		case strings.HasPrefix(l, "|"):
			if strings.ContainsAny(l, "&\\`") {
				return l
			}
			return cellText.ReplaceAllStringFunc(l, func(cell string) string {
				if strings.Trim(cell, "-: ") == "" {
					return cell
				}
				return both(cell)
			})
		case strings.IndexByte("[>-*<:# 0123456789", l[0]) >= 0:
			return l
		}
		return both(l)
	})(page)
}

var cellText = regexp.MustCompile(`[^| ][^|]*[^| ]|[^| ]`)

// unclosed leaves out the end of every code block that a heading or an annotation
// follows.
func unclosed(page string) string {
	return regexp.MustCompile("(?m)^```\\n(\\n*(?:#+ |<!--))").ReplaceAllString(page, "$1")
}

var openComment = regexp.MustCompile("(?m)^(<!-- *\\{[^}]*\\}) *-->\n(```)")

// forgetWords removes the words of headings.
func forgetWords(p *model.Page) {
	for i := range p.Sections {
		p.Sections[i] = model.Section{Level: p.Sections[i].Level}
	}
}

// headRequest makes the request line of a page its heading, if it has one and another section of what is
// described follows.
func headRequest(page string) string {
	return requestSection.ReplaceAllString(page, "## $1\n\n$2")
}

var requestSection = regexp.MustCompile("(?m)^## HTTP request\\n+(?:<!--[^>]*ignored[^>]*-->\\n+)?```http *\\n((?:GET|POST|PUT|PATCH|DELETE) /[^ `\\n]*)\\n+``` *\\n+(## (?:Optional query parameters|Request headers|Request body|Function parameters)\\n)")

// forgetAction removes whether a table is one of parameters, as its first column says, and the type
// of its first resource.
func forgetAction(p *model.Page) {
	for i := range p.Parameters {
		p.Parameters[i].Action = false
	}
}

// forgetFindings removes what is reported on purpose.
func forgetFindings(p *model.Page) { p.Findings = nil }
