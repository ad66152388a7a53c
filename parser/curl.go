package parser

import (
	"net/http"
	"strings"

	"github.com/docbind/docbind/model"
)

// Requests are shown as curl commands by some houses, in place of HTTP messages.

// curl reads the curl commands of a code block as requests, and reports whether there are any. A
// page that shows its requests as messages too shows the same ones twice.
func (p *pageParser) curl(b *block, a *model.Annotation) bool {
	if !p.showsCurl(b) || p.showsMessages() {
		return false
	}
	text, start, before := p.masked(b.lines), b.lines[0].start, len(p.page.Samples)
	for at := 0; at < len(text); {
		var words []shellWord
		words, at = command(text, at)
		if len(words) > 0 && words[0].value == "$" { // a prompt
			words = words[1:]
		}
		if len(words) < 2 || words[0].value != "curl" || !p.admit(start+words[0].start, start+words[0].end) {
			continue
		}
		c := curlCommand{pageParser: p, from: start, text: text}
		if s, ok := c.read(words); ok {
			s.Section = b.section
			if len(p.page.Samples) == before {
				s.Annotation = a
			}
			p.page.Samples = append(p.page.Samples, s)
		}
	}
	if len(p.page.Samples) > before {
		p.sampleEnd = b.end
	}
	return len(p.page.Samples) > before
}

// showsCurl reports whether a code block shows curl commands where a request is described.
func (p *pageParser) showsCurl(b *block) bool {
	if !p.readTab(b) || !b.sample && !b.operation && b.within != model.SectionHTTPRequest && b.within != model.SectionRequestSample {
		return false
	}
	for _, l := range b.lines {
		text := strings.TrimLeft(l.text, " \t$")
		if text != "" && text[0] != '#' {
			return strings.HasPrefix(text, "curl ")
		}
	}
	return false
}

// showsMessages reports whether the page shows requests as HTTP messages. It is found out once.
func (p *pageParser) showsMessages() bool {
	if !p.lookedForMessages {
		p.lookedForMessages, p.messages = true, p.holdsMessages()
	}
	return p.messages
}

func (p *pageParser) holdsMessages() bool {
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.kind != fenceBlock || b.within == model.SectionHTTPRequest || !httpInfo(b.info) {
			continue
		}
		if lines := trimLines(b.lines); len(lines) > 0 {
			if kind, _ := classify(lines[0].text); kind == requestLine && !(b.within == model.SectionOperation && onlyRequestLines(lines)) {
				return true
			}
		}
	}
	return false
}

// curlCommand reads the words of a command.
type curlCommand struct {
	*pageParser
	from int // offset of the text in the page
	text string
	s    model.Sample
	// get reports that data is for the query, data and form that some is sent, put that a file is.
	get, data, form, put bool
}

// read reads a command from its name on.
func (c *curlCommand) read(words []shellWord) (model.Sample, bool) {
	name := words[0]
	c.s = model.Sample{Kind: model.RequestSample, Command: true, Pos: c.pos(c.from+name.start, c.from+name.end)}
	for words = words[1:]; len(words) > 0; {
		w := words[0]
		words = words[1:]
		option, ok := strings.CutPrefix(w.value, "-")
		if !ok || option == "" {
			c.url(w)
			continue
		}
		option, argument, attached := splitOption(option, w)
		takes := curlOptions[option]
		if takes == noArgument {
			c.flag(option)
			continue
		}
		if !attached {
			if len(words) == 0 {
				break
			}
			argument, words = words[0], words[1:]
		}
		c.option(takes, argument)
	}
	if c.s.Target.Value == "" {
		return c.s, false
	}
	c.method(name)
	return c.s, true
}

// curlOption says what the argument of an option is.
type curlOption int

const (
	noArgument curlOption = iota
	otherArgument
	methodArgument
	headerArgument
	dataArgument
	jsonArgument
	formArgument
	fileArgument
	urlArgument
)

// curlOptions are the options that have an argument.
var curlOptions = map[string]curlOption{
	"X": methodArgument, "-request": methodArgument, "H": headerArgument, "-header": headerArgument, "-json": jsonArgument, "-url": urlArgument,
	"d": dataArgument, "-data": dataArgument, "-data-raw": dataArgument, "-data-binary": dataArgument, "-data-ascii": dataArgument, "-data-urlencode": dataArgument,
	"F": formArgument, "-form": formArgument, "-form-string": formArgument, "T": fileArgument, "-upload-file": fileArgument,
	"u": otherArgument, "-user": otherArgument, "o": otherArgument, "-output": otherArgument, "A": otherArgument, "-user-agent": otherArgument,
	"b": otherArgument, "-cookie": otherArgument, "c": otherArgument, "-cookie-jar": otherArgument, "x": otherArgument, "-proxy": otherArgument,
	"m": otherArgument, "-max-time": otherArgument, "-connect-timeout": otherArgument, "w": otherArgument, "-write-out": otherArgument,
	"E": otherArgument, "-cert": otherArgument, "-key": otherArgument, "-cacert": otherArgument, "D": otherArgument, "-dump-header": otherArgument,
	"e": otherArgument, "-referer": otherArgument, "-retry": otherArgument, "r": otherArgument, "-range": otherArgument, "-oauth2-bearer": otherArgument,
}

// splitOption returns the name of an option, and the argument that may be attached to it: -XPOST,
// --request=POST.
func splitOption(option string, w shellWord) (name string, argument shellWord, attached bool) {
	if strings.HasPrefix(option, "-") {
		name, value, found := strings.Cut(option, "=")
		return name, w.tail(value), found
	}
	for i := range option { // -sX: the last may have an argument
		if curlOptions[option[i:i+1]] != noArgument {
			return option[i : i+1], w.tail(option[i+1:]), i+1 < len(option)
		}
	}
	return option, w, false
}

// flag takes an option without an argument.
func (c *curlCommand) flag(option string) {
	switch {
	case option == "-get" || !strings.HasPrefix(option, "-") && strings.Contains(option, "G"):
		c.get = true
	case option == "-head" || !strings.HasPrefix(option, "-") && strings.Contains(option, "I"):
		c.s.Method.Value = http.MethodHead
	}
}

// option takes the argument of an option.
func (c *curlCommand) option(takes curlOption, w shellWord) {
	switch takes {
	case methodArgument:
		if isMethod(w.value) {
			c.s.Method = model.Text{Value: strings.ToUpper(w.value), Pos: c.at(w)}
		}
	case headerArgument:
		if colon := strings.IndexByte(w.value, ':'); colon > 0 && w.plain && isHeader(w.value) && strings.IndexByte(w.value, '\n') < 0 {
			c.s.Headers = append(c.s.Headers, c.header(line{c.from + w.start, w.value}))
		}
	case dataArgument, jsonArgument:
		c.data = true
		c.body(w)
	case formArgument:
		c.form = true
	case fileArgument:
		c.put = true
	case urlArgument:
		c.url(w)
	}
}

// url takes an argument that is no option's. A variable may stand for scheme and host.
func (c *curlCommand) url(w shellWord) {
	if c.s.Target.Value != "" || strings.IndexByte(w.value, '\n') >= 0 {
		return
	}
	path, _, _ := strings.Cut(c.text[w.start:w.end], "?")
	if escaped := w.parts == 1 && strings.IndexByte(path, '\\') < 0; !w.plain && !escaped { // ?\$select in double quotes
		return
	}
	start := c.from + w.start
	if strings.HasPrefix(w.value, "$") {
		slash := strings.IndexByte(w.value, '/')
		if slash < 0 {
			return
		}
		start += slash
	} else if !isTarget(w.value) && !strings.HasPrefix(w.value, "{") && !strings.HasPrefix(w.value, "<") {
		return
	}
	c.s.Target = c.slice(start, c.from+w.end)
	c.s.Path, c.s.Query = c.splitTarget(c.s.Target)
	if !w.plain {
		c.s.Target.Value, c.s.Query.Value = withoutEscapes(c.s.Target.Value), withoutEscapes(c.s.Query.Value)
	}
	c.s.Base = baseURL(c.s.Target.Value)
	if c.s.Path.Value == "/" || !c.usableSample(c.s.Path) {
		c.s.Path.Value = ""
	}
}

// body takes the data that is sent, unless it is in a file.
func (c *curlCommand) body(w shellWord) {
	value := strings.TrimSpace(w.value)
	if value == "" || value[0] == '@' || c.s.Body.Text.Value != "" {
		return
	}
	at := trimSpan(c.text, span{w.start, w.end}, " \t\r\n") // in a quote, without the marks of its lines
	text := model.Text{Value: strings.TrimSpace(c.text[at.start:at.end]), Pos: c.pos(c.from+at.start, c.from+at.end)}
	c.s.Body.Text = text
	switch {
	case w.parts > 1 || !looksJSON(value, c.s.Header("Content-Type")):
	case w.plain:
		c.readJSON(&c.s.Body)
	default:
		if std, _, err := repairJSON(unescapedJSON(text.Value)); err == nil {
			c.s.Body.JSON, c.s.Body.Repaired = std, true
		}
	}
}

// unescapedJSON returns JSON in double quotes of a shell without the backslashes, at equal length:
// those before the quote that opens a string become blanks before it, others behind it.
func unescapedJSON(text string) string {
	out, open := []byte(text), false
	for i := 0; i+1 < len(out); i++ {
		if out[i] != '\\' {
			continue
		}
		if out[i+1] == '"' {
			if out[i], out[i+1] = ' ', '"'; open {
				out[i], out[i+1] = '"', ' '
			}
			open = !open
		}
		i++
	}
	return string(out)
}

// method sets the method that a command without one has.
func (c *curlCommand) method(name shellWord) {
	if c.get {
		c.s.Body = model.Body{}
	}
	m := &c.s.Method
	if m.Value == "" {
		switch m.Value = http.MethodGet; {
		case c.put:
			m.Value = http.MethodPut
		case (c.data || c.form) && !c.get:
			m.Value = http.MethodPost
		}
	}
	if m.Pos.IsZero() {
		m.Pos = c.at(name)
	}
}

// at returns where a word stands.
func (c *curlCommand) at(w shellWord) model.Position { return c.pos(c.from+w.start, c.from+w.end) }
