package columns

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/thrift"
)

// Whatever a file is: an error, or a new file that can be read and in which
// nothing is left to repair.
func FuzzRepair(f *testing.F) {
	for _, in := range files(f) {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in []byte) { attack(t, in) })
}

func attack(t *testing.T, in []byte) {
	var out memory
	rows, changed, err := repair(in, &out, Options{}, ignore)
	if err != nil || !changed {
		return
	}
	again, changed, err := repair(out.Bytes(), &memory{}, Options{}, ignore)
	require.NoError(t, err)
	require.Equal(t, rows, again)
	require.False(t, changed)
}

// Files that are damaged at random places, above all in their metadata.
func TestDamagedFiles(t *testing.T) {
	for name, in := range files(t) {
		random := rand.New(rand.NewPCG(1, uint64(len(in))))
		footer := int(binary.LittleEndian.Uint32(in[len(in)-8:]))
		for range 20 {
			bad := slices.Clone(in)
			for range 1 + random.IntN(3) {
				at := random.IntN(len(bad))
				if random.IntN(2) == 0 {
					at = len(bad) - 8 - footer + random.IntN(footer+8)
				}
				bad[at] = byte(random.Uint32())
			}
			if random.IntN(8) == 0 {
				bad = bad[:random.IntN(len(bad))]
			}
			require.NotPanics(t, func() { attack(t, bad) }, name)
		}
	}
}

// What is written in an encoding is read as what it was.
func TestEncodings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOf(rapid.SliceOfN(rapid.ByteRange('a', 'c'), 0, 40)).Draw(t, "values")
		for _, encoding := range []int64{plain, deltaLength, deltaStrings} {
			got, err := decodeValues(encoding, encodeValues(encoding, list), len(list))
			require.NoError(t, err)
			require.Len(t, got, len(list))
			for i := range list {
				require.True(t, bytes.Equal(list[i], got[i]))
			}
		}
		limit := rapid.IntRange(0, 70_000).Draw(t, "limit")
		numbers := rapid.SliceOf(rapid.IntRange(0, limit)).Draw(t, "numbers")
		for i := range numbers { // with runs
			if rapid.Bool().Draw(t, "same") && i > 0 {
				numbers[i] = numbers[i-1]
			}
		}
		r := runs{b: appendRuns(nil, numbers, widthOf(limit)), width: widthOf(limit), limit: limit}
		for _, n := range numbers {
			got, _, err := r.next()
			require.NoError(t, err)
			require.Equal(t, n, got)
			r.skip(1)
		}
	})
}

// What is compressed is what it was; a size that is not the right one is an error.
func TestCodecs(t *testing.T) {
	for _, codec := range []int64{codecNone, codecSnappy, codecGzip, codecBrotli, codecLZ4, codecZstd, codecLZ4Raw} {
		for _, text := range []string{"", "院", "院子里的石榴树", string(bytes.Repeat([]byte("院子"), 50_000))} {
			packed, err := compress(codec, []byte(text))
			require.NoError(t, err)
			got, err := decompress(codec, packed, len(text))
			require.NoError(t, err, "codec %d", codec)
			require.Equal(t, text, string(got))
			_, err = decompress(codec, packed, len(text)+1)
			require.Error(t, err)
		}
	}
	_, err := decompress(3, []byte("lzo"), 3)
	require.ErrorContains(t, err, "its compression is not supported")
}

// A footer is written as it was read, also with fields that nobody knows.
func TestFooterIsKept(t *testing.T) {
	for name, in := range files(t) {
		f, err := open(bytes.NewReader(in), int64(len(in)))
		require.NoError(t, err, name)
		require.Equal(t, in[f.at:len(in)-8], f.meta.Append(nil), name)
		for i, g := range f.groups() {
			v, _, err := thrift.Decode(g.Data, 0)
			require.NoError(t, err)
			require.Equal(t, g.Data, v.Append(nil), "%s: row group %d", name, i)
		}
	}
}

// Unknown fields of the metadata are there afterwards.
func TestUnknownFields(t *testing.T) {
	in := files(t)["pyarrow-category.parquet"]
	f, err := open(bytes.NewReader(in), int64(len(in)))
	require.NoError(t, err)
	unknown := thrift.Value{ID: 99, Kind: thrift.Binary, Data: []byte("a thing to come")}
	f.meta.Put(unknown)
	g, err := f.group(0)
	require.NoError(t, err)
	g.chunks[0].meta.Put(unknown)
	g.value.Put(unknown)
	f.groups()[0].Data = g.value.Append(nil)
	meta := f.meta.Append(nil)
	in = append(in[:f.at:f.at], meta...)
	in = append(binary.LittleEndian.AppendUint32(in, uint32(len(meta))), magic...)
	var out memory
	_, changed, err := repair(in, &out, Options{}, ignore)
	require.NoError(t, err)
	require.True(t, changed)
	require.Equal(t, 3, bytes.Count(out.Bytes(), []byte("a thing to come")))
}

// What cannot be done safely is an error.
func TestRefused(t *testing.T) {
	in := files(t)["pyarrow-category.parquet"]
	for name, change := range map[string]func(f *file, g *group){
		"is encrypted":                   func(f *file, _ *group) { f.meta.Put(thrift.Value{ID: fileEncryption, Kind: thrift.Struct}) },
		"has columns in other files":     func(_ *file, g *group) { g.chunks[0].value.Put(thrift.Value{ID: chunkPath, Kind: thrift.Binary}) },
		"its compression is not support": func(_ *file, g *group) { g.chunks[0].meta.PutInt(metaCodec, thrift.I32, 3) },
		"lies outside of the file":       func(_ *file, g *group) { g.chunks[0].meta.PutInt(metaCompressed, thrift.I64, 1<<40) },
		"rows instead of":                func(_ *file, g *group) { g.value.PutInt(groupRows, thrift.I64, 39) },
		"values instead of":              func(_ *file, g *group) { g.chunks[0].meta.PutInt(metaValues, thrift.I64, 41) },
	} {
		f, err := open(bytes.NewReader(in), int64(len(in)))
		require.NoError(t, err)
		g, err := f.group(0)
		require.NoError(t, err)
		change(f, g)
		f.groups()[0].Data = g.value.Append(nil)
		meta := f.meta.Append(nil)
		bad := slices.Concat(in[:f.at], meta)
		bad = append(binary.LittleEndian.AppendUint32(bad, uint32(len(meta))), magic...)
		var out memory
		_, _, err = repair(bad, &out, Options{}, ignore)
		require.ErrorContains(t, err, name)
		require.Zero(t, out.Len(), name)
	}
}
