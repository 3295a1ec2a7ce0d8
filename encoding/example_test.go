package encoding_test

import (
	"fmt"

	"github.com/fixtext/fixtext/encoding"
)

func ExampleDetect() {
	// Two lines in GBK, one in UTF-8.
	b := []byte("\xc4\xe3\xba\xc3\xa3\xac\xbd\xf1\xcc\xec\xcc\xec\xc6\xf8\xb2\xbb\xb4\xed\xa1\xa3\n" +
		"\xce\xd2\xc3\xc7\xc8\xa5\xb9\xab\xd4\xb0\xb0\xc9\xa1\xa3\n我在门口等你。\n")
	r := encoding.Detect(b)
	fmt.Println(r.Charset)
	for _, s := range r.Segments {
		fmt.Println(s.Offset, s.Len, s.Charset)
	}
	// Output:
	// gb18030
	// 0 36 gb18030
	// 36 22 utf-8
}

func ExampleDecodeShort() {
	text, guess, ok := encoding.DecodeShort([]byte("\xd0\xc2\xbd\xa8\xce\xc4\xbc\xfe\xbc\xd0"))
	fmt.Println(text, guess.Charset, ok)
	_, _, ok = encoding.DecodeShort([]byte("\xb0\xa1"))
	fmt.Println(ok)
	// Output:
	// 新建文件夹 gb18030 true
	// false
}

// Variants are told apart, while Lookup says as which charset text is read.
func ExampleExact() {
	for _, label := range []string{"gb2312", "cp936"} {
		read, _ := encoding.Lookup(label)
		c, _ := encoding.Exact(label)
		b, err := c.NewEncoder().String("5€")
		fmt.Printf("%s: read as %v, written as %s: % X %v\n", label, read, c.Name, b, err)
	}
	// Output:
	// gb2312: read as gb18030, written as gbk: 35 80 <nil>
	// cp936: read as gb18030, written as cp936: 35 80 <nil>
}
