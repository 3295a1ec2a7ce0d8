package linkfarm

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/gate"
)

// Question marks that people write in a row are looked at, and no run is searched for behind them: chat is full of them.
func TestRowsOfQuestionMarksAreIdle(t *testing.T) {
	for _, text := range []string{
		"你说的是真的吗??????，我不太信\n",
		"他昨天就走了?????\n",
		"为什么啊?????? 不是说好了的吗\n",
		"几点开门???????，有人知道吗\n",
	} {
		var seen gate.Seen
		seen.Scan([]byte(text), true)
		p := survey([]byte(text), signs([]byte(text), seen.Marks))
		for i := range p.lines {
			p.search.enter(&p.lines[i])
			require.Equal(t, len(p.search.tokens), p.search.next(0), text)
		}
	}
}
