//go:build gocc

// Package gocctest compares compiled dictionaries with another implementation of
// OpenCC's algorithm, gocc, on gocc's own dictionaries.
package gocctest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/liuzl/gocc"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/dict"
)

// dictionary reads one of gocc's dictionaries from the module cache.
func dictionary(t *testing.T, name string) []dict.Entry {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/liuzl/gocc").Output()
	require.NoError(t, err)
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "dictionary", name))
	require.NoError(t, err)
	entries, err := dict.ParseOpenCC(string(text))
	require.NoError(t, err)
	return entries
}

// chain is the conversion of this name as gocc's configuration file has it. gocc
// knows no segmentation and no normalization.
func chain(t *testing.T, name string) dict.Chain {
	stage := func(names ...string) dict.Group {
		var g dict.Group
		for _, n := range names {
			g.Dicts = append(g.Dicts, dictionary(t, n))
		}
		return g
	}
	simplified := stage("TSPhrases.txt", "TSCharacters.txt")
	switch name {
	case "t2s":
		return dict.Chain{Stages: []dict.Group{simplified}}
	case "tw2s":
		return dict.Chain{Stages: []dict.Group{stage("TWVariantsRevPhrases.txt", "TWVariantsRev.txt"), simplified}}
	case "hk2s":
		return dict.Chain{Stages: []dict.Group{stage("HKVariantsRevPhrases.txt", "HKVariantsRev.txt"), simplified}}
	}
	t.Fatal("no configuration", name)
	return dict.Chain{}
}

func TestEqualsGocc(t *testing.T) {
	for _, name := range []string{"t2s", "tw2s", "hk2s"} {
		t.Run(name, func(t *testing.T) {
			other, err := gocc.New(name)
			require.NoError(t, err)
			c := chain(t, name)
			table := dict.MustCompile(c)
			same := func(t require.TestingT, in string) {
				want, err := other.Convert(in)
				require.NoError(t, err)
				require.Equal(t, want, string(table.Append(nil, []byte(in))), "%q", in)
			}

			// Every key, every value, and each of them behind every other one's start.
			var words, letters []string
			for _, g := range append(c.Stages, dict.Group{}) {
				for _, d := range g.Dicts {
					for _, e := range d {
						words = append(words, e.Key, e.Value)
						letters = append(letters, strings.Split(e.Key, "")...)
						same(t, e.Key)
						same(t, e.Value)
					}
				}
			}
			for i, w := range words {
				same(t, words[(i*7919)%len(words)]+w+words[(i*104729)%len(words)])
			}
			for _, in := range []string{"", "ASCII only", "為什麼你在床裡面睡著？\n", "乾隆年間的餅乾", "😀𠀀é\u0000"} {
				same(t, in)
			}
			fragment := rapid.Custom(func(t *rapid.T) string {
				s := []rune(rapid.SampledFrom(words).Draw(t, "word"))
				if len(s) == 0 {
					return ""
				}
				from := rapid.IntRange(0, len(s)-1).Draw(t, "from")
				return string(s[from:rapid.IntRange(from, len(s)).Draw(t, "to")])
			})
			piece := rapid.OneOf(fragment, rapid.SampledFrom(letters), rapid.String())
			rapid.Check(t, func(t *rapid.T) {
				same(t, strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), ""))
			})
		})
	}
}
