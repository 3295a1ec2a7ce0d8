package euctw_test

import (
	"fmt"
	"testing"

	"github.com/fixtext/fixtext/encoding/euctw"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

func TestEncoding(t *testing.T) {
	codepagetest.Encoding(t, euctw.EUCTW(), "橋下的水很清，魚也多。\nThe bridge is 12 m long — 約四丈。\n乂乜𠀋𠂆𠃑㐅𠁕𠀂\n",
		"\xC4\xE3\x8E\xA1\xA2\xAF\xB1\xFE\xFF\x80\n a")
}

func ExampleEUCTW() {
	b, _ := euctw.EUCTW().NewEncoder().String("中乂")
	fmt.Printf("% X\n", b)
	// Output: C4 E3 8E A2 A1 A1
}

func FuzzRoundTrip(f *testing.F) {
	cases.Seed(f)
	f.Add([]byte("\xC4\xE3\x8E\xA2\xA1\xA1\x8E\xA1\xC4\xA1\n"))
	f.Fuzz(func(t *testing.T, src []byte) { codepagetest.RoundTrip(t, euctw.EUCTW(), src) })
}
