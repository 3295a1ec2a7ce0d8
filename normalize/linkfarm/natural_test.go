package linkfarm_test

import (
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

var (
	corpus     = flag.String("corpus", "", "a pattern of files of clean simplified text, a sentence or paragraph a line, to damage and repair")
	corpusPart = flag.String("part", "dev", "which lines of them: dev or test, as the language model is trained")
	corpusDocs = flag.Int("docs", 20, "how many documents of each file and kind")
)

// TestCorpusPages damages text that is not part of the project, as pages of 10
// to 60 lines that follow one another in it, and says how well they come back:
// go test -run TestCorpusPages -v . -args -corpus 'DIR/*.txt' -part test.
// It looks only at lines that the language model was not trained on.
func TestCorpusPages(t *testing.T) {
	if *corpus == "" {
		t.Skip("no files given")
	}
	paths, err := filepath.Glob(*corpus)
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	part := map[string]layout.Part{"dev": layout.Dev, "test": layout.Test}[*corpusPart]
	require.NotEqual(t, layout.Train, part)
	var f *os.File
	if *failuresFile != "" {
		f, err = os.Create(*failuresFile)
		require.NoError(t, err)
		defer f.Close()
		fmt.Fprintln(f, "kind\tdocument\tstate\twrong\tbytes\tin\tgot\twant\tline in\tline got\tline want")
	}
	for _, k := range kinds {
		if !k.farm.Bytes || !regexp.MustCompile(*onlyKinds).MatchString(k.name) {
			continue
		}
		sum := &score{kind: k}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			s := &score{kind: k}
			name := filepath.Base(path)
			var held []string
			for n, line := range strings.Split(string(text), "\n") {
				if layout.Split(n) == part && line != "" && !strings.ContainsRune(line, '\uFFFD') {
					held = append(held, line)
				}
			}
			for i := range *corpusDocs {
				name := fmt.Sprintf("%s %s %d", k.name, name, i)
				seed := fnv.New64a()
				seed.Write([]byte(name))
				f := k.farm
				f.Fold = i%4 != 3
				s.repair(t, name, f.Page(passage(rand.New(rand.NewPCG(seed.Sum64(), 2)), held), seed.Sum64()))
			}
			t.Logf("%-24s %s", name, s)
			sum.add(s)
		}
		t.Logf("%-24s %s", "ALL", sum)
		for _, r := range sum.failures {
			if f != nil {
				fmt.Fprintln(f, strings.Join(r[:], "\t"))
			}
		}
	}
}

// passage draws lines that follow one another: a document of 10 to 60 lines, in
// one of three paragraphs of several of them.
func passage(rng *rand.Rand, lines []string) string {
	joined := 1
	if rng.IntN(3) == 0 {
		joined = 2 + rng.IntN(4)
	}
	n := 10 + rng.IntN(51)
	from := rng.IntN(max(1, len(lines)-n*joined))
	lines = lines[from:]
	var b strings.Builder
	for ; n > 0 && len(lines) >= joined; n-- {
		b.WriteString(strings.Join(lines[:joined], "") + "\n")
		lines = lines[joined:]
	}
	return b.String()
}

func (s *score) add(o *score) {
	s.docs += o.docs
	s.whole += o.whole
	s.chars += o.chars
	s.wrong += o.wrong
	s.swallowed += o.swallowed
	s.lost += o.lost
	s.gone += o.gone
	for i, n := range o.places {
		s.places[i] += n
	}
	s.lines += o.lines
	s.bytes += o.bytes
	s.took += o.took
	s.failures = append(s.failures, o.failures...)
}
