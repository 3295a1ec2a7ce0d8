package mojibake

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"regexp"
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
	collectTo    = flag.String("collect", "", "a `file` that TestCollect writes readings to, for internal/judge/fit")
	collectClean = flag.String("collect.clean", "", "folders of clean text, comma-separated; without it, damaged sentences")
	collectStep  = flag.Int("collect.every", 20, "which share of the sentences is damaged: every `n`th")
)

// TestCollect writes every reading of a span that is possible to a file, with what was
// measured, for the fit.
func TestCollect(t *testing.T) {
	if *collectTo == "" {
		t.Skip("without -collect")
	}
	out, err := os.Create(*collectTo)
	require.NoError(t, err)
	w := bufio.NewWriter(out)
	defer func() { require.NoError(t, w.Flush()); require.NoError(t, out.Close()) }()
	if *collectClean == "" {
		collectDamaged(t, w)
		return
	}
	for name, text := range lookalike.Texts(1) {
		c := collector{w: w, group: name + ".txt", seen: map[uint64]bool{}}
		for line := range strings.Lines(text) { // each by itself: lines of damage would prove others
			c.run([]byte(line))
		}
		c.run([]byte(text))
	}
	if *collectClean == "none" {
		return
	}
	for _, dir := range strings.Split(*collectClean, ",") {
		files, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
		require.NotEmpty(t, files)
		for _, f := range files {
			text, err := os.ReadFile(f)
			require.NoError(t, err)
			c := collector{w: w, group: filepath.Base(f), seen: map[uint64]bool{}}
			for len(text) > 0 {
				n := blockEnd(text, 0)
				if gate.Next(text[:n], 0) >= 0 {
					c.run(text[:n])
				}
				text = text[n:]
			}
			require.NoError(t, w.Flush())
		}
	}
}

func collectDamaged(t *testing.T, w io.Writer) {
	all := sentences(t, "dev")
	for i, f := range damage.Families() {
		if ok, _ := regexp.MatchString(*familyFilter, f.ID); !ok || f.Farm != nil || f.Of != "" || strings.Contains(f.Words, "blanks") {
			continue
		}
		c := collector{w: w, group: f.ID, seen: map[uint64]bool{}, damaged: true, deep: len(f.Steps) > 1}
		var page []string
		c.clean = ""
		for k := i % *collectStep; k < len(all); k += *collectStep {
			line := f.Clean(all[k])
			bad, _, ok := f.Break(line)
			if !ok || bad == line || strings.Contains(bad, "\n") {
				continue
			}
			c.clean = line
			c.run([]byte(bad))
			page = append(page, all[k])
			runes := []rune(line)
			for _, n := range []int{4 + k%5, 7 + k%6, 12} {
				from := 3 + k%5
				if len(runes) < from+n+4 {
					continue
				}
				mid := string(runes[from : from+n])
				bad, _, ok := f.Break(mid)
				if ok && bad != mid && !strings.Contains(bad, "\n") {
					c.run([]byte(string(runes[:from]) + bad + string(runes[from+n:])))
				}
			}
		}
		for len(page) >= 8 { // blocks that prove
			var lines []string
			for _, l := range page[:8] {
				lines = append(lines, f.Clean(l))
			}
			c.clean = strings.Join(lines, "\n")
			c.run([]byte(f.Page(page[:8], 0)))
			page = page[8:]
		}
	}
}

// collector writes readings.
type collector struct {
	w             io.Writer
	group         string
	seen          map[uint64]bool
	damaged, deep bool
	clean         string
}

func (c *collector) run(block []byte) {
	var f fixer
	f.trace = func(r *reading) {
		l := &r.Ledger
		if l.Kind > judge.PairsInPairs || l.Impossible() != 0 {
			return
		}
		h := fnv.New64a()
		x := l.Terms()
		fmt.Fprint(h, l.Kind, string(r.Text), x)
		k := h.Sum64()
		if c.seen[k] {
			return
		}
		c.seen[k] = true
		right := c.damaged && stood(c.clean, string(r.Text), l.N(judge.Guesses))
		if !right && (c.deep || c.damaged && mostly(c.clean, string(r.Text))) {
			return // it may be what stood between two layers, or is right but for a little
		}
		fmt.Fprintf(c.w, "%t\t%s\t%t\t%v\t%q\t%q\t", right, c.group, judge.Decide(l).Made(), r.Steps, f.w.line[r.From:r.To], r.Text)
		fmt.Fprintln(c.w, strings.Trim(fmt.Sprint(x), "[]"))
	}
	f.append(nil, bytes.Clone(block), &edit.Log{})
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
