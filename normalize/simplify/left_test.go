package simplify_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/normalize/simplify"
)

// Variants that stay in simplified text are named; those that are converted, and all in
// text that is traditional, Japanese or of one standard form, are not.
func TestLeft(t *testing.T) {
	for _, c := range []struct {
		text string
		want []simplify.Form
	}{
		{"我们看刘畊宏跳操。", []simplify.Form{{12, '畊', '耕'}}},
		{"没有这个人\n他们说梁靖崑赢了。", []simplify.Form{{31, '崑', '昆'}}},
		{"全国人口普査开始了，他说。", nil},                       // a word proves the slip
		{"他们说麴胜来了。", []simplify.Form{{9, '麴', '曲'}}}, // few people type it
		{"晋军的王濬顺流而下，这时来了。", []simplify.Form{{12, '濬', '浚'}}},
		{"他说这里的疏濬工程停了。", nil},
		{"这几个人的经历，林峯都说了。", []simplify.Form{{27, '峯', '峰'}}}, // typed, but in a name
		{"他们说他很讚。", nil},
		{"他们在森林裡说。", nil}, // 林 is no family name
		{"這個人說他叫劉畊宏。", nil},
		{"日本語のテキストです。", nil},
		{"没有别的字。", nil},
		{"", nil},
	} {
		assert.Equal(t, c.want, simplify.Left([]byte(c.text)), c.text)
	}
}
