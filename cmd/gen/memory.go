package main

import (
	"math"
	"os"
	"runtime/debug"
	"sync/atomic"
)

// How much garbage, in percent of what is alive, there may be: while pages are read,
// when nearly all that is made stays and collecting finds little; after that in a run
// that ends with what was read, where resolving makes little garbage beside it; and in
// one that generates a package, where printing makes much of it and keeps little.
const (
	reading    = 400
	resolving  = 18
	generating = 110
)

// thrifty makes a run that ends with what was read collect garbage later than Go does by
// itself until all pages are parsed, and earlier from then on: waiting until the memory
// has doubled would keep half of it empty. The environment variable GOGC decides if it
// is set.
func thrifty(start progress) progress {
	if os.Getenv("GOGC") != "" {
		return start
	}
	return collecting(start, resolving)
}

// spacious makes a run that prints code collect garbage later than Go does by itself, and
// none at all before all pages are read: most runs find that little has changed, and end
// without. The environment variables GOGC and GOMEMLIMIT decide if they are set.
func spacious(start progress) progress {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return start
	}
	const most = 256 << 20 // bytes
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(most)
	later := collecting(start, generating)
	return func(pages int) func() {
		debug.SetMemoryLimit(math.MaxInt64) // what Go begins with
		return later(pages)
	}
}

// collecting makes the collector wait while pages are read, and then for no more than
// some percent of what is alive.
func collecting(start progress, afterwards int) progress {
	return func(pages int) func() {
		count := func() {}
		if start != nil {
			count = start(pages)
		}
		debug.SetGCPercent(reading)
		var done atomic.Int64
		return func() {
			count()
			if done.Add(1) == int64(pages) {
				debug.SetGCPercent(afterwards)
			}
		}
	}
}

// hasty makes a run that others wait for collect no garbage until what it returns is
// called: that takes a third of the time of reading a large reference. What reading
// needs is bounded nevertheless. The environment decides if it is set.
func hasty() (done func()) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	const most = 1 << 30 // bytes
	percent, limit := debug.SetGCPercent(-1), debug.SetMemoryLimit(most)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}
