package records

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/fixtext/fixtext"
)

// headEnd returns the length of a header with the empty line that ends it; 0 if
// there is none. Lines may end with a line feed alone.
func headEnd(data []byte) int {
	for pos := 0; ; {
		i := bytes.IndexByte(data[pos:], '\n')
		if i < 0 {
			return 0
		}
		line := data[pos : pos+i]
		pos += i + 1
		if len(line) == 0 || len(line) == 1 && line[0] == '\r' {
			return pos
		}
	}
}

// values returns where the values of a field lie in a header. A line that begins
// with a space goes on with the one before, and belongs to its value.
func values(head []byte, name string) (list []span) {
	pos, mine := 0, false
	for line := range bytes.Lines(head) {
		lo, hi := pos, pos+len(bytes.TrimRight(line, " \t\r\n"))
		pos += len(line)
		if lo == hi {
			continue
		}
		if line[0] == ' ' || line[0] == '\t' {
			if mine {
				list[len(list)-1].hi = hi
			}
			continue
		}
		colon := bytes.IndexByte(line, ':')
		mine = colon > 0 && strings.EqualFold(string(bytes.TrimRight(line[:colon], " \t")), name)
		if mine {
			rest := head[lo+colon+1 : max(hi, lo+colon+1)]
			list = append(list, span{lo: max(hi, lo+colon+1) - len(bytes.TrimLeft(rest, " \t")), hi: max(hi, lo+colon+1)})
		}
	}
	return list
}

// value is the first value of a field; empty if there is none.
func value(head []byte, name string) string {
	for _, v := range values(head, name) {
		return string(head[v.lo:v.hi])
	}
	return ""
}

// digested is what a digest may be of: the bytes before, and those after.
type digested struct{ old, new []byte }

// digest sets a digest that is there, in the form that it has. Programs differ in
// what they take the digest of: the form that it fits is kept, the first one where
// it fits none.
func digest(head []byte, why fixtext.Code, name string, forms []digested) ([]fixtext.Edit, error) {
	was := value(head, name)
	if was == "" {
		return nil, nil
	}
	method, old, _ := strings.Cut(was, ":")
	write, err := digestWriter(method, old)
	if err != nil {
		return nil, fmt.Errorf("%s %.40q %w", name, was, err)
	}
	of := forms[0].new
	for _, f := range forms {
		if strings.EqualFold(write(f.old), old) {
			of = f.new
			break
		}
	}
	return follow(head, why, name, method+":"+write(of)), nil
}

// digestWriter returns what writes digests of a method as old is written.
func digestWriter(method, old string) (func([]byte) string, error) {
	var sum func([]byte) []byte
	switch strings.ToLower(method) {
	case "md5":
		sum = func(b []byte) []byte { s := md5.Sum(b); return s[:] }
	case "sha1", "sha-1":
		sum = func(b []byte) []byte { s := sha1.Sum(b); return s[:] }
	case "sha256", "sha-256":
		sum = func(b []byte) []byte { s := sha256.Sum256(b); return s[:] }
	case "sha512", "sha-512":
		sum = func(b []byte) []byte { s := sha512.Sum512(b); return s[:] }
	default:
		return nil, fmt.Errorf("is of a method that is not known")
	}
	size := len(sum(nil))
	b32 := base32.StdEncoding
	switch len(old) {
	case hex.EncodedLen(size):
		upper := strings.ToUpper(old) == old && strings.ToLower(old) != old
		return func(b []byte) string {
			s := hex.EncodeToString(sum(b))
			if upper {
				s = strings.ToUpper(s)
			}
			return s
		}, nil
	case b32.WithPadding(base32.NoPadding).EncodedLen(size):
		b32 = b32.WithPadding(base32.NoPadding)
	}
	return func(b []byte) string { return b32.EncodeToString(sum(b)) }, nil
}
