package fixtext_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
)

// What is code in a line stays, what is said about it does not; damage is repaired in
// both.
func TestScope(t *testing.T) {
	for _, test := range []struct{ in, prose, all, none string }{
		{"msg = \"請輸入\"  # 說明這個變數\n", "msg = \"請輸入\"  # 说明这个变数\n", "msg = \"请输入\"  # 说明这个变数\n", "msg = \"請輸入\"  # 說明這個變數\n"},
		{"f(\"這些\\u200b書\")", "f(\"這些\\u200b書\")", "f(\"这些\\u200b书\")", "f(\"這些\\u200b書\")"},
		{"f(\"這些\u200b書\")", "f(\"這些\u200b書\")", "f(\"这些书\")", "f(\"這些\u200b書\")"},
		{"f(\"⼈工\")\n是⼈工的\ng(\"⼈工\")\n", "f(\"⼈工\")\n是人工的\ng(\"⼈工\")\n", "f(\"人工\")\n是人工的\ng(\"人工\")\n", "f(\"⼈工\")\n是⼈工的\ng(\"⼈工\")\n"},
		{"open(\"åœ–æ›¸é¤¨\") 是圖書館", "open(\"圖書館\") 是图书馆", "open(\"图书馆\") 是图书馆", "open(\"圖書館\") 是圖書館"},
	} {
		for scope, want := range map[fixtext.Scope]string{fixtext.ConvertProse: test.prose, fixtext.ConvertAll: test.all, fixtext.ConvertNone: test.none} {
			assert.Equal(t, want, fixtext.String(test.in, fixtext.Convert(scope)), "%s", scope)
		}
	}
	assert.Equal(t, "f(\"这些书\")", fixtext.String("f(\"這些書\")", fixtext.WithProfile(fixtext.Search)), "an index wants the same of all texts")
	_, err := fixtext.NewFixer(fixtext.Convert(9))
	assert.EqualError(t, err, "fixtext: unknown scope 9")
	assert.Equal(t, "Scope(9) Profile(9)", fmt.Sprint(fixtext.Scope(9), fixtext.Profile(9)), "names of what is none do not panic")
	_, err = fixtext.ParseScope("code")
	assert.EqualError(t, err, `fixtext: unknown scope "code"; known are prose, all, none`)
}

// A caller names spans by their offsets in a block, in any order, and is asked only if
// something would change.
func TestVerbatim(t *testing.T) {
	asked := 0
	find := func(text []byte) [][2]int {
		asked++
		at := bytes.Index(text, []byte("學校"))
		return [][2]int{{at, at + 6}, {0, 3}, {-5, 2}, {len(text), len(text) + 9}}
	}
	assert.Equal(t, "圖书馆和學校和车站", fixtext.String("圖書館和學校和車站", fixtext.Verbatim(find)))
	assert.NotZero(t, asked)
	asked = 0
	assert.Equal(t, "這些書", fixtext.String("這些書", fixtext.Verbatim(find), fixtext.Convert(fixtext.ConvertNone)))
	assert.Equal(t, "院子里的石榴树", fixtext.String("院子里的石榴树", fixtext.Verbatim(find)))
	assert.Zero(t, asked)
	assert.Equal(t, "这些书", fixtext.String("這些書", fixtext.Verbatim(find), fixtext.Convert(fixtext.ConvertAll)))
}

// Edits lead to the output, a second run changes nothing, and readers see what strings
// see, whatever stands between code and prose.
func TestScopeKeepsThePromises(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"圖書館", "開了", "台灣", "台湾", "乾", "著", "裡", "\"", "'", "`", "(", "foo(", ")", "](", "/", "\\", ".txt", "|", " = ", ";", "，", "。", " ", "\n", "<a href=", ">", "繁體中文", "zh-TW: ", "后", "里", "\u200b", "的"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(pieces).Draw(t, "text"), "")
		var edits []fixtext.Edit
		opts := []fixtext.Option{fixtext.Verbatim(inTags)}
		out := fixtext.String(text, append(opts, fixtext.OnEdit(func(e fixtext.Edit) error {
			edits = append(edits, e)
			return nil
		}))...)
		require.Equal(t, out, fixtext.String(text, opts...), "with edits and without")
		require.Equal(t, out, fixtext.String(out, opts...), "again")
		at, made := 0, ""
		for _, e := range edits {
			made += text[at:e.Offset] + string(e.Out)
			at = int(e.Offset) + len(e.In)
		}
		require.Equal(t, out, made+text[at:])
	})
}
