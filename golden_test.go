package fixtext_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
)

// Golden pairs: testdata/golden/<what>.<damage>.txt becomes <what>.want.txt.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		what, damage, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".txt"), ".")
		t.Run(what+"/"+damage, func(t *testing.T) {
			page, err := os.ReadFile(file)
			require.NoError(t, err)
			want, err := os.ReadFile(filepath.Join(filepath.Dir(file), what+".want.txt"))
			require.NoError(t, err)
			require.Equal(t, lines(want), lines(fixtext.Bytes(page)))
		})
	}
}
