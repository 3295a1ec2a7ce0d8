// Package kanji tells Japanese from Chinese where nothing but Han characters is
// written: 図書館 and 圖書館, 午後 and 下午, 直樹 and 建國.
//
// It is a linear model. Each Han character, each pair of neighbours with the edges of
// the run that they stand in, and each pair of kinds (traditional, simplified, made in
// Japan) speaks for one of the languages by so many nats; what they say is added up.
// The model was fitted on dictionaries and texts of both languages, see train and
// PROVENANCE.md. It is 1 MB that is read in place, and no call allocates.
package kanji

import (
	_ "embed"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/runeclass"
)

//go:embed model.bin
var model string

const (
	// Nat is one nat in the units of Score.
	Nat = 16
	// Bits is the size of the model: 1<<Bits weights of a byte.
	Bits = 20
)

// Score returns how much more likely text is to be Japanese than Chinese by its Han
// characters, in 1/16 nat: negative if it is Chinese, 0 if it has none. All else in
// text only says where a run of Han characters begins and ends. A character that stands
// alone says little for Japanese: Chinese writes about characters, too, 万→萬.
func Score(text []byte) int {
	score, run := 0, 0
	features(text, func(feature uint32) { run += int(int8(model[feature])) }, func(length int) {
		if length == 1 {
			run = min(run, mostAlone)
		}
		score, run = score+run, 0
	})
	return score
}

// mostAlone is what a run of one character says for Japanese at most.
const mostAlone = 4 * Nat

// What a run of Han characters stands beside, as a character of a pair.
const (
	edge  rune = iota + 1 // the start or end of the text, or anything else
	digit                 // a digit
	kana
)

// Features calls f with the number of each thing in text that the model knows a weight
// for.
func Features(text []byte, f func(feature uint32)) { features(text, f, func(int) {}) }

// features calls f as Features does, and ended behind each run of Han characters with the
// number of them.
func features(text []byte, f func(feature uint32), ended func(length int)) {
	prev, kind := edge, uint32(0)
	run, length := uint64(0), 0 // a hash of the run at hand
	end := func(next rune) {
		if length > 0 {
			f(slot(prev, next))
			f(slot(rune(kind), 0))
			if length <= longest {
				f(uint32(run * mix >> (64 - Bits)))
			}
			ended(length)
		}
	}
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		class := runeclass.Of(r)
		if class&(runeclass.Han|runeclass.Iteration|runeclass.Closing|runeclass.Zero) != 0 {
			k := kindOf(r)
			f(slot(0, r))
			f(slot(prev, r))
			f(slot(rune(kind), rune(k)))
			prev, kind = r, k
			run, length = (run+uint64(r))*mix, length+1
			continue
		}
		next := edge
		switch {
		case r >= '0' && r <= '9' || r >= '０' && r <= '９':
			next = digit
		case class&(runeclass.Kana|runeclass.Voiced) != 0:
			next = kana
		}
		end(next)
		prev, kind, run, length = next, 0, 0, 0
	}
	end(edge)
}

// kindOf returns what the forms of a character say, from 1 to 32.
func kindOf(r rune) uint32 {
	e := tables.Simplified.RuneEntry(r)
	k := e >> 28 // Simplified, Foreign, Chinese, Strict
	if e&dict.ChangeMask != 0 {
		k |= 16
	}
	return k + 1
}

// longest is how many characters a run has at most that is a feature as a whole.
const longest = 4

const mix = 0x9E3779B97F4A7C15

// slot returns the place of the weight of a pair.
func slot(a, b rune) uint32 {
	h := (uint64(a)<<32 | uint64(b)) * mix
	return uint32(h >> (64 - Bits))
}
