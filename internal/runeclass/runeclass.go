// Package runeclass says of what kind a character is: one table for all who ask, so
// that Han, or private use, is the same everywhere. The classes are those that
// repairs tell apart, not the properties of Unicode; gen.go has their ranges.
package runeclass

//go:generate go run gen.go

// Class is a set of classes. A character has none or one of them.
type Class uint32

// The classes.
const (
	Common        Class = 1 << iota // Han characters of the block that most text is written in
	ExtensionA                      // rare ones of the first plane
	Compatible                      // compatibility ideographs, which are also written otherwise
	Supplementary                   // rare ones beyond the first plane
	Hexagram                        // ䷀ to ䷿, among the ideographs
	Iteration                       // 々
	Closing                         // 〆
	Zero                            // 〇
	Radical                         // radicals of dictionaries: ⺀ ⼀
	KanaFull                        // hiragana and katakana
	KanaSmall                       // for Ainu
	KanaHalf                        // of half width
	KanaOther                       // ゠, and what is not assigned among kana
	HalfMark                        // marks of Japanese of half width
	Bopomofo                        // of Taiwan
	Syllable                        // of Hangul
	Jamo                            // letters of Hangul
	WideMark                        // punctuation, letters and digits of full width
	Greek                           // its block
	Cyrillic                        // its two blocks
	Thai                            // its block
	Vietnamese                      // Latin letters that Vietnamese alone uses
	Combining                       // accents behind a letter
	Voiced                          // voiced sound marks behind a kana
	Box                             // lines to draw with
	Block                           // blocks to draw with
	Shape                           // ■ ○ and the like
	Emoji                           // emoji, and signs like these
	Private                         // private use, in the first plane
	Surrogate                       // halves of pairs

	// Ideograph are Han characters: unified and compatibility ideographs.
	Ideograph = Common | ExtensionA | Compatible | Supplementary
	// Han are the characters that Chinese is written in, but for marks.
	Han = Ideograph | Hexagram
	// Unified are those that charsets were made from, in the first plane.
	Unified = Common | ExtensionA | Hexagram
	// Kana are hiragana and katakana, also of half width.
	Kana = KanaFull | KanaSmall | KanaHalf
	// KanaBlock are the blocks of hiragana and katakana.
	KanaBlock = KanaFull | KanaOther | Voiced
	// HalfWidth is what code page 932 has as single bytes.
	HalfWidth = KanaHalf | HalfMark
	// Hangul are syllables and letters.
	Hangul = Syllable | Jamo
)

// Of returns the class of r, 0 if it is in none.
func Of(r rune) Class {
	if uint32(r) >= uint32(len(pages))<<8 {
		return 0
	}
	return blocks[pages[r>>8]][r&0xFF]
}

// Is reports whether r is in one of the classes of a set.
func Is(r rune, set Class) bool { return Of(r)&set != 0 }

// IsPrivate reports whether r is for private use in the first plane, without the table:
// whole charsets are asked for it.
func IsPrivate(r rune) bool { return r >= 0xE000 && r <= 0xF8FF }

// IsHan reports whether r is a Han character.
func IsHan(r rune) bool { return Of(r)&Han != 0 }
