package transport

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/gate"
)

// Text before and after. What has no want stays as it is.
var golden = []struct{ name, in, want string }{
	{"decimal references", "今天&#22825;&#27668;&#24456;&#22909;，我们去公园。", "今天天气很好，我们去公园。"},
	{"hexadecimal references", "&#x4eca;&#x5929;&#x5929;&#x6C14;&#x5f88;&#x597d;", "今天天气很好"},
	{"one rare character of a name", "总理朱&#38229;基出席了会议。", "总理朱镕基出席了会议。"},
	{"at the end of a line", "演员陶&#21894;", "演员陶喆"},
	{"marks and emoji", "他说&#65292;&#26126;&#22825;&#35265;&#65281;&#128512;", "他说，明天见！😀"},
	{"surrogates", "太好了&#55357;&#56832;&#65292;&#26126;&#22825;&#35265;", "太好了😀，明天见"},
	{"encoded twice", "今天&amp;#22825;&amp;#27668;很好", "今天天气很好"},
	{"references of ASCII stay", "&#34;&#26126;&#22825;&#35265;&#34;，他说", "&#34;明天见&#34;，他说"},
	{"named references stay", "他说&nbsp;&#26126;&#22825;见", "他说&nbsp;明天见"},
	{"a page's source", "<p>&#26126;&#22825;&#35265;，好吗</p>", ""},
	{"between tags", "<p>\n&#26126;&#22825;&#35265;&#65292;&#22909;&#21527;\n</p>", ""},
	{"about references", "在网页里用&#26126;&#22825;这样的字符引用", ""},
	{"an example", "&#20013; 表示中", ""},
	{"in parentheses", "明（&#26126;）", ""},
	{"a list", "&#20013; &#25991; &#23383;", ""},
	{"an issue number", "见 &#12345 和 #20013;", ""},

	{"escapes", `今天\u5929\u6c14\u5f88\u597d，我们去公园。`, "今天天气很好，我们去公园。"},
	{"a line of escapes", `\u4eca\u5929\u5929\u6c14\u5f88\u597d`, "今天天气很好"},
	{"a log", `[10:20:31] \u8fde\u63a5\u5931\u8d25\uff0c\u8bf7\u91cd\u8bd5`, "[10:20:31] 连接失败，请重试"},
	{"an emoji", `太好了\ud83d\ude00\u660e\u5929\u89c1`, "太好了😀明天见"},
	{"one escape in a sentence", `今\u5929天气很好`, "今天天气很好"},
	{"the same word twice", `对方撤\u56de\u4e86一条消息，你撤回了什么？`, "对方撤回了一条消息，你撤回了什么？"},
	{"a family", `我们一家\ud83d\udc68\u200d\ud83d\udc69\u5f88\u597d`, "我们一家👨\u200d👩很好"},
	{"JSON", `{"msg": "\u4eca\u5929\u5929\u6c14\u5f88\u597d"}`, ""},
	{"a literal", `s := "\u4eca\u5929\u5929\u6c14\u5f88\u597d"`, ""},
	{"properties", `greeting=\u4eca\u5929\u5929\u6c14\u5f88\u597d`, ""},
	{"properties with a colon", `app.greeting: \u4eca\u5929\u5929\u6c14\u5f88\u597d`, ""},
	{"a regular expression", `匹配 [\u4e00-\u9fa5] 就行`, ""},
	{"in backquotes", "输入`\\u660e\\u5929`就行", ""},
	{"a tutorial", `“\u4e2d\u6587 表示中文”`, ""},
	{"a word and its escapes", `把“天气很好”写成\u5929\u6c14\u5f88\u597d`, ""},
	{"a word that points", `这里写成 \u660e\u5929 也可以`, ""},
	{"a complaint", "页面上显示的是 %E6%98%8E%E5%A4%A9 ，怎么办", ""},
	{"what becomes of a link", "复制出来就变成%E6%98%8E%E5%A4%A9", ""},
	{"a row of a table", "| 明天 | &#26126;&#22825; |", ""},
	{"a range of characters", `用 [\u4e00-\u9fa5]+ 找汉字`, ""},
	{"the next line tells", "\\u660e\\u5929\\u518d\\u89c1\n这是转义后的文字", ""},
	{"with a line feed", `今天\u5929\u6c14\u000a\u5f88\u597d`, ""},
	{"a code block", "```\n\\u4eca\\u5929\\u5929\\u6c14\\u5f88\\u597d\n```\n", ""},
	{"a path", `C:\users\u4e2d`, ""},
	{"an English sentence", `The greeting \u4f60\u597d is common in northern and southern parts.`, ""},

	{"without backslashes", "今天u5929u6c14u5f88u597d，我们去公园。", "今天天气很好，我们去公园。"},
	{"a name with digits", "ru4e2du6587", ""},
	{"two are enough beside Chinese", "今天u5929u6c14很好", "今天天气很好"},
	{"one is not", "今天u5929很好", ""},

	{"percent", "今天%E5%A4%A9%E6%B0%94%E5%BE%88%E5%A5%BD，我们去公园。", "今天天气很好，我们去公园。"},
	{"lower case", "%e4%bb%8a%e5%a4%a9%e5%a4%a9%e6%b0%94%e5%be%88%e5%a5%bd", "今天天气很好"},
	{"with blanks", "%E4%BB%8A%E5%A4%A9%20%E5%A4%A9%E6%B0%94%E5%BE%88%E5%A5%BD", "今天 天气很好"},
	{"percent of percent", "今天%25E5%25A4%25A9%25E6%25B0%2594%25E5%25BE%2588%25E5%25A5%25BD", "今天天气很好"},
	{"three layers", "今天%252525E5%252525A4%252525A9%252525E6%252525B0%25252594", "今天天气"},
	{"five layers", "今天%2525252525E5%2525252525A4%2525252525A9%2525252525E6%2525252525B0%252525252594", ""},
	{"of GBK", "今天%CC%EC%C6%F8%BA%DC%BA%C3，我们去公园。", "今天天气很好，我们去公园。"},
	{"of escape()", "今天%u5929%u6C14%u5F88%u597D。", "今天天气很好。"},
	{"a URL", "见 https://example.org/%E5%A4%A9%E6%B0%94 的说明", ""},
	{"a URL with Chinese", "见 https://example.org/词条/%E5%A4%A9%E6%B0%94", ""},
	{"a query", "搜索 ?q=%E5%A4%A9%E6%B0%94 即可", ""},
	{"a link", "[天气](%E5%A4%A9%E6%B0%94.md)", ""},
	{"without a scheme", "example.org/wiki/%E5%A4%A9%E6%B0%94%E9%A2%84%E6%8A%A5", ""},
	{"a name and a colon", "wiki:%E5%A4%A9%E6%B0%94%E9%A2%84%E6%8A%A5", ""},
	{"an anchor", "见 #%E5%A4%A9%E6%B0%94 一节", ""},
	{"a file", "下载 %E5%A4%A9%E6%B0%94%E5%9B%BE.pdf 文件", ""},
	{"a percentage", "增长100%，下降50%", ""},
	{"with a line feed encoded", "今天%E5%A4%A9%E6%B0%94%0A%E5%BE%88%E5%A5%BD", ""},

	{"quoted-printable", "=E4=BB=8A=E5=A4=A9=E5=A4=A9=E6=B0=94=E5=BE=88=E5=A5=BD", "今天天气很好"},
	{"with Latin letters", "=E4=BD=BF=E7=94=A8 Go =E8=AF=AD=E8=A8=80", "使用 Go 语言"},
	{"a soft line break", "=E4=BB=8A=E5=A4=A9=\n=E5=A4=A9=E6=B0=94\n", "今天\n天气\n"},
	{"within a character", "=E4=BB=8A=E5=A4=\r\n=A9=E5=A4=A9=E6=B0=94\r\n", "今天\r\n天气\r\n"},
	{"a soft line break in plain text", "=E4=BB=8A=E5=A4=A9=E5=A4=A9=E6=B0=94 and a line that goes on until it is =\nbroken\n",
		"今天天气 and a line that goes on until it is \nbroken\n"},
	{"in code", "x==E4=BB", ""},

	{"an encoded word", "Subject: =?utf-8?B?5LuK5aSp5aSp5rCU5b6I5aW9?=", "Subject: 今天天气很好"},
	{"of Q", "=?UTF-8?Q?=E4=BB=8A=E5=A4=A9_Go?= <a@example.org>", "今天 Go <a@example.org>"},
	{"of GBK", "=?gb2312?B?vfHM7Mzsxvi6ww==?=", "今天天气好"},
	{"two words", "=?utf-8?B?5LuK5aSp?= =?utf-8?B?5aSp5rCU?=", "今天天气"},
	{"a character cut in two", "=?utf-8?B?5LuK5Q==?= =?utf-8?B?pKk=?=", "今天"},
	{"a long line of mail", "=?utf-8?B?5LuK5aSp5aSp5rCU5b6I5aW977yM5oiR5Lus5Y675YWs5Zut5pWj5q2l?=\n =?utf-8?Q?cafe?=\n", "今天天气很好，我们去公园散步\n =?utf-8?Q?cafe?=\n"},
	{"cut in two across a fold", "Subject: =?utf-8?B?5LuK5Q==?=\n =?utf-8?B?pKnlpKk=?=\n", "Subject: 今天\n 天\n"},
	{"of GBK, cut across a fold", "Subject: =?gbk?B?vfHM?=\r\n\t=?gbk?B?7Mzsxvg=?=\r\n", "Subject: 今天\r\n\t天气\r\n"},
	{"whole words stay in their lines", "Subject: =?utf-8?B?5LuK5aSp?=\n =?utf-8?B?5aSp5rCU?=\n", "Subject: 今天\n 天气\n"},
	{"without padding", "Subject: =?gb2312?B?vfHM7Mzsxvi6ww?=", "Subject: 今天天气好"},
	{"the body says the same", "Subject: =?gb2312?B?vfHM7Mzsxvi6ww==?=\n\n今天天气好\n", "Subject: 今天天气好\n\n今天天气好\n"},
	{"an example beside its text", "=?gb2312?B?vfHM7Mzsxvi6ww==?=\n今天天气好\n", ""},
	{"French", "=?utf-8?Q?caf=C3=A9?=", ""},
	{"in backquotes", "形如 `=?utf-8?B?5LuK5aSp?=` 的文字", ""},

	{"a pager", "    <E4><BB><8A><E5><A4><A9><E5><A4><A9><E6><B0><94>", "    今天天气"},
	{"a pager, beside Chinese", "今天<E5><A4><A9>气很好", "今天天气很好"},
	{"a pager, of code", "int n; // <E4><BB><8A><E5><A4><A9>", "int n; // 今天"},
	{"a pager, a part of a character", "<E4><BB> <8A>", ""},
	{"tags of two letters", "<dd><dd><E4>", ""},
	{"a log", `[10:20:31] open \xE4\xBB\x8A\xE5\xA4\xA9.txt failed`, "[10:20:31] open 今天.txt failed"},
	{"bytes in prose", `文件\xe4\xbb\x8a\xe5\xa4\xa9打不开`, "文件今天打不开"},
	{"octal in prose", `文件 \344\273\212\345\244\251 打不开`, "文件 今天 打不开"},
	{"bytes in a literal", `s = b"\xe4\xbb\x8a\xe5\xa4\xa9"`, ""},
	{"in a literal with other words", `puts("open \xe4\xbb\x8a\xe5\xa4\xa9 failed")`, ""},
	{"octal in a literal", `char *s = "\344\273\212\345\244\251\345\244\251";`, ""},
	{"a literal in several lines", `    "\344\273\212\345\244\251\345\244\251"`, ""},
	{"a regular expression of bytes", `[\xe4-\xe9][\x80-\xbf]{2}`, ""},
	{"an error of a codec", `UnicodeDecodeError: 'utf-8' codec can't decode \xe4\xbb\x8a\xe5\xa4\xa9`, ""},
	{"an English sentence about bytes", `The name \xe4\xbb\x8a\xe5\xa4\xa9 is stored in the table of customers.`, ""},
	{"git status", "\tmodified:   \"docs/\\344\\273\\212\\345\\244\\251.txt\"", "\tmodified:   \"docs/今天.txt\""},
	{"git diff", "diff --git \"a/\\344\\273\\212\\345\\244\\251.txt\" \"b/\\344\\273\\212\\345\\244\\251.txt\"", "diff --git \"a/今天.txt\" \"b/今天.txt\""},
	{"git status --short", "?? \"\\344\\273\\212\\345\\244\\251.txt\"", "?? \"今天.txt\""},
	{"git diff --stat", " \"docs/\\344\\273\\212\\345\\244\\251.txt\" | 12 ++++--", " \"docs/今天.txt\" | 12 ++++--"},
	{"git ls-files", "\"docs/\\344\\273\\212\\345\\244\\251.txt\"", "\"docs/今天.txt\""},

	{"HZ", "今天~{LlFx:\\:C~}，我们去公园。", "今天天气很好，我们去公园。"},
	{"a home directory", "cp ~{a,b} ~}", ""},
	{"UTF-7", "今天+WSlsFF+IWX0-，我们去公园。", "今天天气很好，我们去公园。"},
	{"a sum", "a+TihWWx-b", ""},
	{"plus and minus", "+Tables-and-chairs+", ""},
}

func TestAppend(t *testing.T) {
	for _, c := range golden {
		want := c.want
		if want == "" {
			want = c.in
		}
		require.Equal(t, want, string(Append(nil, []byte(c.in), nil)), c.name)
	}
}

func checkPromises(t require.TestingT, src []byte) {
	log := edit.Log{Keep: true}
	out := Append([]byte{}, src, &log)
	require.Equal(t, string(out), string(Append([]byte{}, out, nil)), "again changes nothing")
	require.Equal(t, string(out), string(edit.Apply(src, log.Edits)))
	require.Equal(t, string(src), string(edit.Apply(out, edit.Invert(log.Edits))))
	require.Equal(t, bytes.Count(src, []byte{'\n'}), bytes.Count(out, []byte{'\n'}))
	if utf8.Valid(src) {
		require.True(t, utf8.Valid(out))
	}
	for _, e := range log.Edits {
		require.NotEmpty(t, e.Out)
	}
}

func TestPromises(t *testing.T) {
	pieces := []string{
		"&#22825;", "&#x6c14;", "&amp;#22825;", "&#34;", "&#10;", "&#", "\\u5929", "\\u6c14", "\\u000a", "\\u", "\\", "u5929", "u6c14u5f88u597d",
		"%E5%A4%A9", "%E6%B0%94", "%25E5%25A4%25A9", "%CC%EC%C6%F8", "%u5929", "%", "%20", "%0A", "=E5=A4=A9", "=E6=B0=94", "=E5=\n", "=A4=A9",
		"=\n", "=\r\n", "=3DE5=3DA4=3DA9", "=", "=?utf-8?B?5LuK5aSp?=", "=?utf-8?Q?=E4=BB=8A?=", "=?gbk?B?zOw=?=", "=?", " ", "~{LlFx~}", "~{", "~}",
		"+WSlsFA-", "+WSlsFF+IWX0-", "+", "-", "天", "气", "今天", "很好", "，", "“", "”", "\n", "\r\n", "a", "word", "\"", "`", "编码", "<p>", "```\n", "{", "(", ")",
		"\\xE5\\xA4\\xA9", "\\xE6", "\\345\\244\\251", "\\346\\260\\224\\345\\276\\210", "<E5><A4><A9>", "<E6><B0><94>", "<E6>", "\"", "modified: \"",
		"=?utf-8?B?5LuK5Q==?=\n =?utf-8?B?pKk=?=", "=?gbk?B?vfHM?=", "Subject: ",
		"http://", "/", "\xE5", "\xA4\xA9", "\x01", ":", "key",
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 24).Draw(t, "pieces")
		checkPromises(t, []byte(strings.Join(parts, "")))
	})
}

func FuzzPromises(f *testing.F) {
	for _, c := range golden {
		f.Add([]byte(c.in))
	}
	f.Fuzz(func(t *testing.T, src []byte) { checkPromises(t, src) })
}

// The places that the gate notes are where looking at every byte finds signs.
func TestSignsAreNoted(t *testing.T) {
	var seen gate.Seen
	signs := []string{"&#22825;", "\\u5929", "u5929u6c14", "%E5%A4", "%u5929", "=E5=A4", "=?utf-8", "~{LlFx", "+WSlsFF", "<E5><A4>", `\xe5\xa4`, `\345\244`}
	for _, filler := range []string{"天气", "plain ASCII, no sign. ", "a=b+c%d\\n&~ ", "中 a ", "useful u1234u ", "é", "\xff"} {
		for n := range 200 {
			before := strings.Repeat(filler, 300/len(filler)+1)[:n]
			for _, sign := range signs {
				src := []byte(before + sign + " " + filler)
				want := len(src)
				for p := range src {
					if starts(src, p) != none {
						want = p
						break
					}
				}
				seen.Scan(src, true)
				have := len(src)
				for _, p := range slices.Backward(seen.Leaks) {
					if starts(src, int(p)) != none {
						have = int(p)
					}
				}
				require.Equal(t, want, have, "%q", src)
			}
		}
	}
}

// A hostile text eight times as long takes about eight times as long, not sixty-four
// times.
func TestLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, piece := range []string{
		"&#", "\\u", "%E4", "=?", "=E4", "=\n", "=E4=\n", "&#22825;", "&#22825; ", "\\u5929 ", "\\u5929a", "%E5%A4%A9 ", "%25", "%2525E4", "u5929", "u5929u6c14u5f88 ",
		"~{", "~{LlFx", "~{LlFx~} ", "+WSlsFA", "+WSlsFA-", "+", "=?utf-8?B?", "=?utf-8?B?5LuK5aSp?= ", "&amp;", "&#22825;\n", "天&#22825;\n", "=3D", "<E5>", "<E5><A4><A9>", `\xe5`, `\345\244\251`, "=?utf-8?B?5Q?=\n =?utf-8?B?pA?=\n", "modified: \"\\345", "<&#22825;", "\"\\u5929\\u6c14\"",
	} {
		least := func(size int) time.Duration {
			src := bytes.Repeat([]byte(piece), size/len(piece))
			best := time.Hour
			for range 5 {
				start := time.Now()
				Append(nil, src, nil)
				best = min(best, time.Since(start))
			}
			return best
		}
		small, large := least(1<<14), least(1<<17)
		require.Less(t, large, 30*small+20*time.Millisecond, "%q", piece)
	}
}
