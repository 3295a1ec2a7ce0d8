package pinyin_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/pinyin"
)

func TestFarm(t *testing.T) {
	y, blank, ok := pinyin.Farm('創')
	assert.True(t, ok)
	assert.True(t, blank)
	assert.Equal(t, "chuàng", y.String())

	y, blank, ok = pinyin.Farm('長')
	assert.True(t, ok)
	assert.False(t, blank)
	assert.Equal(t, "zhǎng", y.String(), "the reading on most pages")

	for _, r := range []rune{'创', '中', 'a', -1, 0x10ffff} {
		_, _, ok = pinyin.Farm(r)
		assert.False(t, ok, "%c", r)
	}
}

// Every reading a farm writes is one of Unihan's, so Has never turns a true
// annotation away. There is no exception.
func TestFarmReadingsAreReadings(t *testing.T) {
	chars := make(map[rune]bool)
	entries := 0
	for e := range pinyin.FarmEntries() {
		entries++
		chars[e.Rune] = true
		assert.True(t, pinyin.Has(e.Rune, e.Reading), "%c %s", e.Rune, e.Reading)
		assert.NotZero(t, e.Reading.Tone(), "%c", e.Rune)
		assert.LessOrEqual(t, e.Blank, e.Seen)
		assert.LessOrEqual(t, e.Pages, e.Seen)
		y, _, ok := pinyin.Farm(e.Rune)
		assert.True(t, ok)
		if e.Rune != '長' {
			assert.Equal(t, e.Reading, y)
		}
	}
	assert.Equal(t, 121, entries)
	assert.Len(t, chars, 120)
}

func TestFarmEntriesOrder(t *testing.T) {
	var rs []rune
	for e := range pinyin.FarmEntries() {
		rs = append(rs, e.Rune)
		if len(rs) == 3 {
			break // an iterator may be left
		}
	}
	assert.True(t, slices.IsSorted(rs))
	var long []string
	for e := range pinyin.FarmEntries() {
		if e.Rune == '長' {
			long = append(long, e.Reading.String())
		}
	}
	assert.Equal(t, []string{"zhǎng", "cháng"}, long)
}
