// Package changed finds where two texts differ.
package changed

import (
	"bytes"
	"encoding/binary"

	"github.com/fixtext/fixtext/internal/linescan"
)

// change is what a stage made of lines side by side: those of src[from:to] became
// dst[outFrom:outTo].
type change struct{ from, to, outFrom, outTo int }

// changes returns what Lines tells.
func changes(src, dst []byte) (list []change) {
	for i, j := 0, 0; i < len(src) || j < len(dst); {
		n := common(src[i:], dst[j:])
		if i+n == len(src) && j+n == len(dst) {
			break
		}
		n = linescan.Start(src[i:], n)
		c := change{from: i + n, outFrom: j + n}
		i = c.from + linescan.Len(src[c.from:])
		j = c.outFrom + linescan.Len(dst[c.outFrom:])
		if c.to, c.outTo = i, j; len(list) > 0 && n == 0 {
			list[len(list)-1].to, list[len(list)-1].outTo = i, j
			continue
		}
		list = append(list, c)
	}
	return list
}

// Lines calls do for the lines in which two texts differ that have equally many, in order: those of
// src[from:to] became dst[outFrom:outTo]. What stands between them is the same in both. Of lines
// that are the same, it takes little more time than comparing them.
func Lines(src, dst []byte, do func(from, to, outFrom, outTo int)) {
	for _, c := range changes(src, dst) {
		do(c.from, c.to, c.outFrom, c.outTo)
	}
}

// Parts is Lines for who needs not know exactly where a change is: it calls do for parts of whole lines that differ, of about
// so many bytes each, and looks at no line of them.
func Parts(src, dst []byte, do func(from, to, outFrom, outTo int)) {
	const part = 1 << 10
	for from, outFrom := 0, 0; from < len(src) || outFrom < len(dst); {
		to, outTo := len(src), len(dst)
		if from+part < len(src) {
			to = from + part - 1 + linescan.Len(src[from+part-1:])
		}
		if to < len(src) {
			outTo = outFrom + SkipLines(dst[outFrom:], bytes.Count(src[from:to], newline))
		}
		if !bytes.Equal(src[from:to], dst[outFrom:outTo]) {
			do(from, to, outFrom, outTo)
		}
		from, outFrom = to, outTo
	}
}

// SkipLines returns the length of the first n lines of p.
func SkipLines(p []byte, n int) (size int) {
	const step = 1 << 10
	for size+step <= len(p) {
		k := bytes.Count(p[size:size+step], newline)
		if k > n {
			break
		}
		n -= k
		size += step
	}
	if size > 0 && n == 0 { // back to where the last of them ends
		return linescan.Start(p, size)
	}
	for ; n > 0 && size < len(p); n-- {
		size += linescan.Len(p[size:])
	}
	return size
}

var newline = []byte{'\n'}

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
