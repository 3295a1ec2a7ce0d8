//go:build !unix

package worker

import (
	"testing"
	"time"
)

var began = time.Now()

// cpu is the time of the clock, where that of the process is not known.
func cpu(*testing.B) time.Duration { return time.Since(began) }
