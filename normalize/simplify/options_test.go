package simplify_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize/simplify"
)

func converter(t require.TestingT, o simplify.Options) func(string) string {
	c, err := simplify.New(o)
	require.NoError(t, err)
	return func(s string) string { return string(c.Append(nil, []byte(s), nil)) }
}

func dictionary(t require.TestingT, text string) *simplify.Dict {
	d, err := simplify.ParseDict(strings.NewReader(text))
	require.NoError(t, err)
	return d
}

// What makes no sense is an error. What options do is in testdata/cases/simplify.json.
func TestOptionErrors(t *testing.T) {
	_, err := simplify.New(simplify.Options{Variant: simplify.CN, Vocabulary: true})
	assert.ErrorContains(t, err, "vocabulary")
	_, err = simplify.ParseVariant("sg")
	assert.Error(t, err)
}

// Hong Kong and the mainland tell 着 and 著 apart.
func TestVariant(t *testing.T) {
	for _, name := range []string{"cn", "hk"} {
		v, err := simplify.ParseVariant(name)
		require.NoError(t, err)
		assert.Equal(t, name, v.String())
		assert.Contains(t, converter(t, simplify.Options{Variant: v})("張三哼著，看着這個，看著學生"), "张三哼著，看着这个，")
	}
}

// Edits tell what was done and by which rule.
func TestUserDictionaryEdits(t *testing.T) {
	c, err := simplify.New(simplify.Options{Dict: dictionary(t, "國會\t议会\nABC\tabc\n裏海\n")})
	require.NoError(t, err)
	in, want := "說國會，\x1a，ABC，乾，裏海", "说议会，\x1a，abc，干，裏海"
	for _, log := range []*edit.Log{{Keep: true}, {}} {
		assert.Equal(t, want, string(c.Append(nil, []byte(in), log)))
		assert.Equal(t, map[edit.Code]int{simplify.Character: 1, simplify.Context: 1, simplify.User: 2}, log.Counts)
		if log.Keep {
			assert.Equal(t, want, apply(in, log.Edits))
		}
	}
}

func TestDictionaryErrors(t *testing.T) {
	for text, want := range map[string]string{
		"a\tb\na\tc\n":      "line 2: \"a\" becomes \"c\" here and \"b\" in line 1",
		"a\tb\na\n":         "line 2",
		"# x\n\na\tb\nb\tc": "line 3: \"a\" becomes \"b\", which line 4 replaces",
		"a\tb\nb\ta":        "line 1",
		"a\tb\tc\n":         "line 1: more than one tab",
		"a\t\n":             "line 1: no replacement",
		"\tb\n":             "line 1: no word",
		"x\n\xff\n":         "line 2: not UTF-8",
		"a\x1a\n":           "line 1: control character",
	} {
		_, err := simplify.ParseDict(strings.NewReader(text))
		assert.ErrorContains(t, err, want, "%q", text)
	}
	for _, text := range []string{"", "\n#\n", "\uFEFFa\tb\r\na\tb\n", "a\tab\n", "a\tb\nb\n"} {
		_, err := simplify.ParseDict(strings.NewReader(text))
		assert.NoError(t, err, "%q", text)
	}
}

// A dictionary that goes on for ever is not followed.
func TestEndlessDictionary(t *testing.T) {
	f := converter(t, simplify.Options{Dict: dictionary(t, "ab\tba\n")})
	in := strings.Repeat("a", 50) + strings.Repeat("b", 50) + "國"
	assert.Equal(t, f(in), f(f(in)))
	assert.Equal(t, "ba", f("ab"))
}

// The promises hold with every choice of options, whatever the dictionary says.
func TestPromisesWithOptions(t *testing.T) {
	words := rapid.SampledFrom([]string{"國", "国", "國會", "軟體", "软件", "软体", "软件工程", "伊利諾", "记忆体", "乾", "干", "a", "ab", "b", "ba", "著", "の", "體", "字"})
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		for range rapid.IntRange(0, 5).Draw(t, "entries") {
			text.WriteString(words.Draw(t, "key"))
			if rapid.Bool().Draw(t, "replaced") {
				text.WriteString("\t" + words.Draw(t, "value") + words.Draw(t, "value"))
			}
			text.WriteByte('\n')
		}
		d, err := simplify.ParseDict(strings.NewReader(text.String()))
		if err != nil {
			d = nil
		}
		o := simplify.Options{Variant: rapid.SampledFrom([]simplify.Variant{simplify.Auto, simplify.TW, simplify.HK}).Draw(t, "variant"),
			Vocabulary: rapid.Bool().Draw(t, "vocabulary"), Dict: d}
		c, err := simplify.New(o)
		require.NoError(t, err)

		in := document().Draw(t, "document")
		for range rapid.IntRange(0, 10).Draw(t, "words") {
			in += words.Draw(t, "word")
		}
		counted, kept := &edit.Log{}, &edit.Log{Keep: true}
		out := string(c.Append(nil, []byte(in), counted))
		require.Equal(t, out, string(c.Append(nil, []byte(in), kept)))
		require.Equal(t, out, apply(in, kept.Edits), "the edits tell all")
		require.Equal(t, kept.Counts, counted.Counts)
		require.Equal(t, kept.Verdicts, counted.Verdicts)
		require.Equal(t, out, string(c.Append(nil, []byte(out), nil)), "a second time changes nothing")
		require.Equal(t, strings.Count(in, "\n"), strings.Count(out, "\n"))
		require.Equal(t, "x"+out, string(c.Append([]byte("x"), []byte(in), nil)), "Append appends")
		n := c.Span([]byte(in))
		require.Equal(t, in[:n], out[:n])
	})
}

// The zero converter is Append.
func TestZeroConverter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := document().Draw(t, "document")
		require.Equal(t, convert(in), string(simplify.Converter{}.Append(nil, []byte(in), nil)))
		require.Equal(t, simplify.Span([]byte(in)), simplify.Converter{}.Span([]byte(in)))
	})
}
