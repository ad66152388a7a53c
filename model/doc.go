// Package model holds what docbind knows about an API: pages as they were
// read, the API as it was resolved from all of them, and the findings on the
// way. It is plain data, marshals to JSON and back, and carries a source
// position on every fact.
//
// The package must not know how Markdown is parsed, how evidence is weighed or
// what the emitted Go looks like; it imports the standard library only.
package model
