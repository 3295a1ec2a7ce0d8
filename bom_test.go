package fixtext_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
)

func TestBOMPolicies(t *testing.T) {
	_, err := fixtext.ParseBOMPolicy("remove")
	require.EqualError(t, err, `fixtext: unknown BOM policy "remove": must be keep, add or strip`)
	require.Equal(t, "strip", fixtext.BOMStrip.String())
}

// An option that names no known charset is an error that says which name.
func TestUnknownCharset(t *testing.T) {
	for _, opt := range []fixtext.Option{
		fixtext.FromCharset("gbx"), fixtext.Prefer("gbk", "gbx"), fixtext.Allow("gbx"),
	} {
		_, err := fixtext.NewReader(nil, opt).Read(nil)
		require.EqualError(t, err, `fixtext: unknown charset "gbx"`)
	}
}
