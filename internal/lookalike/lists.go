package lookalike

import (
	"fmt"
	"strings"
)

// keyboards are what keys write beside others, and strings that programmers test with.
const keyboards = `¡™£¢∞§¶•ªº–≠
œ∑´®†¥¨ˆøπ“‘
åß∂ƒ©˙∆˚¬…æ
Ω≈ç√∫˜µ≤≥÷
¸˛Ç◊ı˜Â¯˘¿
ÅÍÎÏ˝ÓÔÒÚÆ☃
Œ„´‰ˇÁ¨ˆØ∏”’
⁄€‹›ﬁﬂ‡°·‚—±
§¶•ªº–
øπ“‘
⅛⅜⅝⅞
äöüÄÖÜß€µ
éèêëàâäîïôöùûüç
ñáéíóúü¿¡
ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ
ěščřžýáíé ĚŠČŘŽÝÁÍÉ
őűáéíóöúü
åäöÅÄÖ æøåÆØÅ
ğışöçüĞİŞÖÇÜ
ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ
€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ
ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»
(x³ξ²+y³ξ+z³-3ξxyz)
m² m³ km² µm °C Å ¼ ½ ¾ × ÷ ± ² ³ ¹
a²+b²=c² E=mc² x∈ℝ ∀ε>0 ∃δ>0
«»‹›„“”‚‘’ – — … • · ¶ § † ‡
тТТ йЙЙ щЩЩ ъЪЪ ыЫЫ эЭЭ
αΑΑ βΒΒ γΓΓ ςΣΣ ωΩΩ
дДД жЖЖ юЮЮ яЯЯ ёЁЁ
`

// letters are alphabets.
var letters = []string{
	"абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдђежзијклљмнњопрстћуфхцчџш",
	"αβγδεζηθικλμνξοπρσςτυφχψω", "aąbcćdeęfghijklłmnńoóprsśtuwyzźż", "aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzž",
	"aáäbcčdďeéfghiíjklĺľmnňoóôpqrŕsštťuúvwxyýzž", "aábcdeéfghiíjklmnoóöőpqrstuúüűvwxyz", "abcçdefgğhıijklmnoöprsştuüvyz",
	"aăâbcdefghiîjklmnopqrsștțuvwxyz", "abcdefghijklmnopqrstuvwxyzåäö", "abcdefghijklmnopqrsßtuvwxyzäöü", "aábcdðeéfghiíjklmnoóprstuúvxyýþæö",
	"aáàâbcçdeéêfghiíjklmnoóôõpqrstuúvxz", "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž", "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ",
	"אבגדהוזחטיכךלמםנןסעפףצץקרשת", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศสหอฮ", "ЂЃѓ‰ЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґё№єјЅѕї",
	"აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ", "あいうえおかきくけこさしすせそたちつてとなにぬねの", "アイウエオカキクケコサシスセソタチツテトナニヌネノ",
	"ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ", "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄧㄨㄩㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦ",
	"ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣ", "가나다라마바사아자차카타파하", "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ",
	"甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥", "零壹贰叁肆伍陆柒捌玖拾佰仟萬億", "①②③④⑤⑥⑦⑧⑨⑩", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬", "█▓▒░▀▄▌▐■□▪▫▲►▼◄◊○●◘◙◦",
}

// alphabets are the letters of languages, small and capital, in rows of many forms.
func (m maker) alphabets() string {
	var b strings.Builder
	for _, s := range letters {
		up := strings.ToUpper(s)
		small, capital := []rune(s), []rune(up)
		fmt.Fprintf(&b, "%s\n%s\n%s%s\n%s\n", s, up, s, up, spaced(small))
		both := ""
		for i := range min(len(small), len(capital)) {
			both += string(capital[i]) + string(small[i]) + " "
		}
		fmt.Fprintf(&b, "%s\n%s\n[%s]\n", both, strings.ReplaceAll(both, " ", ""), strings.TrimSpace(strings.ReplaceAll(both, " ", "|")))
		for range 8 {
			n := 2 + m.IntN(12)
			fmt.Fprintf(&b, "%s\n%s\n", string(m.some(small, n)), string(m.some(capital, n)))
		}
	}
	return b.String()
}

// vocabulary are words of Thai, and of other languages and scripts.
var vocabulary = strings.Fields(`กก กกุธภัณฑ์ กฎ กฎหมาย กด กติกา กบ กรกฎาคม กรณี กรดเกลือ กรม กรรม กรรมการ กรุง กรุงเทพฯ กล้วย กล้อง กลาง
กลางคืน กว้าง กษัตริย์ กะทิ กา กาแฟ การ กำลัง กิจกรรม กิน กุ้ง เกาะ เก่า เกษตร แกง ใกล้ ไก่ ขนม ขวด ขอ ของ ขาย ขาว เขต เขียว แขก ไข่ ครู ความ
ควาย คอมพิวเตอร์ คำ คิด คืน คือ คุณ เครื่อง งาน เงิน จดหมาย จังหวัด จาน ฉัน ชาติ ชีวิต ชื่อ ซื้อ ญาติ ฐาน ดนตรี ดอกไม้ เด็ก ตลาด ต้นไม้ ถนน ทะเล
ทหาร ธนาคาร นก นักเรียน น้ำ บ้าน ประเทศ ปลา ผลไม้ ผู้หญิง ฝน พระ ฟ้า ภาษา มหาวิทยาลัย ยา รถไฟ โรงเรียน ฤดู ลม วัน ศาสนา สวย หนังสือ อาหาร ฮ่องกง
ﾊﾝｶｸ ｶﾀｶﾅ ﾃｽﾄ ﾃﾞｰﾀ ﾌｧｲﾙ ﾌﾟﾘﾝﾀ ｴﾗｰ ﾒｯｾｰｼﾞ ﾕｰｻﾞｰ ﾊﾟｽﾜｰﾄﾞ ｼｽﾃﾑ ﾈｯﾄﾜｰｸ ﾄｳｷｮｳ ｶﾌﾞｼｷｶﾞｲｼｬ ﾔﾏﾀﾞ ﾀﾛｳ ｽｽﾞｷ ﾊﾅｺ
длинношеее змееед объезд съёмка щёголь ющий тётя ёж эхо юла яйцо въезд подъём їжак ґанок єнот љубав њега ћерка џеп
ἄνθρωπος λόγος ψυχή θάλασσα ήλιος ώρα ευχαριστώ φως Ελλάδα ΑΘΗΝΑ ΣΟΦΟΣ
žluťoučký kůň příliš úpěl ďábelské ódy grüßen Straße Übergröße naïve façade garçon œuvre cœur Ærø Øresund Þór Ægir ÉTÉ NOËL
árvíztűrő tükörfúrógép zażółć gęślą jaźń şişe ağaç İstanbul ırmak ñandú pingüino coração AÇÃO ação São João`)

// words are lists of words.
func (m maker) words() string {
	var b strings.Builder
	for i, w := range vocabulary {
		fmt.Fprintf(&b, "%s\n", w)
		fmt.Fprintf(&b, "%s, %s\n", w, vocabulary[m.IntN(len(vocabulary))])
		fmt.Fprintf(&b, "%d\t%s\t%s\n", i, strings.ToUpper(w), strings.ToLower(w))
	}
	return b.String()
}
