package fixtext

import "slices"

// Rule describes what the edits of one code do.
type Rule struct {
	Code    Code
	Name    string // short, in words joined by hyphens: "decoded"
	Summary string // what is done, in one sentence
	Why     string // how the damage comes about
	In, Out string // an example; bytes as \xNN; equal where nothing can be done
	// Safe tells that edits of this rule are proved, by doing the damage again
	// or by a table without a choice. Others are inferred: they may be switched
	// off as a group.
	Safe bool
}

// Rules returns what is known about every rule, in the order of the codes. The
// slice is the caller's.
func Rules() []Rule { return slices.Clone(rules[:]) }

// rules are in the order of their codes.
var rules = [...]Rule{
	{"FT101", "mojibake", "Undoes a decoding in the wrong charset that lost nothing.",
		"A program took the bytes of one charset for those of another and stored what it saw.", "ä¸\u00adå›½", "中国", true},
	{"FT102", "lossy-mojibake", "Undoes a decoding in the wrong charset and fills in the bytes that it lost.",
		"The wrong charset had no character for some of the bytes, so that they became ? or U+FFFD.", "涓浗", "中国", false},
	{"FT103", "out-of-step", "Puts bytes of double-byte text that are one off back into step.",
		"A byte was lost or cut off, and every character behind it begins in the middle of the one before.", "靶履昕炖", "新年快乐", false},
	{"FT104", "lost-for-good", "Reports text whose bytes were thrown away.",
		"Bytes that a charset does not have became U+FFFD, and those became 锟斤拷 in GBK; 烫烫烫 and 屯屯屯 are memory that was never written. Misread words of which too little is left, and characters beyond U+20000 that a link farm put in the place of others, are reported as well.", "锟斤拷锟斤拷", "锟斤拷锟斤拷", true},
	{"FT105", "snowball", "Reports text that was decoded wrongly so often that it cannot be unwound.",
		"Every save by the same faulty program adds a layer, and the text doubles each time.", "ÃƒÆ’Ã†â€™", "ÃƒÆ’Ã†â€™", true},
	{"FT111", "character-references", "Turns numeric references to Han characters in prose into the characters.",
		"Text was written into a form or page whose charset did not have these characters.", "&#20013;&#22269;", "中国", true},
	{"FT112", "unicode-escapes", "Turns escapes of Han characters in prose into the characters.",
		"JSON or program text leaked into prose, at times without its backslashes.", `\u4e2d\u56fd`, "中国", true},
	{"FT113", "percent-encoding", "Decodes percent-encoded Chinese in prose.",
		"A part of an address was shown as text.", "%E4%B8%AD%E5%9B%BD", "中国", true},
	{"FT114", "quoted-printable", "Decodes quoted-printable Chinese in prose.",
		"The body of a mail was stored without its transfer encoding undone.", "=E4=B8=AD=E5=9B=BD", "中国", true},
	{"FT115", "encoded-words", "Decodes the encoded words of mail headers.",
		"The header of a mail was stored as it was sent.", "=?UTF-8?B?5Lit5Zu9?=", "中国", true},
	{"FT116", "seven-bit", "Decodes UTF-7 and HZ that stand in other text.",
		"Seven-bit mail was stored as it was sent.", "~{VP9z~}", "中国", true},
	{"FT117", "dumped-bytes", "Decodes Chinese in prose, logs and paths of git that a program wrote byte by byte.",
		"A pager, a log or git showed bytes that it took for no characters: as <E4>, \\xE4 or \\344.", "<E4><B8><AD><E5><9B><BD>", "中国", true},
	{"FT201", "decoded", "Decodes text from another charset to UTF-8.",
		"Old files and pages are in GB18030, Big5, UTF-16 and others.", `\xd6\xd0\xb9\xfa`, "中国", true},
	{"FT202", "byte-order-mark", "Takes the byte order mark of a charset away, or adds or strips that of UTF-8 where asked to.",
		"Some programs put U+FEFF at the start of a text to tell its byte order.", `\xff\xfe\x2d\x4e`, "中", true},
	{"FT203", "ill-formed", "Reports bytes that are no text in any likely charset; they are kept.",
		"Bytes were lost, or are not text.", `\xff\xff`, `\xff\xff`, true},
	{"FT204", "label", "Lets a file that was decoded declare the charset that it is written in now; where it cannot, the file is left alone and named. Only the command does it.",
		"A source, a page or a mail says which charset it is in, and is read wrongly if that is not true any more.",
		"# -*- coding: gbk -*-", "# -*- coding: utf-8 -*-", true},
	{"FT205", "malformed-record", "Reports a record that is not in the format of its file, or that cannot be read; it is kept as it is.",
		"A record was cut, or written by hand, or by a program that does not escape.", `{"text": "中国`, `{"text": "中国`, true},
	{"FT301", "traditional", "Makes a traditional character simplified.",
		"The text, or a part of it, was written or converted for Taiwan, Hong Kong or Macau.", "圖書館", "图书馆", true},
	{"FT302", "traditional-in-context", "Makes a traditional character simplified that has several simplified forms, as the word demands.",
		"One traditional character stands for several simplified ones.", "乾淨的乾隆瓷器", "干净的乾隆瓷器", true},
	{"FT303", "ambiguous", "Chooses between simplified forms where no word decides; the others are in the note.",
		"One traditional character stands for several simplified ones, and a converter guessed.", "幹了三年", "干了三年", false},
	{"FT304", "regional-words", "Exchanges a word of Taiwan or Hong Kong for that of the mainland, where asked to.",
		"The same thing has another name there.", "滑鼠", "鼠标", false},
	{"FT305", "dictionary", "Applies an entry of your own dictionary.",
		"You said so.", "（your word）", "（your word for it）", true},
	{"FT401", "shifted-bytes", "Puts the shifted bytes of a link-farm page back into step.",
		"A rewriting tool cut double-byte text in the midst of characters.", "?!睆埨蠋", "。”张老", false},
	{"FT402", "reading", "Removes the reading that a link farm's tool put behind a character.",
		"A rewriting tool writes pinyin behind the characters of a closed table to look original.", "創(chuàng )業(yè)", "创业", true},
	{"FT403", "toneless-reading", "Removes a reading whose tone mark was lost.",
		"The same tool, and then a charset that has no tone marks.", "創(chuang )", "创", false},
	{"FT404", "inserted-comma", "Removes a comma that a link farm's tool put before or behind a mark.",
		"A rewriting tool inserts commas to look original.", "结果,。门开了", "结果。门开了", false},
	{"FT405", "strewn-symbol", "Removes a symbol that a link farm's tool put between characters; a question mark and a blank become the blank that they were.",
		"A rewriting tool tears words apart to look original.", "昨天收●到一封来☆信，说学◆校下学期要停办晚★自习", "昨天收到一封来信，说学校下学期要停办晚自习", false},
	{"FT501", "radical", "Makes a radical the character that it looks like.",
		"PDF readers and fonts take a code point for radicals where the character is meant.", "⽂⾔", "文言", true},
	{"FT502", "compatibility", "Makes a compatibility ideograph the unified character.",
		"Korean and other charsets hold some characters twice.", "\uf907", "龜", true},
	{"FT503", "private-use", "Makes a private use code the character that GB18030-2022 or HKSCS assigned since.",
		"Fonts had characters before Unicode did.", "\ue81e", "㧟", true},
	{"FT504", "invisible", "Removes zero-width characters and controls of direction from Han text.",
		"They are copied along from pages, or hide text from filters.", "中\u200b国", "中国", true},
	{"FT505", "soft-hyphen", "Removes soft hyphens from Han text.",
		"They are copied along from pages.", "中\u00ad国", "中国", true},
	{"FT506", "inner-mark", "Removes a byte order mark in the middle of a text.",
		"Files were joined together.", "中\ufeff国", "中国", true},
	{"FT507", "composed", "Composes letters and their marks (NFC) in Chinese text.",
		"Some file systems and programs store them apart.", "这家cafe\u0301很好", "这家café很好", true},
	{"FT511", "width", "Folds full-width letters and half-width kana (profile search only).",
		"Old charsets have letters in two widths.", "ＡＢＣ", "ABC", true},
	{"FT512", "case", "Folds letters to lower case (profile search only).",
		"Searches do not tell cases apart.", "ABC", "abc", true},
	{"FT513", "punctuation", "Folds punctuation to one form (profile search only).",
		"Searches do not tell marks apart.", "“中国”！", "\"中国\"!", true},
}
