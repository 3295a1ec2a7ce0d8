package iso2022cn_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"

	"github.com/fixtext/fixtext/encoding/iso2022cn"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

const (
	text    = "他说：hello，\n“國語”和“国语”。\n\n乂 OK\n中\n"
	textExt = text + "𠀋丨𠂆𠃑汉漢㐅𠁕ɑ\n"
)

const alphabet = "\x1b\x1b$)*+AGEHIMNO\x0e\x0f!VPND \n\x80\x7F"

func TestEncodings(t *testing.T) {
	codepagetest.Encoding(t, iso2022cn.CN(), text, alphabet)
	codepagetest.Encoding(t, iso2022cn.CNExt(), textExt, alphabet)
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		bad            [][2]int
	}{
		{"GB2312", "\x1b$)A\x0eVPND\x0f.", "中文.", nil},
		{"both sets in a line", "\x1b$)A\x0eVP\x1b$)GD!\x0f\n", "中一\n", nil},
		{"plane 2", "\x1b$*H\x1bN!!a", "乂a", nil},
		{"a single shift holds for one character", "\x1b$)A\x0eVP\x1b$*H\x1bN!!!!ND", "中乂\u3000文", nil},
		{"a newline ends everything", "\x1b$)A\x0eVP\nVP\x0e", "中\nVP\x0e", [][2]int{{10, 1}}},
		{"newline in a pair", "\x1b$)A\x0eV\nP", "V\nP", [][2]int{{5, 1}}},
		{"shift without set", "\x0eVP", "\x0eVP", [][2]int{{0, 1}}},
		{"set of the extension", "\x1b$)E", "\x1b$)E", [][2]int{{0, 1}}},
		{"colour", "\x1b[31mred", "\x1b[31mred", [][2]int{{0, 1}}},
		{"empty place", "\x1b$)A\x0e*!VP", "*!中", [][2]int{{5, 2}}},
		{"cut", "\x1b$)A\x0eV", "V", [][2]int{{5, 1}}},
		{"eight bits", "\xD6\xD0", "\xD6\xD0", [][2]int{{0, 1}, {1, 1}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var bad [][2]int
			out := iso2022cn.CN().Append(nil, []byte(c.in), func(off, n int) { bad = append(bad, [2]int{off, n}) })
			assert.Equal(t, c.want, string(out))
			assert.Equal(t, c.bad, bad)
		})
	}
}

func TestEncode(t *testing.T) {
	for in, want := range map[string]string{
		"中文.\n中": "\x1b$)A\x0eVPND\x0f.\n\x1b$)A\x0eVP\x0f",
		"中 中":    "\x1b$)A\x0eVP\x0f \x0eVP\x0f",
		"國中":     "\x1b$)G\x0eYODc\x0f",
		"国國":     "\x1b$)A\x0e9z\x1b$)G\x0eYO\x0f",
		"乂":      "\x1b$*H\x1bN!!",
	} {
		got, err := iso2022cn.CN().NewEncoder().String(in)
		assert.NoError(t, err)
		assert.Equal(t, want, got, "%s", in)
	}
	_, err := iso2022cn.CN().NewEncoder().String("中\x1b")
	assert.EqualError(t, err, `fixtext: iso-2022-cn has no code for '\x1b' (U+001B) at byte 3`)
	got, err := encoding.ReplaceUnsupported(iso2022cn.CN().NewEncoder()).String("中😀文")
	assert.NoError(t, err)
	assert.Equal(t, "\x1b$)A\x0eVP\x0f\x1A\x1b$)A\x0eND\x0f", got)
}

// TestIconvReadsIt gives what is written to the C library, and the reverse. (After
// a character of plane 2 glibc 2.36 forgets that it has to write SO, so none is
// followed by others here.)
func TestIconvReadsIt(t *testing.T) {
	if out, err := exec.Command("iconv", "--version").Output(); err != nil || !bytes.Contains(out, []byte("GLIBC")) {
		t.Skip("no iconv of glibc here")
	}
	iconv := func(from, to string, in []byte) string {
		cmd := exec.Command("iconv", "-f", from, "-t", to)
		cmd.Stdin = bytes.NewReader(in)
		out, err := cmd.Output()
		require.NoError(t, err)
		return string(out)
	}
	enc, err := iso2022cn.CN().NewEncoder().Bytes([]byte(text))
	require.NoError(t, err)
	assert.Equal(t, text, iconv("ISO-2022-CN", "UTF-8", enc))
	theirs := iconv("UTF-8", "ISO-2022-CN", []byte(text))
	back, err := iso2022cn.CN().NewStrictDecoder().String(theirs)
	require.NoError(t, err)
	assert.Equal(t, text, back)
}

func ExampleCN() {
	b, _ := iso2022cn.CN().NewEncoder().Bytes([]byte("中文\n"))
	fmt.Printf("%q\n", b)
	// Output: "\x1b$)A\x0eVPND\x0f\n"
}

func FuzzRoundTrip(f *testing.F) {
	cases.Seed(f)
	f.Add([]byte("\x1b$)A\x0eVPND\x0f.\n\x1b$*H\x1bN!!\x1b$+I\x1bO!!"))
	f.Fuzz(func(t *testing.T, src []byte) {
		codepagetest.RoundTrip(t, iso2022cn.CN(), src)
		codepagetest.RoundTrip(t, iso2022cn.CNExt(), src)
	})
}
