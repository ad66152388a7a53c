package templates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

// fixedNames are declared by the files that are printed once a package.
var fixedNames = []string{"Client", "NewClient", "clientOf", "Batch", "Do", "NewPoller", "DefaultBaseURL", "Handlers", "NewHandler",
	"optionsDocumented"}

// names hands out identifiers of one scope, each once.
type names map[string]bool

// take returns the name, with underscores added while it is taken.
func (n names) take(name string) string {
	for n[name] {
		name += "_"
	}
	n[name] = true
	return name
}

// methodNames are the names that the body of a client method needs. An argument
// may not hide them.
var methodNames = []string{
	"ctx", "s", "body", "contentType", "opts", "json", "string", "nil", "any",
	"newRawBody", "argText", "call", "callNone", "callPoller", "callStream", "list",
	"call0", "call1", "call2", "call3", "callNone0", "callNone1", "callNone2", "callNone3",
	"list0", "list1", "list2", "list3",
}

// argumentNames returns the names of the operation's parameters as arguments of
// a Go method, by the names of the parameters.
func argumentNames(op *model.Operation, routes string) map[string]string {
	taken := names{routes: true}
	for _, name := range methodNames {
		taken[name] = true
	}
	arguments := map[string]string{}
	for _, p := range op.Params {
		arguments[p.Name] = taken.take(p.Name)
	}
	return arguments
}

// requestFields returns the names of the fields of a request struct, by the
// names of the parameters, and all that are taken.
func requestFields(op *model.Operation) (map[string]string, names) {
	taken := names{"Body": true, "HTTP": true, "Reply": true}
	fields := map[string]string{}
	for _, p := range op.Params {
		fields[p.Name] = taken.take(exported(p.Name))
	}
	return fields, taken
}

// structMembers are the names that a generated struct has besides its
// properties.
var structMembers = []string{"ODataType", "Derived", "AdditionalProperties", "MarshalJSON", "UnmarshalJSON"}

// exported returns the identifier with its first word capitalised: userID
// becomes UserID, id becomes ID.
func exported(name string) string {
	end := strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLower(r) && !unicode.IsDigit(r) })
	if end < 0 {
		end = len(name)
	}
	if model.IsInitialism(name[:end]) {
		return strings.ToUpper(name[:end]) + name[end:]
	}
	r, size := utf8.DecodeRuneInString(name)
	if upper := unicode.ToUpper(r); unicode.IsUpper(upper) {
		return string(upper) + name[size:]
	}
	return "X" + name // _id, or a script without capitals
}

// fileStem makes a page's stem fit for a Go file: Go ignores names that begin
// with a dot or an underscore. What follows the stem keeps its end from being
// taken for a platform.
func fileStem(stem string) string {
	safe := strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == '.' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return '_'
	}, stem)
	if safe == "" || strings.HasPrefix(safe, "_") || strings.HasPrefix(safe, ".") {
		return "x" + safe
	}
	return safe
}
