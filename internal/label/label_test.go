package label_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/label"
)

func TestReadAs(t *testing.T) {
	for text, want := range map[string]string{
		"GB2312": "gb18030", "X_GBK": "gb18030", "cp936": "gb18030", "Big5-HKSCS": "big5", "cp950": "big5", "UTF8": "utf-8", "latin1": "windows-1252",
		"": "", "utf8mb4": "", "unknown": "", "binary": "", "cp437": "",
	} {
		assert.Equal(t, want, label.ReadAs(text), text)
	}
}
