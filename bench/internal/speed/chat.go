package speed

import (
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/fixtext/fixtext/internal/s2t"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Texts that do not repeat. A page that is repeated teaches the processor its branches, and what was
// looked at once in a block is remembered; of text that people write, each line is new.
const (
	Chat            = "chat"
	ChatTraditional = "chat-traditional"
)

// MakeChats writes texts of so many bytes that do not repeat into a folder.
func MakeChats(root, dir string, size int) (list []Input, err error) {
	sentences, err := texts{root, "test"}.unit("sentences/[dfln]*.txt")
	if err != nil {
		return nil, err
	}
	simplified := chat(sentences, size)
	for _, in := range []struct{ name, what, text string }{
		{Chat, "lines that do not repeat, with faces, numbers and slips", simplified},
		{ChatTraditional, "the same in traditional characters", s2t.String(simplified)},
	} {
		path := filepath.Join(dir, in.name+".txt")
		if err := write(path, in.text, len(in.text)); err != nil {
			return nil, err
		}
		list = append(list, Input{in.name, in.what, path})
	}
	return list, nil
}

// end ends a sentence of a chain.
const end = rune(0)

// chain says which characters stand behind two others in sentences.
type chain map[[2]rune][]rune

func chainOf(sentences string) chain {
	c := chain{}
	for line := range strings.Lines(sentences) {
		last := [2]rune{end, end}
		for _, r := range strings.TrimSpace(line) + string(end) {
			c[last] = append(c[last], r)
			last = [2]rune{last[1], r}
		}
	}
	return c
}

// sentence appends a sentence: each two of its characters stand in the sentences of the chain before the next.
func (c chain) sentence(dst []rune, dice *rand.Rand) []rune {
	const most = 80 // characters
	last := [2]rune{end, end}
	for range most {
		behind := c[last]
		r := behind[dice.IntN(len(behind))]
		if r == end {
			break
		}
		dst = append(dst, r)
		last = [2]rune{last[1], r}
	}
	return dst
}

// asides are what stands behind a sentence of chat, once in so many: what people write that is no word,
// and slips that are mended.
var asides = []struct {
	once int
	make func(dice *rand.Rand) string
}{
	{10, func(dice *rand.Rand) string { return strconv.Itoa(dice.IntN(1e6)) }},
	{40, one("(^_^)", "（・∀・）", "╮(╯▽╰)╭", "(｡･ω･｡)ﾉ", "⊙﹏⊙", "(?_?)", "→_→")},
	{60, func(dice *rand.Rand) string { return rareHan(dice) + rareHan(dice) }},
	{100, one("??", "？？", ",。", "～～", "……", "[doge]", "OK，fine")},
	{120, one("㎡", "①", "ＡＢ", "\u200b", "⾏", "㎏", "＆")},
	{150, one("什麼", "這個", "乾隆", "覆蓋", "於是")},
}

func one(of ...string) func(dice *rand.Rand) string {
	return func(dice *rand.Rand) string { return of[dice.IntN(len(of))] }
}

// rareHan returns a character of the second level of GB 2312, as names have them.
func rareHan(dice *rand.Rand) string {
	pair := []byte{0xD8 + byte(dice.IntN(0xF7-0xD8+1)), 0xA1 + byte(dice.IntN(94))}
	s, _ := simplifiedchinese.GBK.NewDecoder().Bytes(pair)
	return string(s)
}

// chat returns lines of about size bytes, in all the same each time.
func chat(sentences string, size int) string {
	dice := rand.New(rand.NewPCG(1, 1))
	c := chainOf(sentences)
	var out strings.Builder
	var line []rune
	for out.Len() < size {
		line = line[:0]
		for range 1 + dice.IntN(3) {
			line = c.sentence(line, dice)
			for _, a := range asides {
				if dice.IntN(a.once) == 0 {
					line = append(line, []rune(a.make(dice))...)
				}
			}
		}
		out.WriteString(string(line) + "\n")
	}
	return out.String()
}
