// Package runeclass says of what kind a character is: one table for all who ask, so
// that Han, or private use, is the same everywhere. The classes are those that
// repairs tell apart, not the properties of Unicode; gen.go has their ranges.
package runeclass

//go:generate go run gen.go

// Class is a set of classes. A character has none or one of them.
type Class uint16

// The classes.
const (
	Ideograph  Class = 1 << iota // Han characters: unified and compatibility ideographs
	Hexagram                     // ䷀ to ䷿, among the ideographs
	Iteration                    // 々
	Closing                      // 〆
	Zero                         // 〇
	Radical                      // radicals of dictionaries: ⺀ ⼀
	Kana                         // hiragana and katakana, also of half width
	Hangul                       // syllables and letters
	WideMark                     // punctuation, letters and digits of full width
	Vietnamese                   // Latin letters that Vietnamese alone uses
	Combining                    // accents behind a letter
	Voiced                       // voiced sound marks behind a kana
	Emoji                        // emoji, and signs like these
	Private                      // private use, in the first plane
	Surrogate                    // halves of pairs

	// Han are the characters that Chinese is written in, but for marks.
	Han = Ideograph | Hexagram
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

// IsHan reports whether r is a Han character.
func IsHan(r rune) bool { return Of(r)&Han != 0 }
