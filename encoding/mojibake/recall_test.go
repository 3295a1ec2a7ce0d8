package mojibake

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/damage"
)

// A name that lost bytes is not known by itself, and in a text that has it elsewhere it is:
// unless it is so rare that it is not looked for. A second run changes nothing.
func TestNamesComeAgain(t *testing.T) {
	f := damage.Lookup("utf-8 as gbk")
	require.NotNil(t, f)
	whole := "芮蔚楠在青岷镇上开了一家裱画店，街坊都叫她芮师傅。\n裱画店的门脸不大，墙上挂着蒯庭筠送来的山水。\n"
	again := []string{
		"昨天下午芮蔚楠去青岷镇的集市买了浆糊和绫子。",
		"听说蒯庭筠的画要在青岷镇展出，芮蔚楠连夜赶工。",
		"蒯庭筠说，除了芮蔚楠，他不放心把画交给别人裱。",
		"青岷镇的老人们记得，芮蔚楠的父亲也是裱画的。",
	}
	alone, within := 0, 0
	for _, line := range again {
		bad, ok := breakLine(f, line)
		require.True(t, ok)
		alone += strings.Count(fixLine(bad), "\uFFFD")
		text := fixLine(whole + bad + "\n")
		assert.Equal(t, text, fixLine(text))
		got, ok := strings.CutPrefix(text, whole)
		require.True(t, ok)
		within += strings.Count(got, "\uFFFD")
	}
	t.Logf("left open: %d alone, %d in the text", alone, within)
	assert.Less(t, 4*within, 3*alone)
}
