// Command gen writes the tables of package pinyin from Unihan and from the
// counts in farm.tsv. Run it in the package directory:
//
//	go run ./gen -unihan Unihan_Readings.txt.bz2 -farm gen/farm.tsv
//
// Unihan_Readings.txt of Unicode 15.0.0 may be given as it is, compressed with
// bzip2 (as in Debian's package unicode-data 15.0.0), or inside Unihan.zip.
package main

import (
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
)

const (
	readingsFile   = "Unihan_Readings.txt"
	readingsSHA256 = "7f4b628de153e639e5100fe3aa46e8869e332d6f9ed8acff5f3790642d7046c1"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	unihan := flag.String("unihan", "", "Unihan_Readings.txt of Unicode 15.0.0, plain, .bz2 or in Unihan.zip")
	farmFile := flag.String("farm", "gen/farm.tsv", "counted annotations")
	flag.Parse()

	data, err := load(*unihan)
	check(err)
	if sum := fmt.Sprintf("%x", sha256.Sum256(data)); sum != readingsSHA256 {
		log.Fatalf("%s: sha256 of the text is %s, want %s", *unihan, sum, readingsSHA256)
	}
	readings, err := parseUnihan(data)
	check(err)
	ids := number(readings)
	check(write("readings_table.go", readingsTable(readings, ids)))

	farm, err := os.ReadFile(*farmFile)
	check(err)
	src, err := farmTable(string(farm), ids)
	check(err)
	check(write("farm_table.go", src))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func load(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	switch {
	case strings.HasSuffix(name, ".bz2"):
		return io.ReadAll(bzip2.NewReader(bytes.NewReader(data)))
	case strings.HasSuffix(name, ".zip"):
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return nil, err
		}
		f, err := z.Open(readingsFile)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return io.ReadAll(f)
	}
	return data, nil
}
