package charset

import (
	"golang.org/x/text/encoding/charmap"

	"github.com/fixtext/fixtext/encoding/big5"
	"github.com/fixtext/fixtext/encoding/cesu8"
	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/encoding/euctw"
	"github.com/fixtext/fixtext/encoding/gb18030"
	"github.com/fixtext/fixtext/encoding/hz"
	"github.com/fixtext/fixtext/encoding/iso2022cn"
	"github.com/fixtext/fixtext/encoding/utf7"
	"github.com/fixtext/fixtext/internal/charsetstat"
	big5page "github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/eastasia"
	gbpage "github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// Forms of codes that several charsets have.
var (
	kana   = Form{Bytes: []Range{{0x8E, 1}, {0xA1, 0x3F}}, Kana: true} // behind a single shift
	planes = Form{Bytes: []Range{{0x8E, 1}, {0xA1, 16}, {0xA1, 94}, {0xA1, 94}}}
	jis212 = Form{Bytes: []Range{{0x8F, 1}, {0xA1, 94}, {0xA1, 94}}}
	gb2312 = Form{Bytes: []Range{{0xA1, 0x57}, {0xA1, 94}}}
	plane1 = Form{Bytes: []Range{{0xA1, 0x5D}, {0xA1, 94}}} // of CNS 11643
	level1 = Form{Bytes: []Range{{0xA1, 0x26}, {0x40, 0xBF}}}
	four   = Form{Bytes: []Range{{0x81, 126}, {'0', 10}, {0x81, 126}, {'0', 10}}}
)

// Rows are all charsets. The order is that of the constants: of charsets that cost
// the same the first one is the answer. Variants come behind the others.
var Rows = [...]Row{
	{Name: "unknown"},
	{
		Const: "UTF8", Name: "utf-8", Labels: "utf8 unicode-1-1-utf-8 cp65001 65001",
		Unit: UTF8, Coder: unicodeUTF8, Written: 1,
		Detect: Detect{Tried: 4},
		Source: Source{1, "utf8Source", "utf-8"}, Use: "of nearly all text today",
	},
	{
		Const: "CESU8", Doc: "UTF-8 with surrogate pairs in place of four-byte characters",
		Name: "cesu-8", Labels: "cesu8", Unit: UTF8, Coder: cesu8.CESU8, Written: 14,
	},
	{
		Const: "UTF7", Name: "utf-7", Labels: "utf7 unicode-1-1-utf-7 cp65000 65000",
		Unit: Seven, Coder: utf7.UTF7, Written: 13,
		Detect: Detect{Tried: 3, OnSight: true, Mark: "+", EveryMark: true},
	},
	{
		Const: "UTF16LE", Name: "utf-16le",
		Labels: "utf-16 utf16 utf16le unicode ucs-2 ucs-2le iso-10646-ucs-2 cp1200 1200",
		Unit:   Wide, Coder: unicodeUTF16LE, Written: 15, Source: Source{4, "utf16LE", "utf-16le"},
	},
	{
		Const: "UTF16BE", Name: "utf-16be", Labels: "utf16be unicodefffe ucs-2be cp1201 1201",
		Unit: Wide, Coder: unicodeUTF16BE, Written: 16, Source: Source{5, "utf16BE", "utf-16be"},
	},
	{
		Const: "UTF32LE", Name: "utf-32le", Labels: "utf-32 utf32 utf32le ucs-4 ucs-4le",
		Unit: Wide, Coder: unicodeUTF32LE, Written: 17,
	},
	{
		Const: "UTF32BE", Name: "utf-32be", Labels: "utf32be ucs-4be",
		Unit: Wide, Coder: unicodeUTF32BE, Written: 18,
	},

	{
		Const: "GB18030", Doc: "and its subsets GBK and GB2312",
		Name: "gb18030", Labels: "gb18030-2022 54936", Languages: "zh-Hans",
		Mix:  []Share{{"zh-Hans", 0.78}, {"zh-Hant", 0.22}},
		Unit: Pair, Table: gb(gbpage.WHATWG),
		Pairs: Pairs{
			Costs: func() string { return charsetstat.GB18030 },
			Lone:  0x80, Lones: 1, // the euro sign of code page 936
			Symbols: 9, LastSymbol: 0xA9, Forms: []*Form{&four}, Everyday: &gb2312,
		},
		Coder: gb18030.GB18030, Written: 2,
		Detect: Detect{Tried: 1, OnSight: true}, Source: Source{2, "gbkSource", "gbk"}, Use: "of Chinese Windows",
	},
	{
		Const: "HZ", Name: "hz-gb-2312", Labels: "hz hzgb2312 hz-gb2312", Languages: "zh-Hans",
		Unit: Seven, Coder: hz.HZ, Written: 10,
		Detect: Detect{Tried: 1, OnSight: true, Mark: "~{"},
	},
	{
		Const: "ISO2022CN", Name: "iso-2022-cn", Labels: "iso2022cn csiso2022cn iso2022-cn", Languages: "zh-Hans zh-Hant",
		Unit: Seven, Coder: iso2022cn.CN, Decoder: iso2022cn.CNExt, Written: 11,
		Detect: Detect{Tried: 2, OnSight: true, Mark: "\x1b$", Escapes: []string{"\x1b$)A", "\x1b$)G", "\x1b$)E", "\x1b$*H"}},
	},
	{
		Const: "Big5", Doc: "with HKSCS, as the WHATWG reads it",
		Name: "big5", Labels: "big-5 big5-hkscs big5hkscs cn-big5 x-x-big5 csbig5 big5-eten", Languages: "zh-Hant",
		Mix:  []Share{{"zh-Hant", 1}},
		Unit: Pair, Table: five(big5page.WHATWG),
		Pairs: Pairs{Costs: func() string { return charsetstat.Big5 }, LastSymbol: 0xA3, Everyday: &level1},
		Coder: big5.Big5, Written: 6,
		Detect: Detect{Tried: 2, OnSight: true}, Source: Source{3, "big5Source", "big5"}, Use: "of Taiwan and Hong Kong",
		Page: Page{Order: 16, Const: "big5Page", Name: "big5", Traits: Scant, Debris: "嚙踝", DebrisSet: "嚙踝蕭"},
	},
	{
		Const: "Big5UAO", Doc: "with Unicode-at-on, as Taiwan's bulletin boards use it",
		Name: "big5-uao", Labels: "uao big5uao uao250", Languages: "zh-Hant",
		Unit: Pair, Table: five(big5page.UAO),
		Pairs: Pairs{Costs: func() string { return charsetstat.Big5 }, Symbols: 9, LastSymbol: 0xA9},
		Coder: big5.UAO, Written: 8,
		Detect: Detect{Rarity: 10, OnSight: true, VariantOf: "big5", Areas: []Range{{0x80, 0x21}, {0xC6, 3}, {0xF9, 7}}},
	},
	{
		Const: "EUCTW", Name: "euc-tw", Labels: "euctw x-euc-tw cseuctw cns11643", Languages: "zh-Hant",
		Mix:  []Share{{"zh-Hant", 1}},
		Unit: Pair, Table: Table{family: cnsFamily},
		Pairs: Pairs{
			Costs:   func() string { return charsetstat.EUCTW },
			Symbols: 9, LastSymbol: 0xC3, Forms: []*Form{&planes}, Everyday: &plane1,
		},
		Coder: euctw.EUCTW, Written: 9,
		Detect: Detect{Tried: 3, Rarity: 4, OnSight: true},
	},

	{
		Const: "EUCJP", Name: "euc-jp", Labels: "eucjp x-euc-jp ujis cseucpkdfmtjapanese eucjp-ms", Languages: "ja",
		Mix:  []Share{{"ja", 1}},
		Unit: Pair, Table: east(eastasia.EUCJP),
		Pairs: Pairs{
			Costs:   func() string { return charsetstat.EUCJP },
			Symbols: 9, LastSymbol: 0xA9, Forms: []*Form{&kana, &jis212},
		},
		Detect: Detect{Tried: 6, Rarity: 1}, Use: "of Japanese Unix",
		Page: Page{Order: 18, Const: "eucJP", Name: "euc-jp", Traits: NotWide | Scant},
	},
	{
		Const: "ShiftJIS", Doc: "with the extensions of Windows code page 932",
		Name: "shift_jis", Labels: "shift-jis shiftjis sjis x-sjis ms-kanji csshiftjis windows-31j cp932 ms932 932", Languages: "ja",
		Mix:  []Share{{"ja", 1}},
		Unit: Pair, Table: east(eastasia.CP932),
		Pairs: Pairs{
			Costs: func() string { return charsetstat.ShiftJIS },
			Lone:  0xA1, Lones: 0x3F, LoneKana: true, LastSymbol: 0xA9,
		},
		Detect: Detect{Tried: 5, Rarity: 1}, Use: "of Japanese Windows",
		Page: Page{Order: 17, Const: "cp932", Name: "cp932", Traits: LoneKana, Debris: "ｿｽ・", DebrisSet: "ｿｽ・ｿ"},
	},
	{
		Const: "ISO2022JP", Name: "iso-2022-jp", Labels: "iso2022jp csiso2022jp", Languages: "ja",
		Unit: Seven, Detect: Detect{Escapes: []string{"\x1b$B", "\x1b$@", "\x1b$(D"}},
	},
	{
		Const: "EUCKR", Doc: "with the extension of Windows code page 949",
		Name: "euc-kr", Labels: "euckr cp949 ms949 windows-949 949 ks-c-5601-1987 ks-c-5601-1989 ksc5601 ksc-5601 uhc korean cseuckr", Languages: "ko",
		Mix:  []Share{{"ko", 0.98}, {"zh-Hant", 0.02}},
		Unit: Pair, Table: east(eastasia.CP949),
		Pairs:  Pairs{Costs: func() string { return charsetstat.EUCKR }, Symbols: 9, LastSymbol: 0xA9},
		Detect: Detect{Tried: 7, Rarity: 1}, Use: "of Korean Windows",
		Page: Page{Order: 19, Const: "cp949", Name: "cp949", Traits: Hangul | NotWide, Debris: "占쏙옙"},
	},
	{
		Const: "ISO2022KR", Name: "iso-2022-kr", Labels: "iso2022kr csiso2022kr", Languages: "ko",
		Unit: Seven, Detect: Detect{Escapes: []string{"\x1b$)C"}},
	},

	{
		Const: "Windows1250", Doc: "Central European",
		Name: "windows-1250", Labels: "cp1250 1250", ReadLabels: "x-cp1250", Languages: "pl cs sk hu hr sl ro",
		Single: func() *charmap.Charmap { return charmap.Windows1250 }, Sloppy: "CP1250", Written: 20,
		Detect: Detect{Tried: 4, Rarity: 2}, Use: "of Central Europe",
		Page: Page{Order: 2, Western: 2, Const: "cp1250", Name: "windows-1250", Traits: Layers | Likely, Debris: "ďż˝"},
	},
	{
		Const: "Windows1251", Doc: "Cyrillic",
		Name: "windows-1251", Labels: "cp1251 1251", ReadLabels: "x-cp1251", Languages: "ru uk be bg sr mk",
		Single: func() *charmap.Charmap { return charmap.Windows1251 }, Sloppy: "CP1251", Written: 21,
		Detect: Detect{Tried: 2, Rarity: 1}, Use: "of Cyrillic",
		Page: Page{Order: 3, Western: 3, Const: "cp1251", Name: "windows-1251", Traits: Layers, Debris: "пїЅ"},
	},
	{
		Const: "Windows1252", Doc: "Western",
		Name: "windows-1252", Labels: "cp1252 1252", ReadLabels: "x-cp1252 us-ascii ascii",
		Languages: "en de fr es pt it nl sv da nb fi is",
		Single:    func() *charmap.Charmap { return charmap.Windows1252 }, Sloppy: "CP1252", Written: 22,
		Detect: Detect{Tried: 1, Rarity: 1}, Use: "of Western Europe",
		Page: Page{Order: 1, Western: 1, Const: "latin", Name: "windows-1252", Traits: Layers | Likely | Drops, Debris: "ï¿½"},
	},
	{
		Const: "Windows1253", Doc: "Greek",
		Name: "windows-1253", Labels: "cp1253 1253", ReadLabels: "greek", Languages: "el",
		Single: func() *charmap.Charmap { return charmap.Windows1253 }, Sloppy: "CP1253", Written: 23,
		Detect: Detect{Tried: 6, Rarity: 3}, Use: "of Greek",
		Page: Page{Order: 4, Western: 7, Const: "cp1253", Name: "windows-1253", Traits: Layers | Seldom},
	},
	{
		Const: "Windows1254", Doc: "Turkish",
		Name: "windows-1254", Labels: "cp1254 1254", ReadLabels: "latin5", Languages: "tr",
		Single: func() *charmap.Charmap { return charmap.Windows1254 }, Sloppy: "CP1254", Written: 24,
		Detect: Detect{Tried: 5, Rarity: 3}, Use: "of Turkish",
		Page: Page{Order: 5, Western: 6, Const: "cp1254", Name: "windows-1254", Traits: Layers | Likely},
	},
	{
		Const: "Windows1255", Doc: "Hebrew",
		Name: "windows-1255", Labels: "cp1255 1255", ReadLabels: "hebrew", Languages: "he",
		Single: func() *charmap.Charmap { return charmap.Windows1255 },
		Detect: Detect{Tried: 10, Rarity: 6},
		Page:   Page{Whole: true, Name: "windows-1255"},
	},
	{
		Const: "Windows1256", Doc: "Arabic",
		Name: "windows-1256", Labels: "cp1256 1256", Languages: "ar fa ur",
		Single: func() *charmap.Charmap { return charmap.Windows1256 },
		Detect: Detect{Tried: 7, Rarity: 3},
		Page:   Page{Whole: true, Name: "windows-1256"},
	},
	{
		Const: "Windows1257", Doc: "Baltic",
		Name: "windows-1257", Labels: "cp1257 1257", Languages: "et lv lt",
		Single: func() *charmap.Charmap { return charmap.Windows1257 }, Sloppy: "CP1257",
		Detect: Detect{Tried: 8, Rarity: 4},
		Page:   Page{Order: 13, Western: 8, Const: "cp1257", Name: "windows-1257", Traits: Layers | OnlyUTF8},
	},
	{
		Const: "Windows1258", Doc: "Vietnamese",
		Name: "windows-1258", Labels: "cp1258 1258", Languages: "vi",
		Single: func() *charmap.Charmap { return charmap.Windows1258 },
		Detect: Detect{Tried: 9, Rarity: 4},
		Page:   Page{Whole: true, Name: "windows-1258"},
	},
	{
		Const: "Windows874", Doc: "Thai",
		Name: "windows-874", Labels: "cp874 874", ReadLabels: "tis-620 tis620", Languages: "th",
		Single: func() *charmap.Charmap { return charmap.Windows874 }, Sloppy: "CP874", Written: 25,
		Detect: Detect{Tried: 11, Rarity: 8}, Use: "of Thai",
		Page: Page{Order: 6, Western: 13, Const: "cp874", Name: "windows-874", Traits: Layers | Seldom | Thai},
	},
	{
		Const: "ISO8859x2", Doc: "Central European",
		Name: "iso-8859-2", Labels: "iso8859-2 latin2 l2", Languages: "pl cs sk hu hr sl ro",
		Single: func() *charmap.Charmap { return charmap.ISO8859_2 }, Sloppy: "ISO8859_2",
		Detect: Detect{Tried: 16, Rarity: 3},
		Page:   Page{Order: 12, Western: 9, Const: "latin2", Name: "iso-8859-2", Traits: Layers | OnlyUTF8 | Second},
	},
	{
		Const: "ISO8859x5", Name: "iso-8859-5", Labels: "iso8859-5 cyrillic", Languages: "ru uk be bg sr mk",
		Single: func() *charmap.Charmap { return charmap.ISO8859_5 },
		Detect: Detect{Tried: 13, Rarity: 5},
		Page:   Page{Whole: true, Name: "iso-8859-5"},
	},
	{
		Const: "ISO8859x15", Doc: "Western European with the euro sign",
		Name: "iso-8859-15", Labels: "iso8859-15 latin9 latin-9 l9", Languages: "en de fr es pt it nl sv da nb fi is",
		Single: func() *charmap.Charmap { return charmap.ISO8859_15 }, Sloppy: "ISO8859_15", Written: 31, Use: "of Western Europe",
		Page: Page{Order: 14, Western: 14, Const: "latin9", Name: "iso-8859-15", Traits: Layers | OnlyUTF8 | Second},
	},
	{
		Const: "KOI8R", Doc: "Russian",
		Name: "koi8-r", Labels: "koi8r cskoi8r", ReadLabels: "koi8", Languages: "ru",
		Single: func() *charmap.Charmap { return charmap.KOI8R }, Sloppy: "KOI8R", Written: 29,
		Detect: Detect{Tried: 3, Rarity: 2}, Use: "of Russian",
		Page: Page{Order: 7, Western: 11, Const: "koi8r", Name: "koi8-r", Traits: Boxes | Seldom},
	},
	{
		Const: "KOI8U", Name: "koi8-u", Labels: "koi8u koi8-ru", Languages: "uk",
		Single: func() *charmap.Charmap { return charmap.KOI8U },
		Page:   Page{Whole: true, Name: "koi8-u"},
	},
	{
		Const: "IBM855", Name: "ibm855", Labels: "cp855 855", Languages: "ru uk be bg sr mk",
		Single: func() *charmap.Charmap { return charmap.CodePage855 },
		Detect: Detect{Tried: 15, Rarity: 5},
		Page:   Page{Whole: true, Name: "ibm855"},
	},
	{
		Const: "IBM866", Doc: "Cyrillic under DOS",
		Name: "ibm866", Labels: "cp866 866", Languages: "ru",
		Single: func() *charmap.Charmap { return charmap.CodePage866 }, Sloppy: "CP866", Written: 28,
		Detect: Detect{Tried: 12, Rarity: 4}, Use: "of MS-DOS in Russian",
		Page: Page{Order: 10, Western: 12, Const: "cp866", Name: "ibm866", Traits: Boxes | Seldom},
	},
	{
		Const: "Macintosh", Doc: "Roman, of Mac OS",
		Name: "macintosh", Labels: "mac macroman x-mac-roman", Languages: "en de fr es pt it nl sv da nb fi is",
		Single: func() *charmap.Charmap { return charmap.Macintosh }, Sloppy: "MacRoman", Written: 30,
		Detect: Detect{Tried: 17, Rarity: 5}, Use: "of the classic Mac",
		Page: Page{Order: 11, Western: 4, Const: "macRoman", Name: "macintosh", Debris: "ÔøΩ"},
	},
	{
		Const: "MacCyrillic", Name: "x-mac-cyrillic", Labels: "mac-cyrillic maccyrillic x-mac-ukrainian", Languages: "ru uk be bg sr mk",
		Single: func() *charmap.Charmap { return charmap.MacintoshCyrillic },
		Detect: Detect{Tried: 14, Rarity: 5},
		Page:   Page{Whole: true, Name: "x-mac-cyrillic"},
	},

	{Const: "Binary", Doc: "no text", Name: "binary", Unit: NoText, Detect: Detect{Rarity: 4}},

	{
		ReadAs: "gb18030", Name: "gb18030-2005", Languages: "zh-Hans",
		Unit: Pair, Coder: gb18030.GB18030v2005, Written: 3,
	},
	{
		ReadAs: "gb18030", Name: "gbk", Languages: "zh-Hans",
		Labels: "x-gbk gb2312 gb-2312-80 chinese csgb2312 csgbk csiso58gb231280 iso-ir-58 euc-cn euccn",
		Unit:   Pair, Coder: gb18030.GBK, Written: 4,
	},
	{
		ReadAs: "gb18030", Name: "cp936", Labels: "ms936 windows-936 936", Languages: "zh-Hans",
		Unit: Pair, Table: gb(gbpage.CP936), Coder: gb18030.CP936, Written: 5, Use: "of Chinese Windows",
		Page: Page{Order: 15, Const: "gbkPage", Name: "gbk", Traits: Drops, Debris: "锟斤拷"},
	},
	{
		ReadAs: "big5", Name: "cp950", Labels: "ms950 windows-950 950", Languages: "zh-Hant",
		Unit: Pair, Table: five(big5page.CP950), Coder: big5.CP950, Written: 7,
	},
	{
		ReadAs: "iso-2022-cn", Name: "iso-2022-cn-ext", Languages: "zh-Hans zh-Hant",
		Unit: Seven, Coder: iso2022cn.CNExt, Written: 12,
	},
	{
		Doc:    "each byte is the code point of the same value",
		ReadAs: "windows-1252", Name: "iso-8859-1", Labels: "iso8859-1 latin1 latin-1 l1",
		Languages: "en de fr es pt it nl sv da nb fi is",
		Single:    func() *charmap.Charmap { return charmap.ISO8859_1 }, Sloppy: "Latin1", Written: 19,
	},
	{
		Doc:  "of the first PC",
		Name: "cp437", Labels: "ibm437 437",
		Single: func() *charmap.Charmap { return charmap.CodePage437 }, Sloppy: "CP437", Written: 26, Use: "of MS-DOS",
		Page: Page{Order: 8, Western: 5, Const: "cp437", Name: "ibm437", Traits: Boxes},
	},
	{
		Doc:  "Western European under DOS",
		Name: "cp850", Labels: "ibm850 850",
		Single: func() *charmap.Charmap { return charmap.CodePage850 }, Sloppy: "CP850", Written: 27, Use: "of MS-DOS in Western Europe",
		Page: Page{Order: 9, Western: 10, Const: "cp850", Name: "ibm850", Traits: Boxes},
	},

	// Pages of single bytes that are read by nobody here, and in which whole lines are met.

	{
		Doc:  "Central European under DOS",
		Name: "ibm852", Labels: "cp852 852",
		Single: func() *charmap.Charmap { return charmap.CodePage852 },
		Page:   Page{Whole: true, Name: "ibm852"},
	},
	{
		Doc:  "code page 850 with the euro sign",
		Name: "ibm858", Labels: "cp858 858 cp00858",
		Single: func() *charmap.Charmap { return charmap.CodePage858 },
		Page:   Page{Whole: true, Name: "ibm858"},
	},
	{
		Doc:  "Portuguese under DOS",
		Name: "ibm860", Labels: "cp860 860",
		Single: func() *charmap.Charmap { return charmap.CodePage860 },
		Page:   Page{Whole: true, Name: "ibm860"},
	},
	{
		Doc:  "Hebrew under DOS",
		Name: "ibm862", Labels: "cp862 862",
		Single: func() *charmap.Charmap { return charmap.CodePage862 },
		Page:   Page{Whole: true, Name: "ibm862"},
	},
	{
		Doc:  "French of Canada under DOS",
		Name: "ibm863", Labels: "cp863 863",
		Single: func() *charmap.Charmap { return charmap.CodePage863 },
		Page:   Page{Whole: true, Name: "ibm863"},
	},
	{
		Doc:  "Nordic under DOS",
		Name: "ibm865", Labels: "cp865 865",
		Single: func() *charmap.Charmap { return charmap.CodePage865 },
		Page:   Page{Whole: true, Name: "ibm865"},
	},
	{
		Doc:  "South European",
		Name: "iso-8859-3", Labels: "iso8859-3 latin3 l3",
		Single: func() *charmap.Charmap { return charmap.ISO8859_3 },
		Page:   Page{Whole: true, Name: "iso-8859-3"},
	},
	{
		Doc:  "North European",
		Name: "iso-8859-4", Labels: "iso8859-4 latin4 l4",
		Single: func() *charmap.Charmap { return charmap.ISO8859_4 },
		Page:   Page{Whole: true, Name: "iso-8859-4"},
	},
	{
		Doc:  "Arabic",
		Name: "iso-8859-6", Labels: "iso8859-6 arabic",
		Single: func() *charmap.Charmap { return charmap.ISO8859_6 },
		Page:   Page{Whole: true, Name: "iso-8859-6"},
	},
	{
		Doc:    "Greek",
		ReadAs: "windows-1253", Name: "iso-8859-7", Labels: "iso8859-7",
		Single: func() *charmap.Charmap { return charmap.ISO8859_7 },
		Page:   Page{Whole: true, Name: "iso-8859-7"},
	},
	{
		Doc:    "Hebrew",
		ReadAs: "windows-1255", Name: "iso-8859-8", Labels: "iso8859-8",
		Single: func() *charmap.Charmap { return charmap.ISO8859_8 },
		Page:   Page{Whole: true, Name: "iso-8859-8"},
	},
	{
		Doc:  "Nordic",
		Name: "iso-8859-10", Labels: "iso8859-10 latin6 l6",
		Single: func() *charmap.Charmap { return charmap.ISO8859_10 },
		Page:   Page{Whole: true, Name: "iso-8859-10"},
	},
	{
		Doc:    "Turkish",
		ReadAs: "windows-1254", Name: "iso-8859-9", Labels: "iso8859-9",
		Single: func() *charmap.Charmap { return charmap.ISO8859_9 },
		Page:   Page{Whole: true, Name: "iso-8859-9"},
	},
	{
		Doc:    "Thai",
		ReadAs: "windows-874", Name: "iso-8859-11", Labels: "iso8859-11",
		High: iso885911High,
		Page: Page{Whole: true, Name: "iso-8859-11"},
	},
	{
		Doc:    "Baltic",
		ReadAs: "windows-1257", Name: "iso-8859-13", Labels: "iso8859-13",
		Single: func() *charmap.Charmap { return charmap.ISO8859_13 },
		Page:   Page{Whole: true, Name: "iso-8859-13"},
	},
	{
		Doc:  "Celtic",
		Name: "iso-8859-14", Labels: "iso8859-14 latin8 l8",
		Single: func() *charmap.Charmap { return charmap.ISO8859_14 },
		Page:   Page{Whole: true, Name: "iso-8859-14"},
	},
	{
		Doc:  "South-Eastern European",
		Name: "iso-8859-16", Labels: "iso8859-16 latin10 l10",
		Single: func() *charmap.Charmap { return charmap.ISO8859_16 },
		Page:   Page{Whole: true, Name: "iso-8859-16"},
	},
	{
		Doc:    "bytes as private-use characters, as browsers hand them to scripts",
		Name:   "x-user-defined",
		Single: func() *charmap.Charmap { return charmap.XUserDefined },
		Page:   Page{Whole: true, Name: "x-user-defined"},
	},
	{
		Doc:  "Arabic under DOS",
		Name: "ibm720", Labels: "cp720 720",
		High: cp720High,
		Page: Page{Whole: true, Name: "ibm720"},
	},
	{
		Doc:  "Greek under DOS",
		Name: "ibm737", Labels: "cp737 737",
		High: cp737High,
		Page: Page{Whole: true, Name: "ibm737"},
	},
	{
		Doc:  "Baltic under DOS",
		Name: "ibm775", Labels: "cp775 775",
		High: cp775High,
		Page: Page{Whole: true, Name: "ibm775"},
	},
	{
		Doc:  "Hebrew",
		Name: "ibm856", Labels: "cp856 856",
		High: cp856High,
		Page: Page{Whole: true, Name: "ibm856"},
	},
	{
		Doc:  "Turkish under DOS",
		Name: "ibm857", Labels: "cp857 857",
		High: cp857High,
		Page: Page{Whole: true, Name: "ibm857"},
	},
	{
		Doc:  "Icelandic under DOS",
		Name: "ibm861", Labels: "cp861 861",
		High: cp861High,
		Page: Page{Whole: true, Name: "ibm861"},
	},
	{
		Doc:  "Arabic",
		Name: "ibm864", Labels: "cp864 864",
		High: cp864High,
		Page: Page{Whole: true, Name: "ibm864"},
	},
	{
		Doc:  "Greek under DOS",
		Name: "ibm869", Labels: "cp869 869",
		High: cp869High,
		Page: Page{Whole: true, Name: "ibm869"},
	},
	{
		Doc:  "Ukrainian under DOS",
		Name: "cp1125", Labels: "1125 cp866u ruscii",
		High: cp1125High,
		Page: Page{Whole: true, Name: "cp1125"},
	},
	{
		Doc:  "Tajik",
		Name: "koi8-t", Labels: "koi8t",
		High: koi8tHigh,
		Page: Page{Whole: true, Name: "koi8-t"},
	},
	{
		Doc:  "Kazakh",
		Name: "kz-1048", Labels: "kz1048 strk1048-2002 rk1048",
		High: kz1048High,
		Page: Page{Whole: true, Name: "kz-1048"},
	},
	{
		Doc:  "Asian Cyrillic",
		Name: "ptcp154", Labels: "pt154 cp154 cyrillic-asian",
		High: ptcp154High,
		Page: Page{Whole: true, Name: "ptcp154"},
	},
	{
		Doc:  "of Hewlett-Packard",
		Name: "hp-roman8", Labels: "roman8 r8 hproman8",
		High: hproman8High,
		Page: Page{Whole: true, Name: "hp-roman8"},
	},
	{
		Doc:  "Croatian, of Mac OS",
		Name: "x-mac-croatian", Labels: "mac-croatian maccroatian",
		High: maccroatianHigh,
		Page: Page{Whole: true, Name: "x-mac-croatian"},
	},
	{
		Doc:  "Greek, of Mac OS",
		Name: "x-mac-greek", Labels: "mac-greek macgreek",
		High: macgreekHigh,
		Page: Page{Whole: true, Name: "x-mac-greek"},
	},
	{
		Doc:  "Icelandic, of Mac OS",
		Name: "x-mac-icelandic", Labels: "mac-iceland maciceland",
		High: macicelandHigh,
		Page: Page{Whole: true, Name: "x-mac-icelandic"},
	},
	{
		Doc:  "Central European, of Mac OS",
		Name: "x-mac-ce", Labels: "mac-latin2 maclatin2 mac-centeuro x-mac-centraleurroman",
		High: maclatin2High,
		Page: Page{Whole: true, Name: "x-mac-ce"},
	},
	{
		Doc:  "Romanian, of Mac OS",
		Name: "x-mac-romanian", Labels: "mac-romanian macromania mac-romania",
		High: macromanianHigh,
		Page: Page{Whole: true, Name: "x-mac-romanian"},
	},
	{
		Doc:  "Turkish, of Mac OS",
		Name: "x-mac-turkish", Labels: "mac-turkish macturkish",
		High: macturkishHigh,
		Page: Page{Whole: true, Name: "x-mac-turkish"},
	},
	{
		Doc:  "KOI8-U of RFC 2319, with boxes where that of browsers has ў",
		Name: "rfc2319",
		High: koi8uHigh,
		Page: Page{Whole: true, Name: "rfc2319"},
	},
	{
		Doc:  "of Palm OS",
		Name: "palmos",
		High: palmosHigh,
		Page: Page{Whole: true, Name: "palmos"},
	},
}

func unicodeUTF8() *coder.Charset    { return unicodeForm("utf-8", putUTF8, getUTF8, 1) }
func unicodeUTF16LE() *coder.Charset { return unicodeForm("utf-16le", putUTF16LE, getUTF16LE, 2) }
func unicodeUTF16BE() *coder.Charset { return unicodeForm("utf-16be", putUTF16BE, getUTF16BE, 2) }
func unicodeUTF32LE() *coder.Charset { return unicodeForm("utf-32le", putUTF32LE, getUTF32LE, 4) }
func unicodeUTF32BE() *coder.Charset { return unicodeForm("utf-32be", putUTF32BE, getUTF32BE, 4) }
