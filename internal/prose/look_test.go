package prose

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What lookAt says is what look says, wherever the line stands, but for row, which both may say too often, and for named and
// the signs of pairs, which lookAt may.
func TestLookAtIsLook(t *testing.T) {
	pieces := []string{"4E00", "9a", "語", "中文", "體", "话", "，", "。", "一", "二", "三", "儿", "京", "說", "é", "\U00020000", "→", "x", "7", " ", "`", "[", "/", `\`, ".", "'", "|", ",", "\t", "=", "(", "\xff", "\xe4", "們們們們", "](", "[[", "]:", "://", " /", "//", "# ", "--", ";;", "a:", ".t", "{%", "<", ">", "“", "⁰", "、"}
	around := []byte("七中文(")
	rapid.Check(t, func(t *rapid.T) {
		line := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "line"), ""))
		block := slices.Concat(around, line, bytes.Repeat(around, behind))
		want, got := look(line), lookAt(block, len(around), len(around)+len(line))
		require.Equal(t, want&^(row|named|ofPairs), got&^(row|named|ofPairs), "%q", line)
		require.Zero(t, (want|lookAtPairs(line))&(named|ofPairs)&^got, "%q", line)
		if got&punctuated != 0 {
			require.True(t, strings.ContainsFunc(string(line), mark), "%q", line)
		}
	})
	for c := range 256 {
		line := bytes.Repeat([]byte{byte(c)}, 40)
		require.Equal(t, look(line)&^row, lookAt(slices.Concat(line, make([]byte, behind)), 0, 40)&^(row|ofPairs), "%#x", c)
	}
}

// What lookAVX2 sees of rows is all that look sees, in long lines, too.
func TestRowsInVectors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := []byte(rapid.StringOfN(rapid.RuneFrom([]rune("一丁七万丈三上下不与丐丑专且世丘京說的，a")), 0, 80, -1).Draw(t, "line"))
		block := slices.Concat(line, make([]byte, behind))
		f := finder{line: line, marks: row}
		if f.ordered(); len(f.spans) > 0 {
			require.NotZero(t, lookAt(block, 0, len(line))&row, "%q", line)
		}
	})
}

// Lines that are passed over together have no sign, and hold nothing.
func TestLinesTogether(t *testing.T) {
	lines := []string{"這是一句話。\n", "English words\n", "\n", "用 `臺灣` 這個變數\n", "鈣鈦鈴鈹鈾鉀鉅鉑鉗鉛\n", "繁體中文 | 日本語\n", "他說他聽說那是說謊\n", "第一 3 句\n", "中文\n"}
	rapid.Check(t, func(t *rapid.T) {
		drawn := rapid.SliceOfN(rapid.SampledFrom(lines), 0, 30).Draw(t, "lines")
		block, want := []byte(nil), [][2]int(nil)
		for _, line := range drawn {
			for _, s := range Find([]byte(line)) {
				want = append(want, [2]int{len(block) + s[0], len(block) + s[1]})
			}
			block = append(block, line...)
		}
		require.Equal(t, want, Find(append(block, make([]byte, behind)...)))
	})
}

// A row is found wherever it stands among other characters.
func TestRowAmongOthers(t *testing.T) {
	rows := []string{"鈣鈦鈴鈹鈾鉀鉅鉑", "鈣鈦鈴水鈹鈾鉀鉅鉑", "鈣鈦鈴水鈹鈾鉀鉅鉑鉗鉛鈷", "一丁七丈三上下不与丐丑专且世丘"}
	for _, r := range rows {
		for n := range 40 {
			line := []byte(strings.Repeat("水說，", n/3) + strings.Repeat("a", n%3) + "。" + r + "。")
			block := slices.Concat(line, make([]byte, behind))
			f := finder{line: line, marks: row}
			f.ordered()
			require.NotEmpty(t, f.spans, "%s", line)
			require.NotZero(t, lookAt(block, 0, len(line))&row, "%s", line)
		}
	}
}

// The runs that vectors see are those that are seen without.
func TestRunsInVectors(t *testing.T) {
	pieces := []string{"說", "語", "的", "一", "龥", "龯", "䷀", "䶿", "㐀", "々", "〇", "〡", "、", "。", "，", "「", "⼀", "⺀", "“", "カ", "的說說說說說說說說說說說", "a", " ", "é", "\U00020000", "😀", "豈", "￥", "\xe4", "\xe4\xb8", "\xff", "ꀀ"}
	rapid.Check(t, func(t *rapid.T) {
		line := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces[:rapid.IntRange(8, len(pieces)).Draw(t, "n")]), 0, 60).Draw(t, "line"), ""))
		block := slices.Concat([]byte("，"), line, bytes.Repeat([]byte("的"), behind))
		got := finder{line: line}
		want := got.runs()
		got = finder{line: block[3 : 3+len(line)], block: block, at: 3}
		if got.runsInVectors() {
			require.Equal(t, append([]han{}, want...), append([]han{}, got.han...), "%q", line)
		}
	})
	if vector {
		line := []byte("我說：“今天、明天”，（好）。")
		f := finder{line: line, block: slices.Concat(line, make([]byte, behind))}
		f.line = f.block[:len(line)]
		require.True(t, f.runsInVectors())
	}
}
