package damage_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/s2t"
)

// Each line shows one step of the rewriter; the bytes tell why.
func TestPage(t *testing.T) {
	for _, c := range []struct {
		name, clean, text, want string
		farm                    damage.Farm
	}{
		{
			name:  "the zero Farm changes the script only",
			clean: "他看着窗外，业务停了。\n", text: "他看著窗外，業務停了。\n", want: "他看著窗外，業務停了。\n",
		},
		{
			name:  "readings stand behind every character of the table",
			farm:  damage.Farm{Annotate: 1, Fold: true},
			clean: "全国会议，创业", text: "全國(guó)會(huì)議,創(chuàng)業(yè)", want: "全國會議,創業",
		},
		{
			name:  "some sites have a blank behind two of them",
			farm:  damage.Farm{Annotate: 1, Blank: true},
			clean: "创业会", text: "創(chuàng )業(yè)會(huì )", want: "創業會",
		},
		{
			// 月換 = D4 C2 93 51 has 聯 = C2 93 in it; 93 28 is no pair.
			name:  "bytes of two characters may be found to be one of the table",
			farm:  damage.Farm{Annotate: 1, Bytes: true},
			clean: "日月换了", text: "日月?lián)Q了", want: "日月換了",
		},
		{
			// 。”潁 = A1 A3 A1 B1 9D 7D is cut at A3 A1; 7D ends the run.
			name:  "a cut between bytes, ended by a trail byte in ASCII",
			farm:  damage.Farm{Bytes: true, Fold: true},
			clean: "好。”颍河", text: "好?!睗}河", want: "好。”潁河",
		},
		{
			// 。”3 = A1 [A3 A1] B1 33: B1 33 is no pair, the digit is gone.
			name:  "a cut between bytes, ended by a swallowed digit",
			farm:  damage.Farm{Bytes: true, Fold: true},
			clean: "好。”3日", text: "好?!?日", want: "好。”3日",
		},
		{
			// 。縣 = A1 [A3 BF] 68.
			name:  "a mark made of two characters, with nothing between",
			farm:  damage.Farm{Bytes: true, Fold: true},
			clean: "好。县里", text: "好??h里", want: "好。縣里",
		},
		{
			// 。” = A1 [A3 A1] B1, then [A3 AC]: B1 has no partner.
			name:  "a cut between bytes, ended by the next mark",
			farm:  damage.Farm{Bytes: true, Fold: true},
			clean: "好。”，是", text: "好?!?,是", want: "好。”,是",
		},
		{
			// 。““好 = A1 [A3 A1] B0 A1 B0 BA C3: 啊 昂, then C3 at the end.
			name:  "a run to the end of the line",
			farm:  damage.Farm{Bytes: true, Fold: true},
			clean: "好。““好", text: "好?!啊昂?", want: "好。““好",
		},
		{
			// 。”Ａ = A1 [A3 A1] B1 A3 C1: 保 and a lone C1.
			name:  "a character without GBK bytes ends a run as a line end does",
			farm:  damage.Farm{Bytes: true},
			clean: "好。”Ａ😀好", text: "好?！保?😀好", want: "好。”Ａ😀好",
		},
		{
			name:  "toneless readings leave the text simplified",
			farm:  damage.Farm{Toneless: 1},
			clean: "时常会！", text: "时(shi)常(chang)会(hui)！", want: "时常会！",
		},
		{
			name:  "commas, a spam line and folding",
			farm:  damage.Farm{Commas: 1, Fold: true, Spam: "看这里｜发"},
			clean: "到了，吃、睡；好。“行”！", text: "到了,,吃,、睡,;好,。“行”!\n看这里|发", want: "到了,吃、睡;好。“行”!\n看这里|发",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := c.farm.Page(c.clean, 1)
			assert.Equal(t, c.text, p.Text)
			assert.Equal(t, c.want, p.Want)
		})
	}
}

// The same bytes end up as a private-use character, a question mark or nothing.
func TestPrivate(t *testing.T) {
	// 。”…好 = A1 [A3 A1] B1 A1 AD BA C3: 薄, AD BA, which is private, a lone C3.
	const clean = "好。”…好。"
	for private, text := range map[damage.Private]string{
		damage.Keep:  "好?!薄\uE133?。",
		damage.Strip: "好?!薄?。",
		damage.Mark:  "好?!薄??。",
	} {
		p := damage.Farm{Bytes: true, Fold: true, Private: private}.Page(clean, 1)
		assert.Equal(t, text, p.Text)
		assert.Equal(t, clean, p.Want)
	}
}

func TestPlaces(t *testing.T) {
	p := damage.Farm{Annotate: 1, Bytes: true, Fold: true}.Page("会。”3日，日月换了\n好。县里，会", 1)
	type place struct{ want, text, lost string }
	var got []place
	for _, q := range p.Places {
		g := place{want: p.Want[q.WantFrom:q.WantTo], text: p.Text[q.TextFrom:q.TextTo]}
		for _, i := range q.Lost {
			g.lost += p.Want[i : i+1]
		}
		got = append(got, g)
	}
	assert.Equal(t, []place{
		{want: "。”3", text: "?!?", lost: "3"},
		{want: "換", text: "?lián)Q"},
		{want: "。縣", text: "??h"},
	}, got)
}

// A byte that lost its partner swallows a line end, if the page is one text.
func TestWhole(t *testing.T) {
	const clean = "他说：“好。”\n走了。"
	assert.Equal(t, "他說:“好?!?\n走了。", damage.Farm{Bytes: true, Fold: true}.Page(clean, 1).Text)
	assert.Equal(t, "他說:“好?!?走了。", damage.Farm{Bytes: true, Fold: true, Whole: true}.Page(clean, 1).Text)
}

// Outside its places a page differs from the wanted text by readings and
// commas only, lines stay lines, and the seed decides everything.
func TestPageProperties(t *testing.T) {
	clean := rapid.StringOfN(rapid.RuneFrom([]rune("业会发的一是了保海福县穎颍云着我。，！？；“”‘’、：…（）019aQ \n😀堃あ—")), 0, 60, -1)
	rapid.Check(t, func(t *rapid.T) {
		f := damage.Farm{
			Annotate: rapid.Float64Range(0, 1).Draw(t, "annotate"),
			Blank:    rapid.Bool().Draw(t, "blank"),
			Bytes:    rapid.Bool().Draw(t, "bytes"),
			Whole:    rapid.Bool().Draw(t, "whole"),
			Fold:     rapid.Bool().Draw(t, "fold"),
			Private:  rapid.SampledFrom([]damage.Private{damage.Keep, damage.Strip, damage.Mark}).Draw(t, "private"),
			Commas:   rapid.SampledFrom([]float64{0, 0.6}).Draw(t, "commas"),
		}
		s, seed := clean.Draw(t, "clean"), rapid.Uint64().Draw(t, "seed")
		p := f.Page(s, seed)
		require.Equal(t, p, f.Page(s, seed))
		require.Equal(t, utf8.RuneCountInString(s), utf8.RuneCountInString(p.Want))
		if !f.Whole {
			require.Equal(t, strings.Count(s, "\n"), strings.Count(p.Text, "\n"))
		}
		if !f.Bytes {
			require.Empty(t, p.Places)
		}
		if f.Annotate == 0 && f.Commas == 0 {
			var b strings.Builder
			at := 0
			for _, q := range p.Places {
				require.LessOrEqual(t, at, q.TextFrom)
				b.WriteString(p.Text[at:q.TextFrom])
				b.WriteString(p.Want[q.WantFrom:q.WantTo])
				at = q.TextTo
			}
			b.WriteString(p.Text[at:])
			require.Equal(t, p.Want, b.String())
		}
	})
}

// Without marks or readings to cut at, bytes are characters again: decoding
// the GBK bytes of a text gives the text.
func TestBytesRoundTrip(t *testing.T) {
	var all strings.Builder
	for lead := byte(0x81); lead <= 0xFE; lead++ {
		for trail := byte(0x40); trail <= 0xFE; trail++ {
			s, err := simplifiedchinese.GBK.NewDecoder().String(string([]byte{lead, trail}))
			if err == nil && utf8.RuneCountInString(s) == 1 && !strings.ContainsAny(s, "\uFFFD！？；，。") {
				all.WriteString(s + " ") // an ASCII byte keeps neighbours apart
			}
		}
	}
	p := damage.Farm{Bytes: true}.Page(all.String(), 1)
	assert.Equal(t, s2t.String(all.String()), p.Text)
	assert.Empty(t, p.Places)
}

// With Every, all traditional characters of GBK are annotated, each on a page with
// one reading that it has.
func TestEveryCharacterIsAnnotated(t *testing.T) {
	for seed := range uint64(10) {
		p := damage.Farm{Annotate: 1, Every: true}.Page("驱逐谁？监视谁？乌龟的驱。\n", seed)
		assert.Contains(t, p.Text, "驅(qū)逐")
		assert.Contains(t, p.Text, "的驅(qū)")
		first, second := strings.Index(p.Text, "誰("), strings.LastIndex(p.Text, "誰(")
		require.GreaterOrEqual(t, first, 0)
		end := strings.Index(p.Text[first:], ")")
		assert.Equal(t, p.Text[first:first+end], p.Text[second:second+end], "the same reading everywhere")
		assert.Equal(t, "驅逐誰？監視誰？烏龜的驅。\n", p.Want)
	}
}
