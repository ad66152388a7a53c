package resolve

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// FragmentKey names a file as it is read at an include: one file reads differently
// below different headings.
type FragmentKey struct {
	Path   string // like a page's path
	Within model.SectionKind
	Sample bool
}

// Fragment is an included file, or the rule that says why there is none.
type Fragment struct {
	Page *model.Page
	Rule string
}

// RootMark begins the path of a file below the docs root, whatever the page's folder.
const RootMark = "~/"

// KeyOf returns the key of the fragment that a page includes.
func KeyOf(page *model.Page, in model.Include) FragmentKey {
	target, _, _ := strings.Cut(strings.ReplaceAll(in.Target.Value, `\`, "/"), "#")
	if decoded, err := url.PathUnescape(target); err == nil {
		target = decoded
	}
	if below, ok := strings.CutPrefix(target, RootMark); ok {
		return FragmentKey{Path: RootMark + path.Clean(below), Within: in.Within, Sample: in.Sample}
	}
	return FragmentKey{Path: linkTarget(page.Path, target), Within: in.Within, Sample: in.Sample}
}

// include gives each page what its fragments say. Newer pages keep the permissions
// table in one.
func (r *resolver) include(fragments map[FragmentKey]Fragment) {
	for i, p := range r.pages {
		if len(p.Includes) == 0 {
			continue
		}
		if len(fragments) > 0 {
			c := *p // pages are the caller's
			r.pages[i] = &c
		}
		r.takeIn(r.pages[i], p, fragments, []string{p.Path}, map[FragmentKey]bool{})
	}
}

// takeIn adds the fragments of from, and theirs, to page. open are the files that
// are being taken in, done those that the page has already: its facts count once,
// and files that include each other twice don't double the work at every level.
func (r *resolver) takeIn(page, from *model.Page, fragments map[FragmentKey]Fragment, open []string, done map[FragmentKey]bool) {
	for _, in := range from.Includes {
		key := KeyOf(from, in)
		f := fragments[key]
		switch {
		case slices.Contains(open, key.Path), f.Page != nil && slices.Contains(open, f.Page.Path):
			r.report(model.RuleIncludeCycle, in.Target.Pos, in.Target.Value+" includes the file that includes it")
		case f.Rule == model.RuleIncludeOutside:
			r.report(f.Rule, in.Target.Pos, in.Target.Value+" leads outside the docs root and is not read; --root names a folder further up")
		case f.Page == nil:
			r.report(model.RuleIncludeMissing, in.Target.Pos, in.Target.Value+" is not there or cannot be read")
		case !done[key]:
			done[key] = true
			merge(page, f.Page, in)
			r.api.Findings = append(r.api.Findings, f.Page.Findings...)
			nested := *f.Page
			nested.Includes = taken(nil, f.Page.Includes, func(i *model.Include) { i.Section = in.Section })
			r.takeIn(page, &nested, fragments, append(slices.Clip(open), f.Page.Path), done)
		}
	}
}

// merge appends the facts of a fragment, included at that place, to a page. They
// stand under the heading of the include.
func merge(page, f *model.Page, in model.Include) {
	page.Templates = taken(page.Templates, f.Templates, func(t *model.Template) { t.Section = in.Section })
	page.Samples = taken(page.Samples, f.Samples, func(s *model.Sample) { s.Section = in.Section })
	page.Permissions = taken(page.Permissions, f.Permissions, func(q *model.Permission) { q.Section = in.Section })
	page.Parameters = taken(page.Parameters, f.Parameters, func(q *model.Parameter) { q.Section = in.Section })
	page.Returns = taken(page.Returns, f.Returns, func(s *model.ReturnStatement) { s.Section = in.Section })
	page.Bodies = taken(page.Bodies, f.Bodies, func(s *model.BodyStatement) { s.Section = in.Section })
	page.Resources = append(slices.Clip(page.Resources), f.Resources...)
	page.Enums = append(slices.Clip(page.Enums), f.Enums...)
	if page.Deprecated.Value == "" && !page.Deprecated.Pos.IsZero() && in.Section == 0 {
		page.Deprecated.Value = f.Deprecated.Value
	}
}

// taken appends copies of a fragment's facts to those of a page.
func taken[T any](to, from []T, place func(*T)) []T {
	to = slices.Clip(to)
	for i := range from {
		to = append(to, from[i])
		place(&to[len(to)-1])
	}
	return to
}
