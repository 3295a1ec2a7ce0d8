package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
)

func gbk(t *testing.T, s string) string {
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	require.NoError(t, err)
	return out
}

// oldZip is a zip file with names in GBK, as programs of Windows write them.
func oldZip(t *testing.T, names ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, name := range names {
		h := &zip.FileHeader{Name: gbk(t, name), NonUTF8: true, Method: uint16(8 * (i % 2)), Extra: []byte{1, 0x80, 2, 0, 'x', byte(i)}, Comment: "kept"}
		h.SetMode(0o640 | os.FileMode(i%3)<<6)
		f, err := w.CreateHeader(h)
		require.NoError(t, err)
		_, err = io.WriteString(f, strings.Repeat("text of an entry ", i))
		require.NoError(t, err)
	}
	require.NoError(t, w.SetComment("an archive"))
	require.NoError(t, w.Close())
	return b.Bytes()
}

func repairZip(t *testing.T, data []byte) (code int, out string, now []byte) {
	path := filepath.Join(t.TempDir(), "a.zip")
	require.NoError(t, os.WriteFile(path, data, 0o644))
	var b bytes.Buffer
	code = run([]string{"zipnames", "-w", path}, streams{strings.NewReader(""), &b, &b}, new(atomicfile.Group))
	now, err := os.ReadFile(path)
	require.NoError(t, err)
	return code, b.String(), now
}

// All but the names stays, byte for byte.
func TestZipNamesKeepsAllElse(t *testing.T) {
	names := []string{"图书/", "图书/第一章 出发.txt", "图书/第二章 老街的茶馆.txt", "readme.txt"}
	data := oldZip(t, names...)
	code, out, now := repairZip(t, data)
	require.Equal(t, 0, code, out)
	want := data
	for _, name := range slices.Backward(names) { // the lengths differ, but nothing else
		want = bytes.ReplaceAll(want, []byte(gbk(t, name)), []byte(name))
	}
	old, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	z, err := zip.NewReader(bytes.NewReader(now), int64(len(now)))
	require.NoError(t, err)
	require.Equal(t, "an archive", z.Comment)
	require.Len(t, now, len(want))
	for i, f := range z.File {
		require.Equal(t, names[i], f.Name)
		require.Equal(t, old.File[i].Extra, f.Extra)
		require.Equal(t, old.File[i].Comment, f.Comment)
		require.Equal(t, old.File[i].Mode(), f.Mode())
	}
}

// What is not made of entries alone is left as it is, with an error.
func TestZipNamesRefusesWhatItCannotKeep(t *testing.T) {
	data := oldZip(t, "小说/第一章 出发.txt", "小说/第二章 老街的茶馆.txt")
	for name, bad := range map[string][]byte{
		"extracts itself": append([]byte("#!/bin/sh\nexit\n"), data...),
		"is signed":       bytes.Replace(data, []byte("PK\x01\x02"), []byte("signaturePK\x01\x02"), 1),
	} {
		code, out, now := repairZip(t, bad)
		require.Equal(t, exitError, code, name+out)
		require.True(t, bytes.Equal(bad, now), name)
	}
}

// No name becomes one that could do harm.
func TestZipNamesDoesNoHarm(t *testing.T) {
	for _, name := range []string{"", "/a", "../a", "a/../b", "a/./b", "a//b", "C:/a", "C:a", `\\host\a`, `a\b`, "a.", "a /b", "a\x00", "a\nb", "con", "aux.txt", "com1", "a:b", ".", ".."} {
		require.NotEmpty(t, harm(name), "%q", name)
	}
	for _, name := range []string{"小说/第一章 出发.txt", "a/", "..a", "a..b", ".hidden", "console", "什么?"} {
		require.Empty(t, harm(name), "%q", name)
	}
	// In UTF-7 any name can be written in letters.
	u7 := func(name string) *zip.File { return &zip.File{FileHeader: zip.FileHeader{Name: name}} }
	names, left := new(zipNames).repaired([]*zip.File{u7("+Vv5OZpmGdoRPGouui7BfVU7KWSl2hE8ai64-.txt"), u7("+AC4ALg-/+Vv5OZpmGdoRPGouui7BfVQ-.txt")})
	require.Equal(t, []string{"图书馆的会议记录今天的会议.txt", "+AC4ALg-/+Vv5OZpmGdoRPGouui7BfVQ-.txt"}, names)
	require.Equal(t, []string{"", "as ../图书馆的会议记录.txt it would lead outside"}, left)
	// Two entries do not become one, though their names differ in case alone.
	a, b := gbk(t, "小说/第一章 出发.TXT"), gbk(t, "小说/第一章 出发.txt")
	names, left = new(zipNames).repaired([]*zip.File{u7(a), u7(b), u7(gbk(t, "小说/第二章 老街的茶馆.txt"))})
	require.Equal(t, []string{a, b, "小说/第二章 老街的茶馆.txt"}, names)
	require.Contains(t, left[0], "it would be there twice")
	require.Contains(t, left[1], "it would be there twice")
	// A name that is harmful from the start is told, and stays.
	names, left = new(zipNames).repaired([]*zip.File{u7("../x"), u7(`C:\x`), u7("what?.txt")})
	require.Equal(t, []string{"../x", `C:\x`, "what?.txt"}, names)
	require.Equal(t, []string{"it leads outside", "it leads outside", ""}, left)
}
