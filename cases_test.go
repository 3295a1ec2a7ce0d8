package fixtext_test

import (
	"encoding/hex"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
)

var learnCases = flag.Bool("cases.write", false, "write testdata/cases/known.txt anew")

// wildCase is something that people met and reported in public, or a regression:
// what it is, where it was seen, and what should become of it.
type wildCase struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Source string `json:"source"` // an address, or how it came about
	In     string `json:"in"`     // text, or "hex:" and bytes
	Want   string `json:"want"`   // the same if empty
}

// caseBytes reads a text of a case.
func caseBytes(t *testing.T, s string) []byte {
	digits, ok := strings.CutPrefix(s, "hex:")
	if !ok {
		return []byte(s)
	}
	b, err := hex.DecodeString(digits)
	require.NoError(t, err)
	return b
}

// The cases of testdata/cases come out as they should, except for those that
// known.txt lists: what is not repaired yet is a line there, and a line that
// is no longer true is an error, so that the list only shrinks.
func TestCases(t *testing.T) {
	const known = "testdata/cases/known.txt"
	list, err := os.ReadFile(known)
	require.NoError(t, err)
	fails := map[string]bool{}
	for line := range strings.Lines(string(list)) {
		if id, _, _ := strings.Cut(strings.TrimSpace(line), " "); id != "" && id != "#" {
			fails[id] = true
		}
	}
	files, err := filepath.Glob("testdata/cases/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	seen := map[string]string{} // the label of each case that fails
	for _, file := range files {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		var cases []wildCase
		require.NoError(t, json.Unmarshal(b, &cases), file)
		right := 0
		for _, c := range cases {
			in := caseBytes(t, c.In)
			want := in
			if c.Want != "" {
				want = caseBytes(t, c.Want)
			}
			got := fixtext.Bytes(in)
			ok := string(got) == string(want)
			if ok {
				right++
			} else {
				seen[c.ID] = c.Label
			}
			switch {
			case *learnCases:
			case ok && fails[c.ID]:
				t.Errorf("%s (%s) comes out right: take it out of %s", c.ID, c.Label, known)
			case !ok && !fails[c.ID]:
				t.Errorf("%s (%s, %s):\n in  %q\n got %q\nwant %q", c.ID, c.Label, c.Source, in, got, want)
			}
			delete(fails, c.ID)
		}
		t.Logf("%s: %d of %d right", filepath.Base(file), right, len(cases))
	}
	if *learnCases {
		text := "# Cases that do not come out as they should, one a line. Written by\n# go test . -run TestCases -cases.write; each line is work left to do.\n"
		for _, id := range slices.Sorted(maps.Keys(seen)) {
			text += id + " " + seen[id] + "\n"
		}
		require.NoError(t, os.WriteFile(known, []byte(text), 0o644))
		return
	}
	require.Empty(t, fails, "no such cases")
}
