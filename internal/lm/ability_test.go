package lm

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func nats(s string) float64 {
	n, _ := Score(s)
	return float64(n)
}

// Clean text costs little, whatever its language, and does not look unlikely
// at the limit of 12 nats a character.
func TestCleanTextIsPlausible(t *testing.T) {
	for _, group := range []struct {
		name  string
		most  float64 // nats per character, in the mean
		lines []string
	}{
		{"simplified", 5.3, simplifiedLines},
		{"traditional", 6, traditionalLines},
		{"Japanese", 5.2, japaneseLines},
		{"Korean", 4.5, koreanLines},
		{"Cyrillic", 3, cyrillicLines},
		{"Latin", 2.5, latinLines},
		{"ASCII", 2, plainLines},
	} {
		sum, n := 0.0, 0
		for _, s := range group.lines {
			sum -= nats(s)
			n += utf8.RuneCountInString(s)
			assert.Equal(t, -1, Unlikely([]byte(s), 3*12*16), s)
		}
		t.Logf("%-12s %.2f nats a character", group.name, sum/float64(n))
		assert.Less(t, sum/float64(n), group.most, group.name)
	}
}

// family is a wrong decoding: text in one charset, read in another.
type family struct {
	name     string
	from, to encoding.Encoding
}

var families = []family{
	{"UTF-8 as GBK", encoding.Nop, simplifiedchinese.GBK},
	{"UTF-8 as Big5", encoding.Nop, traditionalchinese.Big5},
	{"UTF-8 as Shift-JIS", encoding.Nop, japanese.ShiftJIS},
	{"UTF-8 as EUC-KR", encoding.Nop, korean.EUCKR},
	{"UTF-8 as Latin-1", encoding.Nop, charmap.ISO8859_1},
	{"UTF-8 as cp1252", encoding.Nop, charmap.Windows1252},
	{"UTF-8 as cp1251", encoding.Nop, charmap.Windows1251},
	{"UTF-8 as cp437", encoding.Nop, charmap.CodePage437},
	{"GBK as Big5", simplifiedchinese.GBK, traditionalchinese.Big5},
	{"GBK as Shift-JIS", simplifiedchinese.GBK, japanese.ShiftJIS},
	{"GBK as EUC-JP", simplifiedchinese.GBK, japanese.EUCJP},
	{"GBK as EUC-KR", simplifiedchinese.GBK, korean.EUCKR},
	{"GBK as Latin-1", simplifiedchinese.GBK, charmap.ISO8859_1},
	{"GBK as cp1251", simplifiedchinese.GBK, charmap.Windows1251},
	{"GBK as KOI8-R", simplifiedchinese.GBK, charmap.KOI8R},
	{"GBK as MacRoman", simplifiedchinese.GBK, charmap.Macintosh},
	{"Big5 as GBK", traditionalchinese.Big5, simplifiedchinese.GBK},
	{"Big5 as EUC-KR", traditionalchinese.Big5, korean.EUCKR},
	{"Big5 as Shift-JIS", traditionalchinese.Big5, japanese.ShiftJIS},
	{"Shift-JIS as GBK", japanese.ShiftJIS, simplifiedchinese.GBK},
	{"EUC-JP as GBK", japanese.EUCJP, simplifiedchinese.GBK},
	{"EUC-KR as GBK", korean.EUCKR, simplifiedchinese.GBK},
	{"cp1251 as GBK", charmap.Windows1251, simplifiedchinese.GBK},
	{"cp1251 as Big5", charmap.Windows1251, traditionalchinese.Big5},
	{"cp1251 as KOI8-R", charmap.Windows1251, charmap.KOI8R},
	{"cp1252 as GBK", charmap.Windows1252, simplifiedchinese.GBK},
	{"cp1252 as MacRoman", charmap.Windows1252, charmap.Macintosh},
}

// misread is s as it looks when read wrongly; ok is false if s cannot be
// written in the charset, or is read rightly all the same.
func (f family) misread(s string) (bad string, ok bool) {
	b, err := f.from.NewEncoder().String(s)
	if err != nil {
		return "", false
	}
	bad, err = f.to.NewDecoder().String(b)
	return bad, err == nil && bad != s
}

// Read right, every sentence costs less than read wrong; and so does nearly
// every piece of four characters.
func TestRightReadingCostsLess(t *testing.T) {
	for _, f := range families {
		lines, pieces, right := 0, 0, 0
		for _, s := range allSentences() {
			bad, ok := f.misread(s)
			if !ok {
				continue
			}
			lines++
			assert.Greater(t, nats(s), nats(bad), "%s: %s", f.name, s)
			runes := []rune(s)
			for i := 0; i+4 <= len(runes); i += 4 {
				piece := string(runes[i : i+4])
				bad, ok := f.misread(piece)
				if !ok || len(piece) < 8 {
					continue // hardly anything that could be misread
				}
				pieces++
				if nats(piece) > nats(bad) {
					right++
				}
			}
		}
		t.Logf("%-20s %d sentences; %d of %d pieces", f.name, lines, right, pieces)
		assert.NotZero(t, lines, f.name)
		assert.GreaterOrEqual(t, float64(right), 0.95*float64(pieces), f.name)
	}
}

// GBK bytes read one out of step look worse, even by twos.
func TestOutOfStepCostsMore(t *testing.T) {
	for _, c := range []struct {
		window int
		least  float64
	}{{2, 0.985}, {4, 0.998}, {8, 1}} {
		n, right := 0, 0
		for _, s := range append(simplifiedLines, traditionalLines...) {
			runes := []rune(s)
			for i := 0; i+c.window < len(runes); i++ {
				b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(runes[i : i+c.window+1])))
				if err != nil || len(b) != 2*c.window+2 {
					continue // with ASCII, the step is soon found again
				}
				moved, err := simplifiedchinese.GBK.NewDecoder().Bytes(b[1 : 2*c.window+1])
				assert.NoError(t, err)
				n++
				if nats(string(runes[i:i+c.window])) > nats(string(moved)) {
					right++
				}
			}
		}
		t.Logf("%d characters: %d of %d", c.window, right, n)
		assert.GreaterOrEqual(t, float64(right), c.least*float64(n), "windows of %d", c.window)
	}
}

// Broken lines look unlikely at once.
func TestUnlikelyFindsDamage(t *testing.T) {
	for _, f := range families[:16] {
		n, found := 0, 0
		for _, s := range simplifiedLines {
			if bad, ok := f.misread(s); ok {
				n++
				if Unlikely([]byte(bad), 3*12*16) >= 0 {
					found++
				}
			}
		}
		assert.GreaterOrEqual(t, float64(found), 0.95*float64(n), f.name)
	}
}

// Of a character that lost a byte, the model's first choice is mostly the
// right one, and nearly always where it leads by four nats.
func TestLostBytes(t *testing.T) {
	gbk := simplifiedchinese.GBK.NewEncoder()
	type key struct {
		kind int
		a, b byte
	}
	with := map[key][]rune{}
	keys := func(r rune) (k [3]key, ok bool) {
		u := utf8.AppendRune(nil, r)
		g, err := gbk.Bytes(u)
		if err != nil || len(g) != 2 || len(u) != 3 {
			return k, false
		}
		return [3]key{{0, g[1], 0}, {1, g[0], 0}, {2, u[0], u[1]}}, true
	}
	gb2312 := simplifiedchinese.HZGB2312.NewEncoder()
	for r := rune(0x4E00); r < 0xA000; r++ {
		if k, ok := keys(r); ok {
			if _, err := gb2312.String(string(r)); err != nil {
				continue // the text is simplifiedLines
			}
			for _, k := range k {
				with[k] = append(with[k], r)
			}
		}
	}
	names := []string{"GBK lead byte", "GBK trail byte", "third byte of UTF-8"}
	least := []float64{0.70, 0.64, 0.73}
	var n, right, sure, sureRight [3]int
	for _, s := range simplifiedLines {
		runes := []rune(s)
		for i := 2; i+2 < len(runes); i++ {
			if runes[i] < 0x4E00 {
				continue
			}
			k, ok := keys(runes[i])
			if !ok {
				continue
			}
			cost := func(x rune) int {
				a, b, c := TokenOf(runes[i-2]), TokenOf(runes[i-1]), TokenOf(x)
				d, e := TokenOf(runes[i+1]), TokenOf(runes[i+2])
				return Cost3(a, b, c) + Cost3(b, c, d) + Cost3(c, d, e)
			}
			for j := range k {
				best, second, first := 1<<30, 1<<30, rune(0)
				for _, x := range with[k[j]] {
					if v := cost(x); v < best {
						best, second, first = v, best, x
					} else if v < second {
						second = v
					}
				}
				n[j]++
				if first == runes[i] {
					right[j]++
				}
				if second-best >= 4*16 {
					sure[j]++
					if first == runes[i] {
						sureRight[j]++
					}
				}
			}
		}
	}
	for j, name := range names {
		t.Logf("%-20s %d of %d; where sure, %d of %d", name, right[j], n[j], sureRight[j], sure[j])
		assert.GreaterOrEqual(t, float64(right[j]), least[j]*float64(n[j]), name)
		assert.GreaterOrEqual(t, float64(sureRight[j]), 0.93*float64(sure[j]), name)
		assert.GreaterOrEqual(t, float64(sure[j]), 0.33*float64(n[j]), name)
	}
}

// Where a traditional character has two simplified forms, the words around it
// say which.
func TestChoosesForms(t *testing.T) {
	for _, c := range [][2]string{
		{"他看着窗外", "他看著窗外"},
		{"这意味着失败", "这意味著失败"},
		{"鲁迅的著作", "鲁迅的着作"},
		{"著名的作家", "着名的作家"},
		{"船沉没了", "船沈没了"},
		{"住在沈阳", "住在沉阳"},
		{"衣服干了", "衣服乾了"},
		{"乾隆皇帝", "干隆皇帝"},
		{"请回复我", "请回覆我"},
		{"覆盖全国", "复盖全国"},
	} {
		assert.Greater(t, nats(c[0]), nats(c[1]), c[0])
	}
}
