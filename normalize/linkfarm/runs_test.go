package linkfarm_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize/linkfarm"
)

// A line with readings, so that what stands beside it counts as a page of a
// link farm, and what is left of it.
const (
	farmLine  = "創(chuàng)業(yè)的人開(kāi)會(huì)時(shí)說(shuō),這里發(fā)生過(guò)變(biàn)動(dòng)。\n"
	farmClean = "創業的人開會時說,這里發生過變動。\n"
)

// Every line shows one way in which pairs of bytes fall out of step, and into
// step again. The bytes tell why.
func TestRuns(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{
			// 。”張穎 = A1 [A3 A1] B1 | 8F 88 | B7 66: cut at A3 A1, and 66 is f.
			"a run ends at a trail byte that is ASCII: nothing is lost",
			"紀律要嚴明?!睆埛f第一個站了起來。", "紀律要嚴明。”張穎第一個站了起來。",
		},
		{
			// 為 = 9E E9 and G = 47 became E9 47, 镚; the 因 before them lost its reading's parenthesis.
			"a run ends at a letter that was taken for a trail byte",
			"因?yàn)镚o語言很簡單。", "因為Go語言很簡單。",
		},
		{
			// 。縣 = A1 [A3 BF] 68.
			"a run of one character",
			"雨停了??h里的人都來了。", "雨停了。縣里的人都來了。",
		},
		{
			// 。”, = A1 [A3 A1] B1 [A3 AC]: the trail byte of the last character is guessed.
			"a run ends at the next mark, and its last byte is lost",
			"他說:“我先走了?!?,然后關上了門。", "他說:“我先走了。”,然后關上了門。",
		},
		{
			// 月換 = D4 [C2 93] 51 contains 聯; ( is gone with 93.
			"an orphan reading: its parenthesis was swallowed",
			"他們敢教日月?lián)Q新天。", "他們敢教日月換新天。",
		},
		{
			// 當地 = AE [94 B5] D8: 94 B5 is 數, and 當 has its own reading as well.
			"two readings, of which the second is an orphan",
			"當(dāng)?shù)夭块T昨天來人。", "當地部門昨天來人。",
		},
		{
			// 名冊 = C3 FB 83 D4: FB 83 has no character, and D4 28 neither.
			"a pair without a character shows as a question mark",
			"院子里種著花?;?麅?cè)上有他的名字。", "院子里種著花。花名冊上有他的名字。",
		},
		{
			// 掘 = BE F2 and 學 = 8C 57: F2 8C is 驅, which the first pages seen did not annotate.
			"a reading of any traditional character",
			"老師帶著我們挖掘?qū)W校后院的泥土。", "老師帶著我們挖掘學校后院的泥土。",
		},
		{
			// 日 = C8 D5 and 報 = 88 F3: D5 88 is 請, and 報 has its own reading as well.
			"two orphans in a row",
			"每日?qǐng)?bào)名的人都很多。", "每日報名的人都很多。",
		},
		{
			// 畢 = AE 85 and 業 = 98 49: 85 98 is 厴, and 49 is I.
			"an orphan of a rare character, before a trail byte that is ASCII",
			"畢?yǎn)I(yè)時(shí)他寫了一封信。", "畢業時他寫了一封信。",
		},
		{
			// 徹 = 8F D8, 會 = 95 FE and 議 = D7 68: D8 95 is 貢, and FE D7 has no character.
			"an orphan, and a pair that was removed",
			"我們貫徹?gòng)h的要求。", "我們貫徹會議的要求。",
		},
		{
			// , is A3 AC and 業 = 98 49: AC 98 is 瑯, and 49 is I.
			"an orphan behind a mark that was narrowed",
			"他在那家公司,?láng)I務做得很好。", "他在那家公司,業務做得很好。",
		},
		{
			// “ = A1 B0 and B = 42: B0 42 is 癇.
			"a reading behind a character and a letter",
			"他問:“B(xián)組(zǔ)到了沒有?”", "他問:“B組到了沒有?”",
		},
		{
			// 。” = A1 [A3 A1] B1, and < is gone with B1. The rest of the tag tells.
			"the bracket of a tag was swallowed",
			"他說:都好?！?/p>", "他說:都好。”</p>",
		},
		{
			"the bracket of a tag with attributes",
			"他說:都好?！?span class=\"a\">好</span>", "他說:都好。”<span class=\"a\">好</span>",
		},
		{
			"a reading without a tone, where the character has it",
			"為什麼(me)要走呢。", "為什麼要走呢。",
		},
		{
			"real marks stay",
			"你來嗎?!他說?,我不知道??!", "你來嗎?!他說?,我不知道??!",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, farmClean+c.want, repaired(t, farmLine+c.line))
		})
	}
}

// 又 = D3 D6 behind 他 = CB FB: FB D3 is in the user-defined area of GBK.
// Decoders keep such a pair as a private-use character, mark it or drop it. The
// words 他又 stand elsewhere on the page, which makes them a better guess.
func TestRunsWithPrivatePairs(t *testing.T) {
	for name, line := range map[string]string{
		"kept":    "他又來(lái)了,說(shuō):“你看看?!彼\uE380终f(shuō):“好。",
		"marked":  "他又來(lái)了,說(shuō):“你看看?!彼?终f(shuō):“好。",
		"removed": "他又來(lái)了,說(shuō):“你看看?!彼终f(shuō):“好。",
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, farmClean+"他又來了,說:“你看看。”他又說:“好。", repaired(t, farmLine+line))
		})
	}
}

// A run that was put in step has readings in it, and lets others be seen: that is
// evidence for the readings around it, where nothing else on the page is.
func TestRunsAreEvidence(t *testing.T) {
	assert.Equal(t, "因為他們發展得很快,所以進行得順利。", repaired(t, "因?yàn)樗麄儼l(fā)展得很快,所以進(jìn)行得順利。"))
}

// Toneless readings with a blank behind them or written more than once.
func TestToneless(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"村里的社會(hui) 風氣變了,他立於(yu) 門前看著(zhe) 遠山,一個(ge) 人也沒有。", "村里的社會風氣變了,他立於門前看著遠山,一個人也沒有。"},
		{"大會(hui)(hui)在北京(jing)召開,大家牢記(ji)(ji)使命(ming),先進(jin)(jin)(jin)性教育。", "大會在北京召開,大家牢記使命,先進性教育。"},
		{"這個版本(ben) 2 發布(bu) 了三天,大家(jia) 都在等(deng) 下一個(ge) 版本。", "這個版本 2 發布了三天,大家都在等下一個版本。"}, // before a digit the blank may be the author's
		{"氣(qi)是道家的話。", "氣(qi)是道家的話。"},
		{"他叫李(li) 明(ming) ,住在北京。", "他叫李(li) 明(ming) ,住在北京。"},
	} {
		assert.Equal(t, c.want, repaired(t, c.line))
	}
}

// Text that was written in traditional characters has some that the tool never
// writes, or corner brackets: its readings are there to teach.
func TestTraditionalTextStays(t *testing.T) {
	for _, line := range []string{
		"「請問，圖(tú)書(shū)館(guǎn)在哪裡？」",
		"後門裡的飯館(guǎn)賣麵，前面是圖(tú)書(shū)館，旁邊是銀(yín)行。",
		"請抄三遍：歡(huān)、勸(quàn)、權(quán)。",
		"生字：觀(guān)、點(diǎn)、畫(huà)、聽(tīng)、寫(xiě)。",
	} {
		assert.Equal(t, line, repaired(t, line))
	}
}

// A question mark that ends a run may have swallowed a digit. No model knows
// which: only the same words elsewhere on the page do.
func TestSwallowedDigit(t *testing.T) {
	const line = "他把信放在桌上,說:“我先走了?!?天以后他才回來。\n"
	for _, c := range []struct{ name, rest, digit string }{
		{"the same words stand behind one digit", "信上寫的也是5天以后他才回來。\n", "5"},
		{"there is no evidence", "信上什麼也沒有寫。\n", "\uFFFD"},
		{"two digits contradict each other", "一個人說是5天以后他才回來,一個人說是6天以后他才回來。\n", "\uFFFD"},
		{"a longer number is no evidence", "信上寫的也是15天以后他才回來。\n", "\uFFFD"},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, farmClean+"他把信放在桌上,說:“我先走了。”"+c.digit+"天以后他才回來。\n"+c.rest, repaired(t, farmLine+line+c.rest))
		})
	}
}

// Without readings near, only a long run that hardly needs guesses is repaired.
func TestRunsWithoutReadings(t *testing.T) {
	for line, want := range map[string]string{
		"紀律要嚴明?!睆埛f第一個站了起來。": "紀律要嚴明。”張穎第一個站了起來。",
		"雨停了??h里的人都來了。":      "雨停了??h里的人都來了。",
		"他走了?!?,門開著。":        "他走了?!?,門開著。",
	} {
		assert.Equal(t, want, repaired(t, line))
	}
}

// repaired repairs text as long as something changes, and sees that the edits
// lead there and back.
func repaired(t require.TestingT, text string) string {
	for range 8 {
		log := edit.Log{Keep: true}
		out := string(linkfarm.Append(nil, []byte(text), &log))
		require.Equal(t, out, string(edit.Apply([]byte(text), log.Edits)), "the edits lead to the output")
		require.Equal(t, text, string(edit.Apply([]byte(out), edit.Invert(log.Edits))), "and back")
		require.Equal(t, strings.Count(text, "\n"), strings.Count(out, "\n"), "lines stay lines")
		if out == text {
			return out
		}
		text = out
	}
	require.Fail(t, "repairs come to an end")
	return ""
}

// UTF-8 that was read as GBK has question marks side by side, too. It is another's.
func TestMisreadUTF8Stays(t *testing.T) {
	for _, line := range []string{
		"鈥滄敹鍒拌揣浜嗭紝鍖呰?寰堜弗瀹烇紝鎵撳紑鏄??鐨勩€傗€濆崠瀹跺洖澶嶏細浜诧紝鎴戜滑椹?笂缁欐偍琛ュ彂銆?",
		"璇峰嬁杞讳俊鍒峰崟杩斿埄锛屽嚒鏄??鎮ㄥ厛浠樻?鐨勯兘鏄?獥瀛愶紒",
		"寮€绁ㄤ俊鎭??鍔″繀濉?啓鍑嗙‘锛岀◣鍙烽敊涓€浣嶉兘涓嶈?锛岄噸寮€瑕佹敹鍗佸厓鎵嬬画璐广€?",
	} {
		assert.Equal(t, farmClean+line, repaired(t, farmLine+line))
	}
}

// Whatever pieces of damage come together, the promises hold.
func TestAppendProperties(t *testing.T) {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
		farmLine, "\n", "?", "??", "?！", "?!", "?,", "?；", "。", "“", "”", "睆埛f", "雨停了", "h里", "他說(shuō)", "(huì )", "日月?lián)Q", "yàn)镚",
		"當(dāng)?shù)", "彼\uE380终", "\uFFFD", "5天", "A", "€", ",。", ",、", "花(hua)", "會(huì)", "\xff", "麅?cè)",
	}), 0, 40)
	rapid.Check(t, func(r *rapid.T) {
		repaired(r, strings.Join(pieces.Draw(r, "pieces"), ""))
	})
}

func FuzzAppend(f *testing.F) {
	for _, s := range []string{
		"", "?", "?!", "\uFFFD,", "?！睆埛f", farmLine + "雨停了??h里的人都來了。", farmLine + "紀律要嚴明?!睆埛f第一個站了起來。",
		farmLine + "他又來(lái)了,說(shuō):“你看看?!彼\uE380终f(shuō):“好?!?天", farmLine + "敢教日月?lián)Q新天", "好,、壞,。有,,無,;\n", "时常(chang)会(hui)来(lai)了",
		farmLine + "?!!!?;?麅?cè)??", "\xff?!\xa1\xe4", "創(chuàng )?chuàng)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { repaired(t, s) })
}
