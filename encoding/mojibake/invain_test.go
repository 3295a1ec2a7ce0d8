package mojibake

import (
	"testing"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/stretchr/testify/require"
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
		for _, pages := range f.searched.line.steps[1] {
			read |= pages
		}
		require.NotZero(t, read, "something was read in vain")
	}
	_, ok := f.searched.lines["绔彛已满，ÖÐ¹úÈËÃñ"]
	require.True(t, ok)
	f.append(nil, []byte("another block\n"), nil)
	require.Empty(t, f.searched.lines)
}

// So it is with lines at which was looked as a whole.
func TestWholeInVainOnce(t *testing.T) {
	var f fixer
	line := []byte("ìˆšÐ¼ùŽéÃ©éÃ©é")
	look := func() (list []reading, steps int) {
		f.steps, f.w.work = 1<<20, 1<<20
		return f.wholeOnce(line), f.steps
	}
	list, steps := look()
	require.Empty(t, list)
	require.Len(t, f.searched.whole, 1)
	before := f.searched.whole[string(line)]
	again, stepsAgain := look()
	require.Empty(t, again)
	require.Equal(t, steps, stepsAgain)
	f.gained = append(f.gained, gained{as(decoder.FromGBK, decoder.Latin), 1 << 20})
	f.prove() // other evidence
	require.NotEqual(t, before.evidence, f.evidence(line))
}
