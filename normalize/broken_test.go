package normalize

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/internal/gate"
)

// Characters that bytes of something else happen to make are no text.
func TestBrokenLinesStay(t *testing.T) {
	n := New(&edit.Policy{}, true, false)
	for in, want := range map[string]string{
		"圖書館裡的燈還亮著。\n":                        "图书馆里的灯还亮着。\n",
		"圖書館裡的燈\xff還亮著，門口有人在等。\n":             "图书馆里的灯\xff还亮着，门口有人在等。\n",
		"\xff\xfe題\x80\x81\xfa\n圖書館裡的燈還亮著。\n": "\xff\xfe題\x80\x81\xfa\n图书馆里的灯还亮着。\n",
		"\ufffd\ufffd題\ufffd\n":               "\ufffd\ufffd題\ufffd\n",
	} {
		var c edit.Chain
		var g gate.Gate
		c.Start([]byte(in), true)
		n.Run(&c, &g, false)
		assert.Equal(t, want, string(c.Text()))
		assert.Equal(t, in, string(edit.Apply(c.Text(), edit.Invert(c.Log.Edits))))
	}
}
