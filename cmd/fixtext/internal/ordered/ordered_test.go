package ordered

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func count(n int) func(func(int) bool) {
	return func(put func(int) bool) {
		for i := range n {
			if !put(i) {
				return
			}
		}
	}
}

func TestResultsComeInOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		next := 0
		err := Do(workers, count(200), func(i int) int {
			time.Sleep(time.Duration(rand.IntN(100)) * time.Microsecond)
			return 2 * i
		}, func(r int) error {
			require.Equal(t, 2*next, r)
			next++
			return nil
		})
		require.NoError(t, err)
		require.Equal(t, 200, next)
	}
}

func TestAnErrorEndsTheWork(t *testing.T) {
	stop, worked := errors.New("enough"), 0
	err := Do(1, count(1_000_000), func(i int) int { worked++; return i }, func(r int) error {
		if r == 3 {
			return stop
		}
		return nil
	})
	require.ErrorIs(t, err, stop)
	require.Less(t, worked, 100)
}
