package resolve

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

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
}

// nameOperations gives every operation a service and a method name. The names
// depend on the set of pages, not on their order: where two operations want one
// name, both get their long form.
func (r *resolver) nameOperations() {
	subjects := make([]subject, len(r.ops))
	parallel(len(r.ops), func(i int) { subjects[i] = r.subject(r.ops[i]) })
	wanted := make(map[string]int, len(r.ops))
	for i := range r.ops {
		wanted[strings.ToLower(subjects[i].service+"."+subjects[i].method)]++
	}
	for i, op := range r.ops {
		s := subjects[i]
		op.Service, op.Name = s.service, s.method
		if wanted[strings.ToLower(s.service+"."+s.method)] > 1 {
			op.Service = exported(strings.Join(append(slices.Clone(s.prefix), s.service), " "))
		}
		if goMethods[op.Name] {
			r.report(model.RuleName, op.Pos, fmt.Sprintf("Go expects other parameters of a method %s, the operation is called %sOperation", op.Name, op.Name))
			op.Name += "Operation"
		}
	}
	r.spellServices()
	r.separate()
	parallel(len(r.ops), func(i int) { r.nameRoutes(r.ops[i]) })
}

// goMethods are the method names whose parameters go vet prescribes.
var goMethods = map[string]bool{
	"GobDecode": true, "GobEncode": true, "MarshalJSON": true, "MarshalXML": true, "UnmarshalJSON": true,
	"UnmarshalXML": true, "ReadByte": true, "ReadRune": true, "UnreadByte": true, "UnreadRune": true, "WriteByte": true,
}

// spellServices gives services that differ only in case one spelling, the most
// used: file systems and readers take them for one.
func (r *resolver) spellServices() {
	spellings := map[string]map[string]int{}
	for _, op := range r.ops {
		lower := strings.ToLower(op.Service)
		if spellings[lower] == nil {
			spellings[lower] = map[string]int{}
		}
		spellings[lower][op.Service]++
	}
	chosen := mostUsed(spellings)
	for _, op := range r.ops {
		op.Service = chosen[strings.ToLower(op.Service)]
	}
}

// separate gives operations that still want one name a number, in the order of
// their pages, and says so. File stems are unique in a docs set, so this happens
// only when several sets are read together.
func (r *resolver) separate() {
	byName := map[string][]*operation{}
	for _, op := range r.ops {
		key := strings.ToLower(op.ID())
		byName[key] = append(byName[key], op)
	}
	for _, op := range r.ops {
		list := byName[strings.ToLower(op.ID())]
		if len(list) < 2 || list[0] != op {
			continue
		}
		for i, other := range list[1:] {
			name := fmt.Sprintf("%s%d", other.Name, i+2)
			r.report(model.RuleName, other.Pos, fmt.Sprintf("the name %s is taken, the operation is called %s", other.ID(), name), op.Pos)
			other.Name = name
		}
	}
}

// subject splits the page's file stem.
func (r *resolver) subject(op *operation) subject {
	stem := strings.TrimSuffix(path.Base(op.page.Path), path.Ext(op.page.Path))
	parts := strings.FieldsFunc(stem, func(c rune) bool { return c == '-' || c == '_' || c == ' ' })
	own := ownWords(op.page)
	at := r.servicePart(parts)
	if len(parts) == 0 {
		parts = []string{"page"}
	}
	s := subject{service: exported(r.words.recover(parts[at], own))}
	for _, p := range parts[:at] {
		s.prefix = append(s.prefix, exported(r.words.recover(p, own)))
	}
	s.method = r.method(op, parts[at+1:], own, s.service) + op.suffix
	return s
}

// servicePart returns the index of the part that names the service: the one
// before the verb (intune-deviceconfig-androidcustomconfiguration-create), in a
// stem without a verb the last one that is a type's name
// (synchronization-synchronizationjob-start), else the first.
func (r *resolver) servicePart(parts []string) int {
	at := 0
	for i, p := range parts {
		if i > 0 && verbs[strings.ToLower(p)] != "" {
			return i - 1
		}
		if _, ok := r.words.types[strings.ToLower(p)]; ok && i < len(parts)-1 {
			at = i
		}
	}
	return at
}

// method makes the method name of the parts after the service.
func (r *resolver) method(op *operation, parts []string, own map[string]string, service string) string {
	if len(parts) == 0 {
		return cmp.Or(titleVerb(op.page), methodVerbs[op.Method])
	}
	verb := verbs[strings.ToLower(parts[0])]
	if verb == "" {
		return r.join(parts, own)
	}
	if v := titleVerb(op.page); v != "" && (verb == "Create" || verb == "Put") {
		verb = v // group-post-members is titled Add member
	}
	noun := r.join(parts[1:], own)
	if len(parts) == 1 || strings.EqualFold(noun, service) || strings.EqualFold(singular(strings.ToLower(noun)), service) {
		return verb
	}
	return verb + noun
}

// join makes one name of several parts.
func (r *resolver) join(parts []string, own map[string]string) string {
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

// englishTitle returns the title, that of a localised page from its anchor.
func englishTitle(p *model.Page) string {
	if p.Slug != "" {
		return strings.ReplaceAll(p.Slug, "-", " ")
	}
	return p.Title.Value
}

// titleVerb returns the verb that the title begins with, "" if it doesn't.
func titleVerb(p *model.Page) string {
	first, _, _ := strings.Cut(englishTitle(p), " ")
	switch v := strings.ToLower(first); v {
	case "create", "add", "get", "list", "update", "delete", "remove", "assign", "upload", "send", "set",
		"replace", "upsert", "copy", "move", "invite", "publish", "search", "post", "put", "start", "stop":
		return exported(v)
	}
	return ""
}
