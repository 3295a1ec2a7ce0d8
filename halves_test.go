package fixtext

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

var halvesEvery = flag.Int("halves.every", 30, "")
var halvesPage = flag.String("halves.page", "", "")
var halvesSplit = flag.String("halves.split", "dev", "")

func TestHalves(t *testing.T) {
	b, _ := os.ReadFile("/tmp/ft/pages/pages.json")
	pages := map[string][]rune{}
	if err := json.Unmarshal(b, &pages); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("testdata/sentences/" + *halvesSplit + "/*.txt")
	var lines []string
	k := 0
	for _, f := range files {
		b, _ := os.ReadFile(f)
		for line := range strings.Lines(string(b)) {
			if line = strings.TrimRight(line, "\n"); utf8.RuneCountInString(line) >= 4 {
				if k%*halvesEvery == 0 {
					lines = append(lines, line)
				}
				k++
			}
		}
	}
	t.Log(len(lines), "lines")
	var names []string
	for n := range pages {
		if n == "cp932" || n == "shift_jis" || *halvesPage != "" && n != *halvesPage {
			continue
		}
		names = append(names, n)
	}
	sort.Strings(names)
	var all [2][4]int
	for _, name := range names {
		for si, src := range []string{"utf-8", "gbk", "big5"} {
			for hi, habit := range []string{"C1", "FFFD"} {
				var n, exact, same, half int
				for _, line := range lines {
					var enc encoding.Encoding
					switch src {
					case "gbk":
						enc = simplifiedchinese.GB18030
					case "big5":
						enc = traditionalchinese.Big5
					}
					raw := line
					if enc != nil {
						var err error
						if raw, err = enc.NewEncoder().String(line); err != nil {
							continue
						}
					}
					var sb strings.Builder
					lost := false
					for _, c := range []byte(raw) {
						r := rune(c)
						if c >= 0x80 {
							if r = pages[name][c-0x80]; r == 0 {
								lost = true
								if r = rune(c); hi == 1 {
									r = 0xFFFD
								}
							}
						}
						sb.WriteRune(r)
					}
					if hi == 1 && !lost {
						continue
					}
					bad := sb.String()
					want := String(line)
					got := String(bad)
					n++
					switch {
					case got == want:
						exact++
					case got == bad:
						same++
					default:
						half++
						if *halvesPage != "" {
							t.Logf("%s %s %s\nWANT %s\nBAD  %s\nGOT  %s", name, src, habit, want, bad, got)
						}
					}
				}
				if n > 0 {
					t.Logf("%-14s %-6s %-5s n %4d exact %4d same %4d half %4d", name, src, habit, n, exact, same, half)
				}
				_ = si
				for i, v := range []int{n, exact, same, half} {
					all[hi][i] += v
				}
			}
		}
	}
	t.Log("all", all)
}
