package simplify

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/lazy"
	"github.com/fixtext/fixtext/internal/lm"
)

// Names keep characters that words do not: 恩格斯著 (not 着), 陳乾生 (not 干), 薛應旂 and
// 马伊琍. What says that a name stands somewhere is how names are built, what is written
// beside them, and that the language model knows no word there.

const (
	// surnames are common family names, without those that are common words besides.
	surnames = "王李張楊杨程陳劉趙吳周徐孫朱胡郭何林羅鄭梁謝宋唐許韓馮鄧曹彭曾蕭袁潘蔣蔡余杜葉蘇魏呂丁沈姚盧姜崔鍾譚陸汪范廖賈鄒熊秦邱尹薛閻侯陶賀顧郝龔邵錢嚴覃戴孔湯魯翟俞岑柳樊柯茅夏韋傅倪闕" +
		"张陈刘赵吴孙罗郑谢许韩冯邓萧蒋叶苏吕卢钟锺谭陆贾邹阎贺顾龚钱严汤鲁俞韦马馬阚"

	// transcribed are characters by which names of other languages are written, mostly.
	transcribed = "爾尔斯格克德特巴托夫維维伊茲兹奇尼尤柯納纳羅罗莫諾诺洛魯鲁蘭兰萊莱雷基普弗頓顿森賽赛薩萨姆默漢汉恩哈霍倫伦菲勒瑟蒂娜莎莉莱拉馬马卡塔達达塞福威布波貝贝"
)

// firms are names that no family name begins.
var firms = [...]string{"宏碁", "建碁", "啟碁", "啓碁", "启碁", "國碁", "国碁", "展碁", "碁峰", "碁峯", "汎德", "汎宇"}

// bonded is how much likelier a character is behind another than anywhere, in units of
// lm, where both belong to a word.
const bonded = -3 * lm.Nat

// bond returns by how much more, or with a minus less, b costs behind a than anywhere.
func bond(a, b rune) int {
	t := lm.TokenOf(b)
	return lm.Cost(lm.TokenOf(a), t) - lm.UnigramCost(t)
}

// isVariant reports whether a character with this entry is a form that neither standard
// has, and that nobody types by chance: where no word holds it, it is most likely a name.
func isVariant(e uint32) bool { return e&dict.Variant == dict.Variant }

// wordAt reports whether the standard form of the variant src[p:p+n] makes a word with
// one of its neighbours.
func (c *converter) wordAt(p, n int) bool {
	before, behind := c.bonds(p, n)
	return min(before, behind) <= bonded
}

// own reports whether the variant r at p, n bytes long, in simplified text, is more likely
// a character of its own than one that was typed for its standard form, though people do
// type it for that: no word has it, and it is rare or in a name (麴义, 王濬).
func (c *converter) own(r rune, p, n int) bool {
	rare := strings.ContainsRune(tables.Rare, r)
	if !rare && !strings.ContainsRune(tables.Listed, r) {
		return false
	}
	before, behind := c.bonds(p, n)
	if c.named(p, n) {
		// What the model knows of a family name and a character are other names.
		return behind > bonded && before > 2*bonded
	}
	return rare && min(before, behind) > bonded
}

// bonds returns how the standard form of the character src[p:p+n] goes with those of its
// neighbours, as bond has it: 0 where none stands. Both of 顦顇 are variants.
func (c *converter) bonds(p, n int) (before, behind int) {
	form := c.standard(p)
	if prev, k := utf8.DecodeLastRune(c.src[:p]); isHan(prev) {
		before = bond(c.standard(p-k), form)
	}
	if next, _ := utf8.DecodeRune(c.src[p+n:]); isHan(next) {
		behind = bond(form, c.standard(p+n))
	}
	return before, behind
}

// standard returns what the table makes of the character at p.
func (c *converter) standard(p int) rune {
	var buf [8]byte
	out, _ := tables.Simplified.AppendChar(buf[:0], c.src[p:])
	form, _ := utf8.DecodeRune(out)
	return form
}

// named reports whether the character src[p:p+n], which no word holds, is in a name by
// what stands before it: a family name, or one and another character.
func (c *converter) named(p, n int) bool {
	for _, name := range firms {
		if i := strings.Index(name, string(c.src[p:p+n])); i >= 0 && i <= p && bytes.HasPrefix(c.src[p-i:], []byte(name)) {
			return true
		}
	}
	prev, k := utf8.DecodeLastRune(c.src[:p])
	first, _ := utf8.DecodeLastRune(c.src[:p-k])
	if strings.ContainsRune(surnames, prev) {
		return !isHan(first) || bond(first, prev) > bonded // 森林裡
	}
	return isHan(prev) && strings.ContainsRune(surnames, first) && bond(first, prev) > bonded
}

// nameForm returns what the character r at p stays in a name, 0 if it is in none or
// decided otherwise.
func (c *converter) nameForm(r rune, e uint32, p int) rune {
	n := utf8.RuneLen(r)
	switch {
	case r == '著' && (c.author(p, n) || c.renowned(p, n) || c.heading(p+n)):
		return r
	case r == '於' && c.addressed(p, n):
		return r
	case r == '乾':
		prev, _ := utf8.DecodeLastRune(c.src[:p])
		next, _ := utf8.DecodeRune(c.src[p+n:])
		if strings.ContainsRune(surnames, prev) && isHan(next) && bond('干', next) > 0 {
			return r
		}
	case isVariant(e) && c.named(p, n) && !c.wordAt(p, n) && c.common(p):
		return r
	}
	return 0
}

// common reports whether the standard form of the variant at p is a character that is
// in every font. Of others, also names take the standard form in traditional text.
func (c *converter) common(p int) bool {
	form := c.standard(p)
	return form >= 0x4E00 && form <= 0x9FFF
}

// heading reports whether 著 before p begins the heading 著　者：, spread out with blanks.
func (c *converter) heading(p int) bool {
	rest := bytes.TrimLeft(c.src[p:min(len(c.src), p+24)], "　 ")
	return len(rest) < len(c.src[p:min(len(c.src), p+24)]) && bytes.HasPrefix(rest, []byte("者"))
}

// addressed reports whether the 於 at p, n bytes long, is a family name: at the start of a clause, with a title behind it.
func (c *converter) addressed(p, n int) bool {
	if prev, _ := utf8.DecodeLastRune(c.src[:p]); isHan(prev) {
		return false
	}
	for _, title := range [...]string{"小姐", "先生", "女士", "太太", "老師", "老师", "教授", "醫師", "医生", "醫生", "經理", "经理"} {
		if bytes.HasPrefix(c.src[p+n:], []byte(title)) {
			return true
		}
	}
	return false
}

// author reports whether the 著 at p, n bytes long, stands behind an author: （恩格斯著）,
// 作者：張三著, 高爾基著，魯迅譯.
func (c *converter) author(p, n int) bool {
	if r, _ := utf8.DecodeRune(c.src[p+n:]); isHan(r) {
		return false
	}
	before := bytes.TrimRight(c.src[:p], " 　")
	next, _ := utf8.DecodeRune(c.src[p+n:])
	const most = 5
	var name []rune                                                                                              // backwards
	marked := len(before) < p && strings.ContainsRune(" 　\n\r;；/", next) || len(before) < p && p+n == len(c.src) // it stands alone
	if several, ok := bytes.CutSuffix(before, []byte("等")); ok && (next == '：' || next == ':') && bytes.Contains(c.src[p+n:min(len(c.src), p+n+9)], []byte("《")) {
		before, marked = several, true // 陳平原等著：《
	}
	if latin, ok := bytes.CutSuffix(before, []byte("）")); ok { // 杜威（John Dewey）著
		latin = bytes.TrimRightFunc(latin, func(r rune) bool { return r < utf8.RuneSelf && r != '\n' })
		if rest, ok := bytes.CutSuffix(latin, []byte("（")); ok {
			before, marked = rest, true
		}
	}
	for len(name) <= most {
		r, k := utf8.DecodeLastRune(before)
		if !isHan(r) && r != '·' {
			break
		}
		if len(name) >= 2 && (r == '由' || r == '是') {
			marked = r == '由'
			break
		}
		name, before = append(name, r), before[:len(before)-k]
	}
	if len(name) < 2 || len(name) > most {
		return false
	}
	first := name[len(name)-1]

	points := 0
	marked = marked || strings.HasSuffix(strings.TrimRight(string(tail(before, 24)), "：: "), "作者") || origin.Match(tail(before, 24))
	if marked {
		points += 3
	}
	if c.credited(p + n) {
		points, marked = points+5, true
	}
	if s := strings.TrimRight(string(tail(before, 12)), "，,、 （("); strings.HasSuffix(s, "》") || strings.HasSuffix(s, "〉") || strings.HasSuffix(s, "』") {
		points += 2 // 《圍城》，錢鍾書著
	}
	if r, _ := utf8.DecodeLastRune(before); r == '（' || r == '(' {
		points += 2
		if shut, _ := utf8.DecodeRune(bytes.TrimLeft(c.src[p+n:], " ")); shut == r+1 && len(name) > 2 { // （莫泊桑著）
			points, marked = points+3, true
		}
	}
	family := strings.ContainsRune(surnames, first) && len(name) <= 4 || slices.Contains(name, '·')
	foreign := 0
	for _, r := range name {
		if r == '·' || strings.ContainsRune(transcribed, r) {
			foreign++
		}
	}
	if family || len(name) > 2 && 3*foreign >= 2*len(name) {
		points += 2
	} else if !marked {
		return false
	}
	if bond(first, name[len(name)-2]) <= bonded || bond(name[1], name[0]) <= bonded {
		points -= 2 // a word: 高興著, 控制著
	}
	if bond(name[0], '着') < -lm.Nat {
		points -= 4 // a verb that goes with 着
	}
	return points >= 2
}

// renowned reports whether the 著 at p, n bytes long, is what somebody is known for in old
// prose: 素以清嚴著，. 以 stands before it, and no verb that goes with 着.
func (c *converter) renowned(p, n int) bool {
	const most = 5 // characters between 以 and 著
	if r, _ := utf8.DecodeRune(c.src[p+n:]); isHan(r) && r != '於' {
		return false
	}
	before := c.src[:p]
	var last, next rune
	for k := 0; k <= most; k++ {
		r, size := utf8.DecodeLastRune(before)
		if !isHan(r) {
			return false
		}
		before = before[:len(before)-size]
		if r == '以' && k > 0 {
			prev, _ := utf8.DecodeLastRune(before)
			return !strings.ContainsRune("可所得難加予足何", prev) && !strings.ContainsRune("為爲及後前", next) && bond(last, '着') > 0
		}
		if k == 0 {
			last = r
		}
		next = r
	}
	return false
}

var (
	// origin is where or when an author lived, before a name.
	origin = lazy.MustCompile(`(?:[\[(（〔【]\p{Han}{1,3}[\])）〕】]|(?:^|[^\p{Han}])[清明宋元唐漢汉晉晋]·) ?$`)
	// role is who else made a book, behind its author: ，魯迅譯
	role = lazy.MustCompile(`^[，,；;、/ 　]{1,3}[\p{Han}·]{2,8}?(?:[譯译編编繪绘校注註疏箋笺評评輯辑撰]|編譯|编译|集解|索[隱隐]|正[義义]|校[證证注]|點校|点校|整理|[導导][讀读]|插[圖图])(?:\P{Han}|$)`)
)

// credited reports whether somebody else is named behind p by what he did for a book.
func (c *converter) credited(p int) bool {
	const far = 48 // bytes
	return role.Match(c.src[p:min(len(c.src), p+far)])
}

// tail returns the last bytes of text, n at most, from the start of a character on.
func tail(text []byte, n int) []byte {
	if len(text) <= n {
		return text
	}
	text = text[len(text)-n:]
	for len(text) > 0 && !utf8.RuneStart(text[0]) {
		text = text[1:]
	}
	return text
}
