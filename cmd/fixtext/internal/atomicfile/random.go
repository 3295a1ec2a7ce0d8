package atomicfile

import (
	"math/rand/v2"
	"strconv"
)

// random is a part of a name that no other process is likely to choose.
func random() string { return strconv.FormatUint(rand.Uint64(), 36) }
