package mock

import (
	"mime"
	"strconv"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/templates/sdk"
)

// check returns what the docs of a route would not allow of a request. What one of the
// operation's own samples does is allowed, whatever its types say. media is the Content-Type of the body.
func (h *Handler) check(r *route, args []string, query, body, media string) []fault {
	faults := r.checkArguments(args)
	r.op.checkQuery(query, func(name, detail string) {
		if len(faults) < maxFaults && !r.op.allowed()["?"+name] {
			faults = append(faults, fault{detail, "", line(r.op.Routes[r.index].Pos)})
		}
	})
	body = strings.TrimSpace(body)
	if r.op.Body.Kind != model.JSONBody {
		return faults
	}
	switch {
	case body == "":
		if !r.op.Body.Type.IsZero() && !r.op.allowed()[""] {
			faults = append(faults, fault{"The body is missing: " + typeName(r.op.Body.Type) + " is documented.", "", line(r.op.Body.Pos)})
		}
		return faults
	case !jsonscan.Valid(body) && r.op.Body.ContentType != "" && !namesJSON(media):
		return faults // bytes may be sent instead (message-forward: MIME text)
	case !jsonscan.Valid(body):
		return append(faults, fault{"The body is no JSON.", "", line(r.op.Body.Pos)})
	}
	c := checker{types: h.types}
	if c.value(r.op.Body.Type, body, nil, r.op.Body.Pos); len(c.faults) == 0 {
		return faults
	}
	allowed := r.op.allowed()
	for i, f := range c.faults {
		if !allowed[c.places[i]] {
			faults = append(faults, f)
		}
	}
	return faults
}

// namesJSON reports whether a Content-Type is one of JSON.
func namesJSON(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && (media == "application/json" || strings.HasSuffix(media, "+json"))
}

// checkArguments returns the arguments of the path that don't have their types.
func (r *route) checkArguments(args []string) []fault {
	var faults []fault
	for i, name := range r.op.Routes[r.index].Params {
		for j := range r.op.Params {
			p := &r.op.Params[j]
			if p.Name == name && i < len(args) && !sdk.ValidArgument(p.Type.Name, p.Type.Collection, args[i]) {
				faults = append(faults, fault{"The argument " + p.Documented + " in the path is no " + typeName(p.Type) + ".", "", line(p.Pos)})
			}
		}
	}
	return faults
}

// checkQuery calls yield for each parameter of a query that a handler would refuse.
func (op *operation) checkQuery(query string, yield func(name, detail string)) {
	sdk.CheckQuery(query, func(name, value string, refused *sdk.Error) {
		if refused != nil {
			yield(name, refused.Message)
			return
		}
		for _, o := range op.Options {
			if o.In == model.InQuery && o.Name == name && !sdk.ValidArgument(o.Type.Name, o.Type.Collection, value) {
				yield(name, "The query parameter "+name+" is no "+typeName(o.Type)+".")
			}
		}
	})
}

// violated returns the places where the sample bodies of an operation are not what its
// types allow, among them "" if one sample leaves a documented body out, and ?name for a
// parameter of the query.
func (h *Handler) violated(op *operation) map[string]bool {
	places := map[string]bool{}
	for i := range op.Examples {
		body := op.Examples[i].Body
		_, query, _ := strings.Cut(op.Examples[i].Target, "?")
		op.checkQuery(query, func(name, _ string) { places["?"+name] = true })
		switch {
		case body == "":
			places[""] = true
		case jsonscan.Valid(body):
			c := checker{types: h.types}
			c.value(op.Body.Type, body, nil, op.Body.Pos)
			for _, place := range c.places {
				places[place] = true
			}
		}
	}
	return places
}

// maxFaults is how many faults of one body are told.
const maxFaults = 20

// maxChecked is how deep a body is looked at. Each level is walked once more for the
// level above it, so that without an end deep bodies would take very long.
const maxChecked = 64

// checker compares a body with its documented type.
type checker struct {
	types  map[string]*model.Type
	faults []fault
	// places are where the faults are, alike for all items of a list.
	places []string
	depth  int
	// derived are properties that were looked for in derived types, of which some bases
	// have a hundred.
	derived map[model.MemberKey]*model.TypeProperty
}

// place is a member or item inside the value above it.
type place struct {
	above *place
	name  string // of a member
	item  int    // of a list, if there is no name
}

// path writes a place as a JSON pointer (RFC 6901); with item as the index of every item
// if it is set.
func (p *place) path(item string) string {
	if p == nil {
		return ""
	}
	name := strings.NewReplacer("~", "~0", "/", "~1").Replace(p.name)
	if p.name == "" {
		if name = item; item == "" {
			name = strconv.Itoa(p.item)
		}
	}
	return p.above.path(item) + "/" + name
}

// line returns page.md:line, "" if the place is unknown.
func line(pos model.Position) string {
	if pos.IsZero() {
		return ""
	}
	return pos.PageLine()
}

func (c *checker) fault(at *place, detail string, declared model.Position) {
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, fault{detail, "#" + at.path(""), line(declared)})
		c.places = append(c.places, at.path("*"))
	}
}

// value checks a value. declared is where its type is written.
func (c *checker) value(ref model.TypeRef, text string, at *place, declared model.Position) {
	if c.depth >= maxChecked || len(c.faults) >= maxFaults || ref.IsZero() || text == "null" {
		return
	}
	c.depth++
	defer func() { c.depth-- }()
	got := kindOf(text)
	if want := c.kind(ref); want&got == 0 {
		c.fault(at, at.describe()+" is "+kindNames[got]+", where "+typeName(ref)+" is documented.", declared)
		return
	}
	switch {
	case ref.Collection:
		ref.Collection = false
		i := 0
		jsonscan.Array(text, func(element string, _ int) bool {
			c.value(ref, element, &place{above: at, item: i}, declared)
			i++
			return len(c.faults) < maxFaults
		})
	case got == objectKind:
		if t := c.types[ref.Name]; t != nil {
			c.object(c.actual(t, text), text, at)
		}
	}
}

// actual returns the type that an object says to be of: nil if nothing documents it.
func (c *checker) actual(t *model.Type, text string) *model.Type {
	name := strings.TrimPrefix(jsonscan.String(jsonscan.Member(text, "@odata.type")), "#")
	if name == "" {
		return t
	}
	return c.types[name]
}

// object checks the members of an object. Annotations may be anything, and so may what
// a type has that is open or that no page declares.
func (c *checker) object(t *model.Type, text string, at *place) {
	if t == nil {
		return
	}
	jsonscan.Object(text, func(name string, _ int, value string, _ int) bool {
		if strings.Contains(name, "@") {
			return true
		}
		member := &place{above: at, name: name}
		if f := c.property(t, name); f != nil {
			c.value(f.Type, value, member, f.Pos)
		} else if !t.Open && !t.Inferred {
			c.fault(member, member.describe()+" is not documented: "+label(t.Name)+" does not have it."+c.meant(t, name), declaration(t))
		}
		return len(c.faults) < maxFaults
	})
}

// meant asks whether a member was meant whose name is nearly the same, if there is one.
func (c *checker) meant(t *model.Type, name string) string {
	const longest, letters = 64, 4 // a slip for so many letters
	if len(name) > longest {
		return ""
	}
	meant, ok := near.Word(name, func(yield func(string) bool) {
		for i := range t.Fields {
			if !yield(t.Fields[i].Name) {
				return
			}
		}
	}, max(1, len(name)/letters))
	if !ok {
		return ""
	}
	return " Was " + meant + " meant?"
}

// property returns the property of a type or, since samples don't always say which
// derived type they show, of a type that derives from it.
func (c *checker) property(t *model.Type, name string) *model.TypeProperty {
	if f := t.Field(name); f != nil || len(t.Derived) == 0 {
		return f
	}
	key := model.MemberKey{Type: t.Name, Member: name}
	f, ok := c.derived[key]
	if ok {
		return f
	}
	for _, derived := range t.Derived {
		if d := c.types[derived]; d != nil && f == nil {
			f = d.Field(name)
		}
	}
	if c.derived == nil {
		c.derived = map[model.MemberKey]*model.TypeProperty{}
	}
	c.derived[key] = f
	return f
}

func declaration(t *model.Type) model.Position {
	if len(t.Declared) == 0 {
		return model.Position{}
	}
	return t.Declared[0]
}

// describe names a place for people.
func (p *place) describe() string {
	switch {
	case p == nil:
		return "The body"
	case p.name == "":
		return "An item of " + p.above.within()
	}
	return "The member " + p.name
}

func (p *place) within() string {
	for p != nil && p.name == "" {
		p = p.above
	}
	if p == nil {
		return "the body"
	}
	return p.name
}
