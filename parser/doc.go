// Package parser reads one Markdown page of an API reference into a
// model.Page: front matter, sections, annotations, request templates, HTTP
// samples, tables and the sentences that make promises.
//
// Markdown is goldmark's to read; what is plain enough to be read while going through
// the lines is kept from it, and tests hold that against goldmark. The package does no
// I/O and must not know of other pages: whatever needs a second page belongs into resolve. It never fails: what
// cannot be read is a finding on the page, and the rest is still read.
package parser
