package choice

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// A file that holds a model has this before its contents: what it is, the form of the file,
// a version and a name, and the SHA-256 of all the rest of the file.
const (
	fileMagic  = "fixmodel"
	fileForm   = 2
	nameAt     = 16
	sumAt      = 32
	contentsAt = sumAt + sha256.Size
)

// File says what a file holds.
type File struct {
	Name     string
	Version  int
	Sum      [sha256.Size]byte // of all of the file but itself
	Contents string            // as Open takes it
}

// Seal makes a file of contents, as [Open] takes them. The name has 16 bytes at most.
func Seal(name string, version int, contents []byte) []byte {
	b := make([]byte, contentsAt, contentsAt+len(contents))
	copy(b, fileMagic)
	binary.LittleEndian.PutUint32(b[8:], fileForm)
	binary.LittleEndian.PutUint32(b[12:], uint32(version))
	copy(b[nameAt:sumAt], name)
	b = append(b, contents...)
	sum := sumOf(string(b))
	copy(b[sumAt:], sum[:])
	return b
}

// Unseal checks a file and tells what it holds, of which it keeps the contents. The errors
// complete a sentence that begins with the name of the file.
func Unseal(b string) (f File, err error) {
	if len(b) < contentsAt || b[:len(fileMagic)] != fileMagic {
		return f, errForeign
	}
	head := []byte(b[:contentsAt])
	if form := binary.LittleEndian.Uint32(head[8:]); form != fileForm {
		return f, fmt.Errorf("is a model of form %d; this program knows %d", form, fileForm)
	}
	if f.Sum = sumOf(b); !bytes.Equal(f.Sum[:], head[sumAt:]) {
		return f, errors.New("is damaged: its checksum is another")
	}
	f.Name = string(bytes.TrimRight(head[nameAt:sumAt], "\x00"))
	f.Version = int(binary.LittleEndian.Uint32(head[12:]))
	f.Contents = b[contentsAt:]
	return f, nil
}

var errForeign = errors.New("is no model of fixtext")

// sumOf returns the checksum that belongs in a file.
func sumOf(b string) (sum [sha256.Size]byte) {
	h := sha256.New()
	for at, piece := 0, ""; at < len(b); at += len(piece) { // a string can be hashed in pieces only
		if at == sumAt {
			at = contentsAt
		}
		piece = b[at:min(len(b), at+1<<16)]
		if at < sumAt {
			piece = b[at:sumAt]
		}
		h.Write([]byte(piece))
	}
	h.Sum(sum[:0])
	return sum
}
