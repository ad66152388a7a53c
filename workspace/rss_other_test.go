//go:build !unix

package workspace_test

import "os"

// maxRSS returns 0, for want of a measure.
func maxRSS(*os.ProcessState) int64 { return 0 }
