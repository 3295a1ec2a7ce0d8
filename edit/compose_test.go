package edit

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawEdits draws an ordered list of edits over src without overlap.
func drawEdits(t *rapid.T, label string, src []byte) []Edit {
	var edits []Edit
	pos := 0
	for n := rapid.IntRange(0, 5).Draw(t, label+" count"); n > 0 && pos <= len(src); n-- {
		at := rapid.IntRange(pos, len(src)).Draw(t, label+" at")
		end := rapid.IntRange(at, min(at+4, len(src))).Draw(t, label+" end")
		out := rapid.SliceOfN(rapid.Byte(), 0, 4).Draw(t, label+" out")
		edits = append(edits, Edit{Offset: int64(at), In: src[at:end], Out: out, Rule: Code(label), Confidence: 1})
		pos = end
	}
	return edits
}

func TestComposeIsTheProduct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := rapid.SliceOfN(rapid.Byte(), 0, 20).Draw(t, "src")
		first := drawEdits(t, "first", src)
		mid := Apply(src, first)
		second := drawEdits(t, "second", mid)
		out := Apply(mid, second)

		both := Compose(first, second)

		require.Equal(t, out, Apply(src, both))
		require.Equal(t, src, Apply(out, Invert(both)))
		pos := int64(0)
		for _, e := range both {
			require.GreaterOrEqual(t, e.Offset, pos, "in order, no overlap")
			require.Equal(t, src[e.Offset:e.Offset+int64(len(e.In))], append([]byte{}, e.In...))
			pos = e.Offset + int64(len(e.In))
		}
	})
}

// widen is a toy charset: each input byte is one character of two bytes.
func widen(in []byte) (n, m int) { return 1, 2 }

func TestComposeCutsDecodingEdits(t *testing.T) {
	decode := []Edit{{Offset: 3, In: []byte("abcd"), Out: []byte("aAbBcCdD"), Rule: "FT201", Confidence: 1, Step: widen}}
	script := []Edit{{Offset: 5, In: []byte("bB"), Out: []byte("x"), Rule: "FT301", Verdict: Inferred, Confidence: 0.5}}

	got := Compose(decode, script)

	require.Len(t, got, 3)
	require.Equal(t, "a", string(got[0].In))
	require.Equal(t, "aA", string(got[0].Out))
	require.Equal(t, Edit{Offset: 4, In: []byte("b"), Out: []byte("x"), Rule: "FT301", Verdict: Inferred, Confidence: 0.5}, got[1])
	require.Equal(t, "cd", string(got[2].In))
	require.Equal(t, Code("FT201"), got[2].Rule)
}

func TestLogKeepsCopies(t *testing.T) {
	buf := []byte("abc")
	l := Log{Keep: true}
	l.Add(Edit{In: buf[:1], Out: buf[1:], Rule: "FT301"})
	buf[0] = 'z'
	require.Equal(t, "a", string(l.Edits[0].In))
	require.Equal(t, map[Code]int{"FT301": 1}, l.Counts)
}

func TestEditsSurviveJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := Edit{
			Offset: rapid.Int64().Draw(t, "offset"),
			In:     rapid.SliceOfN(rapid.Byte(), 1, 9).Draw(t, "in"),
			Out:    []byte(rapid.StringN(1, 5, -1).Draw(t, "out")),
			Rule:   "FT203", Verdict: Verdict(rapid.IntRange(0, 2).Draw(t, "verdict")), Confidence: 0.125, Note: "why",
		}
		b, err := e.MarshalJSON()
		require.NoError(t, err)
		var got Edit
		require.NoError(t, got.UnmarshalJSON(b))
		require.Equal(t, e, got)
	})
}
