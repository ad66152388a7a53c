//go:build unix

package workspace_test

import (
	"os"
	"runtime"
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

// maxRSS returns the largest resident memory that a process had, in bytes.
func maxRSS(p *os.ProcessState) int64 {
	rss := p.SysUsage().(*syscall.Rusage).Maxrss
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return int64(rss)
	}
	return int64(rss) << 10
}
