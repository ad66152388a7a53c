// Package resolve makes one model.API of all pages: it looks types up, weighs
// what annotations, prose, tables and samples say, names everything, and matches
// samples to routes. What contradicts itself is kept as a finding.
//
// Names of an earlier run are kept, as Handed lists them. Rename puts names that a
// person chose in the place of others, Select takes the part of an API that patterns name.
//
// It sees pages as model.Page only and must not know of Markdown, of files or of
// how Go source is written. Its result depends on the set of pages and on the names of
// an earlier run, not on their order.
package resolve
