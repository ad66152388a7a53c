// Package workspace runs the pipeline on disk: it finds the pages, parses them in
// parallel, resolves, renders, and writes the output so that no reader ever sees
// half a file.
//
// It must not know of flags or terminals; what it has to say it returns.
package workspace
