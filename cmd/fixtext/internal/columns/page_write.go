package columns

import (
	"errors"
	"hash/crc32"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/thrift"
)

// with returns the header and the body of the page with other values.
func (p *page) with(codec int64, data []byte) (header, body []byte, err error) {
	head := p.head()
	body = data
	if p.kind == dataPageV2 {
		if p.packed(head) {
			if body, err = compress(codec, data); err != nil {
				return nil, nil, err
			}
		}
		body = append(p.levels[:len(p.levels):len(p.levels)], body...)
	} else if body, err = compress(codec, append(p.levels[:len(p.levels):len(p.levels)], data...)); err != nil {
		return nil, nil, err
	}
	size := len(p.levels) + len(data)
	if size > maxPage || len(body) > maxPage {
		return nil, nil, errors.New("has a page that becomes too large")
	}
	p.header.PutInt(pageUncompressed, thrift.I32, int64(size))
	p.header.PutInt(pageCompressed, thrift.I32, int64(len(body)))
	if p.header.Get(pageCRC) != nil {
		p.header.PutInt(pageCRC, thrift.I32, int64(int32(crc32.ChecksumIEEE(body))))
	}
	return p.plainHeader(), body, nil
}

// plainHeader is the header without what it says of values that are no more.
func (p *page) plainHeader() []byte {
	head := p.head()
	switch p.kind {
	case dataPage:
		forget(head.Get(v1Statistics))
	case dataPageV2:
		forget(head.Get(v2Statistics))
	case dictionaryPage:
		head.Delete(dictionaryIsSorted)
	}
	return p.header.Append(nil)
}

// forget removes all but the number of nulls from statistics.
func forget(statistics *thrift.Value) {
	if statistics != nil && statistics.Kind == thrift.Struct {
		statistics.Delete(statMax, statMin, statDistinct, statMaxValue, statMinValue, statMaxExact, statMinExact)
	}
}

// Numbers of fields in Statistics.
const statMax, statMin, statDistinct, statMaxValue, statMinValue, statMaxExact, statMinExact = 1, 2, 4, 5, 6, 7, 8
