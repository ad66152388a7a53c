package parallel

import (
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 1000} {
		calls := make([]atomic.Int32, n)
		Each(n, func(i int) { calls[i].Add(1) })
		for i := range calls {
			if c := calls[i].Load(); c != 1 {
				t.Errorf("of %d, step %d is done %d times", n, i, c)
			}
		}
	}
}

// TestWith has every goroutine count with a counter of its own.
func TestWith(t *testing.T) {
	const n = 1000
	var sum atomic.Int32
	With(n, func() func(int) {
		own := 0
		return func(int) { own++; sum.Add(int32(min(own, 1))) }
	})
	if sum.Load() != n {
		t.Errorf("%d steps are done, want %d", sum.Load(), n)
	}
}
