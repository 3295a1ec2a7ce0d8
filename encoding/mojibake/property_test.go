package mojibake

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/cputime"
	"github.com/fixtext/fixtext/internal/damage/damagetest"
	"github.com/fixtext/fixtext/internal/gate"
)

// check tests what holds for any block.
func check(t interface {
	Errorf(string, ...any)
}, block []byte) {
	log := edit.Log{Keep: true}
	out := Append(nil, block, &log)
	assert.Equal(t, bytes.Count(block, []byte{'\n'}), bytes.Count(out, []byte{'\n'}), "lines")
	if gate.Next(block, 0) < 0 {
		assert.Equal(t, string(block), string(out), "not suspicious")
		assert.Empty(t, log.Edits)
	}
	var there []byte
	at := int64(0)
	for _, e := range log.Edits {
		if !assert.GreaterOrEqual(t, e.Offset, at) {
			return
		}
		there = append(there, block[at:e.Offset]...)
		there = append(there, e.Out...)
		at = e.Offset + int64(len(e.In))
		assert.Equal(t, block[e.Offset:at], e.In)
		assert.Equal(t, e.Verdict == edit.Unrepairable, bytes.Equal(e.In, e.Out))
	}
	there = append(there, block[at:]...)
	assert.Equal(t, string(out), string(there), "edits lead to the output")
	var again edit.Log
	assert.Equal(t, string(out), string(Append(nil, out, &again)), "idempotence")
}

// alphabet holds what hostile and broken text is made of.
var alphabet = []string{"Ã", "¤", "â", "€", "™", "锟", "斤", "拷", "涓", "枃", "鐨", "勬", "的", "是", "，", "。", "?", "\uFFFD", "\n", " ", "a", "1", "ﾖ", "ﾐ",
	"ЦРОД", "ÖÐ", "¹ú", "笢", "恅", "\ue000", "\x80", "\xff", "ä¸", "\u00ad", "å›½", "烫烫烫", "中国", "“", "”", "埛", "睆", "½"}

func TestPropertiesOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		check(t, []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 60).Draw(t, "text"), "")))
	})
}

func TestPropertiesOfDamagedText(t *testing.T) {
	lines := sentences(t, "dev")
	families := damagetest.Of("TestFamilies")
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 4).Draw(t, "lines") {
			line := rapid.SampledFrom(lines).Draw(t, "line")
			if bad, ok := breakLine(families[rapid.IntRange(0, len(families)-1).Draw(t, "family")], line); ok {
				line = bad
			}
			b.WriteString(line + "\n")
		}
		check(t, []byte(b.String()))
	})
}

func FuzzAppend(f *testing.F) {
	cases.Seed(f)
	f.Fuzz(func(t *testing.T, b []byte) { check(t, b) })
}

func FuzzPlan(f *testing.F) {
	f.Add("utf-8 as gbk, utf-8 as windows-1252", "涓枃")
	f.Fuzz(func(t *testing.T, plan, text string) {
		p, err := ParsePlan(plan)
		if err != nil {
			return
		}
		q, err := ParsePlan(p.String())
		assert.NoError(t, err)
		assert.Equal(t, p, q)
		if out, err := p.Apply(text); err != nil {
			assert.Equal(t, text, out)
		}
	})
}

// The time that hostile text takes grows as its length does.
func TestLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for _, unit := range []string{"Ã", "锟", "涓", "Ã¤锟斤拷ЦРﾖﾐ笢恅", "ÃÂ", "?涓", "\uFFFD鐨?", "a├®", "â€\uFFFD", "Ã ", "Ð?", "РІz", "ГѓВі", "ä¸\u00ad\n锟斤拷\nЦРОД\nﾖﾐ\n笢恅\n"} {
		took := func(n int) time.Duration {
			block := []byte(strings.Repeat(unit, n/len(unit)))
			return cputime.Of(func() { Append(nil, block, &edit.Log{}) })
		}
		small, large := took(1<<14), took(1<<17)
		t.Logf("%q: %v for 16 KiB, %v for 128 KiB", unit, small, large)
		assert.Less(t, large, 24*small+time.Second, unit)
	}
}
