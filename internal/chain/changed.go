package chain

import (
	"bytes"
	"encoding/binary"
)

// change is what a stage made of lines side by side: those of src[from:to] became
// dst[outFrom:outTo].
type change struct{ from, to, outFrom, outTo int }

// changes returns the lines in which two texts differ that have equally many. Of lines
// that are the same, it takes little more time than comparing them.
func changes(src, dst []byte) (list []change) {
	for i, j := 0, 0; i < len(src) || j < len(dst); {
		n := common(src[i:], dst[j:])
		if i+n == len(src) && j+n == len(dst) {
			break
		}
		n = bytes.LastIndexByte(src[i:i+n], '\n') + 1
		c := change{from: i + n, outFrom: j + n}
		i = c.from + lineLen(src[c.from:])
		j = c.outFrom + lineLen(dst[c.outFrom:])
		if c.to, c.outTo = i, j; len(list) > 0 && n == 0 {
			list[len(list)-1].to, list[len(list)-1].outTo = i, j
			continue
		}
		list = append(list, c)
	}
	return list
}

// EachChange calls do for the lines in which two texts differ, in order: those of
// src[from:to] became dst[outFrom:outTo]. What stands between them is the same in both.
func EachChange(src, dst []byte, do func(from, to, outFrom, outTo int)) {
	for _, c := range changes(src, dst) {
		do(c.from, c.to, c.outFrom, c.outTo)
	}
}

// EachPart is EachChange for who needs not know exactly where a change is: of texts that are equally long, as conversion
// leaves them, it calls do for a part of whole lines that differs, of about so many bytes, and looks at no line of it.
func EachPart(src, dst []byte, do func(from, to, outFrom, outTo int)) {
	const part = 1 << 10
	if len(src) != len(dst) {
		EachChange(src, dst, do)
		return
	}
	done := 0
	for at := 0; at < len(src); {
		end := min(at+part, len(src))
		if bytes.Equal(src[at:end], dst[at:end]) {
			at = end
			continue
		}
		from := done + bytes.LastIndexByte(src[done:at], '\n') + 1
		done = end - 1 + lineLen(src[end-1:])
		do(from, done, from, done)
		at = done
	}
}

// common returns how many bytes a and b begin with that are the same.
func common(a, b []byte) int {
	n := min(len(a), len(b))
	i := 0
	const most = 1 << 10 // that are compared in one go
	for i+most <= n && bytes.Equal(a[i:i+most], b[i:i+most]) {
		i += most
	}
	for i+8 <= n && binary.LittleEndian.Uint64(a[i:]) == binary.LittleEndian.Uint64(b[i:]) {
		i += 8
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}
