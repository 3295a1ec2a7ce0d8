package fixtext_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/internal/cases"
)

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

// A Fixer keeps nothing of the texts before: what becomes of one is what a new Fixer
// makes of it.
func TestFixerForgets(t *testing.T) {
	texts := cases.Texts(t)
	want := make([]string, len(texts))
	for i, x := range texts {
		f, err := fixtext.NewFixer()
		require.NoError(t, err)
		out, err := f.Bytes(x)
		require.NoError(t, err)
		want[i] = string(out)
	}
	f, err := fixtext.NewFixer()
	require.NoError(t, err)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 6 {
		var last []byte
		for _, i := range rng.Perm(len(texts)) {
			out, err := f.Bytes(texts[i])
			require.NoError(t, err)
			require.Equal(t, want[i], string(out), "%q after %q", texts[i], last)
			last = texts[i]
		}
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

// What a Fixer says of a text does not depend on what it was given before, be it the same
// text, and neither on whether edits are asked for.
func TestFixerForgetsRepeats(t *testing.T) {
	none := func(fixtext.Edit) error { return nil }
	texts := []string{
		"", "圖書館", "院子里的石榴树", "é“¶è¡Œ", "創(chuàng )業(yè)", "鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆�", "\xed\xa0\xbd", "a\nb\r\nc", "锟斤拷锟斤拷", "鍚姩服务", "①②③", "\x00",
	}
	tell := func(f *fixtext.Fixer, text string) string {
		out, err := f.String(text)
		require.NoError(t, err)
		r := f.Report()
		return fmt.Sprintf("%q exact %d inferred %d unrepairable %d", out, r.Exact, r.Inferred, r.Unrepairable)
	}
	fixer := func(opts ...fixtext.Option) *fixtext.Fixer {
		f, err := fixtext.NewFixer(opts...)
		require.NoError(t, err)
		return f
	}
	kept := []*fixtext.Fixer{fixer(), fixer(fixtext.OnEdit(none))}
	words := rapid.SampledFrom([]string{"为什么", "什么时候", "每一个字段", "要去图书馆", "他说", "，", "。", " WiFi ", "(how)", "\n", "圖書", "一一", "132.5元"})
	lossy := rapid.Map(rapid.SliceOfN(words, 1, 30), func(list []string) string { // GB18030 read as UTF-8
		b, _ := simplifiedchinese.GB18030.NewEncoder().String(strings.Join(list, ""))
		return strings.ToValidUTF8(b, "\uFFFD")
	})
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.SampledFrom(texts), lossy, rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 20), func(b []byte) string { return string(b) })).Draw(t, "text")
		want := tell(fixer(), text)
		require.Equal(t, want, tell(fixer(fixtext.OnEdit(none)), text))
		for _, f := range kept {
			require.Equal(t, want, tell(f, text))
		}
	})
}
