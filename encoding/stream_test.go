package encoding

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	xencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding/euctw"
	"github.com/fixtext/fixtext/encoding/hz"
	"github.com/fixtext/fixtext/encoding/iso2022cn"
	"github.com/fixtext/fixtext/encoding/utf7"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/linescan"
)

const (
	hans = "今天上午，图书馆的老师把借书的时间改到了下午三点。\n我们都没有意见，只是小王还在路上。\n好的\n"
	hant = "今天上午，圖書館的老師把借書的時間改到了下午三點。\n我們都沒有意見，只是小王還在路上。\n好的\n"
	ja   = "図書館は午後三時から開いています。\n昨日の会議で決まったことを、もう一度説明します。\n"
	ko   = "도서관은 오후 세 시부터 문을 엽니다.\n어제 회의에서 결정한 것을 다시 설명하겠습니다.\n"
	ru   = "Библиотека открыта с трёх часов дня.\nВчера на собрании мы решили всё объяснить ещё раз.\n"
	fr   = "La bibliothèque est ouverte à partir de trois heures.\nOn a décidé hier de tout réexpliquer.\n"
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

func utf16le(p unicode.BOMPolicy) xencoding.Encoding { return unicode.UTF16(unicode.LittleEndian, p) }
func utf16be(p unicode.BOMPolicy) xencoding.Encoding { return unicode.UTF16(unicode.BigEndian, p) }

// inEveryCharset is text in the charsets that are decoded on sight.
func inEveryCharset(t testing.TB) map[Charset][2]string {
	return map[Charset][2]string{
		UTF8:      {hans, hans},
		GB18030:   {enc(t, simplifiedchinese.GB18030, hans), hans},
		Big5:      {enc(t, traditionalchinese.Big5, hant), hant},
		EUCTW:     {enc(t, euctw.EUCTW(), hant), hant},
		HZ:        {enc(t, hz.HZ(), hans), hans},
		ISO2022CN: {enc(t, iso2022cn.CN(), hans), hans},
		UTF7:      {enc(t, utf7.UTF7(), hans), hans},
		UTF16LE:   {enc(t, utf16le(unicode.IgnoreBOM), hans), hans},
		UTF16BE:   {enc(t, utf16be(unicode.IgnoreBOM), hant), hant},
		UTF32LE:   {enc(t, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), hans), hans},
		UTF32BE:   {enc(t, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), hant), hant},
		CESU8:     {hans + "\xed\xa1\x83\xed\xbf\x80\n", hans + "\U00020FC0\n"},
	}
}

// Where a byte of a pair is lost, the pairs behind it are others, which GB18030 has
// characters for, too. The reading that keeps one byte makes more sense.
func TestALostByteDoesNotShiftTheRest(t *testing.T) {
	const line = "公四兩母三兩，四對裝，現撈現發，死蟹包賠。\n"
	gbk := enc(t, simplifiedchinese.GBK, line)
	got, _ := decodeAll(gbk[:14]+gbk[15:], Options{Charset: GB18030})
	assert.True(t, strings.HasPrefix(got, line[:21]) && strings.HasSuffix(got, "現撈現發，死蟹包賠。\n"), got)
}

func TestEditsOfADecodedLine(t *testing.T) {
	_, log := decodeAll(enc(t, simplifiedchinese.GBK, "abc 今天上午去图书馆, 好吗?\n"), Options{Charset: GB18030})
	require.Len(t, log.Edits, 1)
	e := log.Edits[0]
	assert.EqualValues(t, 4, e.Offset)
	assert.Equal(t, "今天上午去图书馆, 好吗", string(e.Out), "from the first byte that changes to the last")
	n, m := e.Step(e.In)
	assert.Equal(t, []int{2, 3}, []int{n, m}, "one character of the edit")
}

// broken draws text as files hold it: lines in several charsets, cut, damaged.
func broken() *rapid.Generator[[]byte] {
	chars := []rune("今天上午图书馆的老师把借书时间改到了我們沒有意見圖書館中国系统abc ,.?<~{+-é日本語のカナ한국жя\U00020000")
	encs := []xencoding.Encoding{
		unicode.UTF8, simplifiedchinese.GBK, simplifiedchinese.GB18030, traditionalchinese.Big5, euctw.EUCTW(),
		japanese.ShiftJIS, japanese.EUCJP, korean.EUCKR, charmap.Windows1251, utf16le(unicode.IgnoreBOM), utf16be(unicode.UseBOM),
		hz.HZ(), utf7.UTF7(), iso2022cn.CN(),
	}
	return rapid.Custom(func(t *rapid.T) []byte {
		var out []byte
		usual := rapid.SampledFrom(encs).Draw(t, "usual charset")
		for range rapid.IntRange(0, 20).Draw(t, "lines") {
			e := usual
			if rapid.IntRange(0, 3).Draw(t, "another") == 0 {
				e = rapid.SampledFrom(encs).Draw(t, "charset")
			}
			s := rapid.StringOfN(rapid.SampledFrom(chars), 0, 30, -1).Draw(t, "text")
			if rapid.Bool().Draw(t, "prose") {
				s = rapid.SampledFrom(strings.Split(hans+hant+ja+ru, "\n")).Draw(t, "sentence")
			}
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

// filler is a first block of the size that Append asks for.
var filler = []byte(strings.Repeat(hans, 1+(256<<10)/len(hans)))

// inBlocks decodes src in one block; or, if n is positive, in a first block of
// filler lines and then in blocks of n lines.
func inBlocks(s Stream, src []byte, n int, log *edit.Log) (out []byte) {
	if unit, _ := s.Width(); unit > 1 || n == 0 {
		return s.Append(nil, src, log)
	}
	size := len(firstBlock(src, n))
	for from := 0; from < len(src); size = 0 {
		to := from + size
		for lines := 0; size == 0 && lines < n && to < len(src); lines++ {
			to += linescan.Len(src[to:])
		}
		block := edit.Log{Keep: true}
		out = s.Append(out, src[from:to], &block)
		for _, e := range block.Edits {
			e.Offset += int64(from)
			log.Add(e)
		}
		from = to
	}
	return out
}

func firstBlock(src []byte, n int) []byte {
	if n == 0 {
		return src
	}
	size := len(filler)
	for range n {
		size += linescan.Len(src[size:])
	}
	return src[:size]
}

// check holds the promises on src: a second run changes nothing, lines stay
// lines, and the edits lead back. If n and m are positive, the two runs cut their
// blocks at every nth and mth line.
func check(t require.TestingT, src []byte, opt Options, n, m int) {
	if n > 0 && m > 0 {
		src = append(filler[:len(filler):len(filler)], src...)
	} else {
		n, m = 0, 0
	}
	log := &edit.Log{Keep: true}
	s := Sniff(firstBlock(src, n), opt)
	once := inBlocks(s, src, n, log)
	require.True(t, bytes.Equal(once, inBlocks(s, src, n, &edit.Log{})), "a report changes nothing")
	twice := inBlocks(Sniff(firstBlock(once, m), opt), once, m, &edit.Log{})
	require.True(t, bytes.Equal(once, twice), "a second run changes nothing: %q became %q, then %q", tail(src), tail(once), tail(twice))
	if unit, _ := s.Width(); unit == 1 {
		require.Equal(t, bytes.Count(src, newline), bytes.Count(once, newline), "lines in, lines out")
		span := s.Span(src)
		require.True(t, bytes.HasPrefix(once, src[:span]), "what Span says stays")
	}
	var back []byte
	at, to := int64(0), 0
	for _, e := range log.Edits {
		require.GreaterOrEqual(t, e.Offset, at)
		gap := int(e.Offset - at)
		require.True(t, bytes.Equal(src[at:e.Offset], once[to:to+gap]), "between edits nothing changes")
		require.Equal(t, string(e.Out), string(once[to+gap:to+gap+len(e.Out)]))
		back = append(append(back, once[to:to+gap]...), e.In...)
		at, to = e.Offset+int64(len(e.In)), to+gap+len(e.Out)
		checkSteps(t, e)
	}
	require.True(t, bytes.Equal(src, append(back, once[to:]...)), "the edits lead back")
}

func tail(p []byte) []byte { return p[max(0, len(p)-2000):] }

// checkSteps walks through an edit character by character.
func checkSteps(t require.TestingT, e edit.Edit) {
	if e.Step == nil {
		return
	}
	in, out := e.In, e.Out
	for len(in) > 0 {
		n, m := e.Step(in)
		require.Positive(t, n)
		require.LessOrEqual(t, n, len(in))
		require.LessOrEqual(t, m, len(out))
		in, out = in[n:], out[m:]
	}
	require.Empty(t, out)
}

func TestPromises(t *testing.T) {
	options := []Options{
		{}, {}, {}, {Charset: GB18030}, {Charset: Big5}, {Charset: Windows1251}, {Charset: HZ}, {Charset: UTF16LE},
		{Prefer: []Charset{ShiftJIS}}, {Prefer: []Charset{Big5}, Declared: "gbk"}, {Declared: "shift_jis"}, {Allow: []Charset{Big5}},
	}
	rapid.Check(t, func(t *rapid.T) {
		src := broken().Draw(t, "src")
		if rapid.IntRange(0, 4).Draw(t, "label") == 0 {
			label := rapid.SampledFrom([]string{"gbk", "big5", "utf-8", "euc-jp"}).Draw(t, "name")
			src = append([]byte("<meta charset="+label+">\n"), src...)
		}
		lines := rapid.IntRange(0, 8)
		check(t, src, rapid.SampledFrom(options).Draw(t, "options"), lines.Draw(t, "first cut"), lines.Draw(t, "second cut"))
	})
}

func FuzzAppend(f *testing.F) {
	cases.Seed(f)
	f.Fuzz(func(t *testing.T, src []byte) { check(t, src, Options{}, 0, 0) })
}
