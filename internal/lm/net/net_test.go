package net

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"testing/quick"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/lm"
)

func TestFile(t *testing.T) {
	assert.Equal(t, len(embedded), Size(embedded+"more"))
	doc, err := os.ReadFile("PROVENANCE.md")
	require.NoError(t, err)
	sum := sha256.Sum256([]byte(embedded))
	assert.Contains(t, string(doc), hex.EncodeToString(sum[:]))
}

// say asks what fits in the middle of so many characters.
func say(n *Net, before, after string, ts ...rune) []int {
	var w Window
	b, a := []rune(before), []rune(after)
	for i := range Reach {
		if k := len(b) - Reach + i; k >= 0 {
			w[i] = lm.TokenOf(b[k])
		}
		if i < len(a) {
			w[Reach+1+i] = lm.TokenOf(a[i])
		}
	}
	var tokens []lm.Token
	for _, r := range ts {
		tokens = append(tokens, lm.TokenOf(r))
	}
	said := make([]int, len(ts))
	n.Say(&w, tokens, said)
	return said
}

func TestSay(t *testing.T) {
	for _, x := range []struct {
		before, after string
		right, wrong  rune
	}{
		{"我们明天去", "影院看电影", '电', '甸'},
		{"他昨天生", "了，没来上班", '病', '疾'},
		{"这家餐厅的", "务很好", '服', '朋'},
		{"请把窗户", "上", '关', '兲'},
	} {
		said := say(Embedded(), x.before, x.after, x.right, x.wrong)
		assert.Greater(t, said[0], said[1], "%s[%c]%s", x.before, x.right, x.after)
	}
}

// A token too rare to be known is like any other such; order and company of the candidates
// change nothing.
func TestAlone(t *testing.T) {
	var w Window
	said := make([]int, 3)
	last := lm.Token(Embedded().shape.rows - 1)
	Embedded().Say(&w, []lm.Token{last, last + 1, 9000}, said)
	assert.Equal(t, said[0], said[1])
	assert.Equal(t, said[0], said[2])
	two, one := say(Embedded(), "今天天", "很好", '气', '汽'), say(Embedded(), "今天天", "很好", '汽')
	assert.Equal(t, two[1], one[0])
}

// random makes a network of that shape, of weights that are noise: its pairs are those whose tokens are so many
// apart.
func random(t require.TestingT, s shape, apart ...lm.Token) *Net {
	dice := rand.New(rand.NewPCG(1, 2))
	s.pairs = len(apart) * (s.rows - 1)
	b := binary.LittleEndian.AppendUint64([]byte(magic), 7)
	for _, n := range []int{s.near, s.far[0], s.far[1], s.in, s.wide, s.middle, s.out, s.rows, s.pairs} {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	for range scales {
		b = binary.LittleEndian.AppendUint32(b, 1<<scaleBits>>7)
	}
	noise := func(n int) {
		for range n {
			b = append(b, byte(dice.Uint32()))
		}
	}
	numbers := func(n int) {
		for range n {
			b = binary.LittleEndian.AppendUint32(b, dice.Uint32()>>22)
		}
	}
	in := s.inputs()
	for _, out := range []int{s.wide, s.middle, s.out} {
		noise(in * out)
		numbers(out)
		in = out
	}
	noise(s.rows * (s.in + s.out))
	numbers(s.rows)
	for i := range s.starts() {
		b = binary.LittleEndian.AppendUint32(b, uint32(min(i, s.rows-1)*len(apart)))
	}
	for i := range s.pairs {
		b = binary.LittleEndian.AppendUint16(b, uint16(lm.Token(i/len(apart))+apart[i%len(apart)]))
	}
	noise(s.pairs * s.in)
	n, err := Open(string(b))
	require.NoError(t, err)
	return n
}

// large has everything that a network can have.
var large = shape{near: 3, far: [groups]int{7, 15}, in: 8, wide: 32, middle: 16, out: 48, rows: 50}

// What a network says is what it is by its definition, in numbers with a fraction.
func TestSayByDefinition(t *testing.T) {
	n := random(t, large, 1, 3)
	number := func(x []number, i int) float64 { return float64(x[i].value()) }
	rapid.Check(t, func(t *rapid.T) {
		var w Window
		left, right := rapid.IntRange(0, Reach).Draw(t, "left"), rapid.IntRange(0, Reach).Draw(t, "right")
		for i := range w {
			if i >= Reach-left && i <= Reach+right {
				w[i] = lm.Token(rapid.IntRange(1, 60).Draw(t, "token"))
			}
		}
		like := func(a, b lm.Token, k int, itself lm.Token) float64 {
			x := float64(n.tokens[min(int(itself), 49)*8+k])
			for i := range n.behind {
				if a < 49 && n.second(i) == b && i/2 == int(a) {
					x += float64(n.pairs[i*8+k])
				}
			}
			return x
		}
		x := make([]float64, n.shape.inputs())
		for k := range 8 {
			for d := 1; d <= 15; d++ {
				l, r := w[Reach-d], w[Reach+d]
				of := [2]float64{like(w[Reach-d-1], l, k, l), like(r, w[Reach+d+1], k, r)}
				at := [2]int{3 - d, 2 + d}
				if d > 3 {
					at = [2]int{6, 7}
				}
				if d > 7 {
					at = [2]int{8, 9}
				}
				for side, token := range [2]lm.Token{l, r} {
					if d <= 3 || token != lm.Start {
						x[at[side]*8+k] += of[side]
					}
				}
			}
		}
		for i, l := range n.layers {
			y := make([]float64, len(l.bias))
			for j := range y {
				for k, v := range x {
					y[j] += v * float64(l.rows[j*len(x)+k])
				}
				y[j] = min(math.Floor(y[j]*float64(l.scale)/(1<<scaleBits)+0.5)+number(l.bias, j), math.MaxInt16)
				if least := [3]float64{0, 0, math.MinInt16}[i]; y[j] < least {
					y[j] = least
				}
			}
			x = y
		}
		ts := []lm.Token{1, 40, 49, 50, 7}
		said := make([]int, len(ts))
		n.Say(&w, ts, said)
		for i, token := range ts {
			sum := 0.0
			for k, v := range x {
				sum += v * float64(n.fits[n.row(token)*48+k])
			}
			want := math.Floor((math.Floor(sum*float64(n.scales[scaleFits])/(1<<scaleBits)+0.5) + number(n.often, n.row(token)) + 8) / 16)
			assert.Equal(t, int(want), said[i])
		}
	})
}

// What is no network, or one of a shape that there is no room for, is refused, however its header is changed.
func TestOpen(t *testing.T) {
	file := embedded
	for _, bad := range []string{"", file[:headerSize], file[:len(file)-1], file + "x", "x" + file[1:]} {
		_, err := Open(bad)
		assert.Error(t, err)
	}
	for i := range shapes {
		for _, v := range []uint32{0, 1, 7, 1 << 20, math.MaxInt32, math.MaxUint32} {
			b := []byte(file)
			at := len(magic) + 8 + 4*i
			if binary.LittleEndian.Uint32(b[at:]) != v {
				binary.LittleEndian.PutUint32(b[at:], v)
				_, err := Open(string(b))
				assert.Error(t, err, "%d: %d", i, v)
			}
		}
	}
}

// Sums in vectors, and two rows in one number, are what they are by their definition.
func TestSums(t *testing.T) {
	const n, rows = 3 * 16, 8
	check := func(weights [rows * n]int8, x [n]int16) bool {
		var want, words, vectors [rows]int32
		for i, w := range weights {
			want[i/n] += int32(w) * int32(x[i%n])
		}
		sumsGo(twice(weights[:], n), x[:], words[:])
		if vector {
			sumsAVX2(&weights[0], n, &x[0], n, &vectors[0], rows)
		} else {
			vectors = words
		}
		return words == want && vectors == want
	}
	require.NoError(t, quick.Check(check, nil))
}

// What is remembered is what would be summed up: of places with many tokens, and of another network.
func TestMemory(t *testing.T) {
	var m Memory
	other := random(t, shape{near: 2, far: [groups]int{2, 2}, in: 16, wide: 32, middle: 16, out: 16, rows: 300})
	check := func(w Window, t1, t2 uint16) bool {
		for i := range w {
			w[i] %= 6000
		}
		ts := []lm.Token{lm.Token(t1 % 6000), lm.Token(t2 % 6000)}
		for _, n := range []*Net{Embedded(), Embedded(), other} {
			want, got := make([]int, 2), make([]int, 2)
			n.Say(&w, ts, want)
			if m.Say(n, &w, ts, got); !slices.Equal(want, got) {
				return false
			}
		}
		return true
	}
	require.NoError(t, quick.Check(check, nil))
}

func TestSayAllocatesNothing(t *testing.T) {
	var w Window
	ts, said := []lm.Token{100, 200, 300}, make([]int, 3)
	assert.Zero(t, testing.AllocsPerRun(3, func() { Embedded().Say(&w, ts, said) }))
}

func BenchmarkSay(b *testing.B) {
	for name, n := range map[string]*Net{"embedded": Embedded(), "large": random(b, shape{near: 8, far: [groups]int{12, 15}, in: 48, wide: 320, middle: 128, out: 96, rows: 5121}, 1, 2, 3, 4, 7)} {
		b.Run(name, func(b *testing.B) {
			var w Window
			for i := range w {
				w[i] = 100 + 7*lm.Token(i)
			}
			ts := []lm.Token{100, 200, 300, 400, 500, 600}
			said := make([]int, len(ts))
			for b.Loop() {
				n.Say(&w, ts, said)
			}
		})
	}
}
