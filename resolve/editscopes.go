package resolve

import (
	"slices"
	"sync"

	"github.com/docbind/docbind/model"
)

// ScopesEdit has the permissions of pages, before and now, with those of the fragments that
// they include. Nothing else depends on permissions.
type ScopesEdit map[string]pageScopes

type pageScopes struct{ needed, needs []model.PermissionScopes }

// NewScopesEdit compares the permissions of pages, of each before and now, and the fragments
// of either time. It returns false if they may be other topics' now.
func NewScopesEdit(old, new []*model.Page, before, now map[FragmentKey]Fragment) (ScopesEdit, bool) {
	old, new = included(old, before), included(new, now)
	edit := ScopesEdit{}
	for i, was := range old {
		is := new[i]
		scopes := pageScopes{permissions(was), permissions(is)}
		if len(was.Permissions) == 0 != (len(is.Permissions) == 0) || !slices.Equal(scopedSections(was), scopedSections(is)) {
			return nil, false
		}
		if !slices.EqualFunc(scopes.needed, scopes.needs, sameScopes) {
			edit[is.Path] = scopes
		}
	}
	return edit, true
}

// included returns pages with what the fragments say that they include.
func included(pages []*model.Page, fragments map[FragmentKey]Fragment) []*model.Page {
	r := &resolver{pages: slices.Clone(pages), api: &model.API{}, reporting: new(sync.Mutex)}
	r.include(fragments)
	return r.pages
}

// scopedSections lists the headings that permissions stand under, in their order.
func scopedSections(p *model.Page) []int {
	sections := make([]int, 0, len(p.Permissions))
	for i := range p.Permissions {
		sections = append(sections, p.Permissions[i].Section)
	}
	return slices.Compact(sections)
}

// Apply gives operations the permissions that their pages have now. It returns false if one
// had others than its page's: those of a topic.
func (e ScopesEdit) Apply(ops []model.Operation) bool {
	for i := range ops {
		op := &ops[i]
		scopes, ok := e[op.Page]
		if !ok {
			continue
		}
		if !slices.EqualFunc(op.Permissions, scopes.needed, sameScopes) {
			return false
		}
		op.Permissions = scopes.needs
	}
	return true
}

func sameScopes(a, b model.PermissionScopes) bool {
	return a.Kind == b.Kind && a.For == b.For && a.NotSupported == b.NotSupported && slices.Equal(a.Scopes, b.Scopes) && slices.Equal(a.Higher, b.Higher)
}

// samePermission reports whether two rows say the same, wherever they stand.
func samePermission(a, b model.Permission) bool {
	same := func(a, b model.Text) bool { return a.Value == b.Value }
	return same(a.Kind, b.Kind) && same(a.For, b.For) && a.NotSupported == b.NotSupported && a.Section == b.Section &&
		slices.EqualFunc(a.Scopes, b.Scopes, same) && slices.EqualFunc(a.Higher, b.Higher, same)
}
