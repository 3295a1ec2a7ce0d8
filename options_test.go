package fixtext

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The line has damage of two rules: an annotation and traditional characters.
const twoRules = "當(dāng)地的經(jīng)濟發(fā)展很快，當(dāng)年的經(jīng)驗還在發(fā)揮作用。\n"

func TestSelectAndIgnore(t *testing.T) {
	all := String(twoRules)
	assert.Equal(t, "当地的经济发展很快，当年的经验还在发挥作用。\n", all)
	assert.Equal(t, all, String(twoRules, Select("FT")))
	assert.Equal(t, "當地的經濟發展很快，當年的經驗還在發揮作用。\n", String(twoRules, Select("FT4")))
	assert.Equal(t, "當地的經濟發展很快，當年的經驗還在發揮作用。\n", String(twoRules, Ignore("FT3")))
	assert.Equal(t, twoRules, String(twoRules, Ignore("FT")))
	assert.Equal(t, all, String(twoRules, Ignore("FT"), Select("FT301", "FT302", "FT402")))
}

func TestRulesMustBeKnown(t *testing.T) {
	_, err := newOptions([]Option{Select("FT9")})
	assert.EqualError(t, err, `fixtext: unknown rule "FT9"`)
	_, err = newOptions([]Option{Ignore("402")})
	assert.Error(t, err)
	_, err = newOptions([]Option{MinConfidence(80)})
	assert.EqualError(t, err, "fixtext: confidence 80: it is from 0 to 1")
}

func TestEveryExactEditIsCertain(t *testing.T) {
	assert.Equal(t, String(twoRules), String(twoRules, SafeOnly(), MinConfidence(1)))
}

func TestProfiles(t *testing.T) {
	const in = "當(dāng)地的⼈⼯成本，發(fā)展\u200b只有ＡＢＣ。\n"
	assert.Equal(t, "當地的⼈⼯成本，發展\u200b只有ＡＢＣ。\n", String(in, WithProfile(Repair)))
	assert.Equal(t, "当地的人工成本，发展只有ＡＢＣ。\n", String(in))
	assert.Equal(t, "当地的人工成本,发展只有abc.\n", String(in, WithProfile(Search)))
	for _, p := range []Profile{Canonical, Repair, Search} {
		parsed, err := ParseProfile(p.String())
		assert.NoError(t, err)
		assert.Equal(t, p, parsed)
	}
	_, err := ParseProfile("full")
	assert.EqualError(t, err, `fixtext: unknown profile "full"; known are canonical, repair, search`)
}

func TestConversionOptions(t *testing.T) {
	const in = "這個軟體的滑鼠設定很清楚。\n"
	assert.Equal(t, "这个软体的滑鼠设定很清楚。\n", String(in))
	assert.Equal(t, "这个软件的鼠标设定很清楚。\n", String(in, Vocabulary(), Variant("tw")))
	d, err := ParseDict(strings.NewReader("# names\n軟體\n設定\t布置\n"))
	require.NoError(t, err)
	assert.Equal(t, "这个軟體的滑鼠布置很清楚。\n", String(in, Dictionary(d)))
	_, err = ParseDict(strings.NewReader("設定\t\n"))
	assert.EqualError(t, err, `fixtext: dictionary: line 1: no replacement for "設定"`)
	_, err = newOptions([]Option{Variant("sg")})
	assert.Error(t, err)
}

// An escape stays where the text shows the character as well; after conversion it
// does not, and a second run must find nothing new.
func TestEscapeOfConvertedForm(t *testing.T) {
	for _, in := range []string{"圖書館\\u5716\n", "圖書館&#22294;\n"} {
		once := String(in)
		assert.Equal(t, once, String(once), in)
	}
}
