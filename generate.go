// Package docbind makes API reference docs the contract: a typed Go client,
// handler stubs and tests come out of the Markdown pages, and so do findings about
// the docs themselves. The command is cmd/gen.
package docbind

// One of the pages cannot be generated, which is part of what generated shows.
//go:generate go run ./cmd/gen --docs testdata/docs --out generated --package generated --allow-skipped --findings none

// The example of an SDK is a module of its own.
//go:generate go -C examples/sdk generate ./...
