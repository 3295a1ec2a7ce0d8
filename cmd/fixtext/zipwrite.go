package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// A zip file gets other names for its entries by copying all else byte for byte:
// data, times, modes, comments, and extra fields both before the data and in the
// directory. A file that is more than entries and a directory is an error: one
// that extracts itself, is signed, is split, or is larger than 4 GiB.

var le = binary.LittleEndian

// The fixed parts of a zip file (APPNOTE 4.3.7, 4.3.12, 4.3.16) and their places.
const (
	localLen, localFlags, localName, localExtra                                         = 30, 6, 26, 28
	entryLen, entryFlags, entryName, entryExtra, entryComment, entryDisk, entryPosition = 46, 8, 28, 30, 32, 34, 42
	endLen, endCount, endSize, endPosition, endComment                                  = 22, 10, 12, 16, 20
	utf8Flag                                                                            = 0x800
	unicodePath                                                                         = 0x7075 // an extra field with another spelling of the name
)

var errZipLayout = errors.New("is not made of entries and a directory alone: one that extracts itself, is signed, split or very large is left as it is")

// zipEntry is an entry of the directory.
type zipEntry struct {
	head            []byte // its fixed part, name, extra fields and comment
	name            string // that it gets
	pos             int64
	data, size, end int64 // of its data, and of all that belongs to it
	local           []byte
}

// renameZip copies a zip file with other names for its entries.
func renameZip(r io.ReaderAt, size int64, files []*zip.File, names []string, w io.Writer) error {
	end, list, err := zipDirectory(r, size, files, names)
	if err != nil {
		return err
	}
	at := int64(0) // written
	inOrder := slices.Clone(list)
	slices.SortFunc(inOrder, func(a, b *zipEntry) int { return cmp.Compare(a.pos, b.pos) })
	for _, e := range inOrder {
		n, err := w.Write(renamed(e.local, localLen, localFlags, localName, localExtra, e.name))
		if err != nil {
			return err
		}
		if _, err := io.Copy(w, io.NewSectionReader(r, e.data, e.end-e.data)); err != nil {
			return err
		}
		e.pos, at = at, at+int64(n)+e.end-e.data
	}
	var directory []byte
	for _, e := range list {
		head := renamed(e.head, entryLen, entryFlags, entryName, entryExtra, e.name)
		le.PutUint32(head[entryPosition:], uint32(e.pos))
		directory = append(directory, head...)
	}
	if at+int64(len(directory)) >= 0xFFFFFFFF {
		return errZipLayout
	}
	le.PutUint32(end[endSize:], uint32(len(directory)))
	le.PutUint32(end[endPosition:], uint32(at))
	_, err = w.Write(append(directory, end...))
	return err
}

// zipDirectory reads the directory and what is before the data of each entry.
func zipDirectory(r io.ReaderAt, size int64, files []*zip.File, names []string) (end []byte, list []*zipEntry, err error) {
	tail := make([]byte, min(size, endLen+0xFFFF))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return nil, nil, err
	}
	for i := len(tail) - endLen; i >= 0 && end == nil; i-- {
		if bytes.HasPrefix(tail[i:], []byte("PK\x05\x06")) && i+endLen+int(le.Uint16(tail[i+endComment:])) == len(tail) {
			end = tail[i:]
		}
	}
	if end == nil {
		return nil, nil, errZipLayout
	}
	count, length, start := int(le.Uint16(end[endCount:])), int64(le.Uint32(end[endSize:])), int64(le.Uint32(end[endPosition:]))
	if count != len(files) || start+length != size-int64(len(end)) || le.Uint32(end[4:]) != 0 {
		return nil, nil, errZipLayout
	}
	directory := make([]byte, length)
	if _, err := r.ReadAt(directory, start); err != nil && err != io.EOF {
		return nil, nil, err
	}
	for i, f := range files {
		if len(directory) < entryLen || !bytes.HasPrefix(directory, []byte("PK\x01\x02")) {
			return nil, nil, errZipLayout
		}
		nameLen := int(le.Uint16(directory[entryName:]))
		n := entryLen + nameLen + int(le.Uint16(directory[entryExtra:])) + int(le.Uint16(directory[entryComment:]))
		if n > len(directory) || string(directory[entryLen:entryLen+nameLen]) != f.Name || le.Uint16(directory[entryDisk:]) != 0 {
			return nil, nil, errZipLayout
		}
		list = append(list, &zipEntry{head: directory[:n], name: names[i], pos: int64(le.Uint32(directory[entryPosition:])), size: int64(f.CompressedSize64)})
		directory = directory[n:]
	}
	if len(directory) > 0 {
		return nil, nil, errZipLayout
	}
	return end, list, zipLocals(r, start, list)
}

// zipLocals reads what is before the data of each entry. The entries must fill the
// file up to the directory, each with at most a descriptor behind its data.
func zipLocals(r io.ReaderAt, end int64, list []*zipEntry) error {
	inOrder := slices.Clone(list)
	slices.SortFunc(inOrder, func(a, b *zipEntry) int { return cmp.Compare(b.pos, a.pos) })
	for _, e := range inOrder { // the last one first
		e.end = end
		head := make([]byte, localLen)
		if _, err := r.ReadAt(head, e.pos); err != nil && err != io.EOF {
			return err
		}
		nameLen := int(le.Uint16(head[localName:]))
		n := localLen + nameLen + int(le.Uint16(head[localExtra:]))
		e.local, e.data = make([]byte, n), e.pos+int64(n)
		if _, err := r.ReadAt(e.local, e.pos); err != nil && err != io.EOF {
			return err
		}
		old := e.head[entryLen : entryLen+int(le.Uint16(e.head[entryName:]))]
		rest := e.end - e.data - e.size // a descriptor, or nothing
		described := le.Uint16(head[localFlags:])&8 != 0
		if !bytes.HasPrefix(head, []byte("PK\x03\x04")) || !bytes.Equal(e.local[localLen:localLen+nameLen], old) ||
			e.size < 0 || rest < 0 || rest > 24 || rest > 0 != described {
			return errZipLayout
		}
		end = e.pos
	}
	if end != 0 {
		return errZipLayout
	}
	return nil
}

// renamed is what describes an entry, with another name: its fixed part, whose
// fields are at these places, the name, the extra fields, and what follows.
func renamed(head []byte, fixed, flags, nameAt, extraAt int, name string) []byte {
	nameLen, extraLen := int(le.Uint16(head[nameAt:])), int(le.Uint16(head[extraAt:]))
	old, extra, rest := head[fixed:fixed+nameLen], head[fixed+nameLen:fixed+nameLen+extraLen], head[fixed+nameLen+extraLen:]
	out := bytes.Clone(head[:fixed])
	if string(old) != name {
		extra = without(extra, unicodePath)
		le.PutUint16(out[flags:], le.Uint16(out[flags:])|utf8Flag)
		le.PutUint16(out[nameAt:], uint16(len(name)))
		le.PutUint16(out[extraAt:], uint16(len(extra)))
	}
	return slices.Concat(out, []byte(name), extra, rest)
}

// without takes a field out of the extra fields of an entry; what is not a field
// stays.
func without(extra []byte, id uint16) (out []byte) {
	for len(extra) >= 4 {
		n := 4 + int(le.Uint16(extra[2:]))
		if n > len(extra) {
			break
		}
		if le.Uint16(extra) != id {
			out = append(out, extra[:n]...)
		}
		extra = extra[n:]
	}
	return append(out, extra...)
}

// sameZip compares a zip file that was written with the one that it was made of:
// the same entries with the same bytes, and the names that were asked for.
func sameZip(old *zip.Reader, path string, names []string) error {
	now, err := zip.OpenReader(path)
	if err != nil {
		return fmt.Errorf("what was written cannot be read: %w", err)
	}
	defer now.Close()
	wrong := errors.New("what was written differs from what was read; the file was left as it is")
	if len(now.File) != len(old.File) || now.Comment != old.Comment {
		return wrong
	}
	for i, f := range now.File {
		g := old.File[i]
		if f.Name != names[i] || f.CRC32 != g.CRC32 || f.CompressedSize64 != g.CompressedSize64 || f.UncompressedSize64 != g.UncompressedSize64 ||
			f.Method != g.Method || f.ExternalAttrs != g.ExternalAttrs || f.Comment != g.Comment || f.ModifiedTime != g.ModifiedTime || f.ModifiedDate != g.ModifiedDate {
			return wrong
		}
		a, err := f.OpenRaw()
		if err != nil {
			return err
		}
		b, err := g.OpenRaw()
		if err != nil {
			return err
		}
		if same, err := sameBytes(a, b); err != nil || !same {
			return errors.Join(wrong, err)
		}
	}
	return nil
}

// sameBytes reports whether two readers yield the same.
func sameBytes(a, b io.Reader) (bool, error) {
	x, y := make([]byte, 1<<16), make([]byte, 1<<16)
	for {
		n, errA := io.ReadFull(a, x)
		m, errB := io.ReadFull(b, y)
		if n != m || !bytes.Equal(x[:n], y[:m]) {
			return false, nil
		}
		if errA != nil || errB != nil {
			if isEnd(errA) && isEnd(errB) {
				return true, nil
			}
			return false, cmp.Or(errA, errB)
		}
	}
}

func isEnd(err error) bool { return err == io.EOF || err == io.ErrUnexpectedEOF }
