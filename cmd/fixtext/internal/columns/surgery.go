package columns

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/thrift"
)

// place is where a chunk is: row group and column.
type place struct{ group, column int }

// span is a part of the old file.
type span struct{ start, end int64 }

// step says that what lies from here on in the old file lies delta bytes further
// in the new one.
type step struct{ from, delta int64 }

// surgery makes the new file of the old one. Chunks are replaced in the order of
// the file; what lies between them is copied; the indices of pages, which tell of
// places, go to the end.
type surgery struct {
	old   *file
	out   Output
	w     *bufio.Writer
	pos   int64 // how much of the old file is done
	at    int64 // how much of the new file is written
	steps []step
	gone  []span // what is not copied
	done  map[place]*rewritten
}

func newSurgery(old *file, out Output) *surgery {
	return &surgery{old: old, out: out, w: bufio.NewWriterSize(out, 1<<18), done: map[place]*rewritten{}}
}

// Write writes to the new file.
func (s *surgery) Write(b []byte) (int, error) {
	n, err := s.w.Write(b)
	s.at += int64(n)
	return n, err
}

// skip leaves out what comes next in the old file.
func (s *surgery) skip(to int64) {
	s.pos = to
	s.steps = append(s.steps, step{to, s.at - to})
}

// copy copies the old file up to a place, except for what is gone.
func (s *surgery) copy(to int64) error {
	for _, g := range s.gone {
		if g.start < s.pos || g.end > to {
			continue
		}
		if err := s.copyAll(g.start); err != nil {
			return err
		}
		s.skip(g.end)
	}
	return s.copyAll(to)
}

func (s *surgery) copyAll(to int64) error {
	n, err := io.Copy(s, io.NewSectionReader(s.old.r, s.pos, to-s.pos))
	if err == nil && n != to-s.pos {
		err = io.ErrUnexpectedEOF
	}
	s.pos += n
	return err
}

// moved returns where a place of the old file is in the new one.
func (s *surgery) moved(at int64) int64 {
	i, found := slices.BinarySearchFunc(s.steps, at, func(s step, at int64) int {
		switch {
		case s.from < at:
			return -1
		case s.from > at:
			return 1
		}
		return 0
	})
	for found && i+1 < len(s.steps) && s.steps[i+1].from == at {
		i++
	}
	if !found {
		i--
	}
	if i < 0 {
		return at
	}
	return at + s.steps[i].delta
}

// finish writes what follows the last chunk that was replaced, and reads the new
// file again.
func (s *surgery) finish() error {
	if err := s.dropIndices(); err != nil {
		return err
	}
	if err := s.copy(s.old.at); err != nil {
		return err
	}
	meta := s.old.meta
	meta.Kids = slices.Clone(meta.Kids)
	groups := *meta.Get(fileGroups)
	groups.Kids = slices.Clone(groups.Kids)
	places := map[place][4]int64{}
	for i := range groups.Kids { // as others do: first the one kind, then the other
		if err := s.columnIndices(i, places); err != nil {
			return err
		}
	}
	for i := range groups.Kids {
		g, err := s.old.group(i)
		if err != nil {
			return err
		}
		if err := s.update(i, g, places); err != nil {
			return err
		}
		groups.Kids[i].Data = g.value.Append(nil)
	}
	meta.Put(groups)
	footer := meta.Append(nil)
	if len(footer) > maxFooter {
		return errors.New("has metadata that becomes too large")
	}
	footer = binary.LittleEndian.AppendUint32(footer, uint32(len(footer)))
	if _, err := s.Write(append(footer, magic...)); err != nil {
		return err
	}
	if err := s.w.Flush(); err != nil {
		return err
	}
	return s.verify()
}

// dropIndices marks what is not copied: indices of pages, which are written again,
// and the bloom filters of chunks that were.
func (s *surgery) dropIndices() error {
	for i := range s.old.groups() {
		g, err := s.old.group(i)
		if err != nil {
			return err
		}
		for k := range g.chunks {
			c := &g.chunks[k]
			s.drop(c.value.Int(chunkOffsetIndex, 0), c.value.Int(chunkOffsetIndexLen, 0))
			s.drop(c.value.Int(chunkColumnIndex, 0), c.value.Int(chunkColumnIndexLen, 0))
			if s.done[place{i, k}] != nil {
				s.drop(c.meta.Int(metaBloom, 0), c.meta.Int(metaBloomLen, 0))
			}
		}
	}
	slices.SortFunc(s.gone, func(a, b span) int { return int(a.start - b.start) })
	return nil
}

func (s *surgery) drop(start, length int64) {
	if start >= s.pos && length > 0 && length <= s.old.at-start {
		s.gone = append(s.gone, span{start, start + length})
	}
}

// columnIndices writes the column indices of a row group.
func (s *surgery) columnIndices(number int, places map[place][4]int64) error {
	g, err := s.old.group(number)
	if err != nil {
		return err
	}
	for k := range g.chunks {
		at := place{number, k}
		raw, v, err := s.old.index(&g.chunks[k], chunkColumnIndex, chunkColumnIndexLen)
		if err != nil || v == nil {
			if err != nil {
				return err
			}
			continue
		}
		if w := s.done[at]; w != nil {
			if !w.columnIndex(v) {
				continue
			}
			raw = v.Append(nil)
		}
		places[at] = [4]int64{s.at, int64(len(raw))}
		if _, err := s.Write(raw); err != nil {
			return err
		}
	}
	return nil
}

// update brings the metadata of a row group up to date.
func (s *surgery) update(number int, g *group, places map[place][4]int64) error {
	var unpacked, packed int64
	sorted := len(g.value.List(groupSorting, thrift.Struct))
	for k := range g.chunks {
		c, at := &g.chunks[k], place{number, k}
		w := s.done[at]
		if w != nil {
			unpacked += w.grown
			packed += w.end - w.start - (c.end - c.start)
			for i, order := range g.value.List(groupSorting, thrift.Struct) {
				if order.Int(1, -1) == int64(k) {
					sorted = min(sorted, i)
				}
			}
		}
		if err := s.offsetIndex(c, w, at, places); err != nil {
			return err
		}
		if p := places[at]; p[1] > 0 {
			c.value.PutInt(chunkColumnIndex, thrift.I64, p[0])
			c.value.PutInt(chunkColumnIndexLen, thrift.I32, p[1])
		} else {
			c.value.Delete(chunkColumnIndex, chunkColumnIndexLen)
		}
		if w != nil {
			w.update(c, s)
			continue
		}
		s.shift(c.value, chunkOffset)
		for _, id := range []int16{metaData, metaIndex, metaDictionary, metaBloom} {
			s.shift(c.meta, id)
		}
	}
	v := &g.value
	if list := v.Get(groupSorting); list != nil && sorted < len(list.Kids) {
		if list.Kids = list.Kids[:sorted]; sorted == 0 {
			v.Delete(groupSorting)
		}
	}
	s.shift(v, groupOffset)
	grow(v, groupBytes, unpacked)
	grow(v, groupCompressed, packed)
	return nil
}

// shift moves a place that a field tells; 0 means that it tells none.
func (s *surgery) shift(v *thrift.Value, id int16) {
	if f := v.Get(id); f != nil && f.Num > 0 {
		f.Num = s.moved(f.Num)
	}
}

// grow adds to a field that is a size, if it is there.
func grow(v *thrift.Value, id int16, n int64) {
	if f := v.Get(id); f != nil {
		f.Num += n
	}
}

// Numbers of fields in OffsetIndex and PageLocation.
const (
	offsetLocations, offsetSizes     = 1, 2
	locationOffset, locationSize     = 1, 2
	offsetIndexField, offsetIndexLen = chunkOffsetIndex, chunkOffsetIndexLen
)

// offsetIndex writes the offset index of a chunk.
func (s *surgery) offsetIndex(c *chunk, w *rewritten, at place, places map[place][4]int64) error {
	_, v, err := s.old.index(c, offsetIndexField, offsetIndexLen)
	if err != nil || v == nil {
		return err
	}
	locations := v.List(offsetLocations, thrift.Struct)
	if w != nil && len(locations) != len(w.pages) {
		return damaged("an index tells of %d pages instead of %d", len(locations), len(w.pages))
	}
	for i := range locations {
		if w == nil {
			s.shift(&locations[i], locationOffset)
			continue
		}
		locations[i].PutInt(locationOffset, thrift.I64, w.pages[i].at)
		locations[i].PutInt(locationSize, thrift.I32, w.pages[i].size)
	}
	if w != nil {
		sizes := v.List(offsetSizes, thrift.I64)
		if len(sizes) != len(w.pages) {
			v.Delete(offsetSizes)
			sizes = nil
		}
		for i := range sizes {
			sizes[i].Num = w.pages[i].bytes
		}
	}
	raw := v.Append(nil)
	c.value.PutInt(offsetIndexField, thrift.I64, s.at)
	c.value.PutInt(offsetIndexLen, thrift.I32, int64(len(raw)))
	_, err = s.Write(raw)
	return err
}
