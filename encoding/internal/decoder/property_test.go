package decoder

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// TestFillAny: whatever stands in a line, it is read or refused. What is read holds no
// fewer characters than lost places, and every choice is one that the bytes allow.
func TestFillAny(t *testing.T) {
	var f Filler
	pages := []Page{Latin, CP1251, GBK, Big5, CP932, EUCJP, CP949}
	rapid.Check(t, func(t *rapid.T) {
		s := Step{rapid.SampledFrom([]Source{FromUTF8, FromGBK, FromBig5}).Draw(t, "source"), rapid.SampledFrom(pages).Draw(t, "page")}
		text := []rune(rapid.StringOfN(rapid.OneOf(rapid.SampledFrom([]rune("鈥鍙锛銆傚鐨€ 3aé?")), rapid.SampledFrom([]rune("?\uFFFD")),
			rapid.Rune()), 0, 40, -1).Draw(t, "text"))
		res, ok := f.Fill(s, []rune("前"), text, []rune("后"))
		if !ok {
			return
		}
		assert.LessOrEqual(t, len(res.Lost), len(res.Text))
		for _, l := range res.Lost {
			assert.True(t, l.Char.Lost())
			for _, c := range l.Best() {
				code, has := s.Source.AppendEncoded(nil, []byte(string(c.R)))
				assert.True(t, has)
				for i := range l.Char.N {
					if l.Char.Gap[i] == 0 && s.Source == FromUTF8 {
						assert.Equal(t, l.Char.B[i], code[i], "%c", c.R)
					}
				}
			}
		}
	})
}

// TestUndoAny: what is undone and proved gives the line back when the damage is done
// again.
func TestUndoAny(t *testing.T) {
	var u Undoer
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("中文字符，。abc é")), 1, 30, -1).Draw(t, "text")
		x := rapid.SampledFrom([]Source{FromUTF8, FromGBK}).Draw(t, "source")
		bytes, ok := x.AppendEncoded(nil, []byte(text))
		if !ok {
			return
		}
		bad := ""
		for _, b := range bytes {
			bad += string(rune(b)) // as ISO-8859-1 has it
		}
		got, ok := u.Undo([]Step{{x, Latin}}, []byte(bad))
		assert.True(t, ok, bad)
		assert.Equal(t, text, string(got))
		assert.True(t, u.Proves([]Step{{x, Latin}}))
	})
}

// FuzzRecogniser: any bytes are a line.
func FuzzRecogniser(f *testing.F) {
	f.Add([]byte("鈥滀綘濂"))
	f.Add([]byte("Ã©é\xff?"))
	f.Fuzz(func(t *testing.T, line []byte) {
		var r Recogniser
		list := r.Line(line)
		for i := 1; i < len(list); i++ {
			assert.GreaterOrEqual(t, list[i-1].Score, list[i].Score)
		}
		if len(list) > 0 {
			r.Found(list[0].Step)
			r.Line(line)
		}
	})
}
