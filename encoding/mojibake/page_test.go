package mojibake

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/decoder"
)

// Every page can be named in a plan, reads what it writes, and is described.
func TestPages(t *testing.T) {
	names := Pages()
	assert.Equal(t, int(decoder.AllPages)+2, len(names))
	assert.Contains(t, names, "windows-1252+utf-8")
	for _, name := range names {
		ok := false
		for x := range decoder.NumSources {
			p, err := ParsePlan(nameOf(step{Source: x}).Is + " as " + name)
			ok = ok || err == nil && p[0].As == name
		}
		assert.True(t, ok, name)
	}
	for y := range decoder.AllPages {
		for _, r := range "éше中文の한" {
			c := y.Encode(r)
			if c.N == 0 {
				continue
			}
			got, n := y.Decode(c.B[:c.N])
			require.Equal(t, r, got, "%s % X", names[y], c.B[:c.N])
			require.Equal(t, int(c.N), n)
		}
	}
	assert.Equal(t, "of Korean Windows", Describe("cp949"))
	assert.Equal(t, "of Chinese Windows", Describe("gbk"))
	assert.Equal(t, "of nearly all text today", Describe("utf-8"))
	assert.Equal(t, "paired one byte off", Describe("big5 out of step"))
	assert.Empty(t, Describe("no such charset"))
}
