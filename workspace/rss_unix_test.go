//go:build unix

package workspace_test

import (
	"os"
	"runtime"
	"syscall"
)

// maxRSS returns the largest resident memory that a process had, in bytes.
func maxRSS(p *os.ProcessState) int64 {
	rss := p.SysUsage().(*syscall.Rusage).Maxrss
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return int64(rss)
	}
	return int64(rss) << 10
}
