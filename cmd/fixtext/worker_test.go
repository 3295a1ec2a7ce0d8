package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// open opens a worker with options, and returns what becomes of a text.
func openedWorker(options, text string) (string, workerWelcome, error) {
	c, err := openWorker(fmt.Appendf(nil, `{"protocol": 1, "options": %s}`, options), streams{})
	if err != nil {
		return "", workerWelcome{}, err
	}
	r, err := c.New()
	if err != nil {
		return "", workerWelcome{}, err
	}
	out, err := r.Append(nil, []byte(text))
	return string(out), c.Welcome.(workerWelcome), err
}

// The options of a worker are those of the command, by their names.
func TestWorkerOptions(t *testing.T) {
	for _, c := range []struct{ options, in, want string }{
		{`{}`, "圖書館開了", "图书馆开了"},
		{`{"profile": "repair"}`, "圖書館開了", "圖書館開了"},
		{`{"convert": "none"}`, "圖書館開了", "圖書館開了"},
		{`{"select": ["FT4", "FT1"]}`, "圖書館開了", "圖書館開了"},
		{`{"ignore": ["traditional"]}`, "圖書館開了", "圖書館開了"},
		{`{"select": []}`, "圖書館開了", "图书馆开了"},
		{`{"unsafe-fixes": true, "min-confidence": 0.5}`, "圖書館開了", "图书馆开了"},
		{`{"prefer": ["big5", "shift_jis"], "variant": "tw", "vocabulary": true}`, "請用滑鼠點選軟體", "请用鼠标点击软件"},
		{`{"dictionary": "圖書館\t书库\n"}`, "圖書館開了", "书库开了"},
	} {
		got, _, err := openedWorker(c.options, c.in)
		require.NoError(t, err, c.options)
		require.Equal(t, c.want, got, c.options)
	}
}

// Options that cannot be followed are an error that names them.
func TestWorkerOptionErrors(t *testing.T) {
	for options, want := range map[string]string{
		`{"profile": "best"}`:           `option profile: "best": must be canonical, repair or search`,
		`{"select": ["FT9"]}`:           `no rule "FT9"`,
		`{"select": [4]}`:               "option select: 4: must be text",
		`{"min-confidence": 2}`:         "--min-confidence 2: must be from 0 to 1",
		`{"write": true}`:               `unknown option "write"`,
		`{"report": "x"}`:               `unknown option "report"`,
		`{"profile": {"a": 1}}`:         "must be text, a number",
		`{"dictionary": ["a"]}`:         "option dictionary",
		`{"model": "missing.bin"}`:      "missing.bin: no such file",
		`{"dictionary": "a\tb\tc"}`:     "dictionary: line 1",
		`{"encoding": "klingon"}`:       "unknown charset",
		`{}, "jobs": 0`:                 "jobs 0: must be from 1",
		`{}, "max_record": 99999999999`: "must be from 1 to",
		`{}, "color": 1`:                "unknown field",
		`{}, "protocol": 2`:             "protocol 2; this program knows 1",
		`nothing`:                       "hello",
	} {
		_, _, err := openedWorker(options, "")
		require.ErrorContains(t, err, want, options)
		require.ErrorContains(t, err, "hello: ", options)
	}
}

// The hash tells options apart, and only those that bear on what is repaired.
func TestWorkerOptionsHash(t *testing.T) {
	hash := func(options string) string {
		_, w, err := openedWorker(options, "")
		require.NoError(t, err)
		require.Len(t, w.OptionsHash, 64)
		return w.OptionsHash
	}
	none := hash(`{}`)
	require.Equal(t, none, hash(`{"profile": "canonical", "unsafe-fixes": true}`))
	require.Equal(t, none, hash(`{}, "jobs": 3`))
	require.NotEqual(t, none, hash(`{"profile": "repair"}`))
	require.NotEqual(t, none, hash(`{"dictionary": "軟體\t软件\n"}`))

	// A model counts by what is in it, not by where it lies.
	one, same, other := filepath.Join(t.TempDir(), "a.bin"), filepath.Join(t.TempDir(), "b.bin"), filepath.Join(t.TempDir(), "c.bin")
	require.NoError(t, errors.Join(os.WriteFile(one, sealed("a"), 0o600), os.WriteFile(same, sealed("a"), 0o600), os.WriteFile(other, sealed("b"), 0o600)))
	by := func(path string) string { return fmt.Sprintf(`{"model": %q}`, path) }
	require.NotEqual(t, none, hash(by(one)))
	require.Equal(t, hash(by(one)), hash(by(same)))
	require.NotEqual(t, hash(by(one)), hash(by(other)))
	_, w, err := openedWorker(by(one), "")
	require.NoError(t, err)
	require.Regexp(t, `^a\.1\.[0-9a-f]{12}$`, w.Data["model"])
	require.Equal(t, w.Data["model"], w.Options["model"])
}
