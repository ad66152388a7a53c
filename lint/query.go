package lint

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/model"
)

// queryOptions are the query options of OData (OData URL Conventions 4.01, section 5.1), and those
// in the links that it makes.
var queryOptions = []string{
	"$apply", "$compute", "$count", "$deltatoken", "$expand", "$filter", "$format", "$id", "$index", "$levels", "$orderby", "$schemaversion", "$search", "$select",
	"$skip", "$skiptoken", "$top",
}

// query looks for slips in the query of a request.
func (p *page) query(query model.Text) {
	if query.Value == "" || query.Pos.Path() != p.Path || strings.IndexByte(query.Value, '$') < 0 {
		return
	}
	at := p.within(query.Pos, query.Value)
	if p.text(at) != query.Value {
		return
	}
	from := int(at.Start)
	for part := range strings.SplitSeq(query.Value, "&") {
		p.queryOption(part, from)
		from += len(part) + 1
	}
}

// queryOption checks one part of a query, which begins at an offset.
func (p *page) queryOption(part string, from int) {
	name, value, given := strings.Cut(part, "=")
	if n := strings.Index(value, "?$"); n >= 0 && slices.ContainsFunc(queryOptions, func(o string) bool { return strings.HasPrefix(value[n+1:], o+"=") }) {
		at := from + len(name) + 1 + n
		p.report(model.RuleQuery, spanAt(at, at+1), "the query has begun already, so what follows is part of "+clip(name), "write &",
			model.Edit{Span: spanAt(at, at+1), New: "&"})
	}
	if !strings.HasPrefix(name, "$") {
		return
	}
	if bare := strings.TrimRight(name, " "); bare != name {
		edits := []model.Edit{{Span: spanAt(from+len(bare), from+len(name))}}
		if given {
			edits = append(edits, model.Edit{Span: spanAt(from+len(name)+1, from+len(part)-len(strings.TrimLeft(value, " ")))})
		}
		p.report(model.RuleQuery, spanAt(from, from+len(name)), "a blank follows "+bare, "remove the blank", edits...)
		return
	}
	if meant := slip(name, queryOptions); meant != "" {
		at := spanAt(from, from+len(name))
		p.report(model.RuleQuery, at, "there is no query option "+clip(name), "write "+meant, model.Edit{Span: at, New: meant})
	}
}
