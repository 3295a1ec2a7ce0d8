package columns

import (
	"bytes"
	"errors"
	"hash/maphash"
	"io"
	"slices"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/thrift"
)

var errVerify = errors.New("was not written: the new file, read again, is not what it should be")

// verify reads the new file: all that was not to change must be the same, byte
// for byte, and what was must be what it should.
func (s *surgery) verify() error {
	f, err := open(s.out, s.at)
	if err != nil {
		return errors.Join(errVerify, err)
	}
	if !bytes.Equal(withoutGroups(f), withoutGroups(s.old)) || len(f.groups()) != len(s.old.groups()) {
		return errVerify
	}
	for i := range f.groups() {
		was, err := s.old.group(i)
		if err != nil {
			return err
		}
		is, err := f.group(i)
		if err != nil {
			return errors.Join(errVerify, err)
		}
		for k := range is.chunks {
			if err := s.same(&was.chunks[k], f, &is.chunks[k], s.done[place{i, k}]); err != nil {
				return err
			}
		}
		if is.rows != was.rows {
			return errVerify
		}
	}
	return nil
}

func withoutGroups(f *file) []byte {
	meta := f.meta
	meta.Kids = append(meta.Kids[:0:0], meta.Kids...)
	meta.Delete(fileGroups)
	return meta.Append(nil)
}

// same compares a chunk of the new file with the old one, or with what was
// written anew.
func (s *surgery) same(was *chunk, f *file, is *chunk, w *rewritten) error {
	if is.values != was.values || is.codec != was.codec {
		return errVerify
	}
	if w == nil {
		if is.end-is.start != was.end-was.start {
			return errVerify
		}
		ok, err := equal(s.old.r, was.start, f.r, is.start, is.end-is.start)
		if err == nil && ok {
			ok, err = s.samePlaces(was, f, is)
		}
		if err == nil && !ok {
			err = errVerify
		}
		return err
	}
	if is.start != w.start || is.end != w.end {
		return errVerify
	}
	sum, err := f.sum(is)
	if err != nil {
		return errors.Join(errVerify, err)
	}
	if sum != w.sum {
		return errVerify
	}
	return nil
}

// samePlaces reports whether the offset index of a chunk that was copied tells of the
// same pages.
func (s *surgery) samePlaces(was *chunk, f *file, is *chunk) (bool, error) {
	_, a, err := s.old.index(was, chunkOffsetIndex, chunkOffsetIndexLen)
	if err != nil {
		return false, err
	}
	_, b, err := f.index(is, chunkOffsetIndex, chunkOffsetIndexLen)
	if err != nil || a == nil || b == nil {
		return (a == nil) == (b == nil), err
	}
	x, y := a.List(offsetLocations, thrift.Struct), b.List(offsetLocations, thrift.Struct)
	return slices.EqualFunc(x, y, func(a, b thrift.Value) bool {
		return a.Int(locationOffset, 0)-was.start == b.Int(locationOffset, 0)-is.start
	}), nil
}

// sum is a hash of the levels and values of a chunk.
func (f *file) sum(c *chunk) (uint64, error) {
	var h maphash.Hash
	h.SetSeed(seed)
	var entries [][]byte
	pages := f.pages(c)
	for {
		p, err := pages.next()
		if err == io.EOF {
			return h.Sum64(), nil
		}
		if err != nil {
			return 0, err
		}
		switch {
		case p.kind == dictionaryPage:
			entries, err = p.list()
		case p.isData() && p.indexed():
			hashLevels(&h, p)
			err = p.indices(len(entries), func(index, n int) error {
				for range n {
					hashValue(&h, entries[index])
				}
				return nil
			})
		case p.isData():
			hashLevels(&h, p)
			var list [][]byte
			list, err = p.list()
			for _, v := range list {
				hashValue(&h, v)
			}
		}
		if err != nil {
			return 0, err
		}
	}
}
