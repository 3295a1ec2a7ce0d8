package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// program returns a path that runs this program as fixtext.
func program(t *testing.T) string {
	self, err := os.Executable()
	require.NoError(t, err)
	link := filepath.Join(t.TempDir(), "fixtext")
	require.NoError(t, os.Symlink(self, link))
	return link
}

const (
	oldText = "圖書館的燈亮了，他們說要開門。\n"
	newText = "图书馆的灯亮了，他们说要开门。\n"
)

// Killed at any moment, every file is old or new, and a further run ends the work.
func TestKilledAtAnyMoment(t *testing.T) {
	self, dir := program(t), t.TempDir()
	small, large := strings.Repeat(oldText, 20), strings.Repeat(oldText, 40_000) // the large one is streamed
	smallNew, largeNew := strings.ReplaceAll(small, oldText, newText), strings.ReplaceAll(large, oldText, newText)
	path := func(i int) string { return filepath.Join(dir, fmt.Sprintf("%02d.txt", i)) }
	for round := range 12 {
		for i := range 30 {
			text := small
			if i == 10 {
				text = large
			}
			require.NoError(t, os.WriteFile(path(i), []byte(text), 0o644))
		}
		report := filepath.Join(t.TempDir(), "edits.jsonl")
		args := []string{"-w", "-q", "-j", "2", dir}
		if round%2 == 1 {
			args = append(args, "--report", report)
		}
		cmd := exec.Command(self, args...)
		require.NoError(t, cmd.Start())
		time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
		require.NoError(t, cmd.Process.Kill())
		_ = cmd.Wait()
		for i := range 30 {
			b, err := os.ReadFile(path(i))
			require.NoError(t, err)
			if s := string(b); s != small && s != smallNew && s != large && s != largeNew {
				t.Fatalf("%s is neither old nor new: %d bytes", path(i), len(b))
			}
		}
		if round%2 == 1 { // what the report tells of can be undone, save perhaps its last file
			_ = exec.Command(self, "undo", "--root", dir, report).Run()
			changed := 0
			for i := range 30 {
				b, err := os.ReadFile(path(i))
				require.NoError(t, err)
				if s := string(b); s != small && s != large {
					changed++
				}
			}
			require.Zero(t, changed, "files that the report does not tell of")
		}
	}
	require.NoError(t, exec.Command(self, "-w", "-q", dir).Run())
	require.NoError(t, exec.Command(self, "--check", "-q", dir).Run())
}

// A signal that asks to end leaves nothing behind.
func TestInterruptedLeavesNothing(t *testing.T) {
	self, dir := program(t), t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.txt"), []byte(strings.Repeat(oldText, 100_000)), 0o644))
	cmd := exec.Command(self, "-w", "-q", dir)
	require.NoError(t, cmd.Start())
	time.Sleep(15 * time.Millisecond)
	_ = cmd.Process.Signal(os.Interrupt)
	_ = cmd.Wait()
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, list, 1)
}

// A file that another program changes meanwhile is left as that program made it.
func TestChangedMeanwhile(t *testing.T) {
	for _, meanwhile := range []func(path string) error{
		func(path string) error { return os.WriteFile(path, []byte("another program was here\n"), 0o644) },
		os.Remove,
	} {
		path := filepath.Join(t.TempDir(), "a.txt")
		require.NoError(t, os.WriteFile(path, []byte(oldText), 0o644))
		j := &job{f: newFlags(), atoms: new(atomicfile.Group)}
		j.f.write = true
		in, err := j.open(path)
		require.NoError(t, err)
		w, err := j.newRewrite(in)
		require.NoError(t, err)
		require.NoError(t, engine.Memory(in.data, nil, w.segment))
		changed, err := w.prepare()
		require.NoError(t, err)
		require.True(t, changed)
		require.NoError(t, meanwhile(path))
		before, _ := os.ReadFile(path)
		require.Error(t, w.commit())
		w.discard()
		after, _ := os.ReadFile(path)
		require.Equal(t, string(before), string(after))
		require.NoError(t, in.Close())
		list, err := os.ReadDir(filepath.Dir(path))
		require.NoError(t, err)
		require.LessOrEqual(t, len(list), 1, "nothing is left behind")
	}
}

// A disk that fills up is an error; the file stays, and nothing is left behind.
func TestDiskFillsUp(t *testing.T) {
	dir := t.TempDir()
	if os.Getuid() != 0 || exec.Command("mount", "-t", "tmpfs", "-o", "size=2m", "none", dir).Run() != nil {
		t.Skip("skipped: a small disk cannot be mounted here")
	}
	defer func() { _ = exec.Command("umount", dir).Run() }()
	path := filepath.Join(dir, "a.txt")
	old := []byte(strings.Repeat(oldText, 28_000)) // 1.3 MB: there is no room for a second one
	require.NoError(t, os.WriteFile(path, old, 0o644))
	var msg bytes.Buffer
	code := run([]string{"-w", path}, streams{strings.NewReader(""), &msg, &msg}, new(atomicfile.Group))
	require.Equal(t, exitError, code)
	require.Contains(t, msg.String(), "no space left on device")
	now, err := os.ReadFile(path)
	require.NoError(t, err)
	require.True(t, bytes.Equal(old, now))
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, list, 1)
}

// Lines that do not fit into memory wait in a file, which is gone in the end.
func TestSpool(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var s spool
	var want bytes.Buffer
	for i := range 300_000 {
		line := fmt.Appendf(nil, "line %d of a long report\n", i)
		want.Write(line)
		require.NoError(t, s.add(line))
	}
	require.NotNil(t, s.file)
	var got bytes.Buffer
	require.NoError(t, s.writeTo(&got))
	require.True(t, bytes.Equal(want.Bytes(), got.Bytes()))
	s.close()
	list, err := os.ReadDir(os.TempDir())
	require.NoError(t, err)
	require.Empty(t, list)
}
