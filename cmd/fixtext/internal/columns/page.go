package columns

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/thrift"
)

// Numbers of fields in PageHeader and what it holds, and the types of pages.
const (
	pageType, pageUncompressed, pageCompressed, pageCRC  = 1, 2, 3, 4
	pageHeaderV1, pageHeaderDictionary, pageHeaderV2     = 5, 7, 8
	headValues                                           = 1
	v1Encoding, v1DefLevels, v1RepLevels, v1Statistics   = 2, 3, 4, 5
	v2Encoding, v2DefLength, v2RepLength, v2Compressed   = 4, 5, 6, 7
	v2Statistics, dictionaryEncoding, dictionaryIsSorted = 8, 2, 3
	dataPage, indexPage, dictionaryPage, dataPageV2      = 0, 1, 2, 3
	maxHeader                                            = 16 << 20
)

// page is a page of a chunk, unpacked.
type page struct {
	header   thrift.Value
	raw      []byte // the header as it stands in the file
	body     []byte // as it stands in the file
	kind     int64
	values   int // nulls, too
	encoding int64
	rep, def []byte // the levels
	levels   []byte // the levels as they stand in front of the values
	data     []byte // the values, encoded
	nulls    int    // how many values of data are none
	rows     int64  // how many rows begin in it
	leaf     *leaf
}

// head is the part of the header that is for pages of its kind.
func (p *page) head() *thrift.Value {
	switch p.kind {
	case dataPage:
		return p.header.Get(pageHeaderV1)
	case dataPageV2:
		return p.header.Get(pageHeaderV2)
	case dictionaryPage:
		return p.header.Get(pageHeaderDictionary)
	}
	return nil
}

func (p *page) isData() bool { return p.kind == dataPage || p.kind == dataPageV2 }

// indexed reports whether the values are indices of a dictionary.
func (p *page) indexed() bool { return p.encoding == plainDictionary || p.encoding == rleDictionary }

// pager reads the pages of a chunk.
type pager struct {
	f      *file
	c      *chunk
	at     int64 // where the next page begins
	values int64 // so far
}

func (f *file) pages(c *chunk) *pager { return &pager{f: f, c: c, at: c.start} }

// next returns the next page, and io.EOF after the last.
func (r *pager) next() (*page, error) {
	if r.at == r.c.end {
		if r.values != r.c.values {
			return nil, damaged("a column has %d values instead of %d", r.values, r.c.values)
		}
		return nil, io.EOF
	}
	p := &page{leaf: r.c.leaf}
	if err := r.header(p); err != nil {
		return nil, err
	}
	unpacked, packed := p.header.Int(pageUncompressed, -1), p.header.Int(pageCompressed, -1)
	if p.kind = p.header.Int(pageType, -1); unpacked < 0 || packed < 0 || packed > maxPage || packed > r.c.end-r.at {
		return nil, damaged("a page has a size that cannot be")
	}
	p.body = make([]byte, packed)
	if err := r.f.read(p.body, r.at); err != nil {
		return nil, err
	}
	r.at += packed
	if sum := p.header.Get(pageCRC); sum != nil && uint32(sum.Num) != crc32.ChecksumIEEE(p.body) {
		return nil, damaged("the checksum of a page is wrong")
	}
	if p.kind == indexPage {
		return p, nil
	}
	head := p.head()
	if head == nil {
		return nil, damaged("a page of an unknown kind")
	}
	n := head.Int(headValues, -1)
	if n < 0 || n > 1<<31-1 || p.isData() && n > r.c.values-r.values {
		return nil, damaged("a page says that it has %d values", n)
	}
	p.values = int(n)
	var err error
	switch p.kind {
	case dataPage:
		err = p.splitV1(r.c.codec, head, int(unpacked))
	case dataPageV2:
		err = p.splitV2(r.c.codec, head, int(unpacked))
	default:
		if p.encoding = head.Int(dictionaryEncoding, -1); p.encoding != plain && p.encoding != plainDictionary {
			return nil, damaged("a dictionary in the encoding %d", p.encoding)
		}
		p.data, err = decompress(r.c.codec, p.body, int(unpacked))
		return p, err
	}
	if err != nil {
		return nil, err
	}
	r.values += n
	p.rows, p.nulls, err = p.walk(0, nil)
	return p, err
}

// header reads a header, whose length is known only then.
func (r *pager) header(p *page) error {
	for size := int64(256); ; size *= 8 {
		size = min(size, r.c.end-r.at)
		b := make([]byte, size)
		if err := r.f.read(b, r.at); err != nil {
			return err
		}
		v, n, err := thrift.Decode(b, 0)
		if errors.Is(err, thrift.ErrShort) && size < r.c.end-r.at && size < maxHeader {
			continue
		}
		if err != nil {
			return damaged("%w", err)
		}
		p.header, p.raw = v, b[:n]
		r.at += int64(n)
		return nil
	}
}

func (p *page) splitV1(codec int64, head *thrift.Value, size int) error {
	p.encoding = head.Int(v1Encoding, -1)
	all, err := decompress(codec, p.body, size)
	if err != nil {
		return err
	}
	p.data = all
	part := func(limit int, encoding int64) ([]byte, error) {
		if limit == 0 {
			return nil, nil
		}
		if encoding != levelsRLE {
			return nil, damaged("levels in the encoding %d", encoding)
		}
		if len(p.data) < 4 {
			return nil, errShortPage
		}
		n := uint64(binary.LittleEndian.Uint32(p.data))
		if n > uint64(len(p.data)-4) {
			return nil, errShortPage
		}
		b := p.data[4 : 4+n]
		p.data = p.data[4+n:]
		return b, nil
	}
	if p.rep, err = part(p.leaf.maxRep, head.Int(v1RepLevels, -1)); err != nil {
		return err
	}
	if p.def, err = part(p.leaf.maxDef, head.Int(v1DefLevels, -1)); err != nil {
		return err
	}
	p.levels = all[:len(all)-len(p.data)]
	return nil
}

func (p *page) splitV2(codec int64, head *thrift.Value, size int) error {
	p.encoding = head.Int(v2Encoding, -1)
	rep, def := head.Int(v2RepLength, -1), head.Int(v2DefLength, -1)
	if rep < 0 || def < 0 || rep > int64(len(p.body)) || def > int64(len(p.body))-rep || rep+def > int64(size) {
		return errShortPage
	}
	p.rep, p.def, p.levels = p.body[:rep], p.body[rep:rep+def], p.body[:rep+def]
	if !p.packed(head) {
		codec = codecNone
	}
	var err error
	p.data, err = decompress(codec, p.body[rep+def:], size-len(p.levels))
	return err
}

// packed reports whether the values of a page of version 2 are compressed.
func (*page) packed(head *thrift.Value) bool {
	c := head.Get(v2Compressed)
	return c == nil || c.Kind == thrift.True
}

// walk visits each value that is not null, with the number of its row, where row
// is that of the last row before the page. It returns the number of the last row
// and how many nulls there are.
func (p *page) walk(row int64, visit func(row int64) error) (last int64, nulls int, err error) {
	rep := runs{b: p.rep, width: widthOf(p.leaf.maxRep), limit: p.leaf.maxRep}
	def := runs{b: p.def, width: widthOf(p.leaf.maxDef), limit: p.leaf.maxDef}
	for left := p.values; left > 0; {
		r, n := 0, left
		if rep.limit > 0 {
			var k int
			if r, k, err = rep.next(); err != nil {
				return row, nulls, err
			}
			n = min(n, k)
		}
		d := 0
		if def.limit > 0 {
			var k int
			if d, k, err = def.next(); err != nil {
				return row, nulls, err
			}
			n = min(n, k)
		}
		left -= n
		rep.skip(n)
		def.skip(n)
		step := int64(0)
		if r == 0 {
			step = 1
		}
		if d < def.limit {
			nulls += n
		} else if visit != nil {
			for range n {
				row += step
				if err := visit(row); err != nil {
					return row, nulls, err
				}
			}
			continue
		}
		row += step * int64(n)
	}
	return row, nulls, nil
}

// list returns the values of a page that are not indices.
func (p *page) list() ([][]byte, error) {
	if p.kind == dictionaryPage {
		return decodePlain(p.data, p.values)
	}
	return decodeValues(p.encoding, p.data, p.values-p.nulls)
}

// indices visits the indices of a page: each with how many times it comes.
func (p *page) indices(entries int, visit func(index, n int) error) error {
	left := p.values - p.nulls
	if left == 0 {
		return nil
	}
	r, err := p.indexRuns(entries)
	for left > 0 && err == nil {
		var index, n int
		if index, n, err = r.next(); err == nil {
			n = min(n, left)
			r.skip(n)
			left -= n
			err = visit(index, n)
		}
	}
	return err
}

// indexRuns reads the indices of a page.
func (p *page) indexRuns(entries int) (runs, error) {
	if len(p.data) == 0 || p.data[0] > 32 {
		return runs{}, damaged("indices of a dictionary are not there")
	}
	if entries == 0 {
		return runs{}, damaged("a column has no dictionary")
	}
	return runs{b: p.data[1:], width: int(p.data[0]), limit: entries - 1}, nil
}
