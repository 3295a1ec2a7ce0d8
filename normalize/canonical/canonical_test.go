package canonical

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
)

// Pairs of text before and after. What has no want stays as it is.
var golden = []struct{ name, in, want string }{
	{"radicals in running text", "⼈⼯智能正在改变⽣活⽅式。", "人工智能正在改变生活方式。"},
	{"a heading", "⼀、总则", "一、总则"},
	{"the number of a heading", "（⼀）总则", "（一）总则"},
	{"dates", "2023年11⽉4⽇，2⽐0、3⽐1，1⽉、2月", "2023年11月4日，2比0、3比1，1月、2月"},
	{"both forms of a radical", "口（⼝）", ""},
	{"only radicals", "⼈⼯", "人工"},
	{"supplement", "他推开⻔，看⻅一匹⻢。", "他推开门，看见一匹马。"},
	{"traditional supplement", "⻑江流過這裡", "長江流過這裡"},
	{"radicals in Japanese", "⽇本の⾳楽が好きです", ""},
	{"radicals in Korean", "⼤韓民國은 民主共和國이다", ""},
	{"radicals in a test", "assert_equal(\"⺁⺁\", f(\"⺁⺁\"))", ""},
	{"two that make no word", "⼁⼌", ""},
	{"one radical alone", "⼈", ""},
	{"a list of radicals", "⼀⼁⼂⼃⼄⼅", ""},
	{"some radicals", "常见的有⼝⽊⽔⽕等", ""},
	{"radicals with commas", "比如⼝、⽊、⽔，都很常见", ""},
	{"about radicals", "部首⼈在左边写作亻", ""},
	{"a quoted radical", "“⼥”在左边", ""},
	{"a part", "⼥旁的字很多", ""},
	{"a description", "好字是⿰⼥⼦", ""},
	{"a code point", "⼈的编码是U+2F08", ""},
	{"components that are no words", "左边是⺡和⺮", ""},

	{"compatibility ideographs in Chinese", "這本書\uF967貴，\uF98E年都有人買。", "這本書不貴，年年都有人買。"},
	{"of Big5", "我們\uFA0C立不動", "我們兀立不動"},
	{"of the supplement", "我們的\U0002F872命", "我們的寿命"},
	{"twelve that are unified", "我們說﨑﨔﨡﨣﨧﨨﨩﨎﨏﨑﨓﨟﨤", ""},
	{"a Japanese name", "\uFA19田さんは来ました", ""},
	{"Korean", "\uF9E1명박은 \uF9DD 가", ""},
	{"nothing but a name", "\uFA19田\uF9DC", ""},
	{"a table of both forms", "這是\uF9E5 痢|\uF9E6 罹|\uF9E7 裏", ""},
	{"quoted alone", "這是「\uF900」字", ""},
	{"a test of radicals", "{\"⺐bc・def\", nil},", ""},
	{"both forms", "這個\uFA19（神）字", ""},

	{"GBK before 2000", "他叫刘\uE863，住在这里。", "他叫刘䶮，住在这里。"},
	{"moved to extension B", "这里有\uE816字", "这里有\U00020087字"},
	{"HKSCS read by Windows", "佢\uECD1書喺邊度，我\uE5A2\uECD1朋友食\uECD9飯，說了", "佢嘅書喺邊度，我哋嘅朋友食咗飯，說了"},
	{"a font of its own", "這是殺\uE5F9劑的說明", ""},
	{"GBK in traditional text", "透過古今圈\uE841後，却來這裏喫拳頭。說了", "透過古今圈䙡後，却來這裏喫拳頭。說了"},
	{"a private character in simplified text", "打败了吕\uE480军队，占领了这座城", ""},
	{"a table of characters", "[\"cba1\",\"\uF914鑰懈\uF967瘻蕾鄲藺楞\uF9DD屢壘籬麟彎鎬詭頹嶼曆顴鑿齷鱉籲櫳瓏蘿躡鑷巒欒孿臠\uF98E黌\"]", ""},
	{"an icon", "\uE863 保存", ""},
	{"an icon beside a word", "\uF015首页，欢迎来到这里", ""},
	{"a prompt", "\uE0B0 ~/src \uE0B0 main", ""},

	{"zero-width space", "今天\u200B天气\u200B很好。\u200B", "今天天气很好。"},
	{"at the start", "\u200B今天", "今天"},
	{"joiners in Chinese", "中\u200D国\u200C人", "中国人"},
	{"beside Latin letters", "使用\u200BGo语言", "使用Go语言"},
	{"emoji", "我们一家👨\u200D👩\u200D👧很好", ""},
	{"Persian", "می\u200Cخواهم", ""},
	{"Hindi", "क्\u200Dष", ""},
	{"Thai", "ภาษา\u200Bไทย", ""},
	{"Markdown", "请**“注意”**\u200B这里", ""},
	{"a mention", "使用@\u200Badmin可以避免提醒", ""},
	{"English", "zero\u200Bwidth", ""},
	{"Japanese", "今日は\u200B良い天気", ""},

	{"marks of direction", "文件名\u200E：报告\u200F.doc", "文件名：报告.doc"},
	{"embedding", "\u202A他说\u202C好", "他说好"},
	{"with Hebrew", "他说\u200Fשלום\u200F。", ""},
	{"overrides that turn text", "文件\u202Egpj.exe", ""},
	{"English with a mark", "left\u200Eright", ""},

	{"soft hyphen in a word", "采用inter\u00ADnational标准", "采用international标准"},
	{"between ideographs", "中\u00AD国人", "中国人"},
	{"German", "Donau\u00ADdampf\u00ADschiff", ""},
	{"at a blank", "中国\u00AD 人", ""},

	{"joined files", "第一个文件\n\uFEFF第二个文件\n", "第一个文件\n第二个文件\n"},
	{"joined tables", "id,name\n1,这个\n\uFEFFid,name\n", "id,name\n1,这个\nid,name\n"},
	{"joined files of other languages", "one\n\uFEFFtwo\n", ""},
	{"in a line", "今天\uFEFF天气", "今天天气"},
	{"at the start of the text", "\uFEFF今天", ""},
	{"two at the start", "\uFEFF\uFEFF今天", "\uFEFF今天"},
	{"in bytes that are no UTF-8", "\xA4\xA4\uF967\xA4這本書\uF967貴", ""},
	{"in binary data", "\x00\x01\n\uFEFFPK", ""},

	{"accents in Chinese", "我们去cafe\u0301喝cre\u0300me", "我们去café喝crème"},
	{"pinyin in Chinese", "这个字读mi\u0301ng，那个读hu\u0101\u0301", "这个字读míng，那个读hu\u0101\u0301"},
	{"Vietnamese in Chinese", "越南语的国名是Vie\u0323\u0302t Nam，这样写", "越南语的国名是Việt Nam，这样写"},
	{"hangul in Chinese", "“\u1112\u1161\u11AB\u1100\u1173\u11AF”这个词是他们的文字", "“한글”这个词是他们的文字"},
	{"kana in Chinese", "我们说的是“か\u3099くせい”这个词", "我们说的是“がくせい”这个词"},
	{"French", "un cafe\u0301 cre\u0300me", ""},
	{"Vietnamese", "Vie\u0323\u0302t Nam", ""},
	{"Vietnamese as old charsets have it", "Viê\u0323t", ""},
	{"Turkish", "gu\u0308zel bir c\u0327ic\u0327ek", ""},
	{"Czech", "% c\u030C C\u030C", ""},
	{"Spanish", "man\u0303ana", ""},
	{"Greek", "α\u0301", ""},
	{"Yoruba", "months: 'Se\u0323\u0301re\u0323\u0301_E\u0300re\u0300le\u0300'", ""},
	{"Bulgarian", "не\u0300го", ""},
	{"Korean", "\u1112\u1161\u11AB\u1100\u1173\u11AF", ""},
	{"Korean with ideographs", "大韓民國\u110B\u1173\u11AB 民主共和國\u110B\u1175다", ""},
	{"Japanese", "か\u3099くせい、は\u309Aん", ""},
	{"Japanese with ideographs", "学生か\u3099図書館に来た", ""},
	{"archaic hangul", "\u1112\u119E\u11AB", ""},
	{"archaic final", "\u1100\u1161\u11C3", ""},
	{"what has no composed form", "m\u0302 x\u0301", ""},
	{"a mark alone", " \u0301", ""},
	{"too many marks", "Z" + strings.Repeat("\u0301", 20), ""},
	{"in a literal", "\t\"nutome\u0301 kple\" +", ""},
	{"an argument", "echo charidx('a\u0301b', 3)", ""},
	{"a character literal", "['c', 'e\u0301']", ""},
	{"in source code", "{\"Vie\u0323\u0302t\", \"windows-1258\"},", ""},
	{"about normalization", "e\u0301 is the NFD form of é", ""},
	{"single characters that are not NFC", "5 \u212B, 3 \u2126, ῾", ""},

	{"extensions stay", "𠀀𪚥㐀䶮𫝀𬺰", ""},
	{"full width stays", "ＡＢＣ，１２３！", ""},
}

func TestCanonical(t *testing.T) {
	for _, c := range golden {
		want := c.want
		if want == "" {
			want = c.in
		}
		require.Equal(t, want, string(Append(nil, []byte(c.in), Canonical, nil)), c.name)
	}
}

// The language of a line is told by those around it.
func TestNeighbours(t *testing.T) {
	japanese := "今日は神社に行きました。\n\uFA19田\uF9DC\nそれから帰りました。\n"
	require.Equal(t, japanese, string(Append(nil, []byte(japanese), Canonical, nil)))
	chinese := "这些人都来了：\n\uFA19田\uF9DC\n他们很高兴。\n"
	require.Equal(t, strings.NewReplacer("\uFA19", "神", "\uF9DC", "隆").Replace(chinese),
		string(Append(nil, []byte(chinese), Canonical, nil)))
}

func TestSearch(t *testing.T) {
	for in, want := range map[string]string{
		"ＡＢＣ　１２３":         "abc 123",
		"ｶﾞｷﾞ ﾊﾟ ｱ ﾞ":     "ガギ パ ア ゛",
		"“你好”，他说：《红楼梦》……": "\"你好\",他说:<红楼梦>......",
		"Straße ΑΣ ÉCOLE": "strasse ας école",
		"「上」『下』":          "\"上\"\"下\"",
		"⼈⼯（AI）":          "人工(ai)",
		"it’s – it—":      "it's - it-",
	} {
		if strings.Contains(in, "Σ") {
			want = strings.Replace(want, "ας", "ασ", 1)
		}
		require.Equal(t, want, string(Append(nil, []byte(in), Search, nil)), in)
	}
}

// Each rule can be left out.
func TestRulesAreSwitches(t *testing.T) {
	in := "⼈⼯，這\uF967是刘\uE863\u200B的\u200E中\u00AD国。\n\uFEFF他喝cafe\u0301。ＡＢ"
	for rules, gone := range map[Rules]string{
		Radicals: "⼈⼯", Compatibility: "\uF967", PrivateUse: "\uE863", Invisible: "\u200B",
		Bidi: "\u200E", SoftHyphens: "\u00AD", BOMs: "\uFEFF", Composition: "e\u0301",
		Width: "ＡＢ", Punctuation: "。",
	} {
		var log edit.Log
		out := string(Append(nil, []byte(in), rules, &log))
		require.NotContains(t, out, gone)
		require.Len(t, log.Counts, 1, "one rule, one code: %q", gone)
		out = string(Append(nil, []byte(in), Search&^rules, nil))
		require.Contains(t, strings.ToLower(out), strings.ToLower(gone), "%q is switched off", gone)
	}
	require.Equal(t, in, string(Append(nil, []byte(in), 0, nil)))
}

func TestRulesHaveNames(t *testing.T) {
	for r := range Search + 1 {
		again, err := ParseRules(r.String())
		require.NoError(t, err)
		require.Equal(t, r, again)
	}
	r, err := ParseRules("canonical, -composition, width")
	require.NoError(t, err)
	require.Equal(t, Canonical&^Composition|Width, r)
	_, err = ParseRules("canonical,widths")
	require.ErrorContains(t, err, `"widths"`)
}

// Kangxi radicals become what NFKC makes of them, compatibility ideographs what
// NFC does.
func TestTablesAgreeWithNormalizationForms(t *testing.T) {
	for r := rune(0x2F00); r <= 0x2FD5; r++ {
		require.Equal(t, norm.NFKC.String(string(r)), string(rune(unified[r-0x2E80])))
	}
	n := 0
	for r := rune(0xF900); r <= 0x2FA1F; r++ {
		if r > 0xFAFF && r < 0x2F800 {
			continue
		}
		if kind, to := kindOf(r); kind == compatibility {
			n++
			require.Equal(t, norm.NFC.String(string(r)), string(to))
			require.True(t, isHan(to))
		}
	}
	require.Equal(t, 460+542, n, "all but the twelve and what is not assigned")
}

// Every syllable of modern Korean is composed from its jamo, and from its first
// two and the third.
func TestSyllables(t *testing.T) {
	const before = "这些是他们的字："
	var want, jamo, mixed strings.Builder
	for r := rune(0xAC00); r <= 0xD7A3; r++ {
		parts := []rune(norm.NFD.String(string(r)))
		fmt.Fprintf(&want, "%s%c\n", before, r)
		fmt.Fprintf(&jamo, "%s%s\n", before, string(parts))
		fmt.Fprintf(&mixed, "%s%s%s\n", before, norm.NFC.String(string(parts[:2])), string(parts[2:]))
	}
	require.Equal(t, want.String(), string(Append(nil, []byte(jamo.String()), Composition, nil)))
	require.Equal(t, want.String(), string(Append(nil, []byte(mixed.String()), Composition, nil)))
}

// draw makes text of what the rules are about, and of what stands beside it.
func draw(t *rapid.T) []byte {
	pieces := []string{
		"⼈", "⼯", "⻔", "⼀", "⼁", "⺡", "中", "国", "國", "神", "\uFA19", "\uF967", "\uF9DC", "\U0002F872",
		"\uE863", "\uE77F", "\uF015", "\uE816", "\u200B", "\u200C", "\u200D", "\u2060", "\u200E", "\u200F", "\u202A",
		"\u202C", "\u202E", "\u00AD", "\uFEFF", "e", "\u0301", "\u0323", "\u0302", "\u1100", "\u1161", "\u11A8", "가", "か", "\u3099",
		"の", "한", "ש", "\n", "\r\n", " ", "，", "。", "“", "”", "*", "A", "Ａ", "ß", "ﾊ", "ﾟ", "👩", "部首", "U+", "NFC",
		"\xE2\x80", "\xEF\xBB", "\xFF", "\xE3\x82", "这是什么", "說話", "これは", "(", ")", "旁", "⿰",
	}
	return []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), ""))
}

func checkPromises(t require.TestingT, src []byte, rules Rules) {
	log := edit.Log{Keep: true}
	out := Append([]byte{}, src, rules, &log)
	require.Equal(t, out, Append([]byte{}, out, rules, nil), "again changes nothing")
	require.Equal(t, out, edit.Apply(src, log.Edits))
	require.True(t, bytes.Equal(src, edit.Apply(out, edit.Invert(log.Edits))))
	require.Equal(t, bytes.Count(src, []byte{'\n'}), bytes.Count(out, []byte{'\n'}))
	n := Span(src, rules)
	require.Equal(t, src[:n], out[:n], "what Span says stays")
	require.True(t, n == len(src) || n == 0 || src[n-1] == '\n')
	if utf8.Valid(src) {
		require.True(t, utf8.Valid(out))
	}
	var counted edit.Log
	require.Equal(t, out, Append([]byte{}, src, rules, &counted))
	require.Equal(t, len(log.Edits) == 0, !counted.Changed())
}

func TestPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := Rules(rapid.Uint32Range(0, uint32(Search)).Draw(t, "rules"))
		if rapid.Bool().Draw(t, "profile") {
			rules = Canonical
		}
		checkPromises(t, draw(t), rules)
	})
}

func FuzzPromises(f *testing.F) {
	for _, c := range golden {
		f.Add([]byte(c.in), uint32(Canonical))
		f.Add([]byte(c.in), uint32(Search))
	}
	f.Fuzz(func(t *testing.T, src []byte, rules uint32) {
		checkPromises(t, src, Rules(rules)&Search)
	})
}

// The fast search finds what looking at every character finds.
func TestNext(t *testing.T) {
	subjects := []string{"\u00AD", "\u0301", "\u036F", "\u1100", "\u11FF", "\u200B", "\u200F", "\u202A", "\u2060", "\u2066",
		"⺁", "⿕", "\u3099", "\u309A", "\uE000", "\uEFFF", "\uF8FF", "\uF900", "\uFAD9", "\uFEFF", "\U0002F800", "—", "、", "é"}
	for _, filler := range []string{"天气", "，。", "“—”…", "ASCII ", "さがか", "й", "é", "Ａ！", "\xEF", "\x82"} {
		for n := range 80 {
			before := strings.Repeat(filler, 120/len(filler)+1)[:n]
			for _, s := range subjects {
				src := []byte(before + s + filler + "，”")
				want := len(src)
				for p := 0; p < len(src) && want == len(src); p++ {
					if at := subject(src, p, Canonical); src[p] >= utf8.RuneSelf && at >= 0 {
						want = at
					}
				}
				require.Equal(t, want, next(src, 0, Canonical), "%q", src)
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
		"⼈", "⼈ ", "⼈⼈ ", "⼈\n", "\uF967", "\uF967\n", "這\uF967", "\uE863", "\uE863\uE77F", "中\uE863", "\u200B", "中\u200B", "\u200B\n", "\u200E", "中\u200E", "\u202E",
		"\u00AD", "a\u00AD中", "\uFEFF", "\uFEFF\n", "a\u0301", "\u0301", "\"a\u0301", "\u1100", "\u1100\u1161", "가\u11A8", "か\u3099", "の\uF967\n", "中\n\uF967\n", "\xE2\x80", "\xCC",
	} {
		least := func(size int) time.Duration {
			src := bytes.Repeat([]byte(piece), size/len(piece))
			best := time.Hour
			for range 3 {
				start := time.Now()
				Append(nil, src, Canonical, nil)
				best = min(best, time.Since(start))
			}
			return best
		}
		// A busy machine may slow one of the two; so it may try again.
		require.Eventually(t, func() bool { return least(1<<17) < 30*least(1<<14)+20*time.Millisecond }, 10*time.Second, time.Millisecond, "%q", piece)
	}
}
