package prose

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/cputime"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// The characters of Chinese that stay are those between ⟦ and ⟧.
func TestFind(t *testing.T) {
	for _, want := range []string{
		// What is written for people.
		"他說：\"今天的圖書館關門了。\"", "請選擇臺灣/香港/澳門。", "|姓名|電話|地址|", "雨傘|機車|電腦", "數學與歷史(選修)，每週兩節", "我用Node.js寫了一個網頁",
		"他的網站是Yahoo.com，很有名", "- 這裡有 2 個項目：蘋果、麵包", "\"title\": \"圖書館開門了\",", "name: '圖書館'", "「你說什麼？」她問。", "A = 蘋果，B = 麵包",
		"C# 與 .NET 的差別；請看說明", "第一行\\n第二行會換行", "\\section{緒論}", "這是 (圖書館) 的鑰匙;", "* 第一項：繁體字的寫法", "don't 說謊, it's 壞的", "會議時間: 10:30;",
		"臺灣說國語，日本說日語", "本書有英語、法語、漢語三種", "[out] \\(選擇性) 傳回的數目", "a < b 且 c > d 時，結論成立", "視圖-.NET 記憶體",
		"Title: \"圖書館\" (2020)", "AT&T \"電信\"", "$5 \"圖書\"", "Chapter 1 (\"緒論\")",
		// Links and code in text.
		"![圖](⟦./圖書館.png⟧)說明", "看[這裡](⟦../目錄/讀書(一).md⟧ \"標題與說明\")！", "[說明]: ⟦https://example.org/說明⟧", "用 ⟦`臺灣`⟧ 這個變數", "用 ⟦``臺`灣``⟧ 這個變數",
		"請看 ⟦https://zh.example.org/wiki/臺灣⟧，很詳細", "在https://example.org這個網站上", "<img src=⟦\"圖.png\"⟧ title=\"這張圖\"> 說明",
		"看[這裡](#說明-二)\n## 說明 (二)", "看[這裡](⟦#說明⟧)",
		// Paths.
		"type ⟦npm-smoke\\測試\\輸入.txt⟧", "⟦docs/說明/開發.md⟧ 是文件", "請打開 ⟦說明.txt⟧ 來看", "cd ⟦C:\\使用者\\文件⟧", "放到 ⟦./輸出/結果⟧ 下面", "請放到⟦docs/測試.md⟧裡",
		"設定檔在伺服器端上的⟦/etc/rsyncd.conf⟧裡", "測試檔案 ⟦測試_1.txt⟧", "網站 ⟦臺灣.tw⟧ 開了",
		// Programs.
		"if (s.Contains(⟦\"循環依賴\"⟧))", "呼叫 Contains(⟦\"循環依賴\"⟧) 會出錯", "assert.equal(converted, ⟦'漢字'⟧)", "{ \"TW\", ⟦\"台湾|台灣|\\\\b[Tt][Ww]\"⟧ },",
		"IF_START: ⟦'若'⟧; ELSE: ⟦'若非'⟧ | ⟦'其餘'⟧ ;", "msg = ⟦\"請輸入\"⟧  # 說明這個變數", "return ⟦\"沒有\"⟧", "m[⟦\"鍵\"⟧] = 1", "⟦int 總數 = 計算(項目);⟧ // 總數的說明",
		"⟦def 借書(讀者):⟧", "{⟦\"標題\"⟧: \"圖書館\"}", "echo ⟦'沒有'⟧ > /dev/null", "// 這是說明：foo(\"臺灣\")", "⟦^(臺灣|香港)$⟧", "\\d+⟦年\\s*(臺灣|台灣)⟧",
		"INSERT INTO c VALUES ('TW', ⟦'臺灣'⟧, '886');", "SELECT name FROM t WHERE area = ⟦'臺灣'⟧ -- 說明", "('TW', 'Taiwan', ⟦'臺灣'⟧, '886'),", "area varchar(9) COMMENT '地區與說明',",
		"#include ⟦\"繪圖.h\"⟧", "#define ⟦訊息 \"錯誤\"⟧ // 說明", "#熱門話題 #臺灣", "⟦名稱 = \"圖書館\"⟧", "[說明]\n標題 = \"圖書館\"", "local ⟦訊息 = \"沒有\"⟧ -- 說明", "arr = [⟦\"壹\", \"貳\"⟧]",
		"println!(⟦\"開始：{}\", 輸入⟧);", "log.Fatalf(⟦\"讀取 %s 時發生錯誤\", 檔名⟧, err)", "puts ⟦\"總額：#{@總額}\"⟧", "switch ⟦狀態⟧ {", "SELECT * FROM ⟦訂單⟧ ORDER BY ⟦編號⟧ DESC -- 說明", "assert s == ⟦'測試'⟧, ⟦'測試失敗'⟧",
		"{⟦\"臺灣\", \"澳門\"⟧}", "{ value: 'TW', label: ⟦'臺灣'⟧ },", "save: ⟦'儲存'⟧,", "title: '圖書館'", "msgid ⟦\"開啟檔案\"⟧", "(defun ⟦讀取 (檔名) (message \"讀取中\")⟧)", "=SUM(⟦銷售⟧!A1:A10)", "⟦.選單::before { content: \"選單\"⟧; }",
		"grep -n ⟦\"錯誤\"⟧ app.log", "$ git commit -m ⟦\"修正錯誤\"⟧", "mkdir -p ⟦備份 && cd 備份⟧", "grep -r 會遞迴搜尋目錄", "COPY ⟦設定檔⟧ /app/⟦設定檔⟧",
		"{% if user.⟦地區⟧ == ⟦\"臺灣\"⟧ %}臺灣{% endif %}", "如圖~\\ref{⟦fig:圖書館⟧}所示", "<code>⟦變數⟧</code>用來保存內容", "<⟦設定 名稱⟧=⟦\"圖書館\"⟧>", "<⟦說明⟧>這個檔案</⟦說明⟧>", "<紅樓夢>是一本書", "<div :title=⟦\"標題\"⟧ title=\"標題\">",
		"⟦備份資料⟧/", "cp a.txt ⟦\"備份資料/\"⟧", "slug: ⟦圖書館/說明⟧", "url: ⟦/關於/聯絡我們⟧", "⟦\\\\伺服器\\共用\\會議⟧", "⟦example.com/wiki/臺灣歷史⟧", "Vue.js/前端開發", "下載：⟦magnet:?dn=電影⟧，請下載", "⟦ed2k://|file|電影.mkv|12|⟧",
		"[[⟦圖書館⟧|這裡]]的規定", "![[⟦附圖⟧.png]]", "[[⟦file:圖片/圖.png⟧][架構圖]]", "xref:⟦說明.adoc⟧[說明]", ".. _⟦標籤⟧:", "GET ⟦/圖書館?書名=紅樓夢⟧ HTTP/1.1", "git@example.com:⟦團隊/專案⟧.git",
		// Tables of characters, by code or radical.
		"⟦鈣鈦鈴鈹鈾鉀鉅鉑鉗鉛⟧", "0x6E21: ⟦測渴渾湊湯溝溫滄滅滌⟧", "⟦潯潰潛澀澤濁瀘灣災炭為⟧", "鐵路鋼橋鋪設銅線銀行", "鮭魚、鱒魚、鰻魚、鯉魚、鯽魚", "⟦鈣鈦鈴鈹鈾鉀鉅鉑⟧ 是金屬的名稱",
		"```\n⟦檔案 總數⟧\n⟦x = 1⟧ // 說明\n```\n這裡是說明，\"不是\"程式", "```\n這個沒有結束，\"所以\"是說明",
		"<U9312> <U9312>;IGNORE\t#⟦錒⟧0", "U+9312 ⟦錒⟧ 是一種金屬", "u9312 ⟦錒⟧、u92e6 ⟦鋦⟧", "第 9312 號說明",
		// Languages and forms.
		"[English](README.md) | ⟦简体中文⟧ | [⟦繁體中文⟧](⟦./讀.md⟧)", "⟦繁體中文⟧ | ⟦简体中文⟧ | ⟦日本語⟧", "\"zh-TW\": ⟦\"繁體中文\"⟧,", "zh-TW: ⟦儲存檔案⟧", "Name[zh_TW]=⟦檔案管理員⟧", "Name[ja]=⟦書類⟧", "Name[zh_CN]=檔案", "<p lang='ja'>⟦毎日⟧</p>", "<p lang='zh'>檔案</p>",
		"<comment xml:lang=\"zh_TW\">⟦文件檔⟧</comment><p>說明</p>", "<html lang=\"zh-TW\"><title>圖書館</title>", "<option value=\"zh-TW\">⟦繁體中文⟧</option>",
		".⟦中国⟧,.⟦中國⟧", "⟦台湾⟧|⟦台灣⟧", "[⟦'简体'⟧, ⟦'簡體'⟧]", "⟦汉字⟧→⟦漢字⟧", "我國，我国",
	} {
		text := strings.NewReplacer("⟦", "", "⟧", "").Replace(want)
		got := []byte(nil)
		spans := Find([]byte(text))
		for i, r := range text {
			inside := false
			for _, s := range spans {
				inside = inside || s[0] <= i && i < s[1]
			}
			if inside && runeclass.IsHan(r) {
				got = append(got, '!')
			}
			got = utf8.AppendRune(got, r)
		}
		marked, in := []byte(nil), false
		for _, r := range want {
			switch {
			case r == '⟦' || r == '⟧':
				in = r == '⟦'
				continue
			case in && runeclass.IsHan(r):
				marked = append(marked, '!')
			}
			marked = utf8.AppendRune(marked, r)
		}
		assert.Equal(t, string(marked), string(got))
	}
}

// Spans are in order, apart from each other, and lie in the text, whatever that is.
func TestSpansAreInOrder(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"圖", "\"", "'", "`", "(", ")", "[", "]", "/", "\\", "|", "=", ";", "<a ", ">", "://", ".txt", "foo(", "zh-TW", "繁體中文", ",", " ", "\n", "```\n", "\xff", "#", "x"})
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(strings.Join(rapid.SliceOf(pieces).Draw(t, "text"), ""))
		last := -1
		for _, s := range Find(text) {
			require.Greater(t, s[0], last)
			require.Greater(t, s[1], s[0])
			require.LessOrEqual(t, s[1], len(text))
			last = s[1]
		}
	})
}

// No line is so long or so odd that it takes long. What grew with the square of a line
// would take minutes.
func TestFindIsLinear(t *testing.T) {
	for _, piece := range []string{"\\\"圖", "'圖\\'", "`圖``", "<a 圖=\"", "圖](", "圖/圖.txt ", "foo(\"圖\",", "a|圖", "圖://", "/*圖", "繁體中文,", "國|国"} {
		for _, size := range []int{1 << 13, 1 << 19} {
			line := strings.Repeat(piece, size/len(piece)) + "\n"
			spent := cputime.Of(func() { Find([]byte(strings.Repeat(line, 1+(1<<18)/len(line)))) })
			assert.Less(t, spent, 20*time.Second, "%s, %d bytes a line", piece, size)
		}
	}
}

// What is found in lines does not depend on which others are looked at.
func TestFindInSomeLines(t *testing.T) {
	lines := rapid.SampledFrom([]string{"```", "~~~", "x = \"圖\" // 圖", "看[這裡](./圖.md)", "圖書館", "`圖`", "> ```", "{\"圖\": 1}"})
	rapid.Check(t, func(t *rapid.T) {
		block := []byte(strings.Join(rapid.SliceOf(lines).Draw(t, "block"), "\n"))
		var got, want [][2]int
		find := In(block)
		for at := 0; at < len(block); {
			end := linescan.End(block, at)
			if rapid.Bool().Draw(t, "look") {
				got = find(got, at, end)
				for _, s := range Find(block) {
					if at <= s[0] && s[0] < end {
						want = append(want, s)
					}
				}
			}
			at = end
		}
		require.Equal(t, want, got)
	})
}

// What look refuses at little cost holds none of what is asked for then.
func TestLookSeesAll(t *testing.T) {
	pieces := []string{"中", "文", "中文", "日本語", "臺語", "a", "1", "9312", "，", " ", "\x80", "\U00020000", "\U00020001", "\u3400", "\u3401"}
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		r := rapid.RuneFrom(nil, unicode.Han).Draw(t, "first")
		for range rapid.IntRange(0, 30).Draw(t, "length") {
			switch rapid.IntRange(0, 9).Draw(t, "kind") {
			case 0:
				text.WriteString(rapid.SampledFrom(pieces).Draw(t, "piece"))
			case 1:
				r = rapid.RuneFrom(nil, unicode.Han).Draw(t, "far")
				text.WriteRune(r)
			default:
				r += rapid.Int32Range(-8, 9).Draw(t, "near")
				text.WriteRune(r)
			}
		}
		line := []byte(text.String())
		f := finder{line: line, marks: row | named | digit}
		marks := look(line)
		if f.ordered(); len(f.spans) > 0 {
			require.NotZero(t, marks&row, "%s", line)
		}
		if f := (finder{line: line}); f.hasConverted() {
			require.NotZero(t, marks&named, "%s", line)
		}
	})
}

// What bytes refuse, no expression would match.
func TestExpressionsAreRefused(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"圖", "a", "b9", "_", "=", ":=", "(", ")", "()", "[", "]", "{", "}", ";", ",", "$", "@", "|", "&", " ", "\t", "\"\"", "''", "-", ">", "<", ".", "::", "9", "\xff",
		"switch ", "#", "if [ ", "print(", "=SUM("})
	programs := regexp.MustCompile(`[\w)\]]\(|[=;]|\$[A-Za-z_{(]|\|\||&&|\s\|\s|^\|`)
	rapid.Check(t, func(t *rapid.T) {
		line := []byte(strings.Join(rapid.SliceOf(pieces).Draw(t, "line"), ""))
		require.Equal(t, programs.Match(line), ofPrograms(line), "%q", line)
		if setting.Match(line) {
			require.Contains(t, `"']`, string(final(line)), "%q", line)
		}
		for _, k := range kindsOfMarks {
			if k.mark.Match(line) {
				require.True(t, bytes.ContainsAny(line, k.has), "%q: %s", line, k.mark)
			}
		}
		for _, s := range shapes {
			if s.last != "" && s.line.Match(line) {
				require.Contains(t, s.last, string(line[len(line)-1:]), "%q: %s", line, s.line)
			}
		}
	})
}

// What menu does not ask the expression about has no name that it finds.
func TestMayNameSeesAllNames(t *testing.T) {
	pieces := []string{"繁體中文", "正體", "中文", "文言文", "文言", "日本語", "粵語", "台語", "English", "한국어", "Русский", "にほんご", "學", "的", "〇", "、", "，", " ", "(台灣)", "（香港）", "/", "|", "1", "é", "⼀"}
	rapid.Check(t, func(t *rapid.T) {
		line := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(t, "line"), ""))
		f := finder{line: line, marks: look(line)}
		for at := 0; ; {
			m := endonyms.FindIndex(line[at:])
			if m == nil {
				return
			}
			from, to := at+m[0], at+m[1]
			require.True(t, f.mayName() || !alone(line, from, to), "%s", line)
			at = to
		}
	})
}
