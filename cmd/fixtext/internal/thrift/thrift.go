// Package thrift reads and writes Thrift's compact protocol as trees of values,
// without a schema: fields that nobody here knows survive.
package thrift

import (
	"encoding/binary"
	"errors"
	"slices"
)

// Kind is the type of a value, as the protocol numbers it.
type Kind byte

// The kinds of values.
const (
	True Kind = iota + 1
	False
	I8
	I16
	I32
	I64
	Double
	Binary
	List
	Set
	Map
	Struct
	UUID
)

// Value is a value, or a field of a struct.
type Value struct {
	ID   int16  // of the field
	Kind Kind   // of the value
	Elem byte   // kind of the elements; of a map, kinds of keys and values
	Num  int64  // a number; of a map, unused; of an element of a list of booleans, its byte
	Data []byte // a binary, a double, a UUID; of a struct, the whole of it if it is unread
	Kids []Value
}

// Limits of what is read: no file of use comes near them.
const (
	maxDepth  = 64
	maxValues = 4 << 20
)

var (
	// ErrShort tells that the data ends before the value does.
	ErrShort = errors.New("a structure of metadata is cut off")
	errBad   = errors.New("a structure of metadata is not understood")
	errLarge = errors.New("a structure of metadata is too large")
)

// decoder reads from b. Its first error stays.
type decoder struct {
	b      []byte
	pos    int
	values int
	err    error
}

// Decode reads a struct from the start of b and returns how many bytes it takes.
// Its binaries are parts of b. In the list of structs that is the field lazy (0:
// none), the structs stay unread.
func Decode(b []byte, lazy int16) (v Value, n int, err error) {
	d := decoder{b: b}
	v = Value{Kind: Struct}
	d.fields(&v, 0, lazy)
	return v, d.pos, d.err
}

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *decoder) byte() byte {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) take(n uint64) []byte {
	if d.err != nil || n > uint64(len(d.b)-d.pos) {
		d.fail(ErrShort)
		return nil
	}
	b := d.b[d.pos : d.pos+int(n) : d.pos+int(n)]
	d.pos += int(n)
	return b
}

func (d *decoder) uvarint() uint64 {
	if d.err != nil {
		return 0
	}
	v, n := binary.Uvarint(d.b[d.pos:])
	if n <= 0 {
		if n == 0 {
			d.fail(ErrShort)
		}
		d.fail(errBad)
		return 0
	}
	d.pos += n
	return v
}

func (d *decoder) varint() int64 {
	u := d.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

func (d *decoder) fields(v *Value, depth int, lazy int16) {
	id := int16(0)
	for d.err == nil {
		head := d.byte()
		if head == 0 {
			return
		}
		if delta := head >> 4; delta > 0 {
			id += int16(delta)
		} else {
			id = int16(d.varint())
		}
		if n := len(v.Kids); n > 0 && id <= v.Kids[n-1].ID { // of two, readers would take either
			d.fail(errBad)
			return
		}
		kid := Value{ID: id, Kind: Kind(head & 15)}
		if kid.Kind == List && id == lazy && lazy != 0 {
			d.lazy(&kid, depth)
		} else if kid.Kind > False {
			d.value(&kid, depth+1)
		}
		if d.count(); d.err == nil {
			v.Kids = append(v.Kids, kid)
		}
	}
}

// count keeps hostile data from taking all memory.
func (d *decoder) count() {
	if d.values++; d.values > maxValues {
		d.fail(errLarge)
	}
}

func (d *decoder) listHead(v *Value) (n uint64) {
	head := d.byte()
	v.Elem = head & 15
	if n = uint64(head >> 4); n == 15 {
		n = d.uvarint()
	}
	if n > uint64(len(d.b)-d.pos) { // each takes a byte or more
		d.fail(ErrShort)
	}
	return n
}

func (d *decoder) lazy(v *Value, depth int) {
	n := d.listHead(v)
	if Kind(v.Elem) != Struct && n > 0 {
		d.fail(errBad)
	}
	for ; n > 0 && d.err == nil; n-- {
		start, values := d.pos, d.values
		kid := Value{Kind: Struct}
		d.fields(&kid, depth+1, 0)
		d.values = values
		d.count()
		v.Kids = append(v.Kids, Value{Kind: Struct, Data: d.b[start:d.pos:d.pos]})
	}
}

// value reads what follows the kind.
func (d *decoder) value(v *Value, depth int) {
	if depth > maxDepth {
		d.fail(errLarge)
		return
	}
	switch v.Kind {
	case True, False: // an element of a list
		v.Num = int64(d.byte())
	case I8:
		v.Num = int64(int8(d.byte()))
	case I16, I32, I64:
		v.Num = d.varint()
	case Double:
		v.Data = d.take(8)
	case UUID:
		v.Data = d.take(16)
	case Binary:
		v.Data = d.take(d.uvarint())
	case List, Set:
		for n := d.listHead(v); n > 0 && d.err == nil; n-- {
			d.element(v, v.Elem, depth)
		}
	case Map:
		n := d.uvarint()
		if n > uint64(len(d.b)-d.pos) {
			d.fail(ErrShort)
		}
		if n > 0 {
			v.Elem = d.byte()
		}
		for ; n > 0 && d.err == nil; n-- {
			d.element(v, v.Elem>>4, depth)
			d.element(v, v.Elem&15, depth)
		}
	case Struct:
		d.fields(v, depth, 0)
	default:
		d.fail(errBad)
	}
}

func (d *decoder) element(v *Value, kind byte, depth int) {
	kid := Value{Kind: Kind(kind)}
	d.value(&kid, depth+1)
	d.count()
	v.Kids = append(v.Kids, kid)
}

// Append appends the value as the protocol writes it.
func (v *Value) Append(b []byte) []byte {
	switch v.Kind {
	case True, False, I8:
		return append(b, byte(v.Num))
	case I16, I32, I64:
		return binary.AppendVarint(b, v.Num)
	case Double, UUID:
		return append(b, v.Data...)
	case Binary:
		return append(binary.AppendUvarint(b, uint64(len(v.Data))), v.Data...)
	case List, Set:
		if n := len(v.Kids); n < 15 {
			b = append(b, byte(n)<<4|v.Elem)
		} else {
			b = binary.AppendUvarint(append(b, 0xF0|v.Elem), uint64(n))
		}
	case Map:
		b = binary.AppendUvarint(b, uint64(len(v.Kids)/2))
		if len(v.Kids) > 0 {
			b = append(b, v.Elem)
		}
	case Struct:
		return v.appendFields(b)
	}
	for i := range v.Kids {
		b = v.Kids[i].Append(b)
	}
	return b
}

func (v *Value) appendFields(b []byte) []byte {
	if v.Data != nil {
		return append(b, v.Data...)
	}
	last := int16(0)
	for i := range v.Kids {
		kid := &v.Kids[i]
		if delta := int(kid.ID) - int(last); delta > 0 && delta < 16 {
			b = append(b, byte(delta)<<4|byte(kid.Kind))
		} else {
			b = binary.AppendVarint(append(b, byte(kid.Kind)), int64(kid.ID))
		}
		if last = kid.ID; kid.Kind > False {
			b = kid.Append(b)
		}
	}
	return append(b, 0)
}

// Get returns a field of a struct, nil if it is not there.
func (v *Value) Get(id int16) *Value {
	if v == nil || v.Kind != Struct {
		return nil
	}
	for i := range v.Kids {
		if v.Kids[i].ID == id {
			return &v.Kids[i]
		}
	}
	return nil
}

// Int returns a field that is a number, or what to take if it is not there.
func (v *Value) Int(id int16, otherwise int64) int64 {
	if f := v.Get(id); f != nil && f.Kind >= I8 && f.Kind <= I64 {
		return f.Num
	}
	return otherwise
}

// List returns the elements of a field that is a list of the kind.
func (v *Value) List(id int16, kind Kind) []Value {
	if f := v.Get(id); f != nil && f.Kind == List && Kind(f.Elem) == kind {
		return f.Kids
	}
	return nil
}

// Put sets a field, in the order of their numbers if it is new.
func (v *Value) Put(field Value) {
	if f := v.Get(field.ID); f != nil {
		*f = field
		return
	}
	at := 0
	for at < len(v.Kids) && v.Kids[at].ID < field.ID {
		at++
	}
	v.Kids = slices.Insert(v.Kids, at, field)
}

// PutInt sets a field that is a number.
func (v *Value) PutInt(id int16, kind Kind, n int64) { v.Put(Value{ID: id, Kind: kind, Num: n}) }

// Delete removes fields.
func (v *Value) Delete(ids ...int16) {
	v.Kids = slices.DeleteFunc(v.Kids, func(f Value) bool { return slices.Contains(ids, f.ID) })
}
