package mojibake

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// What was lost is nearly always among the candidates of its place, and all else is read as it was.
func TestCandidates(t *testing.T) {
	var c Candidates
	found, all := 0, 0
	for _, want := range []string{"老师说今天下午不上课", "王婶送来一篮鸡蛋", "我们在图书馆门口等你", "弟弟昨天买了新书包", "船慢慢地靠近了码头"} {
		broken, err := simplifiedchinese.GBK.NewDecoder().String(want)
		require.NoError(t, err)
		require.Contains(t, broken, "\uFFFD")
		got, lost, ok := c.Of("", broken, "", Step{"utf-8", "gbk"})
		require.True(t, ok)
		require.NotEmpty(t, lost)
		pos := 0
		for _, l := range lost {
			require.Equal(t, want[pos:l.At], got[pos:l.At])
			require.True(t, strings.HasPrefix(got[l.At:], string(l.May[0])))
			all++
			for _, r := range l.May {
				if strings.HasPrefix(want[l.At:], string(r)) {
					found++
				}
			}
			pos = l.At + len(string(l.May[0]))
		}
		require.Equal(t, want[pos:], got[pos:])
	}
	require.GreaterOrEqual(t, found, all-1) // one is seldom the right word there

	for _, s := range []Step{{"utf-8", "nothing"}, {"utf-8", "gb2312"}, {}} {
		_, _, ok := c.Of("", "鎴戜滑", "", s)
		require.False(t, ok, s)
	}
}
