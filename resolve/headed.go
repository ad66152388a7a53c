package resolve

import (
	"cmp"
	"strings"

	"github.com/docbind/docbind/model"
)

// headedSubject names an operation whose heading is its request line by its path, since its page has
// others: the service by the first segment, the method by what is done with the others. It returns
// false if the path has no words.
func (r *resolver) headedSubject(op *operation, own *ownWords) (subject, bool) {
	segments := strings.Split(strings.Trim(op.Routes[0].Template, "/"), "/")
	var words []string
	for i, segment := range segments {
		word, _, _ := strings.Cut(segment, "(")
		word = strings.Trim(word, "$")
		if strings.Contains(word, "{") || word == "" || len(words) == 0 && (strings.EqualFold(word, "api") || model.IsVersion(word)) {
			continue
		}
		if i+1 < len(segments) && len(words) > 0 && strings.HasPrefix(segments[i+1], "{") {
			word = singularName(word)
		}
		words = append(words, strings.FieldsFunc(word, func(c rune) bool { return c == '-' || c == '.' || c == '~' })...)
	}
	if len(words) == 0 {
		return subject{}, false
	}
	last := segments[len(segments)-1]
	literal := !strings.Contains(last, "{")
	many := literal && singularName(last) != last
	verb := ""
	if op.headed.Name.Value != "" {
		verb = titleVerb(op.page)
	}
	switch {
	case verb != "":
	case op.Method == "GET" && many:
		verb = "List"
	case op.Method != "POST" || many || !literal || len(words) < 2: // else an action: /things/{id}/close
		verb = methodVerbs[op.Method]
	}
	rest := words[1:]
	if many && len(rest) > 0 && op.Method != "GET" {
		rest = append(rest[:len(rest)-1:len(rest)-1], singularName(rest[len(rest)-1]))
	}
	name := verb + r.join(rest, own)
	s := subject{service: exported(r.words.recover(singularName(words[0]), own)), method: name, plain: name}
	s.method = cmp.Or(s.method, exported(strings.ToLower(op.Method)))
	return s, true
}
