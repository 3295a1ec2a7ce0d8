package mojibake

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lookalike"
)

var (
	collectTo    = flag.String("collect", "", "a `file` that TestCollect writes readings to; see internal/judge/fit")
	collectClean = flag.String("collect.clean", "", "folders of clean text, comma-separated, or \"made\": what package lookalike makes; without it, damaged sentences")
	collectPart  = flag.String("collect.part", "0/1", "which part of the families, `k/n`: every nth")
	collectShare = flag.Int("collect.share", 1, "which share of the blocks of clean text is looked at: every `n`th, by what it says")
	collectStep  = flag.Int("collect.every", 120, "which share of the sentences is damaged: every `n`th")
)

// TestCollect writes every reading that is possible to a file, with what was measured,
// for the fit. It writes the same whatever the weights are.
func TestCollect(t *testing.T) {
	if *collectTo == "" {
		t.Skip("without -collect")
	}
	out, err := os.Create(*collectTo)
	require.NoError(t, err)
	w := bufio.NewWriter(out)
	switch *collectClean {
	case "":
		collectDamaged(t, w)
	case "made":
		collectMade(w)
	default:
		for _, dir := range strings.Split(*collectClean, ",") {
			collectFolder(t, w, dir)
		}
	}
	require.NoError(t, w.Flush())
	require.NoError(t, out.Close())
}

// collectMade collects from clean text that is made by rule.
func collectMade(w io.Writer) {
	texts := lookalike.Texts(1)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		c := collector{w: w, group: name + ".txt", seen: map[uint64]bool{}}
		for line := range strings.Lines(texts[name]) { // each by itself: lines of damage would prove others
			c.run([]byte(line))
		}
		c.run([]byte(texts[name]))
	}
}

func collectFolder(t *testing.T, w io.Writer, dir string) {
	files, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	require.NotEmpty(t, files)
	for _, f := range files {
		text, err := os.ReadFile(f)
		require.NoError(t, err)
		fmt.Fprintf(w, "#\t%s\t%x\n", filepath.Base(f), sha256.Sum256(text))
		c := collector{w: w, group: filepath.Base(f), seen: map[uint64]bool{}}
		for len(text) > 0 {
			n := blockEnd(text, 0)
			if inShare(text[:n]) && gate.Next(text[:n], 0) >= 0 {
				c.run(text[:n])
			}
			text = text[n:]
		}
	}
}

// inShare reports whether a block of clean text is looked at.
func inShare(block []byte) bool {
	h := fnv.New32a() // never fails
	h.Write(block)
	return h.Sum32()>>4%uint32(*collectShare) == 0
}

func collectDamaged(t *testing.T, w io.Writer) {
	all := sentences(t, "dev")
	for i, f := range damage.Families() {
		if !inPart(i) || f.Farm != nil || f.Of != "" || strings.Contains(f.Words, "blanks") {
			continue
		}
		c := collector{w: w, group: f.ID, seen: map[uint64]bool{}, damaged: true, deep: len(f.Steps) > 1}
		var page []string
		for k := i % *collectStep; k < len(all); k += *collectStep {
			line := f.Clean(all[k])
			c.broken(f, line, line, "", "")
			page = append(page, line)
			runes := []rune(line)
			for _, n := range []int{2 + k%2, 4 + k%5, 7 + k%6, 12} {
				if from := 3 + k%5; len(runes) >= from+n+4 {
					c.broken(f, line, string(runes[from:from+n]), string(runes[:from]), string(runes[from+n:]))
				}
			}
		}
		for lines := range slices.Chunk(page, 8) { // blocks that prove
			c.clean = strings.Join(lines, "\n")
			var bad strings.Builder
			for _, l := range lines {
				if b, _, ok := f.Break(l); ok && !strings.Contains(b, "\n") {
					l = b
				}
				bad.WriteString(l + "\n")
			}
			c.run([]byte(bad.String()))
		}
	}
}

// inPart reports whether family i is of the part that is collected.
func inPart(i int) bool {
	var k, n int
	if _, err := fmt.Sscanf(*collectPart, "%d/%d", &k, &n); err != nil {
		panic(err)
	}
	return i%n == k
}

// collector writes readings.
type collector struct {
	w             io.Writer
	group         string
	seen          map[uint64]bool
	damaged, deep bool
	clean         string
}

// broken collects from clean, of which part is damaged between before and after.
func (c *collector) broken(f *damage.Family, clean, part, before, after string) {
	if bad, ok := breakLine(f, part); ok && bad != part {
		c.clean = clean
		c.run([]byte(before + bad + after))
	}
}

// run looks at a block twice: in every way, and as it is done.
func (c *collector) run(block []byte) {
	for _, every := range []bool{true, false} {
		f := fixer{every: every}
		f.trace = func(r *reading) bool {
			if r.Ledger.Kind <= judge.PairsInPairs {
				c.write(&r.Ledger, string(f.w.line[r.From:r.To]), string(r.Text))
			}
			l := &r.Ledger
			return l.Impossible() == 0 && l.Gain >= 3*nat*l.Chars && l.Mean <= 9*nat // by no weights
		}
		f.append(nil, bytes.Clone(block), &edit.Log{})
	}
}

// write writes a reading of a span.
func (c *collector) write(l *judge.Ledger, old, text string) {
	if l.Impossible() != 0 {
		return
	}
	right := c.damaged && stood(c.clean, text, l.N(judge.Guesses))
	if !right && (c.deep || c.damaged && mostly(c.clean, text)) {
		return // it may be what stood between two layers, or is right but for a little
	}
	c.row(l, old, text, right)
}

func (c *collector) row(l *judge.Ledger, old, text string, right bool) {
	h := fnv.New64a()
	x := l.Terms()
	fmt.Fprint(h, l.Kind, text, x)
	k := h.Sum64()
	if c.seen[k] {
		return
	}
	c.seen[k] = true
	fmt.Fprintf(c.w, "%t\t%s\t%q\t%q\t", right, c.group, old, text)
	fmt.Fprintln(c.w, strings.Trim(fmt.Sprint(x), "[]"))
}

// mostly reports whether half of the pairs of neighbours in text, or more, stand in clean.
func mostly(clean, text string) bool {
	pairs, same := 0, 0
	prev := rune(0)
	for _, r := range text {
		if prev >= 0x80 && r >= 0x80 {
			if pairs++; strings.Contains(clean, string(prev)+string(r)) {
				same++
			}
		}
		prev = r
	}
	return pairs > 1 && 2*same >= pairs
}

// stood reports whether text stands in clean, but for as many characters as are guessed.
func stood(clean, text string, guesses int) bool {
	if strings.Contains(clean, text) {
		return true
	}
	a, b := []rune(clean), []rune(text)
	if guesses == 0 || len(b) < 3*guesses && len(b) < 4 {
		return false
	}
	for i := 0; i+len(b) <= len(a); i++ {
		wrong := 0
		for k := 0; k < len(b) && wrong <= guesses; k++ {
			if a[i+k] != b[k] {
				wrong++
			}
		}
		if wrong <= guesses && wrong < len(b) {
			return true
		}
	}
	return false
}
