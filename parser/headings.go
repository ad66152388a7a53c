package parser

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// headings maps normalised headings to what they announce.
var headings = map[string]model.SectionKind{
	"permissions":                     model.SectionPermissions,
	"prerequisites":                   model.SectionPermissions,
	"http requests":                   model.SectionHTTPRequest,
	"http request":                    model.SectionHTTPRequest,
	"request headers":                 model.SectionHeaders,
	"optional request headers":        model.SectionHeaders,
	"headers":                         model.SectionHeaders,
	"request body":                    model.SectionBody,
	"function parameters":             model.SectionFunction,
	"parameters":                      model.SectionFunction,
	"query parameters":                model.SectionQuery,
	"optional query parameters":       model.SectionQuery,
	"odata query parameters":          model.SectionQuery,
	"path parameters":                 model.SectionPath,
	"uri parameters":                  model.SectionPath,
	"error response":                  model.SectionErrors,
	"error responses":                 model.SectionErrors,
	"errors":                          model.SectionErrors,
	"properties":                      model.SectionProperties,
	"instance attributes":             model.SectionProperties,
	"relationships":                   model.SectionRelationships,
	"methods":                         model.SectionMethods,
	"members":                         model.SectionMembers,
	"enumerated values":               model.SectionMembers,
	"json representation":             model.SectionJSON,
	"json representations":            model.SectionJSON,
	"json representation of resource": model.SectionJSON,
}

// sectionKind says what a heading announces, whatever its level. Response is a
// promise, unless it stands among the samples.
func sectionKind(heading string, sample bool) model.SectionKind {
	name := normaliseHeading(heading)
	switch first, _, _ := strings.Cut(name, " "); {
	case first == "example" || first == "examples":
		return model.SectionExample
	case numbered(name, "response") || name == "http response":
		if sample {
			return model.SectionResponseSample
		}
		return model.SectionResponse
	case numbered(name, "request"):
		return model.SectionRequestSample
	case strings.HasPrefix(name, "http request"):
		return model.SectionHTTPRequest
	case strings.HasSuffix(name, " values"):
		return model.SectionMembers
	}
	return headings[name]
}

// normaliseHeading folds case, white space and closing punctuation.
func normaliseHeading(heading string) string {
	return strings.Trim(strings.ToLower(strings.Join(strings.Fields(heading), " ")), " :.*_")
}

// numbered reports whether a heading is the word alone or with a number: Request 2.
func numbered(name, word string) bool {
	rest, ok := strings.CutPrefix(name, word)
	return ok && strings.Trim(rest, " 0123456789") == ""
}
