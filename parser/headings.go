package parser

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// headings maps normalised headings to what they announce.
var headings = map[string]model.SectionKind{
	"permissions":                     model.SectionPermissions,
	"prerequisites":                   model.SectionPermissions,
	"permission scopes":               model.SectionPermissions,
	"scopes":                          model.SectionPermissions,
	"url":                             model.SectionHTTPRequest,
	"request url":                     model.SectionHTTPRequest,
	"request uri":                     model.SectionHTTPRequest,
	"request syntax":                  model.SectionHTTPRequest,
	"syntax":                          model.SectionHTTPRequest,
	"endpoint":                        model.SectionHTTPRequest,
	"endpoints":                       model.SectionHTTPRequest,
	"http requests":                   model.SectionHTTPRequest,
	"http request":                    model.SectionHTTPRequest,
	"request headers":                 model.SectionHeaders,
	"headers":                         model.SectionHeaders,
	"request body":                    model.SectionBody,
	"request body parameters":         model.SectionBody,
	"body parameters":                 model.SectionBody,
	"request payload":                 model.SectionBody,
	"request body properties":         model.SectionBody,
	"body properties":                 model.SectionBody,
	"body":                            model.SectionBody,
	"payload":                         model.SectionBody,
	"function parameters":             model.SectionFunction,
	"parameters":                      model.SectionFunction,
	"request parameters":              model.SectionFunction,
	"query parameters":                model.SectionQuery,
	"odata query parameters":          model.SectionQuery,
	"query string parameters":         model.SectionQuery,
	"query options":                   model.SectionQuery,
	"path parameters":                 model.SectionPath,
	"route parameters":                model.SectionPath,
	"uri parameters":                  model.SectionURL,
	"url parameters":                  model.SectionURL,
	"request url parameters":          model.SectionURL,
	"request uri parameters":          model.SectionURL,
	"error response":                  model.SectionErrors,
	"error responses":                 model.SectionErrors,
	"errors":                          model.SectionErrors,
	"properties":                      model.SectionProperties,
	"instance attributes":             model.SectionProperties,
	"fields":                          model.SectionProperties,
	"relationships":                   model.SectionRelationships,
	"relations":                       model.SectionRelationships,
	"navigation":                      model.SectionRelationships,
	"navigation properties":           model.SectionRelationships,
	"methods":                         model.SectionMethods,
	"members":                         model.SectionMembers,
	"enumerated values":               model.SectionMembers,
	"enumeration values":              model.SectionMembers,
	"enumeration members":             model.SectionMembers,
	"json representation":             model.SectionJSON,
	"json representations":            model.SectionJSON,
	"json representation of resource": model.SectionJSON,
}

// responseNames are what else a response is called.
var responseNames = map[string]bool{
	"http response": true, "responses": true, "response body": true, "returns": true, "return value": true, "return values": true,
	"return type": true, "result": true, "results": true, "response code": true, "response codes": true, "response status": true,
	"status codes": true, "http status codes": true,
}

// sectionKind says what a heading announces. sample says that a message is expected:
// below an example heading, or after a request's, where Response announces one and no
// promise.
func sectionKind(heading string, sample bool) model.SectionKind {
	name := strings.TrimPrefix(normaliseHeading(heading), "rest ")
	switch {
	case exampleHeading(name):
		return model.SectionExample
	case numbered(name, "response"), responseNames[name]:
		if sample {
			return model.SectionResponseSample
		}
		return model.SectionResponse
	case numbered(name, "request"):
		return model.SectionRequestSample
	case strings.HasPrefix(name, "http request"):
		if sample { // todotask-delta: the request of an example
			return model.SectionRequestSample
		}
		return model.SectionHTTPRequest
	case strings.HasSuffix(name, " values"):
		return model.SectionMembers
	}
	return namedSection(name)
}

// namedSection returns what a heading announces, in the plural or not, with or without a word
// that says whether it has to be followed.
func namedSection(name string) model.SectionKind {
	for _, word := range [...]string{"optional ", "required "} {
		name = strings.TrimPrefix(name, word)
	}
	if kind, ok := headings[name]; ok {
		return kind
	}
	return headings[name+"s"]
}

// exampleHeading reports whether a heading announces examples: Example: get all,
// Example 2, Request example, Sample response.
func exampleHeading(name string) bool {
	first, rest, _ := strings.Cut(name, " ")
	if first = strings.Trim(first, ":.0123456789"); first == "example" || first == "examples" {
		return true
	}
	return exampleWord(first) && messageWord(rest) || messageWord(first) && exampleWord(rest) || name == "curl"
}

func exampleWord(w string) bool {
	return w == "example" || w == "examples" || w == "sample" || w == "samples"
}

func messageWord(w string) bool {
	return w == "curl" || w == "request" || w == "requests" || w == "response" || w == "responses"
}

// normaliseHeading folds case, white space and closing punctuation, and leaves out a
// section number.
func normaliseHeading(heading string) string {
	if number, rest, ok := strings.Cut(heading, " "); ok && strings.Trim(number, "0123456789.") == "" {
		heading = rest
	}
	return strings.Trim(strings.ToLower(oneLine(heading)), " :.*_")
}

// numbered reports whether a heading is the word alone or with a number: Request 2.
func numbered(name, word string) bool {
	rest, ok := strings.CutPrefix(name, word)
	return ok && strings.Trim(rest, " 0123456789") == ""
}

// englishHeading returns the English heading of a localised page: the words of its
// anchor, written as the translation writes them where it keeps them, which tells the
// names of types from words: riskeventtype-values over Valores riskEventType.
func englishHeading(anchor, translation string) string {
	kept := strings.FieldsFunc(translation, func(r rune) bool { return strings.ContainsRune(" :,.`*()«»„“”", r) })
	words := strings.Split(anchor, "-")
	for i, w := range words {
		for _, k := range kept {
			if strings.EqualFold(w, k) {
				words[i] = k
			}
		}
	}
	return strings.Join(words, " ")
}

// sectionKinds is a set of kinds of sections.
type sectionKinds uint32

func (a *sectionKinds) add(kind model.SectionKind) { *a |= 1 << kind }

func (a sectionKinds) has(kind model.SectionKind) bool { return a&(1<<kind) != 0 }
