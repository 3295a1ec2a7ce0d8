package filetype

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

var sentences = []string{
	"院子里的石榴树今年结了三十多个果子", "奶奶每天早上都要去看一看", "上海今天下雨", "学校门口新开了一家书店", "请把门关上",
	"他说明天要坐火车回老家", "这本书我已经读了两遍", "厨房里飘出一阵香味", "小猫趴在窗台上晒太阳", "昨晚的会议开到十点",
}

func varint(n int) string { return string(binary.AppendUvarint(nil, uint64(n))) }

// What has the length of its text in front of it, in UTF-8 and in GBK: no format
// here needs a NUL, and few a control character that text has not.
func TestCountedText(t *testing.T) {
	each := func(list []string, write func(i int, s string) string) string {
		var b strings.Builder
		for i, s := range list {
			b.WriteString(write(i, s))
		}
		return b.String()
	}
	netstring := func(_ int, s string) string { return fmt.Sprintf("%d:%s,", len(s), s) }
	field := func(_ int, s string) string { return "\n" + varint(len(s)) + s }
	packed := func(_ int, s string) string {
		if len(s) < 32 {
			return string([]byte{0xA0 | byte(len(s))}) + s
		}
		return string([]byte{0xD9, byte(len(s))}) + s
	}
	formats := map[string]func(list []string) string{
		"application/x-protobuf": func(l []string) string { return each(l, field) },
		"application/x-protobuf, messages": func(l []string) string {
			return each(l, func(i int, s string) string {
				m := field(i, s) + "\x18" + varint(i)
				return "\n" + varint(len(m)) + m
			})
		},
		"application/x-protobuf, one string": func(l []string) string { return field(0, l[0]) },
		"application/x-protobuf, lines":      func(l []string) string { return each(l, func(i int, s string) string { return field(i, s+"\n") }) },
		"application/msgpack":                func(l []string) string { return string([]byte{0x90 | byte(len(l))}) + each(l, packed) },
		"application/msgpack, one map":       func(l []string) string { return "\x82\xa2id\x07\xa4text" + packed(0, l[0]) },
		"application/cbor": func(l []string) string {
			return each(l, func(i int, s string) string {
				return "\xa3bid\x1a\x01\x02\x03\x04bat\xfb\x41\xd9\x4e\x7b\x8f\x40\x21\x06dtext\x78" + string([]byte{byte(len(s))}) + s
			})
		},
		"application/x-der": func(l []string) string {
			m := "\x06\x03U\x04\x03\x0c" + varint(len(l[1])) + l[1]
			return "0" + string([]byte{byte(len(m) + 2)}) + "0" + string([]byte{byte(len(m))}) + m
		},
		"application/octet-stream, lengths and text": func(l []string) string {
			return each(l, func(_ int, s string) string { return varint(len(s)) + s })
		},
		"application/octet-stream, lengths of two bytes": func(l []string) string {
			return each(l, func(_ int, s string) string { return string([]byte{0, byte(len(s))}) + s })
		},
		"application/octet-stream, keys in between": func(l []string) string {
			return each(l, func(i int, s string) string {
				return string([]byte{byte(1 + i%6), ' ' + byte(len(s))}) + fmt.Sprintf("key%02d", i) + s
			})
		},
		"application/x-netstrings": func(l []string) string { return each(l, netstring) },
		"application/x-bittorrent": func(l []string) string {
			return fmt.Sprintf("d8:announce7:http://4:infod4:name%d:%s12:piece lengthi16384eee", len(l[0]), l[0])
		},
		"application/x-php-serialized": func(l []string) string {
			return "a:10:{" + each(l, func(i int, s string) string { return fmt.Sprintf("i:%d;s:%d:%q;", i, len(s), s) }) + "}"
		},
		"application/x-redis-commands": func(l []string) string {
			return each(l, func(i int, s string) string {
				return fmt.Sprintf("*3\r\n$3\r\nSET\r\n$2\r\nk%d\r\n$%d\r\n%s\r\n", i, len(s), s)
			})
		},
		"application/marc": func(l []string) string {
			return fmt.Sprintf("%05dnam a22%05d   4500245%04d%05d\x1e10\x1fa%s\x1e\x1d", 24+13+len(l[0])+6, 37, len(l[0])+5, 0, l[0])
		},
		"application/x-cpio": func(l []string) string {
			return "070707" + strings.Repeat("000001", 8) + "00000000000000000600000000100a.txt\x00" + l[0]
		},
		"application/x-fix": func(l []string) string {
			return fmt.Sprintf("8=FIX.4.2\x019=%d\x0158=%s\x0110=123\x01\n", len(l[0])+4, l[0])
		},
		"application/x-pickle": func(l []string) string {
			return "(lp0\n" + each(l, func(i int, s string) string { return "V\\u9662" + s + "\np1\na" }) + "."
		},
		"text/rtf":               func(l []string) string { return "{\\rtf1\\ansi\\ansicpg936 " + l[0] + "}" },
		"application/postscript": func(l []string) string { return "%!PS-Adobe-3.0\n(" + l[0] + ") show\n" },
	}
	gbk := make([]string, len(sentences))
	for i, s := range sentences {
		b, err := simplifiedchinese.GBK.NewEncoder().String(s)
		require.NoError(t, err)
		gbk[i] = b
	}
	for name, write := range formats {
		want, _, _ := strings.Cut(name, ",")
		assert.Equal(t, want, Binary([]byte(write(sentences))), "%s in UTF-8", name)
		assert.Equal(t, want, Binary([]byte(write(gbk))), "%s in GBK", name)
	}
}

// Text with controls, with digits and colons, and with lengths in it stays text.
func TestTextThatSeemsCounted(t *testing.T) {
	each := func(format string) string {
		var b strings.Builder
		for i, s := range sentences {
			b.WriteString(strings.NewReplacer("%d", fmt.Sprint(i), "%s", s).Replace(format))
		}
		return b.String()
	}
	for _, text := range []string{
		each("%s\n"), each("\n%s\n"), each("\n\n%s"), each("%d:%s,\n"), each("%d\x01%s\x02%s\x03k\x04v\n"), each("%s\x1f%s\x1e"), each("\x02%s\x03\r\n"),
		each("<\x02我\x02> \x0304,01%s\x0f \x1f\x16x\x1f\x1d%s\n"), each("N\x08NA\x08A _\x08x %s\n"), each("\x1b[31m%s\x1b[0m\n"), each("\f%s\n"),
		each("%s\r\n") + "\x1a", each("\t%s\n"), each("*%d\n$%s\n"), each("a:%d:%s\n"), each("{\\%s}\n"), "12:30,在学校门口", "1:0,2:0,客队赢了",
		"(lp 是一条命令\n院子", "d8:院子", "8=FIX 院子", "0707071234 院子", "\n6月17日入住两天，订的是半海景房\n", "0院子里的石榴树", "C:3:院子",
	} {
		assert.Empty(t, counted([]byte(text)), "%q", text)
	}
}

// Whatever a format says of lengths, it takes no longer than its bytes.
func FuzzCounted(f *testing.F) {
	for _, s := range []string{"\xdf\x7f\xff\xff\xff\x01", "\xbb\x7f\xff\xff\xff\xff\xff\xff\xff", "\n\x05\n\x03\n\x01a", "0\x84\x7f\xff\xff\xff", "9:\xe9\x99\xa2,", strings.Repeat("\x91", 99)} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) { _ = counted(b) })
}
