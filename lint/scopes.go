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
	var known []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if counts[name] >= widely && strings.Contains(name, ".") {
			known = append(known, name)
		}
	}
	meant := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if counts[name] <= hardly {
			if like := meantScope(name, known); like != "" {
				meant[name] = like
			}
		}
	}
	if len(meant) == 0 {
		return
	}
	s.scopes(func(p *page, scope model.Text) {
		like := meant[scope.Value]
		if like == "" {
			return
		}
		at := p.within(scope.Pos, scope.Value)
		if p.text(at) != scope.Value {
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

// scopes visits the permissions that the tables of pages, and of the files that they take in, name.
func (s *set) scopes(visit func(p *page, scope model.Text)) {
	for _, list := range [][]page{s.pages, s.fragments} {
		for i := range list {
			p := &list[i]
			for j := range p.Permissions {
				for _, scope := range slices.Concat(p.Permissions[j].Scopes, p.Permissions[j].Higher) {
					if scope.Pos.File == p.Path {
						visit(p, scope)
					}
				}
			}
		}
	}
}

// meantScope returns the known permission that a name is when one of its parts is misspelt, "" if
// there is none.
func meantScope(name string, known []string) string {
	for _, k := range known {
		if oneOff(name, k) {
			return k
		}
	}
	return ""
}

// oneOff reports whether two permissions differ in their case only, or by a slip in one part that
// is more than a plural: User.Read.All, Users.Read.All.
func oneOff(a, b string) bool {
	if strings.EqualFold(a, b) {
		return a != b
	}
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	if len(x) != len(y) {
		return false
	}
	at := -1
	for i := range x {
		if x[i] != y[i] {
			if at >= 0 || len(x[i]) < 4 || plural(x[i], y[i]) {
				return false
			}
			at = i
		}
	}
	most := 1
	if len(x[at]) > 7 { // short words are all alike: Files, Sites
		most = 2
	}
	_, ok := near.Word(x[at], slices.Values(y[at:at+1]), most)
	return ok
}
