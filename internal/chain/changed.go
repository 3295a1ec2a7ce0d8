package chain

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
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

// divided tells the characters that a stage changed into those within spans and those
// outside of them. Without edits that can be told if each character of a line with spans
// became one, as where scripts are converted; ok is false if it may not be so.
func divided(src, dst []byte, list []change, spans [][2]int) (within, outside, ok bool) {
	for _, c := range list {
		i, j := c.from, c.outFrom
		for i < c.to {
			end, outEnd := i+lineLen(src[i:]), j+lineLen(dst[j:])
			for len(spans) > 0 && spans[0][1] <= i {
				spans = spans[1:]
			}
			if len(spans) == 0 || spans[0][0] >= end {
				outside = true
			} else if in, out, ok := dividedLine(src[i:end], dst[j:outEnd], i, spans); ok {
				within, outside = within || in, outside || out
			} else {
				return false, false, false
			}
			i, j = end, outEnd
		}
	}
	return within, outside, true
}

// dividedLine is divided for a line that begins at offset at.
func dividedLine(src, dst []byte, at int, spans [][2]int) (within, outside, ok bool) {
	i, j := 0, 0
	for i < len(src) && j < len(dst) {
		r, n := utf8.DecodeRune(src[i:])
		q, m := utf8.DecodeRune(dst[j:])
		if r != q {
			if r < utf8.RuneSelf || q < utf8.RuneSelf {
				return false, false, false
			}
			for len(spans) > 0 && spans[0][1] <= at+i {
				spans = spans[1:]
			}
			if len(spans) > 0 && spans[0][0] < at+i+n {
				within = true
			} else {
				outside = true
			}
		}
		i, j = i+n, j+m
	}
	return within, outside, i == len(src) && j == len(dst)
}
