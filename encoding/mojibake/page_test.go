package mojibake

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every page can be named in a plan, reads what it writes, and is described.
func TestPages(t *testing.T) {
	names := Pages()
	assert.Equal(t, int(allPages), len(names))
	assert.Contains(t, names, "windows-1252+utf-8")
	for y, name := range names {
		ok := false
		for x := range allSources {
			p, err := ParsePlan(x.String() + " as " + name)
			ok = ok || err == nil && p[0].As == name
		}
		assert.True(t, ok, name)
		if p := page(y); !p.phased() {
			for _, r := range "éше中文の한" {
				c := p.encode(r)
				if c.n == 0 {
					continue
				}
				got, n := p.decode(c.b[:c.n])
				require.Equal(t, r, got, "%s % X", name, c.b[:c.n])
				require.Equal(t, int(c.n), n)
			}
		}
	}
	assert.Equal(t, "of Korean Windows", Describe("cp949"))
	assert.Equal(t, "of Chinese Windows", Describe("gbk"))
	assert.Equal(t, "of nearly all text today", Describe("utf-8"))
	assert.Equal(t, "paired one byte off", Describe("big5 out of step"))
	assert.Empty(t, Describe("no such charset"))
}
