// Package parallel does many things of one kind on all cores.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls step for the numbers below n, from as many goroutines as there are processors.
func Each(n int, step func(i int)) {
	With(n, func() func(int) { return step })
}

// With is Each where every goroutine makes a step of its own, which may have state.
func With(n int, worker func() func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			step := worker()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				step(i)
			}
		})
	}
	wg.Wait()
}
