package cases

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/s2t"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// misread makes the family of one wrong decoding. Options are set by set.
func misread(group, from, to, how string, set func(*damage.Misreader)) *Family {
	m := damage.NewMisreader(from, to)
	if set != nil {
		set(m)
	}
	name := from + " as " + to
	if how != "" {
		name += ", " + how
	}
	if from != "big5" {
		return &Family{Group: group, Name: name, Kind: Broken, breaks: lineByLine(func(line string, _ uint64) (string, bool) {
			return m.Read(line)
		})}
	}
	return &Family{Group: group, Name: name, Kind: Broken, breaks: traditional(func(line string) ([]byte, bool) {
		b, ok := Big5(line)
		return []byte(m.Decode(b)), ok
	})}
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

// misreadings are the families of one wrong decoding.
func misreadings() (list []*Family) {
	for _, to := range []string{"latin1", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "koi8-r", "cp437", "cp850", "mac"} {
		list = append(list, misread(AsSingle, "utf-8", to, "", nil))
	}
	list = append(list, misread(AsSingle, "utf-8", "cp1252", "undefined bytes lost", func(m *damage.Misreader) { m.Strict = true }))
	for _, to := range []string{"latin1", "cp1252", "cp1250", "cp1251", "koi8-r", "cp437", "cp850", "cp866", "mac"} {
		list = append(list, misread(AsSingle, "gbk", to, "", nil))
	}
	for _, to := range []string{"latin1", "cp1252"} {
		list = append(list, misread(AsSingle, "big5", to, "", nil))
	}
	list = append(list,
		misread(AsDouble, "utf-8", "gbk", "kept in private use", func(m *damage.Misreader) { m.Private = true }),
		misread(AsDouble, "utf-8", "gbk", "lost to ?", func(m *damage.Misreader) { m.Mark, m.Eat = "?", true }),
		misread(AsDouble, "utf-8", "gbk", "lost to U+FFFD", nil),
		misread(AsDouble, "utf-8", "gbk", "dropped", func(m *damage.Misreader) { m.Mark = "" }),
	)
	list = append(list, &Family{Group: AsDouble, Name: "utf-8 as gbk, one line in five", Kind: Broken, whole: true, breaks: oneInFive(damage.NewMisreader("utf-8", "gbk"))})
	for _, pair := range [][2]string{{"utf-8", "big5"}, {"utf-8", "cp932"}, {"utf-8", "euc-jp"}, {"utf-8", "cp949"},
		{"gbk", "big5"}, {"gbk", "cp932"}, {"gbk", "euc-jp"}, {"gbk", "cp949"}, {"big5", "gbk"}, {"big5", "cp932"}, {"big5", "cp949"}} {
		list = append(list, misread(AsDouble, pair[0], pair[1], "", func(m *damage.Misreader) { m.Private = true }))
	}
	return list
}

// oneInFive breaks every fifth line of a page.
func oneInFive(m *damage.Misreader) func([]string, uint64) ([]byte, []string, []string, bool) {
	return func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
		for i, line := range page {
			bad := line
			if i%5 == 2 {
				bad, _ = m.Read(line)
			}
			in = append(append(in, bad...), '\n')
		}
		return in, page, nil, true
	}
}

// layered are families of several wrong decodings, and of half repairs.
func layered() (list []*Family) {
	chain := func(name string, steps ...[2]string) {
		var ms []*damage.Misreader
		for _, s := range steps {
			m := damage.NewMisreader(s[0], s[1])
			m.Private = true
			ms = append(ms, m)
		}
		list = append(list, &Family{Group: Layers, Name: name, Kind: Broken, breaks: lineByLine(func(line string, _ uint64) (string, bool) {
			for _, m := range ms {
				bad, ok := m.Read(line)
				if !ok {
					return "", false
				}
				line = bad
			}
			return line, true
		})})
	}
	u, g := func(to string) [2]string { return [2]string{"utf-8", to} }, func(to string) [2]string { return [2]string{"gbk", to} }
	chain("utf-8 as latin1, twice", u("latin1"), u("latin1"))
	chain("utf-8 as cp1252, twice", u("cp1252"), u("cp1252"))
	chain("utf-8 as cp1252, three times", u("cp1252"), u("cp1252"), u("cp1252"))
	chain("utf-8 as latin1, then as gbk", u("latin1"), u("gbk"))
	chain("gbk as latin1, then utf-8 as latin1", g("latin1"), u("latin1"))
	chain("gbk as cp1252, then utf-8 as cp1252", g("cp1252"), u("cp1252"))
	chain("gbk as latin1, then utf-8 as gbk", g("latin1"), u("gbk"))
	chain("utf-8 as gbk, then utf-8 as cp1252", u("gbk"), u("cp1252"))
	list = append(list,
		&Family{Group: Layers, Name: "gbk as cp1252, half repaired", Kind: Broken, breaks: lineByLine(halfRepaired)},
		&Family{Group: Layers, Name: "gbk as gb2312", Kind: Broken, breaks: func(page []string, seed uint64) (in []byte, want, also []string, ok bool) {
			named := slices.Clone(page)
			for i := range named {
				named[i] += "朱镕堃、陶喆记" // three that GB 2312 does not have
			}
			return lineByLine(asGB2312)(named, seed)
		}},
	)
	return list
}

// halfRepaired reads GBK as code page 1252, and where its bytes happen to be
// well-formed UTF-8, as that.
func halfRepaired(line string, _ uint64) (string, bool) {
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(line))
	if err != nil {
		return "", false
	}
	var out strings.Builder
	parts := 0
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if n == 1 {
			r = charmap.Windows1252.DecodeByte(b[i])
			if r == utf8.RuneError {
				r = rune(b[i])
			}
		} else {
			parts++
		}
		out.WriteRune(r)
		i += n
	}
	return out.String(), parts > 0
}

// asGB2312 reads GBK with a decoder that knows the pairs of GB 2312 only.
func asGB2312(line string, _ uint64) (string, bool) {
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(line))
	if err != nil {
		return "", false
	}
	var out strings.Builder
	bad := 0
	for i := 0; i < len(b); {
		switch {
		case b[i] < 0x80:
			out.WriteByte(b[i])
			i++
		case i+1 < len(b) && b[i] >= 0xA1 && b[i] <= 0xF7 && b[i+1] >= 0xA1:
			s, err := simplifiedchinese.GBK.NewDecoder().Bytes(b[i : i+2])
			if err != nil {
				return "", false
			}
			out.Write(s)
			i += 2
		default: // a lead byte that GB 2312 does not have: it is lost, and the next byte is read anew
			out.WriteString("\uFFFD")
			bad++
			i++
		}
	}
	return out.String(), bad > 0
}

// lost are families of which nothing can be restored.
func lost() []*Family {
	gbkAsUTF8 := func(line string) (string, bool) {
		b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(line))
		if err != nil {
			return "", false
		}
		var out strings.Builder
		for i := 0; i < len(b); {
			r, n := utf8.DecodeRune(b[i:])
			out.WriteRune(r)
			i += n
		}
		return out.String(), strings.Contains(out.String(), "\uFFFD")
	}
	as := func(name string, f func(line string) (string, bool)) *Family {
		return &Family{Group: NoHope, Name: name, Kind: Lost, breaks: func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
			for _, line := range page {
				if bad, ok := f(line); ok {
					in = append(append(in, bad...), '\n')
					want = append(want, bad)
				}
			}
			return in, want, nil, true
		}}
	}
	gbk := damage.NewMisreader("utf-8", "gbk")
	return []*Family{
		as("gbk as utf-8: U+FFFD", gbkAsUTF8),
		as("gbk as utf-8, then as gbk: 锟斤拷", func(line string) (string, bool) {
			bad, ok := gbkAsUTF8(line)
			if !ok {
				return "", false
			}
			return gbk.Read(bad)
		}),
		as("memory never written: 烫烫烫", func(line string) (string, bool) {
			return fmt.Sprintf("%s烫烫烫烫屯屯屯屯", string([]rune(line)[:2])), true
		}),
	}
}
