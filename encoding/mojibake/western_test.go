package mojibake

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/damage/damagetest"
)

// What UTF-8 looks like when it is read in single-byte pages.
func TestWestern(t *testing.T) {
	for bad, want := range map[string]string{
		"Le garÃ§on a mangÃ© la crÃªpe":     "Le garçon a mangé la crêpe",
		"Itâ€™s â€œoverâ€\u009d â€” really": "It’s “over” — really",
		"Â¿QuiÃ©n llamÃ³?":                  "¿Quién llamó?",
		"Ãœber den Wolken":                  "Über den Wolken",
		"30 Â°C, Â£5":                       "30 °C, £5",
		"ÄŒeskÃ© Å¡koly":                    "České školy",
		"РњРѕСЃРєРІР°":                      "Москва",
		"Le marchГ© couvert":                "Le marché couvert",
		"fleur s√©ch√©e":                    "fleur séchée",
		"Gr├╝├ƒe":                           "Grüße",
		"╨Я╨╛╨│╨╛╨┤╨░":                      "Погода",
		"Ð¡Ð½ÐµÐ³":                          "Снег",
		"bonne nuit ðŸŒ™":                   "bonne nuit 🌙",
		"bonne nuit í\u00a0¼í¼\u0099":       "bonne nuit 🌙", // by way of UTF-16 surrogates
		// Several layers.
		"lâ€™Ã‰tÃ©": "l’Été", "l\u00c3\u00a2\u00e2\u201a\u00ac\u00e2\u201e\u00a2Ã\u0083Â©tÃ\u0083Â©": "l’été",
		// One word among others.
		"déjà vu, dÃ©jÃ\u00a0 vu": "déjà vu, déjà vu",
		// A no-break space that became a blank is the last byte of à.
		"Ã cÃ´tÃ© de la mer": "à côté de la mer", "voilÃ le rÃ©sultat": "voilà le résultat", "Ã s vezes nÃ£o": "às vezes não", "hÃ¡Â» vÃ quÃ¡n Äƒn": "",
		// Lost bytes leave U+FFFD where any letter may have stood.
		"rychlÃ½ Ä\uFFFDas": "rychlý \uFFFDas", "Sheâ€™s â€œfineâ€\uFFFD": "She’s “fine”",
		// Controls that are bytes of windows pages.
		"\u0093Ja\u0094 \u0096 sagte er": "“Ja” – sagte er",
	} {
		if want == "" {
			continue
		}
		got, edits := Fix(bad)
		assert.Equal(t, want, got, bad)
		for _, e := range edits {
			assert.Contains(t, []edit.Code{RuleExact, RuleInferred}, e.Rule)
		}
	}
}

// What looks like it, but was written so.
func TestNotWestern(t *testing.T) {
	for _, s := range []string{
		"SÃO PAULO", "INFORMAÇÃO E GESTÃO", "«CAFÉ»", "“À bientôt”", "À “Paris”", "il dit : « À… »", "Ò_Ó", "(¬_¬)", "ヽ༼ຈل͜ຈ༽ﾉ", "¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ",
		"À Á Â Ã Ä Å Æ Ç È É Ê Ë", "2√π", "x√µ", "┌─┐│ │└─┘", "█▓▒░░▒▓█", "ВІЙНА І МИР", "Відомо, що", "Сјај", "SPÓŁKA Z O.O.", "KŘÍŽ", "CZĘŚĆ", "MANHÃ” disse ela",
		"NĂM MỚI", "Ă â b c", "[ˈfɹ̩ɪəʊ]", "∀x∈ℝ: ⌈x⌉ = −⌊−x⌋", "Ångström™", "ÅÄÖ", "ΔΊΚΗ ΤΟΥ", "หนูดีชอบไปนอน", "the letter Ã’s sound", "Straße “A” – Spaß“",
	} {
		got, _ := Fix(s)
		assert.Equal(t, s, got)
	}
}

// The edits of several layers lead from the text to what it was, and back.
func TestWesternLayers(t *testing.T) {
	text := "Ã\u0083Â©tÃ© dÃ©jÃ\u00a0"
	log := edit.Log{Keep: true}
	out := Append(nil, []byte(text), &log)
	assert.Equal(t, "été déjà", string(out))
	assert.Equal(t, text, string(edit.Apply(out, edit.Invert(log.Edits))))
	assert.Equal(t, "utf-8 read as windows-1252; utf-8 read as windows-1252", log.Edits[0].Note)
	assert.Equal(t, edit.Exact, log.Edits[0].Verdict)
}

// What holds for any text holds for text of single-byte pages: idempotence above all,
// and that the edits lead to the output.
func TestPropertiesOfWesternText(t *testing.T) {
	files, err := filepath.Glob("testdata/western/*.txt")
	require.NoError(t, err)
	var lines []string
	for _, f := range files {
		lines = append(lines, westernSentences(t, f, "dev")...)
	}
	families := damagetest.Of("TestWesternFamilies")
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 4).Draw(t, "lines") {
			line := rapid.SampledFrom(lines).Draw(t, "line")
			if bad, ok := breakLine(families[rapid.IntRange(0, len(families)-1).Draw(t, "family")], line); ok {
				line = bad
			}
			switch rapid.IntRange(0, 5).Draw(t, "loss") {
			case 0:
				line = lose(line, "\uFFFD")
			case 1:
				line = lose(line, "?")
			case 2: // a part
				r := []rune(line)
				line = string(r[rapid.IntRange(0, len(r)).Draw(t, "from"):])
			}
			b.WriteString(strings.ReplaceAll(line, "\n", " ") + "\n")
		}
		check(t, []byte(b.String()))
	})
}

// lose replaces C1 controls, which a strict decoder does not make, by a mark.
func lose(line, mark string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x80 && r < 0xA0 {
			r, _ = utf8.DecodeRuneInString(mark)
		}
		return r
	}, line)
}

// The same for leads and trails of all pages in any order.
func TestPropertiesOfLeadsAndTrails(t *testing.T) {
	var all []string
	for _, y := range westernPages {
		for b := 0x80; b < 0xF5; b += 3 {
			all = append(all, string(sloppyPages[y].DecodeByte(byte(b))))
		}
	}
	all = append(all, " ", "?", "\uFFFD", "a", "A", "Ã", "Â", "â", "€", "™", "\u0085", "\u0099", "\n", "\r", "ï¿½", "í\u00a0½í¸\u0081")
	rapid.Check(t, func(t *rapid.T) {
		check(t, []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(all), 0, 40).Draw(t, "text"), "")))
	})
}
