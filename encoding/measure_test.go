package encoding

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What is measured on texts and files that are not part of the project:
//
//	go test -run Measure -v . -args -texts DIR -suites DIR
var (
	textsDir   = flag.String("texts", "", "folder with a folder for each language (zh-Hans, zh-Hant, ja, ko, ru) of texts in UTF-8")
	suitesDir  = flag.String("suites", "", "folder with a folder for each suite, of folders named by a charset, of files in it")
	showMisses = flag.Bool("misses", false, "print what comes out wrong")
)

// TestMeasureTexts writes texts in all charsets and measures what is made of them.
func TestMeasureTexts(t *testing.T) {
	if *textsDir == "" {
		t.Skip("no -texts")
	}
	texts := map[string][]string{}
	for _, lang := range []string{"zh-Hans", "zh-Hant", "ja", "ko", "ru"} {
		files, err := filepath.Glob(filepath.Join(*textsDir, lang, "*"))
		require.NoError(t, err)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			texts[lang] = append(texts[lang], string(text[:min(len(text), 64<<10)]))
		}
	}
	measureTexts(t, texts, 10, 1<<20, goals{foreign: 100})
}

// same lists labels, beside those that Lookup knows, for charsets that agree on
// the texts of a language, or on nearly all of them: a lenient count takes one for
// the other.
var same = [][]string{
	{"utf-16", "utf-16le", "utf-16be"}, {"utf-32", "utf-32le", "utf-32be"},
	{"windows-1252", "iso-8859-1", "iso-8859-15", "iso-8859-9", "windows-1254", "iso-8859-3"},
	{"windows-1250", "iso-8859-2", "iso-8859-16"}, {"windows-1253", "iso-8859-7"}, {"windows-1255", "iso-8859-8"}, {"windows-1256", "iso-8859-6"},
	{"windows-1257", "iso-8859-4", "iso-8859-13"}, {"windows-874", "tis-620", "iso-8859-11"},
	{"koi8-r", "koi8-u", "koi8-uni"}, {"ibm866", "cp1125"}, {"macintosh", "macroman"},
	{"euc-kr", "johab"}, {"utf-8", "ascii", "ascii-7bit", "utf-8-sig"},
}

// TestMeasureSuites counts the files whose charset is told as the folder is
// called (strict), or as one that reads the text alike (lenient).
func TestMeasureSuites(t *testing.T) {
	if *suitesDir == "" {
		t.Skip("no -suites")
	}
	files, err := filepath.Glob(filepath.Join(*suitesDir, "*", "*", "*"))
	require.NoError(t, err)
	type row struct{ strict, lenient, unknown, chinese share }
	rows := map[string]*row{}
	var order []string
	for _, file := range files {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		label := strings.ToLower(filepath.Base(filepath.Dir(file)))
		suite := filepath.Base(filepath.Dir(filepath.Dir(file)))
		got := Detect(b).Charset
		want, known := Lookup(label)
		strict := got == want && known
		lenient := strict || slices.ContainsFunc(same, func(list []string) bool {
			return slices.Contains(list, label) && slices.Contains(list, got.String())
		})
		kind := " other languages"
		if want.Chinese() {
			kind = " Chinese"
		} else if !known && !slices.ContainsFunc(same, func(list []string) bool { return slices.Contains(list, label) }) {
			kind = " charsets not told apart"
		}
		if rows[suite+kind] == nil {
			rows[suite+kind] = &row{}
			order = append(order, suite+kind)
		}
		x := rows[suite+kind]
		x.strict.add(strict)
		x.lenient.add(lenient)
		x.unknown.add(got == Unknown)
		x.chinese.add(got.Chinese())
		if *showMisses && !strict {
			fmt.Printf("%s %s called %v (lenient %v)\n", suite, strings.TrimPrefix(file, *suitesDir), got, lenient)
		}
	}
	for _, name := range order {
		x := rows[name]
		t.Logf("%-42s strict %v, lenient %v, unknown %v, called Chinese %v", name, x.strict, x.lenient, x.unknown, x.chinese)
	}
}
