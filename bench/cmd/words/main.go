// Command words measures what becomes of words that stand alone, one at a time: how
// many of another language stay, and how many traditional ones are converted.
//
//	go run ./cmd/words [-split test] [-except FILE,…] stay=FILE… convert=FILE…
//
// A file has one word a line. Words without a Han character do not count, nor, for
// convert, those that OpenCC's t2s leaves alone and those in the files of -except. With
// -split, only words of one half count (dev or test, by a hash of the word). -list
// prints the words that did not come out as they should. A file that cannot be read is
// skipped, and the reason printed.
//
// Lists are made from Debian packages, for measuring only: the first field of edict and
// enamdict (CC BY-SA), of the files of mecab-ipadic (IPADIC's licence) and of
// skkdic (GPL), and the phrases in dictionary.dat of libchewing3-data (LGPL):
//
//	apt-get download edict enamdict mecab-ipadic skkdic libchewing3-data
//	dpkg-deb -x edict_*.deb x && iconv -c -f euc-jp x/usr/share/edict/edict | cut -d' ' -f1 > ja_edict
//	dpkg-deb -x libchewing3-data_*.deb x && tr '\0' '\n' < x/usr/share/libchewing/dictionary.dat | grep -aP '^\p{Han}+$' > zh_chewing
package main

import (
	"bufio"
	"flag"
	"fmt"
	"hash/fnv"
	"log"
	"os"
	"strings"
	"unicode"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/normalize/simplify"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("words: ")
	split := flag.String("split", "", "half of the words: dev or test")
	except := flag.String("except", "", "files with commas between them: words in them do not count for convert")
	list := flag.Bool("list", false, "print the words that came out otherwise")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: words [-split dev|test] [-list] stay=FILE… convert=FILE…")
		flag.PrintDefaults()
	}
	flag.Parse()
	t2s, _ := simplify.OpenCC("t2s")
	fixer, err := fixtext.NewFixer()
	if err != nil {
		log.Fatal(err)
	}
	shared := map[string]bool{}
	for name := range strings.SplitSeq(*except, ",") {
		if text, err := os.ReadFile(name); err == nil {
			for _, word := range strings.Fields(string(text)) {
				shared[word] = true
			}
		} else if name != "" {
			fmt.Printf("except %s: %v\n", name, err)
		}
	}
	for _, arg := range flag.Args() {
		kind, name, ok := strings.Cut(arg, "=")
		if !ok || kind != "stay" && kind != "convert" {
			flag.Usage()
			os.Exit(2)
		}
		f, err := os.Open(name)
		if err != nil {
			fmt.Printf("%-8s %-40s skipped: %v\n", kind, name, err)
			continue
		}
		all, right := 0, 0
		for s := bufio.NewScanner(f); s.Scan(); {
			word := strings.TrimSpace(s.Text())
			if *split != "" && half(word) != *split || strings.IndexFunc(word, han) < 0 {
				continue
			}
			if kind == "convert" && shared[word] || kind == "convert" && string(t2s.Append(nil, []byte(word), nil)) == word {
				continue
			}
			all++
			got, err := fixer.String(word)
			if err != nil {
				log.Fatal(err)
			}
			if (got == word) == (kind == "stay") {
				right++
			} else if *list {
				fmt.Println(word, got)
			}
		}
		f.Close()
		fmt.Printf("%-8s %-40s %7d words %7.2f %%\n", kind, name, all, 100*float64(right)/float64(max(1, all)))
	}
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// half puts a word into one of two halves.
func half(word string) string {
	h := fnv.New32a()
	h.Write([]byte(word))
	if h.Sum32()%2 == 0 {
		return "dev"
	}
	return "test"
}
