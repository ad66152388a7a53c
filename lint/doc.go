// Package lint finds what is wrong in docs: it holds rules over single pages, over what
// resolve made of all of them, and over the links between them, adds what the parser and
// resolve reported, and says how to mend it.
//
// There is one file a family of rules. It must not know how findings are printed, nor read
// the disk: what it needs to know of files, it is told.
package lint
