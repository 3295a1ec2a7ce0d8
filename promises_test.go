package fixtext_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/block"
	"github.com/fixtext/fixtext/internal/cases"
)

// The promises of the package documentation, one by one. Each holds for every
// byte string, so each is checked on drawn text and by a fuzz target.

// fragments are what drawn text is made of: everything a stage reacts to.
var fragments = []string{
	"今天的会议改到下午三点。", "他说：“我们明天出发。”", "老屋后面有一片竹林，", "公司", "的", "\n", "\r\n", " ", "、", "9月14日",
	"創(chuàng )建", "進(jìn)行", "發(fā)展", "會(huì )議", "關(guān)係", "聯(lián)", "圖書館", "學生們", "著名", "跟著", "乾", "後",
	"?！睆埛f波", "??h", "?！?", "月?lián)Q新", "律?", "?!", "？！", "\uFFFD", "\uE000", ",,", ",、", ",。", "时常(chang)会(hui)",
	"鍚姩", "[\"閿欒\"]", "鐩綍", "<E4><B8><AD><E6><96><87>", `\xE4\xB8\xAD\xE6\x96\x87`, "=?gbk?B?vfHM?=", "// \xd4\xa4\xd6\xb50\n", "\xd3\xd2\n",
	"東京都議会", "これは本です", "한국어", "plain ASCII text", "if (x) { return }", "😀", "é", "名(míng)", "行(háng)/行(xíng)",
	"\xff", "\x80", "\xd6\xd0\xce\xc4", "\xa4\xa4\xa4\xe5", "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "\x00", "\xed\xa0\x80", "\xe4\xb8", "a", "{", "(", ")",
}

// text draws bytes that are like damaged text.
func text() *rapid.Generator[[]byte] {
	return rapid.Custom(func(t *rapid.T) []byte {
		var b []byte
		for _, part := range rapid.SliceOfN(rapid.OneOf(
			rapid.SampledFrom(fragments),
			rapid.SampledFrom(fragments),
			rapid.SampledFrom(fragments),
			rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 6), func(b []byte) string { return string(b) }),
		), 0, 30).Draw(t, "parts") {
			b = append(b, part...)
		}
		return b
	})
}

// promise checks a promise on drawn text, without options and with drawn ones.
func promise(t *testing.T, check check) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) { check(t, text().Draw(t, "x")) })
	rapid.Check(t, func(t *rapid.T) { check(t, text().Draw(t, "x"), options().Draw(t, "opts")...) })
}

// check is a promise about the input x with any options.
type check func(t require.TestingT, x []byte, opts ...fixtext.Option)

// fuzz makes a fuzz target of a promise.
func fuzz(f *testing.F, check check) {
	f.Helper()
	cases.Seed(f)
	f.Add([]byte(strings.Join(fragments, "")))
	f.Add([]byte(strings.Join(fragments, "\n")))
	f.Fuzz(func(t *testing.T, x []byte) { check(t, x) })
}

// 1. Identity.

func TestIdentity(t *testing.T) {
	for _, pattern := range []string{
		"testdata/sentences/*/*.txt",
		"testdata/clean/*/[a-y]*.txt", // all but zh-Hant
	} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			if strings.Contains(file, "classical") { // in both scripts
				continue
			}
			t.Run(file, func(t *testing.T) {
				x, err := os.ReadFile(file)
				require.NoError(t, err)
				got := fixtext.Bytes(x)
				require.Equal(t, lines(x), lines(got))
				require.Same(t, &x[0], &got[0], "clean text is not copied")
			})
		}
	}
}

func lines(b []byte) []string { return strings.SplitAfter(string(b), "\n") }

// 2. Idempotence.

func idempotent(t require.TestingT, x []byte, opts ...fixtext.Option) {
	once := fixtext.Bytes(x, opts...)
	require.Equal(t, string(once), string(fixtext.Bytes(once, opts...)), "of %q", x)
}

func TestIdempotence(t *testing.T)      { promise(t, idempotent) }
func FuzzIdempotence(f *testing.F)      { fuzz(f, idempotent) }
func TestIdempotenceSeeds(t *testing.T) { eachPage(t, idempotent) }

// 3. Chunk invariance.

var chunkSizes = []int{1, 2, 3, 7, 4095, 4096, 4097, 65536}

func chunkInvariant(t require.TestingT, x []byte, opts ...fixtext.Option) {
	want := fixtext.Bytes(x, opts...)
	for _, size := range chunkSizes {
		if size > 2*len(x) && size > 7 {
			break
		}
		got, err := io.ReadAll(fixtext.NewReader(&chunks{x, size}, opts...))
		require.NoError(t, err)
		require.Equal(t, string(want), string(got), "read %d bytes at a time", size)

		var sink bytes.Buffer
		w := fixtext.NewWriter(&sink, opts...)
		_, err = io.Copy(onlyWriter{w}, &chunks{x, size})
		require.NoError(t, err)
		require.NoError(t, w.Close())
		require.Equal(t, string(want), sink.String(), "written %d bytes at a time", size)
	}
}

// chunks reads at most size bytes at a time.
type chunks struct {
	rest []byte
	size int
}

func (c *chunks) Read(p []byte) (int, error) {
	if len(c.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, c.rest[:min(c.size, len(c.rest))])
	c.rest = c.rest[n:]
	return n, nil
}

type onlyWriter struct{ io.Writer }

func TestChunkInvariance(t *testing.T) { promise(t, chunkInvariant) }
func FuzzChunkInvariance(f *testing.F) { fuzz(f, chunkInvariant) }

// 4. Block locality.

func TestBlockLocality(t *testing.T) {
	page := strings.Join(fragments, "")
	clean := strings.Repeat("渡口的老船工每天天不亮就把缆绳解开，等第一批进城卖菜的人。", 1000)
	var long bytes.Buffer
	for i := 0; long.Len() < 3*block.Max+12345; i++ {
		if i%25 == 0 { // repairs are slow beside a look at clean text
			long.WriteString(page[:len(page)*(1+i/25%7)/7])
		}
		long.WriteString(clean[:3*(1000+i%777)])
		long.WriteByte('\n')
	}
	for name, x := range map[string][]byte{
		"lines":    long.Bytes(),
		"one line": bytes.ReplaceAll(long.Bytes(), []byte("\n"), nil),
		"nothing":  nil,
	} {
		t.Run(name, func(t *testing.T) {
			want := fixtext.Bytes(x)
			for _, workers := range []int{1, 2, 3, 8} {
				var got bytes.Buffer
				r := fixtext.NewReader(&chunks{x, 100_000}, fixtext.Workers(workers))
				n, err := r.WriteTo(&got)
				require.NoError(t, err)
				require.EqualValues(t, got.Len(), n)
				require.True(t, bytes.Equal(want, got.Bytes()), "%d workers", workers)
				require.EqualValues(t, len(x), r.Report().BytesIn)
				require.EqualValues(t, len(want), r.Report().BytesOut)
			}
			var parts []byte
			for rest := x; len(rest) > 0; {
				n := block.Cutter{}.Next(rest, true)
				parts = append(parts, fixtext.Bytes(rest[:n])...)
				rest = rest[n:]
			}
			require.True(t, bytes.Equal(want, parts), "blocks by themselves")
		})
	}
}

// 5. Records.

func keepsLines(t require.TestingT, x []byte, opts ...fixtext.Option) {
	if len(x) >= 2 && (x[0]^x[1] == 1) || bytes.IndexByte(x, 0) >= 0 || wide(encoding.Detect(x).Charset) {
		return // UTF-16: newlines are counted in code units, see TestUTF16Lines
	}
	lines := bytes.Count(fixtext.Bytes(x, opts...), []byte("\n"))
	if len(opts) > 0 && (lines == units(x, "\x00\n") || lines == units(x, "\n\x00")) {
		return // an option may say that it is UTF-16
	}
	require.Equal(t, bytes.Count(x, []byte("\n")), lines, "of %q", x)
}

// wide reports whether c has code units of two or four bytes, of which one may be that of a newline: 上, 《.
func wide(c encoding.Charset) bool {
	return slices.Contains([]encoding.Charset{encoding.UTF16LE, encoding.UTF16BE, encoding.UTF32LE, encoding.UTF32BE}, c)
}

// units counts a code unit of UTF-16 in x.
func units(x []byte, unit string) (n int) {
	for i := 0; i+1 < len(x); i += 2 {
		if string(x[i:i+2]) == unit {
			n++
		}
	}
	return n
}

func TestRecords(t *testing.T) { promise(t, keepsLines) }
func FuzzRecords(f *testing.F) { fuzz(f, keepsLines) }

func TestUTF16Lines(t *testing.T) {
	text := "第一行\n第二行 ਊ ഊ\n\n末行"
	for _, enc := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		x, err := unicode.UTF16(enc, unicode.UseBOM).NewEncoder().Bytes([]byte(text))
		require.NoError(t, err)
		require.Equal(t, text, string(fixtext.Bytes(x)))
	}
}

// UTF-16 by the user's word.
func TestForcedUTF16(t *testing.T) {
	drawn := func(t *rapid.T) []fixtext.Option {
		bom := rapid.SampledFrom([]fixtext.BOMPolicy{fixtext.BOMKeep, fixtext.BOMAdd, fixtext.BOMStrip}).Draw(t, "bom")
		return []fixtext.Option{fixtext.FromCharset("utf-16be"), fixtext.BOM(bom)}
	}
	for _, check := range []check{idempotent, chunkInvariant, accountable} {
		rapid.Check(t, func(t *rapid.T) { check(t, text().Draw(t, "x"), drawn(t)...) })
	}
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.SampledFrom(fragments).Filter(func(s string) bool { return utf8.ValidString(s) && s != "\x00" })
		x := strings.Join(rapid.SliceOfN(part, 0, 20).Draw(t, "parts"), "")
		wide, err := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte(x))
		require.NoError(t, err)
		idempotent(t, wide, drawn(t)...)
	})
}

// 6. Accountability.

func accountable(t require.TestingT, x []byte, opts ...fixtext.Option) {
	var edits []fixtext.Edit
	keep := fixtext.OnEdit(func(e fixtext.Edit) error {
		edits = append(edits, e)
		return nil
	})
	out := fixtext.Bytes(x, append(slices.Clone(opts), keep)...)
	require.Equal(t, string(fixtext.Bytes(x, opts...)), string(out), "asking for edits changes nothing")
	var forth, back bytes.Buffer
	pos, outPos := 0, 0
	for _, e := range edits {
		at := int(e.Offset)
		require.GreaterOrEqual(t, at, pos, "in order, no overlap: %+v", e)
		forth.Write(x[pos:at])
		forth.Write(e.Out)
		require.Equal(t, string(x[at:at+len(e.In)]), string(e.In))
		back.Write(out[outPos : outPos+at-pos])
		back.Write(e.In)
		outPos += at - pos + len(e.Out)
		pos = at + len(e.In)
		require.NotEmpty(t, e.Rule)
		require.True(t, e.Confidence >= 0 && e.Confidence <= 1)
		if e.Verdict == fixtext.Unrepairable {
			require.Equal(t, string(e.In), string(e.Out))
		}
	}
	forth.Write(x[pos:])
	back.Write(out[outPos:])
	require.Equal(t, string(out), forth.String())
	require.Equal(t, string(x), back.String())
}

func TestAccountability(t *testing.T)      { promise(t, accountable) }
func FuzzAccountability(f *testing.F)      { fuzz(f, accountable) }
func TestAccountabilityPages(t *testing.T) { eachPage(t, accountable) }

// 7. Bounded cost: cost_test.go.

// eachPage runs a check on sentences in other charsets.
func eachPage(t *testing.T, check check) {
	t.Helper()
	x, err := os.ReadFile("testdata/sentences/test/fiction.txt")
	require.NoError(t, err)
	for _, enc := range []interface {
		Bytes([]byte) ([]byte, error)
	}{
		simplifiedchinese.GB18030.NewEncoder(),
		unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(),
	} {
		b, err := enc.Bytes(x)
		require.NoError(t, err)
		check(t, b)
	}
	x, err = os.ReadFile("testdata/clean/test/zh-Hant-tw.txt")
	require.NoError(t, err)
	big5, err := traditionalchinese.Big5.NewEncoder().Bytes(bytes.ReplaceAll(x, []byte("—"), []byte("-")))
	if err == nil {
		check(t, big5)
	}
}

// A reader that fails hands over what it had, then its error.
func TestReadErrors(t *testing.T) {
	r := fixtext.NewReader(io.MultiReader(strings.NewReader("圖書館裡的燈"), iotest.ErrReader(io.ErrUnexpectedEOF)))
	got, err := io.ReadAll(r)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.Equal(t, "图书馆里的灯", string(got))
}

// A charset that is told from another only once a line is taken for that is decoded
// whether or not edits are asked for.
func TestVariantAllowedAlone(t *testing.T) {
	x := []byte("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\naaaaaaaa\naaaaaaaaaaaaaaaaaaaaaaaaaa\xaeaaa\xa5\xbbaa\x93\xab\xc7zaaaaaa\xc6aaa\xa1C\n")
	opt := fixtext.Allow("euc-jp", "utf-32be", "big5-uao")
	require.Contains(t, string(fixtext.Bytes(x, opt)), "家aa本")
	accountable(t, x, opt)
	chunkInvariant(t, x, opt)
}
