package workspace

import (
	"cmp"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// edition is a pair of folders beside each other that document the same operations on pages
// of the same names: versions of an API, or a copy of the docs.
type edition struct{ above, one, other string }

// checkEditions refuses a docs folder that holds editions of one API, for all their operations
// and types would be mixed: v1.0 and beta below the root of a docs repository. Who lists the
// folders of both wants them mixed.
func (c Config) checkEditions(root string, api *model.API) error {
	e, route, ok := findEdition(api)
	if !ok {
		return nil
	}
	for _, d := range c.Docs {
		below, err := filepath.Rel(RealPath(d), filepath.Join(root, filepath.FromSlash(e.above)))
		if err != nil || !inside(RealPath(d), filepath.Join(root, filepath.FromSlash(e.above))) {
			continue
		}
		above := path.Join(filepath.ToSlash(d), filepath.ToSlash(below))
		return refuse("docs", d, "--docs %s holds %s and %s, which document the same operations (%s in both), as the versions of an API do: "+
			"name the folder of one, or let gen init write a target for each", d, path.Join(above, e.one), path.Join(above, e.other), route)
	}
	return nil
}

// opPlace is where an operation stands but for the name of one folder.
type opPlace struct{ above, below, route string }

// findEdition returns the editions that share most operations, if these are half of those of the
// smaller one, and the route of an operation that both have.
func findEdition(api *model.API) (e edition, route string, ok bool) {
	seen, all := map[opPlace]string{}, map[string]int{}
	shared, example := map[edition]int{}, map[edition]string{}
	count := func(op *model.Operation) {
		route := op.Method + " " + op.Routes[0].Template
		folders := strings.Split(op.Page, "/")
		for n, name := range folders[:len(folders)-1] {
			at := opPlace{path.Join(folders[:n]...), path.Join(folders[n+1:]...), route}
			all[path.Join(at.above, name)]++
			first, there := seen[at]
			if !there {
				seen[at] = name
			} else if first != name {
				pair := edition{at.above, min(first, name), max(first, name)}
				shared[pair]++
				example[pair] = cmp.Or(example[pair], route)
			}
		}
	}
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			count(&api.Services[i].Operations[j])
		}
	}
	for _, pair := range slices.SortedFunc(maps.Keys(shared), edition.compare) {
		n := shared[pair]
		if n > max(1, shared[e]) && 2*n >= min(all[path.Join(pair.above, pair.one)], all[path.Join(pair.above, pair.other)]) {
			e, route, ok = pair, example[pair], true
		}
	}
	return e, route, ok
}

// compare orders editions by their folders.
func (e edition) compare(other edition) int {
	return cmp.Or(cmp.Compare(e.above, other.above), cmp.Compare(e.one, other.one), cmp.Compare(e.other, other.other))
}
