package fixtext

import (
	"testing"

	"github.com/fixtext/fixtext/internal/chain"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/gate"
)

// Characters that bytes of something else happen to make are no text.
func TestBrokenLinesStay(t *testing.T) {
	n := newStages(&chain.Policy{}, true, false)
	for in, want := range map[string]string{
		"圖書館裡的燈還亮著。\n":                        "图书馆里的灯还亮着。\n",
		"圖書館裡的燈\xff還亮著，門口有人在等。\n":             "图书馆里的灯\xff还亮着，门口有人在等。\n",
		"\xff\xfe題\x80\x81\xfa\n圖書館裡的燈還亮著。\n": "\xff\xfe題\x80\x81\xfa\n图书馆里的灯还亮着。\n",
		"\ufffd\ufffd題\ufffd\n":               "\ufffd\ufffd題\ufffd\n",
	} {
		var c chain.Chain
		var g gate.Gate
		c.Start([]byte(in), true)
		n.run(&c, &g, false)
		n.convert(&c, &g, false, nil)
		assert.Equal(t, want, string(c.Text()))
		assert.Equal(t, in, string(edit.Apply(c.Text(), edit.Invert(c.Log.Edits))))
	}
}

// Frozen lines are not converted, whatever stands around them.
func TestFrozenLinesStay(t *testing.T) {
	n := newStages(&chain.Policy{}, true, false)
	in := "圖書館\n\n圖書館裡的燈\r\n還亮著"
	for want, frozen := range map[string]chain.Lines{
		"图书馆\n\n图书馆里的灯\r\n还亮着": nil,
		"图书馆\n\n圖書館裡的燈\r\n还亮着": {2: true},
		"圖書館\n\n图书馆里的灯\r\n還亮著": {0: true, 3: true},
	} {
		var c chain.Chain
		var g gate.Gate
		c.Start([]byte(in), true)
		n.convert(&c, &g, false, frozen)
		assert.Equal(t, want, string(c.Text()))
		assert.Equal(t, want, string(c.Text()))
		changed := chain.Differing([]byte(in), c.Text())
		assert.Len(t, changed, 3-len(frozen))
		assert.Equal(t, changed, frozen.Lacking(changed))
	}
}
