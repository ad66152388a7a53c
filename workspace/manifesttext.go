package workspace

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// text returns the manifest as encoding/json indents it, which takes four times as long: it
// goes through all that it has written once more.
func (m *manifest) text() []byte {
	w := &manifestWriter{}
	w.open()
	w.texts("generated_by", m.GeneratedBy)
	w.member("format")
	w.text = strconv.AppendInt(w.text, int64(m.Format), 10)
	w.texts("generator", m.Generator)
	w.texts("config", m.Config)
	w.member("names")
	w.names(&m.Names)
	w.entries("files", m.Files)
	w.entries("pages", m.Pages)
	w.close()
	return append(w.text, '\n')
}

// manifestWriter writes JSON, a member a line.
type manifestWriter struct {
	text  []byte
	depth int // of the object that is open
}

func (w *manifestWriter) names(n *manifestNames) {
	w.open()
	w.member("operations")
	w.open()
	for _, page := range slices.Sorted(maps.Keys(n.Operations)) {
		w.entries(page, n.Operations[page])
	}
	w.close()
	optional := func(name string, list map[string]string) {
		if len(list) > 0 {
			w.entries(name, list)
		}
	}
	optional("options", n.Options)
	w.entries("types", n.Types)
	optional("members", n.Members)
	optional("properties", n.Properties)
	optional("declarations", n.Declarations)
	w.close()
}

// entries writes a member that is an object of texts.
func (w *manifestWriter) entries(name string, list map[string]string) {
	w.member(name)
	w.open()
	for _, key := range slices.Sorted(maps.Keys(list)) {
		w.texts(key, list[key])
	}
	w.close()
}

func (w *manifestWriter) open() {
	w.text = append(w.text, '{')
	w.depth++
}

func (w *manifestWriter) close() {
	w.depth--
	if !w.empty() {
		w.line()
	}
	w.text = append(w.text, '}')
}

// empty reports whether the object that is open has no member yet.
func (w *manifestWriter) empty() bool { return w.text[len(w.text)-1] == '{' }

func (w *manifestWriter) line() {
	w.text = append(w.text, '\n')
	for range w.depth {
		w.text = append(w.text, "  "...)
	}
}

// member writes the name of a member.
func (w *manifestWriter) member(name string) {
	if !w.empty() {
		w.text = append(w.text, ',')
	}
	w.line()
	w.quote(name)
	w.text = append(w.text, ": "...)
}

// texts writes a member that is a text.
func (w *manifestWriter) texts(name, value string) {
	w.member(name)
	w.quote(value)
}

// quote writes a text. encoding/json knows how, where it is more than letters of ASCII and the like.
func (w *manifestWriter) quote(s string) {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) >= 0 {
		var quoted bytes.Buffer
		enc := json.NewEncoder(&quoted)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(s) // there is nothing but a text
		w.text = append(w.text, bytes.TrimSuffix(quoted.Bytes(), []byte("\n"))...)
		return
	}
	w.text = append(append(append(w.text, '"'), s...), '"')
}
