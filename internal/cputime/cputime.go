// Package cputime measures work by the time that processors spend on it, which other work on
// the machine hardly changes. It is for tests and benchmarks.
package cputime

import "time"

// Of returns the CPU time that the process takes while something is done: that of all its
// goroutines, so nothing else should be done by then.
func Of(work func()) time.Duration {
	before := used()
	work()
	return used() - before
}
