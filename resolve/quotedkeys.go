package resolve

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// quotedKeys makes placeholders of the keys in a request line of a page that stand for others:
// lists('list-id') is lists('{list-id}') if it is called an ID, or if a sample has another key
// there.
func quotedKeys(p *model.Page, path string) string {
	if len(path) > maxPath || !strings.Contains(path, "('") || strings.Count(path, "('") > maxKeyed || strings.Count(path, "/") >= maxSegments {
		return path
	}
	segments := strings.Split(path, "/")
	written := strings.Split(path, "/")
	for i, segment := range written {
		set, key, ok := quotedKey(segment)
		if ok && (namesID(key) || otherKey(p, written, i)) {
			segments[i] = set + "('{" + keyName(set, key) + "}')"
		}
	}
	return strings.Join(segments, "/")
}

// quotedKey cuts a segment into a set and the key of one of its members: lists('a').
func quotedKey(segment string) (set, key string, ok bool) {
	set, key, ok = strings.Cut(segment, "('")
	key, closed := strings.CutSuffix(key, "')")
	return set, key, ok && closed && onlyLetters(set) && key != "" && !strings.ContainsAny(key, "'{}<>()=")
}

// namesID reports whether a key says that it is one, and not which.
func namesID(key string) bool {
	return strings.EqualFold(key, "id") || strings.HasSuffix(key, "Id") || strings.HasSuffix(key, "-id") || strings.HasSuffix(key, "_id")
}

// maxKeyed is how many messages of a page are looked at for other keys, and how many keys of a path.
const maxKeyed = 20

// otherKey reports whether a sample of the page goes to the path of some segments, but has another
// key at an index.
func otherKey(p *model.Page, segments []string, at int) bool {
	for i := range min(len(p.Samples), maxKeyed) {
		s := &p.Samples[i]
		if s.Kind != model.RequestSample || !strings.Contains(s.Path.Value, "('") || strings.Count(s.Path.Value, "/") != len(segments)-1 {
			continue
		}
		shown, same := strings.Split(s.Path.Value, "/"), true
		for j, segment := range segments {
			set, _, ok := quotedKey(segment)
			other, _, keyed := quotedKey(shown[j])
			same = same && (strings.EqualFold(segment, shown[j]) || ok && keyed && strings.EqualFold(set, other))
		}
		if same && !strings.EqualFold(segments[at], shown[at]) {
			return true
		}
	}
	return false
}

// keyName returns what a placeholder is called for a key, after the set if the key is no name.
func keyName(set, key string) string {
	if strings.Trim(key[:1], "- _") == "" || !onlyLetters(strings.NewReplacer("-", "", "_", "", " ", "").Replace(key)) {
		return singularName(set) + "-id"
	}
	return key
}
