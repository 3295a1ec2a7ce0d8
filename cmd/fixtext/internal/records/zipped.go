package records

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/columns"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// Documents of offices and electronic books are zip files with parts of XML. The text of
// those is repaired; every other part is copied as it is, compressed, and all parts keep
// their order, names, times and methods.

// longestDocument is how many bytes of text the parts of a document may have.
const longestDocument = 16 * Longest

// compound is how the files begin in which documents lie that have a password.
const compound = "\xD0\xCF\x11\xE0"

var zipBegins = []string{"PK", compound}

// finder finds the text of a part. It fails where the part is not what its name says.
type finder func(part []byte) (list []span, err error)

// document is the repair of a zip file.
type document struct {
	opt    columns.Options
	emit   engine.Emit
	parts  map[*zip.File][]byte // those that change, as they will be
	line   int64                // number of the last paragraph
	offset int64                // of the next segment
}

// zipped returns the repair of a format whose parts are found by name, and what makes a
// document one that is left alone.
func zipped(find func(name string) finder, sealed func(z *zip.Reader) error) func(io.ReaderAt, int64, columns.Options, engine.Emit) (int64, bool, error) {
	return func(r io.ReaderAt, size int64, opt columns.Options, emit engine.Emit) (int64, bool, error) {
		d := &document{opt: opt, emit: emit, parts: map[*zip.File][]byte{}}
		z, err := openZip(r, size)
		if err == nil {
			err = sealed(z)
		}
		if err != nil {
			return 0, false, err
		}
		total := uint64(0)
		for _, f := range z.File {
			text := find(f.Name)
			if text == nil {
				continue
			}
			if total += f.UncompressedSize64; f.UncompressedSize64 > Longest || total > longestDocument {
				return d.line, false, fmt.Errorf("has more text than %d MiB in a part, or %d in all", Longest>>20, longestDocument>>20)
			}
			if err := d.repair(f, text); err != nil {
				return d.line, false, fmt.Errorf("%s: %w", f.Name, err)
			}
		}
		if len(d.parts) == 0 || opt.Create == nil {
			return d.line, false, nil
		}
		out, err := opt.Create()
		if err != nil {
			return d.line, false, err
		}
		return d.line, true, d.write(z, out)
	}
}

// openZip reads the directory of a zip file that is a document.
func openZip(r io.ReaderAt, size int64) (*zip.Reader, error) {
	head := make([]byte, 4)
	if n, err := r.ReadAt(head, 0); n < len(head) && err != nil && err != io.EOF {
		return nil, err
	}
	if string(head) == compound {
		return nil, errors.New("is encrypted, or of an old format: remove the password, or save it anew")
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("cannot be read as a zip file: %w", err)
	}
	if string(head) != "PK\x03\x04" {
		return nil, errors.New("does not begin with its first part, as documents do")
	}
	for _, f := range z.File {
		switch {
		case f.Flags&1 != 0:
			return nil, fmt.Errorf("is encrypted (%s): remove the password", f.Name)
		case f.Method != zip.Store && f.Method != zip.Deflate:
			return nil, fmt.Errorf("%s is compressed in a way (%d) that documents do not have", f.Name, f.Method)
		}
	}
	return z, nil
}

// repair repairs a part.
func (d *document) repair(f *zip.File, find finder) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, Longest+1))
	if err != nil {
		return err
	}
	if len(text) > Longest {
		return errors.New("is longer than it says")
	}
	list, err := find(text)
	if err != nil {
		return err
	}
	edits := repairSpans(text, list, d.opt.Repair)
	out := engine.Apply(nil, text, 0, edits)
	if !bytes.Equal(out, text) {
		if err := sameShape(find, out, list); err != nil {
			return err
		}
		d.parts[f] = out
	}
	return d.tell(text, list, edits)
}

// sameShape reports whether a part that was repaired has the same places of text.
func sameShape(find finder, out []byte, list []span) error {
	now, err := find(out)
	if err != nil || len(now) != len(list) {
		return errors.Join(errors.New("would have another structure if it were repaired"), err)
	}
	return nil
}

// tell hands each piece of text with edits on, and the number of its paragraph.
func (d *document) tell(text []byte, list []span, edits []fixtext.Edit) error {
	for _, s := range list {
		if !s.joined {
			d.line++
		}
		n := 0
		for n < len(edits) && int(edits[n].Offset) < s.hi {
			n++
		}
		if n == 0 {
			continue
		}
		own := edits[:n]
		edits = edits[n:]
		out := engine.Apply(nil, text[s.lo:s.hi], int64(s.lo), own)
		in := append(bytes.Clone(text[s.lo:s.hi]), '\n') // as the lines that it is shown as
		g := engine.Segment{Offset: d.offset, In: in, Out: append(out, '\n'), Line: int(d.line)}
		for _, e := range own {
			e.Offset += d.offset - int64(s.lo)
			g.Edits = append(g.Edits, e)
		}
		if d.offset += int64(len(in)); d.emit != nil {
			if err := d.emit(g); err != nil {
				return err
			}
		}
	}
	return nil
}

// write writes the document anew, and reads it again.
func (d *document) write(z *zip.Reader, out columns.Output) error {
	n := counter{w: out}
	w := zip.NewWriter(&n)
	if err := w.SetComment(z.Comment); err != nil {
		return err
	}
	for _, f := range z.File {
		text, changed := d.parts[f]
		if !changed {
			if err := w.Copy(f); err != nil {
				return err
			}
			continue
		}
		data := text
		if f.Method == zip.Deflate {
			var b bytes.Buffer
			c, err := flate.NewWriter(&b, flate.DefaultCompression)
			if err != nil {
				return err
			}
			if _, err := c.Write(text); err != nil {
				return err
			}
			if err := c.Close(); err != nil {
				return err
			}
			data = b.Bytes()
		}
		h := f.FileHeader
		h.CRC32, h.CompressedSize64, h.UncompressedSize64 = crc32.ChecksumIEEE(text), uint64(len(data)), uint64(len(text))
		h.Flags &^= 8 // sizes stand in front of the data, and not behind it
		p, err := w.CreateRaw(&h)
		if err != nil {
			return err
		}
		if _, err := p.Write(data); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return d.check(z, out, n.n)
}

// check compares the document that was written with the one that it was made of.
func (d *document) check(old *zip.Reader, out io.ReaderAt, size int64) error {
	wrong := errors.New("what was written differs from what was read; the file was left as it is")
	now, err := zip.NewReader(out, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) || len(now.File) != len(old.File) {
		return errors.Join(wrong, err)
	}
	for i, f := range now.File {
		g := old.File[i]
		text, changed := d.parts[g]
		sum := g.CRC32
		if changed {
			sum = crc32.ChecksumIEEE(text)
		}
		if f.Name != g.Name || f.Method != g.Method || f.CRC32 != sum || f.ModifiedDate != g.ModifiedDate || f.ModifiedTime != g.ModifiedTime {
			return wrong
		}
		r, err := f.Open()
		if err != nil {
			return errors.Join(wrong, err)
		}
		if !changed {
			err = same(f, g)
		} else if _, err = io.Copy(io.Discard, r); err == nil { // which compares the sum
			err = r.Close()
		}
		if err != nil {
			return errors.Join(wrong, err)
		}
	}
	return nil
}

// same reports whether the data of two parts is the same, as it is compressed.
func same(a, b *zip.File) error {
	x, err := a.OpenRaw()
	if err != nil {
		return err
	}
	y, err := b.OpenRaw()
	if err != nil {
		return err
	}
	p, q := make([]byte, 1<<16), make([]byte, 1<<16)
	for {
		n, errX := io.ReadFull(x, p)
		m, errY := io.ReadFull(y, q)
		if !bytes.Equal(p[:n], q[:m]) {
			return fmt.Errorf("%s is not the same", a.Name)
		}
		if errX != nil || errY != nil {
			if ended(errX) && ended(errY) {
				return nil
			}
			return errors.Join(errX, errY)
		}
	}
}

func ended(err error) bool { return err == io.EOF || err == io.ErrUnexpectedEOF }

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// holds returns the first part of a document whose name begins so; nil if there is none.
func holds(z *zip.Reader, prefix string) *zip.File {
	for _, f := range z.File {
		if strings.HasPrefix(strings.ToLower(f.Name), prefix) {
			return f
		}
	}
	return nil
}
