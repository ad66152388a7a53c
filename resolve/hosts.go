package resolve

import (
	"net/url"

	"github.com/docbind/docbind/model"
)

// otherHosts reports operations all of whose requests go to another host than the client sends
// them to: docs of several services lie in one folder, and a package has one base URL.
func (r *resolver) otherHosts() {
	own := hostOf(r.api.BaseURL)
	if r.api.BaseURL == "" {
		return
	}
	for _, op := range r.ops {
		if s := op.elsewhere(own); s != nil {
			f := newFinding(model.RuleOtherHost, s.Target.Pos, "the requests of the operation go to "+clip(hostOf(s.Base))+", those of most others to "+own, nil)
			f.Fix = "write " + own + ", if that is meant; the docs of another service belong in a folder of their own"
			r.found(f)
		}
	}
}

// elsewhere returns the first request of an operation if all that take its routes go to other
// hosts, and not to one that the reader is to fill in; nil if they don't.
func (op *operation) elsewhere(own string) *model.Sample {
	var first *model.Sample
	for _, q := range op.pairs {
		if q.match == nil || q.request.Base == "" {
			continue
		}
		u, err := url.Parse(q.request.Base)
		if err != nil || u.Host == "" || hostOf(q.request.Base) == own {
			return nil
		}
		if first == nil {
			first = q.request
		}
	}
	return first
}
