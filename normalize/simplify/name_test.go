package simplify

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMayName(t *testing.T) {
	for _, name := range []string{"體中文", "日本語"} {
		for n := range 40 {
			for behind := range 24 {
				text := strings.Repeat("x", n) + name + strings.Repeat("y", behind)
				assert.True(t, mayName([]byte(text)), text)
				assert.False(t, mayName([]byte(strings.ReplaceAll(strings.ReplaceAll(text, "\xe4", "\xe5"), "\xe8", "\xe9"))), text)
			}
		}
		assert.True(t, mayName([]byte("中文本語中文本語"+name)))
	}
	assert.False(t, mayName([]byte("繁体中文和漢語中文")))
}
