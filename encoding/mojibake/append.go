package mojibake

import (
	"slices"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/model"
)

// The rules of this package.
const (
	// RuleExact: a wrong decoding undone; nothing was lost.
	RuleExact edit.Code = "FT101"
	// RuleInferred: a wrong decoding undone; bytes that were lost were inferred.
	RuleInferred edit.Code = "FT102"
	// RulePhase: bytes of GBK or Big5 that had been paired one off.
	RulePhase edit.Code = "FT103"
	// RuleLost: bytes that are lost for good, such as 锟斤拷.
	RuleLost edit.Code = "FT104"
	// RuleSnowball: more layers of wrong decodings than are undone.
	RuleSnowball edit.Code = "FT105"
)

// Append appends block to dst with wrong decodings undone, and returns the extended
// slice; dst may be nil. block is UTF-8 (ill-formed bytes pass through), and should be
// whole lines; lines never become fewer or more. All evidence lies within the block.
// Edits go to log, if it is not nil, with offsets in bytes into block; those that are
// [edit.Unrepairable] say what was seen. The result never shares memory with block, and
// dst and block do not overlap. For one block after the other use a [Fixer].
func Append(dst, block []byte, log *edit.Log) []byte {
	var f Fixer
	return f.Append(dst, block, log)
}

// Fixer is [Append] for one block after the other. It keeps tables and buffers, but
// nothing about the blocks. The zero Fixer is ready to use; it serves one goroutine at a
// time, and is large.
type Fixer struct{ f fixer }

// Use makes f choose lost characters by a model; nil for the small one in the library.
func (f *Fixer) Use(m *model.Model) { f.f.use(m) }

func (f *fixer) use(m *model.Model) { f.fill.Use(choice.Of(m.Contents())) }

// Append is like the function [Append].
func (f *Fixer) Append(dst, block []byte, log *edit.Log) []byte {
	f.f.places, f.f.told = nil, false
	return f.f.append(dst, block, log)
}

// AppendAt is [Fixer.Append] for a program that has looked through block already, for
// several stages at once: places are offsets in bytes, in ascending order, at which the
// text is unlikely, at least one beside each stretch of it. It looks around these only,
// unless a wrong decoding is proved for the block; places of text that is likely cost time
// and do no harm. If nothing changes, it appends nothing and says so; log may have edits
// that are [edit.Unrepairable] all the same.
func (f *Fixer) AppendAt(dst, block []byte, places []int32, log *edit.Log) (out []byte, changed bool) {
	f.f.places, f.f.told = places, true
	return f.f.appendChanged(dst, block, log)
}

// Calm reports whether the last look found nothing at all, however closely: then lines that stay
// what they are hold nothing either, unless something is found in others of their block.
func (f *Fixer) Calm() bool { return f.f.found == 0 && f.f.steps > 0 && f.f.w.work > 0 }

// append is appendChanged, but it appends block where nothing changes.
func (f *fixer) append(dst, block []byte, log *edit.Log) []byte {
	out, changed := f.appendChanged(dst, block, log)
	if !changed {
		return append(dst, block...)
	}
	return out
}

// fixer repairs one block after the other.
type fixer struct {
	w           walker
	west        western
	rec         decoder.Recogniser // of the lines of the block
	under       decoder.Recogniser // of what they say once a step is undone
	fill        decoder.Filler
	about       []byte // the line that likely is about
	likely      []decoder.Guess
	proved      [decoder.NumSources][decoder.AllPages]int // how much less text costs by the repairs of a step in the block
	gained      []gained                                  // of which that is the sum
	provedSteps []step                                    // for which that is enough
	last        []step                                    // what the last line was repaired by
	steps       int                                       // characters that may still be read in some charset, in this block
	hint        step                                      // what parts of the last line were repaired by
	hinted      bool                                      // hint is set
	refill      step                                      // what the last line was, that was recognised though it lost bytes
	refills     bool                                      // refill is set
	refused     refused                                   // what refill says of the last line
	sure        bool                                      // a wrong decoding is proved for the block
	places      []int32                                   // where the block is suspicious, if that was told
	told        bool
	seen        gate.Seen           // of what a round made
	exact       bool                // lost bytes are not inferred
	trace       func(*reading) bool // gets what was weighed, and says whether it is made; nil: the judge does
	every       bool                // all readings are weighed, also those that are not needed
	tells       bool                // what lost characters may be is kept in chars
	known       memory              // what was looked for in the block in vain
	undoer      decoder.Undoer
	text        []byte          // the block
	memory      decoder.Memory  // of what it says
	forms       map[page]*forms // of pages, for lines that a program remade
	manner      manner          // of the last of these in the block
	at          int             // where the line begins in the text, or the piece of it
	found       int             // readings in the block that was looked at last
	cut         [2]bool         // the few characters that are looked at first are cut out of more: before, behind

	lines    []found   // of the block
	outs     [2][]byte // what blocks became
	readings []reading // of lines that are like the last one
	texts    []byte    // what they say
	left     []byte    // scratch: a line with its readings made
	vain     int       // bytes of lines in which nothing was found
	idle     int       // bytes of lines, one after the other, in which western found more than the search

	chars     []LostChar // of the block, as it is repaired
	maxRounds int        // instead of the usual; 0 for that
}

// gained is how much less a line costs by the repairs of a step.
type gained struct {
	step
	gain int
}

// isProved reports whether the block proves that s was done to it.
func (f *fixer) isProved(s step) bool {
	kind := judge.BlockProof
	if crosses(s) {
		kind = judge.BlockProofPairs
	}
	return judge.Enough(kind, f.proved[s.Source][s.Page])
}

// unprove forgets what the block before proved.
func (f *fixer) unprove() {
	for _, e := range f.gained {
		f.proved[e.Source][e.Page] = 0
	}
	f.gained, f.provedSteps = f.gained[:0], f.provedSteps[:0]
}

// prove takes in what was gained in the block.
func (f *fixer) prove() {
	for _, e := range f.gained {
		f.proved[e.Source][e.Page] += e.gain
	}
	for _, e := range f.gained {
		if f.isProved(e.step) && !slices.Contains(f.provedSteps, e.step) {
			f.provedSteps = append(f.provedSteps, e.step)
		}
	}
}
