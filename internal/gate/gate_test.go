package gate_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/chain"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/normalize/canonical"
	"github.com/fixtext/fixtext/normalize/linkfarm"
	"github.com/fixtext/fixtext/normalize/simplify"
	"github.com/fixtext/fixtext/normalize/transport"
)

// pieces are characters of every length and kind, and broken ones.
var pieces = []string{
	"a", " ", "\n", "0123456789", "plain ASCII that is longer than one step of the search for it takes at once, 64 bytes ",
	"é", "\u00ad", "e\u0301", "я", "中", "文", "的", "，", "圖", "書", "館", "乾", "着", "著", "が", "か\u3099", "한", "⼈", "不", "\ufeff", "\u200b",
	"\ue863", "\ufffd", "锟", "拷", "鐨", "勬", "涓", "\U0001f600", "\U00020000", "\U0002f800", "\U000e0001",
	"，", "。", "、", ",", "?", "(", ")", "(a)", "jiā)", "(lǜ", "？", "&#20013;", "&#x6587;", "&amp;#20013;", "\\u4e2d", "u4e2d", "u6587", "%E4", "%u4e2d", "%25E4", "=E4", "=?utf-8", "=3D",
	"~{VPND~}", "+Ti1lhw-", "&", "%", "=", "+", "\\", "u",
	"\x80", "\xc0\x80", "\xe0\x80\x80", "\xe4\xb8", "\xed\xa0\x80", "\xf0\x9f", "\xff",
}

func text(t *rapid.T) []byte {
	return []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), ""))
}

const anything = ""

// starts are the offsets at which characters of a set start, or any.
func starts(block []byte, set string) (list []int32) {
	for i, n := 0, 0; i < len(block); i += n {
		var r rune
		if r, n = utf8.DecodeRune(block[i:]); set == anything || strings.ContainsRune(set, r) && (r != utf8.RuneError || n > 1) {
			list = append(list, int32(i))
		}
	}
	return list
}

// same demands that a stage finds at some places what it finds at others.
func same(t *rapid.T, stage chain.StageAt, block []byte, every, seen []int32) {
	log, own := edit.Log{Keep: true}, edit.Log{Keep: true}
	out, changed := stage([]byte("x"), block, every, &log)
	got, found := stage([]byte("x"), block, seen, &own)
	require.Equal(t, changed, found, "%q", block)
	require.Equal(t, string(out), string(got))
	require.Equal(t, log.Edits, own.Edits)
	if !changed {
		require.Equal(t, "x", string(out))
		require.Empty(t, log.Edits)
	}
}

// What a repair would find by itself, the gate has seen.
func TestScanSeesWhatRepairsLookFor(t *testing.T) {
	var s gate.Seen
	rapid.Check(t, func(t *rapid.T) {
		block := text(t)
		s.Scan(block, true)
		require.Equal(t, utf8.Valid(block), s.Valid)
		if canonical.Span(block, canonical.Canonical) < len(block) {
			require.NotEmpty(t, s.Odd)
		}
		var stops []int32
		for p := tables.Simplified.Next(block, 0); p < len(block); {
			stops = append(stops, int32(p))
			_, n := utf8.DecodeRune(block[p:])
			p = tables.Simplified.Next(block, p+n)
		}
		require.Equal(t, stops, append([]int32(nil), s.Convertible...))
		require.Equal(t, stops, gate.Convertible(nil, block))
		require.Equal(t, simplify.Span(block), simplify.SpanAt(block, s.Convertible))
		require.Equal(t, simplify.Span(block), simplify.SpanAt(block, starts(block, anything)), "places too many do no harm")
		for _, keep := range []bool{false, true} {
			log, own := edit.Log{Keep: keep}, edit.Log{Keep: keep}
			var conv simplify.Converter
			require.Equal(t, string(conv.Append(nil, block, &log)), string(conv.AppendAt(nil, block, s.Convertible, &own)))
			require.Equal(t, log, own)
		}
		same(t, linkfarm.AppendAt, block, starts(block, "?(,，\uFFFD"), s.Marks)
		same(t, transport.AppendAt, block, starts(block, `&\%=~+u`), s.Leaks)
	})
}

// A block that is not to be gone through stops at the first bad byte.
func TestScanStopsAtBadBytes(t *testing.T) {
	var s gate.Seen
	s.Scan([]byte("中\xff圖書館裡的燈"), false)
	assert.False(t, s.Valid)
	assert.Empty(t, s.Convertible)
	s.Scan([]byte("中\xff圖書館裡的燈"), true)
	assert.False(t, s.Valid)
	assert.Len(t, s.Convertible, 5)
}

func TestTraditionalTextIsNotListed(t *testing.T) {
	var s gate.Seen
	s.Scan([]byte(strings.Repeat("圖書館裡的燈亮到很晚。\n", 1000)), false)
	assert.True(t, s.Traditional)
	s.Scan([]byte(strings.Repeat("图书馆里的灯亮到很晚。\n", 1000)), false)
	assert.False(t, s.Traditional)
	assert.Empty(t, s.Convertible)
	assert.Empty(t, s.Unlikely)
	assert.Empty(t, s.Odd)
}

// Wherever it stands, text that nobody writes is noticed, and the line it is in.
func TestUnlikelyAtEveryOffset(t *testing.T) {
	var s gate.Seen
	for before := range 30 {
		for after := range 20 {
			block := []byte(strings.Repeat("a", before) + "\n鐨勬枃浠\n" + strings.Repeat("好", after))
			s.Scan(block, false)
			require.NotEmpty(t, s.Unlikely, "%q", block)
			for _, at := range s.Unlikely {
				require.Contains(t, string(block[at:]), "\n", "in the line")
				require.GreaterOrEqual(t, int(at), before+1)
			}
		}
	}
}

// Letters with accents are common, and so are the symbols behind them in misread
// UTF-8; side by side they are seldom.
func TestUnlikelyInWesternText(t *testing.T) {
	var s gate.Seen
	for text, want := range map[string]int{
		"cafÃ© au lait": 1, "donâ€™t": 1, "Ã“scar": 1, "IÃ±igo": 1,
		"café, été, garçon": 0, "«Âge»": 0, "ÀÉÎÕÜ": 0, "INFORMAÇÃO": 0, "10 € à Paris": 0, "château d’eau": 0,
		"内存里全是烫烫烫": 1, "水很烫": 0,
	} {
		s.Scan([]byte(text), false)
		assert.Equal(t, want > 0, len(s.Unlikely) > 0, text)
	}
}
