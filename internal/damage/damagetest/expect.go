// Package damagetest holds tests of families of damage to what families.json says.
package damagetest

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/damage"
)

var write = flag.Bool("families.write", false, "write what comes back exactly into families.json")

// Of returns the families that a test of this name has in its care.
func Of(test string) (list []*damage.Family) {
	for _, f := range damage.Families() {
		if f.Exact[test] != nil {
			list = append(list, f)
		}
	}
	return list
}

// Expect fails if fewer lines, or pages, come back exactly than families.json says,
// by family. More is a reason to run the test with -families.write.
func Expect(t *testing.T, test, split string, got map[string]damage.Share) {
	t.Helper()
	file := filepath.Join(cases.Root(t), "internal", "damage", "families.json")
	rows, err := os.ReadFile(file) // another test may have written it meanwhile
	require.NoError(t, err)
	families := damage.Parse(rows)
	for _, f := range families {
		n, measured := got[f.ID]
		if !measured {
			continue
		}
		want := f.Exact[test][split]
		switch {
		case *write:
			f.Exact[test][split] = n
		case n[1] != want[1]:
			t.Errorf("%s: %d lines of %s, families.json knows %d: run with -families.write", f.ID, n[1], split, want[1])
		case n[0] < want[0]:
			t.Errorf("%s: %d of %d lines of %s come back, it were %d", f.ID, n[0], n[1], split, want[0])
		case n[0] > want[0]:
			t.Logf("%s: %d of %d lines of %s come back, it were %d: run with -families.write", f.ID, n[0], n[1], split, want[0])
		}
	}
	if *write {
		require.NoError(t, os.WriteFile(file, format(t, families), 0o644))
	}
}

// format writes a family a line.
func format(t *testing.T, families []*damage.Family) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for i, f := range families {
		b.WriteString(map[bool]string{true: "[\n", false: ","}[i == 0])
		require.NoError(t, e.Encode(f))
	}
	return append(bytes.ReplaceAll(b.Bytes(), []byte("\n,"), []byte(",\n")), "]\n"...)
}
