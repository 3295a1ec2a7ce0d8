package transport

import "bytes"

// talks reports whether the unit or a line beside it talks about encodings. Of mail,
// only Chinese words count: its headers name charsets.
func (u *unit) talks(k kind) bool {
	if !u.heard {
		u.heard = true
		for _, text := range [...][]byte{u.rest, u.behind, u.ahead} {
			chinese, english := talk(text)
			u.chineseTalk = u.chineseTalk || chinese
			u.englishTalk = u.englishTalk || english
		}
	}
	return u.chineseTalk || u.englishTalk && k != word && k != quoted
}

// talk reports whether text has Chinese and English words, or beginnings of words,
// that are used to talk about encodings.
func talk(text []byte) (chinese, english bool) {
	for i, b := range text {
		switch {
		case b >= 0xE4 && b <= 0xE9:
			chinese = chinese || chineseWord(text[i:])
		case b >= 'A' && b <= 'x' && (i == 0 || !isWord(text[i-1])):
			english = english || englishWord(text[i:])
		}
	}
	return chinese, english
}

// points reports whether the unit has a word that points at something shown: 写成,
// 显示为, 例如. Such words are common, so they count only where the signs could be
// what is shown.
func (u *unit) points() bool {
	for i, b := range u.rest {
		if b < 0xE4 || b > 0xE9 || i+6 > len(u.rest) {
			continue
		}
		switch string(u.rest[i : i+6]) {
		case "写作", "寫作", "写成", "寫成", "写为", "寫為", "显示", "顯示", "变成", "變成", "变为", "變為", "转换", "轉換", "转成", "轉成",
			"对应", "對應", "输出", "輸出", "输入", "輸入", "例如", "比如", "形如", "这样", "這樣", "这种", "這種", "而不", "等于", "等於":
			return true
		}
	}
	return false
}

func chineseWord(text []byte) bool {
	if len(text) < 6 {
		return false
	}
	switch string(text[:6]) {
	case "编码", "編碼", "解码", "解碼", "转义", "轉義", "跳脫", "字符", "字元", "实体", "實體", "码点", "碼點", "码位", "碼位", "字码", "字碼",
		"乱码", "亂碼", "正则", "转码", "轉碼", "反斜":
		return true
	}
	if len(text) < 9 {
		return false
	}
	switch string(text[:9]) {
	case "百分号", "百分號", "十六进", "十六進", "统一码", "統一碼":
		return true
	}
	return false
}

// englishWord reports whether text begins with such a word, as it is usually
// written.
func englishWord(text []byte) bool {
	var words []string
	switch text[0] {
	case 'U', 'u':
		words = []string{"UTF", "URL", "URI", "U+", "Unicode", "UNICODE", "utf-8", "utf8", "unicode"}
	case 'E', 'e':
		words = []string{"Encod", "Escape", "escape", "encod", "entity", "entities"}
	case 'D', 'd':
		words = []string{"Decod", "decod"}
	case 'H', 'h':
		words = []string{"HTML", "html", "hex"}
	case 'X', 'x':
		words = []string{"XML", "xml"}
	case 'J', 'j':
		words = []string{"JSON", "json"}
	case 'A', 'a', 'G', 'g':
		words = []string{"ASCII", "ascii", "GBK", "gbk", "GB2312", "gb2312"}
	case 'B', 'b':
		words = []string{"Big5", "big5", "Base64", "base64"}
	case 'r', 'R':
		words = []string{"regex", "Regex"}
	case 'c', 'C':
		words = []string{"charset", "Charset", "codepoint", "code point"}
	case 'p', 'P':
		words = []string{"percent", "Percent"}
	case 'q', 'Q':
		words = []string{"quoted-p", "Quoted-p"}
	case 'm', 'M':
		words = []string{"mojibake", "Mojibake"}
	}
	for _, w := range words {
		if bytes.HasPrefix(text, []byte(w)) {
			return true
		}
	}
	return false
}
