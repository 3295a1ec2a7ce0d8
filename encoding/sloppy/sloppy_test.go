package sloppy_test

import (
	"fmt"
	"testing"

	"github.com/fixtext/fixtext/encoding/sloppy"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

func TestEncodings(t *testing.T) {
	for _, c := range sloppy.All() {
		all := make([]byte, 256)
		for i := range all {
			all[i] = byte(i)
		}
		text := string(c.Append(nil, all, nil))
		codepagetest.Encoding(t, c, text, string(all))
	}
}

// UTF-8 that was read in code page 1252 comes back, also where the page has no
// character.
func ExampleCP1252() {
	wrong, _ := sloppy.CP1252().NewDecoder().String("中国的“书”")
	right, _ := sloppy.CP1252().NewEncoder().String(wrong)
	fmt.Printf("%q\n%s\n", wrong, right)
	// Output:
	// "ä¸\u00adå›½çš„â€œä¹¦â€\u009d"
	// 中国的“书”
}

func FuzzRoundTrip(f *testing.F) {
	cases.Seed(f)
	f.Add([]byte("\x00\x7F\x80\x81\xAA\xFF\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, c := range sloppy.All() {
			codepagetest.RoundTrip(t, c, src)
		}
	})
}
