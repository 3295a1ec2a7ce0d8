package decoder

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What a program leaves out that drops characters for private use of GBK as Big5, and that
// a text misses them where they stood.
func TestOmits(t *testing.T) {
	o := Step{FromGBK, Big5}.Omits()
	for _, r := range "如前片其期且人去全" {
		assert.True(t, o.Has(r), string(r))
	}
	for _, r := range "我们这个不是" {
		assert.False(t, o.Has(r), string(r))
	}
	assert.Positive(t, o.Without(30))
	assert.Positive(t, o.Gain([]rune("请保存当页面"), 4), "当前页面")
	assert.Zero(t, o.Gain([]rune("请保存这个页面"), 5))
	assert.Zero(t, Step{FromUTF8, GBK}.Omits().Without(30), "it has no pairs to leave out")
}
