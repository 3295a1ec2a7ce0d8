package columns

import (
	"encoding/binary"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/thrift"
)

func number(id int16, kind thrift.Kind, n int64) thrift.Value {
	return thrift.Value{ID: id, Kind: kind, Num: n}
}
func structure(id int16, kids ...thrift.Value) thrift.Value {
	return thrift.Value{ID: id, Kind: thrift.Struct, Kids: kids}
}
func listOf(id int16, kind thrift.Kind, kids ...thrift.Value) thrift.Value {
	return thrift.Value{ID: id, Kind: thrift.List, Elem: byte(kind), Kids: kids}
}
func name(id int16, s string) thrift.Value {
	return thrift.Value{ID: id, Kind: thrift.Binary, Data: []byte(s)}
}

// claiming is a file in which each of some pages says in one run that the one
// entry of the dictionary comes so many times.
func claiming(text string, pages int, values int64) []byte {
	const i32, i64 = thrift.I32, thrift.I64
	out := []byte(magic)
	page := func(body []byte, kind int64, head thrift.Value) {
		h := structure(0, number(pageType, i32, kind), number(pageUncompressed, i32, int64(len(body))), number(pageCompressed, i32, int64(len(body))), head)
		out = append(h.Append(out), body...)
	}
	entry := append(binary.LittleEndian.AppendUint32(nil, uint32(len(text))), text...)
	page(entry, dictionaryPage, structure(pageHeaderDictionary, number(headValues, i32, 1), number(dictionaryEncoding, i32, plain)))
	data := int64(len(out))
	for range pages {
		run := append(binary.AppendUvarint([]byte{1}, uint64(values)<<1), 0)
		page(run, dataPage, structure(pageHeaderV1, number(headValues, i32, values), number(v1Encoding, i32, rleDictionary),
			number(v1DefLevels, i32, levelsRLE), number(v1RepLevels, i32, levelsRLE)))
	}
	all := values * int64(pages)
	size := int64(len(out) - len(magic))
	meta := structure(chunkMeta, number(metaType, i32, byteArray), listOf(2, i32, number(0, i32, rleDictionary)), listOf(metaPath, thrift.Binary, name(0, "t")),
		number(metaCodec, i32, codecNone), number(metaValues, i64, all), number(metaUncompressed, i64, size), number(metaCompressed, i64, size),
		number(metaData, i64, data), number(metaDictionary, i64, int64(len(magic))))
	footer := structure(0, number(1, i32, 1),
		listOf(fileSchema, thrift.Struct, structure(0, name(elementName, "root"), number(elementKids, i32, 1)),
			structure(0, number(elementType, i32, byteArray), number(elementRepetition, i32, 0), name(elementName, "t"), number(elementConverted, i32, utf8))),
		number(fileRows, i64, all),
		listOf(fileGroups, thrift.Struct, structure(0, listOf(groupColumns, thrift.Struct, structure(0, number(chunkOffset, i64, data), meta)),
			number(groupBytes, i64, size), number(groupRows, i64, all))))
	at := len(out)
	out = footer.Append(out)
	return append(binary.LittleEndian.AppendUint32(out, uint32(len(out)-at)), magic...)
}

// A few bytes that claim billions of rows take neither time nor memory; those that
// have as many as engines write are repaired.
func TestRowsThatAreClaimed(t *testing.T) {
	const text = "\u00e5\u009b\u00be\u00e4\u00b9\u00a6\u00e9\u00a6\u0086" // 图书馆, read as Latin-1
	var out memory
	rows, changed, err := repair(claiming(text, 3, 1<<16), &out, Options{}, ignore)
	require.NoError(t, err)
	require.Equal(t, int64(3<<16), rows)
	require.True(t, changed)
	require.Less(t, out.Len(), 1000)
	require.Contains(t, out.String(), "图书馆")
	for _, pages := range []int{1, 1000} {
		for _, values := range []int64{1 << 28, 1<<31 - 1} {
			start := time.Now()
			_, changed, err := repair(claiming(text, pages, values), &memory{}, Options{}, ignore)
			require.ErrorContains(t, err, "say that they have more than")
			require.False(t, changed)
			require.Less(t, time.Since(start), 10*time.Second)
		}
	}
}
