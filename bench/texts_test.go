package bench

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
)

var texts = flag.String("texts", "", "a `FOLDER` of texts to measure, one file at a time")

// TestTexts measures the filter on text that does not repeat, beside utf8.Valid on the same
// bytes, the quickest of five runs each: go test -run TestTexts -v -texts FOLDER.
func TestTexts(t *testing.T) {
	if *texts == "" {
		t.Skip("no -texts")
	}
	files, err := filepath.Glob(filepath.Join(*texts, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no *.txt in %s", *texts)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		filter, valid := time.Hour, time.Hour
		for range 5 {
			start := time.Now()
			if _, err := io.Copy(io.Discard, fixtext.NewReader(bytes.NewReader(b))); err != nil {
				t.Fatal(err)
			}
			filter = min(filter, time.Since(start))
			start = time.Now()
			utf8.Valid(b)
			valid = min(valid, time.Since(start))
		}
		t.Logf("%-44s %7.1f MB/s, %.3f of utf8.Valid", filepath.Base(name), float64(len(b))/1e6/filter.Seconds(), valid.Seconds()/filter.Seconds())
	}
}
