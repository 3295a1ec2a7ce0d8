package coder_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

// shout is a charset of a shift and two sets: small letters stand for themselves
// at first, for capitals between < and >.
func shout() *coder.Charset {
	return &coder.Charset{
		Name: "shout",
		Decode: func(state uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
			switch b := src[0]; {
			case b == '<':
				return dst, 1, 1, true
			case b == '>':
				return dst, 1, 0, true
			case b >= 'a' && b <= 'z' && state == 1:
				return append(dst, b-'a'+'A'), 1, state, true
			case b >= 'a' && b <= 'z' || b == '\n':
				return append(dst, b), 1, state, true
			}
			return dst, 1, state, false
		},
		Encode: func(state uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
			r, size, ok := coder.NextRune(src, atEOF)
			switch {
			case !ok:
				return dst, size, state, size == 0
			case r >= 'A' && r <= 'Z':
				if state == 0 {
					dst = append(dst, '<')
				}
				return append(dst, byte(r)-'A'+'a'), 1, 1, true
			case r >= 'a' && r <= 'z' || r == '\n':
				if state == 1 {
					dst = append(dst, '>')
				}
				return append(dst, byte(r)), 1, 0, true
			}
			return dst, size, state, false
		},
		End: func(state uint64, dst []byte) []byte {
			if state == 1 {
				dst = append(dst, '>')
			}
			return dst
		},
	}
}

func TestShout(t *testing.T) {
	codepagetest.Encoding(t, shout(), "abCDe\nF", "ab<>\n\x80")
}

func TestEncodeErrors(t *testing.T) {
	_, err := shout().NewEncoder().String("aB中")
	var e *coder.EncodeError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, coder.EncodeError{Charset: "shout", Offset: 2, Rune: '中', Size: 3}, *e)

	_, err = shout().NewEncoder().String("aB\xE4\xB8")
	assert.EqualError(t, err, "fixtext: not UTF-8 at byte 2")

	// A replacement is written in the initial state, and the end of the text is in
	// it too.
	for in, want := range map[string]string{"aB中C": "a<b>\x1A<c>", "B中": "<b>\x1A", "中": "\x1A"} {
		for _, n := range []int{0, 1, 2, 10} {
			out, err := codepagetest.Split(encoding.ReplaceUnsupported(shout().NewEncoder()), []byte(in), n)
			assert.NoError(t, err)
			assert.Equal(t, want, string(out), "%q by %d", in, n)
		}
	}
}

func TestHandlerStops(t *testing.T) {
	stop := errors.New("stop")
	dec := shout().NewDecoderFunc(func(offset int64, b []byte) error {
		if offset < 5 {
			return nil
		}
		return fmt.Errorf("%w at %d: %s", stop, offset, b)
	})
	out, err := io.ReadAll(transform.NewReader(strings.NewReader("a1<b>?c"), dec))
	assert.ErrorIs(t, err, stop)
	assert.EqualError(t, err, "stop at 5: ?")
	assert.Equal(t, "a\uFFFDB", string(out))
}

func TestAppendKeepsWhatItCannotRead(t *testing.T) {
	var bad []string
	out := shout().Append([]byte("> "), []byte("a1<b2\n"), func(off, n int) { bad = append(bad, fmt.Sprint(off, "+", n)) })
	assert.Equal(t, "> a1B2\n", string(out))
	assert.Equal(t, []string{"1+1", "4+1"}, bad)
	out = shout().AppendEncoded(nil, []byte("A中B\xFF"), nil)
	assert.Equal(t, "<a>中<b>\xFF", string(out))
}

func TestNextRune(t *testing.T) {
	r, n, ok := coder.NextRune([]byte("\xE4\xB8"), false)
	assert.Equal(t, []any{utf8.RuneError, 0, false}, []any{r, n, ok})
	r, n, ok = coder.NextRune([]byte("\xE4\xB8"), true)
	assert.Equal(t, []any{utf8.RuneError, 1, false}, []any{r, n, ok})
	r, n, ok = coder.NextRune([]byte("\uFFFD"), true)
	assert.Equal(t, []any{utf8.RuneError, 3, true}, []any{r, n, ok})
}
