// Package cputime measures for tests what work costs, not how long a busy machine takes
// for it.
package cputime

import "time"

// Of returns the CPU time that the process takes while f runs, where the system tells
// it, else how long f runs. Tests that measure do not run beside others.
func Of(f func()) time.Duration {
	start := spent()
	f()
	return spent() - start
}

// Least returns the least of what f costs in so many runs.
func Least(runs int, f func()) time.Duration {
	least := Of(f)
	for range runs - 1 {
		least = min(least, Of(f))
	}
	return least
}
