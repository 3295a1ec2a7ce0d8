package fixtext_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
)

func TestRulesAreACatalogue(t *testing.T) {
	last := fixtext.Code("")
	names := map[string]bool{}
	for _, r := range fixtext.Rules() {
		require.Regexp(t, `^FT[1-5][0-9]{2}$`, string(r.Code))
		require.Greater(t, r.Code, last, "in the order of the codes, each once")
		last = r.Code
		require.Regexp(t, regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`), r.Name)
		require.False(t, names[r.Name], "%s twice", r.Name)
		names[r.Name] = true
		for _, sentence := range []string{r.Summary, r.Why} {
			require.True(t, strings.HasSuffix(sentence, "."), sentence)
		}
		require.NotEmpty(t, r.In)
	}
}
