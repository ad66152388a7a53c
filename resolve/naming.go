package resolve

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/docbind/docbind/internal/fold"
	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
)

// verbs are the words that begin the operation's part of a file stem.
var verbs = map[string]string{
	"get": "Get", "list": "List", "post": "Create", "create": "Create", "update": "Update", "patch": "Update",
	"delete": "Delete", "put": "Put", "add": "Add", "remove": "Remove", "upsert": "Upsert",
}

// subject is how a file stem splits into service and method.
type subject struct {
	prefix  []string // parts before the service, dropped where the rest is free
	service string
	method  string
	plain   string // the parts after the service, as they are
}

// nameOperations gives every operation a service and a method name. An operation that
// had a name before keeps it. The names of the others depend on the set of pages, not on
// their order: where two of them want one name, both get their long form, and so does
// the one that wants a name that is kept.
func (r *resolver) nameOperations() {
	r.methods, r.numbers = make(map[string]*operation, 2*len(r.ops)), map[string]int{}
	r.keepOperations()
	fresh := slices.DeleteFunc(slices.Clone(r.ops), func(op *operation) bool { return op.kept })
	subjects := make([]subject, len(fresh))
	parallel.With(len(fresh), func() func(int) {
		own := &ownWords{}
		return func(i int) { subjects[i] = r.subject(fresh[i], own) }
	})
	wanted := make(map[string]int, len(fresh))
	var room fold.Room
	for i, op := range fresh {
		op.Service, op.Name = subjects[i].service, subjects[i].method
		wanted[string(appendID(room[:0], op.Service, op.Name))]++
	}
	for i, op := range fresh {
		s := &subjects[i]
		if id := appendID(room[:0], op.Service, op.Name); wanted[string(id)] > 1 || r.methods[string(id)] != nil {
			op.Service = exported(strings.Join(append(slices.Clone(s.prefix), s.service), " "))
		}
		if goMethods[op.Name] {
			r.report(model.RuleName, op.Pos, fmt.Sprintf("Go expects other parameters of a method %s, the operation is called %sOperation", op.Name, op.Name))
			op.Name += "Operation"
		}
	}
	r.spellServices(fresh)
	r.separate(fresh, subjects)
	r.nameRoutes()
}

// appendID appends Service.Method in lower case, which is what r.methods goes by.
func appendID(to []byte, service, method string) []byte {
	return fold.Append(append(fold.Append(to, service), '.'), method)
}

// goMethods are the method names whose parameters go vet prescribes.
var goMethods = map[string]bool{
	"GobDecode": true, "GobEncode": true, "MarshalJSON": true, "MarshalXML": true, "UnmarshalJSON": true,
	"UnmarshalXML": true, "ReadByte": true, "ReadRune": true, "UnreadByte": true, "UnreadRune": true, "WriteByte": true,
}

// spellServices gives services that differ only in case one spelling: the one that is
// kept, else the most used. File systems and readers take them for one.
func (r *resolver) spellServices(fresh []*operation) {
	used := spellings{}
	for _, op := range fresh {
		used[op.Service]++
	}
	chosen := used.mostUsed()
	for _, op := range slices.Backward(r.ops) {
		if op.kept {
			chosen[strings.ToLower(op.Service)] = op.Service
		}
	}
	var room fold.Room
	for _, op := range r.ops {
		op.Service = chosen[string(fold.Append(room[:0], op.Service))]
	}
}

// separate gives operations that still want one name other ones, in the order of their
// pages, and says so: the name that the file has (connectorgroup-create and
// connectorgroup-post both create), else a number.
func (r *resolver) separate(fresh []*operation, subjects []subject) {
	var late []int
	var room fold.Room
	for i, op := range fresh {
		if id := appendID(room[:0], op.Service, op.Name); r.methods[string(id)] == nil {
			r.methods[string(id)] = op
		} else {
			late = append(late, i)
		}
	}
	for _, i := range late {
		op := fresh[i]
		plain := subjects[i].plain + op.suffix
		wanted, first := op.ID(), r.methods[strings.ToLower(op.ID())]
		if plain != "" && !goMethods[plain] && r.methods[strings.ToLower(op.Service+"."+plain)] == nil {
			op.Name = plain
		}
		op.Name = r.free(op, op.Name)
		r.report(model.RuleName, op.Pos, fmt.Sprintf("the name %s is taken, the operation is called %s", wanted, op.Name), first.Pos)
	}
}

// free takes a method name for an operation, with a number behind it as needed.
func (r *resolver) free(op *operation, wanted string) string {
	var room fold.Room
	id := appendID(room[:0], op.Service, wanted)
	name := wanted
	if r.methods[string(id)] != nil {
		first := string(id)
		n := max(1, r.numbers[first])
		for r.methods[string(id)] != nil {
			n++
			name = wanted + strconv.Itoa(n)
			id = appendID(room[:0], op.Service, name)
		}
		r.numbers[first] = n
	}
	r.methods[string(id)] = op
	return name
}

// subject splits the page's file stem. own is room for the words of the page.
func (r *resolver) subject(op *operation, own *ownWords) subject {
	if op.headed != nil {
		own.of(op.page)
		if s, ok := r.headedSubject(op, own); ok {
			return s
		}
	}
	stem := strings.TrimSuffix(path.Base(op.page.Path), path.Ext(op.page.Path))
	parts := strings.FieldsFunc(stem, func(c rune) bool { return c == '-' || c == '_' || c == ' ' })
	own.of(op.page)
	if n := len(parts); n > 2 && strings.EqualFold(parts[n-1], "api") { // as all of them are (offboard-machine-api)
		parts = parts[:n-1]
	} else if n > 2 && strings.EqualFold(parts[0], "api") && isVerb(parts[1]) { // api-get-incident
		parts = parts[1:]
	}
	at := r.servicePart(op, parts)
	if len(parts) == 0 {
		parts = []string{"page"}
	}
	if folder := r.subjectFolder(op); at == 0 && folder != "" && isVerb(parts[0]) {
		parts = append([]string{folder}, parts...)
	} else if segment := sentenceSubject(op.Routes[0].Template, parts); segment != "" && r.isSentence(op, parts) {
		return subject{service: exported(r.words.recover(singularName(segment), own)), method: r.join(withoutArticles(parts), own) + op.suffix, plain: r.join(parts, own)}
	}
	s := subject{service: exported(r.words.recover(parts[at], own))}
	for _, p := range parts[:at] {
		s.prefix = append(s.prefix, exported(r.words.recover(p, own)))
	}
	s.plain = r.join(parts[at+1:], own)
	s.method = counting(op, cmp.Or(r.verbal(op, parts[at+1:], own, s.service), s.plain)+op.suffix)
	if op.bound != "" && op.suffix != "" { // beside what the page is named after
		s.method = exported(shortName(lastSegment(op.Routes[0].Template)))
	}
	return s
}

// subjectFolder returns the name of the page's folder in the singular if that is a type or the
// path has it: such a folder names what its pages are about (items/delete.md in the OneDrive
// docs of 2015).
func (r *resolver) subjectFolder(op *operation) string {
	folder := path.Base(path.Dir(op.page.Path))
	if strings.EqualFold(folder, "api") { // that of all operations
		return ""
	}
	one := singularName(folder)
	if _, ok := r.words.types[strings.ToLower(one)]; ok || strings.Contains(strings.ToLower(op.Routes[0].Template)+"/", "/"+strings.ToLower(folder)+"/") {
		return one
	}
	return ""
}

// servicePart returns the index of the part that names the service: the one
// before the verb (intune-deviceconfig-androidcustomconfiguration-create), in a
// stem without a verb the one before the action that the path ends in
// (synchronizationjob-provision-on-demand), or the last one that is a type's name, else
// the first.
func (r *resolver) servicePart(op *operation, parts []string) int {
	at := 0
	for i, p := range parts {
		if i > 0 && verbs[strings.ToLower(p)] != "" {
			return i - 1
		}
		if _, ok := r.words.types[strings.ToLower(p)]; ok && i < len(parts)-1 {
			at = i
		}
	}
	if i := actionPart(parts, op.Routes[0].Template); i > 0 {
		return i - 1
	}
	return at
}

// actionPart returns the index of the part from which on the parts are the last segment
// of the path, -1 if there is none.
func actionPart(parts []string, template string) int {
	segment, _, _ := strings.Cut(template[strings.LastIndexByte(template, '/')+1:], "(")
	rest := strings.TrimPrefix(segment, "microsoft.graph.")
	for i, part := range slices.Backward(parts) {
		if len(part) > len(rest) || !strings.EqualFold(rest[len(rest)-len(part):], part) {
			return -1
		}
		if rest = rest[:len(rest)-len(part)]; rest == "" {
			return i
		}
	}
	return -1
}

// verbal makes the method name of the parts after the service if there are none, or the
// first is a verb.
func (r *resolver) verbal(op *operation, parts []string, own *ownWords, service string) string {
	if len(parts) == 0 {
		return cmp.Or(titleVerb(op.page), methodVerbs[op.Method])
	}
	verb := verbs[strings.ToLower(parts[0])]
	if verb == "" {
		return ""
	}
	if v := titleVerb(op.page); v != "" && (verb == "Create" || verb == "Put") {
		verb = v // group-post-members is titled Add member
	}
	noun := r.join(parts[1:], own)
	if verb != "List" {
		noun = titledOne(englishTitle(op.page), noun)
	}
	if len(parts) == 1 || strings.EqualFold(noun, service) || strings.EqualFold(singular(strings.ToLower(noun)), service) {
		return verb
	}
	return verb + noun
}

// counting returns the name of a method that lists, as what only counts is called:
// ListMembersCount of /groups/{id}/members/$count is CountMembers (OData 4.01, URL
// conventions, section 4.8).
func counting(op *operation, name string) string {
	what, lists := strings.CutPrefix(name, "List")
	what, counts := strings.CutSuffix(what, "Count")
	if lists && counts && strings.HasSuffix(op.Routes[0].Pattern, "/$count") {
		return "Count" + what
	}
	return name
}

// titledOne returns a noun in the singular if the title has its last word so:
// user-post-contactfolders is titled Create contactFolder.
func titledOne(title, noun string) string {
	before, word := lastWord(noun)
	one := singular(word)
	if one == word {
		return noun
	}
	found := false
	for w := range eachWord(title) {
		if strings.EqualFold(w, word) {
			return noun
		}
		found = found || strings.EqualFold(w, one)
	}
	if !found {
		return noun
	}
	return before + one
}

// join makes one name of several parts.
func (r *resolver) join(parts []string, own *ownWords) string {
	var words []string
	for _, p := range parts {
		words = append(words, r.words.recover(p, own))
	}
	if len(words) == 0 {
		return ""
	}
	return exported(strings.Join(words, " "))
}

// methodVerbs name an operation of which nothing but the HTTP method is known.
var methodVerbs = map[string]string{
	"GET": "Get", "POST": "Create", "PUT": "Put", "PATCH": "Update", "DELETE": "Delete", "HEAD": "Head",
}

// englishTitle returns the title, that of a localised page from its anchor, which has no
// capitals; a title that wasn't translated has the words of the anchor.
func englishTitle(p *model.Page) string {
	if p.Slug != "" && lettersOf(p.Slug) != lettersOf(p.Title.Value) {
		return strings.ReplaceAll(p.Slug, "-", " ")
	}
	return p.Title.Value
}

// lettersOf returns the letters and digits of a text in lower case.
func lettersOf(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, text)
}

// titleVerb returns the verb that the title begins with, "" if it doesn't.
func titleVerb(p *model.Page) string {
	first, _, _ := strings.Cut(englishTitle(p), " ")
	if isVerb(first) {
		return exported(strings.ToLower(first))
	}
	return ""
}

// isVerb reports whether a word says what is done.
func isVerb(word string) bool {
	switch strings.ToLower(word) {
	case "create", "add", "get", "list", "update", "delete", "remove", "assign", "upload", "send", "set",
		"replace", "upsert", "copy", "move", "invite", "publish", "search", "post", "put", "start", "stop":
		return true
	}
	return false
}
