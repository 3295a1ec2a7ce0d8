package syntax

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/runeclass"
)

// Of each file the characters of Chinese that are no prose stand between ⟦ and ⟧.
func TestFind(t *testing.T) {
	for _, test := range []struct{ name, text string }{
		{"main.go", "// 說明\npackage main\n\n//go:embed ⟦說明⟧.txt\nvar ⟦總數⟧ = \"⟦圖書館⟧\" /* 說明 */ + `⟦圖書⟧\n⟦館⟧`\n"},
		{"a.py", "#!/usr/bin/python\n\"\"\"說明這個模組\"\"\"\ndef ⟦借書⟧(⟦讀者⟧):\n    \"\"\"說明\"\"\"\n    x = {\"⟦說明⟧\": \"⟦圖書館⟧\"}\n    return f\"⟦讀者⟧{⟦讀者⟧}\"  # 說明\n"},
		{"a.js", "const a = '⟦圖書館⟧'; // 說明\nconst r = /⟦臺灣|台湾⟧/; /* 說明 */\n"},
		{"a.ts", "/** 說明 */\nenum A { ⟦圖書館⟧ = \"⟦圖書館⟧\" }\n"},
		{"A.java", "/** 說明 */ class A { String ⟦書⟧ = \"⟦圖書館⟧\"; } // 說明\n"},
		{"a.c", "#include \"⟦圖書⟧.h\"\nchar *s = \"⟦圖書館⟧\"; /* 說明 */\n"},
		{"a.cpp", "// 說明\nauto s = u8\"⟦圖書館⟧\";\n"},
		{"A.cs", "var s = \"⟦循環依賴⟧\"; // 說明\n"},
		{"a.rs", "/// 說明\nlet s = \"⟦圖書館⟧\";\n"},
		{"a.rb", "# 說明\nputs \"⟦圖書館⟧\"\n"},
		{"a.php", "<p>說明</p>\n<?php $a = \"⟦圖書館⟧\"; // 說明\n?>\n<p>說明</p>\n"},
		{"a.sh", "# 說明\necho \"⟦圖書館⟧\" > ⟦檔案⟧\n"},
		{"build", "#!/bin/sh\n# 說明\ncp ⟦檔案⟧ ⟦輸出⟧\n"},
		{"a.sql", "-- 說明\nINSERT INTO t VALUES ('⟦臺灣⟧');\n"},
		{"a.lua", "-- 說明\nlocal s = \"⟦圖書館⟧\"\n"},
		{"a.kt", "// 說明\nval s = \"⟦圖書館⟧\"\n"},
		{"a.swift", "// 說明\nlet s = \"⟦圖書館⟧\"\n"},
		{"Makefile", "# 說明\n⟦輸出⟧: ⟦輸入⟧\n"},
		{"Dockerfile", "# 說明\nCOPY ⟦檔案⟧ /app\n"},
		{"b/Makefile", "# 說明\n⟦輸出⟧: ⟦輸入⟧\n\t@echo \"⟦編譯⟧\" # 說明\n"},
		{"b/Dockerfile", "LABEL ⟦說明⟧=\"⟦圖書館⟧\"\nRUN echo \"⟦完成⟧\" # 說明\n"},
		{"a.vue", "<template>\n<!-- 說明 --><p>載入中 {{ ⟦名稱⟧ }}</p></template>\n<script>\n// 說明\nlet a = '⟦圖書館⟧'\n</script>\n<style>/* 說明 */ a::after { content: \"⟦圖書館⟧\" }</style>\n"},
		{"a.css", "/* 說明 */\na::after { content: \"⟦圖書館⟧\" }\n"},
		{"a.diff", "--- a\n+++ b\n@@ -1 +1 @@\n-⟦圖書館⟧\n+⟦學校⟧\n ⟦說明⟧\n"},
		{".gitignore", "# 說明\n⟦藏書樓⟧\n"},
		{"a.json", "{\n  \"⟦標題⟧\": \"圖書館\",\n  \"zh-TW\": {\n    \"a\": \"⟦儲存⟧\"\n  },\n  \"b\": \"儲存\"\n}\n"},
		{"a.dict.yaml", "# 說明\n---\n⟦標題⟧: 圖書館\n...\n# 說明\n⟦圖書館⟧\ttushuguan\n"},
		{"a.ipynb", "{\n \"cells\": [\n  {\n   \"cell_type\": \"code\",\n   \"outputs\": [\"⟦圖⟧\"],\n   \"source\": [\n    \"# 說明\\n\",\n    \"x = '⟦圖書館⟧'\"\n   ]\n  },\n" +
			"  {\n   \"cell_type\": \"markdown\",\n   \"source\": [\n    \"圖書館\"\n   ]\n  }\n ]\n}\n"},
		{"a.yaml", "# 說明\n⟦標題⟧: 圖書館\nzh-TW:\n  a: ⟦儲存⟧\nzh-CN:\n  a: 儲存\n"},
		{"a.toml", "# 說明\n\"⟦標題⟧\" = \"圖書館\"\n"},
		{"a.ini", "; 說明\n[⟦設定⟧]\n⟦標題⟧ = 圖書館\n"},
		{"a.properties", "# 說明\n⟦標題⟧=圖書館\n"},
		{"a.po", "# 說明\n#: ⟦檔案⟧.c\nmsgid \"⟦圖書館⟧\"\nmsgstr \"\"\n\"圖書館\"\n"},
		{"a.xml", "<!-- 說明 -->\n<⟦書 名⟧=\"⟦圖⟧\">圖書館</⟦書⟧>\n"},
		{"a.tex", "% 說明\n\\section{緒論} 圖書館\n"},
		{"a.md", "---\n⟦標題⟧: 圖書館\n---\n# 圖書館\n\n說明 `⟦變數⟧`。\n\n```python\nx = \"⟦圖書館⟧\"  # 說明\n```\n\n> ```\n> ⟦檔案⟧\n> ```\n\n    ⟦圖書館⟧\n"},
	} {
		text := strings.NewReplacer("⟦", "", "⟧", "").Replace(test.text)
		find := Find(test.name, []byte(text))
		if !assert.NotNil(t, find, test.name) {
			continue
		}
		var got, want []byte
		spans := find([]byte(text))
		for i, r := range text {
			for _, s := range spans {
				if s[0] <= i && i < s[1] && runeclass.IsHan(r) {
					got = append(got, '!')
					break
				}
			}
			got = utf8.AppendRune(got, r)
		}
		in := false
		for _, r := range test.text {
			if r == '⟦' || r == '⟧' {
				in = r == '⟦'
				continue
			}
			if in && runeclass.IsHan(r) {
				want = append(want, '!')
			}
			want = utf8.AppendRune(want, r)
		}
		assert.Equal(t, string(want), string(got), test.name)
	}
	for _, name := range []string{"a.txt", "novel", "README", "a.log", "a.html"} {
		assert.Nil(t, Find(name, []byte("圖書館")), name)
	}
}

func TestTranslation(t *testing.T) {
	for _, name := range []string{"zh_TW.po", "po/zh_TW.po", "locale/zh_TW/LC_MESSAGES/a.po", "lang/zh-TW.json", "i18n/messages_zh_TW.properties", "res/values-zh-rTW/strings.xml", "zh-Hant.lproj/Main.strings", "src/locales/zh-hk.ts", "README.zh-TW.md", "locales/ja.yml", "i18n/locales/zh_TW",
		"main/zh-Hant-MY/dates.json", "main/yue-Hant/a.json", "lang/zh-tw-lang.json", "translations/zh-TW.txt", "nativeLang/hongKongCantonese.xml", "languages/traditional_chinese.json", "lang/japanese.xml"} {
		assert.True(t, Translation(name, nil), name)
	}
	for _, name := range []string{"zh_CN.po", "po/zh_CN.po", "lang/zh-Hans.json", "a.json", "novel.zh-TW.txt", "zh-TW/index.html", "zh-TW/a/b/c/d/e.json", "ninja.yml", "java.json",
		"zh-TW.txt", "main/yue-Hans/a.json", "data/taiwan.json", "lang/chinese_simplified.xml", "po/vi-mode.md"} {
		assert.False(t, Translation(name, nil), name)
	}
	assert.True(t, Translation("pinyin", []byte("% 說明\nescape_char /\ncomment_char %\n")))
	assert.True(t, Translation("a.txt", []byte("// 說明\nzh_Hant{\n")))
	assert.True(t, Translation("app.arb", []byte("{\n  \"@@locale\": \"zh_TW\",\n")))
	assert.True(t, Translation("messages.po", []byte("msgid \"\"\nmsgstr \"\"\n\"Language: zh_TW\\n\"\n")))
}

func TestCopied(t *testing.T) {
	for _, name := range []string{"AUTHORS", "doc/CONTRIBUTORS.md", "THANKS.txt", ".mailmap", "dist/a.min.js.map", "a.css.map"} {
		assert.True(t, Copied(name), name)
	}
	for _, name := range []string{"authors.md", "AUTHORS.go", "README.md", "world.map", "a.js"} {
		assert.False(t, Copied(name), name)
	}
}

// Spans lie in the text, and a lexer that cannot follow does no harm.
func TestSpansLieInTheText(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"圖", "\"", "'", "`", "```", "/*", "*/", "//", "#", "<?php", "<", ">", "{", "}", "\n", "\r\n", "\x00", "\xff", ":", "- ", " ", "x", "\\"})
	names := rapid.SampledFrom([]string{"a.go", "a.py", "a.js", "a.php", "a.md", "a.json", "a.yaml", "a.xml", "a.po", "a.toml", "Makefile", ".gitignore"})
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(strings.Join(rapid.SliceOf(pieces).Draw(t, "text"), ""))
		for _, s := range Find(names.Draw(t, "name"), text)(text) {
			require.True(t, 0 <= s[0] && s[0] <= s[1] && s[1] <= len(text), "%v of %d", s, len(text))
		}
	})
}
