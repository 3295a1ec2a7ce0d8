//go:build !unix

package cputime

import "time"

func spent() time.Duration { return time.Since(began) }

var began = time.Now()
