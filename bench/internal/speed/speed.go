package speed

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/fixtext/fixtext/bench/internal/peer"
	"github.com/fixtext/fixtext/bench/stage"
	"github.com/fixtext/fixtext/internal/s2t"
)

// Row is one measurement.
type Row struct {
	Input, Peer, Version, Operation string
	Cores                           int
	Bytes                           int // of input
	Round                           int
	CPU, Wall                       int // nanoseconds
}

// Rate is the throughput in MB/s: of CPU time on one core, of wall time on more.
func (r Row) Rate() float64 {
	t := r.CPU
	if r.Cores > 1 {
		t = r.Wall
	}
	return float64(r.Bytes) * 1e3 / float64(max(t, 1))
}

// Lab is where measurements are made.
type Lab struct {
	Builder  *peer.Builder
	Peers    []*peer.Peer
	Rounds   int
	Huge     bool // curves go up to 1 GB
	Progress io.Writer
}

// aim is how long one measurement should take, and the sizes it may have. More
// cores need more work, since they share it in blocks of a megabyte.
const (
	aim      = 150 * time.Millisecond
	aimMore  = 600 * time.Millisecond
	smallest = 32 << 10
	largest  = 16 << 20
)

// probe is something to be measured.
type probe struct {
	in        Input
	operation string
	cores     int
	size      int
	times     int // passes that the operation makes; 0 is 1
	q         *peer.Process
}

// Tables measures every operation on every input it makes sense on. The probes
// are interleaved: each round measures all of them once.
func (l *Lab) Tables(inputs []Input) (rows []Row, err error) {
	var probes []*probe
	for _, p := range l.Peers {
		one, err := p.Open(l.Builder, 1)
		if err != nil {
			continue
		}
		defer one.Close()
		for _, in := range inputs {
			for _, op := range operations(p, in.Name) {
				probes = append(probes, &probe{in: in, operation: op, cores: 1, q: one})
			}
		}
		if op := parallel(p); op != "" && runtime.NumCPU() > 1 {
			all, err := p.Open(l.Builder, runtime.NumCPU())
			if err != nil {
				return nil, err
			}
			defer all.Close()
			for _, in := range inputs {
				if p.Name == peer.Own && !heavy(in.Name) || in.Name == Simplified || in.Name == Traditional {
					probes = append(probes, &probe{in: in, operation: op, cores: runtime.NumCPU(), q: all})
				}
			}
		}
	}
	return l.measure(probes)
}

// operations are what a peer is measured on with an input. x-net-charset looks at
// the first kilobyte only, so it has no throughput; validation ends at the first
// byte that is not UTF-8.
func operations(p *peer.Peer, input string) (list []string) {
	text := input != GBK && input != Big5
	if p.Name == peer.Own {
		list = []string{"copy", "filter"}
		if text {
			list = append(list, "valid")
		}
		for _, s := range stage.All() {
			if text || s.Name == "decode" {
				list = append(list, "stage:"+s.Name)
			}
		}
	}
	if p.Name == "simdutf" {
		list = []string{"copy"}
		if text {
			list = append(list, "valid")
		}
	}
	if p.Name != peer.Own {
		if p.Does(peer.Repair) && text {
			list = append(list, string(peer.Repair))
		}
		if p.Does(peer.Script) && slices.Contains([]string{Simplified, Traditional, Mixed, ASCII}, input) {
			list = append(list, string(peer.Script))
		}
	}
	if p.Does(peer.Detect) && p.Name != "x-net-charset" && slices.Contains([]string{Simplified, GBK, Big5}, input) {
		list = append(list, string(peer.Detect))
	}
	if p.Does(peer.Decode) && !text {
		label := map[string]string{GBK: "gb18030", Big5: "big5"}[input]
		if p.Name == peer.Own {
			list = append(list, "coder:"+label, "told:"+label)
		} else {
			list = append(list, "decode:"+label)
		}
	}
	return list
}

// parallel is the operation of a peer that uses all cores, if it has one.
func parallel(p *peer.Peer) string {
	switch p.Name {
	case peer.Own:
		return "filter-parallel"
	case "opencc-fmmseg":
		return "t2s-parallel"
	}
	return ""
}

// measure calibrates the probes and measures them round by round.
func (l *Lab) measure(probes []*probe) (rows []Row, err error) {
	fmt.Fprintf(l.Progress, "%d measurements, %d rounds\n", len(probes), l.Rounds)
	probes = slices.DeleteFunc(probes, func(p *probe) bool {
		err := p.calibrate()
		if err != nil {
			fmt.Fprintf(l.Progress, "  %s %s on %s: %v\n", p.q.Peer.Name, p.operation, p.in.Name, err)
		}
		return err != nil
	})
	for round := range l.Rounds {
		for _, p := range probes {
			cpu, wall, err := p.q.Time(p.operation, p.in.Path, p.size)
			if err != nil {
				return nil, fmt.Errorf("%s %s on %s: %w", p.q.Peer.Name, p.operation, p.in.Name, err)
			}
			rows = append(rows, Row{p.in.Name, p.q.Peer.Name, p.q.Peer.Version, p.operation, p.cores, p.size * max(p.times, 1), round, int(cpu), int(wall)})
		}
	}
	return rows, nil
}

// calibrate runs the probe to warm it up, and chooses how much of the input is
// measured, unless that is set.
func (p *probe) calibrate() error {
	data, err := os.ReadFile(p.in.Path)
	if err != nil || p.size > 0 {
		return err
	}
	aim := aim
	if p.cores > 1 {
		aim = aimMore
	}
	p.size = wholeLines(data, smallest)
	if _, _, err := p.q.Time(p.operation, p.in.Path, p.size); err != nil {
		return err
	}
	for range 6 {
		cpu, _, err := p.q.Time(p.operation, p.in.Path, p.size)
		if err != nil {
			return err
		}
		if aim/2 < cpu && cpu < aim*2 {
			break
		}
		factor := min(float64(aim)/float64(max(cpu, 1)), 16)
		size := wholeLines(data, max(smallest, min(int(float64(p.size)*factor), largest)))
		if size == p.size {
			break
		}
		p.size = size
	}
	return nil
}

// wholeLines returns the length of about n bytes of data, in whole lines.
func wholeLines(data []byte, n int) int {
	if n >= len(data) {
		return len(data)
	}
	if i := bytes.LastIndexByte(data[:n], '\n'); i >= 0 {
		return i + 1
	}
	return n
}

// Curves measures how throughput goes with the size of the input, the number of
// jobs, and the share of lines that are broken.
func (l *Lab) Curves(root, dir string, inputs []Input) (rows []Row, err error) {
	i := slices.IndexFunc(l.Peers, func(p *peer.Peer) bool { return p.Name == peer.Own })
	if i < 0 {
		return nil, nil
	}
	own := l.Peers[i]
	one, err := own.Open(l.Builder, 1)
	if err != nil {
		return nil, err
	}
	defer one.Close()
	all, err := own.Open(l.Builder, runtime.NumCPU())
	if err != nil {
		return nil, err
	}
	defer all.Close()
	probes, err := l.sizes(dir, inputs, one)
	if err != nil {
		return nil, err
	}
	for _, in := range inputs {
		if in.Name != Simplified && in.Name != Traditional {
			continue
		}
		in.Name = "jobs, " + in.Name
		for jobs := 1; jobs <= max(4, runtime.NumCPU()); jobs++ {
			probes = append(probes, &probe{in: in, operation: fmt.Sprintf("filter-jobs:%d", jobs), cores: max(2, jobs), q: all})
		}
	}
	damaged, err := l.damage(root, dir, one)
	if err != nil {
		return nil, err
	}
	return l.measure(append(probes, damaged...))
}

// sizes are the probes of inputs of growing size.
func (l *Lab) sizes(dir string, inputs []Input, q *peer.Process) (list []*probe, err error) {
	sizes := []int{1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20}
	if l.Huge {
		sizes = append(sizes, 256<<20, 1<<30)
	}
	for _, in := range inputs {
		if in.Name != Simplified && in.Name != Traditional {
			continue
		}
		data, err := os.ReadFile(in.Path)
		if err != nil {
			return nil, err
		}
		for _, size := range sizes {
			part := in
			part.Name = "size, " + in.Name
			part.Path = filepath.Join(dir, fmt.Sprintf("%s-%d.txt", in.Name, size))
			text := data[:wholeLines(data, min(size, 1<<20))]
			if err := write(part.Path, string(text), max(size, len(text))); err != nil {
				return nil, err
			}
			info, err := os.Stat(part.Path)
			if err != nil {
				return nil, err
			}
			times := max(1, (1<<20)/size)
			list = append(list, &probe{in: part, operation: fmt.Sprintf("times:%d:filter", times), cores: 1, size: int(info.Size()), times: times, q: q})
		}
	}
	return list, nil
}

// damage are the probes of texts of which a growing share is broken.
func (l *Lab) damage(root, dir string, q *peer.Process) (list []*probe, err error) {
	text, err := texts{root, "test"}.unit("sentences/[dfln]*.txt")
	if err != nil {
		return nil, err
	}
	for _, kind := range []struct {
		name string
		f    func(line string) string
	}{
		{"traditional", s2t.String},
		{"UTF-8 read as code page 1252", misreader("utf-8", "cp1252")},
		{"UTF-8 read as GBK", misreader("utf-8", "gbk")},
	} {
		for _, percent := range []int{0, 1, 5, 10, 25, 50, 75, 100} {
			in := Input{Name: "damage, " + kind.name, Path: filepath.Join(dir, fmt.Sprintf("damage-%s-%d.txt", strings.ReplaceAll(kind.name, " ", "-"), percent))}
			if err := write(in.Path, Damaged(strings.Repeat(text, 2), percent, kind.f), 4<<20); err != nil {
				return nil, err
			}
			list = append(list, &probe{in: in, operation: fmt.Sprintf("share:%d:filter", percent), cores: 1, q: q})
		}
	}
	return list, nil
}

// Allocation is what one pass of the filter allocates.
type Allocation struct {
	Input                 string
	Bytes                 int // of input
	Allocated, Allocation int // bytes, and how often
}

// Allocations asks fixtext's adapter what it allocates.
func (l *Lab) Allocations(inputs []Input) (rows []Allocation, err error) {
	for _, p := range l.Peers {
		if p.Name != peer.Own {
			continue
		}
		q, err := p.Open(l.Builder, 1)
		if err != nil {
			return nil, err
		}
		defer q.Close()
		for _, in := range inputs {
			data, err := os.ReadFile(in.Path)
			if err != nil {
				return nil, err
			}
			data = data[:wholeLines(data, 4<<20)]
			if heavy(in.Name) {
				data = data[:wholeLines(data, 128<<10)]
			}
			answer, err := q.Run("allocated", data)
			if err != nil {
				return nil, err
			}
			row := Allocation{Input: in.Name, Bytes: len(data)}
			if _, err := fmt.Sscan(string(answer), &row.Allocated, &row.Allocation); err != nil {
				return nil, err
			}
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// heavy reports whether nearly every line of an input needs a repair that asks
// the language model.
func heavy(input string) bool {
	return input == LinkFarm || input == MisreadGBK || input == MisreadOne
}
