package dict_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/dict"
)

func TestParseOpenCC(t *testing.T) {
	got, err := dict.ParseOpenCC("# a comment\n\n乾\t干 乾\r\n著名\t著名\n")
	require.NoError(t, err)
	assert.Equal(t, []dict.Entry{{Key: "乾", Value: "干"}, {Key: "著名", Value: "著名"}}, got)
	_, err = dict.ParseOpenCC("乾 干\n")
	assert.ErrorContains(t, err, "line 1")
}

// A line marked as a tofu risk keeps its character in the dictionary proper and
// has the rare form in the other one.
func TestParseTofuRisk(t *testing.T) {
	const text = "# @tofu-risk: rare\n㑮\t㑮 𫝈\n㑳\t㑇\n"
	first, err := dict.ParseOpenCC(text)
	require.NoError(t, err)
	assert.Equal(t, []dict.Entry{{Key: "㑮", Value: "㑮"}, {Key: "㑳", Value: "㑇"}}, first)
	rare, err := dict.ParseTofuRisk(text)
	require.NoError(t, err)
	assert.Equal(t, []dict.Entry{{Key: "㑮", Value: "𫝈"}}, rare)
	_, err = dict.ParseTofuRisk("# @tofu-risk: nothing follows")
	assert.Error(t, err)
}

// Turned round, a value goes back to the first key that had it, or to the one
// that is preferred.
func TestParseReversed(t *testing.T) {
	got, err := dict.ParseReversed("棱\t稜\n# @reverse-prefer: 梁\n樑\t梁 樑\n梁\t梁\n楞\t稜\n")
	require.NoError(t, err)
	assert.Equal(t, []dict.Entry{
		{Key: "梁", Value: "梁"}, {Key: "樑", Value: "樑"}, {Key: "稜", Value: "棱"},
	}, got)
}
