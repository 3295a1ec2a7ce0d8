// Command lists makes the lists that the model of package kanji is fitted on, one for
// each row of sources.tsv:
//
//	go run ./internal/kanji/train/lists -from DIR -to DIR
//	go run ./internal/kanji/train -ja DIR/ja_ipadic.txt,… -zh DIR/zh_opencc.txt,…
//
// DIR of -from has a file or a folder of files named as each list, UTF-8, as the package
// has it: the CSV files of mecab-ipadic, edict and enamdict (iconv from EUC-JP), the text of
// the OpenCC phrases, the words of the dictionaries of Sudachi, jieba and pypinyin with what
// stands behind them, the texts of internal/lm. Lists whose source is not there are skipped,
// and the reason is printed. The same files give the same lists.
package main

import (
	"bufio"
	_ "embed"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed sources.tsv
var sources string

// source is a row of sources.tsv.
type source struct{ language, list, kind string }

func rows() (all []source) {
	for line := range strings.Lines(sources) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) == 6 && line[0] != '#' {
			all = append(all, source{f[0], f[1], f[2]})
		}
	}
	return all
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("lists: ")
	from := flag.String("from", "", "directory of sources")
	to := flag.String("to", "", "directory to write to")
	flag.Parse()
	traditional, err := readTraditional(filepath.Join(*from, "STCharacters.txt"), filepath.Join(*from, "STPhrases.txt"))
	if err != nil {
		fmt.Printf("lists of kind made, mixed, sentences: skipped: %v\n", err)
	}
	for _, s := range rows() {
		makeList := kinds[s.kind]
		if makeList == nil {
			log.Fatalf("%s: no kind %q", s.list, s.kind)
		}
		lines, err := read(filepath.Join(*from, s.list))
		if err != nil {
			fmt.Printf("%s %s: skipped: %v\n", s.language, s.list, err)
			continue
		}
		if needsTraditional[s.kind] && traditional == nil {
			continue
		}
		list := makeList(lines, traditional, rand.New(rand.NewPCG(1, 2)))
		name := filepath.Join(*to, s.language+"_"+s.list+".txt")
		if err := os.WriteFile(name, []byte(strings.Join(list, "\n")+"\n"), 0o644); err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s %s: %d\n", s.language, s.list, len(list))
	}
}

// read returns the lines of a file, or of the files of a folder in the order of their
// names, each line with the name of its file before it.
func read(name string) (lines []line, err error) {
	files := []string{name}
	if info, err := os.Stat(name); err != nil {
		return nil, err
	} else if info.IsDir() {
		if files, err = filepath.Glob(filepath.Join(name, "*")); err != nil {
			return nil, err
		}
		slices.Sort(files)
	}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<24)
		for s.Scan() {
			lines = append(lines, line{filepath.Base(file), s.Text()})
		}
		if err := s.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// line is a line of a file.
type line struct{ file, text string }
