package model

import "strings"

// Names are the Go names that were handed out for a docs set, by what has them in the
// docs: a later run keeps each whose key is still there. Only names that another page
// could change are listed.
type Names struct {
	// Routes have the name Service.Method of the Go method that calls them. That of a
	// further route goes on from the operation's own.
	Routes map[RouteKey]GivenName
	// Options are keyed by OptionKey, types by their full name.
	Options map[string]GivenName
	Types   map[string]GivenName
	// Members are the constants of enumerations.
	Members map[MemberKey]GivenName
	// Properties are those fields whose property is not spelled as its Go name suggests:
	// all others have the name that their property alone gives them.
	Properties map[MemberKey]GivenName
	// Declarations are the types that services and operations add to the package, keyed
	// Service/Handler or Service.Method/Request, where they don't have the usual name.
	// Service.Method/Operation is the operation that a method calls, where the names of
	// its page don't tell.
	Declarations map[string]GivenName
}

// RouteKey identifies a route in a docs set.
type RouteKey struct{ Page, Method, Template string }

// MemberKey identifies a property or a value of a type by their names in the docs.
type MemberKey struct{ Type, Member string }

// GivenName is a Go name, and where it is written down.
type GivenName struct {
	Go  string
	Pos Position
}

// OptionKey identifies an option: its place and its name, in which case doesn't count.
func OptionKey(in ParameterIn, name string) string { return string(in) + " " + strings.ToLower(name) }

// NewNames returns names that have none.
func NewNames() *Names {
	return &Names{
		Routes: map[RouteKey]GivenName{}, Options: map[string]GivenName{}, Types: map[string]GivenName{},
		Members: map[MemberKey]GivenName{}, Properties: map[MemberKey]GivenName{}, Declarations: map[string]GivenName{},
	}
}

// IsInitialism reports whether Go writes a word in capitals, which is in lower case here
// and may have a number behind it (id2, ID2).
func IsInitialism(lower string) bool {
	return initialisms[lower] || initialisms[strings.TrimRight(lower, "0123456789")]
}

// initialisms are those that staticcheck asks for (ST1003), which has most of them from
// go.dev/wiki/CodeReviewComments#initialisms.
var initialisms = map[string]bool{
	"acl": true, "amqp": true, "api": true, "ascii": true, "cpu": true, "css": true, "db": true, "dns": true, "eof": true,
	"gid": true, "guid": true, "html": true, "http": true, "https": true, "id": true, "ip": true, "json": true, "qps": true,
	"ram": true, "rpc": true, "rtp": true, "sip": true, "sla": true, "smtp": true, "sql": true, "ssh": true, "tcp": true,
	"tls": true, "ts": true, "ttl": true, "udp": true, "ui": true, "uid": true, "uri": true, "url": true, "utf8": true,
	"uuid": true, "vm": true, "xml": true, "xmpp": true, "xsrf": true, "xss": true,
}
