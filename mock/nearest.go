package mock

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/model"
)

// documentedPath is a path as a page has it.
type documentedPath struct {
	template string
	segments []string
}

// documentedPaths lists the paths of an API, each once.
func documentedPaths(api *model.API) []documentedPath {
	var templates []string
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			for _, r := range api.Services[i].Operations[j].Routes {
				templates = append(templates, r.Template)
			}
		}
	}
	slices.Sort(templates)
	templates = slices.Compact(templates)
	paths := make([]documentedPath, len(templates))
	for i, template := range templates {
		paths[i] = documentedPath{template, segmentsOf(template)}
	}
	return paths
}

func segmentsOf(path string) []string { return strings.Split(strings.Trim(path, "/"), "/") }

// nearest returns the documented path of which a path differs in one segment, and least. It may
// have a version in front. Long paths and words are nobody's slip.
func nearest(paths []documentedPath, path string) (template string, ok bool) {
	const longest = 2048
	if len(path) > longest {
		return "", false
	}
	asked := segmentsOf(path)
	least := 0
	for _, p := range paths {
		for _, segments := range [][]string{asked, asked[1:]} {
			if d, near := p.distance(segments); near && (!ok || d < least) {
				template, least, ok = p.template, d, true
			}
		}
	}
	return template, ok
}

// bareName takes off the brackets of a function without arguments, which requests may leave out.
func bareName(segment string) string { return strings.TrimSuffix(segment, "()") }

// distance is how much one segment differs from the path's; near reports that no other does.
func (p *documentedPath) distance(segments []string) (d int, isNear bool) {
	if len(segments) != len(p.segments) {
		return 0, false
	}
	odd := -1
	for i, segment := range segments {
		literal, _, placeholder := strings.Cut(p.segments[i], "{")
		switch {
		case placeholder && len(literal) <= len(segment) && strings.EqualFold(literal, segment[:len(literal)]):
			d++ // a word that is the same is nearer
		case !placeholder && strings.EqualFold(bareName(literal), bareName(segment)):
		case odd >= 0:
			return 0, false
		default:
			odd = i
		}
	}
	if odd < 0 {
		return 0, false
	}
	const longest, letters = 48, 4 // a slip for so many letters
	word := segments[odd]
	if len(word) > longest {
		return 0, false
	}
	if _, ok := near.Word(word, slices.Values(p.segments[odd:odd+1]), max(1, len(word)/letters)); !ok {
		return 0, false
	}
	return d + len(segments)*near.Distance(word, p.segments[odd]), true
}
