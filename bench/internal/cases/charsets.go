package cases

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/euctw"
	"github.com/fixtext/fixtext/encoding/iso2022cn"
	"github.com/fixtext/fixtext/encoding/utf7"
	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/s2t"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

var (
	gbk     = simplifiedchinese.GBK
	gb18030 = simplifiedchinese.GB18030
)

// encode returns s in a charset that has all of it and reads back the same.
func encode(e encoding.Encoding, s string) ([]byte, bool) {
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		return nil, false
	}
	back, err := e.NewDecoder().Bytes(b)
	return b, err == nil && string(back) == s
}

// charsets are the families of whole texts in one charset.
func charsets() (list []*Family) {
	simplified := func(name string, e encoding.Encoding, edit func(string) string) {
		list = append(list, &Family{Group: Charsets, Name: name, Kind: Broken, breaks: lineBytes(e, edit)})
	}
	hant := func(name string, f func(line string) ([]byte, bool)) {
		list = append(list, &Family{Group: Charsets, Name: name, Kind: Broken, breaks: traditional(f)})
	}
	simplified("gbk", gbk, nil)
	simplified("gb18030, four-byte characters", gb18030, func(line string) string { return line + "𠮷㼆" })
	simplified("gbk, six characters", gbk, func(line string) string {
		chars := []rune(line)
		return string(chars[:min(6, len(chars))])
	})
	hant("big5", damage.Big5)
	hant("euc-tw", func(line string) ([]byte, bool) { return encode(euctw.EUCTW(), line) })
	simplified("hz", simplifiedchinese.HZGB2312, nil)
	simplified("iso-2022-cn", iso2022cn.CN(), nil)
	simplified("utf-7", utf7.UTF7(), nil)
	list = append(list,
		wide("utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)),
		wide("utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)),
		wide("utf-16le with a mark", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)),
		wide("utf-32le with a mark", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)),
	)
	return list
}

// lineBytes encodes line by line. edit, if not nil, changes a line before.
func lineBytes(e encoding.Encoding, edit func(string) string) func([]string, uint64) ([]byte, []string, []string, bool) {
	return func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
		for _, line := range page {
			if edit != nil {
				line = edit(line)
			}
			if b, ok := encode(e, line); ok {
				in = append(append(in, b...), '\n')
				want = append(want, line)
			}
		}
		return in, want, nil, true
	}
}

// wide encodes a page as a whole.
func wide(name string, e encoding.Encoding) *Family {
	return &Family{Group: Charsets, Name: name, Kind: Broken, breaks: func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
		b, err := e.NewEncoder().Bytes(joined(page))
		return b, page, nil, err == nil
	}}
}

// hostile are families of bytes that bring detectors off their way.
func hostile() (list []*Family) {
	add := func(name string, breaks func(page []string, seed uint64) (in []byte, want, also []string, ok bool)) {
		list = append(list, &Family{Group: Hostile, Name: name, Kind: Broken, whole: true, breaks: breaks})
	}
	edited := func(edit func(b []byte, i int) []byte) func([]string, uint64) ([]byte, []string, []string, bool) {
		return func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
			for i, line := range page {
				if b, ok := encode(gbk, line); ok {
					in = append(append(in, edit(b, i)...), '\n')
					want = append(want, line)
				}
			}
			return in, want, nil, true
		}
	}
	add("gbk with one stray FF", edited(func(b []byte, i int) []byte {
		if i == 3 {
			return append(b, 0xFF)
		}
		return b
	}))
	add("gbk, a lone lead byte before some newlines", edited(func(b []byte, i int) []byte {
		if i%5 == 3 {
			return append(b, 0xB0)
		}
		return b
	}))
	add("gbk that begins inside a character", cut(true))
	add("gbk that ends inside a character", cut(false))
	add("gbk with ANSI colours", func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
		return lineBytes(gbk, func(line string) string { return "\x1b[32m" + line + "\x1b[0m" })(page, 0)
	})
	add("gbk behind 110 KB of ASCII", func(page []string, seed uint64) (in []byte, want, also []string, ok bool) {
		if seed%8 != 1 { // a few will do
			return nil, nil, nil, false
		}
		for i := 0; len(in) < 110<<10; i++ {
			row := fmt.Sprintf("%06d,ok,%d.%02d,row of a table", i, i%977, i%100)
			in = append(append(in, row...), '\n')
			want = append(want, row)
		}
		b, w, _, ok := lineBytes(gbk, nil)(page, 0)
		return append(in, b...), append(want, w...), nil, ok
	})
	add("gbk that says it is utf-8", func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
		const head = `<meta charset="utf-8">`
		b, w, _, ok := lineBytes(gbk, nil)(page, 0)
		return append([]byte(head+"\n"), b...), append([]string{head}, w...), nil, ok
	})
	add("gbk and utf-8 in turn", func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
		for i, line := range page {
			b, ok := []byte(line), true
			if i%2 == 0 {
				b, ok = encode(gbk, line)
			}
			if ok {
				in = append(append(in, b...), '\n')
				want = append(want, line)
			}
		}
		return in, want, nil, true
	})
	add("gbk, big5 and utf-8 in turn", func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
		for i, line := range page {
			b, other, ok := []byte(line), line, true
			switch i % 3 {
			case 0:
				b, ok = encode(gbk, line)
			case 1:
				other = s2t.String(line)
				b, ok = damage.Big5(other)
			}
			if ok {
				in = append(append(in, b...), '\n')
				want, also = append(want, line), append(also, other)
			}
		}
		return in, want, also, true
	})
	return list
}

// cut takes a byte of the first or the last character of a page away. What is
// left of it may be an ASCII letter; with or without it, the rest is right.
func cut(first bool) func([]string, uint64) ([]byte, []string, []string, bool) {
	return func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
		in, want, _, _ = lineBytes(gbk, nil)(page, 0)
		if len(want) == 0 || len(in) < 4 {
			return nil, nil, nil, false
		}
		also = append(also, want...)
		if first {
			r, n := utf8.DecodeRuneInString(want[0])
			if r < utf8.RuneSelf {
				return nil, nil, nil, false
			}
			rest := want[0][n:]
			also[0] = rest
			if want[0] = rest; in[1] < utf8.RuneSelf {
				want[0] = string(rune(in[1])) + rest
			}
			return in[1:], want, also, true
		}
		last := len(want) - 1
		r, n := utf8.DecodeLastRuneInString(want[last])
		if r < utf8.RuneSelf {
			return nil, nil, nil, false
		}
		want[last] = want[last][:len(want[last])-n]
		also[last] = want[last]
		return bytes.TrimRight(in, "\n")[:len(in)-2], want, also, !strings.HasSuffix(want[last], "\n")
	}
}
