package encoding

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	xencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/edit"
)

const (
	hans = "今天上午，图书馆的老师把借书的时间改到了下午三点。\n我们都没有意见，只是小王还在路上。\n好的\n"
	hant = "今天上午，圖書館的老師把借書的時間改到了下午三點。\n我們都沒有意見，只是小王還在路上。\n好的\n"
	ja   = "図書館は午後三時から開いています。\n昨日の会議で決まったことを、もう一度説明します。\n"
	ko   = "도서관은 오후 세 시부터 문을 엽니다.\n어제 회의에서 결정한 것을 다시 설명하겠습니다.\n"
)

func enc(t testing.TB, e xencoding.Encoding, s string) string {
	out, err := e.NewEncoder().String(s)
	require.NoError(t, err)
	return out
}

func decodeAll(src string, opt Options) (string, *edit.Log) {
	log := &edit.Log{Keep: true}
	s := Sniff([]byte(src), opt)
	return string(s.Append(nil, []byte(src), log)), log
}

func TestAppendDecodesWholeDocuments(t *testing.T) {
	for _, c := range []struct {
		name string
		enc  xencoding.Encoding
		text string
	}{
		{"gb18030", simplifiedchinese.GB18030, hans},
		{"gb18030 traditional", simplifiedchinese.GB18030, hant},
		{"big5", traditionalchinese.Big5, hant},
		{"utf-8", unicode.UTF8, hans},
		{"utf-16le bom", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), hans},
		{"utf-16be bom", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), hans},
		{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), hans},
		{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), hant},
	} {
		got, _ := decodeAll(enc(t, c.enc, c.text), Options{})
		assert.Equal(t, c.text, got, c.name)
	}
}

func TestAppendLeavesJapaneseAndKoreanAlone(t *testing.T) {
	for _, src := range []string{
		enc(t, japanese.EUCJP, ja), enc(t, japanese.ShiftJIS, ja), enc(t, korean.EUCKR, ko),
	} {
		got, log := decodeAll(src, Options{})
		assert.Equal(t, src, got)
		assert.NotZero(t, log.Counts[ruleKept])
		assert.Zero(t, log.Counts[ruleDecoded])
	}
}

func TestAppendReadsMixedLines(t *testing.T) {
	src := hans + enc(t, simplifiedchinese.GBK, hans) + enc(t, traditionalchinese.Big5, hant) + "plain\n"
	got, _ := decodeAll(src, Options{})
	assert.Equal(t, hans+hans+hant+"plain\n", got)
}

func TestAppendKeepsStrayBytes(t *testing.T) {
	gbk := enc(t, simplifiedchinese.GBK, hans)
	for name, c := range map[string]struct{ src, want string }{
		"cut first character": {gbk[1:], "\xf1" + hans[3:]},
		"cut last character":  {gbk[:len(gbk)-9], hans[:len(hans)-14] + "\xc9"},
		"stray FF":            {gbk[:20] + "\xff" + gbk[20:], hans[:30] + "\xff" + hans[30:]},
		"dangling lead":       {gbk[:40] + "\xb0\n" + gbk[40:], hans[:60] + "\xb0\n" + hans[60:]},
	} {
		if name == "cut first character" {
			c.want = gbk[1:2] + hans[3:]
		}
		got, log := decodeAll(c.src, Options{})
		assert.Equal(t, c.want, got, name)
		assert.Equal(t, 1, log.Counts[ruleKept], name)
	}
}

func TestUTF8WithDamageStaysUTF8(t *testing.T) {
	src := "这一行里有一个坏字节\xff，还有一个\xd6，其余都好。\n"
	got, log := decodeAll(src, Options{})
	assert.Equal(t, src, got)
	require.Len(t, log.Edits, 2)
	assert.EqualValues(t, strings.IndexByte(src, 0xff), log.Edits[0].Offset)
	assert.Equal(t, edit.Unrepairable, log.Edits[0].Verdict)
}

// broken draws text as files hold it: lines in several charsets, cut, damaged.
func broken() *rapid.Generator[[]byte] {
	chars := []rune("今天上午图书馆的老师把借书时间改到了我們沒有意見圖書館中国abc ,.?<~{+-é日本語のカナ한국\U00020000")
	encs := []xencoding.Encoding{
		unicode.UTF8, unicode.UTF8, simplifiedchinese.GBK, simplifiedchinese.GB18030, traditionalchinese.Big5,
		japanese.ShiftJIS, japanese.EUCJP, korean.EUCKR, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	}
	return rapid.Custom(func(t *rapid.T) []byte {
		var out []byte
		for range rapid.IntRange(0, 12).Draw(t, "lines") {
			s := rapid.StringOfN(rapid.SampledFrom(chars), 0, 30, -1).Draw(t, "text")
			e := rapid.SampledFrom(encs).Draw(t, "charset")
			line, _ := xencoding.ReplaceUnsupported(e.NewEncoder()).Bytes([]byte(s))
			for range rapid.IntRange(0, 2).Draw(t, "damage") {
				if len(line) == 0 {
					break
				}
				at := rapid.IntRange(0, len(line)-1).Draw(t, "at")
				line = append(line[:at:at], append(rapid.SliceOfN(rapid.Byte(), 0, 3).Draw(t, "bytes"), line[at+rapid.IntRange(0, 1).Draw(t, "lost"):]...)...)
			}
			out = append(append(out, line...), '\n')
		}
		return out
	})
}

func checkBlock(t require.TestingT, src []byte) {
	log := &edit.Log{Keep: true}
	s := Sniff(src, Options{})
	once := s.Append(nil, src, log)
	again := Sniff(once, Options{})
	twice := again.Append(nil, once, &edit.Log{})
	require.Equal(t, string(once), string(twice), "a second run changes nothing")
	if unit, _ := s.Width(); unit == 1 {
		require.Equal(t, strings.Count(string(src), "\n"), strings.Count(string(once), "\n"), "lines in, lines out")
	}
	var back []byte
	at, to := int64(0), 0
	for _, e := range log.Edits {
		require.GreaterOrEqual(t, e.Offset, at)
		n := int(e.Offset - at)
		require.Equal(t, string(src[at:e.Offset]), string(once[to:to+n]), "between edits nothing changes")
		require.Equal(t, string(e.Out), string(once[to+n:to+n+len(e.Out)]))
		back = append(append(back, once[to:to+n]...), e.In...)
		at, to = e.Offset+int64(len(e.In)), to+n+len(e.Out)
	}
	back = append(back, once[to:]...)
	require.Equal(t, string(src), string(back), "the edits lead back")
}

func TestAppendIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkBlock(t, broken().Draw(t, "src")) })
}

func FuzzAppend(f *testing.F) {
	f.Add([]byte(hans))
	f.Add([]byte(enc(f, simplifiedchinese.GBK, hans)))
	f.Add([]byte(enc(f, traditionalchinese.Big5, hant)))
	f.Add([]byte(enc(f, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), hans)))
	f.Fuzz(func(t *testing.T, src []byte) { checkBlock(t, src) })
}
