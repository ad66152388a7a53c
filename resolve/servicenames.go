package resolve

import (
	"unicode"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

// nameServices names what services add to the package. Two operations may want one
// name: BarBaz of Foo and Baz of FooBar.
func (r *resolver) nameServices(reserved []string) {
	taken := map[string]bool{}
	for _, name := range reserved {
		taken[name] = true
	}
	for _, o := range r.api.Options {
		taken[o.GoName] = true
	}
	for i := range r.api.Types {
		t := &r.api.Types[i]
		taken[t.GoName] = true
		for _, m := range t.Members {
			taken[m.GoName] = true
		}
	}
	for i := range r.api.Services {
		s := &r.api.Services[i]
		lower := lowerFirst(s.Name)
		s.Go = model.ServiceNames{
			Service:   numbered(taken, s.Name+"Service"),
			Handler:   numbered(taken, s.Name+"Handler"),
			Stub:      numbered(taken, "Unimplemented"+s.Name+"Handler"),
			Routes:    numbered(taken, lower+"Routes"),
			Endpoints: numbered(taken, lower+"Endpoints"),
			Samples:   numbered(taken, lower+"Samples"),
			Test:      numbered(taken, "Test"+s.Name+"Samples"),
		}
		for j := range s.Operations {
			s.Operations[j].Request = numbered(taken, s.Name+s.Operations[j].Name+"Request")
		}
	}
}

func lowerFirst(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}
