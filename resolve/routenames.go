package resolve

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
)

// nameRoutes names the Go methods of routes that have no name yet. The first route of a
// new operation has its name; the others add what their path has and that one's hasn't:
// CancelForUser, GetReportByDate. No other path gets the name of one that is gone: callers
// would go on with it unawares.
func (r *resolver) nameRoutes() {
	wanted := make([][]string, len(r.ops))
	parallel.Each(len(r.ops), func(i int) { wanted[i] = r.words.routeNames(r.ops[i]) })
	for i, op := range r.ops {
		for j := range op.Routes {
			if rt := &op.Routes[j]; rt.Name == "" {
				rt.Name = r.free(op, wanted[i][j])
			}
		}
	}
}

// routeNames returns the names that the routes of an operation want or have, and gives
// a new one its own route.
func (d dictionary) routeNames(op *operation) []string {
	if !op.kept {
		op.Routes[0].Name = op.Name
	}
	own := slices.IndexFunc(op.Routes, func(rt model.Route) bool { return rt.Name == op.Name })
	if own < 0 { // its path is gone
		own = slices.IndexFunc(op.Routes, func(rt model.Route) bool { return rt.Name != "" })
	}
	if len(op.Routes) == 1 {
		return nil
	}
	names := make([]string, len(op.Routes))
	taken := make(map[string]bool, len(names))
	for i := range op.Routes {
		names[i] = op.Routes[i].Name
		taken[names[i]] = true
	}
	base := strings.Split(op.Routes[own].Pattern, "/")
	for i := range names {
		if names[i] != "" {
			continue
		}
		other := strings.Split(op.Routes[i].Pattern, "/")
		name := op.Name + d.routeSuffix(base, other, true)
		if taken[name] {
			name = op.Name + d.longSuffix(base, other)
		}
		names[i] = numbered(taken, name)
	}
	return names
}

// routeSuffix says how the segments of other differ from those of base. Short
// takes the singular of a collection that a key follows.
func (d dictionary) routeSuffix(base, other []string, short bool) string {
	// Without arguments of its own, base may be the same function for something else.
	last, parents := base[len(base)-1], sameShape(strings.Join(base[:len(base)-1], "/"), strings.Join(other[:len(other)-1], "/"))
	if words := otherArguments(base, other); words != "" && (strings.Contains(last, "(") || parents) {
		return "By" + words
	}
	if words := leftArguments(base, other); words != "" {
		return "Without" + words
	}
	if words := alternateKey(base, other); words != "" {
		return "By" + words
	}
	// The function at the end says nothing, with arguments or without.
	end := 0
	if sameShape(called(base[len(base)-1]), called(other[len(other)-1])) {
		end = 1
	}
	words := d.differingWords(base, other, short, end)
	if words == "" && !sameShape(base[len(base)-1], other[len(other)-1]) {
		words = d.differingWords(base, other, short, 0)
	}
	if words == "" {
		if keys := otherKeys(base, other); keys != "" {
			return keys
		}
		words = d.segmentWords(other, 0, min(2, len(other)), short)
	}
	return "For" + words
}

// otherKeys says which placeholders other has in segments of their own where base has none, or
// which it lacks: /photo/{size} beside /photo is BySize. It is "" for both at once.
func otherKeys(base, other []string) string {
	way, less, more := "By", base, other
	if len(base) > len(other) {
		way, less, more = "Without", other, base
	}
	words, i := "", 0
	for _, segment := range more {
		if i < len(less) && sameShape(less[i], segment) {
			i++
		} else if name, ok := strings.CutPrefix(segment, "{"); ok {
			words += exported(strings.TrimSuffix(name, "}"))
		} else {
			return ""
		}
	}
	if i < len(less) || words == "" {
		return ""
	}
	return way + words
}

// longSuffix is for a route whose suffix another has: FindRoomsByRoomListForUser.
func (d dictionary) longSuffix(base, other []string) string {
	if words, from := otherArguments(base, other), d.differingWords(base, other, true, 1); words != "" && from != "" {
		return "By" + words + "For" + from
	}
	return d.routeSuffix(base, other, false)
}

// otherArguments names the arguments of the function that other ends in, if base ends in
// the same one with others, or with none.
func otherArguments(base, other []string) string {
	last := base[len(base)-1]
	fn, args, ok := strings.Cut(other[len(other)-1], "(")
	if !ok || last == other[len(other)-1] || last != fn && !strings.HasPrefix(last, fn+"(") {
		return ""
	}
	return argWords(args)
}

// alternateKey names the key that other addresses an object by where base has another one in a segment
// of its own, if that is all that they differ in: /applications(appId='{appId}') beside
// /applications/{id} (OData URL Conventions 4.01, sections 4.3.3 and 4.3.6).
func alternateKey(base, other []string) string {
	if len(base) != len(other)+1 {
		return ""
	}
	for i := range other {
		set, key, ok := strings.Cut(other[i], "(")
		switch {
		case ok && strings.EqualFold(base[i], set):
			if strings.HasPrefix(base[i+1], "{") && sameShape(strings.Join(base[i+2:], "/"), strings.Join(other[i+1:], "/")) {
				return argWords(strings.TrimSuffix(key, ")"))
			}
			return ""
		case !sameShape(base[i], other[i]):
			return ""
		}
	}
	return ""
}

// leftArguments names the arguments of a function that other calls without them, if that is all
// that it differs in from base.
func leftArguments(base, other []string) string {
	words := ""
	for i := range base {
		fn, args, ok := strings.Cut(base[i], "(")
		switch {
		case len(base) != len(other):
			return ""
		case ok && other[i] == fn:
			words += argWords(args)
		case !sameShape(base[i], other[i]):
			return ""
		}
	}
	return words
}

// differingWords names the segments of other between those that it has in common with
// base, at both ends; end of them at the end are known to be.
func (d dictionary) differingWords(base, other []string, short bool, end int) string {
	most := min(len(base), len(other))
	for end > 0 && end < most && sameShape(base[len(base)-1-end], other[len(other)-1-end]) {
		end++
	}
	start := 0
	for start < most-end && sameShape(base[start], other[start]) {
		start++
	}
	return d.segmentWords(other, start, len(other)-end, short)
}

// called is a segment without the arguments of a function.
func called(segment string) string {
	name, _, _ := strings.Cut(segment, "(")
	return name
}

// argWords names the arguments of a function segment: (period='{period}').
func argWords(args string) string {
	out := ""
	for arg := range strings.SplitSeq(args, ",") {
		if name, _, ok := strings.Cut(arg, "="); ok {
			out += exported(name)
		}
	}
	return out
}

// segmentWords names the segments of a path from one to another.
func (d dictionary) segmentWords(segments []string, from, to int, short bool) string {
	out := ""
	for i := from; i < to; i++ {
		seg := segments[i]
		if seg == "" || strings.HasPrefix(seg, "{") {
			continue
		}
		seg = strings.TrimPrefix(seg, "microsoft.graph.")
		name, args, _ := strings.Cut(seg, "(")
		name = d.camel(name)
		before, word := lastWord(name)
		if word == "" {
			continue
		}
		if short && i+1 < len(segments) && strings.HasPrefix(segments[i+1], "{") {
			name = before + " " + singular(word)
		}
		out += exported(name)
		if args != "" && !short {
			out += argWords(args)
		}
	}
	return out
}
