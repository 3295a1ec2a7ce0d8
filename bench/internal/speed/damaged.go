package speed

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/fixtext/fixtext/bench/internal/families"
	"github.com/fixtext/fixtext/bench/internal/peer"
)

// Damaged measures the tools that repair on lines of which each is damaged, by family and
// length of lines. The input is "short, " or "long, " and the family.
func (l *Lab) Damaged(root, dir string) (rows []Row, err error) {
	var inputs []Input
	for _, length := range []string{families.Short, families.Long} {
		lines, err := families.Lines(filepath.Join(root, "testdata"), "test", length)
		if err != nil {
			return nil, err
		}
		for i, f := range families.All() {
			_, bad := families.Break(f, lines)
			in := Input{Name: length + ", " + f.ID, Path: filepath.Join(dir, fmt.Sprintf("family-%s-%d.txt", length, i))}
			if err := write(in.Path, strings.Join(bad, "\n")+"\n", largest); err != nil {
				return nil, err
			}
			inputs = append(inputs, in)
		}
	}
	return l.each(inputs, func(p *peer.Peer) []string {
		switch {
		case p.Name == peer.Own:
			return []string{"filter"}
		case p.Does(peer.Repair):
			return []string{string(peer.Repair)}
		}
		return nil
	})
}

// SmallSizes are the bytes of small inputs.
var SmallSizes = []int{20, 100, 500}

// Small measures calls with clean texts of few bytes, one call for each: what one record of a
// data set costs. The input is the number of bytes.
func (l *Lab) Small(root, dir string) (rows []Row, err error) {
	text, err := texts{root, "test"}.unit("sentences/[dfln]*.txt")
	if err != nil {
		return nil, err
	}
	text = strings.ReplaceAll(text, "\n", "")
	var inputs []Input
	for _, size := range SmallSizes {
		in := Input{Name: fmt.Sprint(size), Path: filepath.Join(dir, fmt.Sprintf("small-%d.txt", size))}
		if err := write(in.Path, pieces(text, size), 1<<20); err != nil {
			return nil, err
		}
		inputs = append(inputs, in)
	}
	return l.each(inputs, func(p *peer.Peer) (operations []string) {
		if p.Name == peer.Own {
			return []string{"lines:record", "lines:call"}
		}
		for _, task := range []peer.Task{peer.Repair, peer.Script} {
			if p.Does(task) {
				operations = append(operations, "lines:"+string(task))
			}
		}
		return operations
	})
}

// pieces cuts a text into lines of so many bytes, filled up with full stops where a character
// does not end there.
func pieces(text string, size int) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if len(string(r)) > size-n {
			b.WriteString(strings.Repeat(".", size-n) + "\n")
			n = 0
		}
		b.WriteRune(r)
		n += len(string(r))
	}
	return b.String()[:strings.LastIndexByte(b.String(), '\n')+1]
}

// each measures the operations of all tools on inputs, on one core.
func (l *Lab) each(inputs []Input, operations func(*peer.Peer) []string) (rows []Row, err error) {
	var probes []*probe
	for _, p := range l.Peers {
		list := operations(p)
		if len(list) == 0 {
			continue
		}
		q, err := p.Open(l.Builder, 1)
		if err != nil {
			continue
		}
		defer q.Close()
		for _, in := range inputs {
			for _, op := range list {
				probes = append(probes, &probe{in: in, operation: op, cores: 1, q: q})
			}
		}
	}
	return l.measure(probes)
}
