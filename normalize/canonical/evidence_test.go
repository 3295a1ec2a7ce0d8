package canonical_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/normalize/canonical"
)

// What a line counts as is told by what is near it, however long the text is: the same
// lines far apart come out as each does alone.
func TestEvidenceIsNear(t *testing.T) {
	far := strings.Repeat("人口三千五百\n", 3000)
	var text, want strings.Builder
	kinds := map[bool]int{}
	for i := range 12 {
		lines := "我们在图书馆里等了很久。\n人山\u200b人海\n"
		if i%3 == 1 {
			lines = "議会は三月に開かれます。\n大阪\u200b神戸\n"
		}
		out := string(canonical.Append(nil, []byte(lines), canonical.Canonical, nil))
		kinds[out != lines]++
		for range i % 4 {
			text.WriteString(far)
			want.WriteString(far)
		}
		text.WriteString(far + lines)
		want.WriteString(far + out)
	}
	require.Len(t, kinds, 2)
	require.Equal(t, want.String(), string(canonical.Append(nil, []byte(text.String()), canonical.Canonical, nil)))
}
