package lang

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func chineseFor(t *testing.T) {
	Use("zh")
	t.Cleanup(func() { Use("en") })
}

var (
	verb     = regexp.MustCompile(`%(\[(\d)\])?([-+# 0-9.*]*[a-zA-Z]|%)|\{(\d)\}`)
	argument = regexp.MustCompile("`[^`]*`")
)

// verbs are the verbs of a format in the order of their arguments.
func verbs(s string) (list []string) {
	byIndex := map[string]string{}
	for _, m := range verb.FindAllStringSubmatch(s, -1) {
		switch {
		case m[2] != "":
			byIndex[m[2]] = m[3]
		case m[4] != "":
			byIndex["{"+m[4]] = ""
		default:
			list = append(list, m[3])
		}
	}
	for i := '0'; i <= '9'; i++ {
		if v, ok := byIndex[string(i)]; ok {
			list = append(list, v)
		}
		if _, ok := byIndex["{"+string(i)]; ok {
			list = append(list, "{"+string(i)+"}")
		}
	}
	return list
}

// A translation has the verbs of its text, in the same order or with indexes, the names of
// arguments, and the blanks and ends of lines around it.
func TestTranslationsFit(t *testing.T) {
	list := append(parse(shown), parse(command)...)
	require.Greater(t, len(list), 700)
	seen := map[string]bool{}
	for _, e := range list {
		require.False(t, seen[e.english], "twice: %q", e.english)
		seen[e.english] = true
		if !strings.Contains(e.english, "\\xE4") { // an example, no format
			require.Equal(t, verbs(e.english), verbs(e.chinese), "%q", e.english)
		}
		require.Equal(t, argument.FindAllString(e.english, -1), argument.FindAllString(e.chinese, -1), "%q", e.english)
		ends := func(s string) []bool {
			return []bool{strings.HasPrefix(s, "\n"), strings.HasSuffix(s, "\n"), strings.HasPrefix(s, "  ")}
		}
		require.Equal(t, ends(e.english), ends(e.chinese), "%q", e.english)
	}
}

// Chinese is set as in the documents: a blank between Han and Latin, full-width marks
// beside Han characters.
func TestChineseIsSetWell(t *testing.T) {
	tight := regexp.MustCompile(`\p{Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Han}|\p{Han}[,;:?!()]|[,;?!()]\p{Han}`)
	example := regexp.MustCompile("[“`][^”`]*[”`]|é“¶è¡Œ|（創.*波）|" + verb.String())
	for _, e := range append(parse(shown), parse(command)...) {
		text := example.ReplaceAllString(e.chinese, "")
		assert.Empty(t, tight.FindAllString(text, -1), "%q", e.chinese)
		require.NotContains(t, text, "您", "%q", e.chinese)
	}
}

func TestTell(t *testing.T) {
	chineseFor(t)
	for english, chinese := range map[string]string{
		"a.txt: no such file or directory":                                                  "a.txt: 没有那个文件或目录",
		"reading: no such file or directory":                                                "reading: 没有那个文件或目录", // the name of a file, and of a rule
		"my own files: is a directory":                                                      "my own files: 是目录",
		"no rule \"x\": fixtext rules lists all of them":                                    "没有规则 \"x\"：fixtext rules 列出所有规则",
		"unknown flag: --wirte; did you mean --write?":                                      "未知的选项：--wirte；是不是想用 --write？",
		"t.csv: has no column 7: its first row has 2":                                       "t.csv: 没有第 7 列：第一行只有 2 列",
		"utf-8 as gbk, utf-8 as latin1":                                                     "utf-8 被当作 gbk, utf-8 被当作 latin1",
		"inferred: 2; in the word 银行":                                                       "推断出 2 个字；根据词语“银行”",
		"--jobs: \"x\": must be a whole number":                                             "--jobs: \"x\": 应为整数",
		"--encoding: \"x\": unknown charset; known are utf-8, gbk, and their usual aliases": "--encoding: \"x\": 未知的编码；可用的有 utf-8, gbk，以及它们的常用别名",
		"nobody translated this":                                                            "nobody translated this",
		"guesses (2 of 3)":                                                                  "猜测（3 个中有 2 个）",
		"is asked of a doubtful run (3 beyond ASCII)":                                       "门槛（可疑片段，ASCII 以外 3 个）",
		"12.5 nats before big5; 93 % of the non-ASCII bytes":                                "领先 12.5 奈特，其次是 big5；占非 ASCII 字节的 93 %",
		"open x: The system cannot find the file specified.":                                "open x: 找不到指定的文件。",
		"a.zip: cannot be read as a zip file: zip: not a valid zip file":                    "a.zip: 无法作为 zip 文件读取：zip：不是有效的 zip 文件",
	} {
		require.Equal(t, chinese, Tell(english))
	}
}

func TestByLocale(t *testing.T) {
	for locale, want := range map[string]string{
		"": "en", "C": "en", "POSIX": "en", "en_US.UTF-8": "en", "zh_CN.UTF-8": "zh", "zh_CN.utf8": "zh", "zh": "zh", "zh_TW": "zh",
		"zh-Hans-CN": "zh", "zh_CN.GB18030": "en", "zh_CN.gbk": "en", "zhx": "en", "de_CH@zh": "en", "zh_CN.UTF-8@pinyin": "zh", "ja_JP.UTF-8": "en",
	} {
		require.Equal(t, want, ByLocale(locale), locale)
	}
}

func TestEnglishIsTheDefault(t *testing.T) {
	require.Equal(t, "en", Language())
	for _, s := range []string{"yes", "a.txt: is a directory", "guesses (2 of 3)"} {
		require.Equal(t, s, Tell(s))
		require.Equal(t, s, T(s))
	}
	require.Equal(t, "1 proved, 2 inferred, 3 unrepairable", Sprintf("%d proved, %d inferred, %d unrepairable", 1, 2, 3))
	chineseFor(t)
	require.Equal(t, "已证明 1 处，推断 2 处，无法修复 3 处", Sprintf("%d proved, %d inferred, %d unrepairable", 1, 2, 3))
}

// A text that is whatever it is comes back, whole.
func FuzzTell(f *testing.F) {
	Use("zh")
	for _, e := range append(parse(shown), parse(command)...) {
		f.Add(e.english)
	}
	f.Add(": ; : ; as  as ")
	f.Fuzz(func(t *testing.T, s string) {
		if got := Tell(s); s != "" && got == "" {
			t.Fatalf("nothing is said of %q", s)
		}
	})
}

func TestParse(t *testing.T) {
	got := parse("# comment\nmsgid \"\"\nmsgstr \"\"\n\"Language: zh\\n\"\n\n#. note\nmsgid \"a\"\n\"b\\n\"\nmsgstr \"\"\n\"甲\\n\"\n\nmsgid \"c\"\nmsgstr \"\"\n")
	require.Equal(t, []entry{{"ab\n", "甲\n"}}, got)
	require.True(t, slices.IsSortedFunc(load().long, func(a, b pattern) int { return len(strings.Join(b.fixed, "")) - len(strings.Join(a.fixed, "")) }))
}
