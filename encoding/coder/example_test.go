package coder_test

import (
	"errors"
	"fmt"

	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/encoding/gb18030"
)

// Bytes that have no meaning are kept, and the caller hears of them.
func ExampleCharset_Append() {
	src := []byte("\xd0\xc2\xc4\xea\xff\xbf\xec\xc0\xd6")
	out := gb18030.GB18030().Append(nil, src, func(off, n int) {
		fmt.Printf("bad: % X at offset %d\n", src[off:off+n], off)
	})
	fmt.Printf("%q\n", out)
	// Output:
	// bad: FF at offset 4
	// "新年\xff快乐"
}

func ExampleCharset_NewStrictDecoder() {
	_, err := gb18030.GB18030().NewStrictDecoder().String("\xd0\xc2\xff")
	var bad *coder.DecodeError
	fmt.Println(errors.As(err, &bad), bad.Offset)
	// Output:
	// true 2
}
