package main

import (
	"archive/tar"
	stdzip "archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// mediaText is what is in media that have text inside; fixtext would repair it
// anywhere else.
const mediaText = "圖書館的燈亮了，他們說要開門。\n\xb9\xcf\xae\xd1\xc0]\xaa\xba\xbfO\xabG\xa4F\xa1A\xa5L\xad\xcc\xbb\xa1\xadn\xb6}\xaa\xf9\xa1C\n"

// makeMedia makes files of many kinds in a directory, each kind so often.
func makeMedia(dir string, seed uint64, rounds int) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	rng := rand.New(rand.NewPCG(seed, 11))
	for round := range rounds {
		files := numbers(rng)
		for _, m := range []struct {
			name string
			make func(*rand.Rand) []byte
		}{
			{"messages.mo", catalog}, {"lib.a", archive}, {"stored.zip", storedZip}, {"files.tar", tarball}, {"data.sqlite", pages},
			{"strings.res", resources}, {"song.mp3", song}, {"values.gob", gobs}, {"model.safetensors", safetensors}, {"junk.bin", junk},
			{"lines.pack", noiseLines}, {"script.run", selfExtracting}, {"picture.png", pictureAs(encodePNG)}, {"picture.jpg", pictureAs(encodeJPEG)},
			{"picture.gif", pictureAs(encodeGIF)}, {"picture.bmp", bitmap}, {"paper.pdf", paper},
		} {
			files[m.name] = m.make(rng)
		}
		for name, b := range files {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d-%s", round, name)), b, 0o666); err != nil {
				return err
			}
		}
	}
	return nil
}

// numbers are arrays of integers and floats, and files of token ids.
func numbers(rng *rand.Rand) map[string][]byte {
	files := map[string][]byte{}
	for order, o := range map[string]binary.AppendByteOrder{"le": binary.LittleEndian, "be": binary.BigEndian} {
		for _, most := range []int64{100, 255, 1000, 5000, 32_000, 50_257, 65_535, 100_277, 151_936, 1 << 24, 1 << 31} {
			for _, least := range []int64{0, -most} {
				n := 100 + rng.IntN(20_000)
				var arrays [5][]byte
				for range n {
					v := least + rng.Int64N(most-least)
					if rng.IntN(2) == 0 { // words of a language are not alike frequent
						v = least + int64(float64(most-least)*math.Pow(rng.Float64(), 4))
					}
					arrays[0] = o.AppendUint16(arrays[0], uint16(v))
					arrays[1] = o.AppendUint32(arrays[1], uint32(v))
					arrays[2] = o.AppendUint64(arrays[2], uint64(v))
					arrays[3] = o.AppendUint32(arrays[3], math.Float32bits(float32(v)/3))
					arrays[4] = o.AppendUint64(arrays[4], math.Float64bits(float64(v)/3))
				}
				for i, kind := range []string{"int16", "int32", "int64", "float32", "float64"} {
					files[fmt.Sprintf("%s-%s-%d-%d.bin", kind, order, least, most)] = arrays[i]
				}
			}
		}
	}
	return files
}

// catalog is a catalogue of gettext, with the tables that msgfmt writes.
func catalog(rng *rand.Rand) []byte {
	n := 1 + rng.IntN(60)
	var tables, text []byte
	const header = 28
	at := header + 16*n
	var rows [2][]byte
	for k := range rows {
		for i := range n {
			s := fmt.Sprintf("message %d of many", i)
			if k == 1 {
				s = strings.Repeat("圖書館的燈亮了", 1+rng.IntN(4))
			}
			rows[k] = binary.LittleEndian.AppendUint32(rows[k], uint32(len(s)))
			rows[k] = binary.LittleEndian.AppendUint32(rows[k], uint32(at+len(text)))
			text = append(append(text, s...), 0)
		}
	}
	for _, v := range []uint32{0x950412de, 0, uint32(n), header, uint32(header + 8*n), 0, uint32(at)} {
		tables = binary.LittleEndian.AppendUint32(tables, v)
	}
	return bytes.Join([][]byte{tables, rows[0], rows[1], text}, nil)
}

// archive is one of ar, with an index and an object file.
func archive(rng *rand.Rand) []byte {
	var index []byte
	n := 1 + rng.IntN(300)
	index = binary.BigEndian.AppendUint32(index, uint32(n))
	for i := range n {
		index = binary.BigEndian.AppendUint32(index, uint32(1000+200*i))
	}
	for i := range n {
		index = append(fmt.Appendf(index, "symbol_%d", i), 0)
	}
	b := fmt.Appendf([]byte("!<arch>\n"), "%-16s%-12d%-6d%-6d%-8o%-10d`\n", "/", 0, 0, 0, 0o644, len(index))
	return append(append(b, index...), "\x7fELF\x02\x01\x01\x00"+mediaText...)
}

func storedZip(*rand.Rand) []byte {
	var b bytes.Buffer
	w := stdzip.NewWriter(&b)
	for i := range 3 {
		f, err := w.CreateHeader(&stdzip.FileHeader{Name: fmt.Sprintf("圖書館/%d.txt", i), Method: stdzip.Store})
		must(err)
		_, err = f.Write([]byte(strings.Repeat(mediaText, 20)))
		must(err)
	}
	must(w.Close())
	return b.Bytes()
}

func tarball(*rand.Rand) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	text := strings.Repeat(mediaText, 500)
	for i := range 3 {
		must(w.WriteHeader(&tar.Header{Name: fmt.Sprintf("圖書館/%d.txt", i), Mode: 0o644, Size: int64(len(text))}))
		_, err := w.Write([]byte(text))
		must(err)
	}
	must(w.Close())
	return b.Bytes()
}

// pages are those of a database, of rows with text.
func pages(rng *rand.Rand) []byte {
	b := make([]byte, 0, 40<<10)
	b = append(b, "SQLite format 3\x00\x10\x00\x01\x01\x00\x40\x20\x20\x00\x00\x00\x02\x00\x00\x00\x0a"...)
	for len(b) < 40<<10 {
		if len(b)%4096 < 200 {
			b = append(b, make([]byte, 4096-len(b)%4096-100)...)
		}
		b = append(append(b, byte(rng.IntN(256)), byte(rng.IntN(30)), 0x03, 0x00, 0x55), mediaText...)
	}
	return b
}

// resources are strings of a Windows program: a length, then UTF-16.
func resources(rng *rand.Rand) []byte {
	var b []byte
	for range 200 {
		s := strings.Repeat("打開檔案", rng.IntN(4))
		b = binary.LittleEndian.AppendUint16(b, uint16(len([]rune(s))))
		b = append(b, appendUTF16(binary.LittleEndian, s)...)
	}
	return b
}

// song has tags in UTF-16 with marks, and frames that begin like a mark.
func song(rng *rand.Rand) []byte {
	frame := "\x01\xff\xfe" + string(appendUTF16(binary.LittleEndian, "圖書館的燈"))
	b := append([]byte("ID3\x03\x00\x00\x00\x00\x01\x00TIT2"), 0, 0, 0, byte(len(frame)), 0, 0)
	b = append(append(b, frame...), make([]byte, 200)...)
	for range 50 {
		b = append(append(b, 0xff, 0xfb, 0x90, 0x64), junk(rng)[:64]...)
	}
	return b
}

func gobs(rng *rand.Rand) []byte {
	var b bytes.Buffer
	type row struct {
		ID   int
		Text string
	}
	rows := make([]row, 1+rng.IntN(100))
	for i := range rows {
		rows[i] = row{rng.Int(), "圖書館的燈亮了"}
	}
	must(gob.NewEncoder(&b).Encode(rows))
	return b.Bytes()
}

// safetensors begins with a length and JSON; what follows is numbers.
func safetensors(rng *rand.Rand) []byte {
	head := `{"__metadata__":{"名":"圖書館的燈"},"w":{"dtype":"F32","shape":[256],"data_offsets":[0,1024]}}`
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(head)))
	b = append(b, head...)
	for range 256 {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(rng.Float32()-0.5))
	}
	return b
}

// junk is compressed, or as good as that.
func junk(rng *rand.Rand) []byte {
	b := make([]byte, 256+rng.IntN(8192))
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return b
}

// noiseLines are texts between junk.
func noiseLines(rng *rand.Rand) (b []byte) {
	for range 20 {
		b = append(append(b, junk(rng)...), mediaText...)
	}
	return b
}

// selfExtracting is a script of some lines and what it unpacks.
func selfExtracting(rng *rand.Rand) []byte {
	b := []byte("#!/bin/sh\n" + strings.Repeat("# this script unpacks what is behind it\n", 400) + "exit 0\n")
	for range 8 {
		b = append(b, junk(rng)...)
	}
	return append(b, mediaText...)
}

func pictureAs(encode func(*bytes.Buffer, image.Image) error) func(*rand.Rand) []byte {
	return func(rng *rand.Rand) []byte {
		m := image.NewRGBA(image.Rect(0, 0, 40, 40))
		for i := range 1600 {
			m.Set(i%40, i/40, color.RGBA{uint8(rng.Uint32()), uint8(i), uint8(i / 40), 255})
		}
		var b bytes.Buffer
		must(encode(&b, m))
		return b.Bytes()
	}
}

func encodePNG(b *bytes.Buffer, m image.Image) error  { return png.Encode(b, m) }
func encodeJPEG(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) }
func encodeGIF(b *bytes.Buffer, m image.Image) error  { return gif.Encode(b, m, nil) }

func bitmap(rng *rand.Rand) []byte {
	b := append([]byte("BM\x36\x10\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00"), make([]byte, 36)...)
	return append(b, junk(rng)...)
}

// paper has an object of ASCII before what is compressed.
func paper(rng *rand.Rand) []byte {
	b := []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n", 300) + "stream\n")
	return append(append(b, junk(rng)...), "\nendstream\n"+mediaText...)
}

func must(err error) {
	if err != nil {
		panic(err) // of a writer to memory
	}
}
