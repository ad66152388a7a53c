package model

import (
	"strings"
	"unicode"
)

// SectionKind says what a heading announces, whatever its level or spelling. It is a number
// because each block has one.
type SectionKind uint8

// The section kinds of operation and resource pages.
const (
	SectionOther SectionKind = iota
	SectionPermissions
	SectionHTTPRequest
	SectionHeaders
	SectionBody
	SectionFunction
	SectionQuery
	SectionPath
	SectionResponse
	SectionExample
	SectionRequestSample
	SectionResponseSample
	SectionProperties
	SectionRelationships
	SectionMethods
	SectionMembers
	SectionJSON
	SectionErrors
	SectionURL
	// SectionOperation is that of a heading that is a request line, GET /things/{id}, or stands right
	// above some, with what is said of it below.
	SectionOperation
)

var sectionKinds = [...]string{
	SectionPermissions:    "permissions",
	SectionHTTPRequest:    "http-request",
	SectionHeaders:        "request-headers",
	SectionBody:           "request-body",
	SectionFunction:       "function-parameters",
	SectionQuery:          "query-parameters",
	SectionPath:           "path-parameters",
	SectionResponse:       "response",
	SectionExample:        "example",
	SectionRequestSample:  "request-sample",
	SectionResponseSample: "response-sample",
	SectionProperties:     "properties",
	SectionRelationships:  "relationships",
	SectionMethods:        "methods",
	SectionMembers:        "members",
	SectionJSON:           "json-representation",
	SectionErrors:         "errors",
	SectionURL:            "url-parameters",
	SectionOperation:      "operation",
}

// String returns the name of the kind, "" for SectionOther.
func (k SectionKind) String() string { return sectionKinds[k] }

// MarshalText returns the name of the kind.
func (k SectionKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the name of a kind.
func (k *SectionKind) UnmarshalText(name []byte) error {
	i, err := indexOfKind(sectionKinds[:], name)
	*k = SectionKind(i)
	return err
}

// Section is a heading and what stands below it, up to the next heading.
type Section struct {
	Heading Text        `json:"heading"`
	Level   int         `json:"level"`
	Kind    SectionKind `json:"kind"`
	// Name is what the heading of an operation calls it beside the request line, Summary the first
	// paragraph below.
	Name    Text `json:"name,omitzero"`
	Summary Text `json:"summary,omitzero"`
}

// Anchor returns the anchor that the heading gets, as GitHub and docfx make it: lower case,
// letters, digits, hyphens and underscores only, blanks as hyphens.
func (s *Section) Anchor() string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return unicode.ToLower(r)
		}
		return -1
	}, s.Heading.Value)
}
