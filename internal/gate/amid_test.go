package gate

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Of no stranger does mayBeStranger say that it is none, whichever characters it was asked about before.
func TestMayBeStranger(t *testing.T) {
	pieces := []string{"我们把话说清楚", "可頁短嗤繁公厘断及", "請在截止日期前上傳檔案，", "辛症概嫋肇定祥介阻", "妀こ", "か", "\n", "a", "嗤嫋", "\xe4", "水水水水水水水水水水水水水水水水"}
	rapid.Check(t, func(t *rapid.T) {
		block := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "text"), ""))
		skip := rapid.IntRange(1, 5).Draw(t, "skip")
		var s Seen
		s.reset()
		for p, k := 0, 0; p < len(block); k++ {
			r, n := decode(block, p)
			if n == 3 && Foreign(r) && k%skip == 0 && !s.mayBeStranger(block, p) {
				require.False(t, Stranger(block, p), "%d in %q", p, block)
			}
			p += n
		}
	})
}
