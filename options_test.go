package fixtext

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// The line has damage of two rules: an annotation and traditional characters.
const twoRules = "當(dāng)地的經(jīng)濟發(fā)展很快，當(dāng)年的經(jīng)驗還在發(fā)揮作用。\n"

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
	for _, p := range []Profile{Canonical, Repair, Search} {
		parsed, err := ParseProfile(p.String())
		assert.NoError(t, err)
		assert.Equal(t, p, parsed)
	}
	_, err := ParseProfile("full")
	assert.EqualError(t, err, `fixtext: unknown profile "full"; known are canonical, repair, search`)
}

func TestConversionOptions(t *testing.T) {
	_, err := ParseDict(strings.NewReader("設定\t\n"))
	assert.EqualError(t, err, `fixtext: dictionary: line 1: no replacement for "設定"`)
	_, err = newOptions([]Option{Variant("sg")})
	assert.Error(t, err)
}
