package cases

import (
	"strings"

	"github.com/fixtext/fixtext/internal/damage"
)

// farms are the families of the link-farm rewriter.
func farms() (list []*Family) {
	add := func(name string, f damage.Farm) {
		list = append(list, &Family{Group: LinkFarm, Name: name, Kind: Broken, whole: true, breaks: func(page []string, seed uint64) (in []byte, want, also []string, ok bool) {
			p := f.Page(string(joined(page)), seed)
			for _, line := range page {
				if f.Fold {
					line = fold(line)
				}
				want = append(want, line)
			}
			if f.Spam != "" {
				want = append(want, f.Spam)
			}
			return []byte(strings.TrimSuffix(p.Text, "\n") + "\n"), want, nil, true
		}})
	}
	add("script only", damage.Farm{})
	add("readings", damage.Farm{Annotate: 0.5, Fold: true})
	add("readings with blanks", damage.Farm{Annotate: 1, Blank: true, Fold: true})
	add("shifted bytes", damage.Farm{Bytes: true, Fold: true})
	add("readings and shifted bytes", damage.Farm{Annotate: 1, Bytes: true, Fold: true})
	add("the same, private use kept", damage.Farm{Annotate: 1, Bytes: true, Fold: true, Private: damage.Keep})
	add("the same, private use stripped", damage.Farm{Annotate: 1, Bytes: true, Fold: true, Private: damage.Strip})
	add("the same, private use to ?", damage.Farm{Annotate: 1, Bytes: true, Fold: true, Private: damage.Mark})
	add("inserted commas", damage.Farm{Commas: 0.6, Fold: true})
	add("everything, and a line of spam", damage.Farm{Annotate: 1, Blank: true, Bytes: true, Fold: true, Commas: 0.6, Spam: "更多优惠信息请访问本站首页"})
	add("toneless readings", damage.Farm{Toneless: 0.05})
	return list
}

// fold narrows U+FF01 to U+FF5E to ASCII, as the crawl behind link-farm pages did.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if '！' <= r && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, s)
}
