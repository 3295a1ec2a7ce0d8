package main

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// kinds are the ways in which a list comes of the lines of its source.
var kinds = map[string]func(lines []line, t *table, rnd *rand.Rand) []string{
	"ipadic":    func(l []line, _ *table, _ *rand.Rand) []string { return unique(fields(l, ",", hanOnly)) },
	"words":     func(l []line, _ *table, _ *rand.Rand) []string { return unique(fields(l, " ", short)) },
	"edict":     func(l []line, _ *table, _ *rand.Rand) []string { return unique(fields(l, " ", hasHan)) },
	"opencc":    func(l []line, _ *table, _ *rand.Rand) []string { return unique(values(l)) },
	"joined":    func(l []line, _ *table, rnd *rand.Rand) []string { return joined(l, rnd) },
	"made":      func(l []line, t *table, _ *rand.Rand) []string { return unique(t.all(fields(l, " ", short))) },
	"mixed":     func(l []line, t *table, rnd *rand.Rand) []string { return mixed(t.all(fields(l, " ", short)), rnd) },
	"sentences": func(l []line, t *table, _ *rand.Rand) []string { return unique(t.all(clauses(l))) },
	"runs":      func(l []line, _ *table, _ *rand.Rand) []string { return unique(runs(l)) },
}

var needsTraditional = map[string]bool{"made": true, "mixed": true, "sentences": true}

const (
	joinedWords = 90000 // how many of them are drawn
	mixedWords  = 30000
)

// fields returns the first field of each line that is wanted.
func fields(lines []line, separator string, want func(string) bool) (words []string) {
	for _, l := range lines {
		word, _, _ := strings.Cut(l.text, separator)
		if word, _, _ = strings.Cut(word, "\t"); want(word) {
			words = append(words, word)
		}
	}
	return words
}

// values returns the traditional forms of OpenCC's phrases.
func values(lines []line) (words []string) {
	for _, l := range lines {
		if _, forms, ok := strings.Cut(l.text, "\t"); ok {
			words = append(words, strings.Fields(forms)...)
		}
	}
	return words
}

// joined draws two or three nouns, or two names, of one file of IPADIC, and joins them.
func joined(lines []line, rnd *rand.Rand) []string {
	files := map[string][]string{}
	var owners []string // of each word, so that a file is drawn as often as it has words
	for _, l := range lines {
		word, _, _ := strings.Cut(l.text, ",")
		if !strings.HasPrefix(l.file, "Noun") || !hanOnly(word) {
			continue
		}
		owners = append(owners, l.file)
		files[l.file] = append(files[l.file], word)
	}
	var list []string
	for len(owners) > 0 && len(list) < joinedWords {
		file := owners[rnd.IntN(len(owners))]
		n := 2
		if !strings.Contains(file, "name") && !strings.Contains(file, "proper") {
			n += rnd.IntN(2)
		}
		word := ""
		for range n {
			word += files[file][rnd.IntN(len(files[file]))]
		}
		list = append(list, word)
	}
	return unique(list)
}

// mixed draws traditional words and makes all of their characters simplified but for one
// that differs.
func mixed(words []string, rnd *rand.Rand) []string {
	rnd.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	var list []string
	for _, word := range words {
		old, simplified := []rune(word), []rune(string(tables.Simplified.Append(nil, []byte(word))))
		if len(list) == mixedWords {
			break
		}
		var differ []int
		for i := range old {
			if len(old) == len(simplified) && old[i] != simplified[i] {
				differ = append(differ, i)
			}
		}
		if len(differ) < 2 {
			continue // with one, it is the word itself
		}
		i := differ[rnd.IntN(len(differ))]
		simplified[i] = old[i]
		list = append(list, string(simplified))
	}
	return unique(list)
}

// clauses returns the sentences of texts, and the clauses that these have.
func clauses(lines []line) (list []string) {
	for _, l := range lines {
		for sentence := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return strings.ContainsRune("。！？!?", r) }) {
			parts := strings.FieldsFunc(sentence, func(r rune) bool { return strings.ContainsRune("，；：,;:", r) })
			if len(parts) > 1 {
				parts = append(parts, sentence)
			}
			for _, part := range parts {
				if part = strings.TrimSpace(part); hasHan(part) {
					list = append(list, part)
				}
			}
		}
	}
	return list
}

// runs returns the stretches of Han characters of texts, of two characters or more.
func runs(lines []line) (list []string) {
	for _, l := range lines {
		for run := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return !runeclass.IsHan(r) }) {
			if utf8.RuneCountInString(run) > 1 {
				list = append(list, run)
			}
		}
	}
	return list
}

// table makes simplified text traditional, by OpenCC's characters and phrases: the first
// form of each, the longest phrase first.
type table struct {
	forms map[string]string
	most  int // characters of the longest phrase
}

func readTraditional(names ...string) (*table, error) {
	t := &table{forms: map[string]string{}}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(text)) {
			key, forms, _ := strings.Cut(strings.TrimSpace(line), "\t")
			if form, _, _ := strings.Cut(forms, " "); form != "" {
				t.forms[key], t.most = form, max(t.most, utf8.RuneCountInString(key))
			}
		}
	}
	return t, nil
}

func (t *table) all(words []string) []string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = t.convert(word)
	}
	return list
}

func (t *table) convert(text string) string {
	var out strings.Builder
	for r := []rune(text); len(r) > 0; {
		n, form := 1, string(r[0])
		for k := min(t.most, len(r)); k > 0; k-- {
			if f, ok := t.forms[string(r[:k])]; ok {
				n, form = k, f
				break
			}
		}
		out.WriteString(form)
		r = r[n:]
	}
	return out.String()
}

// unique returns the words in order, each once.
func unique(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}

func hasHan(s string) bool { return strings.IndexFunc(s, runeclass.IsHan) >= 0 }

func hanOnly(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !runeclass.IsHan(r) && r != '々' }) < 0
}

// short reports whether s is a word of Han characters, 8 at most.
func short(s string) bool { return hanOnly(s) && utf8.RuneCountInString(s) <= 8 }
