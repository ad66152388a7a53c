package model

import "strings"

// API is the whole reference, resolved: every name decided, every type looked
// up, every contradiction weighed. Slices are sorted, so equal docs give equal
// APIs.
type API struct {
	Services []Service `json:"services,omitempty"` // by Name
	Types    []Type    `json:"types,omitempty"`    // by GoName
	Skipped  []Skipped `json:"skipped,omitempty"`  // by position
	Findings []Finding `json:"findings,omitempty"` // by position
	Options  []Option  `json:"options,omitempty"`  // by GoName
	// BaseURL is the one that most request samples use; "" if none names a host.
	BaseURL string `json:"base_url,omitempty"`
	// Pages counts all pages, OperationPages those that document an operation
	// or try to.
	Pages          int `json:"pages"`
	OperationPages int `json:"operation_pages"`
}

// Skipped is an operation page that generates nothing, and why.
type Skipped struct {
	Pos    Position `json:"pos"`
	Rule   string   `json:"rule"`
	Reason string   `json:"reason"`
}

// Service groups the operations of one subject.
type Service struct {
	// Name is an exported Go identifier: ApplePushNotificationCertificate.
	Name       string       `json:"name"`
	File       string       `json:"file"` // stem of the generated file
	Go         ServiceNames `json:"go"`
	Operations []Operation  `json:"operations"` // by Name
}

// ServiceNames are the identifiers that a service adds to the generated package,
// each unique in it.
type ServiceNames struct {
	Service   string `json:"service"` // the type of the client's service
	Handler   string `json:"handler"` // the interface of the handler
	Stub      string `json:"stub"`    // the type that implements it with 501
	Routes    string `json:"routes"`
	Endpoints string `json:"endpoints"`
	Samples   string `json:"samples"`
	Test      string `json:"test"`
}

// Operation is one thing a caller can do: a method, one or more routes to it, a
// body and a result.
type Operation struct {
	Service string `json:"service"`
	// Name is an exported Go identifier, unique in its service.
	Name string `json:"name"`
	// Request is the Go name of the struct that a handler gets the arguments in.
	Request string `json:"request"`
	Page    string `json:"page"`
	Title   string `json:"title"`
	Summary Text   `json:"summary"`
	// Deprecated is as that of the [Page].
	Deprecated Text `json:"deprecated,omitzero"`
	// Namespace is the one that the page names, microsoft.graph if it doesn't.
	Namespace string `json:"namespace"`
	Method    string `json:"method"`
	// Routes are in page order; the first is the one that the operation's own
	// Go method takes.
	Routes []Route `json:"routes"`
	// Params are the path and function parameters of all routes, each once, in
	// the order of the routes.
	Params      []Param            `json:"params,omitempty"`
	Body        OperationBody      `json:"body"`
	Result      Result             `json:"result"`
	Permissions []PermissionScopes `json:"permissions,omitempty"`
	Examples    []Example          `json:"examples,omitempty"`
	// Pos is the documented request line that names the operation first.
	Pos Position `json:"pos"`
	// Documented are the rows of the page's parameter tables, with the types
	// resolved.
	Documented []DocumentedParam `json:"documented,omitempty"`
	// Options are those that the page documents, in page order.
	Options []OptionUse `json:"options,omitempty"`
}

// ID returns Service.Name, the name that tests and errors use.
func (o *Operation) ID() string { return o.Service + "." + o.Name }

// SentAnnotations returns the paths of the annotations that samples send and that the type of the
// body can't carry, each once. Those of types and contexts no caller needs to send.
func (o *Operation) SentAnnotations() []string {
	var paths []string
	seen := map[string]bool{}
	for i := range o.Examples {
		for _, m := range o.Examples[i].BodyMembers {
			_, name, ok := strings.Cut(m.Name[strings.LastIndexByte(m.Name, '/')+1:], "@")
			if ok && name != "odata.type" && name != "odata.context" && !seen[m.Name] {
				paths, seen[m.Name] = append(paths, m.Name), true
			}
		}
	}
	return paths
}

// PermissionScopes are the scopes that one kind of caller can use.
type PermissionScopes struct {
	// Kind is the caller; "" where the docs only list scopes.
	Kind string `json:"kind"`
	// For is what the caller acts on, where that makes a difference: a kind of
	// resource, self or others.
	For    string   `json:"for,omitempty"`
	Scopes []string `json:"scopes,omitempty"`
	// Higher are scopes that allow more than needed, where the docs keep them apart.
	Higher []string `json:"higher,omitempty"`
	// NotSupported reports that the docs say so. Without scopes and without it the
	// docs are silent.
	NotSupported bool `json:"not_supported,omitempty"`
}

// Route is one path that leads to an operation.
type Route struct {
	// Name is the Go method for the route; the first route has the operation's.
	Name string `json:"name"`
	// Template is the path as documented.
	Template string `json:"template"`
	// Pattern is the path with its placeholders renamed to the parameters:
	// /users/{userID}/events/{eventID}. A parameter in quotes is an OData
	// string literal; {name...} takes the rest up to the following literal,
	// slashes included.
	Pattern string `json:"pattern"`
	// Params are the Go names of the parameters in the order of the pattern.
	Params []string `json:"params,omitempty"`
	// Rank orders the routes of one method and shape: a handler gives a request
	// that nothing else decides to the lowest.
	Rank int `json:"rank,omitempty"`
	// Query are the parameters that every request line of the route shows, name=beginning
	// of the value, where several operations have its method and shape: they tell which
	// one a request is for.
	Query []string `json:"query,omitempty"`
	// Shown reports that no request line has the path, only a sample.
	Shown bool     `json:"shown,omitempty"`
	Pos   Position `json:"pos"`
}

// Param is an argument of the operation's Go method.
type Param struct {
	// Name is an unexported Go identifier, unique in the operation.
	Name string `json:"name"`
	// Documented is the placeholder as written, without braces.
	Documented string      `json:"documented"`
	In         ParameterIn `json:"in"` // path or function
	Type       TypeRef     `json:"type"`
	// Quoted reports that the parameter stands between quotes in the pattern.
	Quoted bool     `json:"quoted,omitempty"`
	Doc    Text     `json:"doc"`
	Pos    Position `json:"pos"`
}

// TypeRef names a primitive (Edm.String) or a type of the API
// (microsoft.graph.user). The zero value is a type that nothing tells.
type TypeRef struct {
	Name       string `json:"name,omitempty"`
	Collection bool   `json:"collection,omitempty"`
}

// IsZero reports whether nothing tells the type.
func (r TypeRef) IsZero() bool { return r.Name == "" }

// IsPrimitive reports whether the type is one of OData's primitives (OData CSDL
// 4.01, section 3.3).
func (r TypeRef) IsPrimitive() bool { return strings.HasPrefix(r.Name, "Edm.") }

// BodyKind says what a request body is made of.
type BodyKind string

// The body kinds.
const (
	NoBody   BodyKind = ""
	JSONBody BodyKind = "json" // of the type, or any JSON if the type is zero
	RawBody  BodyKind = "raw"  // bytes with a Content-Type of the caller's
)

// OperationBody is the request body that the docs ask for.
type OperationBody struct {
	Kind BodyKind `json:"kind,omitempty"`
	Type TypeRef  `json:"type"`
	// ContentType is the documented one of a raw body; of a JSON body, of the bytes that
	// a caller may send instead (message-forward: MIME text).
	ContentType string `json:"content_type,omitempty"`
	// Named reports that the samples' bodies name their type in @odata.type: without, a
	// server may not know which of several types it gets.
	Named  bool     `json:"named,omitempty"`
	Source Source   `json:"source,omitempty"`
	Pos    Position `json:"pos"`
}

// ResultKind says what a success answer carries.
type ResultKind string

// The result kinds.
const (
	NoResult         ResultKind = ""
	ValueResult      ResultKind = "value"      // one JSON value of the type
	CollectionResult ResultKind = "collection" // {"value": [ … ]} of the type
	StreamResult     ResultKind = "stream"     // bytes, perhaps after a redirect
)

// Result is what a success answer carries.
type Result struct {
	Kind ResultKind `json:"kind,omitempty"`
	// Type is the type of the value, or of one item of a collection; zero for
	// JSON whose type nothing tells.
	Type TypeRef `json:"type"`
	// Wrapped reports that the value travels as {"value": …}, as OData wraps
	// primitives (OData JSON Format 4.01, section 11).
	Wrapped bool `json:"wrapped,omitempty"`
	// Statuses are the documented success codes, the usual one first.
	Statuses []int `json:"statuses"`
	// LongRunning reports that the server goes on after its answer: 202 without a body,
	// with a header Location that leads to the state of the work (RFC 9110, section
	// 15.3.3).
	LongRunning bool `json:"long_running,omitempty"`
	// Delta reports that the collection is what has changed since an earlier answer
	// (OData Protocol 4.01, section 11.3).
	Delta bool `json:"delta,omitempty"`
	// Evidence is every statement about the type that the page makes.
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Status returns the usual success code.
func (r *Result) Status() int {
	if len(r.Statuses) > 0 {
		return r.Statuses[0]
	}
	if r.Kind == NoResult {
		return 204
	}
	return 200
}

// Evidence is one statement about a type, and who makes it.
type Evidence struct {
	Source Source `json:"source"`
	// Loose reports that the type is not stated of the whole answer: an entity set is called
	// like it, or one item of several kinds is of it.
	Loose bool     `json:"loose,omitempty"`
	Type  TypeRef  `json:"type"`
	Pos   Position `json:"pos"`
}

// Example is a documented request with its response.
type Example struct {
	Name string `json:"name,omitempty"`
	// Route is the index of the route that the request takes, Args the values
	// of the route's parameters as a caller passes them.
	Route   int    `json:"route"`
	Args    []Pair `json:"args,omitempty"`
	Target  string `json:"target"` // path and query as the request line must have them
	Query   []Pair `json:"query,omitempty"`
	Headers []Pair `json:"headers,omitempty"`
	// Body is the request body, compact JSON for a JSON body.
	Body string `json:"body,omitempty"`
	// BodyMembers are the members of Body that its type cannot carry: nulls,
	// annotations such as owners@odata.bind, undeclared ones. Name is the path of
	// the member as a JSON pointer without its leading slash (RFC 6901); Value is
	// JSON.
	BodyMembers []Pair `json:"body_members,omitempty"`
	// Undeclared are the paths, written likewise, of the members of ResponseBody that its type does
	// not declare; each has its finding.
	Undeclared      []string `json:"undeclared,omitempty"`
	Status          int      `json:"status"`
	ResponseHeaders []Pair   `json:"response_headers,omitempty"`
	ResponseBody    string   `json:"response_body,omitempty"`
	Pos             Position `json:"pos"`
	ResponsePos     Position `json:"response_pos"`
	// Dispatch is the ID of the operation of the same service that takes the
	// request in a handler, where several share one method and path; "" for the
	// operation itself.
	Dispatch string `json:"dispatch,omitempty"`
	// LeftOut is the rule of the finding that keeps the pair from becoming a
	// test; "" if the pair is tested.
	LeftOut string `json:"left_out,omitempty"`
	// Reason is that finding's message; "" if it was reported when the page was read.
	Reason string `json:"reason,omitempty"`
}

// Pair is a name with a value.
type Pair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// TypeKind tells the kinds of types apart.
type TypeKind string

// The type kinds.
const (
	StructType TypeKind = "struct"
	EnumType   TypeKind = "enum"
	// BodyType is the parameter list of an action.
	BodyType TypeKind = "body"
	// AnyType stands for any JSON value: it has no properties, and samples show others
	// than objects.
	AnyType TypeKind = "any"
)

// Type is a type of the API.
type Type struct {
	Kind TypeKind `json:"kind"`
	// Name is the full name, microsoft.graph.user. It is unique but for case.
	Name string `json:"name"`
	// GoName is an exported Go identifier, unique in the generated package.
	GoName string `json:"go_name"`
	Doc    Text   `json:"doc"`
	// Base is the full name of the base type; "" if there is none.
	Base string `json:"base,omitempty"`
	// Derived are the full names of the types that have this one as a direct or
	// indirect base.
	Derived  []string `json:"derived,omitempty"`
	Open     bool     `json:"open,omitempty"`
	Abstract bool     `json:"abstract,omitempty"`
	// Entity reports that the type has a key, so that servers send versions of its values
	// (OData JSON Format 4.01, section 4.6.4).
	Entity bool `json:"entity,omitempty"`
	// Delta reports that a delta query may say of a value that it was removed.
	Delta bool `json:"delta,omitempty"`
	// Optional are the properties, inherited ones too, that an answer may leave out as its page says.
	Optional []string       `json:"optional,omitempty"`
	Fields   []TypeProperty `json:"fields,omitempty"` // inherited ones first
	Members  []TypeMember   `json:"members,omitempty"`
	// Inferred reports that no page declares the type: a property or an annotation
	// names it, and samples or listed values show what it holds.
	Inferred bool `json:"inferred,omitempty"`
	// Declared are the places that declare the type, one a page; of an inferred type
	// the place that shows it first.
	Declared []Position `json:"declared"`
}

// Field returns the property of that name, nil if the type has none.
func (t *Type) Field(name string) *TypeProperty {
	for i := range t.Fields {
		if t.Fields[i].Name == name {
			return &t.Fields[i]
		}
	}
	return nil
}

// FoldedField returns the first property of that name in any case, nil if there is none.
func (t *Type) FoldedField(name string) *TypeProperty {
	for i := range t.Fields {
		if strings.EqualFold(t.Fields[i].Name, name) {
			return &t.Fields[i]
		}
	}
	return nil
}

// TypeProperty is a property with its type looked up.
type TypeProperty struct {
	Name   string  `json:"name"`
	GoName string  `json:"go_name"`
	Type   TypeRef `json:"type"`
	Doc    Text    `json:"doc"`
	// Relationship reports that the property is a navigation property.
	Relationship bool `json:"relationship,omitempty"`
	// Inferred reports that no resource page declares the property: a response
	// sample, the table of a request body or a route shows it, as Source says.
	Inferred bool   `json:"inferred,omitempty"`
	Source   Source `json:"source,omitempty"`
	// DeclaredBy is the full name of the type that declares the property.
	DeclaredBy string   `json:"declared_by"`
	Values     []string `json:"values,omitempty"`
	// Deprecated is as that of a [Property].
	Deprecated string   `json:"deprecated,omitempty"`
	Pos        Position `json:"pos"`
}

// TypeMember is one value of an enumeration.
type TypeMember struct {
	Name   string `json:"name"`
	GoName string `json:"go_name"`
	Doc    Text   `json:"doc"`
	// Inferred reports that the enumeration's own page leaves the value out: a
	// property of the enumeration lists it.
	Inferred bool     `json:"inferred,omitempty"`
	Pos      Position `json:"pos"`
}
