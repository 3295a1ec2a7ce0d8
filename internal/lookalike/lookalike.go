// Package lookalike makes clean text that looks damaged: lists of letters, symbols,
// formulas, tables of characters, as they stand in dictionaries, tests and the data of
// programs. Nothing in it is damaged, so that nothing in it may be repaired. It is for
// tests and for the fit of package judge only.
package lookalike

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/unicode/norm"
)

// Texts returns texts by name. The same seed gives the same texts.
func Texts(seed uint64) map[string]string {
	m := maker{rand.New(rand.NewPCG(seed, 0x6c6f6f6b))}
	return map[string]string{
		"affixes":       m.affixes(),
		"alphabets":     m.alphabets(),
		"case escapes":  m.caseEscapes(),
		"case runs":     m.caseRuns(),
		"dials":         m.dials(),
		"flags":         m.flags(),
		"formulas":      m.formulas(),
		"keyboards":     keyboards,
		"letter lists":  m.letterLists(),
		"money":         m.money(),
		"normalization": m.normalization(),
		"option keys":   m.optionKeys(),
		"page rows":     m.pageRows(),
		"pinyin":        m.pinyin(),
		"programs":      m.programs(),
		"radicals":      m.radicals(),
		"repeats":       m.repeats(),
		"symbols":       m.symbols(),
		"tables":        m.tables(),
		"units":         m.units(),
		"words":         m.words(),
	}
}

type maker struct{ *rand.Rand }

// upper are the characters of the pages of single bytes that ASCII has not.
func upper(c *charmap.Charmap) (list []rune) {
	for b := 0x80; b < 0x100; b++ {
		if r := c.DecodeByte(byte(b)); r >= 0xA0 && r != unicode.ReplacementChar {
			list = append(list, r)
		}
	}
	return list
}

func pages() (list []*charmap.Charmap) {
	for _, e := range charmap.All {
		if c, ok := e.(*charmap.Charmap); ok {
			list = append(list, c)
		}
	}
	return list
}

func filter(list []rune, such func(rune) bool) []rune {
	return slices.DeleteFunc(slices.Clone(list), func(r rune) bool { return !such(r) })
}

func (m maker) shuffled(list []rune) []rune {
	list = slices.Clone(list)
	m.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// some returns n of list in its order.
func (m maker) some(list []rune, n int) []rune {
	at := m.Perm(len(list))[:min(n, len(list))]
	slices.Sort(at)
	var out []rune
	for _, i := range at {
		out = append(out, list[i])
	}
	return out
}

func spaced(list []rune) string {
	return strings.Join(strings.Split(string(list), ""), " ")
}

// letterLists are the characters of pages in order, by rows, by kind, and shuffled.
func (m maker) letterLists() string {
	var b strings.Builder
	for _, c := range pages() {
		all := upper(c)
		for part := range slices.Chunk(all, 16) {
			fmt.Fprintf(&b, "%s\n%s\n", string(part), spaced(part))
		}
		for _, such := range []func(rune) bool{unicode.IsLetter, unicode.IsUpper, unicode.IsLower, func(r rune) bool { return !unicode.IsLetter(r) }} {
			list := filter(all, such)
			fmt.Fprintf(&b, "%s\n%q\n%s\n", string(list), string(list), spaced(list))
			fmt.Fprintf(&b, "[%s]\n", string(m.shuffled(list)))
		}
	}
	return b.String()
}

// flags are lines of word lists: a word, and letters that say how it is inflected.
func (m maker) flags() string {
	var b strings.Builder
	for _, c := range []*charmap.Charmap{charmap.ISO8859_1, charmap.Windows1252, charmap.ISO8859_2, charmap.Windows1251, charmap.KOI8R, charmap.ISO8859_7, charmap.ISO8859_9} {
		letters := filter(upper(c), unicode.IsLetter)
		capitals := filter(letters, unicode.IsUpper)
		for range 400 {
			list := letters
			if m.IntN(2) == 0 {
				list = capitals
			}
			fmt.Fprintf(&b, "%s/%s%s\n", m.word(), string(m.some([]rune("ABCDEGHIJKLMNSTVWXYZabcdnpq"), m.IntN(4))), string(m.some(list, 2+m.IntN(9))))
		}
	}
	return b.String()
}

// word is a word that no language has.
func (m maker) word() string {
	var b strings.Builder
	for range 2 + m.IntN(3) {
		b.WriteByte("bcdfghklmnprstvz"[m.IntN(16)])
		b.WriteByte("aeiou"[m.IntN(5)])
	}
	return b.String()
}

// symbols are strings of symbols of one page, as they stand in tests.
func (m maker) symbols() string {
	var b strings.Builder
	for _, c := range []*charmap.Charmap{charmap.Macintosh, charmap.Windows1252, charmap.CodePage437, charmap.CodePage850, charmap.ISO8859_1, charmap.KOI8R, charmap.Windows1251} {
		list := filter(upper(c), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsSpace(r) || r > 0x2100 || unicode.Is(unicode.Greek, r)
		})
		for range 150 {
			s := m.shuffled(list)
			n := 2 + m.IntN(9)
			fmt.Fprintf(&b, "%s %q\n", string(s[:n]), string(s[n:n+3]))
		}
	}
	return b.String()
}

// programs are lines of languages whose words are symbols: APL and its kin.
func (m maker) programs() string {
	functions, modifiers := []rune("+-×÷⋆√⌊⌈∧∨¬|≤<>≥=≠≡≢⊣⊢⥊∾≍⋈↑↓↕«»⌽⍉/⍋⍒⊏⊑⊐⊒∊⍷⊔!⍳⍴⍪"), []rune("´˝˜˘¨⌜⁼˙`⍨")
	combiners, names := []rune("∘○⊸⟜⌾⊘⎉⚇⍟"), []string{"𝕩", "𝕨", "n", "list", "rows", "1", "0.5", "(1+𝕩)", "⟨2,3⟩"}
	one := func(list []rune) rune { return list[m.IntN(len(list))] }
	var b strings.Builder
	for range 2000 {
		fmt.Fprintf(&b, "%c%d ← {", 'a'+rune(m.IntN(26)), m.IntN(100))
		for range 1 + m.IntN(4) {
			b.WriteString(names[m.IntN(len(names))])
			for range 1 + m.IntN(3) {
				b.WriteRune(one(functions))
				if m.IntN(2) == 0 {
					b.WriteRune(one(modifiers))
				}
				if m.IntN(4) == 0 {
					b.WriteRune(one(combiners))
				}
			}
		}
		fmt.Fprintf(&b, "%s}\n", names[m.IntN(len(names))])
	}
	return b.String()
}

// formulas are made of variables, exponents and operators.
func (m maker) formulas() string {
	variables, greek := []rune("abcdfghijklmnpqrstuvxyz"), []rune("αβγδεζηθικλμνξπρστφχψωΔΓΛΣΦΨΩ")
	operators, exponents, indices := []rune("+−·×÷±∓=≠≈≤≥<>∈∉∪∩⊂⊆∧∨→⇒∘∗-/"), []rune("²³¹⁴ⁿ°′″"), []rune("₀₁₂₃ₙᵢ")
	one := func(list []rune) rune { return list[m.IntN(len(list))] }
	var b strings.Builder
	for range 1200 {
		open := m.IntN(3) == 0
		if open {
			b.WriteString([]string{"(", "√(", "∑(", "∫(", "¬(", "∂/∂x(", "|"}[m.IntN(7)])
		}
		for k := range 2 + m.IntN(8) {
			if k > 0 {
				if r := one(operators); m.IntN(3) == 0 {
					fmt.Fprintf(&b, " %c ", r)
				} else {
					b.WriteRune(r)
				}
			}
			for range 1 + m.IntN(3) {
				switch m.IntN(3) {
				case 0:
					b.WriteRune(one(greek))
				case 1:
					fmt.Fprint(&b, 1+m.IntN(12))
				default:
					b.WriteRune(one(variables))
				}
				switch m.IntN(4) {
				case 0:
					b.WriteRune(one(exponents))
				case 1:
					b.WriteRune(one(indices))
				}
			}
		}
		if open {
			b.WriteString(")")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// caseRuns are letters small, capital and titled, as tests of case have them.
func (m maker) caseRuns() string {
	var b strings.Builder
	for _, part := range [][2]rune{{0xC0, 0x17F}, {0x370, 0x3FF}, {0x400, 0x52F}, {0x531, 0x586}, {0x1E00, 0x1EFF}} {
		row := ""
		for r := part[0]; r <= part[1]; r++ {
			if !unicode.IsLetter(r) || unicode.ToUpper(r) == r {
				continue
			}
			t, u := unicode.ToTitle(r), unicode.ToUpper(r)
			fmt.Fprintf(&b, "%c%c%c\n%c%c\n%c %c %c\n%c%c%c%c%c\n", r, t, u, u, r, r, u, t, r, u, r, u, r)
			if row += string(u) + string(r); len(row) > 20 {
				fmt.Fprintf(&b, "%s\n%s\n%s\n", row, strings.ToLower(row), strings.ToUpper(row))
				row = ""
			}
		}
	}
	return b.String()
}

// tables are characters in the order of code points, by lines of several lengths.
func (m maker) tables() string {
	var b strings.Builder
	for _, part := range [][2]rune{{0xA1, 0x24F}, {0x370, 0x52F}, {0xE01, 0xE5B}, {0x1780, 0x17F9}, {0x2010, 0x2BFF}, {0x3041, 0x30FF}, {0x3105, 0x312F}, {0x3131, 0x33FF}, {0x3400, 0x4DB0}, {0x4E00, 0x9FA5}, {0xAC00, 0xD7A3}, {0xF900, 0xFAD0}, {0xFF01, 0xFF9F}, {0x20000, 0x2A6D0}} {
		for range 120 {
			n, step := rune(2+m.IntN(30)), rune(1+m.IntN(3))
			from := part[0] + m.Int32N(max(1, part[1]-part[0]-n*step))
			var list []rune
			for i := range n {
				if r := from + i*step; unicode.IsPrint(r) {
					list = append(list, r)
				}
			}
			switch m.IntN(4) {
			case 0:
				slices.Reverse(list)
			case 1:
				fmt.Fprintf(&b, "U+%04X %s\n", from, spaced(list))
				continue
			}
			fmt.Fprintf(&b, "%s\n", string(list))
		}
	}
	return b.String()
}

// pageRows are rows of the tables of charsets of pairs, some with gaps: GB 2312 has its
// first 3,755 characters in the order of their sound, Big5 in the order of strokes.
func (m maker) pageRows() string {
	var b strings.Builder
	for _, e := range []encoding.Encoding{simplifiedchinese.GBK, traditionalchinese.Big5, japanese.ShiftJIS, japanese.EUCJP, korean.EUCKR} {
		for range 500 {
			lead, trail := byte(0x81+m.IntN(0x7D)), 0x40+m.IntN(0x80)
			n, step := 3+m.IntN(24), 1+m.IntN(3)
			var list []rune
			for i := 0; i < n; i++ {
				s, err := e.NewDecoder().Bytes([]byte{lead, byte(min(trail+i*step, 0xFE))})
				if r := []rune(string(s)); err == nil && len(r) == 1 && r[0] != unicode.ReplacementChar && unicode.IsPrint(r[0]) && (len(list) == 0 || list[len(list)-1] != r[0]) {
					list = append(list, r[0])
				}
			}
			fmt.Fprintf(&b, "%02X%02X %s\n", lead, trail, string(list))
		}
	}
	return b.String()
}

// normalization has lines of tests of the forms of Unicode, and of domain names.
func (m maker) normalization() string {
	var b strings.Builder
	for _, part := range [][2]rune{{0xA0, 0x17F}, {0x1C4, 0x1F5}, {0x370, 0x45F}, {0x1E00, 0x1FFF}, {0x2100, 0x2180}, {0x2460, 0x24FF}, {0x3200, 0x33FF}, {0xF900, 0xFA2D}, {0xFB00, 0xFB4F}, {0xFE30, 0xFE4F}, {0xFF01, 0xFFE6}} {
		for r := part[0]; r <= part[1]; r += 1 + m.Int32N(6) {
			s := string(r)
			if !unicode.IsPrint(r) || norm.NFKD.String(s) == s {
				continue
			}
			fmt.Fprintf(&b, "%04X;%X;%X; # (%s; %s; %s; %s; %s)\n", r, []rune(norm.NFC.String(s)), []rune(norm.NFD.String(s)), s, norm.NFC.String(s), norm.NFD.String(s), norm.NFKC.String(s), norm.NFKD.String(s))
			fmt.Fprintf(&b, "%c.com; %s.com; xn--%x\n%c%c%c\n", r, norm.NFKC.String(s), r, r, r, r)
		}
	}
	return b.String()
}
