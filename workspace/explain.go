package workspace

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/model"
)

// Fact is something that was read from a page, or that was made of it.
type Fact struct {
	// Section is what the fact is about: an operation, a type; "" for the page itself.
	Section string `json:"section,omitempty"`
	What    string `json:"what"`
	// File, Line and Column are its place, if it has one.
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Text   string `json:"text"`
}

// Explain prints what was read from a page, where it stands, which evidence
// decided, and what was left unread, for people or as JSON. The page is named by its path
// in the docs set or by the end of it; several pages with that end are an error.
func Explain(w io.Writer, loaded Loaded, name string, asJSON bool) error {
	page, err := findPage(loaded.Pages, name)
	if err != nil {
		return err
	}
	e := &explainer{page: page}
	e.explain(loaded.API)
	if !asJSON {
		return e.print(w)
	}
	for i := range e.facts {
		e.facts[i].What = strings.TrimSpace(e.facts[i].What)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Page  string `json:"page"`
		Facts []Fact `json:"facts"`
	}{page.Path, e.facts})
}

// findPage finds a page by its path or by the end of it.
func findPage(pages []*model.Page, name string) (*model.Page, error) {
	name = strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "./")
	var found []*model.Page
	for _, p := range pages {
		if p.Path == name {
			return p, nil
		}
		if strings.HasSuffix("/"+p.Path, "/"+name) || strings.HasSuffix("/"+name, "/"+p.Path) {
			found = append(found, p)
		}
	}
	switch len(found) {
	case 0:
		message := fmt.Sprintf("there is no page %s in the docs folders; ", name)
		if near := nearPages(pages, name); len(near) > 0 {
			return nil, errors.New(message + "near: " + strings.Join(near, ", "))
		}
		return nil, errors.New(message + "gen model prints the page of each operation and type")
	case 1:
		return found[0], nil
	}
	return nil, fmt.Errorf("%s is %s, %s and perhaps more: give more of the path", name, found[0].Path, found[1].Path)
}

// nearPages returns the pages whose file name is nearest, with the folders above it if the name
// has some, as far as no more than one letter in four differs.
func nearPages(pages []*model.Page, name string) []string {
	paths := func(yield func(string) bool) {
		for _, p := range pages {
			if !yield(p.Path) {
				return
			}
		}
	}
	name = strings.TrimSuffix(name, ".md")
	folders := strings.Count(name, "/")
	key := func(p string) string {
		parts := strings.Split(strings.TrimSuffix(p, ".md"), "/")
		return strings.Join(parts[max(len(parts)-folders-1, 0):], "/")
	}
	return slices.DeleteFunc(near.By(name, paths, key), func(p string) bool { return 4*near.Distance(name, key(p)) > len(name) })
}

// explainer collects the facts of one page.
type explainer struct {
	page    *model.Page
	section string
	facts   []Fact
}

// explain collects all facts.
func (e *explainer) explain(api *model.API) {
	e.text("title", e.page.Title)
	e.text("namespace", e.page.Namespace)
	e.text("summary", e.page.Summary)
	e.text("deprecated", e.page.Deprecated)
	e.read()
	none := true
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			if op := &api.Services[i].Operations[j]; op.Page == e.page.Path {
				e.operation(op)
				none = false
			}
		}
	}
	if none {
		e.noOperation(api)
	}
	e.types(api)
	e.findings(api)
}

// line adds a fact with its place.
func (e *explainer) line(what string, pos model.Position, format string, args ...any) {
	f := Fact{Section: e.section, What: what, Text: strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " ")}
	if !pos.IsZero() {
		f.File, f.Line, f.Column = pos.Path(), int(pos.Line), int(pos.Column)
	}
	e.facts = append(e.facts, f)
}

// print prints the facts, a line each.
func (e *explainer) print(to io.Writer) error {
	w := tabwriter.NewWriter(to, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, visible.Text(e.page.Path))
	section := ""
	for _, f := range e.facts {
		if f.Section != section {
			section = f.Section
			fmt.Fprintln(w, visible.Text(section))
		}
		at := "-"
		switch {
		case f.Line == 0:
		case f.File == e.page.Path:
			at = fmt.Sprintf("%d:%d", f.Line, f.Column)
		default:
			at = fmt.Sprintf("%s:%d:%d", visible.Text(f.File), f.Line, f.Column)
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\n", f.What, at, visible.Text(shortened(f.Text)))
	}
	return w.Flush()
}

func (e *explainer) text(what string, t model.Text) {
	if t.Value != "" {
		e.line(what, t.Pos, "%s", t.Value)
	}
}

// shortened keeps a fact on its line.
func shortened(s string) string {
	const limit = 160
	for i := range s {
		if i >= limit {
			return s[:i] + "…"
		}
	}
	return s
}

func (e *explainer) operation(op *model.Operation) {
	e.section = "operation " + op.ID()
	e.line("method", op.Pos, "%s", op.Method)
	for _, r := range op.Routes {
		e.line("route", r.Pos, "%s, in Go %s(%s)", r.Template, r.Name, strings.Join(r.Params, ", "))
	}
	for _, p := range op.Documented {
		what := p.Name
		if !p.Type.IsZero() {
			what += ": " + typeText(p.Type)
		}
		e.line(string(p.In)+" parameter", p.Pos, "%s", what)
	}
	e.body(op)
	e.line("answers", model.Position{}, "%s, status %s", resultText(&op.Result), statusText(op.Result.Statuses))
	for _, v := range op.Result.Evidence {
		e.line("  says "+string(v.Source), v.Pos, "%s", typeText(v.Type))
	}
	e.callers(op)
}

// noOperation says why the page makes no operation, if it could be meant to.
func (e *explainer) noOperation(api *model.API) {
	for _, s := range api.Skipped {
		if s.Pos.Path() == e.page.Path {
			e.section = "operations"
			e.line("none", s.Pos, "%s", s.Reason)
			return
		}
	}
	asks := slices.ContainsFunc(e.page.Samples, func(s model.Sample) bool { return s.Kind == model.RequestSample })
	if asks {
		e.section = "operations"
		e.line("none", model.Position{}, "requests are shown, but no heading HTTP request says that the page documents them")
	}
}

// resultText writes what an operation answers.
func resultText(r *model.Result) string {
	switch {
	case r.LongRunning:
		return "nothing but where to ask for the state of the work"
	case r.Kind == model.NoResult:
		return "nothing"
	case r.Wrapped:
		return string(r.Kind) + " " + typeText(r.Type) + " in {\"value\": …}"
	}
	return string(r.Kind) + " " + typeText(r.Type)
}

// statusText lists status codes.
func statusText(list []int) string {
	if len(list) == 0 {
		return "not documented"
	}
	return strings.Join(strings.Fields(strings.Trim(fmt.Sprint(list), "[]")), ", ")
}

// body adds the request body.
func (e *explainer) body(op *model.Operation) {
	switch op.Body.Kind {
	case model.NoBody:
		e.line("request body", e.page.Body().Pos, "none")
	case model.RawBody:
		e.line("request body", op.Body.Pos, "bytes, %s", op.Body.ContentType)
	default:
		what := typeText(op.Body.Type)
		if strings.Contains(what, "#") { // a parameter list is named after its page
			what = "the parameters"
		}
		e.line("request body", op.Body.Pos, "%s, from the %s", what, op.Body.Source)
	}
}

// callers adds who may call, and how it looks.
func (e *explainer) callers(op *model.Operation) {
	for _, p := range op.Permissions {
		scopes := cmp.Or(strings.Join(p.Scopes, ", "), "not documented")
		if p.NotSupported {
			scopes = "not supported"
		}
		kind := cmp.Or(p.Kind, "any caller")
		if p.For != "" {
			kind += " for " + p.For
		}
		if len(p.Higher) > 0 {
			scopes += "; also " + strings.Join(p.Higher, ", ")
		}
		e.line("permissions", model.Position{}, "%s: %s", kind, scopes)
	}
	for _, x := range op.Examples {
		tested := "a test"
		if x.LeftOut != "" {
			tested = "not tested because of " + x.LeftOut
		}
		asks := op.Method + " " + x.Target
		if x.Target == "" {
			asks = e.requestAt(x.Pos) + " (no route)"
		}
		e.line("sample", x.Pos, "%s, answered %d at line %d: %s", asks, x.Status, x.ResponsePos.Line, tested)
	}
}

// requestAt returns the request line of the sample at a place, as written: its method may be another than
// the operation's (driveitem-createuploadsession: PUT to the upload's own URL).
func (e *explainer) requestAt(pos model.Position) string {
	i := slices.IndexFunc(e.page.Samples, func(s model.Sample) bool { return s.Pos == pos })
	if i < 0 {
		return "a request"
	}
	return e.page.Samples[i].Method.Value + " " + e.page.Samples[i].Target.Value
}

// typeText writes a type with its full name.
func typeText(ref model.TypeRef) string {
	switch {
	case ref.IsZero():
		return "of unknown type"
	case ref.Collection:
		return "Collection(" + ref.Name + ")"
	}
	return ref.Name
}

func (e *explainer) types(api *model.API) {
	for i := range api.Types {
		t := &api.Types[i]
		for _, pos := range t.Declared {
			if pos.Path() != e.page.Path || t.Kind == model.BodyType {
				continue
			}
			e.section = fmt.Sprintf("%s %s", t.Kind, t.Name)
			if t.Inferred {
				e.line("inferred", pos, "no page declares it")
			}
			e.line("in Go", pos, "%s", t.GoName)
			if t.Base != "" {
				e.line("base", pos, "%s", t.Base)
			}
			for _, f := range t.Fields {
				what, from := "property", ""
				if f.Inferred {
					what, from = "inferred", ", from the "+string(f.Source)
				}
				e.line(what, f.Pos, "%s: %s%s", f.Name, typeText(f.Type), from)
			}
			for _, m := range t.Members {
				what := "member"
				if m.Inferred {
					what = "inferred"
				}
				e.line(what, m.Pos, "%s", m.Name)
			}
			break
		}
	}
}

// findings adds what was found wrong.
func (e *explainer) findings(api *model.API) {
	e.section = "findings"
	for _, f := range api.Findings {
		if f.Pos.Path() == e.page.Path {
			e.line(f.Rule, f.Pos, "%s", f.Message)
		}
	}
}
