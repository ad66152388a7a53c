// Gen makes Go code of API reference docs.
//
// It holds the command line only: flags, progress, exit codes. What it runs lives
// in package workspace.
package main

import (
	"os"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}
