package pinyin_test

import (
	"bufio"
	"compress/bzip2"
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/pinyin"
)

func readings(r rune) []string {
	var list []string
	for _, y := range pinyin.AppendReadings(nil, r) {
		list = append(list, y.String())
	}
	return list
}

func TestAppendReadings(t *testing.T) {
	assert.ElementsMatch(t, []string{"zhǎng", "cháng", "zhàng"}, readings('長'))
	assert.Equal(t, "zhǎng", readings('長')[0], "the customary reading comes first")
	assert.Equal(t, []string{"lián"}, readings('聯'))
	assert.Contains(t, readings('個'), "gè")
	assert.Contains(t, readings('嗯'), "ńg")
	assert.Contains(t, readings('绿'), "lǜ")
	assert.Contains(t, readings('𬭊'), "dù", "beyond the BMP")
	for _, r := range []rune{-1, 0, 'a', 'é', 'あ', '。', 0xd800, 0xe000, 0x323b0, unicode.MaxRune, 1 << 30} {
		assert.Empty(t, readings(r), "%U", r)
	}
}

func TestHas(t *testing.T) {
	assert.True(t, pinyin.Has('長', mustParse(t, "cháng")))
	assert.True(t, pinyin.Has('長', mustParse(t, "zhǎng")))
	assert.False(t, pinyin.Has('長', mustParse(t, "zhāng")), "the tone counts")
	assert.False(t, pinyin.Has('長', mustParse(t, "chang")))
	assert.True(t, pinyin.Has('們', mustParse(t, "men")), "neutral tone")
	assert.False(t, pinyin.Has('a', mustParse(t, "ā")))
	assert.False(t, pinyin.Has('聯', 0))
	assert.False(t, pinyin.Has('a', 0), "no reading is not the reading 0")

	assert.True(t, pinyin.HasToneless('长', mustParse(t, "chang")))
	assert.True(t, pinyin.HasToneless('会', mustParse(t, "huí")), "any tone of the letters")
	assert.False(t, pinyin.HasToneless('会', mustParse(t, "hun")))
	assert.False(t, pinyin.HasToneless('a', 0))
	assert.False(t, pinyin.HasToneless('会', 0))
}

// Has and HasToneless give what AppendReadings lists, no more and no less.
func TestHasAgreesWithReadings(t *testing.T) {
	all := syllables()
	var list []pinyin.Syllable
	chars := 0
	for r := rune(0); r < 0x33000; r++ {
		list = pinyin.AppendReadings(list[:0], r)
		if len(list) == 0 {
			continue
		}
		chars++
		for _, y := range list {
			require.True(t, pinyin.Has(r, y), "%c %s", r, y)
			require.True(t, pinyin.HasToneless(r, y.Toneless()), "%c %s", r, y)
		}
		if chars%64 != 0 { // the complement of all would take minutes
			continue
		}
		has, hasLetters := 0, 0
		letters := make(map[pinyin.Syllable]bool)
		for _, y := range list {
			letters[y.Toneless()] = true
		}
		for _, y := range all {
			if pinyin.Has(r, y) {
				has++
			}
			if y.Tone() == 0 && pinyin.HasToneless(r, y) {
				hasLetters++
			}
		}
		require.Equal(t, len(list), has, "%c", r)
		require.Equal(t, len(letters), hasLetters, "%c", r)
	}
	assert.Equal(t, 41421, chars)
}

func TestNothingAllocates(t *testing.T) {
	s, y := []byte("cháng)"), mustParse(t, "cháng")
	buf, list := make([]byte, 0, 16), make([]pinyin.Syllable, 0, 16)
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		pinyin.Parse(s)
		pinyin.Has('長', y)
		pinyin.HasToneless('長', y)
		pinyin.Farm('長')
		_ = y.Append(buf)
		_ = pinyin.AppendReadings(list, '長')
	}))
}

var unihan = flag.String("unihan", "", "Unihan_Readings.txt.bz2 of Unicode 15.0.0, to compare the tables with")

// TestUnihan reads every reading as the source spells it, by Parse instead of
// the generator's code: go test -run Unihan -args -unihan FILE.
func TestUnihan(t *testing.T) {
	if *unihan == "" {
		t.Skip("no -unihan")
	}
	f, err := os.Open(*unihan)
	require.NoError(t, err)
	defer f.Close()
	found := make(map[rune]map[pinyin.Syllable]bool)
	sc := bufio.NewScanner(bzip2.NewReader(f))
	for sc.Scan() {
		col := strings.Split(sc.Text(), "\t")
		if len(col) != 3 {
			continue
		}
		var list []string
		switch col[1] {
		case "kMandarin":
			list = strings.Fields(col[2])
		case "kHanyuPinlu":
			list = strings.FieldsFunc(col[2], func(r rune) bool { return strings.ContainsRune("()0123456789 ", r) })
		case "kXHC1983", "kTGHZ2013", "kHanyuPinyin":
			list = strings.FieldsFunc(col[2], func(r rune) bool { return strings.ContainsRune(":,.*0123456789 ", r) })
		default:
			continue
		}
		cp, err := strconv.ParseInt(col[0][2:], 16, 32)
		require.NoError(t, err)
		r := rune(cp)
		if found[r] == nil {
			found[r] = make(map[pinyin.Syllable]bool)
		}
		for _, s := range list {
			y := mustParse(t, s)
			require.Equal(t, s, y.String())
			require.True(t, pinyin.Has(r, y), "%c %s", r, s)
			found[r][y] = true
		}
	}
	require.NoError(t, sc.Err())
	require.Len(t, found, 41421)
	for r, ys := range found {
		require.Len(t, pinyin.AppendReadings(nil, r), len(ys), "%c", r)
	}
}

func BenchmarkHas(b *testing.B) {
	y := mustParse(b, "cháng")
	b.ReportAllocs()
	for b.Loop() {
		pinyin.Has('長', y)
	}
}
