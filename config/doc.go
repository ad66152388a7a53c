// Package config reads docbind.yaml: what to generate from where, for one target or for
// several. It knows where each value stands, so that what is wrong with one is shown in its
// line; it describes the file as a JSON Schema, and writes a first one for a docs folder.
//
// It must not know what pages say, nor what is done with the settings.
package config
