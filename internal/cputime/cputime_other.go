//go:build !unix

package cputime

import "time"

var start = time.Now()

// used returns the time since the process started, for want of a better.
func used() time.Duration { return time.Since(start) }
