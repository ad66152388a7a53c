//go:build !unix

package workspace_test

import "time"

var processStart = time.Now()

// cpuTime returns the time since the process started, for want of a better.
func cpuTime() time.Duration { return time.Since(processStart) }
