package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A reading is a syllable taken apart.
type reading struct {
	letters string // composed, without the tone mark: lü
	tone    int    // 0 without a mark, 1 to 4
}

// fields are the Mandarin fields of Unihan, the customary reading first.
var fields = []string{"kMandarin", "kHanyuPinlu", "kXHC1983", "kTGHZ2013", "kHanyuPinyin"}

// parseUnihan collects all readings of every character, in the order of fields.
func parseUnihan(data []byte) (map[rune][]reading, error) {
	values := make(map[string]map[rune]string)
	for _, f := range fields {
		values[f] = make(map[rune]string)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		col := strings.Split(line, "\t")
		if len(col) != 3 {
			return nil, fmt.Errorf("bad line %q", line)
		}
		of, ok := values[col[1]]
		if !ok {
			continue
		}
		cp, err := strconv.ParseUint(strings.TrimPrefix(col[0], "U+"), 16, 21)
		if err != nil {
			return nil, err
		}
		of[rune(cp)] = col[2]
	}
	readings := make(map[rune][]reading)
	for _, f := range fields {
		for r, v := range values[f] {
			for _, item := range strings.Fields(v) {
				for _, s := range spellings(f, item) {
					y, err := takeApart(s)
					if err != nil {
						return nil, fmt.Errorf("%U %s: %w", r, f, err)
					}
					if !slices.Contains(readings[r], y) {
						readings[r] = append(readings[r], y)
					}
				}
			}
		}
	}
	return readings, nil
}

// spellings takes the notation of field f off one item: gè(11693) of
// kHanyuPinlu, 0373.091:gě or 10178.030:gè,gě of the dictionaries.
func spellings(f, item string) []string {
	switch f {
	case "kMandarin":
		return []string{item}
	case "kHanyuPinlu":
		s, _, _ := strings.Cut(item, "(")
		return []string{s}
	}
	_, s, _ := strings.Cut(item, ":")
	return strings.Split(s, ",")
}

func takeApart(s string) (reading, error) {
	var y reading
	var letters strings.Builder
	for _, r := range norm.NFD.String(s) {
		t := strings.IndexRune("\u0304\u0301\u030c\u0300", r)
		switch {
		case t < 0:
			letters.WriteRune(r)
		case y.tone != 0:
			return reading{}, fmt.Errorf("two tone marks in %q", s)
		default:
			y.tone = t/2 + 1 // each mark takes two bytes
		}
	}
	y.letters = norm.NFC.String(letters.String())
	if y.letters == "" {
		return reading{}, fmt.Errorf("empty reading %q", s)
	}
	return y, nil
}

// A numbering holds every spelling without its mark, by key, as the package
// sorts them. See pinyin.Syllable.
type numbering struct {
	letters []string
	keys    []uint32
}

func number(readings map[rune][]reading) numbering {
	byKey := make(map[uint32]string)
	for _, list := range readings {
		for _, y := range list {
			byKey[key(y.letters)] = y.letters
		}
	}
	var n numbering
	for k := range byKey {
		n.keys = append(n.keys, k)
	}
	slices.Sort(n.keys)
	for _, k := range n.keys {
		n.letters = append(n.letters, byKey[k])
	}
	return n
}

// id returns the pinyin.Syllable of y.
func (n numbering) id(y reading) uint16 {
	i, ok := slices.BinarySearch(n.keys, key(y.letters))
	if !ok {
		return 0
	}
	return uint16(1 + 5*i + y.tone)
}

// key packs letters as the package does: 5 bits each, from the top.
func key(letters string) uint32 {
	var k uint32
	shift := 25
	for _, r := range letters {
		switch {
		case r >= 'a' && r <= 'z':
			k |= uint32(r-'a'+1) << shift
		case r == 'ü':
			k |= 27 << shift
		case r == 'ê':
			k |= 28 << shift
		default:
			check(fmt.Errorf("letter %q in %q", r, letters))
		}
		shift -= 5
	}
	if shift < -5 {
		check(fmt.Errorf("%q is too long", letters))
	}
	return k
}
