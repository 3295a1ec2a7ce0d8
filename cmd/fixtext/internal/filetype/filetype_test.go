package filetype

import (
	"archive/tar"
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// The first bytes of files that are not text, as their writers write them.
func TestBinary(t *testing.T) {
	for name, c := range map[string]struct{ head, want string }{
		"png":              {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"},
		"jpeg":             {"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "image/jpeg"},
		"gif":              {"GIF89a\x01\x00\x01\x00\x80\x00\x00", "image/gif"},
		"webp":             {"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"},
		"pdf of ASCII":     {"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\n", "application/pdf"},
		"zip":              {"PK\x03\x04\x14\x00\x00\x00\x00\x00", "application/zip"},
		"gzip":             {"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "application/gzip"},
		"zstd":             {"\x28\xb5\x2f\xfd\x04\x00", "application/zstd"},
		"xz":               {"\xfd7zXZ\x00\x00\x04", "application/x-xz"},
		"7z":               {"7z\xbc\xaf\x27\x1c\x00\x04", "application/x-7z-compressed"},
		"tar":              {tarball(t), "application/x-tar"},
		"ar":               {"!<arch>\na.o/            0           0     0     644     8         `\n", "application/x-archive"},
		"deb":              {"!<arch>\ndebian-binary   1410122664  0     0     100644  4         `\n2.0\n", "application/vnd.debian.binary-package"},
		"elf":              {"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x3e\x00", "application/x-executable"},
		"windows program":  {"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff", "application/vnd.microsoft.portable-executable"},
		"class":            {"\xca\xfe\xba\xbe\x00\x00\x00\x41\x00\x0f", "application/x-java-applet"},
		"wasm":             {"\x00asm\x01\x00\x00\x00", "application/wasm"},
		"parquet":          {"PAR1\x15\x04\x15\x10\x15\x14\x4c", "application/vnd.apache.parquet"},
		"sqlite":           {"SQLite format 3\x00\x10\x00\x01\x01", "application/vnd.sqlite3"},
		"numpy":            {"\x93NUMPY\x01\x00v\x00{'descr': '<i4'", "application/x-numpy"},
		"pickle":           {"\x80\x04\x95\x0f\x00\x00\x00\x00\x00\x00\x00\x8c\x06\xe4\xb8\xad\xe6\x96\x87\x94.", "application/x-pickle"},
		"gguf":             {"GGUF\x03\x00\x00\x00\x23\x01\x00\x00", "application/x-gguf"},
		"arrow":            {"ARROW1\x00\x00\xff\xff\xff\xff", "application/vnd.apache.arrow.file"},
		"avro":             {"Obj\x01\x04\x16avro.schema", "application/avro"},
		"mo":               {"\xde\x12\x04\x95\x00\x00\x00\x00\x02\x00\x00\x00", "application/x-gettext-translation"},
		"mo, big endian":   {"\x95\x04\x12\xde\x00\x00\x00\x00\x00\x00\x00\x02", "application/x-gettext-translation"},
		"git pack":         {"PACK\x00\x00\x00\x02\x00\x00\x00\x03", "application/x-git-pack"},
		"git index":        {"DIRC\x00\x00\x00\x02\x00\x00\x00\x03", "application/x-git-index"},
		"mp3 with a tag":   {"ID3\x03\x00\x00\x00\x00\x0f\x76TIT2\x00\x00\x00\x0b\x00\x00\x01\xff\xfe\x2d\x4e", "audio/mpeg"},
		"ogg":              {"OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00", "application/ogg"},
		"woff":             {"wOFF\x00\x01\x00\x00\x00\x00\x0b\x0c", "font/woff"},
		"woff2":            {"wOF2\x00\x01\x00\x00\x00\x00\x0b\x0c", "font/woff2"},
		"word before 2007": {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "application/x-ole-storage"},
	} {
		assert.Equal(t, c.want, Binary([]byte(c.head)), name)
	}
}

// tarball returns an archive with one text in it.
func tarball(t *testing.T) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	assert.NoError(t, w.WriteHeader(&tar.Header{Name: "a.txt", Mode: 0o644, Size: 6}))
	_, err := w.Write([]byte("院子"))
	assert.NoError(t, err)
	assert.NoError(t, w.Close())
	return b.String()
}

// Text stays text, whatever it begins with.
func TestText(t *testing.T) {
	for _, text := range []string{
		"", "院子里\n", "BM是一种图片\n", "MZ", "ID3标签\n", "BM\xca\xc7\xd2\xbb\xd6\xd6\n", "MZ\xb4\xfa\xb1\xed\n", "\xff\xfbx\n", "PAR1",
		"GIF89a 是图片的一种\n", "SQLite format 3 是数据库\n", "PK 是\n", "BZh\n", "%!PS", "{\\rtf",
		"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<!DOCTYPE html>\n<p>院子", "{\"a\": \"院子\"}\n", "a,b\n院子,1\n",
		"#!/bin/sh\necho 院子\n", "#!/bin/sh\nprintf '\x02'\n", "BEGIN:VCARD\nFN:院子\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n院子\n",
		"\xff\xfe\x62\x96\x50\x5b\x0a\x00", "\xfe\xff\x96\x62\x5b\x50\x00\x0a", "\x62\x96\x50\x5b\x0a\x00", "a\x00b\n", "院子\x01树\x01一\n", "院子\x02树\n",
	} {
		assert.Empty(t, Binary([]byte(text)), "%q", text)
	}
}

func BenchmarkBinary(b *testing.B) {
	text := []byte(strings.Repeat("院子里的石榴树今年结了三十多个果子。\n", 150))
	for name, head := range map[string][]byte{"text": text, "text with a NUL": append([]byte("a\x00"), text...), "zip": []byte("PK\x03\x04\x14\x00\x00\x00\x00\x00")} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Binary(head)
			}
		})
	}
}

// Control characters are found wherever they stand.
func TestNextControl(t *testing.T) {
	for _, length := range []int{0, 1, 7, 8, 31, 32, 40, 71} {
		for _, filler := range []string{"國", "a ", "\x7F\xFF", "\x80 "} {
			p := []byte(strings.Repeat(filler, 80)[:length])
			assert.Equal(t, length, nextControl(p, 0))
			for i := range p {
				was := p[i]
				p[i] = byte(i) % ' '
				for from := range len(p) + 1 {
					want := length
					if from <= i {
						want = i
					}
					assert.Equal(t, want, nextControl(p, from))
				}
				p[i] = was
			}
		}
	}
}
