//go:build unix

package cputime_test

import (
	"crypto/sha256"
	"testing"
	"time"

	"github.com/docbind/docbind/internal/cputime"
)

// TestOf compares short work with long waiting.
func TestOf(t *testing.T) {
	data := make([]byte, 32<<20)
	work := cputime.Of(func() { sha256.Sum256(data) })
	wait := cputime.Of(func() { time.Sleep(time.Second) })
	if wait >= work {
		t.Errorf("waiting for a second takes %v, hashing %d bytes %v", wait, len(data), work)
	}
}
