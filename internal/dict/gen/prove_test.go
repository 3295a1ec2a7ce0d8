package main

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/dict"
)

// The proof fails on tables that are not closed, leave a character that has a
// standard form, or go against the national table.
func TestProve(t *testing.T) {
	std := standard{
		chars:    map[rune]bool{'国': true, '说': true, '干': true, '乾': true},
		official: map[rune][]rune{'國': {'国'}, '説': {'说'}},
	}
	proof := func(phrases []dict.Entry, m map[rune]rune) []string {
		strict := map[rune]bool{}
		for r := range m {
			strict[r] = !std.chars[r]
		}
		chain := dict.Chain{Stages: []dict.Group{{Dicts: [][]dict.Entry{phrases, sorted(m)}}}}
		return prove(chain, std, m, strict)
	}
	right := map[rune]rune{'國': '国', '説': '说', '乾': '干'}
	assert.Empty(t, proof([]dict.Entry{{Key: "國説", Value: "国说"}}, right))
	assert.Contains(t, proof([]dict.Entry{{Key: "國乾", Value: "国乾"}}, right), "國乾 gives 国乾, and that 国干")
	assert.Contains(t, proof([]dict.Entry{{Key: "國説", Value: "國说"}, {Key: "國说", Value: "國说"}}, right), "國説 gives 國说 with 國, which has a standard form")
	assert.Contains(t, proof(nil, map[rune]rune{'國': '国'}), "説 gives \x00, the standard has 说")
	assert.Contains(t, proof(nil, map[rune]rune{'國': '说', '説': '说'}), "國 gives 说, the standard has 国")
}
