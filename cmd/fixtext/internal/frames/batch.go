package frames

import "fmt"

// Batch is a batch of records, in columns of a frame.
type Batch struct {
	N       int
	Edits   bool    // edits are asked for
	Brief   bool    // records that stay as they are need not come back
	Valid   []byte  // a bit a record, 1 for one that is there and 0 for null; nil if none is null
	Offsets Offsets // of the records in Data; the first need not be 0
	Data    []byte
}

// ParseBatch reads the body of an [Input]. The batch lies in it.
func ParseBatch(body []byte) (b Batch, err error) {
	c := columns{rest: body}
	n, width, flags := c.opening()
	b.Edits, b.Brief = flags&flagEdits != 0, flags&flagBrief != 0
	b.Offsets = c.offsets(n, width)
	b.Valid = c.validity(n, flags)
	if c.err != nil {
		return Batch{}, c.err
	}
	b.N = int(n)
	size := b.Offsets.At(b.N) - b.Offsets.At(0)
	b.Data = c.take(size)
	if err := c.end(); err != nil {
		return Batch{}, fmt.Errorf("%w: the records have %d bytes, by their offsets", err, size)
	}
	return b, nil
}

// Record returns the record with this number; ok is false if it is null.
func (b *Batch) Record(i int) (data []byte, ok bool) {
	if b.Valid != nil && b.Valid[i/8]>>(i%8)&1 == 0 {
		return nil, false
	}
	first := b.Offsets.At(0)
	lo, hi := b.Offsets.At(i)-first, b.Offsets.At(i+1)-first
	return b.Data[lo:hi:hi], true
}

// Size is the length of a record in bytes; that of null counts.
func (b *Batch) Size(i int) int { return int(b.Offsets.At(i+1) - b.Offsets.At(i)) }

// Request is what a client asks for, in the form of Go: a nil record is null.
type Request struct {
	Records [][]byte
	Edits   bool
	Brief   bool
	Wide    bool // write offsets of 8 bytes
}

// Append appends the request as a frame.
func (q *Request) Append(dst []byte) []byte {
	n := len(q.Records)
	valid := make([]byte, (n+7)/8)
	var flags uint32
	if q.Edits {
		flags |= flagEdits
	}
	if q.Brief {
		flags |= flagBrief
	}
	ends := make([]uint64, 1, n+1)
	for i, r := range q.Records {
		if r == nil {
			flags |= flagValid
		} else {
			valid[i/8] |= 1 << (i % 8)
		}
		ends = append(ends, ends[i]+uint64(len(r)))
	}
	width := uint32(4)
	if q.Wide {
		width = 8
	}
	start := len(dst)
	dst = AppendHead(dst, Input, 0)
	dst = appendOpening(dst, n, width, flags)
	dst = appendOffsets(dst, start, ends, width)
	if flags&flagValid != 0 {
		dst = pad(append(dst, valid...), start)
	}
	for _, r := range q.Records {
		dst = append(dst, r...)
	}
	return setSize(dst, start)
}

func appendOpening(dst []byte, n int, width, flags uint32) []byte {
	return le.AppendUint32(le.AppendUint32(le.AppendUint64(dst, uint64(n)), width), flags)
}

func appendOffsets(dst []byte, start int, ends []uint64, width uint32) []byte {
	for _, end := range ends {
		dst = appendOffset(dst, end, width)
	}
	return pad(dst, start)
}

func appendOffset(dst []byte, end uint64, width uint32) []byte {
	if width == 8 {
		return le.AppendUint64(dst, end)
	}
	return le.AppendUint32(dst, uint32(end))
}

// setSize ends the frame that begins at start.
func setSize(dst []byte, start int) []byte {
	le.PutUint64(dst[start+8:], uint64(len(dst)-start-headSize))
	return dst
}
