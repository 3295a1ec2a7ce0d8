package gate

import (
	"bytes"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/cases"
)

// every returns all stops of src from p on that find finds, and what it does not know, which are
// negative here. What only stopsAVX2 returns is left out.
func every(find func(set *[1024]uint64, src []byte, p int, out *[room]int32) (n, next int), src []byte, p int) (list []int32) {
	var out [room]int32
	for p < len(src)-tail {
		n, next := find(&threes, src, p, &out)
		for _, at := range out[:n] {
			if src[at] >= utf8.RuneSelf || begins(src[at], src[at+1]) {
				list = append(list, at)
			}
		}
		if p = next; n < full && p < len(src)-tail {
			list = append(list, ^int32(p))
			_, size := utf8.DecodeRune(src[p:])
			p += size
		}
	}
	return list
}

func scalar(set *[1024]uint64, src []byte, p int, out *[room]int32) (n, next int) {
	return stopsGo(set, src, p, 0, out)
}

// plain is what stops are by their definition, one character after the other.
func plain(src []byte, p int) (list []int32) {
	for size := 0; p < len(src)-tail; p += size {
		var r rune
		r, size = shaped(src[p:])
		behind := src[p+size:]
		stop := false
		switch {
		case size == 4 || size == 1 && r == utf8.RuneError:
			list = append(list, ^int32(p))
			continue
		case size == 3:
			next, n := shaped(behind)
			stop = threes[r>>6]>>(r&63)&1 != 0 || r == '，' && next>>6 == '。'>>6 && n == 3
		case size == 2:
			han := p >= 3 && src[p-3] >= 0xE4 && src[p-3] < 0xEA && src[p-1] >= utf8.RuneSelf
			stop = twos[r>>6]>>(r&63)&1 != 0 && (leadsOnly[r>>6]>>(r&63)&1 == 0 || behind[0] >= utf8.RuneSelf) || han && behind[0]&0xE0 == 0xC0
		case r == 'u':
			stop = behind[4] == 'u'
		case r == '(':
			stop = p > 0 && src[p-1] >= utf8.RuneSelf && begins('(', behind[0])
		default:
			stop = begins(byte(r), behind[0])
		}
		if stop {
			list = append(list, int32(p))
		}
	}
	return list
}

// shaped is utf8.DecodeRune for who does not mind long forms and surrogates.
func shaped(b []byte) (r rune, size int) {
	trails := func(n int) bool { return len(b) > n && b[n]&0xC0 == 0x80 }
	switch {
	case b[0]&0xE0 == 0xC0 && trails(1):
		return rune(b[0]&31)<<6 | rune(b[1]&63), 2
	case b[0]&0xF0 == 0xE0 && trails(1) && trails(2):
		return rune(b[0]&15)<<12 | rune(b[1]&63)<<6 | rune(b[2]&63), 3
	}
	return utf8.DecodeRune(b)
}

// alike demands that vectors and words find the stops, whatever the bytes are and
// wherever they are cut off.
func alike(t *testing.T, src []byte, p int) {
	want := plain(src, p)
	if got := every(scalar, src, p); !slices.Equal(want, got) {
		require.Equal(t, want, got, "words, %d, %q", p, src)
	}
	if got := every(stops, src, p); !slices.Equal(want, got) {
		require.Equal(t, want, got, "vectors, %d, %q", p, src)
	}
}

var parts = []string{
	"a", " ", "\n", "(", "(x", ",", ",。", "，", "，。", "，、", "，\xe3\x80", "?", "?a", "&#1", "&a", "%E4", "%u4", "=E4", "=3", "=?", "<E4>", "~{", "+A", "+/", "++", "\\u4", "\\x", "\\2",
	"u4e2du", "plain text, longer than one step of thirty-two bytes is\n", "中", "文字里没有什么特别的，都很常见。", "圖", "乾", "锟斤拷", "槑", "é", "è ", "я", "ж", "Ã", "Â©", "ÖÐ", "中ÖÐ", "\u0080", "α", "\u00ad", "한", "か",
	"\ufffd", "\ue000", "\U0001f600", "\U00020000", "\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xe4\xb8", "\xe4\xb8a", "\xf0\x9f", "\xff", "\xe3",
}

func TestStopsAlike(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 20000 {
		var src []byte
		for range random.Intn(40) {
			switch random.Intn(8) {
			case 0:
				src = append(src, byte(random.Intn(256)))
			case 1:
				src = utf8.AppendRune(src, rune(random.Intn(0x10000)))
			default:
				src = append(src, parts[random.Intn(len(parts))]...)
			}
		}
		alike(t, src, 0)
		p := random.Intn(len(src) + 1)
		alike(t, src[:p], 0)
		for p < len(src) && !utf8.RuneStart(src[p]) {
			p++
		}
		alike(t, src, p)
	}
}

// Each pair of ASCII and a byte, at each place of a step, and each character of up to three bytes.
func TestStopsOfEveryPair(t *testing.T) {
	for c := range 0x80 {
		for next := range 0x100 {
			src := bytes.Repeat([]byte{'.'}, 40)
			src[(c+next)%28], src[(c+next)%28+1] = byte(c), byte(next)
			alike(t, append(src, "中文中文中文中文中文中文中文中文"...), 0)
			// and by itself among characters of three bytes
			one := append([]byte("文中文中文中文中文"), byte(c), byte(next), 0x80, 0x82)
			alike(t, append(one, "中文中文中文中文u中文中文中文中文u中文中文中文中文"...), 0)
		}
	}
	for r := rune(0x80); r < 0x10000; r += 8 {
		var src []byte
		for k := range rune(8) {
			src = append(src, 0xE0|byte((r+k)>>12), 0x80|byte((r+k)>>6&63), 0x80|byte((r+k)&63))
			if r+k < 0x800 {
				src = utf8.AppendRune(src, r+k)
			}
		}
		alike(t, append(src, bytes.Repeat([]byte("中"), 16)...), 0)
	}
}

func FuzzStops(f *testing.F) {
	cases.Seed(f)
	f.Add([]byte("，。中文 text (jia) 😀\xff" + "圖書館裡的燈亮到很晚,。u4e2du6587"))
	f.Fuzz(func(t *testing.T, src []byte) {
		alike(t, src, 0)
		alike(t, append(bytes.Repeat([]byte("中a"), 11), src...), 0)
	})
}

// At the end of a block, what is passed over without a look is what a look says nothing of.
func TestCommonIsNothing(t *testing.T) {
	pieces := []string{"的", "我们", "，", "。", "、", "(", ",", "?", "!", "a", "u", "+", "~{", "&#", "é", "Ã", "囧", "哒", "烫", "妀", "こ", "國", "后", "老人", "\uFFFD", "\U00020000", "\xe4", "⼈", "\n"}
	rapid.Check(t, func(t *rapid.T) {
		block := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 12).Draw(t, "text"), ""))
		for p := 0; p < len(block); {
			_, n := decode(block, p)
			if common(block, p) > p {
				var s Seen
				s.reset()
				_, isRare := s.stop(block, p)
				require.True(t, s.Clean() && !isRare, "%q at %d", block, p)
			}
			p += n
		}
	})
}
