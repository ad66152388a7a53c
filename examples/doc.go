// Package examples shows what a generated package is like to use: a program for each
// decision that docs/generated-code.md explains. The programs use the package that
// docbind generates from testdata/docs, client and handler, and are tests. It must not
// know anything of docbind but that package.
package examples
