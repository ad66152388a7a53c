// Package sdk holds what generates the package library, a client for an API that is
// described in docs. go generate ./... brings it up to date.
package sdk

//go:generate go tool gen
