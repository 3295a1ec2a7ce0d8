package linkfarm_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/normalize/linkfarm"
)

// Runs that end at once are found however many hypotheses begin where they end: at a
// mark behind a lost byte, and before a character that GBK does not have.
func TestRunsThatEndAtOnce(t *testing.T) {
	for _, in := range []string{
		"施工方承諾他?!懊??,村民卻只問一句:噪聲什么時候停。\n",
		"求一個靠譜的搬家?guī)煾?🙏 要會拆床的那種。\n",
	} {
		assert.NotContains(t, linkfarm.String(farmLine+in), "?", in)
	}
}
