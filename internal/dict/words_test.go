package dict_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/dict"
)

// found lists the keys that Next gives, one behind the other.
func found(w *dict.Words, text string) (keys []string) {
	for p := 0; ; {
		at, n, _ := w.Next([]byte(text), p)
		if n == 0 {
			return keys
		}
		keys = append(keys, text[at:at+n])
		p = at + n
	}
}

func TestWords(t *testing.T) {
	w, err := dict.MakeWords([]dict.Entry{{"軟體", "软件"}, {"軟體工程", "软件工程"}, {"乾", "乾"}, {"😀", ":-)"}, {"é", "e"}})
	require.NoError(t, err)
	assert.Equal(t, []string{"軟體", "軟體工程", "乾", "😀", "é"}, found(w, "軟體工，軟體工程師乾脆 軟 😀é\xe8\xbb"))
	_, n, value := w.Next([]byte("這個軟體"), 0)
	assert.Equal(t, len("軟體"), n)
	assert.Equal(t, "软件", value)
	assert.Empty(t, found(w, ""))

	for name, d := range map[string][]dict.Entry{
		"twice": {{"a", "b"}, {"a", "c"}}, "empty": {{"", "x"}}, "ill-formed": {{"\xff", "x"}}, "lines": {{"a\nb", "x"}},
	} {
		_, err := dict.MakeWords(d)
		assert.Error(t, err, name)
	}
}

// Next gives what looking for every key at every place gives.
func TestWordsMissesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := entries(1).Draw(t, "entries")
		w, err := dict.MakeWords(d)
		require.NoError(t, err)
		in := text(0, 30).Draw(t, "input")
		var want []string
		for rest := in; rest != ""; {
			longest := ""
			for _, e := range d {
				if strings.HasPrefix(rest, e.Key) && len(e.Key) > len(longest) {
					longest = e.Key
				}
			}
			if longest == "" {
				rest = rest[len(string([]rune(rest)[:1])):]
				continue
			}
			want = append(want, longest)
			rest = rest[len(longest):]
		}
		require.Equal(t, want, found(w, in))
	})
}
