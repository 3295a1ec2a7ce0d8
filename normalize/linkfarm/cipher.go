package linkfarm

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Newer farms write characters beyond U+20000 for common ones, each for another on each
// site. What they stand for only the site knows; they are reported, so that nobody takes
// the text for whole.

// cipher returns reports of such characters of a line of a farm's page: those that stand
// right beside common ones, and are not the traditional form of another one.
func cipher(text []byte) (list []edit.Edit) {
	common := func(r rune) bool { return runeclass.Is(r, runeclass.Common) }
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r >= 0x20000 && runeclass.Is(r, runeclass.Supplementary) && !changes(r) {
			before, _ := utf8.DecodeLastRune(text[:i])
			behind, _ := utf8.DecodeRune(text[i+n:])
			if common(before) || common(behind) {
				in := text[i : i+n]
				list = append(list, edit.Edit{Offset: int64(i), In: in, Out: in, Rule: RuleLost, Verdict: edit.Unrepairable,
					Note: "written by a link farm for another character"})
			}
		}
		i += n
	}
	return list
}
