package main

import (
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress is called when it is known how many pages are read, and what it returns once
// for each of them.
type progress = func(pages int) func()

// progressBar returns what shows the progress of parsing, nil if w is no
// terminal. The bar appears only if the work is long.
func progressBar(w io.Writer) progress {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return func(pages int) func() {
		started := time.Now()
		bar := progressbar.NewOptions(pages,
			progressbar.OptionSetWriter(f),
			progressbar.OptionSetDescription("reading pages"),
			progressbar.OptionShowCount(),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond),
		)
		var done atomic.Int64
		return func() {
			if n := done.Add(1); time.Since(started) > 500*time.Millisecond {
				_ = bar.Set64(n)
			}
		}
	}
}
