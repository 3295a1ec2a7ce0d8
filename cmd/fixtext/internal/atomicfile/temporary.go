package atomicfile

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Marker is a part of the name of every temporary file.
const Marker = ".fixtext-tmp-"

// tempName is a name that no other process is likely to choose. It holds the
// number of this one.
func tempName(name string) string {
	if len(name) > 100 { // file systems have limits
		cut := 100
		for cut > 0 && !utf8.RuneStart(name[cut]) {
			cut--
		}
		name = name[:cut]
	}
	return fmt.Sprintf(".%s%s%d-%s", name, Marker, os.Getpid(), strconv.FormatUint(rand.Uint64(), 36))
}

// IsTemporary reports whether a file of this name is one that is unfinished, of
// this process or another, or was left by one that was killed. It is not told
// which: on a disk that machines share, the number of a process says nothing of
// whether it lives, so nobody but the user may remove it.
func IsTemporary(name string) bool { return strings.Contains(filepath.Base(name), Marker) }

// IsOwn reports whether a file of this name is one of this process.
func IsOwn(name string) bool {
	return IsTemporary(name) && strings.Contains(filepath.Base(name), Marker+strconv.Itoa(os.Getpid())+"-")
}
