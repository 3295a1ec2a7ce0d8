package mojibake

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/decoder"

	"github.com/fixtext/fixtext/edit"
)

// What was read in vain is not read again, and all else is as it was: what is found, and the
// work that is left.
func TestReadInVainOnce(t *testing.T) {
	var f fixer
	look := func(line string) (list []reading, steps, work int) {
		f.steps, f.w.work, f.hinted = 1<<20, 1<<20, false
		f.w.load([]byte(line))
		f.w.mask()
		located, _ := f.locate()
		list = f.parts(&located)
		return list, f.steps, f.w.work
	}
	for _, line := range []string{
		"ы╛\uFFFDы╟\uFFFDп╝г╞ч╫ы╖д╝у╜л╟з╪с╝б╝\uFFFD", // nothing
		"绔彛已满，ÖÐ¹úÈËÃñ",                              // two
		"\uFFFD睆埛f\uFFFD波彼终麅花?！的一是",
	} {
		list, steps, work := look(line)
		again, stepsAgain, workAgain := look(line)
		require.Equal(t, list, again, line)
		require.Equal(t, steps, stepsAgain, line)
		require.Equal(t, work, workAgain, line)
		read := uint32(0)
		for _, pages := range f.known.line.steps[1] {
			read |= pages
		}
		require.NotZero(t, read, "something was read in vain")
	}
	met := f.known.met
	require.Positive(t, met)
	f.append(nil, []byte("another block\n"), nil)
	require.Less(t, f.known.met, met)
}

// So it is with lines at which was looked as a whole.
func TestWholeInVainOnce(t *testing.T) {
	var f fixer
	line := []byte("ìˆšÐ¼ùŽéÃ©éÃ©é")
	f.known.look = 1
	look := func() (list []reading, steps int) {
		f.steps, f.w.work = 1<<20, 1<<20
		return f.wholeOnce(line), f.steps
	}
	list, steps := look()
	require.Empty(t, list)
	before := f.known.of(line).evidence
	require.NotZero(t, before)
	again, stepsAgain := look()
	require.Empty(t, again)
	require.Equal(t, steps, stepsAgain)
	f.gained = append(f.gained, gained{as(decoder.FromGBK, decoder.Latin), 1 << 20})
	f.prove() // other evidence
	require.NotEqual(t, before, f.evidence(line))
}

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
