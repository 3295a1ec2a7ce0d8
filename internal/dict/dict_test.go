package dict_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/dict"
)

func TestPhrasesAndCharacters(t *testing.T) {
	table := dict.MustCompile(dict.Chain{Stages: []dict.Group{{Dicts: [][]dict.Entry{
		{{"乾隆", "乾隆"}, {"乾隆年間", "乾隆年间"}, {"瞭解", "了解"}},
		{{"乾", "干"}, {"間", "间"}, {"解", "解"}, {"𠇮", "命"}, {"㗲", "𠵾"}},
	}}}})
	for in, want := range map[string]string{
		"":             "",
		"乾":            "干",
		"乾隆":           "乾隆",
		"餅乾隆重":         "餅乾隆重", // longest match does not know words
		"乾隆年間乾乾":       "乾隆年间干干",
		"不瞭解a瞭":        "不了解a瞭",
		"𠇮㗲😀":          "命𠵾😀",
		"乾\xe4乾\xff":   "干\xe4干\xff",
		"\xe4\xb9乾隆":   "\xe4\xb9乾隆",
		"\xed\xa0\x80": "\xed\xa0\x80",
	} {
		assert.Equal(t, want, string(table.Append(nil, []byte(in))), "%q", in)
	}
	assert.Equal(t, "x干", string(table.Append([]byte("x"), []byte("乾"))), "appends")
}

// A dictionary of an earlier stage can make a phrase of a later one, take a part
// of one away, or make a character vanish between its halves.
func TestChain(t *testing.T) {
	c := dict.Chain{
		Normalize: dict.Group{Dicts: [][]dict.Entry{{{"\uFA10", "塚"}}}},
		Stages: []dict.Group{
			{Dicts: [][]dict.Entry{{{"裡頭", "裏頭"}}, {{"裡", "裏"}, {"為", "爲"}, {"々", ""}, {"卅", "三十"}}}},
			{Dicts: [][]dict.Entry{{{"爲裏", "为里"}, {"三十", "卅"}, {"十塚", "十冢"}}, {{"裏", "X"}, {"爲", "Y"}, {"頭", "头"}}}},
		},
	}
	table := dict.MustCompile(c)
	for in, want := range map[string]string{
		"為裡":      "为里",
		"為裡頭":     "为里头",
		"裡":       "X",
		"為々裡":     "为里",
		"卅":       "卅",
		"卅\uFA10": "卅塚",
		"十\uFA10": "十冢",
	} {
		assert.Equal(t, want, string(table.Append(nil, []byte(in))), "%q", in)
		assert.Equal(t, want, reference(c, in), "%q by the reference", in)
	}
}

func TestIDS(t *testing.T) {
	table := dict.MustCompile(dict.Chain{KeepIDS: true, Stages: []dict.Group{{Dicts: [][]dict.Entry{
		{{"門戶", "门户"}}, {{"門", "门"}, {"戶", "户"}},
	}}}})
	for in, want := range map[string]string{
		"⿵門口":      "⿵門口",
		"⿵門戶門":     "⿵門戶门",
		"⿰⿵門戶門門":   "⿰⿵門戶門门",
		"⿵門":       "⿵门", // not complete
		"⿵門\n":     "⿵門\n",
		"⿵門\xff門":  "⿵门\xff门",
		"⿾門門":      "⿾門门",
		"⿲門門門門口":   "⿲門門門门口",
		"門⿳門戶門門戶口": "门⿳門戶門门户口",
	} {
		assert.Equal(t, want, string(table.Append(nil, []byte(in))), in)
	}
}

func TestCompileRefuses(t *testing.T) {
	for name, c := range map[string]dict.Chain{
		"nothing":     {},
		"empty key":   {Stages: []dict.Group{{Dicts: [][]dict.Entry{{{"", "x"}}}}}},
		"line break":  {Stages: []dict.Group{{Dicts: [][]dict.Entry{{{"a\nb", "x"}}}}}},
		"ill-formed":  {Stages: []dict.Group{{Dicts: [][]dict.Entry{{{"\xff", "x"}}}}}},
		"one-segment": {Segment: []dict.Entry{{"a", ""}}, Stages: []dict.Group{{}}},
	} {
		_, err := dict.Compile(c)
		assert.Error(t, err, name)
	}
}

// Dozens of keys with the same start are searched another way than a few.
func TestManyKeysWithOneStart(t *testing.T) {
	var d []dict.Entry
	for _, tail := range []string{"", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑", "寅", "卯", "丙丁", "丙丁戊", "癸癸"} {
		d = append(d, dict.Entry{Key: "甲乙" + tail, Value: "[" + tail + "]"})
	}
	table := dict.MustCompile(dict.Chain{Stages: []dict.Group{{Dicts: [][]dict.Entry{d}}}})
	for in, want := range map[string]string{
		"甲乙": "[]", "甲乙丙": "[丙]", "甲乙丙丁己": "[丙丁]己", "甲乙丙丁戊": "[丙丁戊]", "甲乙癸癸癸": "[癸癸]癸",
		"甲乙辰": "[]辰", "甲丙": "甲丙", "甲": "甲", "甲乙卯甲乙甲": "[卯][]甲",
	} {
		assert.Equal(t, want, string(table.Append(nil, []byte(in))), in)
	}
}

// User dictionaries have keys of any script.
func TestKeysOutsideHan(t *testing.T) {
	table := dict.MustCompile(dict.Chain{Stages: []dict.Group{{Dicts: [][]dict.Entry{{
		{"color", "colour"}, {"x", "×"}, {"naïve", "naive"}, {"😀", ":-)"}, {"A肝", "甲肝"}, {"é", "e"},
	}}}}})
	for in, want := range map[string]string{
		"the color of x, in a text that is long": "the colour of ×, in a te×t that is long",
		"naïve é":                                "naive e",
		"😀😀":                                     ":-):-)",
		"患A肝的人A型肝":                               "患甲肝的人A型肝",
	} {
		assert.Equal(t, want, string(table.Append(nil, []byte(in))), in)
	}
}

// alphabet is small, so that phrases overlap, and has characters of each length.
var alphabet = []string{"一", "乾", "隆", "瞭", "解", "\uFA10", "a", "é", "𠇮"}

func text(min, max int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(alphabet), min, max).Draw(t, "text"), "")
	})
}

func entries(minKey int) *rapid.Generator[[]dict.Entry] {
	return rapid.Custom(func(t *rapid.T) []dict.Entry {
		var d []dict.Entry
		seen := map[string]bool{}
		for range rapid.IntRange(0, 6).Draw(t, "entries") {
			k := text(minKey, 4).Draw(t, "key")
			if !seen[k] {
				seen[k] = true
				d = append(d, dict.Entry{Key: k, Value: text(0, 4).Draw(t, "value")})
			}
		}
		return d
	})
}

func group() *rapid.Generator[dict.Group] {
	return rapid.Custom(func(t *rapid.T) dict.Group {
		return dict.Group{
			Dicts:  rapid.SliceOfN(entries(1), 1, 3).Draw(t, "dicts"),
			Policy: rapid.SampledFrom([]dict.Policy{dict.ShortCircuit, dict.Union}).Draw(t, "policy"),
		}
	})
}

// For every chain and every text, the compiled table gives what the chain gives.
func TestTableEqualsChain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := dict.Chain{Stages: rapid.SliceOfN(group(), 1, 3).Draw(t, "stages")}

		if rapid.Bool().Draw(t, "normalize") {
			c.Normalize = group().Draw(t, "normalization")
		}
		if rapid.Bool().Draw(t, "segment") {
			c.Segment = entries(2).Draw(t, "segmentation")
		}
		table, err := dict.Compile(c)
		require.NoError(t, err)
		for range 20 {
			in := text(0, 30).Draw(t, "input")
			want := reference(c, in)
			require.Equal(t, want, string(table.Append(nil, []byte(in))), "input %q", in)

			// The changes that are reported turn one into the other.
			var told strings.Builder
			p := 0
			out := table.AppendFunc(nil, []byte(in), func(at int, from, to []byte) {
				require.Equal(t, in[at:at+len(from)], string(from))
				require.NotEqual(t, string(from), string(to))
				told.WriteString(in[p:at])
				told.Write(to)
				p = at + len(from)
			})
			require.Equal(t, want, string(out))
			require.Equal(t, want, told.String()+in[p:])
		}
	})
}

// Before the place Next gives, only a phrase that reaches past it can change.
func TestNextMissesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := dict.Chain{Stages: []dict.Group{group().Draw(t, "stage")}}
		in := text(0, 30).Draw(t, "input")
		if dict.MustCompile(c).Next([]byte(in), 0) == len(in) {
			require.Equal(t, in, reference(c, in))
		}
	})
}

// Of a trigger beside a neighbour that it has in a phrase, Covered tells whether the phrase is there.
func TestCovered(t *testing.T) {
	table := dict.MustCompile(dict.Chain{Stages: []dict.Group{{Dicts: [][]dict.Entry{
		{{"乾隆年", "乾隆年"}, {"一乾二淨", "一幹二净"}, {"瞭解", "了解"}},
		{{"乾", "干"}, {"淨", "净"}, {"年", "年"}},
	}}}})
	for text, want := range map[string]bool{
		"在乾隆年間":  true,
		"在乾隆":    false, // a part of it
		"乾隆":     false,
		"一乾二淨":   true,
		"的一乾二淨的": true,
		"一乾二":    false,
		"乾乾":     false,
	} {
		p := strings.Index(text, "乾")
		assert.Equal(t, want, table.Covered([]byte(text), p, 0), text)
		if want {
			assert.True(t, table.Possible([]byte(text), p, 0), text)
		}
	}
}
