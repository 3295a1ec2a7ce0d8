package chain

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
)

// upper is a stage that changes one letter, under a rule of its own.
func upper(letter string, rule edit.Code, verdict edit.Verdict, confidence float64) Stage {
	return func(dst, src []byte, log *edit.Log) []byte {
		for i, c := range src {
			if string(c) == letter {
				log.Add(edit.Edit{Offset: int64(i), In: []byte{c}, Out: []byte(strings.ToUpper(letter)), Rule: rule, Verdict: verdict, Confidence: confidence})
				c -= 'a' - 'A'
			}
			dst = append(dst, c)
		}
		return dst
	}
}

func TestChainJoinsEdits(t *testing.T) {
	var c Chain
	c.Start([]byte("abcab"), true)
	assert.True(t, c.Run(upper("a", "FT901", edit.Exact, 1)))
	assert.True(t, c.Run(upper("b", "FT902", edit.Inferred, 0.9)))
	assert.False(t, c.Again(upper("x", "FT903", edit.Exact, 1)))
	assert.Equal(t, "ABcAB", string(c.Text()))
	assert.Equal(t, 2, c.Changes())
	assert.Equal(t, map[edit.Code]int{"FT901": 2, "FT902": 2}, c.Log.Counts)
	assert.Equal(t, [3]int{2, 2, 0}, c.Log.Verdicts)
}

// What was saved comes back, text and edits, and may be built upon again.
func TestChainRestores(t *testing.T) {
	block := []byte("abc")
	var c Chain
	c.Start(block, true)
	c.Save()
	c.Run(upper("a", "FT901", edit.Exact, 1))
	c.Restore()
	assert.Same(t, &block[0], &c.Text()[0])
	assert.Empty(t, c.Log.Edits)
	assert.Empty(t, c.Log.Counts)

	c.Run(upper("a", "FT901", edit.Exact, 1))
	c.Save()
	for range 2 {
		c.Run(upper("b", "FT902", edit.Inferred, 0.9))
		c.Run(upper("c", "FT903", edit.Exact, 1))
		assert.Equal(t, "ABC", string(c.Text()))
		assert.Equal(t, map[edit.Code]int{"FT901": 1, "FT902": 1, "FT903": 1}, c.Log.Counts)
		before := c.Changes()
		c.Restore()
		assert.Greater(t, c.Changes(), before, "who looked at the text has to look again")
		assert.Equal(t, "Abc", string(c.Text()))
		assert.Equal(t, map[edit.Code]int{"FT901": 1}, c.Log.Counts)
		assert.Equal(t, "Abc", string(edit.Apply(block, c.Log.Edits)))
	}
}

func TestPolicyWants(t *testing.T) {
	for _, test := range []struct {
		policy Policy
		wants  string
	}{
		{Policy{}, "FT101 FT301 FT302"},
		{Policy{Select: []string{"FT3"}}, "FT301 FT302"},
		{Policy{Ignore: []string{"FT3"}}, "FT101"},
		{Policy{Select: []string{"FT302"}, Ignore: []string{"FT3"}}, "FT302"},
		{Policy{Select: []string{"FT3"}, Ignore: []string{"FT3"}}, ""},
		{Policy{Select: []string{"FT"}, Ignore: []string{"FT301"}}, "FT101 FT302"},
	} {
		var wants []string
		for _, rule := range []edit.Code{"FT101", "FT301", "FT302"} {
			if test.policy.Wants(rule) {
				wants = append(wants, string(rule))
			}
		}
		assert.Equal(t, test.wants, strings.Join(wants, " "), "%+v", test.policy)
	}
}

// What a policy does not allow stays in the text; what is only too unsure is
// reported, with what it would become.
func TestPolicyTakesBack(t *testing.T) {
	c := Chain{Policy: Policy{Ignore: []string{"FT901"}, SafeOnly: true}}
	c.Start([]byte("abc"), true)
	assert.False(t, c.Run(upper("a", "FT901", edit.Exact, 1)))
	assert.False(t, c.Run(upper("b", "FT902", edit.Inferred, 0.9)))
	assert.True(t, c.Run(upper("c", "FT903", edit.Exact, 1)))
	assert.Equal(t, "abC", string(c.Text()))
	assert.Equal(t, []edit.Edit{
		{Offset: 1, In: []byte("b"), Out: []byte("b"), Rule: "FT902", Verdict: edit.Unrepairable, Confidence: 0.9, Note: "left alone, would become B"},
		{Offset: 2, In: []byte("c"), Out: []byte("C"), Rule: "FT903", Verdict: edit.Exact, Confidence: 1},
	}, c.Log.Edits)

	c.Policy = Policy{MinConfidence: 0.95}
	c.Start([]byte("abc"), false)
	assert.True(t, c.Run(upper("a", "FT901", edit.Exact, 1)))
	assert.False(t, c.Run(upper("b", "FT902", edit.Inferred, 0.9)))
	assert.Equal(t, "Abc", string(c.Text()))
	assert.Equal(t, [3]int{1, 0, 1}, c.Log.Verdicts)
}

// What touches an edit that is left alone is left alone as well: 帳單 does not become
// 帳单, of which another run would make 帐单.
func TestPolicyLeavesWordsWhole(t *testing.T) {
	c := Chain{Policy: Policy{SafeOnly: true}}
	c.Start([]byte("單帳單 單\n單"), true)
	assert.True(t, c.Run(func(dst, src []byte, log *edit.Log) []byte {
		for i, r := range string(src) {
			switch r {
			case '單':
				log.Add(edit.Edit{Offset: int64(i), In: []byte("單"), Out: []byte("单"), Rule: "FT901", Confidence: 1})
				r = '单'
			case '帳':
				log.Add(edit.Edit{Offset: int64(i), In: []byte("帳"), Out: []byte("账"), Rule: "FT902", Verdict: edit.Inferred, Confidence: 1})
				r = '账'
			}
			dst = utf8.AppendRune(dst, r)
		}
		return dst
	}))
	assert.Equal(t, "單帳單 单\n单", string(c.Text()))
	assert.Equal(t, [3]int{2, 0, 3}, c.Log.Verdicts)
}

func TestChainEditsLeadFromBlockToText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		block := []byte(rapid.StringMatching(`[abcx]*`).Draw(t, "block"))
		c := Chain{Policy: Policy{SafeOnly: rapid.Bool().Draw(t, "safe")}}
		c.Start(block, true)
		for _, letter := range []string{"a", "b", "c"} {
			c.Run(upper(letter, edit.Code("FT90"+letter), edit.Verdict(rapid.IntRange(0, 1).Draw(t, "verdict")), 1))
		}
		text := bytes.Clone(c.Text())
		assert.Equal(t, text, edit.Apply(block, c.Log.Edits))
		assert.Equal(t, block, append([]byte{}, edit.Apply(text, edit.Invert(c.Log.Edits))...))
	})
}

// A line in which nothing is lost is told without a look at each character.
func TestMayLack(t *testing.T) {
	for _, r := range losses {
		for before := range 20 {
			for behind := range 20 {
				line := strings.Repeat("。", before) + string(r) + strings.Repeat("a", behind)
				assert.True(t, mayLack([]byte(line)), line)
				assert.False(t, mayLack([]byte(strings.ReplaceAll(line, string(r), "锋"))), line)
			}
		}
	}
}
