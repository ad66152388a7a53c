// Package sdk is the part of every generated package that doesn't depend on
// the API: requests and responses, errors, pages, the router of the handler.
// docbind writes a copy of it into the output, so it imports the standard
// library only, and its sources are what readers of a generated package see.
//
// The package must not know any operation or type of an API, and nothing of
// docbind. Files whose names begin with client_ serve the client only, those
// with handler_ the handler only.
package sdk
