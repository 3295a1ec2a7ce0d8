package fixtext_test

import (
	"strings"
	"testing"

	"github.com/fixtext/fixtext/internal/cases"
)

// What was found is in testdata/cases/again.json: inputs whose repair looked like
// something else to a second run.
func FuzzIdempotenceOptions(f *testing.F) {
	for _, c := range cases.All(f) {
		if c.File == "again" || len(c.Options) > 0 {
			f.Add([]byte(c.In), strings.Join(c.Options, "\n"))
		}
	}
	f.Fuzz(func(t *testing.T, x []byte, options string) {
		if len(x) > 1<<14 || strings.Count(options, "\n") > 4 {
			return
		}
		opts := named(options)
		idempotent(t, x, opts...)
		accountable(t, x, opts...)
	})
}
