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
)

// dictionary is the list of words.js, and its words with gaps.
type dictionary struct {
	words map[string]bool
	gaps  []*regexp.Regexp
}

func readWords(t *testing.T) (d dictionary) {
	d.words = map[string]bool{}
	list, _, ok := strings.Cut(words, "\n};")
	require.True(t, ok)
	for _, m := range regexp.MustCompile(`(?m)^  "(.*?)": ".+",$`).FindAllStringSubmatch(list, -1) {
		english := m[1]
		require.False(t, d.words[english], "twice: %s", english)
		d.words[english] = true
		if strings.Contains(english, "{0}") {
			gap := regexp.MustCompile(`\\\{\d\\\}`).ReplaceAllString(regexp.QuoteMeta(english), "(.+?)")
			d.gaps = append(d.gaps, regexp.MustCompile("(?s)^"+gap+"$"))
		}
	}
	return d
}

func (d *dictionary) has(english string) bool {
	if d.words[english] {
		return true
	}
	for _, gap := range d.gaps {
		if gap.MatchString(english) {
			return true
		}
	}
	return false
}

// A reader of Chinese is told of every rule in Chinese.
func TestRulesAreTranslated(t *testing.T) {
	for _, r := range Rules() {
		require.Contains(t, words, "  "+string(r.Code)+`: ["`, "words.js: chineseRules")
	}
}

// few is how many words may be without a translation: what is new is shown in English until
// somebody translates it.
const few = 5

// What the cases have view.js say is in words.js, and so is what the script says itself.
func TestWordsAreTranslated(t *testing.T) {
	d := readWords(t)
	list, err := cases.Read("../../../../testdata/cases")
	require.NoError(t, err)
	missing := map[string]bool{}
	see := func(english string) {
		if english != "" && !d.has(english) {
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
			if !l.Explain() {
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
	t.Logf("not in words.js: %q", slices.Sorted(maps.Keys(missing)))
	require.LessOrEqual(t, len(missing), few)
}

// The script stands in a page of HTML, which its text must not end.
func TestScriptEndsNothing(t *testing.T) {
	require.NotContains(t, strings.ToLower(Script()), "</script")
	require.NotContains(t, Script(), "<!--")
	require.NotContains(t, strings.ToLower(Style), "</style")
	require.NotContains(t, script, "innerHTML")
}
