package dict

// The marks of the built-in tables say what a character tells about the text it
// stands in. Each depends on the character alone, so that all evidence of a line
// is the OR, or the count, of the entries of its characters.
const (
	// Strict: traditional or variant, and never standard simplified Chinese: what
	// the table makes of it holds wherever the text is Chinese. A character with a
	// change but without this mark is itself standard (乾 瞭 著 於) and changes
	// in traditional text only.
	Strict = 1 << 31
	// Simplified: written in simplified Chinese only.
	Simplified = 1 << 28
	// Foreign: kana, hangul, a Latin letter that Vietnamese alone uses, or a Han
	// character in a form that Japan made and China does not use (経 込 桜).
	Foreign = 1 << 29
	// Chinese: written in Chinese, and hardly ever in Japanese or Korean. The
	// character and what it is converted to always agree on this mark.
	Chinese = 1 << 30
	// Form: the text may be about the forms of characters here: a mark that
	// stands between two forms (体（體）, 体→體), or the word for "character". In
	// ASCII, / and ( have it.
	Form = 1 << 27
	// Variant: a Strict character that is not the usual traditional form of what it
	// becomes either (崑 for 昆, 畊 for 耕), nor common in traditional text. It has both
	// marks: alone in simplified text it is most likely in a name.
	Variant = Strict | Form
)

// Soft are characters that the national table does not list, and that OpenCC takes for
// variants: mainland writers use some of them (捱 拚), and they change in traditional text
// only. They have a change, and no mark Strict.
const Soft = "捱拚醣搧钁"
