package fixtext_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/encoding/gb18030"
)

// A Fixer forgets what it repaired: the same text again becomes the same. Here, what one
// line says of its kind is not known of the next.
func TestFixerForgets(t *testing.T) {
	for _, text := range []string{
		"Şoför gülümsedi ve radyonun sesini açtı.\n我阿嬤種的絲瓜爬到隔壁屋頂去了。\n店铺维护中，部分商品暂时下架，周一恢复。",
		"Prix réduits dès lundi à midi.\n服务行业的人每天都在路上。",
	} {
		raw, err := gb18030.GB18030().NewEncoder().Bytes([]byte(text))
		require.NoError(t, err)
		misread, err := charmap.ISO8859_1.NewDecoder().Bytes(raw)
		require.NoError(t, err)
		f, err := fixtext.NewFixer()
		require.NoError(t, err)
		for range 2 {
			got, err := f.Bytes(misread)
			require.NoError(t, err)
			require.Equal(t, string(fixtext.Bytes(misread)), string(got))
		}
	}
}

// The report of a Fixer is that of the last text alone, and is the same as a Reader's.
func TestFixerReport(t *testing.T) {
	f, err := fixtext.NewFixer()
	require.NoError(t, err)
	for _, text := range []string{"圖書館裡的燈亮了。", "院子里的石榴树今年结了三十多个果子。\n", "", "ä¸\u00adå›½", "\xff\xff", "圖書館裡的燈亮了。"} {
		_, err := f.String(text)
		require.NoError(t, err)
		r := fixtext.NewReader(strings.NewReader(text))
		_, err = io.Copy(io.Discard, r)
		require.NoError(t, err)
		require.Equal(t, r.Report(), f.Report(), text)
	}
}

// A Fixer gives what the functions give, whatever it repaired before, and so does
// the Transformer, however the input arrives.
func TestFixer(t *testing.T) {
	parts := [][]byte{
		[]byte("院子里的石榴树今年结了三十多个果子。\n"), []byte("圖書館裡的燈亮了。"), []byte("\xd0\xc2\xc4\xea\xbf\xec\xc0\xd6"),
		[]byte("\xff\xfe\xb0\x65\x74\x5e\n\x00"), []byte("ä¸\u00adå›½"), []byte("\xef\xbb\xbf"), []byte("plain\n"), []byte("创(chuàng)業?！"), {0xff, 0}, nil,
	}
	for name, opts := range map[string][]fixtext.Option{
		"default": nil,
		"search":  {fixtext.WithProfile(fixtext.Search), fixtext.BOM(fixtext.BOMAdd)},
		"safe":    {fixtext.SafeOnly(), fixtext.Ignore("FT3")},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := fixtext.NewFixer(opts...)
			require.NoError(t, err)
			tr := fixtext.NewTransformer(opts...)
			rapid.Check(t, func(t *rapid.T) {
				x := bytes.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 6).Draw(t, "parts"), nil)
				before := bytes.Clone(x)
				want := fixtext.Bytes(x, opts...)

				got, err := f.Bytes(x)
				require.NoError(t, err)
				require.Equal(t, string(want), string(got))
				text, err := f.String(string(x))
				require.NoError(t, err)
				require.Equal(t, string(want), text)
				got, err = f.Append([]byte("before "), x)
				require.NoError(t, err)
				require.Equal(t, "before "+string(want), string(got))
				require.Equal(t, "before "+string(want), string(fixtext.Append([]byte("before "), x, opts...)))
				require.Equal(t, before, x, "the input was written to")

				got, _, err = transform.Bytes(tr, x)
				require.NoError(t, err)
				require.Equal(t, string(want), string(got))
				got, err = io.ReadAll(transform.NewReader(bytes.NewReader(x), tr))
				require.NoError(t, err)
				require.Equal(t, string(want), string(got))
			})
		})
	}
}

// Output of several blocks passes through the small buffers of transform.Reader.
func TestTransformerOfManyBlocks(t *testing.T) {
	x := strings.Repeat("圖書館裡的燈亮了。\n", 100_000)
	got, err := io.ReadAll(transform.NewReader(strings.NewReader(x), fixtext.NewTransformer()))
	require.NoError(t, err)
	require.True(t, fixtext.String(x) == string(got))
}

// Clean text costs no allocation, short or long, where nothing in it looks like a
// sign of damage, as ?! and + do.
func TestFixerDoesNotAllocate(t *testing.T) {
	f, err := fixtext.NewFixer()
	require.NoError(t, err)
	for _, s := range []string{
		"菜市场", "菜市场门口的早点摊总是最先热闹起来的地方，蒸笼一掀，白汽就漫了半条街。", "if n := len(list); n > 0 { return n }", "どこへ行きますか。",
		strings.Repeat("菜市场门口的早点摊总是最先热闹起来的地方。\n", 20),
	} {
		require.Zero(t, testing.AllocsPerRun(100, func() {
			if got, _ := f.String(s); got != s {
				t.Fatal(got)
			}
		}), s)
	}
}

// Errors come back where options and OnEdit make them.
func TestFixerErrors(t *testing.T) {
	_, err := fixtext.NewFixer(fixtext.Workers(0))
	require.ErrorContains(t, err, "fixtext: 0 workers")
	_, _, err = transform.String(fixtext.NewTransformer(fixtext.Workers(0)), "x")
	require.ErrorContains(t, err, "fixtext: 0 workers")

	stop := errors.New("enough")
	opt := fixtext.OnEdit(func(fixtext.Edit) error { return stop })
	f, err := fixtext.NewFixer(opt)
	require.NoError(t, err)
	_, err = f.String("圖書館裡的燈亮了。")
	require.ErrorIs(t, err, stop)
	_, _, err = transform.String(fixtext.NewTransformer(opt), "圖書館裡的燈亮了。")
	require.ErrorIs(t, err, stop)
}

// Small texts, one after another: what a record of a data set costs.
func BenchmarkFixer(b *testing.B) {
	f, err := fixtext.NewFixer()
	require.NoError(b, err)
	for _, s := range []struct{ name, text string }{
		{"Clean30", "菜市场门口的早点摊。"},
		{"Clean108", "菜市场门口的早点摊总是最先热闹起来的地方，蒸笼一掀，白汽就漫了半条街。"},
		{"Traditional", "圖書館裡的燈亮了，他們說要開門。"},
	} {
		b.Run(s.name, func(b *testing.B) {
			b.SetBytes(int64(len(s.text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := f.String(s.text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
