package lint

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// tag visits the link of the HTML tag or the autolink at an offset, and returns the offset
// after it, or after the < if it is neither.
func (s *linkScanner) tag(text string, i int) int {
	rest := text[i+1:]
	switch {
	case strings.HasPrefix(rest, "!--"):
		if s.noComment == 0 {
			if end := strings.Index(rest[1:], "-->"); end >= 0 {
				return i + 2 + end + len("-->")
			}
			s.noComment = i + 1
		}
		return i + 1
	case strings.HasPrefix(rest, "/"):
		j := i + 2
		for j < len(text) && (isLetter(text[j]) || isDigit(text[j]) || text[j] == '-') {
			j++
		}
		if j = skipSpace(text, j); j < len(text) && text[j] == '>' {
			return j + 1
		}
		return i + 1
	case rest == "" || !isLetter(rest[0]):
		return i + 1
	}
	if end := autolinkEnd(text, i+1); end > 0 {
		return end
	}
	if end := s.openTag(text, i+1); end > 0 {
		return end
	}
	return i + 1
}

// autolinkEnd returns the offset after <scheme:…> or <name@host>, 0 if a text is neither.
func autolinkEnd(text string, i int) int {
	for j := i; j < min(len(text), i+maxDestination); j++ {
		switch c := text[j]; {
		case c == '>':
			if strings.ContainsAny(text[i:j], ":@") {
				return j + 1
			}
			return 0
		case c <= ' ' || c == '<' || c == '"' || c == '=':
			return 0
		}
	}
	return 0
}

// openTag reads an opening tag from its name on, and returns the offset after it, 0 if it is
// none (CommonMark 0.31, section 6.6).
func (s *linkScanner) openTag(text string, i int) int {
	name := i
	for i < len(text) && (isLetter(text[i]) || isDigit(text[i]) || text[i] == '-') {
		i++
	}
	wanted := ""
	switch strings.ToLower(text[name:i]) {
	case "a":
		wanted = "href"
	case "img":
		wanted = "src"
	}
	var found []model.Span
	for i < len(text) {
		after := skipSpace(text, i)
		rest := text[after:]
		switch {
		case strings.HasPrefix(rest, ">"), strings.HasPrefix(rest, "/>"):
			for _, dest := range found {
				s.visit(link{kind: htmlLink, dest: dest})
			}
			return after + strings.IndexByte(rest, '>') + 1
		case after == i:
			return 0
		}
		attribute, value, end := attributeAt(text, after)
		if end == 0 {
			return 0
		}
		if wanted != "" && strings.EqualFold(attribute, wanted) {
			found = append(found, value)
		}
		i = end
	}
	return 0
}

// attributeAt reads an attribute of a tag, and returns the offset after it, 0 if there is none.
func attributeAt(text string, i int) (name string, value model.Span, end int) {
	start := i
	for i < len(text) && (isLetter(text[i]) || isDigit(text[i]) || strings.IndexByte("_:.-", text[i]) >= 0) {
		i++
	}
	if name = text[start:i]; name == "" || isDigit(name[0]) || name[0] == '-' || name[0] == '.' {
		return "", value, 0
	}
	equals := skipSpace(text, i)
	if equals == len(text) || text[equals] != '=' {
		return name, value, i
	}
	i = skipSpace(text, equals+1)
	if i == len(text) {
		return "", value, 0
	}
	if quote := text[i]; quote == '"' || quote == '\'' {
		n := strings.IndexByte(text[i+1:min(len(text), i+1+maxDestination)], quote)
		if n < 0 {
			return "", value, 0
		}
		return name, spanAt(i+1, i+1+n), i + n + 2
	}
	start = i
	for i < len(text) && text[i] > ' ' && strings.IndexByte("\"'=<>`", text[i]) < 0 {
		i++
	}
	if i == start {
		return "", value, 0
	}
	return name, spanAt(start, i), i
}

// html visits the links of HTML that stands between blank lines.
func (s *linkScanner) html(at model.Span) {
	text := s.text[:at.End]
	s.noComment = 0
	for i := int(at.Start); i < len(text); {
		n := strings.IndexByte(text[i:], '<')
		if n < 0 {
			return
		}
		i = s.tag(text, i+n)
	}
}
