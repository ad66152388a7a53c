// Package parser reads one Markdown page of an API reference into a
// model.Page: front matter, sections, annotations, request templates, HTTP
// samples, tables and the sentences that make promises.
//
// It works on goldmark's syntax tree, does no I/O, and must not know of other
// pages: whatever needs a second page belongs into resolve. It never fails: what
// cannot be read is a finding on the page, and the rest is still read.
package parser
