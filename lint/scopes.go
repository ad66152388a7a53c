package lint

import (
	"maps"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/model"
)

// A permission that hardly any page names may be one that many name, with a slip in it.
const (
	hardly = 2
	widely = 6
)

// scopeNames looks for misspelt permissions, by how often the pages of the set name each.
func scopeNames(s *set) {
	counts := map[string]int{}
	s.scopes(func(_ *page, scope model.Text) { counts[scope.Value]++ })
	known := scopeIndex{map[string][]scopePart{}, map[string]string{}}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if counts[name] >= widely {
			known.add(name)
		}
	}
	meant, glued := map[string]string{}, map[string]string{}
	for name, n := range counts {
		if n <= hardly {
			if two := twoScopes(name, counts); two != "" {
				glued[name] = two
				continue
			}
		}
		like := known.loose[looseScope(name)]
		if like == "" || counts[like] < widely*n {
			like = ""
			if n <= hardly {
				like = known.meant(name)
			}
		}
		if like != "" && like != name {
			meant[name] = like
		}
	}
	if len(meant) == 0 && len(glued) == 0 {
		return
	}
	s.scopes(func(p *page, scope model.Text) {
		like, two := meant[scope.Value], glued[scope.Value]
		if like == "" && two == "" {
			return
		}
		at := p.within(scope.Pos, scope.Value)
		if p.text(at) != scope.Value {
			return
		}
		if two != "" {
			p.report(model.RuleScopeName, at, "two permissions are written as one: "+clip(scope.Value), "write "+two, model.Edit{Span: at, New: two}).Unsafe = true
			return
		}
		f := p.report(model.RuleScopeName, at, "the permission "+clip(scope.Value)+" looks like "+like+" misspelt, which other pages name", "write "+like)
		if strings.Contains(p.text(spanOf(scope.Pos)), like) { // which stands beside it, so another one is meant
			f.Fix = "write the one that is meant"
			return
		}
		f.Edits, f.Unsafe = []model.Edit{{Span: at, New: like}}, true
	})
}

// twoScopes returns the two permissions that a name is made of with nothing between them, "" if it
// isn't: Thing.ReadThing.Write. Both are named by themselves elsewhere.
func twoScopes(name string, counts map[string]int) string {
	if len(name) > longestScope {
		return ""
	}
	for i := 1; i < len(name); i++ {
		first, second := name[:i], name[i:]
		if c := name[i-1]; second[0] >= 'A' && second[0] <= 'Z' && c != '.' && counts[first] > 0 && counts[second] > 0 {
			return first + ", " + second
		}
	}
	return ""
}

// scopes visits the permissions that the tables of pages, and of the files that they take in, name.
func (s *set) scopes(visit func(p *page, scope model.Text)) {
	for _, list := range [][]page{s.pages, s.fragments} {
		for i := range list {
			p := &list[i]
			for j := range p.Permissions {
				for _, list := range [][]model.Text{p.Permissions[j].Scopes, p.Permissions[j].Higher} {
					for _, scope := range list {
						if scope.Pos.Path() == p.Path {
							visit(p, scope)
						}
					}
				}
			}
		}
	}
}

// scopeIndex finds permissions by all of their parts but one, in lower case.
type scopeIndex struct {
	parts map[string][]scopePart
	// loose are the permissions by their words alone, in alphabetical order.
	loose map[string]string
}

// scopePart is a permission and one of its parts.
type scopePart struct{ name, part string }

// mostScopes is how many permissions that differ in one part are looked at, longestScope how many
// bytes one may have, lest many or long ones take long.
const (
	mostScopes   = 100
	longestScope = 200
)

// gaps visits the parts of a permission, each with the key of what is around it.
func gaps(name string, visit func(key, part string)) {
	if len(name) > longestScope {
		return
	}
	for at := 0; at <= len(name); {
		end := len(name)
		if n := strings.IndexByte(name[at:], '.'); n >= 0 {
			end = at + n
		}
		visit(strings.ToLower(name[:at]+" "+name[end:]), name[at:end])
		at = end + 1
	}
}

func (x scopeIndex) add(name string) {
	gaps(name, func(key, part string) {
		if len(x.parts[key]) < mostScopes {
			x.parts[key] = append(x.parts[key], scopePart{name, part})
		}
	})
	x.loose[looseScope(name)] = name
}

// looseScope returns the words of a permission in alphabetical order: User.WriteRead.All and
// User.ReadWriteAll have those of User.ReadWrite.All.
func looseScope(name string) string {
	var words []string
	from := 0
	for i := 1; i <= len(name); i++ {
		if i == len(name) || name[i] == '.' || name[i-1] == '.' || name[i] >= 'A' && name[i] <= 'Z' && name[i-1] >= 'a' && name[i-1] <= 'z' {
			if word := strings.ToLower(name[from:i]); word != "." {
				words = append(words, word)
			}
			from = i
		}
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// meant returns the permission that a name is when one of its parts is misspelt or in another case,
// "" if there is none. A plural isn't misspelt: User.Read.All, Users.Read.All.
func (x scopeIndex) meant(name string) (like string) {
	gaps(name, func(key, part string) {
		most := 1
		if len(part) > 7 { // short words are all alike: Files, Sites
			most = 2
		}
		for _, k := range x.parts[key] {
			if like != "" || len(part) < 4 || plural(part, k.part) && !strings.EqualFold(part, k.part) {
				continue
			}
			if _, ok := near.Word(part, slices.Values([]string{k.part}), most); ok {
				like = k.name
			}
		}
	})
	return like
}
