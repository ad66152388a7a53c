package sdk

import (
	"strconv"
	"strings"
)

// WithSelect asks for these properties only (OData URL Conventions 4.01, section
// 5.1.4).
func WithSelect(properties ...string) CallOption {
	return WithQuery("$select", strings.Join(properties, ","))
}

// WithExpand asks for related entities with each entity (section 5.1.3).
func WithExpand(relationships ...string) CallOption {
	return WithQuery("$expand", strings.Join(relationships, ","))
}

// WithFilter asks for the items that fulfil an expression (section 5.1.1). Text from
// others goes through [Literal].
func WithFilter(expression string) CallOption { return WithQuery("$filter", expression) }

// WithOrderBy asks for items in the order of properties (section 5.1.5): "name",
// "createdDateTime desc".
func WithOrderBy(properties ...string) CallOption {
	return WithQuery("$orderby", strings.Join(properties, ","))
}

// WithSearch asks for the items that match a text (section 5.1.7).
func WithSearch(expression string) CallOption { return WithQuery("$search", expression) }

// WithTop asks for pages of at most n items (section 5.1.6). A server may send fewer;
// a loop over a list reads all pages all the same.
func WithTop(n int) CallOption { return WithQuery("$top", strconv.Itoa(n)) }

// WithSkip asks for what comes after the first n items (section 5.1.6).
func WithSkip(n int) CallOption { return WithQuery("$skip", strconv.Itoa(n)) }

// WithCount asks for the number of items in the whole collection, which [PageInfo.Count]
// has then (section 5.1.6).
func WithCount() CallOption { return WithQuery("$count", "true") }

// Literal writes a text as a literal of an OData expression: in quotes, with those
// inside doubled (section 5.1.1.14), so that it ends where it should.
//
//	WithFilter("displayName eq " + Literal(name))
func Literal(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
