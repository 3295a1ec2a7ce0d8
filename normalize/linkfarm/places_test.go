package linkfarm_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/normalize/linkfarm"
)

// Runs that end at once are found however many hypotheses begin where they end: at a
// mark behind a lost byte, and before a character that GBK does not have.
func TestRunsThatEndAtOnce(t *testing.T) {
	const page = "会议发表了业务报告，创业的人进来问：“这样办，行吗？”"
	for _, clean := range []string{
		page + "大家说：“我们一起改。”近日，路灯亮了。",
		page + "他又说：“还有我。”😀",
	} {
		p := damage.Farm{Annotate: 1, Bytes: true, Fold: true, Private: damage.Mark}.Page(clean, 1)
		got := linkfarm.String(p.Text)
		assert.NotContains(t, got, "?!", p.Text)
		assert.NotContains(t, got, "??", p.Text)
	}
}
