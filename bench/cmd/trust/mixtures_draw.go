package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/bench/internal/cases"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// mixer makes mixtures. It serves any number of goroutines.
type mixer struct {
	families [][][]byte // broken lines, family by family
}

// sentences are what is broken beside the sentences of the testdata.
var sentences = []string{
	"今天的会议改到下午三点，请提前十分钟到场。", "他把伞靠在门边，水顺着伞骨滴了一地。", "公司决定下个月搬到新的办公楼。",
	"圖書館裡的燈還亮著，學生們不願離開。", "這家軟體公司的網路業務發展得很快。", "後來他終於明白了，乾脆自己動手。",
	"昨日は雨が降っていたので、家で本を読んでいました。", "東京都庁の展望室", "カタカナ", "오늘은 날씨가 아주 좋습니다.", "한국어",
	"The café près de l'église était fermé.", "Größe: 12 µm ± 3 °C", "Привет, как дела?", "Καλημέρα κόσμε",
	"for (int i = 0; i < n; i++) { s += a[i]; }", `{"name": "张三", "path": "C:\\temp\\新建"}`, "plain ASCII text", "王", "中国", "，。！？", "😀👍🏽", "𠮷野家㼆",
	"<meta charset=gb2312>", "<?xml version=\"1.0\" encoding=\"big5\"?>", "# -*- coding: gbk -*-", "Content-Type: text/plain; charset=utf-7",
}

// scraps are what stages react to.
var scraps = []string{
	"創(chuàng )建", "進(jìn)行", "發(fā)展", "會(huì )議", "關(guān)係", "聯(lián)", "月?lián)Q新", "时常(chang)会(hui)", "行(háng)/行(xíng)",
	"?！睆埛f波", "??h", "?！?", "律?", "?!", "？！", ",,", ",、", ",。", "结果,。门开了",
	"\uFFFD", "\uE000", "\uE5E5", "\uE880", "锟斤拷", "烫烫烫", "嚙踝蕭", "ÃƒÆ’Ã†â€™", "â€œ", "ä¸\u00adå›½", "涓浗", "靶履昕炖", "鍚姩", "ΦÇî", "¹«Ë¾", "Ö¹",
	"\xff", "\x80", "\xed\xa0\x80", "\xed\xa0\xbd\xed\xb8\x80", "\xe4\xb8", "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "\xff\xfe\x00\x00", "\x00\x00\xfe\xff",
	"\x00", "\x00\x00", "\x00\x00\x00", "a\x00", "\x00a", "N\r", "\r", "\x1a", "\x1b", "\x0e", "\x0f", "\x1b$B", "\x1b$)A\x0e", "\x7f", "\v", "\f", "\u0085", "\u2028",
	"~{", "~}", "~{VP9z~}", "~~", "+Ti1W/Q-", "+AGE-", "&#20013;", "&#x56fd;", "\\u4e2d", "u4e2du56fd", "%E4%B8%AD", "=E4=B8=AD", "=?UTF-8?B?5Lit?=", "=?gb2312?Q?=D6=D0?=",
	"\u200b", "\u00ad", "\ufeff", "e\u0301", "⽂⾔", "\uf907", "ﾊﾝｶｸ", "ＡＢＣ", "\u3000", "　", "…", "—", "·", "{", "(", ")", " ", "  ", "\t", "\\",
}

var stored = []encoding.Encoding{
	simplifiedchinese.GBK, simplifiedchinese.GBK, simplifiedchinese.GB18030, simplifiedchinese.HZGB2312, traditionalchinese.Big5, traditionalchinese.Big5,
	japanese.ShiftJIS, japanese.EUCJP, japanese.ISO2022JP, korean.EUCKR, charmap.Windows1252, charmap.Windows1251, charmap.KOI8R,
	unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), utf32.UTF32(utf32.LittleEndian, utf32.UseBOM),
	unicode.UTF8, unicode.UTF8, unicode.UTF8,
}

var misread = []encoding.Encoding{
	charmap.Windows1252, charmap.Windows1252, charmap.ISO8859_1, charmap.Windows1250, charmap.Windows1251, charmap.Windows1253, charmap.Windows1254,
	charmap.KOI8R, charmap.CodePage437, charmap.CodePage850, charmap.CodePage866, charmap.Macintosh, simplifiedchinese.GBK, simplifiedchinese.GBK,
	simplifiedchinese.GB18030, traditionalchinese.Big5, traditionalchinese.Big5, japanese.ShiftJIS, japanese.EUCJP, korean.EUCKR,
	unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), unicode.UTF8,
}

// newMixer reads the sentences below root and breaks them in all families.
func newMixer(root string) (*mixer, error) {
	corpus, err := cases.Open(root, "dev", 60)
	if err != nil {
		return nil, err
	}
	families, err := corpus.Families()
	if err != nil {
		return nil, err
	}
	m := &mixer{}
	for _, f := range families {
		var lines [][]byte
		for _, c := range corpus.Cases(f, false) {
			lines = append(lines, c.In)
			if len(lines) == 8 {
				break
			}
		}
		if len(lines) > 0 {
			m.families = append(m.families, lines)
		}
	}
	return m, nil
}

// mix makes a mixture: most are small, a few are of several blocks.
func (m *mixer) mix(rng *rand.Rand, round uint64) (x []byte) {
	size := 1 + rng.IntN(80)
	switch {
	case round%20000 == 4000:
		size = 1<<20 + rng.IntN(1<<20)
	case round%4000 == 500:
		size = rng.IntN(1 << 10 << rng.IntN(5))
	case rng.IntN(100) == 0:
		size = rng.IntN(1 << 10)
	case rng.IntN(3) == 0:
		size = 1 + rng.IntN(24)
	}
	joint := one(rng, []string{"", "", "\n", "\n", "\r\n", " ", "\r"})
	var kinds []int // a mixture is of one to six kinds of pieces
	for range 1 + rng.IntN(6) {
		kinds = append(kinds, rng.IntN(numKinds))
	}
	for len(x) < size {
		p := m.piece(rng, one(rng, kinds))
		if size < 4<<10 && len(p) > size {
			at := rng.IntN(len(p) - size/2)
			p = p[at:min(len(p), at+1+rng.IntN(size))]
		}
		x = append(x, p...)
		if rng.IntN(3) > 0 {
			x = append(x, joint...)
		}
		if size > 1<<20 && len(x) > 1<<12 { // a large mixture repeats itself, more or less
			for part := bytes.Clone(x); len(x) < size; {
				x = append(x, damaged(rng, part)...)
			}
		}
	}
	if rng.IntN(3) == 0 {
		x = damaged(rng, x)
	}
	return x
}

// damaged returns x with some bytes changed, cut off, or doubled.
func damaged(rng *rand.Rand, x []byte) []byte {
	x = bytes.Clone(x)
	for range 1 + rng.IntN(3) {
		if len(x) == 0 {
			break
		}
		switch at := rng.IntN(len(x)); rng.IntN(6) {
		case 0:
			x[at] = byte(rng.Uint32())
		case 1:
			x = append(x[:at], x[at+1:]...)
		case 2:
			if at < 8 || rng.IntN(3) == 0 {
				x = x[at:]
			}
		case 3:
			x = x[:len(x)-min(at, rng.IntN(8))]
		case 4:
			x = append(x[:at], append([]byte(one(rng, scraps)), x[at:]...)...)
		case 5:
			to := at + rng.IntN(min(len(x)-at, 64))
			x = append(x[:to], append(bytes.Clone(x[at:to]), x[to:]...)...)
		}
	}
	return x
}

const numKinds = 14

// piece makes a piece of a mixture.
func (m *mixer) piece(rng *rand.Rand, kind int) []byte {
	s := one(rng, sentences)
	switch kind {
	case 0, 1, 2, 3: // text of a family
		lines := bytes.SplitAfter(one(rng, one(rng, m.families)), newline)
		at := rng.IntN(len(lines))
		p := bytes.Join(lines[at:min(len(lines), at+1+rng.IntN(3))], nil)
		if rng.IntN(2) == 0 {
			p = bytes.TrimRight(p, "\n")
		}
		return p
	case 4:
		return []byte(s)
	case 5, 6:
		return []byte(one(rng, scraps))
	case 7: // in a charset
		p, _ := encoding.ReplaceUnsupported(one(rng, stored).NewEncoder()).Bytes([]byte(s))
		return p
	case 8: // misread, once or more often
		for range 1 + rng.IntN(3)*rng.IntN(2) {
			b, _ := encoding.ReplaceUnsupported(one(rng, stored).NewEncoder()).Bytes([]byte(s))
			b, _ = one(rng, misread).NewDecoder().Bytes(b)
			switch s = string(b); rng.IntN(6) {
			case 0:
				s = strings.ReplaceAll(s, "\uFFFD", "?")
			case 1:
				s = strings.ReplaceAll(s, "\uFFFD", "")
			}
		}
		return []byte(s)
	case 9:
		return escaped(rng, s)
	case 10: // random bytes
		p := make([]byte, 1+rng.IntN(16))
		low := rng.IntN(3)
		for i := range p {
			switch p[i] = byte(rng.Uint32()); low {
			case 1:
				p[i] |= 0x80
			case 2:
				p[i] &= 0x1F
			}
		}
		return p
	case 11: // random code points
		var p []byte
		from := one(rng, []rune{0x80, 0x3000, 0x4E00, 0x4E00, 0x8000, 0xAC00, 0xE000, 0xF900, 0xFF00, 0x20000})
		for range 1 + rng.IntN(10) {
			p = utf8.AppendRune(p, from+rune(rng.IntN(0x600)))
		}
		return p
	case 12: // in a charset that only the project writes
		var b bytes.Buffer
		e, err := fixtext.NewEncoder(&b, one(rng, []string{"utf-7", "iso-2022-cn", "euc-tw", "cesu-8", "big5-uao", "cp936", "cp950"}))
		if err != nil {
			panic(err)
		}
		_, _ = e.Write([]byte(s)) // what can be written
		_ = e.Close()
		return b.Bytes()
	default: // a unit over and over
		return bytes.Repeat([]byte(one(rng, scraps)), 1+rng.IntN(12))
	}
}

// escaped is s as transports leave it.
func escaped(rng *rand.Rand, s string) []byte {
	var b strings.Builder
	kind := rng.IntN(6)
	if kind == 0 {
		return []byte("=?UTF-8?B?" + base64.StdEncoding.EncodeToString([]byte(s)) + "?=")
	}
	for _, r := range s {
		switch {
		case r < 0x80 || rng.IntN(16) == 0:
			b.WriteRune(r)
		case kind == 1:
			fmt.Fprintf(&b, "&#%d;", r)
		case kind == 2:
			fmt.Fprintf(&b, "&#x%x;", r)
		case kind == 3:
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(&b, "%c%02X", "%="[kind&1], c)
			}
		}
	}
	return []byte(b.String())
}
