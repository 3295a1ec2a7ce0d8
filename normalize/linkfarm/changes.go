package linkfarm

import "github.com/fixtext/fixtext/internal/pinyin"

// changes tells whether conversion to simplified changes r.
func changes(r rune) bool {
	_, _, ok := pinyin.Farm(r)
	return ok
}
