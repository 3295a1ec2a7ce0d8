package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

const smallFold = "# a comment\n國\t国\n著\t着 著\n學\t学\n臺\t台\n𠮷\t吉\n"

// folder writes a small corpus.
func folder(t *testing.T) string {
	dir := t.TempDir()
	put := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	put("a.txt", strings.Repeat("我们的学校在山上。\n他看著天上的云。\n國學大師\r\n", 20))
	put("b.txt", strings.Repeat("Это наш дом.\n", 30))
	put("c.words.tsv", "学校\t50\n山上\t20\n坏\n")
	put("weights.tsv", "b.txt\t0.5\n")
	put("fold.tsv", smallFold)
	return dir
}

func build(t *testing.T, dir string) (*tokens, *counts, *table) {
	fold, err := readFold(filepath.Join(dir, "fold.tsv"))
	require.NoError(t, err)
	src, err := openCorpus(dir)
	require.NoError(t, err)
	inv := inventory(src, fold, 4096, 2)
	n := countPairs(src, inv)
	m := newClassModel(n, cluster(n, 3, func(string, ...any) {}), inv)
	tab := newTable(m, 400)
	tab.addPairs(n, 60)
	tab.addTriples(n, countTriples(src, inv, leastTriple))
	return inv, n, tab
}

func TestFoldKeepsWhatCallersAskAbout(t *testing.T) {
	fold, err := readFold(filepath.Join(folder(t), "fold.tsv"))
	require.NoError(t, err)
	assert.Equal(t, map[rune]rune{'國': '国', '學': '学', '臺': '台'}, fold)
}

func TestInventory(t *testing.T) {
	inv, _, _ := build(t, folder(t))
	assert.Equal(t, inv.of('国'), inv.of('國'))
	assert.NotEqual(t, inv.of('著'), inv.of('着'))
	assert.Equal(t, inv.of('a'), inv.of('z'))
	assert.Equal(t, uint16(layout.Start), inv.of('\n'))
	assert.Equal(t, uint16(layout.AstralHan), inv.of('𠮷'))
	assert.Equal(t, inv.of('龘'), inv.of('龗'), "unlisted characters share a token")
	assert.NotEqual(t, inv.of('龘'), inv.of('你'), "but not with those of another level")
	assert.Less(t, inv.share[inv.of('龘')], 1.0)
}

func TestCounts(t *testing.T) {
	inv, n, _ := build(t, folder(t))
	count := func(a, b rune) float64 {
		for _, p := range n.pairs {
			if p.prev == inv.of(a) && p.cur == inv.of(b) {
				return p.n
			}
		}
		return 0
	}
	assert.Equal(t, 70.0, count('学', '校'), "20 in text and 50 in the word list")
	assert.Equal(t, 20.0, count('\n', '我'), "beginnings of lines")
	assert.Equal(t, 20.0, count('師', '\n'), "ends of lines, without the carriage return")
	assert.Equal(t, 15.0, count('Э', 'т'), "half of 30")
	assert.InDelta(t, 1.5, count('Э', 'Т'), 1e-9, "and a tenth of that in capitals")
	assert.Zero(t, count('校', '山'), "words do not follow each other")
}

// What is in the table costs less than by its classes alone, and what was
// never seen costs more than what was.
func TestTableLearns(t *testing.T) {
	inv, n, tab := build(t, folder(t))
	assert.Less(t, tab.entropy(n), tab.classModel.entropy(n)+1e-9)
	assert.Less(t, tab.cost(inv.of('学'), inv.of('校')), tab.cost(inv.of('学'), inv.of('云')))
	assert.Positive(t, tab.used)
}

func TestSameFolderSameModel(t *testing.T) {
	dir := folder(t)
	var first []byte
	for range 2 {
		out := t.TempDir()
		inv, _, tab := build(t, dir)
		require.NoError(t, write(out, inv, tab))
		b, err := os.ReadFile(filepath.Join(out, "model.bin"))
		require.NoError(t, err)
		if first == nil {
			first = b
		}
		assert.Equal(t, first, b)
		src, err := os.ReadFile(filepath.Join(out, "tables.go"))
		require.NoError(t, err)
		assert.Contains(t, string(src), "tokenCount = ")
	}
}

func TestBlocksStoresEqualBlocksOnce(t *testing.T) {
	number := make([]uint16, 4<<layout.BlockBits)
	number[2<<layout.BlockBits] = 7
	first, second := blocks(number)
	assert.Equal(t, []uint16{0, 0, 1, 0}, first)
	assert.Len(t, second, 2<<layout.BlockBits)
	assert.Equal(t, uint16(7), second[1<<layout.BlockBits])
}
