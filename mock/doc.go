// Package mock serves an API from its docs: every operation answers with its documented
// sample, and says of requests what the docs would not allow.
//
// Requests are routed as the generated handler does it, by package templates/sdk. What is
// served comes straight from the model; no Go is generated or compiled.
package mock
