// Package templates prints a [model.API] as Go source: types, a client, a
// handler and the tests that replay the documented examples. Package sdk below
// it is the part of the output that is the same for every API.
//
// The package must not decide anything about the API, read a page, or touch the
// disk: what it prints is settled in the model. Go source is printed with
// jennifer, never put together from strings.
package templates
