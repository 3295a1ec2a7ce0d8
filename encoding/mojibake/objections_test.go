package mojibake

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Words of scripts that the model does not know, ruled lines and tables of characters
// have other readings, too. They stay.
func TestInnocent(t *testing.T) {
	for _, line := range []string{
		"רעש",   // Hebrew: "noise"
		"Մայիս", // Armenian: May
		"ตุ๊กตุ๊ก และโต๊ะ",       // Thai, with marks that are rare
		"“喂喂喂！”她喊道。",             // Greek, said three times
		"┏━━┳━━┓",                // a table's frame
		"念作 ㄆㄤ˙ 或 ㄏㄢ˙",           // bopomofo with a tone mark
		"ユヅカミ、カミオオヅキ",            // a name in katakana
		"忙茫盲芒氓莽蟒",                // a row in the order of pinyin: letters of Latin-1
		"危韦违桅围唯惟",                // and of Greek
		"叫圭奎揆槻珪硅窺竅",              // in the order of Korean readings
		"省盛剩胜圣师失狮施湿诗尸虱十石拾时什食蚀实识", // of GBK
		"贯慣貫灌罐",
		"§一栏,§二栏\\r\\n¶§三栏", // marks in code
	} {
		assert.Equal(t, line, fixLine(line))
	}
}
