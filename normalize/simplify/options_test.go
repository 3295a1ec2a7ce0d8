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

// Words of a region are replaced on request, and in traditional text only.
func TestVocabulary(t *testing.T) {
	for _, c := range []struct {
		variant  simplify.Variant
		in, want string
	}{
		{simplify.Auto, "這個軟體的資料庫在伺服器上。", "这个软件的数据库在服务器上。"},
		{simplify.TW, "他搭計程車去買滑鼠和硬碟。", "他搭出租车去买鼠标和硬盘。"},
		{simplify.TW, "軟體開發者使用記憶體。\n软体这个词在大陆不常用。\n", "软件开发者使用内存。\n软体这个词在大陆不常用。\n"},
		{simplify.TW, "建立文件的人支援我們。", "建立文件的人支援我们。"}, // ambiguous words stay
		{simplify.TW, "伊利諾州與伊利諾伊州", "伊利诺伊州与伊利诺伊州"},
		{simplify.HK, "史提芬·史匹堡的電影，軟體與計程車不是香港的詞。", "斯蒂芬·斯皮尔伯格的电影，软体与计程车不是香港的词。"},
	} {
		f := converter(t, simplify.Options{Variant: c.variant, Vocabulary: true})
		assert.Equal(t, c.want, f(c.in))
		assert.Equal(t, c.want, f(f(c.in)))
	}
	without := converter(t, simplify.Options{Variant: simplify.TW})
	assert.Equal(t, "这个软体在伺服器上。", without("這個軟體在伺服器上。"))
	_, err := simplify.New(simplify.Options{Variant: simplify.CN, Vocabulary: true})
	assert.ErrorContains(t, err, "vocabulary")
}

// A word of the region is one edit of its own rule.
func TestVocabularyEdits(t *testing.T) {
	c, err := simplify.New(simplify.Options{Vocabulary: true})
	require.NoError(t, err)
	log := &edit.Log{Keep: true}
	in := "這個軟體很好"
	assert.Equal(t, "这个软件很好", string(c.Append(nil, []byte(in), log)))
	var told []string
	for _, e := range log.Edits {
		told = append(told, string(e.In)+string(e.Out)+" "+string(e.Rule))
	}
	assert.Equal(t, []string{"這这 FT301", "個个 FT301", "軟體软件 FT304"}, told)
}

// Hong Kong and the mainland tell 着 and 著 apart, Taiwan does not.
func TestVariant(t *testing.T) {
	const in = "張三哼著，看着這個，看著學生"
	assert.Equal(t, "张三哼着，看着这个，看着学生", converter(t, simplify.Options{Variant: simplify.TW})(in))
	for _, name := range []string{"cn", "hk"} {
		v, err := simplify.ParseVariant(name)
		require.NoError(t, err)
		assert.Equal(t, name, v.String())
		assert.Contains(t, converter(t, simplify.Options{Variant: v})(in), "张三哼著，看着这个，")
	}
	_, err := simplify.ParseVariant("sg")
	assert.Error(t, err)
}

func TestUserDictionary(t *testing.T) {
	d := dictionary(t, "# comment\n\n國會\t议会\n張乾\t张乾\n裏海\n  裡海 \r\n雲端\t云上\nABC\tabc\n的\n")
	f := converter(t, simplify.Options{Dict: d})
	for in, want := range map[string]string{
		"國會開會了":          "议会开会了",
		"张乾和張乾在餅乾店":      "张乾和张乾在饼干店",
		"裏海在國家的北邊，這裏冷":   "裏海在国家的北边，这里冷",
		"雲端服務":           "云上服务",
		"ABC ABCD":       "abc abcD",
		"這是\x1a國會\x1a國家": "这是\x1a议会\x1a国家",
		"國會":             "议会", // alone in the text, and without evidence
		"国会":             "国会", // spelled as in the dictionary, no other way
	} {
		assert.Equal(t, want, f(in))
		assert.Equal(t, want, f(want))
	}
	// A word in simplified form is found in what traditional text becomes.
	g := converter(t, simplify.Options{Dict: dictionary(t, "国会\t议会\n")})
	assert.Equal(t, "议会开会了", g("國會開會了"))
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
