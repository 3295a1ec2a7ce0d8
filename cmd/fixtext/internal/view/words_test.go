package view

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/lang"
)

var latin = regexp.MustCompile(`[a-z]{2}`)

// A reader of Chinese reads no English: what the cases have view.js and explain say is
// translated, and so is what the script says itself.
func TestWordsAreTranslated(t *testing.T) {
	lang.Use("zh")
	t.Cleanup(func() { lang.Use("en") })
	list, err := cases.Read("../../../../testdata/cases")
	require.NoError(t, err)
	missing := map[string]bool{}
	see := func(english string) {
		if lang.Tell(english) == english && english != "" && latin.MatchString(english) {
			missing[english] = true
		}
	}
	for i, c := range list {
		if len(c.In) > 400 || !utf8.Valid(c.In) || i%3 > 0 && testing.Short() {
			continue
		}
		lines, _, _ := viewed(t, true, string(c.In))
		for _, l := range lines {
			for _, e := range l.Edits {
				see(e.Verdict.String())
				for _, note := range strings.Split(e.Note, "; ") {
					see(note)
				}
			}
			if !l.Explain(nil) {
				continue
			}
			see(l.Why.Reason)
			for _, r := range l.Why.Readings {
				for _, s := range r.Stages {
					see(s.Is.Of)
					see(s.As.Of)
				}
				for _, x := range r.Evidence {
					see(x.Words)
				}
			}
		}
	}
	for _, m := range regexp.MustCompile(`tr\("(.*?)"`).FindAllStringSubmatch(script, -1) {
		see(m[1])
	}
	require.Empty(t, slices.Sorted(maps.Keys(missing)), "not in internal/lang/zh/shown.po")
}

// The script stands in a page of HTML, which its text must not end.
func TestScriptEndsNothing(t *testing.T) {
	require.NotContains(t, strings.ToLower(Script()), "</script")
	require.NotContains(t, Script(), "<!--")
	require.NotContains(t, strings.ToLower(Style), "</style")
	require.NotContains(t, script, "innerHTML")
}
