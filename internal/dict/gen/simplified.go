package main

import (
	"fmt"
	"log"
	"maps"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
)

// byWordOnly are standard characters that the national table also lists as a
// variant of another one, and that live on as themselves, in names above all:
// they change in words only. 吒 is in 哪吒, 喆 堃 淼 犇 甯 龢 are given names.
const byWordOnly = "仝叚吒喆堃淼犇甯龢耑迺邨絜筦菉椀袷澂阪藉苧氾谿昇陞脩扞劄剋蒐"

// never are characters that OpenCC maps, though the standard has them as
// characters of their own and traditional text means the same by them.
const never = "薳薹"

// slips are characters that are written for others that look like them, and for
// nothing else in living text.
var slips = map[rune]rune{'陜': '陕', '凖': '准'}

// first are variants of the list of 1955 that the national table no longer has.
var first = map[rune]rune{'篠': '筱', '飈': '飙'}

// simplified is the default conversion: OpenCC's t2s, corrected and completed by
// the national standard, with the words of words.tsv.
func simplified(in inputs) named {
	std := in.standard()
	m, strict := in.characters(std)
	phrases := in.phrases(m, strict)
	chain := dict.Chain{
		Stages:    []dict.Group{{Dicts: [][]dict.Entry{phrases, sorted(m)}}},
		KeepIDS:   true,
		Direct:    true,
		Cost:      in.cost(),
		Marks:     in.marks(std, strict, m),
		StopMarks: dict.Foreign,
		Asked:     func(r rune) bool { return strings.ContainsRune(choices+dialect, r) },
	}
	chain.Stages[0].Dicts[0] = closed(chain, overlapping(chain, phrases))
	if bad := prove(chain, std, m, strict); len(bad) > 0 {
		log.Fatalf("%s\n%d promises broken", strings.Join(bad, "\n"), len(bad))
	}
	return named{"Simplified", "is the default conversion into simplified Chinese, as if all text were traditional.", chain}
}

// characters returns what becomes of each character alone, and which of those
// are never standard simplified Chinese.
func (in inputs) characters(std standard) (m map[rune]rune, strict map[rune]bool) {
	opencc := map[rune]rune{}
	for _, e := range in.dict("TSCharacters.txt") {
		opencc[one(e.Key)] = one(e.Value)
	}
	// Rare inferred forms, which few fonts have, only where the standard has them.
	for _, e := range in.tofuRisk() {
		if v := one(e.Value); std.chars[v] {
			opencc[one(e.Key)] = v
		}
	}

	m, strict = map[rune]rune{}, map[rune]bool{}
	set := func(from, to rune) {
		if from == to || strings.ContainsRune(byWordOnly+never+dialect, from) {
			return
		}
		m[from] = to
		if !std.chars[from] && !strings.ContainsRune(dict.Soft, from) {
			strict[from] = true
		}
	}
	for from, to := range opencc {
		// Characters outside the Basic Multilingual Plane are for the standard to
		// ask for: few fonts have them.
		if to <= 0xFFFF || std.chars[to] || from > 0xFFFF {
			set(from, to)
		}
	}
	for from, forms := range std.official {
		to := forms[0]
		for _, f := range forms {
			if opencc[from] == f {
				to = f
			}
		}
		set(from, to)
	}
	for from, to := range slips {
		set(from, to)
	}
	for from, to := range first {
		set(from, to)
	}
	m['著'] = '着'
	m['妳'] = '你'
	// A compatibility ideograph is its unified character.
	for _, e := range in.dict("CJK_Compatibility_Ideographs.txt") {
		to := one(e.Value)
		if v, ok := m[to]; ok {
			to = v
		}
		if _, own := m[one(e.Key)]; !own {
			set(one(e.Key), to)
		}
	}
	// Spellings of Taiwan and Hong Kong (衞 for 衛).
	for _, file := range []string{"TWVariants.txt", "HKVariants.txt"} {
		for _, e := range in.all(file) {
			for _, v := range e.values {
				if to, ok := m[one(e.key)]; ok && m[one(v)] == 0 && !std.chars[one(v)] {
					set(one(v), to)
				}
			}
		}
	}
	// Of two steps, take both.
	for from, to := range m {
		for n := 0; ; n++ {
			next, more := m[to]
			if !more || !strict[to] {
				break
			}
			if n > 3 {
				log.Fatalf("%c turns in a circle", from)
			}
			to = next
		}
		m[from] = to
	}
	for from, to := range m {
		if from == to {
			delete(m, from)
			delete(strict, from)
		}
	}
	return m, strict
}

// phrases returns OpenCC's phrases and those of words.tsv, which count first.
func (in inputs) phrases(m map[rune]rune, strict map[rune]bool) []dict.Entry {
	all := map[string]string{}
	for _, e := range in.dict("TSPhrases.txt") {
		// 坏 as a rare variant of 坯 is not worth the risk: it is in every page of
		// simplified text, and in traditional text a slip for 壞.
		if !strings.Contains(e.Key, "坏") {
			all[e.Key] = e.Value
		}
	}
	for _, l := range lines(in["words.tsv"]) {
		f := strings.Split(l, "\t")
		if len(f) != 3 {
			log.Fatalf("words.tsv: %q", l)
		}
		for _, word := range strings.Fields(f[2]) {
			if word, value, ok := strings.Cut(word, "="); ok {
				all[word] = value
				continue
			}
			if !strings.Contains(word, f[0]) {
				log.Fatalf("words.tsv: no %s in %s", f[0], word)
			}
			value := ""
			for _, r := range word {
				switch v, ok := m[r]; {
				case string(r) == f[0]:
					value += f[1]
				case ok:
					value += string(v)
				default:
					value += string(r)
				}
			}
			all[word] = value
		}
	}
	mixed(all, m, strict)
	// The characters of a value that have a standard form take it.
	out := make([]dict.Entry, 0, len(all))
	for k, v := range all {
		v = strings.Map(func(r rune) rune {
			if strict[r] {
				return m[r]
			}
			return r
		}, v)
		if utf8.RuneCountInString(k) != utf8.RuneCountInString(v) {
			log.Fatalf("phrase %s has a value of another length: %s", k, v)
		}
		out = append(out, dict.Entry{Key: k, Value: v})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Key < out[j].Key })
	return out
}

// mixed adds to phrases that decide what becomes of a character which is never standard
// the same with all others simplified: 项鍊 beside 項鍊.
func mixed(phrases map[string]string, m map[rune]rune, strict map[rune]bool) {
	added := map[string]string{}
	for key, value := range phrases {
		from, to := []rune(key), []rune(value)
		for i, r := range from {
			if i < len(to) && strict[r] && to[i] != m[r] && to[i] != r {
				word := string(to[:i]) + string(r) + string(to[i+1:])
				if _, ok := phrases[word]; !ok {
					added[word] = value
				}
			}
		}
	}
	maps.Copy(phrases, added)
}

// closed adds, for each value that a second conversion would change, the phrase
// that protects it.
func closed(chain dict.Chain, phrases []dict.Entry) []dict.Entry {
	for range 10 {
		chain.Stages[0].Dicts[0] = phrases
		t, err := dict.Compile(chain)
		check(err)
		have := map[string]bool{}
		for _, e := range phrases {
			have[e.Key] = true
		}
		grown := phrases
		for _, e := range phrases {
			if again := string(t.Append(nil, []byte(e.Value))); again != e.Value && !have[e.Value] {
				have[e.Value] = true
				grown = append(grown, dict.Entry{Key: e.Value, Value: e.Value})
			}
		}
		if len(grown) == len(phrases) {
			return phrases
		}
		phrases = grown
	}
	log.Fatal("the phrases do not close")
	return nil
}

// prove checks what the package promises of its tables, and returns what is not so:
// what a key becomes changes no more, and holds no character that has a standard
// form; each character of the national table takes its form.
func prove(chain dict.Chain, std standard, m map[rune]rune, strict map[rune]bool) (bad []string) {
	t, err := dict.Compile(chain)
	check(err)
	convert := func(s string) string { return string(t.Append(nil, []byte(s))) }
	fail := func(format string, args ...any) { bad = append(bad, fmt.Sprintf(format, args...)) }
	keys := chain.Stages[0].Dicts[0]
	for _, e := range keys {
		if strings.ContainsAny(e.Key, forms) {
			fail("%s holds a character of mark Form", e.Key)
		}
		if len(e.Key) >= 64 {
			fail("%s is too long", e.Key)
		}
	}
	for _, e := range append(sorted(m), keys...) {
		once := convert(e.Key)
		if once != e.Value {
			fail("%s gives %s, not %s", e.Key, once, e.Value)
		}
		if twice := convert(once); twice != once {
			fail("%s gives %s, and that %s", e.Key, once, twice)
		}
		for _, r := range once {
			listed := std.official[r] != nil && !std.chars[r] && !strings.ContainsRune(dialect, r)
			if strict[r] || listed {
				fail("%s gives %s with %c, which has a standard form", e.Key, once, r)
			}
		}
	}
	for from, forms := range std.official {
		if std.chars[from] {
			continue // standard itself
		}
		ok := from == '妳' || strings.ContainsRune(dialect, from)
		for _, f := range forms {
			ok = ok || m[from] == f
		}
		if !ok {
			fail("%c gives %c, the standard has %s", from, m[from], string(forms))
		}
	}
	return bad
}

func sorted(m map[rune]rune) []dict.Entry {
	out := make([]dict.Entry, 0, len(m))
	for k, v := range m {
		out = append(out, dict.Entry{Key: string(k), Value: string(v)})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Key < out[j].Key })
	return out
}

// one returns the only character of s.
func one(s string) rune {
	r, n := utf8.DecodeRuneInString(s)
	if n != len(s) {
		log.Fatalf("%q is not one character", s)
	}
	return r
}
