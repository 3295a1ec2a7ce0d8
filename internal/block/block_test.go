package block

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"
)

// cutAll cuts data as if all of it were there.
func cutAll(c Cutter, data []byte) (lens []int) {
	for len(data) > 0 {
		n := c.Next(data, true)
		lens = append(lens, n)
		data = data[n:]
	}
	return lens
}

// cutArriving cuts data that arrives in pieces.
func cutArriving(c Cutter, data []byte, piece int) (lens []int) {
	var have []byte
	for len(data) > 0 || len(have) > 0 {
		k := min(piece, len(data))
		have, data = append(have, data[:k]...), data[k:]
		for {
			n := c.Next(have, len(data) == 0)
			if n == 0 {
				break
			}
			lens = append(lens, n)
			have = have[n:]
		}
	}
	return lens
}

func TestCutsDoNotDependOnArrival(t *testing.T) {
	line := "春天的雨下了一整夜。清早推开窗，满院子都是泥土的味道。"
	for name, data := range map[string]string{
		"lines":    strings.Repeat(line+"\n", 40000),
		"one line": strings.Repeat(line, 40000),
		"ascii":    strings.Repeat("abc def ", 400000),
		"han only": strings.Repeat("春", 1000000),
		"no text":  strings.Repeat("\xff", 3*Max),
	} {
		t.Run(name, func(t *testing.T) {
			want := cutAll(Cutter{}, []byte(data))
			require.Greater(t, len(want), 1)
			for _, n := range want {
				require.LessOrEqual(t, n, Max)
			}
			for _, piece := range []int{4095, 4096, 65536, Max, Max + 1} {
				require.Equal(t, want, cutArriving(Cutter{}, []byte(data), piece))
			}
		})
	}
}

func TestCutsAtLineEnds(t *testing.T) {
	data := []byte(strings.Repeat(strings.Repeat("山", 100)+"\n", 9000))
	at := 0
	for _, n := range cutAll(Cutter{}, data) {
		at += n
		require.Equal(t, byte('\n'), data[at-1])
	}
}

func TestLongLinesAreCutBetweenCharacters(t *testing.T) {
	text := strings.Repeat("那年冬天雪下得特别大路上几乎没有行人", 60000)
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	require.NoError(t, err)
	for name, data := range map[string][]byte{"utf-8": []byte(text), "gbk": []byte(gbk)} {
		unit := map[string]int{"utf-8": 3, "gbk": 2}[name]
		for _, n := range cutAll(Cutter{}, data) {
			require.Zero(t, n%unit, name)
		}
	}
}

// In UTF-16 the byte 0A is half of many characters; only a whole newline ends a line.
func TestWideNewlines(t *testing.T) {
	le := []byte{0x0A, 0x4E, 0x0A, 0x00, 0x00, 0x0A}
	require.Equal(t, []int{4, 2}, cutAll(Cutter{Unit: 2, Lines: true}, le))
	be := []byte{0x4E, 0x0A, 0x00, 0x0A, 0x0A, 0x00}
	require.Equal(t, []int{4, 2}, cutAll(Cutter{Unit: 2, BigEndian: true, Lines: true}, be))
}

func TestBlocksJoinToTheInput(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := bytes.Repeat(rapid.SliceOfN(rapid.Byte(), 1, 50).Draw(t, "seed"), rapid.IntRange(1, 70000).Draw(t, "times"))
		c := Cutter{Unit: rapid.SampledFrom([]int{1, 2, 4}).Draw(t, "unit"), BigEndian: rapid.Bool().Draw(t, "big")}
		total := 0
		for _, n := range cutAll(c, data) {
			require.Positive(t, n)
			total += n
		}
		require.Equal(t, len(data), total)
	})
}
