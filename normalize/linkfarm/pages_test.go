package linkfarm_test

import (
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/damage/damagetest"
	"github.com/fixtext/fixtext/normalize/linkfarm"
)

var failuresFile = flag.String("failures", "", "damage the development sentences and write to this file, tab-separated, what was not repaired")

// A kind is a way in which sites differ: a family of the link farm, and a bar for it.
type kind struct {
	name  string
	farm  damage.Farm
	wrong float64 // no more wrong characters in 1,000; 0 asks for nothing
}

// bars are how many characters in 1,000 may be wrong. The sentences hold many more of
// the hard cases than real pages do: two in a thousand characters are a digit that was
// swallowed, a word in quotation marks behind 海 or 福. So the bars for shifted bytes
// are there to see that nothing gets worse. The aims, 3 wrong characters in 1,000 where
// private-use characters were kept and 8 where not, are measured on running text:
// TestCorpusPages.
var bars = map[string]float64{
	"pinyin, few": 0.5, // a page that shows one character stays
	"toneless":    0.5, "phase, kept": 3, "phase, stripped": 8.5, "phase, marked": 7.5, "all, kept": 3, "all, stripped": 8, "whole page": 5,
	"every, kept": 3.5, "every, stripped": 10.5, "every, marked": 9.5,
}

// kinds are the families that families.json gives in the care of TestPages.
var kinds = func() (list []kind) {
	for _, f := range damagetest.Of("TestPages") {
		name := strings.TrimPrefix(f.ID, "farm: ")
		list = append(list, kind{name, *f.Farm, bars[name]})
	}
	return list
}()

var onlyKinds = flag.String("kinds", "", "a pattern of the names of the kinds of pages to look at; all if empty")

// Pages that were damaged by a model which knows nothing of the repair come
// back: exactly where no byte was lost, nearly so where bytes were.
func TestPages(t *testing.T) {
	exact := map[string]damage.Share{}
	for _, s := range repairAll(t, "test", 2) {
		t.Log(s)
		exact["farm: "+s.name] = damage.Share{s.whole, s.docs}
		if s.kind.wrong > 0 {
			assert.LessOrEqual(t, s.perMille(), s.kind.wrong, "%s: wrong characters in 1,000", s.name)
		}
	}
	damagetest.Expect(t, "TestPages", "test", exact)
}

// TestDevelopmentPages is for looking at what goes wrong, on sentences that are
// not those of TestPages: go test -run TestDevelopmentPages -v -failures FILE.
func TestDevelopmentPages(t *testing.T) {
	if *failuresFile == "" {
		t.Skip("no file given for the failures")
	}
	f, err := os.Create(*failuresFile)
	require.NoError(t, err)
	defer f.Close()
	fmt.Fprintln(f, "kind\tdocument\tstate\twrong\tbytes\tin\tgot\twant\tline in\tline got\tline want")
	for _, s := range repairAll(t, "dev", 3) {
		t.Log(s)
		for _, r := range s.failures {
			fmt.Fprintln(f, strings.Join(r[:], "\t"))
		}
	}
}

// A score says how well the pages of one kind came back.
type score struct {
	kind
	docs, whole, chars, wrong int
	swallowed                 int // characters that are gone with no trace
	lost                      int // those given up as U+FFFD
	gone                      int // wrong characters that were swallowed
	places                    [3]int
	lines                     int // line ends that the rewriter swallowed
	bytes                     int
	took                      time.Duration
	failures                  [][11]string
}

// What became of a damaged place.
const (
	restored = iota
	left
	wrong
)

func (s *score) perMille() float64 { return 1000 * float64(s.wrong) / float64(s.chars) }

// known is perMille of what could be known: swallowed digits and letters do not count.
func (s *score) known() float64 { return 1000 * float64(s.wrong-s.gone) / float64(s.chars) }

func (s *score) String() string {
	return fmt.Sprintf("%-16s exact %3d of %3d, wrong %.3f in 1,000, %.3f but for what was swallowed (%d of %d; %d were swallowed, %d of these given up), places: %d restored, %d left, %d wrong; %d line ends swallowed; %.2f MB/s",
		s.name, s.whole, s.docs, s.perMille(), s.known(), s.wrong, s.chars, s.swallowed, s.lost,
		s.places[restored], s.places[left], s.places[wrong], s.lines, float64(s.bytes)/1e6/s.took.Seconds())
}

// repairAll damages n documents of every kind and genre and repairs them.
func repairAll(t *testing.T, split string, n int) []*score {
	genres := sentences(t, split)
	var scores []*score
	for _, k := range kinds {
		if !regexp.MustCompile(*onlyKinds).MatchString(k.name) {
			continue
		}
		s := &score{kind: k}
		for genre, lines := range genres {
			for i := range n {
				name := fmt.Sprintf("%s %s %d", k.name, genre, i)
				seed := fnv.New64a()
				seed.Write([]byte(name))
				clean := document(rand.New(rand.NewPCG(seed.Sum64(), 1)), genre, lines)
				f := k.farm
				f.Fold = i%4 != 3
				s.repair(t, name, f.Page(clean, seed.Sum64()))
			}
		}
		scores = append(scores, s)
	}
	return scores
}

// sentences returns the sentences of a split by genre, and all of them as one
// more genre.
func sentences(t *testing.T, split string) map[string][]string {
	files, err := filepath.Glob("../../testdata/sentences/" + split + "/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	genres := make(map[string][]string)
	for _, file := range files {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		lines := strings.Split(strings.TrimSpace(string(b)), "\n")
		genres[strings.TrimSuffix(filepath.Base(file), ".txt")] = lines
		genres["all"] = append(genres["all"], lines...)
	}
	return genres
}

// document draws a document of 10 to 60 lines. In prose a line is a paragraph
// of up to four sentences. No sentence comes twice.
func document(rng *rand.Rand, genre string, sentences []string) string {
	sentences = slices.Clone(sentences)
	rng.Shuffle(len(sentences), func(i, j int) { sentences[i], sentences[j] = sentences[j], sentences[i] })
	end := "\n"
	if rng.IntN(3) == 0 {
		end = "\n\n"
	}
	var b strings.Builder
	for n := 10 + rng.IntN(51); n > 0 && len(sentences) > 0; n-- {
		k := 1
		switch genre {
		case "lists", "chat", "prices", "mixed", "all":
		default:
			k = min(1+rng.IntN(4), max(1, len(sentences)-n))
		}
		b.WriteString(strings.Join(sentences[:k], "") + end)
		sentences = sentences[k:]
	}
	return b.String()
}

// repair repairs one page and counts what became of it.
func (s *score) repair(t *testing.T, name string, p damage.Page) {
	log := edit.Log{Keep: true}
	start := time.Now()
	out := linkfarm.Append(nil, []byte(p.Text), &log)
	s.took += time.Since(start)
	s.bytes += len(p.Text)
	require.Equal(t, string(out), string(edit.Apply([]byte(p.Text), log.Edits)), "%s: the edits lead to the output", name)
	require.Equal(t, p.Text, string(edit.Apply(out, edit.Invert(log.Edits))), "%s: and back", name)
	require.Equal(t, strings.Count(p.Text, "\n"), strings.Count(string(out), "\n"), "%s: lines stay lines", name)

	s.docs++
	s.lines += strings.Count(p.Want, "\n") - strings.Count(p.Text, "\n")
	if string(out) == p.Want {
		s.whole++
	}
	s.compare(name, p, string(out))
}

// compare lines got up with what is wanted, line by line if it has as many.
func (s *score) compare(name string, p damage.Page, got string) {
	want, text, gots := []string{p.Want}, []string{p.Text}, []string{got}
	if strings.Count(p.Want, "\n") == strings.Count(got, "\n") {
		want, text, gots = lines(p.Want), lines(p.Text), lines(got)
	}
	places, wantAt, textAt := p.Places, 0, 0
	for i := range want {
		a := align(want[i], gots[i])
		s.chars += len([]rune(want[i]))
		s.wrong += len(a.wrong)
		for len(places) > 0 && places[0].WantFrom < wantAt+len(want[i]) {
			q := places[0]
			places = places[1:]
			w, in := p.Want[q.WantFrom:q.WantTo], p.Text[q.TextFrom:q.TextTo]
			g := gots[i][a.at[q.WantFrom-wantAt]:a.at[q.WantTo-wantAt]]
			state := wrong
			switch {
			case g == w:
				state = restored
			case strings.Contains(g, "?") && strings.HasPrefix(reading.ReplaceAllString(in, ""), reading.ReplaceAllString(g, "")):
				state = left // its last question mark may be taken for a real one behind it
			}
			s.places[state]++
			s.swallowed += len(q.Lost)
			for _, o := range q.Lost {
				if slices.Contains(a.wrong, o-wantAt) {
					s.gone++
				}
				if strings.HasPrefix(gots[i][a.at[o-wantAt]:], "\uFFFD") {
					s.lost++
				}
			}
			all := len(a.wrong)
			a.wrong = slices.DeleteFunc(a.wrong, func(at int) bool { return q.WantFrom-wantAt-near <= at && at < q.WantTo-wantAt+near })
			if state != restored {
				s.fail(name, []string{"", "left", "wrong"}[state], all-len(a.wrong), w, in, g, around(text[i], q.TextFrom-textAt, q.TextTo-textAt),
					around(gots[i], a.at[q.WantFrom-wantAt], a.at[q.WantTo-wantAt]), around(want[i], q.WantFrom-wantAt, q.WantTo-wantAt))
			}
		}
		if len(a.wrong) > 0 {
			s.fail(name, "outside", len(a.wrong), "", "", "", strings.TrimSpace(text[i]), strings.TrimSpace(gots[i]), strings.TrimSpace(want[i]))
		}
		wantAt += len(want[i])
		textAt += len(text[i])
	}
}

// near is how many bytes from a damaged place an error still counts as its.
const near = 6

func (s *score) fail(name, state string, wrong int, want, in, got, lineIn, lineGot, lineWant string) {
	clean := strings.NewReplacer("\t", " ", "\n", `\n`)
	r := [11]string{s.name, name, state, strconv.Itoa(wrong), "", in, got, want, lineIn, lineGot, lineWant}
	r[4] = strings.TrimSpace(fmt.Sprintf("% X", gbk(want)))
	for i := range r {
		r[i] = clean.Replace(r[i])
	}
	s.failures = append(s.failures, r)
}

// reading is what the rewriter writes behind a character.
var reading = regexp.MustCompile(`\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+ ?\)`)

func lines(s string) []string { return strings.SplitAfter(s, "\n") }

// around returns s[from:to] with up to 20 characters on its two sides.
func around(s string, from, to int) string {
	before, after := []rune(s[:from]), []rune(s[to:])
	return strings.TrimSpace(string(before[max(0, len(before)-20):]) + "【" + s[from:to] + "】" + string(after[:min(20, len(after))]))
}
