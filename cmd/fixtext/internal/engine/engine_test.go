package engine

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
)

// collect puts segments together, and checks that they leave no gap and that
// their edits lead to their output.
func collect(t require.TestingT, in, out *bytes.Buffer, edits *int) Emit {
	return func(s Segment) error {
		require.EqualValues(t, in.Len(), s.Offset)
		if !s.Silent {
			require.Equal(t, string(s.Out), string(Apply(nil, s.In, s.Offset, s.Edits)))
		}
		in.Write(s.In)
		out.Write(s.Out)
		*edits += len(s.Edits)
		return nil
	}
}

// Memory and Stream give the same segments together, however they are asked.
func TestSegmentsAreTheInput(t *testing.T) {
	text := strings.Repeat(strings.Repeat("院子里的石榴树今年结了三十多个果子。\n", 500)+"圖書館開(kāi)門(mén)了，他們說好。\n", 80) + "他們"
	want := fixtext.String(text)
	for _, workers := range []int{1, 3} {
		for _, loud := range []bool{true, false} {
			var in, out bytes.Buffer
			edits := 0
			report, err := Stream(strings.NewReader(text), []fixtext.Option{fixtext.Workers(workers)}, loud, collect(t, &in, &out, &edits))
			require.NoError(t, err)
			require.Equal(t, text, in.String())
			require.Equal(t, want, out.String())
			require.EqualValues(t, len(text), report.BytesIn)
			require.Equal(t, loud, edits > 0)
		}
	}
	var in, out bytes.Buffer
	edits := 0
	require.NoError(t, Memory([]byte(text), nil, collect(t, &in, &out, &edits)))
	require.Equal(t, want, out.String())
}

func TestWhatWasReadIsHandedOnBeforeAnError(t *testing.T) {
	var in, out bytes.Buffer
	edits := 0
	_, err := Stream(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("圖書館\n"))), nil, true, collect(t, &in, &out, &edits))
	require.ErrorIs(t, err, iotest.ErrTimeout)
	require.Equal(t, in.String(), "圖書館\n"[:in.Len()])
}

// An Ignorer takes out the same edits whether the segments are silent or not,
// and wherever they are cut.
func TestIgnorer(t *testing.T) {
	lines := []string{"這是學校。", "這是學校。 fixtext:ignore", "fixtext:ignore-begin", "fixtext:ignore-end", "學(xué)期開(kāi)始了,圖書(shū)館開(kāi)門(mén)了 fixtext:ignore FT402", "院子"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(lines), 0, 8).Draw(t, "lines"), "\n")
		var got []string
		for _, loud := range []bool{true, false} {
			var in, out bytes.Buffer
			edits := 0
			g := Ignorer{Emit: collect(t, &in, &out, &edits)}
			_, err := Stream(strings.NewReader(text), nil, loud, g.Segment)
			require.NoError(t, err)
			got = append(got, out.String())
		}
		require.Equal(t, got[0], got[1])
		off := false
		for i, line := range strings.Split(text, "\n") {
			off = off || strings.Contains(line, "-begin")
			if off || strings.HasSuffix(line, "fixtext:ignore") {
				require.Equal(t, line, strings.Split(got[0], "\n")[i], fmt.Sprint("line ", i))
			}
			off = off && !strings.Contains(line, "-end")
		}
	})
}

func TestMarkers(t *testing.T) {
	for text, want := range map[string]string{
		"":                    " []",
		" FT301,FT4 because":  " [FT301 FT4]",
		": FT301":             " [FT301]",
		"-begin FT3":          "begin [FT3]",
		"-end -->":            "end []",
		"-end-->":             "end []",
		"-->":                 " []",
		"-file":               "file []",
		"-":                   "? []",
		" this line":          " []",
		" FT3\nFT4":           " [FT3]",
		"-something-else FT3": "something-else [FT3]",
		"-next-line FT3":      "next-line [FT3]",
		" FT99999":            " []",
		" Ft3":                " []",
	} {
		m, ok := parseMarker([]byte(text))
		require.True(t, ok, text)
		require.Equal(t, want, fmt.Sprint(m.kind, " ", []string(m.rules)), text)
	}
	_, ok := parseMarker([]byte("d: a word"))
	require.False(t, ok)
}
