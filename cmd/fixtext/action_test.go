package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// actionStep is a step of action.yml.
type actionStep struct {
	Name string            `yaml:"name"`
	Env  map[string]string `yaml:"env"`
	Run  string            `yaml:"run"`
}

// actionSteps are the steps of action.yml that run fixtext.
func actionSteps(t *testing.T) map[string]actionStep {
	var action struct {
		Runs struct {
			Steps []actionStep `yaml:"steps"`
		} `yaml:"runs"`
	}
	text, err := os.ReadFile("../../action.yml")
	require.NoError(t, err)
	require.NoError(t, yaml.Unmarshal(text, &action))
	steps := map[string]actionStep{}
	for _, s := range action.Runs.Steps {
		if strings.Contains(s.Run, "/fixtext\" ") && strings.Contains(s.Run, "paths") {
			steps[s.Name] = s
		}
	}
	require.Len(t, steps, 2)
	return steps
}

// The action hands on its inputs word for word, and nothing in them is run.
func TestActionHandsOnItsInputs(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("skipped: the action needs bash")
	}
	dir := t.TempDir()
	stub := "#!" + bash + "\nprintf '%s\\n' \"$@\" > \"$ARGUMENTS\"\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "fixtext"), []byte(stub), 0o755))
	for _, s := range actionSteps(t) {
		require.NotContains(t, s.Run, "${{", "inputs come through the environment")
		format := []string{"--output-format", "github"}
		if strings.Contains(s.Run, "sarif") {
			format = []string{"--output-format", "sarif", "--exit-zero"}
		}
		isolated := []string{"--isolated"}
		for _, c := range []struct {
			paths, args, config   string
			settings, words, rest []string
		}{
			{".", "", "", isolated, nil, []string{"."}},
			{"docs\nnovels\n", "", "", isolated, nil, []string{"docs", "novels"}},
			{"docs\r\n\n my novels \n", "--select FT4\n--jobs  2", "", isolated, []string{"--select", "FT4", "--jobs", "2"}, []string{"docs", " my novels "}},
			{"-w\n-\n--config=x", "", "", isolated, nil, []string{"./-w", "./-", "./--config=x"}},
			{"$(touch run)\n`touch run`\n*; touch run", "* $(touch${IFS}run)", "", isolated, []string{"*", "$(touch${IFS}run)"}, []string{"$(touch run)", "`touch run`", "*; touch run"}},
			{".", "", "my settings.toml", []string{"--config", "my settings.toml"}, nil, []string{"."}},
		} {
			work, arguments := t.TempDir(), filepath.Join(t.TempDir(), "arguments")
			cmd := exec.Command(bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run) // as GitHub runs it
			cmd.Dir = work
			cmd.Env = append(os.Environ(), "RUNNER_TEMP="+dir, "ARGUMENTS="+arguments, "INPUT_PATHS="+c.paths, "INPUT_ARGS="+c.args, "INPUT_CONFIG="+c.config,
				"INPUT_SARIF="+filepath.Join(dir, "out.sarif"))
			out, err := cmd.CombinedOutput()
			require.NoError(t, err, "%s", out)
			got, err := os.ReadFile(arguments)
			require.NoError(t, err)
			want := slices.Concat(c.settings, format, c.words, []string{"--"}, c.rest)
			require.Equal(t, want, strings.Split(strings.TrimSuffix(string(got), "\n"), "\n"), s.Name)
			require.NoFileExists(t, filepath.Join(work, "run"))
		}
		for _, paths := range []string{"", "\n", "\r\n"} {
			cmd := exec.Command(bash, "-eo", "pipefail", "-c", s.Run)
			cmd.Env = append(os.Environ(), "RUNNER_TEMP="+dir, "ARGUMENTS=/dev/null", "INPUT_PATHS="+paths, "INPUT_ARGS=", "INPUT_CONFIG=", "INPUT_SARIF="+filepath.Join(dir, "out.sarif"))
			out, err := cmd.CombinedOutput()
			require.Error(t, err, "no paths would check nothing")
			require.Contains(t, string(out), "::error::fixtext: paths is empty")
		}
	}
}
