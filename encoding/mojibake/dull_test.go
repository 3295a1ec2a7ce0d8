package mojibake

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/edit"
)

// A line that held nothing is known in the next block, and costs as much of the work that
// is allowed as it did the first time.
func TestDullLinesCostTheSame(t *testing.T) {
	var f fixer
	block := []byte("没有休战呢⊙﹏⊙，哼╯^╰！\n加油＾０＾~，正能量﹏﹏﹏﹏\n昨天晚上我们一起去看了电影。\n")
	left := func() int {
		log := edit.Log{Keep: true}
		require.Equal(t, string(block), string(f.append(nil, block, &log)))
		return f.steps
	}
	first := left()
	require.Less(t, first, stepsMin+stepsPerByte*len(block), "something was searched for")
	seen := len(f.dullLines.seen) + len(f.dullPlaces.seen)
	require.NotZero(t, seen)
	require.Equal(t, first, left())
	require.Equal(t, seen, len(f.dullLines.seen)+len(f.dullPlaces.seen), "nothing was looked at anew")
}

// What is dull by itself is looked at where something was found in the block before it.
func TestDullIsForBlocksWithoutDamage(t *testing.T) {
	odd := "没有休战呢⊙﹏⊙，哼╯^╰！\n"
	damaged := strings.Repeat("鎴戜滑鏄ㄥぉ鍦ㄥ浘涔﹂\n", 3)
	var f, fresh fixer
	f.append(nil, []byte(odd), nil)
	var log, own edit.Log
	log.Keep, own.Keep = true, true
	require.Equal(t, string(fresh.append(nil, []byte(damaged+odd), &log)), string(f.append(nil, []byte(damaged+odd), &own)))
	require.Equal(t, log.Edits, own.Edits)
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
