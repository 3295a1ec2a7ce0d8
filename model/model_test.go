package model_test

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/spans"
	"github.com/fixtext/fixtext/model"
)

// blank is a table without counts.
func blank() []byte {
	table := make([]byte, spans.HeaderSize+spans.BucketSize)
	copy(table, spans.Magic)
	binary.LittleEndian.PutUint64(table[8:], choice.Below())
	return table
}

func TestOpen(t *testing.T) {
	m, err := model.Open(string(choice.Seal("Blank one", 3, blank())))
	require.NoError(t, err)
	assert.Regexp(t, `^Blank-one\.3\.[0-9a-f]{12}$`, m.String())
	assert.Regexp(t, `^small\.1\.[0-9a-f]{12}$`, (*model.Model)(nil).String())
	other := blank()
	other[8]++
	for data, want := range map[string]string{
		"":           "is no model of fixtext",
		"fixmodel":   "is no model of fixtext",
		"PK\x03\x04": "is no model of fixtext",
		string(choice.Seal("a", 1, []byte("no table"))):           "is no model of fixtext",
		string(choice.Seal("a", 1, other)):                        "is a model for another version of fixtext",
		string(choice.Seal("a", 1, blank()))[:140]:                "is damaged: its checksum is another",
		string(append(choice.Seal("a", 1, blank())[:140], 1, 2)):  "is damaged: its checksum is another",
		"fixmodel\x09" + string(choice.Seal("a", 1, blank()))[9:]: "is a model of form 9; this program knows 2",
	} {
		_, err := model.Open(data)
		assert.EqualError(t, err, "model: the data "+want)
	}
}

// What is in a file is what its bytes are; whatever else has its name is an error at once.
func TestOpenFile(t *testing.T) {
	data := choice.Seal("a", 1, blank())
	path := filepath.Join(t.TempDir(), "a.bin")
	require.NoError(t, os.WriteFile(path, data, 0o600))
	a, err := model.OpenFile(path)
	require.NoError(t, err)
	b, err := model.Open(string(data))
	require.NoError(t, err)
	assert.Equal(t, b.String(), a.String())
	assert.Equal(t, b.Contents(), a.Contents())
	for path, want := range map[string]string{
		filepath.Dir(path):                           "is no regular file",
		filepath.Join(filepath.Dir(path), "missing"): "no such file or directory",
	} {
		_, err := model.OpenFile(path)
		var p *fs.PathError
		require.True(t, errors.As(err, &p), err)
		assert.Equal(t, path, p.Path)
		if !errors.Is(err, fs.ErrNotExist) {
			assert.EqualError(t, p.Err, want)
		}
	}
	require.NoError(t, os.WriteFile(path, nil, 0o600))
	_, err = model.OpenFile(path)
	assert.ErrorContains(t, err, "is no model of fixtext")
}

// large loads the large model, which is a module of its own.
func large(t *testing.T) *model.Model {
	m, err := model.OpenFile(filepath.Join("large", "large.bin"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the large model is not here")
	}
	require.NoError(t, err)
	return m
}

// The large model fits this library, and knows more. A second run with it changes nothing, nor does
// a run with the small one behind it.
func TestLarge(t *testing.T) {
	m := large(t)
	assert.Regexp(t, `^large\.3\.`, m.String())
	lost := "鐢熶骇绾夸笂鐨勬満鍣ㄤ汉姝ｅ湪瀵瑰�佸�滃寘瑁呯洅杩涜\ue511鍒嗘嫞銆�\n"
	small, err := fixtext.NewFixer()
	require.NoError(t, err)
	big, err := fixtext.NewFixer(fixtext.WithModel(m))
	require.NoError(t, err)
	one, err := big.String(lost)
	require.NoError(t, err)
	for _, f := range []*fixtext.Fixer{big, small} {
		two, err := f.String(one)
		require.NoError(t, err)
		assert.Equal(t, one, two)
	}
}
