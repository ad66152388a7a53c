package main

import (
	"math"
	"os"
	"runtime/debug"
	"sync/atomic"
)

// thrifty makes a run that ends with what was read collect garbage earlier than Go
// does by itself, and once all pages are parsed still earlier: what is read of them
// stays to the end, and resolving makes little garbage beside it, so waiting until the
// memory has doubled would keep half of it empty. The environment variable GOGC decides
// if it is set.
func thrifty(start func(pages int) func()) func(pages int) func() {
	if os.Getenv("GOGC") != "" {
		return start
	}
	const parsing, resolving = 75, 20 // percent of what is alive
	return func(pages int) func() {
		progress := func() {}
		if start != nil {
			progress = start(pages)
		}
		debug.SetGCPercent(parsing)
		var done atomic.Int64
		return func() {
			progress()
			if done.Add(1) == int64(pages) {
				debug.SetGCPercent(resolving)
			}
		}
	}
}

// generating is how much garbage, in percent of what is alive, there may be while a
// package is generated. Printing makes much of it, and little of what it makes stays.
const generating = 150

// spacious makes a run that prints code collect garbage later than Go does by itself, and
// none at all before all pages are read: most runs find that little has changed, and end
// without. The environment variables GOGC and GOMEMLIMIT decide if they are set.
func spacious(start func(pages int) func()) func(pages int) func() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return start
	}
	const most = 256 << 20 // bytes
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(most)
	return func(pages int) func() {
		debug.SetGCPercent(generating)
		debug.SetMemoryLimit(math.MaxInt64) // what Go begins with
		if start == nil {
			return func() {}
		}
		return start(pages)
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
