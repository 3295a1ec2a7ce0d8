package choice

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/gap"
	"github.com/fixtext/fixtext/internal/lm/net"
)

func tokenAt(text []rune, i int) lm.Token {
	if i < 0 || i >= len(text) {
		return lm.Start
	}
	return lm.TokenOf(text[i])
}

// at makes the place of the first □ in a text ready.
func at(text string) *Place {
	runes := []rune(text)
	i := 0
	for runes[i] != '□' {
		i++
	}
	p := new(Place)
	p.At(func(offset int) lm.Token { return tokenAt(runes, i+offset) })
	return p
}

func TestTablesFitThisProgram(t *testing.T) {
	require.Len(t, model, Size)
	doc, err := os.ReadFile("PROVENANCE.md")
	require.NoError(t, err)
	sum := sha256.Sum256([]byte(model))
	assert.Contains(t, string(doc), hex.EncodeToString(sum[:]))
	doc, err = os.ReadFile("../spans/PROVENANCE.md")
	require.NoError(t, err)
	sum = sha256.Sum256([]byte(counted))
	assert.Contains(t, string(doc), hex.EncodeToString(sum[:]))
	sum = sha256.Sum256([]byte(model + counted + net.File()))
	assert.Equal(t, hex.EncodeToString(sum[:])[:len(Name)], Name)
	assert.Equal(t, Below(), Embedded().counts.Below, "run internal/lm/spans/train again")
	assert.Equal(t, Below(), Embedded().net.Below, "run internal/lm/net/train again")
	assert.Equal(t, Below(), binary.LittleEndian.Uint64(load().below[:]),
		"package lm has changed: run internal/lm/choice/train again")
}

// The character that was there costs less than others with the same first two
// bytes of UTF-8.
func TestFits(t *testing.T) {
	for text, right := range map[string]rune{
		"请在收到通知之□起六十日内申请复议。": '日',
		"我在门口等了二十分□，你快下来。":   '钟',
		"这道菜要先放葱姜爆□，再倒入土豆。":  '香',
		"数据库的主从延□超过了阈值。":     '迟',
		"她把信折好放回抽□里。":        '屉',
		"医生建议他少吃盐和油□食品。":     '炸',
	} {
		p := at(text)
		best, least := rune(0), 0
		for r := right &^ 0x3F; r <= right|0x3F; r++ {
			if gb, _ := gap.Scripts(r); !gb {
				continue
			}
			if c := p.Cost(lm.TokenOf(r)); best == 0 || c < least {
				best, least = r, c
			}
		}
		assert.Equal(t, string(right), string(best), text)
	}
}

// What is far off counts too: nothing beside the gap tells which bird it is.
func TestContextBeyondNeighboursCounts(t *testing.T) {
	kitchen, garage := at("锅里的油热了，把切好的肉放进去，□。"), at("发动机的轮胎和刹车都坏了，车停在路边，□。")
	food, car := lm.TokenOf('炒'), lm.TokenOf('修')
	assert.Greater(t, garage.Cost(food)-garage.Cost(car), kitchen.Cost(food)-kitchen.Cost(car))
}

// A pair costs what its parts do, each with the other one beside it.
func TestPairCost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		token := rapid.Custom(func(t *rapid.T) lm.Token {
			return lm.TokenOf(rapid.RuneFrom([]rune("我们在门口等二十分钟，。abc1的國\n")).Draw(t, "rune"))
		})
		text := rapid.SliceOfN(token, 2*Reach+1, 2*Reach+1).Draw(t, "text")
		at := func(place int) *Place {
			p := new(Place)
			p.At(func(i int) lm.Token {
				if place+i >= len(text) {
					return lm.Start
				}
				return text[place+i]
			})
			return p
		}
		a, b := token.Draw(t, "a"), token.Draw(t, "b")
		p := at(Reach)
		alone := p.Cost(a)
		for range 2 { // the second time, some of it is remembered
			got := p.PairCost(a, b)
			text[Reach], text[Reach+1] = a, b
			want := at(Reach).Cost(a) - at(Reach+1).fit(b)
			if text[Reach+2] != lm.Start {
				want += lm.Cost3(b, text[Reach+2], text[Reach+3])
			}
			assert.Equal(t, want, got)
			assert.Equal(t, alone, p.Cost(a), "the place is as it was")
			b = token.Draw(t, "other")
		}
	})
}

func TestPairs(t *testing.T) {
	p := at("他在火车□？等了一个小时。")
	right := p.PairCost(lm.TokenOf('站'), lm.TokenOf('里'))
	assert.Less(t, right, p.PairCost(lm.TokenOf('站'), lm.TokenOf('鈥')))
	assert.Less(t, right, p.PairCost(lm.TokenOf('竘'), lm.TokenOf('里')))
}

func sentences(t *testing.T) (lines []string) {
	paths, err := filepath.Glob("../../../testdata/sentences/dev/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, p := range paths {
		f, err := os.Open(p)
		require.NoError(t, err)
		for sc := bufio.NewScanner(f); sc.Scan(); {
			lines = append(lines, sc.Text())
		}
		require.NoError(t, f.Close())
	}
	return lines
}

// Of the characters of sentences that were never learned from, more are right
// than by package lm alone, whatever was lost.
func TestChoosesBetterThanCostAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	lines := sentences(t)
	f := gap.NewFinder()
	plain := gap.Measure(f, lines, 600, gap.Each(func(text []rune, at, n int) int {
		sum := 0
		for i := at; i < at+n+2 && i <= len(text); i++ {
			sum += lm.Cost3(tokenAt(text, i-2), tokenAt(text, i-1), tokenAt(text, i))
		}
		return sum
	}))
	fitted := gap.Measure(f, lines, 600, func(text []rune, at, n int, options [][2]rune) []int {
		var p Place
		p.At(func(offset int) lm.Token { return tokenAt(text, at+offset) })
		costs, ts := make([]int, len(options)), make([]lm.Token, len(options))
		for i, o := range options {
			if ts[i] = lm.TokenOf(o[0]); n == 2 {
				costs[i] = p.PairCost(ts[i], lm.TokenOf(o[1]))
			}
		}
		if n == 1 {
			p.Costs(ts, costs)
		}
		return costs
	})
	right := func(all []gap.Trial) (n int) {
		for _, x := range all {
			if x.Right {
				n++
			}
		}
		return n
	}
	for kind := range gap.Kinds {
		if len(plain[kind]) == 0 {
			continue
		}
		t.Logf("%-16s %d: %d by package lm, %d", kind, len(plain[kind]), right(plain[kind]), right(fitted[kind]))
		assert.Greater(t, right(fitted[kind]), right(plain[kind]), kind)
	}
}

func TestNoAllocation(t *testing.T) {
	text := []rune("我在门口等了二十分钟，你快下来。")
	var p Place
	sum := 0
	ts, costs := [2]lm.Token{lm.TokenOf('十'), lm.TokenOf('卅')}, [2]int{}
	assert.Zero(t, testing.AllocsPerRun(10, func() {
		p.At(func(offset int) lm.Token { return tokenAt(text, 8+offset) })
		p.Costs(ts[:], costs[:])
		sum += costs[0] + p.Cost(lm.TokenOf(text[8])) + p.PairCost(lm.TokenOf('分'), lm.TokenOf('钟'))
	}))
	assert.NotZero(t, sum)
}

func BenchmarkPlace(b *testing.B) {
	text := []rune(strings.Repeat("我在门口等了二十分钟，你快下来。", 3))
	options := gap.NewFinder().Options(gap.GBKTrail, '钟')
	var p Place
	sum := 0
	for i := range b.N {
		k := 16 + i%16
		p.At(func(offset int) lm.Token { return tokenAt(text, k+offset) })
		for _, r := range options {
			sum += p.Cost(lm.TokenOf(r))
		}
	}
	_ = sum
}

func BenchmarkPairCost(b *testing.B) {
	text := []rune(strings.Repeat("我在门口等了二十分钟，你快下来。", 3))
	var p Place
	p.At(func(offset int) lm.Token { return tokenAt(text, 20+offset) })
	sum := 0
	for range b.N {
		sum += p.PairCost(lm.TokenOf('分'), lm.TokenOf('钟'))
	}
	_ = sum
}
