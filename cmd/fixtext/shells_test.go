package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// typed are command lines, and what a shell makes of the last word.
var typed = [][2]string{
	{"fixtext -e gb180", "gb18030"},
	{"fixtext --encoding gb180", "gb18030"},
	{"fixtext rows.csv -f ti", "title"},
	{"fixtext --select FT40", "FT401 FT402 FT403 FT404"},
	{"fixtext --lang z", "zh"},
	{"fixtext und", "undo"},
	{"fixtext schema quar", "quarantine"},
	{"fixtext rows.c", "rows.csv"}, // a file
	{"fixtext detect rows.c", "rows.csv"},
}

// The scripts of completion work in the shells that they are for.
func TestShellsComplete(t *testing.T) {
	self, err := os.Executable()
	require.NoError(t, err)
	bin, work := t.TempDir(), t.TempDir()
	require.NoError(t, os.Symlink(self, filepath.Join(bin, "fixtext")))
	require.NoError(t, os.WriteFile(filepath.Join(work, "rows.csv"), []byte("text,title\n图,书\n"), 0o666))
	run := func(t *testing.T, shell string, script ...string) string {
		path, err := exec.LookPath(shell)
		if err != nil {
			t.Skipf("skipped: there is no %s", shell)
		}
		limit, stop := context.WithTimeout(t.Context(), 2*time.Minute)
		defer stop()
		cmd := exec.CommandContext(limit, path, script...)
		cmd.Dir = work
		cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "HOME="+work, "LC_ALL=C.UTF-8", "TERM=dumb")
		out, err := cmd.Output()
		require.NoError(t, err)
		return string(out)
	}
	t.Run("bash", func(t *testing.T) {
		const library = "/usr/share/bash-completion/bash_completion"
		if _, err := os.Stat(library); err != nil {
			t.Skip("skipped: there is no bash-completion")
		}
		// Where the script offers nothing, bash completes names of files.
		script := "source " + library + "; source <(fixtext completion bash); compopt() { :; }\n" + `
for line in "$@"; do
	read -ra COMP_WORDS <<< "$line"
	COMP_LINE=$line COMP_POINT=${#line} COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
	__start_fixtext
	[ "${#COMPREPLY[@]}" -gt 0 ] || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
	echo "${COMPREPLY[*]}"
done`
		args := []string{"-c", script, "bash"}
		for _, c := range typed {
			args = append(args, c[0])
		}
		var want []string
		for _, c := range typed {
			want = append(want, c[1])
		}
		require.Equal(t, want, strings.Split(strings.TrimSpace(run(t, "bash", args...)), "\n"))
	})
	t.Run("fish", func(t *testing.T) {
		for _, c := range typed {
			out := run(t, "fish", "-c", "fixtext completion fish | source; complete -C "+"'"+c[0]+"'")
			var got []string
			for line := range strings.Lines(out) {
				word, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
				got = append(got, word)
			}
			require.Equal(t, c[1], strings.Join(got, " "), c[0])
		}
	})
	t.Run("zsh", func(t *testing.T) { // in a terminal of its own, with the key that completes
		script := `
zmodload zsh/zpty
zpty z zsh -f
zpty -w z 'PS1=; unsetopt zle_bracketed_paste; autoload -U compinit; compinit -u -D; source <(fixtext completion zsh); echo rea""dy'
zpty -r -m z seen '*ready*'
for line in "$@"; do
	zpty -w -n z "$line"$'\t'$'\x01'"echo = "$'\n'
	zpty -r -m z seen $'*\n= *\n'
	print -r -- ${${seen##*$'\n'= }%%[$'\r\n']*}
done
zpty -d z`
		args := []string{"-f", "-c", script, "zsh"}
		var want []string
		for _, c := range typed {
			if !strings.Contains(c[1], " ") { // of several nothing is chosen
				args, want = append(args, c[0]), append(want, c[0][:strings.LastIndex(c[0], " ")+1]+c[1])
			}
		}
		require.Equal(t, want, strings.Split(strings.TrimSpace(run(t, "zsh", args...)), "\n"))
	})
}
