package cases

import (
	"strings"

	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/s2t"
)

// damaged are the families of internal/damage/families.json that a table lists.
func damaged() (list []*Family) {
	for _, f := range damage.Families() {
		if f.Table == "" {
			continue
		}
		family := &Family{Group: f.Table, Name: f.ID, Kind: Broken, whole: f.Farm != nil || f.Of == "one line in five"}
		if f.Table == NoHope {
			family.Kind = Lost
		}
		switch {
		case f.Farm != nil:
			family.breaks = farmed(f.Farm)
		case family.whole:
			family.breaks = func(page []string, seed uint64) (in []byte, want, also []string, ok bool) {
				return []byte(f.Page(page, seed)), page, nil, true
			}
		default:
			family.breaks = stepped(f)
		}
		list = append(list, family)
	}
	return list
}

// stepped breaks every line; lines that cannot be broken so are left out. Both the
// traditional and the simplified text count as right.
func stepped(f *damage.Family) func([]string, uint64) ([]byte, []string, []string, bool) {
	return func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
		for _, line := range page {
			clean := f.Clean(line)
			bad, _, ok := f.Break(clean)
			if !ok || strings.Contains(bad, "\n") || f.Table == NoHope && bad == clean {
				continue
			}
			in = append(append(in, bad...), '\n')
			switch {
			case f.Table == NoHope:
				want = append(want, bad)
			case f.Traditional:
				want, also = append(want, line), append(also, clean)
			default:
				want = append(want, clean)
			}
		}
		return in, want, also, true
	}
}

// farmed is what the link farm does to a page.
func farmed(f *damage.Farm) func([]string, uint64) ([]byte, []string, []string, bool) {
	return func(page []string, seed uint64) (in []byte, want, also []string, ok bool) {
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
	}
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

// traditional makes a family's breaks of a function for a line in traditional
// characters. Both the traditional and the simplified text count as right.
func traditional(f func(line string) ([]byte, bool)) func([]string, uint64) ([]byte, []string, []string, bool) {
	return func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
		for _, line := range page {
			hant := s2t.String(line)
			if bad, ok := f(hant); ok {
				in = append(append(in, bad...), '\n')
				want, also = append(want, line), append(also, hant)
			}
		}
		return in, want, also, true
	}
}
