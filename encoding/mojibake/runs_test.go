package mojibake

import (
	"strings"
	"testing"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/damage"
)

// TestPartsStandApart holds that parts of a line that grow into what is beside them do not
// grow into each other.
func TestPartsStandApart(t *testing.T) {
	f := damage.Lookup("utf-8 as gbk, strip")
	var block strings.Builder
	for _, line := range sentences(t, "test") {
		text := []rune(line)
		if bad, ok := breakLine(f, string(text[:min(len(text), 20)])); ok {
			block.WriteString("备注：“" + bad + "”，已经核对。\n")
		}
		if block.Len() > 170_000 {
			break
		}
	}
	log := edit.Log{Keep: true}
	Append(nil, []byte(block.String()), &log)
	end := int64(0)
	for _, e := range log.Edits {
		if e.Offset < end {
			t.Fatalf("%q begins within the edit before it", e.In)
		}
		end = e.Offset + int64(len(e.In))
	}
}
