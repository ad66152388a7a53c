package pagetest

import (
	"regexp"
	"strings"
)

// Tables writes the Markdown tables of a page in another form: their rows, the header first, and
// the heading that they stand below. Where the form is "", a table stays.
func Tables(page string, write func(heading string, rows [][]string) string) string {
	lines := strings.Split(page, "\n")
	var out []string
	code, comment, heading := false, false, ""
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		switch {
		case !comment && strings.HasPrefix(strings.TrimSpace(l), "```"):
			code = !code
		case !code && strings.Contains(l, "<!--"), comment:
			comment = !strings.Contains(l, "-->")
		case !code && strings.HasPrefix(l, "#"):
			heading = strings.TrimSpace(strings.TrimLeft(l, "#"))
		case !code && strings.HasPrefix(l, "|") && i+1 < len(lines) && delimiterRow.MatchString(lines[i+1]):
			end := i + 2
			for end < len(lines) && strings.HasPrefix(lines[end], "|") {
				end++
			}
			rows := [][]string{cellsOf(l)}
			for _, row := range lines[i+2 : end] {
				rows = append(rows, cellsOf(row))
			}
			if text := write(heading, rows); text != "" && (end == len(lines) || strings.TrimSpace(lines[end]) == "") {
				out = append(out, "", text, "")
				i = end - 1
				continue
			}
		}
		out = append(out, l)
	}
	return strings.Join(out, "\n")
}

var (
	delimiterRow = regexp.MustCompile(`^\|[-:| \t]*-[-:| \t]*$`)
	pipe         = regexp.MustCompile(`(^|[^\\])\|`)
)

// cellsOf splits a row.
func cellsOf(row string) []string {
	row = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(row), "|"), "|")
	cells := strings.Split(pipe.ReplaceAllString(row, "$1\x00"), "\x00")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// HTMLTable writes a table as converters of documents do: one tag after the other, and HTML in the
// cells. Its header tells how many columns there are.
func HTMLTable(_ string, rows [][]string) string {
	var b strings.Builder
	b.WriteString(`<table class="table"><colgroup><col width="30%" /></colgroup><thead><tr class="header">`)
	for i, row := range rows {
		tag := "td"
		switch i {
		case 0:
			tag = `th width="20"`
		case 1:
			b.WriteString("</thead>\n<tbody>")
		}
		b.WriteString("<tr>")
		for j := range rows[0] {
			text := ""
			if j < len(row) {
				text = inHTML(row[j])
			}
			b.WriteString("<" + tag + ">" + text + "</" + tag[:2] + ">")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody></table>")
	return b.String()
}

// LooseHTMLTable writes a table as editors of components do: each tag on a line of its own, and
// Markdown in the cells.
func LooseHTMLTable(_ string, rows [][]string) string {
	var b strings.Builder
	b.WriteString("<Table>\n  <tbody>\n")
	for _, row := range rows {
		b.WriteString("    <tr>\n")
		for j := range rows[0] {
			b.WriteString("      <td valign=\"top\">\n\n")
			if j < len(row) {
				b.WriteString("        " + row[j] + "\n\n")
			}
			b.WriteString("      </td>\n")
		}
		b.WriteString("    </tr>\n")
	}
	b.WriteString("  </tbody>\n</Table>")
	return b.String()
}

var (
	boldWords = regexp.MustCompile(`\*\*([^*|\s](?:[^*|]*[^*|\s])?)\*\*`)
	codeWord  = regexp.MustCompile("`([^`|]+)`")
	plainLink = regexp.MustCompile(`\[([^\[\]]+)\]\(([^()\s]+)\)`)
)

// inHTML writes the markup of a cell in HTML.
func inHTML(cell string) string {
	if strings.Contains(cell, "[!") || strings.ContainsAny(cell, "\\<&") {
		return cell
	}
	cell = codeWord.ReplaceAllString(cell, "<code>$1</code>")
	cell = boldWords.ReplaceAllString(cell, "<strong>$1</strong>")
	return plainLink.ReplaceAllString(cell, `<a href="$2">$1</a>`)
}

// List writes the rows of a table of names, types and descriptions as the items of a list: the name
// in bold, the type in parentheses.
func List(heading string, rows [][]string) string {
	return asList(heading, rows, func(name, typ, text string) string {
		if typ != "" {
			typ = " (" + typ + ")"
		}
		return "- **" + name + "**" + typ + ": " + text
	})
}

// ColonList writes the rows of a table as the items of a list: the name as code, the type behind
// a colon.
func ColonList(heading string, rows [][]string) string {
	return asList(heading, rows, func(name, typ, text string) string {
		if typ != "" {
			typ += " – "
		}
		return "* `" + name + "`: " + typ + text
	})
}

// BareList writes the rows of a table as the items of a list, with nothing around names and types.
func BareList(heading string, rows [][]string) string {
	return asList(heading, rows, func(name, typ, text string) string {
		if typ == "" {
			return "- " + name + ": " + text
		}
		return "- " + name + " (" + typ + ") - " + text
	})
}

// Terms writes the rows of a table as terms with their definitions below.
func Terms(heading string, rows [][]string) string {
	return asList(heading, rows, func(name, typ, text string) string {
		if typ != "" {
			name += " (" + typ + ")"
		}
		return name + "\n: " + text + "\n"
	})
}

// HTMLTerms writes the rows of a table as a list of definitions in HTML.
func HTMLTerms(heading string, rows [][]string) string {
	list := asList(heading, rows, func(name, typ, text string) string {
		if typ != "" {
			typ = " (" + inHTML(typ) + ")"
		}
		return "<dt><code>" + name + "</code>" + typ + "</dt>\n<dd>" + inHTML(text) + "</dd>"
	})
	if list == "" {
		return ""
	}
	return "<dl>\n" + list + "\n</dl>"
}

// Pre writes code blocks as HTML, those that need no entities. Annotations stay above them.
func Pre(page string) string {
	return plainFence.ReplaceAllStringFunc(page, func(fence string) string {
		m := plainFence.FindStringSubmatch(fence)
		if strings.ContainsAny(m[2], "<&") {
			return fence
		}
		return `<pre><code class="language-` + m[1] + `">` + m[2] + "</code></pre>\n"
	})
}

var plainFence = regexp.MustCompile("(?ms)^```(http|json) *\n(.*?)^``` *\n")

var (
	listedSections = regexp.MustCompile(`^(?:Properties|Relationships|Request headers|Request body|Function parameters|Query parameters|Members|.* values)$`)
	listedColumns  = regexp.MustCompile(`(?i)^\W*(?:property|parameter|name|header|member|relationship)\W*$`)
	listedName     = regexp.MustCompile(`^(?:\*\*)?([A-Za-z@][\w.@-]*)(?:\*\*)?$`)
	listedType     = regexp.MustCompile(`(?i)^(?:(?:string|boolean|int32|int64|datetimeoffset|date|double|guid|\[[\w.]+\]\([^()\s]+\))(?: collection)?)?$`)
)

// asList writes a table as a list, "" if it is none that a list can take the place of.
func asList(heading string, rows [][]string, item func(name, typ, text string) string) string {
	n := len(rows[0])
	if !listedSections.MatchString(heading) || n < 2 || n > 3 || !listedColumns.MatchString(rows[0][0]) {
		return ""
	}
	typed := n == 3 && strings.EqualFold(strings.Trim(rows[0][1], "* "), "type")
	var items []string
	for _, row := range rows[1:] {
		if len(row) != n {
			return ""
		}
		name, typ, text := listedName.FindStringSubmatch(row[0]), "", row[n-1]
		if typed {
			typ = row[1]
		}
		if name == nil || text == "" || !listedType.MatchString(typ) || n == 3 && !typed {
			return ""
		}
		items = append(items, item(name[1], typ, text))
	}
	if len(items) < 2 {
		return ""
	}
	return strings.Join(items, "\n")
}
