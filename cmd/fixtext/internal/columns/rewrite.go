package columns

import (
	"bytes"
	"errors"
	"hash/maphash"
	"io"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/thrift"
)

// maxBound is how long a value may be to stand as a bound in the metadata.
const maxBound = 4096

// maxMerged is how many indices are held to be written anew.
const maxMerged = 1 << 24

// seed is that of the hashes by which what was meant and what was written are
// compared.
var seed = maphash.MakeSeed()

// bounds are the least and the greatest of values.
type bounds struct {
	least, greatest []byte
	any             bool
}

func (b *bounds) add(v []byte) {
	if !b.any || bytes.Compare(v, b.least) < 0 {
		b.least = v
	}
	if !b.any || bytes.Compare(v, b.greatest) > 0 {
		b.greatest = v
	}
	b.any = true
}

// short reports whether the bounds may stand in the metadata.
func (b *bounds) short() bool { return len(b.least) <= maxBound && len(b.greatest) <= maxBound }

// dataPageInfo is what the indices say of a data page.
type dataPageInfo struct {
	at, size int64 // in the new file, with the header
	bytes    int64 // of its values
	bounds   bounds
}

// rewritten is a chunk that was written anew.
type rewritten struct {
	start, end int64 // in the new file
	dictionary int64 // where its dictionary is; 0 if it has none
	grown      int64 // by how much its size before compression grew
	bytes      int64 // of its values
	bounds     bounds
	pages      []dataPageInfo
	sum        uint64 // of levels and values
}

// rewriter writes a chunk anew.
type rewriter struct {
	*surgery
	w      *work
	new    *rewritten
	hash   maphash.Hash
	number int64 // of the next value that is no index

	entries [][]byte // of the new dictionary
	moved   []int    // old entries to new ones
	changed bool     // whether the dictionary is
	merged  bool     // whether entries became the same
}

// rewrite writes the chunk of w with its changes.
func (s *surgery) rewrite(group int, w *work) error {
	if w.start < s.pos {
		return damaged("its columns are not in the order of the file")
	}
	if err := s.copy(w.start); err != nil {
		return err
	}
	r := &rewriter{surgery: s, w: w, new: &rewritten{start: s.at}}
	r.hash.SetSeed(seed)
	pages := s.old.pages(w.chunk)
	for {
		p, err := pages.next()
		if err == nil {
			err = r.page(p)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	r.new.end, r.new.sum = s.at, r.hash.Sum64()
	s.skip(w.end)
	s.done[place{group, w.column}] = r.new
	return nil
}

func (r *rewriter) page(p *page) error {
	header, body := p.raw, p.body
	size := p.header.Int(pageUncompressed, 0)
	var info dataPageInfo
	var err error
	switch {
	case p.kind == dictionaryPage:
		r.new.dictionary = r.at
		header, body, err = r.dictionary(p)
	case p.isData():
		visit := func(v []byte) {
			info.bounds.add(v)
			info.bytes += int64(len(v))
		}
		hashLevels(&r.hash, p)
		if p.indexed() {
			header, body, err = r.indices(p, visit)
		} else {
			header, body, err = r.values(p, visit)
		}
	}
	if err != nil {
		return err
	}
	info.at, info.size = r.at, int64(len(header)+len(body))
	r.new.grown += int64(len(header)-len(p.raw)) + p.header.Int(pageUncompressed, 0) - size
	if p.isData() {
		r.new.pages = append(r.new.pages, info)
		if r.new.bytes += info.bytes; info.bounds.any {
			r.new.bounds.add(info.bounds.least)
			r.new.bounds.add(info.bounds.greatest)
		}
	}
	if _, err := r.Write(header); err != nil {
		return err
	}
	_, err = r.Write(body)
	return err
}

// dictionary repairs the entries. Those that become the same are merged: the
// entries of a dictionary are distinct, and engines rely on it.
func (r *rewriter) dictionary(p *page) (header, body []byte, err error) {
	old, err := p.list()
	if err != nil {
		return nil, nil, err
	}
	first := map[string]int{} // new entries that are repaired, or what one of them is like
	for _, f := range r.w.entries {
		if f.out != nil {
			r.changed = true
			first[string(f.out)] = -1
		}
	}
	for i, v := range old {
		if f := r.w.entries[int64(i)]; f != nil && f.out != nil {
			v = f.out
		}
		if at, ok := first[string(v)]; ok && at >= 0 {
			r.moved, r.merged = append(r.moved, at), true
			continue
		} else if ok {
			first[string(v)] = len(r.entries)
		}
		r.moved = append(r.moved, len(r.entries))
		r.entries = append(r.entries, v)
	}
	if !r.changed {
		return p.raw, p.body, nil
	}
	p.head().PutInt(headValues, thrift.I32, int64(len(r.entries)))
	return p.with(r.w.codec, encodeValues(plain, r.entries))
}

// indices keeps the body of a page, unless entries were merged.
func (r *rewriter) indices(p *page, visit func([]byte)) (header, body []byte, err error) {
	if r.merged && p.values > maxMerged {
		return nil, nil, errors.New("has a page of too many values whose dictionary would get shorter")
	}
	var list []int
	same := true
	err = p.indices(len(r.moved), func(index, n int) error {
		to := r.moved[index]
		same = same && to == index
		for range n {
			hashValue(&r.hash, r.entries[to])
			visit(r.entries[to])
			if r.merged {
				list = append(list, to)
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, nil, err
	case !r.changed:
		return p.raw, p.body, nil
	case same:
		return p.plainHeader(), p.body, nil
	}
	return p.with(r.w.codec, appendRuns(p.data[:1:1], list, int(p.data[0])))
}

// values repairs the values of a page.
func (r *rewriter) values(p *page, visit func([]byte)) (header, body []byte, err error) {
	list, err := p.list()
	if err != nil {
		return nil, nil, err
	}
	same := true
	for i := range list {
		if f := r.w.plain[r.number]; f != nil && f.out != nil {
			list[i], same = f.out, false
		}
		r.number++
		hashValue(&r.hash, list[i])
		visit(list[i])
	}
	if same {
		return p.raw, p.body, nil
	}
	return p.with(r.w.codec, encodeValues(p.encoding, list))
}

func hashLevels(h *maphash.Hash, p *page) {
	maphash.WriteComparable(h, p.values)
	_, _ = h.Write(p.rep)
	_, _ = h.Write(p.def)
}

func hashValue(h *maphash.Hash, v []byte) {
	maphash.WriteComparable(h, len(v))
	_, _ = h.Write(v)
}

// update brings the metadata of the chunk up to date.
func (w *rewritten) update(c *chunk, s *surgery) {
	first := w.start
	if len(w.pages) > 0 && c.meta.Int(metaData, 0) != c.start {
		first = w.pages[0].at
	}
	if f := c.value.Get(chunkOffset); f != nil {
		switch {
		case f.Num == c.start && c.start > 0:
			f.Num = w.start
		case f.Num == c.meta.Int(metaData, 0):
			f.Num = first
		case f.Num > 0:
			f.Num = s.moved(f.Num)
		}
	}
	m := c.meta
	m.PutInt(metaData, thrift.I64, first)
	if m.Int(metaDictionary, 0) > 0 && w.dictionary > 0 {
		m.PutInt(metaDictionary, thrift.I64, w.dictionary)
	} else {
		s.shift(m, metaDictionary)
	}
	m.Delete(metaIndex, metaBloom, metaBloomLen)
	m.PutInt(metaCompressed, thrift.I64, w.end-w.start)
	grow(m, metaUncompressed, w.grown)
	if sizes := m.Get(metaSizes); sizes.Get(1) != nil {
		sizes.PutInt(1, thrift.I64, w.bytes)
	}
	w.statistics(m.Get(metaStatistics))
}

// statistics sets the bounds, if there were some.
func (w *rewritten) statistics(v *thrift.Value) {
	if v == nil {
		return
	}
	had, exact := v.Get(statMinValue) != nil || v.Get(statMaxValue) != nil, v.Get(statMinExact) != nil || v.Get(statMaxExact) != nil
	forget(v)
	if !had || !w.bounds.any || !w.bounds.short() {
		return
	}
	v.Put(thrift.Value{ID: statMaxValue, Kind: thrift.Binary, Data: w.bounds.greatest})
	v.Put(thrift.Value{ID: statMinValue, Kind: thrift.Binary, Data: w.bounds.least})
	if exact {
		v.Put(thrift.Value{ID: statMaxExact, Kind: thrift.True})
		v.Put(thrift.Value{ID: statMinExact, Kind: thrift.True})
	}
}

// Numbers of fields in ColumnIndex.
const indexNullPages, indexMin, indexMax, indexOrder = 1, 2, 3, 4

// columnIndex sets the bounds of the pages in an index; false means that there
// can be none.
func (w *rewritten) columnIndex(v *thrift.Value) bool {
	least, greatest := v.List(indexMin, thrift.Binary), v.List(indexMax, thrift.Binary)
	if len(least) != len(w.pages) || len(greatest) != len(w.pages) {
		return false
	}
	for i, p := range w.pages {
		if !p.bounds.short() {
			return false
		}
		least[i].Data, greatest[i].Data = p.bounds.least, p.bounds.greatest
	}
	v.PutInt(indexOrder, thrift.I32, 0) // none
	return true
}
