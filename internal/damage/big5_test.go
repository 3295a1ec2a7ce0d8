package damage

import (
	"bytes"
	"testing"
)

// Big5 writes the codes that other programs write.
func TestBig5(t *testing.T) {
	if b, ok := Big5("包a十"); !ok || !bytes.Equal(b, []byte("\xa5\x5da\xa4\x51")) {
		t.Fatalf("% x, %v", b, ok)
	}
	if _, ok := Big5("这"); ok {
		t.Fatal("Big5 has no simplified characters")
	}
}

// TestOtherRows: 品, 其, 前 and 请 of GBK, as Java and Python read them.
func TestOtherRows(t *testing.T) {
	bad, _, ok := Lookup("gbk as big5, java").Break("品期其起前请")
	if !ok || bad != "こぶむれヶ③" {
		t.Fatal(bad)
	}
}
