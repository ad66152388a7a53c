package model

import "strings"

// Page is one Markdown page as it was read, before anything is known of other
// pages.
type Page struct {
	// Path is slash-separated and relative to the docs root: api/user-get.md.
	Path string `json:"path"`
	// FrontMatter holds the scalar fields of the YAML block, in page order.
	FrontMatter []Field `json:"front_matter,omitempty"`
	// Title is the first H1, plain text.
	Title Text `json:"title"`
	// Slug is the name of the anchor inside the H1. Localised pages keep the
	// English slug of the title there.
	Slug      string `json:"slug,omitempty"`
	Namespace Text   `json:"namespace"`
	// Summary is the first paragraph that describes the page.
	Summary Text `json:"summary"`
	// Subject is the type of what the first paragraph says that the operation reads: Get the
	// collection of [lists](…).
	Subject TypeExpr `json:"subject,omitzero"`
	// Deprecated stands where the title says that what the page documents is deprecated:
	// (deprecated). Its value is the note that says more of it, if there is one. In a
	// fragment it is only a note.
	Deprecated Text `json:"deprecated,omitzero"`

	Sections    []Section    `json:"sections,omitempty"`
	Annotations []Annotation `json:"annotations,omitempty"`
	Templates   []Template   `json:"templates,omitempty"`
	Samples     []Sample     `json:"samples,omitempty"`
	Permissions []Permission `json:"permissions,omitempty"`
	// Parameters are the rows of header, body, function, query and path tables.
	Parameters []Parameter `json:"parameters,omitempty"`
	// Bodies are what prose says about the request body, one a heading.
	Bodies []BodyStatement `json:"bodies,omitempty"`
	// Returns are the sentences that say what the operation returns.
	Returns   []ReturnStatement `json:"returns,omitempty"`
	Resources []Resource        `json:"resources,omitempty"`
	Enums     []Enum            `json:"enums,omitempty"`
	Includes  []Include         `json:"includes,omitempty"`
	// Unread are the tables, rows and code blocks that nothing was taken from.
	Unread []Text `json:"unread,omitempty"`

	Findings []Finding `json:"findings,omitempty"`

	// Text is what was read, and Blocks what it consists of, in page order; both are kept
	// only of pages that are read in detail. Offsets into Text are those of the file.
	Text   string  `json:"-"`
	Blocks []Block `json:"blocks,omitempty"`
}

// Include is a place where a page takes in a fragment: [!INCLUDE [x](path)].
type Include struct {
	// Target is the path as written, relative to the page.
	Target Text `json:"target"`
	// Within is what the nearest heading announces; the fragment's tables are read
	// as if they stood there.
	Within SectionKind `json:"within,omitempty"`
	// Section is the heading that the include stands under.
	Section int `json:"section"`
	// Sample reports that an example heading stands above.
	Sample bool `json:"sample,omitempty"`
}

// Field is one key of the front matter.
type Field struct {
	Key   string   `json:"key"`
	Value string   `json:"value"`
	Pos   Position `json:"pos"` // of the value
}

// FrontMatterValue returns the value of a front matter key, the zero value if it is
// absent.
func (p *Page) FrontMatterValue(key string) Text {
	for i := range p.FrontMatter {
		if f := &p.FrontMatter[i]; f.Key == key {
			return Text{Value: f.Value, Pos: f.Pos}
		}
	}
	return Text{}
}

// DefaultNamespace is the one of pages that name none.
const DefaultNamespace = "microsoft.graph"

// OwnNamespace returns the namespace that names without one belong to on the page.
func (p *Page) OwnNamespace() string {
	if ns := p.Namespace.Value; ns != "" && strings.IndexByte(ns, ' ') < 0 && strings.IndexByte(ns, '/') < 0 {
		return ns
	}
	return DefaultNamespace
}

// Within reports whether a section, or one that it is part of, is of a kind.
func (p *Page) Within(section int, kind SectionKind) bool {
	if section < 0 || section >= len(p.Sections) {
		return false
	}
	level := p.Sections[section].Level + 1
	for i := section; i >= 0; i-- {
		s := &p.Sections[i]
		if s.Level >= level {
			continue
		}
		if level = s.Level; s.Kind == kind {
			return true
		}
	}
	return false
}

// Body returns what the page says first about the request body; the zero value if it
// says nothing.
func (p *Page) Body() BodyStatement {
	if len(p.Bodies) == 0 {
		return BodyStatement{}
	}
	return p.Bodies[0]
}

// BlockType is what an annotation says about the code block below it.
type BlockType string

// The block types of the annotation format.
const (
	BlockRequest     BlockType = "request"
	BlockResponse    BlockType = "response"
	BlockResource    BlockType = "resource"
	BlockExample     BlockType = "example"
	BlockIgnored     BlockType = "ignored"
	BlockSamples     BlockType = "samples"
	BlockPermissions BlockType = "permissions"
	BlockSimulated   BlockType = "simulatedresponse"
	BlockTestParams  BlockType = "testparams"
	BlockPage        BlockType = "#page.annotation"
)

// Annotation is the JSON object of an HTML comment that describes the code
// block after it.
type Annotation struct {
	Block BlockType `json:"block"`
	// Names is the name key; a response may name several requests.
	Names []Text `json:"names,omitempty"`
	// Type is @odata.type or @type, as written.
	Type Text `json:"type"`
	// Collection is isCollection, or Collection(…) in the type; Single is an
	// isCollection that says false.
	Collection  bool `json:"collection,omitempty"`
	Single      bool `json:"single,omitempty"`
	Truncated   bool `json:"truncated,omitempty"`
	ExpectError bool `json:"expect_error,omitempty"`
	// OpaqueURL says that the request goes to a URL that an answer has given.
	OpaqueURL bool     `json:"opaque_url,omitempty"`
	Base      Text     `json:"base"`
	Key       Text     `json:"key"`
	Open      bool     `json:"open,omitempty"`
	Abstract  bool     `json:"abstract,omitempty"`
	Namespace string   `json:"namespace,omitempty"`
	Optional  []string `json:"optional,omitempty"`
	// Pos is the comment as a whole.
	Pos Position `json:"pos"`
}

// Template is a documented request line: a method and a path with placeholders.
type Template struct {
	Method Text `json:"method"`
	// Path is the path template without host, version and query, as [BracedPath] gives it.
	Path Text `json:"path"`
	// Query is what follows the question mark, as written.
	Query Text `json:"query"`
	// Section is the heading that the template stands under.
	Section int `json:"section"`
}

// SampleKind tells requests from responses.
type SampleKind string

// The sample kinds.
const (
	RequestSample  SampleKind = "request"
	ResponseSample SampleKind = "response"
)

// Sample is a documented HTTP message.
type Sample struct {
	Kind SampleKind `json:"kind"`
	// Annotation is nil for a sample that was found by its form alone.
	Annotation *Annotation `json:"annotation,omitempty"`
	// Ignored reports that the annotation says ignored.
	Ignored bool `json:"ignored,omitempty"`

	Method Text `json:"method"` // request
	Target Text `json:"target"` // request: URL or path, as written
	// Path and Query are the parts of Target without host and version; Path is
	// empty if the request names only those.
	Path  Text `json:"path"`
	Query Text `json:"query"`
	// Base is the rest of an absolute URL: https://graph.microsoft.com/v1.0
	Base   string `json:"base,omitempty"`
	Status int    `json:"status"` // response
	// StatusPos is the code of the status line, the line where that has none.
	StatusPos Position `json:"status_pos"`
	Reason    Text     `json:"reason"` // response
	// Command reports a request that is shown as a curl command.
	Command bool `json:"command,omitempty"`
	// Bare reports a response without status line and headers.
	Bare bool `json:"bare,omitempty"`

	Headers []Header `json:"headers,omitempty"`
	Body    Body     `json:"body"`
	// Section is the index of the heading that the sample stands under.
	Section int `json:"section"`
	// Pos is the first line of the message.
	Pos Position `json:"pos"`
}

// Header returns the first value of the header, "" if the sample has none.
func (s *Sample) Header(name string) string {
	for _, h := range s.Headers {
		if strings.EqualFold(h.Name.Value, name) {
			return h.Value.Value
		}
	}
	return ""
}

// Header is one header of a sample.
type Header struct {
	Name  Text `json:"name"`
	Value Text `json:"value"`
}

// Body is the body of a sample.
type Body struct {
	// Text is the body as written, without blank lines around it.
	Text Text `json:"text"`
	// JSON is the body made standard JSON by replacing bytes, so that its
	// offsets are those of Text; "" if the body is not JSON.
	JSON string `json:"json,omitempty"`
	// Repaired reports that JSON differs from Text.
	Repaired bool `json:"repaired,omitempty"`
}

// Permission is what one kind of caller needs: a row of the permissions table, or a
// cell of one that has a column a resource.
type Permission struct {
	// Kind is the caller; empty where the table only lists scopes.
	Kind Text `json:"kind"`
	// For is what the caller acts on, where that makes a difference: a kind of
	// resource, self or others, an Intune policy set.
	For    Text   `json:"for"`
	Scopes []Text `json:"scopes,omitempty"`
	// Higher are scopes that allow more, where the table keeps them apart.
	Higher []Text `json:"higher,omitempty"`
	// NotSupported reports that the cell says so.
	NotSupported bool `json:"not_supported,omitempty"`
	// Section is the heading that the table stands under.
	Section int `json:"section"`
}

// ParameterIn says where a parameter travels.
type ParameterIn string

// The places of parameters.
const (
	InBody     ParameterIn = "body"
	InFunction ParameterIn = "function"
	InPath     ParameterIn = "path"
	InQuery    ParameterIn = "query"
	InHeader   ParameterIn = "header"
	// InURL is where a page leaves open whether that is the path or the query.
	InURL ParameterIn = "url"
)

// Parameter is one row of a parameter table.
type Parameter struct {
	Name        Text        `json:"name"`
	In          ParameterIn `json:"in"`
	Type        TypeExpr    `json:"type"`
	Description Text        `json:"description"`
	// Values are the values that the description of a body's or function's parameter lists, and
	// the media types that the one of the header Content-Type names.
	Values []Text `json:"values,omitempty"`
	// Optional reports that the description begins with that word.
	Optional bool `json:"optional,omitempty"`
	// Deprecated is as that of a [Property].
	Deprecated string `json:"deprecated,omitempty"`
	// Action reports that the table calls its rows parameters, not properties.
	Action bool `json:"action,omitempty"`
	// Section is the heading that the table stands under.
	Section int `json:"section"`
}

// TypeExpr is a type as a page writes it.
type TypeExpr struct {
	// Name is the type's name without collection words or Markdown.
	Name string `json:"name,omitempty"`
	// Link is the destination of the name's link, as written.
	Link       string   `json:"link,omitempty"`
	Collection bool     `json:"collection,omitempty"`
	Pos        Position `json:"pos"`
}

// IsZero reports whether no type is written.
func (t TypeExpr) IsZero() bool { return t.Name == "" && t.Link == "" }

// BodyStatement is what the prose under one "Request body" says.
type BodyStatement struct {
	// None reports that the page says not to supply a body.
	None bool `json:"none,omitempty"`
	// Optional reports that the body can be left out.
	Optional bool `json:"optional,omitempty"`
	// Type is the type that the prose names for the body.
	Type TypeExpr `json:"type"`
	// Shown is an object that the section shows as the body, outside of any sample.
	Shown *Body `json:"shown,omitempty"`
	// Section is the heading that the prose stands under.
	Section int      `json:"section"`
	Pos     Position `json:"pos"`
}

// ReturnStatement is a sentence that says what is returned.
type ReturnStatement struct {
	Status int `json:"status,omitempty"` // 0 if the sentence names none
	// Others are further codes that the sentence names: 201 Created or 200 OK.
	Others []int    `json:"others,omitempty"`
	Type   TypeExpr `json:"type"`
	// Nothing reports that the sentence says there is no body.
	Nothing bool `json:"nothing,omitempty"`
	// Body reports that the sentence says there is one, without a type.
	Body bool `json:"body,omitempty"`
	// Location reports that the sentence, or one after it, speaks of a header Location
	// or Operation-Location.
	Location bool `json:"location,omitempty"`
	// Section is the heading that the sentence stands under.
	Section int      `json:"section"`
	Pos     Position `json:"pos"`
}

// Resource is a type as one page declares it.
type Resource struct {
	Type     Text     `json:"type"`             // full name, without #
	Summary  Text     `json:"summary,omitzero"` // where a heading names the type, what is said below it
	Base     TypeExpr `json:"base"`
	Key      Text     `json:"key"`
	Open     bool     `json:"open,omitempty"`
	Abstract bool     `json:"abstract,omitempty"`
	// Optional are the properties that the annotation says an answer may leave out.
	Optional   []string   `json:"optional,omitempty"`
	Properties []Property `json:"properties,omitempty"`
	// JSON is the JSON representation.
	JSON Body     `json:"json"`
	Pos  Position `json:"pos"`
}

// Property is one row of a properties or relationships table, or a member of a
// JSON representation that no table lists.
type Property struct {
	Name         Text     `json:"name"`
	Type         TypeExpr `json:"type"`
	Description  Text     `json:"description"`
	Relationship bool     `json:"relationship,omitempty"`
	// InheritedFrom is the base type that the row says it comes from.
	InheritedFrom TypeExpr `json:"inherited_from"`
	// Source says which form declares the property: table or JSON.
	Source Source `json:"source"`
	// Shown is the type that the JSON representation shows for a property of a table.
	Shown TypeExpr `json:"shown"`
	// ShownText reports that it shows a string that names this type, as it does for an enumeration, and
	// not an object of it.
	ShownText bool `json:"shown_text,omitempty"`
	// Values are the values that the description lists.
	Values []Text `json:"values,omitempty"`
	// Deprecated is what says that the property is deprecated: the description from that
	// sentence on, or the mark behind the name, owner (deprecated).
	Deprecated string `json:"deprecated,omitempty"`
}

// Enum is an enumeration as one page declares it.
type Enum struct {
	Type    Text     `json:"type"`
	Summary Text     `json:"summary,omitzero"` // where a heading names the type, what is said below it
	Members []Member `json:"members,omitempty"`
	Pos     Position `json:"pos"`
}

// Member is one value of an enumeration.
type Member struct {
	Name        Text `json:"name"`
	Description Text `json:"description"`
}

// Source says where a fact comes from.
type Source string

// The sources, from the strongest to the weakest for a response type.
const (
	FromAnnotation Source = "annotation"
	FromTemplate   Source = "template"
	FromTable      Source = "table"
	FromProse      Source = "prose"
	FromLink       Source = "link"
	FromSample     Source = "sample"
	FromJSON       Source = "json"
)
