package transport

import (
	"bytes"
	"testing"
)

// BenchmarkAppend shows what a text full of leaks costs.
func BenchmarkAppend(b *testing.B) {
	p := bytes.Repeat([]byte("今天&#22825;&#27668;很好，我们%E5%8E%BB%E5%85%AC%E5%9B%AD。\n"), 1<<13)
	b.SetBytes(int64(len(p)))
	for b.Loop() {
		Append(nil, p, nil)
	}
}
