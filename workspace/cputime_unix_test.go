//go:build unix

package workspace_test

import (
	"syscall"
	"time"
)

// cpuTime returns the time that all processors have spent on this process, which other
// work on the machine doesn't change.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
