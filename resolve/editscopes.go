package resolve

import (
	"slices"

	"github.com/docbind/docbind/model"
)

// permissions notes those that have changed. It returns false if they may be other topics'
// now.
func (e *Edit) permissions(old, new *model.Page) bool {
	e.needed, e.needs = permissions(old), permissions(new)
	if len(e.needed) == 0 || len(e.needs) == 0 {
		return len(e.needed) == len(e.needs)
	}
	oneSection := func(a, b model.Permission) bool { return a.Section == b.Section }
	return slices.EqualFunc(slices.CompactFunc(slices.Clone(old.Permissions), oneSection), slices.CompactFunc(slices.Clone(new.Permissions), oneSection), oneSection)
}

// permit gives an operation of the page the permissions that it has now. It returns false
// if it had others than the page's: those of a topic, or of a fragment, too.
func (e *Edit) permit(op *model.Operation) bool {
	if op.Page != e.page || slices.EqualFunc(e.needed, e.needs, sameScopes) {
		return true
	}
	if !slices.EqualFunc(op.Permissions, e.needed, sameScopes) {
		return false
	}
	op.Permissions = e.needs
	return true
}

func sameScopes(a, b model.PermissionScopes) bool {
	return a.Kind == b.Kind && a.For == b.For && a.NotSupported == b.NotSupported && slices.Equal(a.Scopes, b.Scopes) && slices.Equal(a.Higher, b.Higher)
}
