package thrift

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// value draws a value of a kind.
func value(t *rapid.T, kind Kind, depth int) Value {
	v := Value{Kind: kind}
	kinds := []Kind{I8, I16, I32, I64, Double, Binary, UUID}
	if depth < 3 {
		kinds = append(kinds, List, Set, Map, Struct)
	}
	draw := func() Kind { return rapid.SampledFrom(kinds).Draw(t, "kind") }
	switch kind {
	case I8:
		v.Num = int64(rapid.Int8().Draw(t, "number"))
	case I16, I32, I64:
		v.Num = rapid.Int64().Draw(t, "number")
	case Double:
		v.Data = rapid.SliceOfN(rapid.Byte(), 8, 8).Draw(t, "double")
	case UUID:
		v.Data = rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "uuid")
	case Binary:
		v.Data = rapid.SliceOf(rapid.Byte()).Draw(t, "binary")
	case List, Set:
		elem := draw()
		v.Elem = byte(elem)
		for range rapid.IntRange(0, 20).Draw(t, "length") {
			v.Kids = append(v.Kids, value(t, elem, depth+1))
		}
	case Map:
		key, elem := draw(), draw()
		for range rapid.IntRange(0, 3).Draw(t, "length") {
			v.Elem = byte(key)<<4 | byte(elem)
			v.Kids = append(v.Kids, value(t, key, depth+1), value(t, elem, depth+1))
		}
	case Struct:
		id := rapid.Int16Range(-5, 5).Draw(t, "first")
		for range rapid.IntRange(0, 5).Draw(t, "fields") {
			kid := Value{Kind: True}
			if rapid.Bool().Draw(t, "has a value") {
				kid = value(t, draw(), depth+1)
			}
			id += rapid.Int16Range(1, 40).Draw(t, "step")
			kid.ID = id
			v.Kids = append(v.Kids, kid)
		}
	}
	return v
}

// What is written is read as what it was, whatever it is.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := value(t, Struct, 0)
		b := v.Append(nil)
		got, n, err := Decode(append(b[:len(b):len(b)], "what follows"...), 0)
		require.NoError(t, err)
		require.Equal(t, len(b), n)
		require.Equal(t, b, got.Append(nil))
		for i := range b {
			_, _, err := Decode(b[:i], 0)
			require.ErrorIs(t, err, ErrShort)
		}
	})
}

// Fields are set, changed and removed; the others stay in their order.
func TestFields(t *testing.T) {
	v := Value{Kind: Struct}
	v.PutInt(7, I64, -1)
	v.PutInt(2, I32, 20)
	v.Put(Value{ID: 5, Kind: Binary, Data: []byte("five")})
	v.PutInt(2, I32, 21)
	require.Equal(t, int64(21), v.Int(2, 0))
	require.Equal(t, int64(9), v.Int(5, 9)) // no number
	require.Equal(t, "five", string(v.Get(5).Data))
	v.Delete(5, 6)
	require.Nil(t, v.Get(5))
	got, _, err := Decode(v.Append(nil), 0)
	require.NoError(t, err)
	require.Equal(t, v, got)
}

// A field that is there twice is an error: readers would take one or the other.
func TestFieldsTwice(t *testing.T) {
	v := Value{Kind: Struct, Kids: []Value{{ID: 1, Kind: I32}, {ID: 1, Kind: I32}}}
	_, _, err := Decode(v.Append(nil), 0)
	require.Error(t, err)
}

// Whatever the bytes are, reading them ends, and what was read can be written.
func FuzzDecode(f *testing.F) {
	f.Add([]byte{0x15, 4, 0x29, 0x1C, 0x15, 2, 0, 0}, int16(2))
	f.Add([]byte{0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0x0F}, int16(0))
	f.Fuzz(func(t *testing.T, b []byte, lazy int16) {
		v, n, err := Decode(b, lazy)
		if err != nil {
			return
		}
		again, k, err := Decode(v.Append(nil), lazy)
		require.NoError(t, err)
		require.Equal(t, v.Append(nil), again.Append(nil))
		require.LessOrEqual(t, k, n)
	})
}
