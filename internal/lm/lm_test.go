package lm

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

func TestModelFile(t *testing.T) {
	assert.Equal(t, int(unsafe.Sizeof(tables{})), len(model), "tables.go belongs to another model.bin")
	assert.LessOrEqual(t, len(model), 1_200_000)
	src, err := os.ReadFile("tables.go")
	require.NoError(t, err)
	sum := sha256.Sum256([]byte(model))
	assert.Contains(t, string(src), hex.EncodeToString(sum[:]))
	doc, err := os.ReadFile("PROVENANCE.md")
	require.NoError(t, err)
	assert.Contains(t, string(doc), hex.EncodeToString(sum[:]))
}

func TestTokenOf(t *testing.T) {
	same := func(a, b rune) { assert.Equal(t, TokenOf(a), TokenOf(b), "%c %c", a, b) }
	differ := func(a, b rune) { assert.NotEqual(t, TokenOf(a), TokenOf(b), "%c %c", a, b) }
	same('0', '7')
	same('a', 'z')
	same('A', 'Q')
	differ('a', 'A')
	same('國', '国')
	same('髮', '发')
	same('於', '于')
	same('😀', '🍲')
	differ('，', ',')
	differ('０', '0')
	for _, pair := range []string{"著着", "沈沉", "乾干", "覆复", "藉借"} {
		r := []rune(pair)
		differ(r[0], r[1]) // the model is asked which one is meant
	}
	assert.Equal(t, Start, TokenOf('\n'))
	for _, r := range []rune{utf8.RuneError, 0xD800, 0xFFFF, -1, utf8.MaxRune + 1} {
		assert.Equal(t, Token(layout.Invalid), TokenOf(r))
	}
	for r := rune(-5); r <= utf8.MaxRune+5; r++ {
		if tok := TokenOf(r); int(tok) >= tokenCount {
			t.Fatalf("%U has token %d of %d", r, tok, tokenCount)
		}
	}
}

// The pairs are a probability: over everything that can follow, they add up
// to one, but for the rounding of the costs to bytes.
func TestPairsAddUpToOne(t *testing.T) {
	members := map[Token]float64{layout.AstralHan: 60_000, layout.Emoji: 1, layout.Astral: 100_000}
	var letters strings.Builder
	for r := rune(0); r < 0x10000; r++ {
		tok := TokenOf(r)
		if strings.ContainsRune("0aA０ａＡ\n", r) {
			letters.WriteRune(r)
		}
		if tok >= layout.Fixed {
			members[tok]++
		}
	}
	for _, r := range letters.String() {
		members[TokenOf(r)] = 1
	}
	for tok, n := range members {
		if tok >= layout.Fixed && n <= 8 {
			members[tok] = 1 // a character and its traditionalLines forms
		}
	}
	for _, prev := range "\n的国會あ가нe0，。😀囍" {
		sum := 0.0
		for cur, n := range members {
			sum += n * math.Exp(float64(LogProb(TokenOf(prev), cur)))
		}
		assert.InDelta(t, 1, sum, 0.12, "after %q", prev)
	}
}

func TestCostsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		token := rapid.Custom(func(t *rapid.T) Token { return TokenOf(rapid.Rune().Draw(t, "r")) })
		a, b, c := token.Draw(t, "a"), token.Draw(t, "b"), token.Draw(t, "c")
		pair, three := Cost(b, c), Cost3(a, b, c)
		assert.GreaterOrEqual(t, pair, 0)
		assert.LessOrEqual(t, pair, 3*layout.MaxCost)
		assert.LessOrEqual(t, three, pair)
		assert.GreaterOrEqual(t, three, 0)
		assert.InDelta(t, -float64(pair)/16, LogProb(b, c), 1e-4)
		assert.InDelta(t, -float64(three)/16, LogProb3(a, b, c), 1e-4)
		assert.GreaterOrEqual(t, ClassCost(b, c), 0)
		assert.GreaterOrEqual(t, UnigramCost(c), 0)
	})
}

func TestScoreIsTheSumOfItsCosts(t *testing.T) {
	nats, n := Score("")
	assert.Zero(t, nats)
	assert.Zero(t, n)
	a, b, c := TokenOf('中'), TokenOf('国'), TokenOf('人')
	nats, n = Score("中國人")
	assert.Equal(t, 3, n)
	assert.InDelta(t, LogProb(Start, a)+LogProb3(Start, a, b)+LogProb3(a, b, c), nats, 1e-4)
	nats, n = Score("\xff")
	assert.Equal(t, 1, n)
	assert.InDelta(t, LogProb(Start, layout.Invalid), nats, 1e-4)
}

func TestNothingIsAllocated(t *testing.T) {
	s := simplifiedLines[0]
	assert.Zero(t, testing.AllocsPerRun(100, func() { Score(s) }))
	b := []byte(s)
	assert.Zero(t, testing.AllocsPerRun(100, func() { Unlikely(b, 600) }))
}

// unlikely is Unlikely in the plainest form.
func unlikely(s []byte, limit int) int {
	prev, last := Start, [3][2]int{} // of three characters what they cost by their classes, and by themselves
	for i := 0; i < len(s); {
		if i+8 <= len(s) && !strings.ContainsFunc(string(s[i:i+8]), func(r rune) bool { return r >= 0x80 }) {
			prev, last = TokenOf(rune(s[i+7])), [3][2]int{}
			i += 8
			continue
		}
		r, n := utf8.DecodeRune(s[i:])
		cur := TokenOf(r)
		last = [3][2]int{last[1], last[2], {ClassCost(prev, cur), Cost(prev, cur)}}
		class, own := 0, 0
		for k, c := range last {
			if class += c[0]; c[0] > 0 || k == 2 {
				own += c[1]
			}
		}
		if class > limit && own > limit {
			return i
		}
		prev = cur
		i += n
	}
	return -1
}

func FuzzUnlikely(f *testing.F) {
	for _, s := range allSentences() {
		f.Add([]byte(s), 400)
		f.Add([]byte(s)[1:], 300)
	}
	f.Add([]byte("\xe0\x80\x80中\xed\xa0\x80\xf0\x9f\x98\x80\xe4\xb8"), 100)
	f.Add([]byte("\xed\xbc\x8c0"), 400) // a surrogate is three bad bytes, not one character
	f.Fuzz(func(t *testing.T, s []byte, limit int) {
		require.Equal(t, unlikely(s, limit), Unlikely(s, limit))
	})
}

const sample = "他们在会议上讨论了明年的预算，并决定把剩下的钱用来修建新的图书馆。"

func bench(b *testing.B, f func(s string)) {
	s := strings.Repeat(sample, 300)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		f(s)
	}
}

// BenchmarkDecode is what the loops of the others cost without the model.
func BenchmarkDecode(b *testing.B) {
	sum := rune(0)
	bench(b, func(s string) {
		for _, r := range s {
			sum ^= r
		}
	})
}

func BenchmarkUnlikely(b *testing.B) {
	p := []byte(strings.Repeat(sample, 300))
	bench(b, func(string) { Unlikely(p, 700) })
}

func benchPairs(b *testing.B, cost func(prev, cur Token) int) {
	sum := 0
	bench(b, func(s string) {
		prev := Start
		for _, r := range s {
			cur := TokenOf(r)
			sum += cost(prev, cur)
			prev = cur
		}
	})
}

func BenchmarkClassCost(b *testing.B) { benchPairs(b, ClassCost) }
func BenchmarkCost(b *testing.B)      { benchPairs(b, Cost) }
func BenchmarkScore(b *testing.B)     { bench(b, func(s string) { Score(s) }) }

func TestClassSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("我们é中文Ã©ЖЯ\uE000\uFFFD\U00020000 a1"))), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
		want, prev := 0, Start
		for _, r := range text {
			want += ClassCost(prev, TokenOf(r))
			prev = TokenOf(r)
		}
		assert.Equal(t, want, ClassSum([]byte(text)))
	})
}

// No character costs more than AtMost says.
func TestAtMost(t *testing.T) {
	text := []rune("我们在图书馆里看书，他说：“明天去吧。” The cat 哒哒 鍚姩 꺼져 한국어 ｶﾀｶﾅ 囧")
	for _, a := range text {
		for _, b := range text {
			for _, c := range text {
				first, prev, cur := TokenOf(a), TokenOf(b), TokenOf(c)
				require.LessOrEqual(t, Cost3(first, prev, cur), Cost(prev, cur))
				require.LessOrEqual(t, Cost(prev, cur), AtMost(prev, cur))
			}
		}
	}
}

// Many are asked for at once as they are one by one.
func TestAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		token := rapid.Map(rapid.IntRange(0, tokenCount-1), func(i int) Token { return Token(i) })
		list := rapid.SliceOfN(token, 3, 200).Draw(t, "tokens")
		var pairs [][2]Token
		var triples [][3]Token
		for i := range list[2:] {
			pairs, triples = append(pairs, [2]Token(list[i:])), append(triples, [3]Token(list[i:]))
		}
		costs := make([]int32, len(pairs))
		Costs(pairs, costs)
		for i, p := range pairs {
			assert.EqualValues(t, Cost(p[0], p[1]), costs[i])
		}
		Triples(triples, costs)
		for i, s := range triples {
			assert.EqualValues(t, Triple(s[0], s[1], s[2]), costs[i])
		}
	})
}
