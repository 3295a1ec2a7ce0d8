package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestUpToDate: what is made of the rows is what stands in the repository.
func TestUpToDate(t *testing.T) {
	for name, want := range files() {
		got, err := os.ReadFile(filepath.Join("..", name))
		assert.NoError(t, err)
		assert.True(t, string(want) == string(got), "%s: run go generate ./encoding/internal/charset", name)
	}
}
