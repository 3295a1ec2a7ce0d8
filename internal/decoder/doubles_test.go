package decoder

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// No other bytes begin second codes.
func TestDoubleLeads(t *testing.T) {
	var all []byte
	for lead := 0x81; lead <= 0xFE; lead++ {
		all = append(all, byte(lead))
	}
	for y := range NumPages {
		if y.hasDoubles() {
			require.Equal(t, y.doublesBehind(all), y.doubles(), y)
		}
	}
}

// What UTF-8 says of 金, ¬ and others is read from codes of code page 932 that it does
// not write.
func TestSecondCodesOfCP932(t *testing.T) {
	for r, codes := range doublesOf[CP932]().codes {
		for _, c := range codes {
			back, n := CP932.Decode(c.B[:2])
			require.Equal(t, r, back)
			require.Equal(t, 2, n)
			require.NotEqual(t, CP932.Encode(r), c)
		}
	}
	var f Filler
	const text = "他说黄金和现金都存进了银行，金额不小。"
	var bad []rune
	for b := []byte(text); len(b) > 0; {
		r, n := CP932.Decode(b)
		bad, b = append(bad, r), b[max(n, 1):]
	}
	require.Contains(t, string(bad), "≡")
	res, ok := f.Fill(Step{FromUTF8, CP932}, nil, bad, nil)
	require.True(t, ok)
	require.Contains(t, string(res.Text), "黄金")
	require.Contains(t, string(res.Text), "金额")
}
