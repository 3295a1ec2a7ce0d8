package fixtext_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/internal/cputime"
)

// Input that was made to be slow costs no more a byte when there is more of it.
func TestCostIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name, unit := range map[string]string{
		"lost marks":       "?!",
		"lost and shifted": "?！睆埛?",
		"annotations":      "創(chuàng )",
		"open parens":      "創(",
		"commas":           "好,、",
		"toneless":         "会(hui)",
		"traditional":      "著",
		"stray bytes":      "\xff\xfe",
		"lead bytes":       "\xa1\xa3",
		"NUL":              "\x00",
		"replacement":      "\uFFFD,",
		"private use":      "\uE000?!",
		"lines":            "?!\n",
	} {
		t.Run(name, func(t *testing.T) {
			small := measure([]byte(strings.Repeat(unit, 20_000/len(unit))))
			large := measure([]byte(strings.Repeat(unit, 320_000/len(unit))))
			require.Less(t, large, 16*8*(small+20*time.Millisecond), "16 times the bytes")
			require.Less(t, large, 60*time.Second)
		})
	}
}

func measure(x []byte) time.Duration {
	return cputime.Of(func() { fixtext.Bytes(x) })
}

// Memory is set by the block, also for one endless line.
func TestMemoryIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 300 MB")
	}
	var damaged []rune // UTF-8 that was read as ISO-8859-1
	for _, b := range []byte("老街尽头的茶馆又开张了, ") {
		damaged = append(damaged, rune(b))
	}
	for name, unit := range map[string]string{
		"one damaged line":     string(damaged),
		"one line":             "老街尽头的茶馆又开张了。",
		"lines":                "老街尽头的茶馆又开张了。\n",
		"one traditional line": "老街盡頭的茶館又開張了。",
	} {
		t.Run(name, func(t *testing.T) {
			const size = 100 << 20
			held := func() uint64 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				return m.HeapInuse + m.HeapIdle - m.HeapReleased
			}
			debug.FreeOSMemory()
			before := held() // by what other tests left
			src := io.LimitReader(&repeat{[]byte(strings.Repeat(unit, 1000)), 0}, size)
			r := fixtext.NewReader(src, fixtext.Workers(2))
			_, err := r.WriteTo(io.Discard)
			require.NoError(t, err)
			require.EqualValues(t, size, r.Report().BytesIn)
			require.Less(t, held(), before+uint64(56<<20))
		})
	}
}

// repeat is an endless reader.
type repeat struct {
	unit []byte
	at   int
}

func (r *repeat) Read(p []byte) (n int, err error) {
	for n < len(p) {
		k := copy(p[n:], r.unit[r.at:])
		r.at = (r.at + k) % len(r.unit)
		n += k
	}
	return n, nil
}

// Random bytes are kept, every one.
func TestRandomBytes(t *testing.T) {
	size := 4 << 20
	if testing.Short() {
		size = 1 << 18
	}
	x := make([]byte, size)
	rng := rand.NewChaCha8([32]byte{1})
	_, err := rng.Read(x)
	require.NoError(t, err)
	x[0] = 'x' // no byte order mark
	r := fixtext.NewReader(bytes.NewReader(x))
	out, err := io.ReadAll(r)
	require.NoError(t, err)
	require.Equal(t, bytes.Count(x, []byte("\n")), bytes.Count(out, []byte("\n")))
	require.Positive(t, r.Report().Unrepairable)
}

// A clean block costs no allocation: more blocks cost no more than one.
func TestCleanTextDoesNotAllocate(t *testing.T) {
	line := "菜市场门口的早点摊总是最先热闹起来的地方，蒸笼一掀，白汽就漫了半条街。\n"
	x := []byte(strings.Repeat(line, 8<<20/len(line)))
	allocs := func(x []byte) float64 {
		return testing.AllocsPerRun(3, func() {
			_, err := fixtext.NewReader(bytes.NewReader(x)).WriteTo(io.Discard)
			require.NoError(t, err)
		})
	}
	require.InDelta(t, allocs(x[:3<<20]), allocs(x), 1)
}
