package fixtext_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
)

func TestBOM(t *testing.T) {
	const bom = "\xef\xbb\xbf"
	for _, c := range []struct {
		what, in         string
		keep, add, strip string
	}{
		{"no mark", "院子\n", "院子\n", bom + "院子\n", "院子\n"},
		{"a mark", bom + "院子\n", bom + "院子\n", bom + "院子\n", "院子\n"},
		{"two marks", bom + bom + "院子\n", bom + "院子\n", bom + "院子\n", "院子\n"},
		{"a mark alone", bom, bom, bom, ""},
		{"nothing", "", "", "", ""},
		{"a mark elsewhere", "院" + bom + "子", "院子", bom + "院子", "院子"},
		{"UTF-16", "\xff\xfe\x62\x96\x50\x5b\x0a\x00", "院子\n", bom + "院子\n", "院子\n"},
		{"a mark and repairs", bom + "圖書館裡的燈\n", bom + "图书馆里的灯\n", bom + "图书馆里的灯\n", "图书馆里的灯\n"},
		{"the mark tells UTF-8 from UTF-16", bom + "\xff\xfea\x00\n\x00", bom + "\xff\xfea\x00\n\x00", bom + "\xff\xfea\x00\n\x00", bom + "\xff\xfea\x00\n\x00"},
	} {
		t.Run(c.what, func(t *testing.T) {
			for policy, want := range map[fixtext.BOMPolicy]string{
				fixtext.BOMKeep: c.keep, fixtext.BOMAdd: c.add, fixtext.BOMStrip: c.strip,
			} {
				opt := fixtext.BOM(policy)
				require.Equal(t, want, fixtext.String(c.in, opt), "%s", policy)
				idempotent(t, []byte(c.in), opt)
				chunkInvariant(t, []byte(c.in), opt)
				accountable(t, []byte(c.in), opt)
			}
		})
	}
	_, err := fixtext.ParseBOMPolicy("remove")
	require.EqualError(t, err, `fixtext: unknown BOM policy "remove": must be keep, add or strip`)
	require.Equal(t, "strip", fixtext.BOMStrip.String())
}

// An option that names no known charset is an error that says which name. What others
// declare is not the user's fault: it is weighed, and junk is ignored.
func TestUnknownCharset(t *testing.T) {
	for _, opt := range []fixtext.Option{
		fixtext.FromCharset("gbx"), fixtext.Prefer("gbk", "gbx"), fixtext.Allow("gbx"),
	} {
		_, err := fixtext.NewReader(nil, opt).Read(nil)
		require.EqualError(t, err, `fixtext: unknown charset "gbx"`)
	}
	const short = "\xbf\xad\n" // one character in GBK, and in many others
	require.Equal(t, short, fixtext.String(short))
	for _, known := range []string{"gb2312", "text/html; charset=gb2312"} {
		require.Equal(t, "凯\n", fixtext.String(short, fixtext.Declared(known)), known)
	}
	for _, junk := range []string{"", "gbx", "utf8mb4", "text/html; charset=gbx", "text/html", "; charset", "charset=", "\xff;="} {
		require.Equal(t, short, fixtext.String(short, fixtext.Declared(junk)), junk)
	}
}

// What is known about the input decides where the bytes do not.
func TestCharsetOptions(t *testing.T) {
	const big5 = "\xb9\xcf\xae\xd1\xc0\x5d\n"
	require.Equal(t, "图书馆\n", fixtext.String(big5, fixtext.FromCharset("big5")))
	require.Equal(t, big5, fixtext.String(big5, fixtext.Allow("euc-tw")), "not allowed, so it stays")

	const sjis = "\x8e\x52\x82\xcc\x8f\xe3\x82\xc9\x8c\x8e\x82\xaa\x8f\x6f\x82\xbd\x81\x42\n"
	require.Equal(t, sjis, fixtext.String(sjis), "not Chinese, so it stays")
	require.Equal(t, "山の上に月が出た。\n", fixtext.String(sjis, fixtext.Prefer("shift_jis")))
}
