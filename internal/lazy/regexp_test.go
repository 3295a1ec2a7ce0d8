package lazy

import "testing"

func TestAll(t *testing.T) {
	r := MustCompile(`a(b+)`)
	if r.re != nil {
		t.Error("compiled before it is used")
	}
	if n := All(); n != 1 || r.re == nil {
		t.Errorf("All() = %d, want the one compiled", n)
	}
	if got := r.FindStringSubmatch("xabb"); len(got) != 2 || got[1] != "bb" {
		t.Errorf("got %q", got)
	}
}
