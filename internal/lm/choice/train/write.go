package main

import (
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
)

const cellsPerBucket = 1 << choice.IndexBits / choice.Buckets // indices that share a bucket

// pick keeps the words that do most in each bucket, by the square of the weight
// times that of the gradients (about twice what the likelihood loses without
// them), and drops the others. It returns how many are left.
func (m *model) pick() (kept int) {
	m.few = true
	var order []int
	for from := 0; from < len(m.words); from += cellsPerBucket {
		ws := m.words[from : from+cellsPerBucket]
		order = order[:0]
		for i := range ws {
			if ws[i].votes > 0 {
				order = append(order, i)
			}
		}
		worth := func(x word) float32 { return x.w * x.w * x.g }
		sort.SliceStable(order, func(a, b int) bool { return worth(ws[order[a]]) > worth(ws[order[b]]) })
		order = order[:min(len(order), choice.BucketCells)]
		kept += len(order)
		for i := range ws {
			if !slices.Contains(order, i) {
				ws[i] = word{}
			}
		}
	}
	return kept
}

// write stores choice.bin.
func write(dir string, m *model) error {
	bin := binary.LittleEndian.AppendUint64(nil, choice.Below())
	for _, b := range m.bias {
		bin = append(bin, byte(int8(round(float64(b.w)/lm.Unit, 127))))
	}
	// Features are stored in whole numbers. How large these are is made up for
	// where they are multiplied: at the sides.
	own := scale(m.own[:], 127)
	for i := range m.own {
		for d, x := range m.own[i].v {
			bin = append(bin, byte(int8(round(float64(x)/own[d], 127))))
		}
	}
	seen := scale(m.seen[:], 7)
	for i := range m.seen {
		for d := 0; d < dim; d += 2 {
			lo := 8 + round(float64(m.seen[i].v[d])/seen[d], 7)
			hi := 8 + round(float64(m.seen[i].v[d+1])/seen[d+1], 7)
			bin = append(bin, byte(lo|hi<<4))
		}
	}
	for i := range m.sides {
		for d, x := range m.sides[i].v {
			f := float64(x) * own[d] * seen[d] / lm.Unit * (1 << choice.Shift)
			bin = binary.LittleEndian.AppendUint32(bin, uint32(int32(round(f, math.MaxInt32/2))))
		}
	}
	for from := 0; from < len(m.words); from += cellsPerBucket {
		n := 0
		var checks [choice.BucketCells]uint8
		for i := range cellsPerBucket {
			const most = 1<<(choice.WeightBits-1) - 1
			x := &m.words[from+i]
			if w := round(float64(x.w)/lm.Unit, most); w != 0 {
				cell := uint16(i<<choice.WeightBits) | uint16(w)&(1<<choice.WeightBits-1)
				bin = binary.LittleEndian.AppendUint16(bin, cell)
				checks[n] = x.check
				n++
			}
		}
		for range choice.BucketCells - n {
			bin = append(bin, 0, 0)
		}
		bin = append(bin, checks[:]...)
	}
	return os.WriteFile(filepath.Join(dir, "choice.bin"), bin, 0o644)
}

func round(x float64, most int) int {
	return int(math.Round(math.Max(-float64(most), math.Min(float64(most), x))))
}

// scale returns for each feature the size of one step, so that most values of
// frequent characters have one of the steps up to most.
func scale(fs []feature, most float64) (step [dim]float64) {
	const width = 2.5 // standard deviations
	for d := range step {
		sum := 0.0
		n := min(len(fs), 3000)
		for i := range n {
			sum += float64(fs[i].v[d]) * float64(fs[i].v[d])
		}
		step[d] = math.Max(1e-6, width*math.Sqrt(sum/float64(n))/most)
	}
	return step
}
