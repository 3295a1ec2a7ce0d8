//go:build gocc

package simplify_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/liuzl/gocc"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/normalize/simplify"
)

// TestSideBySide prints how many of the project's own words and sentences, and of the
// characters of the national table, each converter gets right. OpenCC 1.4.2 is here
// as its configurations, which give the same bytes (see OpenCC); gocc is OpenCC 1.0.6.
//
//	go test -tags gocc -run SideBySide -v ./normalize/simplify
func TestSideBySide(t *testing.T) {
	type peer struct {
		name    string
		convert func(string) string
	}
	peers := []peer{{"fixtext", convert}}
	for _, name := range []string{"t2s", "tw2s", "hk2s"} {
		c, ok := simplify.OpenCC(name)
		require.True(t, ok)
		peers = append(peers, peer{"OpenCC " + name, func(s string) string { return string(c.Append(nil, []byte(s), nil)) }})
	}
	for _, name := range []string{"t2s", "tw2s"} {
		c, err := gocc.New(name)
		require.NoError(t, err)
		peers = append(peers, peer{"gocc " + name, func(s string) string {
			out, err := c.Convert(s)
			require.NoError(t, err)
			return out
		}})
	}

	var b strings.Builder
	fmt.Fprintf(&b, "%-12s %10s %10s %10s %10s %10s\n", "", "table", "words dev", "words test", "lines dev", "lines test")
	for _, p := range peers {
		fmt.Fprintf(&b, "%-12s", p.name)
		right, all := 0, 0
		for _, l := range pairs(t, "../../../internal/dict/gen/tgscc_map.tsv") {
			forms, role, _ := strings.Cut(l[1], "\t")
			if strings.HasSuffix(role, " dual") {
				continue
			}
			all++
			got := []rune(p.convert("我們說的「" + l[0] + "」是漢字。"))
			if strings.ContainsRune(forms, got[5]) {
				right++
			}
		}
		fmt.Fprintf(&b, " %5d/%4d", right, all)
		for _, name := range []string{"words_dev.tsv", "words_test.tsv"} {
			right, all = 0, 0
			for _, l := range pairs(t, name) {
				form, words, _ := strings.Cut(l[1], "\t")
				for _, word := range strings.Fields(words) {
					all++
					before, _, _ := strings.Cut("這裡說的是"+word, l[0])
					got := []rune(p.convert("這裡說的是" + word + "，沒有錯。"))
					if string(got[utf8.RuneCountInString(before)]) == form {
						right++
					}
				}
			}
			fmt.Fprintf(&b, " %5d/%4d", right, all)
		}
		for _, name := range []string{"dev.tsv", "test.tsv"} {
			right, all = 0, 0
			for _, l := range pairs(t, name) {
				all++
				got := p.convert("這裡說的話是漢語。\n" + l[0])
				if got[strings.IndexByte(got, '\n')+1:] == l[1] {
					right++
				}
			}
			fmt.Fprintf(&b, " %5d/%4d", right, all)
		}
		b.WriteByte('\n')
	}
	fmt.Fprint(os.Stdout, b.String())
}
