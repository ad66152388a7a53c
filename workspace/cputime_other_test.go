//go:build !unix

package workspace_test

import (
	"os"
	"time"
)

var processStart = time.Now()

// cpuTime returns the time since the process started, for want of a better.
func cpuTime() time.Duration { return time.Since(processStart) }

// maxRSS returns 0, for want of a measure.
func maxRSS(*os.ProcessState) int64 { return 0 }
