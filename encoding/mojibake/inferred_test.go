package mojibake

import (
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/damage"
)

var inferredNote = regexp.MustCompile(`inferred: (\d+)`)

// Of the characters that are filled in where bytes were lost, nearly all are
// right; of all characters of a broken line, nearly all come back.
func TestInferredCharacters(t *testing.T) {
	lines := sentences(t, "test")
	for _, id := range []string{"utf-8 as gbk, private", "utf-8 as gbk", "utf-8 as gbk, ?", "utf-8 as cp1252, strict", "gbk as big5",
		"out of step: lead byte a ?, private", "out of step: lead byte lost, private"} {
		f := damage.Lookup(id)
		inferred, wrong, left, same, chars := 0, 0, 0, 0, 0
		for i := 0; i < len(lines); i += 6 {
			bad, ok := breakLine(f, lines[i])
			if !ok {
				continue
			}
			fixed, edits := Fix(bad, WithModel(chosenModel()))
			want, got := []rune(lines[i]), []rune(fixed)
			if len(want) != len(got) {
				continue // characters cannot be told apart one by one
			}
			at, shift := 0, 0
			repaired := make([]bool, len(fixed)+1)
			for _, e := range edits {
				at = int(e.Offset) + shift
				shift += len(e.Out) - len(e.In)
				if m := inferredNote.FindStringSubmatch(e.Note); m != nil {
					n, _ := strconv.Atoi(m[1])
					inferred += n
					for k := range e.Out {
						repaired[at+k] = true
					}
				}
			}
			k := 0
			for off := range fixed {
				chars++
				switch {
				case got[k] == want[k]:
					same++
				case got[k] == '\uFFFD':
					left++
				case repaired[off]:
					wrong++
				}
				k++
			}
		}
		t.Logf("%-32s %4d inferred, %.1f %% right; of %d characters %.2f %% are right, %.2f %% left open", id, inferred, 100-share(wrong, inferred),
			chars, share(same, chars), share(left, chars))
		assert.GreaterOrEqual(t, 100-share(wrong, inferred), 88.0, id)
		assert.GreaterOrEqual(t, share(same, chars), 92.0, id)
	}
}

// Where one character alone is not sure, it is left open only if it is wrong once in three times, or
// rare: most lines that it is the last of come back whole then.
func TestLastDoubtIsFilledIn(t *testing.T) {
	f := damage.Lookup("utf-8 as gbk")
	lines := sentences(t, "dev")
	open, likely := 0, 0
	for i := 0; i < len(lines); i += 4 {
		bad, ok := breakLine(f, lines[i])
		if !ok {
			continue
		}
		e := Explain(bad)
		var left []LostChar
		for _, l := range e.Lost {
			if e.Fixed[l.At:l.At+3] == "\uFFFD" {
				left = append(left, l)
			}
		}
		if len(left) == 1 && len(left[0].May) > 0 {
			open++
			if left[0].Chances[0] > 0.8 {
				likely++
			}
		}
	}
	t.Logf("%d lines with one character left open, of which %d were more than 0.8 likely", open, likely)
	assert.Greater(t, open, 20)
	assert.Less(t, 12*likely, open)
}
