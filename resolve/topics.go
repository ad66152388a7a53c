package resolve

import (
	"slices"

	"github.com/docbind/docbind/model"
)

// span is a range of a page's sections: a heading and those below it.
type span struct {
	from, to int
	// silent reports that nothing below says what is sent or answered.
	silent bool
}

func (s span) holds(section int) bool { return section >= s.from && section < s.to }

// topics splits a page that documents operations each under a heading of its own,
// with its own request lines and answer (drive-get-specialfolder). Every topic is the
// page with the facts below its heading; what it doesn't say is taken from what stands
// outside of all topics, which comes first if it has request lines itself.
func topics(p *model.Page) []*model.Page {
	spans := topicSpans(p)
	if len(spans) == 0 {
		spans = requestSpans(p)
	}
	if len(spans) == 0 || len(spans) > maxTopics {
		return []*model.Page{p}
	}
	rest := *p
	only(&rest, p, func(section int) bool {
		return !slices.ContainsFunc(spans, func(s span) bool { return s.holds(section) })
	})
	var out []*model.Page
	if len(rest.Templates) > 0 {
		out = append(out, &rest)
	}
	first := slices.IndexFunc(spans, func(s span) bool { return !s.silent })
	several := len(out) > 0 || slices.ContainsFunc(spans[first+1:], func(s span) bool { return !s.silent })
	for i, s := range spans {
		if s.silent {
			continue
		}
		topic := *p
		topic.Title = p.Sections[s.from].Heading
		if name := p.Sections[s.from].Name; name.Value != "" {
			topic.Title = name
		}
		if own := p.Sections[s.from].Summary; own.Value != "" && several {
			topic.Summary = own
		}
		only(&topic, p, s.holds)
		if p.Sections[s.from].Kind == model.SectionOperation {
			topic.Summary = p.Sections[s.from].Summary
			lend(&topic, &rest)
			out = append(out, &topic)
			continue
		}
		for _, other := range otherWays(spans, i, i == first) {
			otherWay(&topic, p, other)
		}
		borrow(&topic, &rest, p.Sections[s.from].Level)
		out = append(out, &topic)
	}
	return out
}

// lend completes a topic whose heading is a request line: what stands outside of it is about the
// whole API, but for permissions and headers.
func lend(topic, rest *model.Page) {
	if len(topic.Permissions) == 0 {
		topic.Permissions = rest.Permissions
	}
	if !slices.ContainsFunc(topic.Parameters, func(q model.Parameter) bool { return q.In == model.InHeader }) {
		topic.Parameters = append(topic.Parameters, kept(rest.Parameters, func(q *model.Parameter) bool { return q.In == model.InHeader })...)
	}
}

// otherWays returns the silent topics that are other ways to ask for topic i: those
// after it up to the next that is not silent, for the first one also those before it.
func otherWays(spans []span, i int, first bool) []span {
	from, to := i+1, i+1
	for to < len(spans) && spans[to].silent {
		to++
	}
	if first {
		return append(slices.Clip(spans[:i]), spans[from:to]...)
	}
	return spans[from:to]
}

// otherWay adds the request lines, the samples and the parameters of a silent topic to another.
func otherWay(topic, p *model.Page, silent span) {
	var part model.Page
	only(&part, p, silent.holds)
	topic.Templates = append(topic.Templates, part.Templates...)
	topic.Samples = append(topic.Samples, part.Samples...)
	for _, q := range part.Parameters {
		if !slices.ContainsFunc(topic.Parameters, func(o model.Parameter) bool { return o.In == q.In && o.Name.Value == q.Name.Value }) {
			topic.Parameters = append(topic.Parameters, q)
		}
	}
}

// topicSpans finds the headings below the title that have an HTTP request heading
// below them, and those that are request lines; none if no topic says what is sent or answered.
func topicSpans(p *model.Page) []span {
	var out []span
	answered := false
	lines := linesBelow(p)
	above := [...]int{-1, -1, -1, -1, -1, -1, -1} // the last heading of each level
	for i := range p.Sections {
		level := min(max(p.Sections[i].Level, 1), len(above)-1)
		from := slices.Max(above[:level])
		above[level] = i
		if p.Sections[i].Kind == model.SectionOperation {
			if s := (span{from: i, to: end(p.Sections, i)}); slices.Contains(lines[s.from:s.to], true) {
				out, answered = append(out, s), true
			}
			continue
		}
		if p.Sections[i].Kind != model.SectionHTTPRequest || len(out) > 0 && out[len(out)-1].holds(i) {
			continue
		}
		if from <= 0 || p.Sections[from].Kind != model.SectionOther || len(out) > 0 && out[len(out)-1].from == from {
			continue
		}
		s := span{from: from, to: end(p.Sections, from)}
		s.silent = !slices.ContainsFunc(p.Sections[s.from+1:s.to], func(s model.Section) bool {
			return s.Kind == model.SectionResponse || s.Kind == model.SectionBody
		}) && !answeredIn(p, s)
		answered = answered || !s.silent
		out = append(out, s)
	}
	if !answered {
		return nil
	}
	return out
}

// answeredIn reports whether a topic has permissions and the sample of an answer of its own, which
// is as good as words that say what is answered (Defender: 1. Export, 1.2 Permissions, 1.3 URL,
// 1.6 Examples).
func answeredIn(p *model.Page, s span) bool {
	return slices.ContainsFunc(p.Sections[s.from+1:s.to], func(s model.Section) bool { return s.Kind == model.SectionPermissions }) &&
		slices.ContainsFunc(p.Samples, func(q model.Sample) bool { return q.Kind == model.ResponseSample && s.holds(q.Section) })
}

// linesBelow reports of each heading of a page whether request lines stand below it, and none in
// between.
func linesBelow(p *model.Page) []bool {
	lines := make([]bool, len(p.Sections))
	for i := range p.Templates {
		if at := p.Templates[i].Section; at >= 0 {
			lines[at] = true
		}
	}
	return lines
}

// end returns the section after those below a heading, or that of the next operation among them, which
// is one of its own.
func end(sections []model.Section, i int) int {
	to := i + 1
	for to < len(sections) && sections[to].Level > sections[i].Level && sections[to].Kind != model.SectionOperation {
		to++
	}
	return to
}

// requestSpans finds the headings right below HTTP request that have request lines each, and the
// answers behind them (Business Central: Insert, Import and Apply configurationPackage). Of lines
// that no answer stands between, all have the next one; none if fewer than two are answered.
func requestSpans(p *model.Page) []span {
	at := slices.IndexFunc(p.Sections, func(s model.Section) bool { return s.Kind == model.SectionHTTPRequest })
	if at < 0 {
		return nil
	}
	var out []span
	lines := linesBelow(p)
	open := false // whether the last span has no answer yet
	for i := at + 1; i < len(p.Sections) && p.Sections[i].Level > p.Sections[at].Level; i++ {
		switch s := &p.Sections[i]; {
		case s.Level != p.Sections[at].Level+1:
		case s.Kind == model.SectionOther && lines[i]:
			if !open {
				out, open = append(out, span{from: i}), true
			}
		case s.Kind == model.SectionResponse && len(out) > 0:
			open = false
		}
		if len(out) > 0 {
			out[len(out)-1].to = i + 1
		}
	}
	if len(out) < 2 || open {
		return nil
	}
	return out
}

// only leaves the facts of the sections that in accepts.
func only(to, from *model.Page, in func(section int) bool) {
	to.Templates = kept(from.Templates, func(t *model.Template) bool { return in(t.Section) })
	to.Samples = kept(from.Samples, func(s *model.Sample) bool { return in(s.Section) })
	to.Permissions = kept(from.Permissions, func(q *model.Permission) bool { return in(q.Section) })
	to.Parameters = kept(from.Parameters, func(q *model.Parameter) bool { return in(q.Section) })
	to.Returns = kept(from.Returns, func(s *model.ReturnStatement) bool { return in(s.Section) })
	to.Bodies = kept(from.Bodies, func(s *model.BodyStatement) bool { return in(s.Section) })
}

func kept[T any](list []T, keep func(*T) bool) []T {
	var out []T
	for i := range list {
		if keep(&list[i]) {
			out = append(out, list[i])
		}
	}
	return out
}

// borrow gives a topic what the page says for all of them, of each kind that the topic
// is silent about. Where the rest has an operation of its own, its answer is that one's; one
// that stands deeper than the topic's heading is of something else (driveitem-createuploadsession:
// Upload bytes).
func borrow(topic, rest *model.Page, level int) {
	if len(topic.Permissions) == 0 {
		topic.Permissions = rest.Permissions
	}
	if len(topic.Returns) == 0 && len(rest.Templates) == 0 {
		topic.Returns = kept(rest.Returns, func(s *model.ReturnStatement) bool {
			return s.Section < 0 || rest.Sections[s.Section].Level <= level
		})
	}
	if len(topic.Samples) == 0 {
		topic.Samples = rest.Samples
	}
	own := topic.Parameters
	for _, q := range rest.Parameters {
		if q.In != model.InBody && !slices.ContainsFunc(own, func(o model.Parameter) bool { return o.In == q.In }) {
			topic.Parameters = append(topic.Parameters, q)
		}
	}
}
