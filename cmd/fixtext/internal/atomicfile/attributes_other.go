//go:build unix && !linux && !darwin

package atomicfile

import "os"

func keepAttributes(*os.File, string) error { return nil }
