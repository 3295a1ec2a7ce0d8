package mojibake

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/edit"
)

// A line that held nothing is known where it comes again in its block, and in no other one.
func TestDullLinesAreKnown(t *testing.T) {
	var f fixer
	line := "没有休战呢⊙﹏⊙，哼╯^╰！\n"
	spent := func(block string) int {
		require.Equal(t, block, string(f.append(nil, []byte(block), nil)))
		return stepsMin + len(block)/bytesPerStep - f.steps
	}
	once := spent(line)
	require.NotZero(t, once, "something was searched for")
	require.Equal(t, once, spent(line))
	require.Less(t, spent(line+line+line), 2*once)
}

// What is lost for good is told each time.
func TestDullLinesAreTold(t *testing.T) {
	var f fixer
	for range 3 {
		log := edit.Log{Keep: true}
		f.append(nil, []byte("锟斤拷锟斤拷"), &log)
		require.Len(t, log.Edits, 1)
	}
}
