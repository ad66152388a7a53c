package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// shownArguments completes a request line that names a function without its
// arguments, where a sample of the page gives them (Intune:
// verifyWindowsEnrollmentAutoDiscovery against …(domainName='…')). The function
// cannot be called without, so the completed line takes the place of the other. Where no
// sample takes a path of the page, one that calls the same function elsewhere counts if a
// table describes its arguments (adhoccall-getallrecordings).
func (r *resolver) shownArguments(p *model.Page, lines []model.Template) []model.Template {
	shown := false
	for i := range p.Samples {
		shown = shown || showsArguments(&p.Samples[i])
	}
	if !shown {
		return lines
	}
	given := map[string]string{} // the arguments of functions, by the names in lines
	for _, follows := range [...]func(line model.Text, shown, args string) bool{
		func(line model.Text, shown, _ string) bool { return followsRoute(line, shown) },
		func(line model.Text, shown, args string) bool { // the same function elsewhere, of which the page has a table
			return strings.EqualFold(lastSegment(shown), lastSegment(line.Value)) && needsAll(p, args) && !namedBare(p, line)
		},
	} {
		r.completeLines(p, lines, given, follows)
		completeOthers(p, lines, given)
	}
	return lines
}

// completeLines completes the lines for which a sample gives the arguments, and notes these.
func (r *resolver) completeLines(p *model.Page, lines []model.Template, given map[string]string, follows func(line model.Text, shown, args string) bool) {
	for i, t := range lines {
		t.Path.Value = strings.TrimSuffix(t.Path.Value, "()")
		if t.Method.Value != "GET" || strings.Contains(t.Path.Value, "(") || calledBare(p, lines, t) {
			continue
		}
		for j := range p.Samples {
			s := &p.Samples[j]
			if !showsArguments(s) || s.Method.Value != t.Method.Value {
				continue
			}
			path, args, ok := cutArguments(s.Path.Value)
			if !ok || !follows(t.Path, path, args) {
				continue
			}
			r.badArguments(t.Path.Pos, fmt.Sprintf("the request line leaves out the arguments that the sample gives, (%s)", clip(args)), "write ("+clip(placeArguments(args))+") behind it, too", s.Path.Pos)
			given[lastSegment(t.Path.Value)] = args
			lines[i].Path.Value = t.Path.Value + "(" + placeArguments(args) + ")"
			break
		}
	}
}

// completeOthers completes the further paths to functions that a sample has shown to take
// arguments.
func completeOthers(p *model.Page, lines []model.Template, given map[string]string) {
	for i, t := range lines {
		t.Path.Value = strings.TrimSuffix(t.Path.Value, "()")
		if args, ok := given[lastSegment(t.Path.Value)]; ok && t.Method.Value == "GET" && !calledBare(p, lines, t) {
			lines[i].Path.Value = t.Path.Value + "(" + placeArguments(args) + ")"
		}
	}
}

// variedArguments makes placeholders of the argument values in a path that a sample of
// the page has others for, columnsAfter(count=n) beside columnsAfter(count=2), and of those
// that its tables describe as parameters.
func (r *resolver) variedArguments(p *model.Page, line *model.Template) model.Text {
	path, args, ok := cutArguments(line.Path.Value)
	if !ok {
		return line.Path
	}
	want, out := splitArguments(args), line.Path
	put := func() { out.Value = path + "(" + strings.Join(want, ",") + ")" }
	for i := range p.Samples {
		s := &p.Samples[i]
		if s.Kind != model.RequestSample || s.Method.Value != line.Method.Value {
			continue
		}
		if shown, got, ok := cutArguments(s.Path.Value); ok && strings.EqualFold(lastSegment(path), lastSegment(shown)) && vary(want, splitArguments(got)) {
			put()
			r.badArguments(line.Path.Pos, fmt.Sprintf("the request line gives arguments and the sample others, (%s)", clip(got)), "write placeholders for the values: "+clip(placeArguments(got)), s.Path.Pos)
		}
	}
	if at := describedArguments(p, want); !at.IsZero() {
		put()
		r.badArguments(line.Path.Pos, "the request line gives a value for an argument that the table describes", "write a placeholder for it: "+clip(strings.Join(want, ",")), at)
	}
	return out
}

// badArguments reports a request line whose arguments are not those that the rest of the page has.
func (r *resolver) badArguments(pos model.Position, message, fix string, other model.Position) {
	f := newFinding(model.RuleFunctionArgs, pos, message, []model.Position{other})
	f.Fix = fix
	r.found(f)
}

// describedArguments makes placeholders of the values that the page has parameters for, and
// returns the place of the first; none if there is none.
func describedArguments(p *model.Page, want []string) (at model.Position) {
	for i, arg := range want {
		name, value, ok := strings.Cut(arg, "=")
		if !ok || strings.ContainsAny(value, "{<") {
			continue
		}
		if q := described(p, name); q != nil {
			want[i] = placeArguments(arg)
			at = cmp.Or(at, q.Name.Pos)
		}
	}
	return at
}

// needsAll reports whether the page has parameters for all arguments of a call, none of them
// optional.
func needsAll(p *model.Page, args string) bool {
	for _, arg := range splitArguments(args) {
		name, _, ok := strings.Cut(arg, "=")
		if q := described(p, name); !ok || q == nil || q.Optional {
			return false
		}
	}
	return true
}

// namedBare reports whether a sample calls the function of a line without arguments, by
// whatever path.
func namedBare(p *model.Page, line model.Text) bool {
	return slices.ContainsFunc(p.Samples, func(s model.Sample) bool {
		return s.Kind == model.RequestSample && strings.EqualFold(lastSegment(strings.TrimSuffix(s.Path.Value, "()")), lastSegment(line.Value))
	})
}

// described returns the parameter that a table of the page describes an argument as, nil if
// none does.
func described(p *model.Page, name string) *model.Parameter {
	name = strings.TrimSpace(name)
	for i := range p.Parameters {
		q := &p.Parameters[i]
		if q.In != model.InHeader && strings.EqualFold(q.Name.Value, name) {
			return q
		}
	}
	return nil
}

// vary makes placeholders of the values that are others in got, if both have the same
// names, and reports whether there are any.
func vary(want, got []string) bool {
	if len(want) != len(got) {
		return false
	}
	changed := slices.Clone(want)
	for i := range want {
		name, value, _ := strings.Cut(want[i], "=")
		other, shown, _ := strings.Cut(got[i], "=")
		if !strings.EqualFold(strings.TrimSpace(name), strings.TrimSpace(other)) {
			return false
		}
		if !strings.ContainsAny(value, "{<") && !strings.ContainsAny(shown, "{<") && !strings.EqualFold(strings.TrimSpace(value), strings.TrimSpace(shown)) {
			changed[i] = placeArguments(want[i])
		}
	}
	varied := !slices.Equal(want, changed)
	copy(want, changed)
	return varied
}

func lastSegment(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// quoteArguments puts the quotes into a route's pattern that a literal needs and the
// request line leaves out: those of a duration, and those of a string that all samples
// have (reports-getgrouparchivedprintjobs: groupId={id}, groupId='016b…' below).
func (r *resolver) quoteArguments(op *operation, rt *model.Route) {
	for i, name := range rt.Params {
		p := op.param(name)
		quoted := "'{" + name + "}'"
		if p.In != model.InFunction || p.Type.Collection || strings.Contains(rt.Pattern, quoted) {
			continue
		}
		switch p.Type.Name {
		case "Edm.Duration": // OData URL Conventions 4.01, section 5.1.1.14.1
			quoted = "duration" + quoted
		case "Edm.String":
			s := quotingSample(op.page, rt, i)
			if s == nil {
				continue
			}
			r.badArguments(rt.Pos, fmt.Sprintf("the request line leaves out the quotes around %s that the sample has", p.Documented), "write "+p.Documented+"='{"+p.Documented+"}'", s.Path.Pos)
		default:
			continue
		}
		p.Quoted = true
		rt.Pattern = strings.Replace(rt.Pattern, "{"+name+"}", quoted, 1)
	}
}

// quotingSample returns the first sample of the route if all put an argument in quotes.
func quotingSample(page *model.Page, rt *model.Route, arg int) *model.Sample {
	var first *model.Sample
	for i := range page.Samples {
		s := &page.Samples[i]
		if s.Kind != model.RequestSample {
			continue
		}
		m := matchPattern(rt.Pattern, s.Path.Value)
		if m == nil {
			continue
		}
		if value := m.args[arg]; len(value) < 2 || value[0] != '\'' || value[len(value)-1] != '\'' {
			return nil
		}
		if first == nil {
			first = s
		}
	}
	return first
}

// showsArguments reports whether a sample calls a function with arguments.
func showsArguments(s *model.Sample) bool {
	if s.Kind != model.RequestSample {
		return false
	}
	_, _, ok := cutArguments(s.Path.Value)
	return ok
}

// calledBare reports whether a function is documented to work without arguments: a
// sample calls it so, or another request line has them
// (outlookuser-supportedtimezones).
func calledBare(p *model.Page, lines []model.Template, t model.Template) bool {
	for _, other := range lines {
		if args, ok := strings.CutPrefix(other.Path.Value, t.Path.Value+"("); ok && args != ")" {
			return true
		}
	}
	for i := range p.Samples {
		s := &p.Samples[i]
		path := strings.TrimSuffix(s.Path.Value, "()")
		if s.Kind == model.RequestSample && s.Method.Value == t.Method.Value && !strings.Contains(path, "(") && followsRoute(t.Path, path) {
			return true
		}
	}
	return false
}

// followsRoute reports whether a path takes the route of a template.
func followsRoute(template model.Text, path string) bool {
	return matchPattern(patternOf(template.Value), path) != nil
}

// cutArguments splits the argument list off the last segment of a path.
func cutArguments(path string) (rest, args string, ok bool) {
	open := strings.LastIndexByte(path, '(')
	if open < 0 || !strings.HasSuffix(path, ")") || strings.Contains(path[open:], "/(") || open > 0 && path[open-1] == '/' {
		return "", "", false
	}
	args = path[open+1 : len(path)-1]
	return path[:open], args, strings.Contains(args, "=")
}

// placeArguments turns argument values into placeholders: domainName='x' becomes
// domainName='{domainName}'. A list keeps no quotes, since each item has its own.
func placeArguments(args string) string {
	var out []string
	for _, arg := range splitArguments(args) {
		name, value, ok := strings.Cut(arg, "=")
		name = strings.TrimSpace(name)
		value = strings.TrimSpace(value)
		switch {
		case !ok || name == "":
			out = append(out, arg)
		case len(value) > 1 && value[0] == '\'' && strings.HasSuffix(value, "'"):
			out = append(out, name+"='{"+name+"}'")
		default:
			out = append(out, name+"={"+name+"}")
		}
	}
	return strings.Join(out, ",")
}

// splitArguments splits at the commas outside quotes and brackets.
func splitArguments(args string) []string {
	var out []string
	depth, start, quoted := 0, 0, byte(0)
	for i := range len(args) {
		switch c := args[i]; {
		case quoted != 0:
			if c == quoted {
				quoted = 0
			}
		case c == '\'' || c == '"':
			quoted = c
		case c == '[' || c == '(':
			depth++
		case c == ']' || c == ')':
			depth--
		case c == ',' && depth == 0:
			out = append(out, args[start:i])
			start = i + 1
		}
	}
	return append(out, args[start:])
}
