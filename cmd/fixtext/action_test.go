package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
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

// actionSteps are the steps of action.yml that have a name.
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
		if s.Name != "" {
			require.NotContains(t, s.Run, "${{", "inputs come through the environment")
			steps[s.Name] = s
		}
	}
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
	s := actionSteps(t)["Check"]
	for _, sarif := range []string{"", filepath.Join(dir, "out.sarif")} {
		format := []string{"--output-format", "github"}
		if sarif != "" {
			format = []string{"--output-format", "sarif"}
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
				"INPUT_SARIF="+sarif)
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
			cmd.Env = append(os.Environ(), "RUNNER_TEMP="+dir, "ARGUMENTS=/dev/null", "INPUT_PATHS="+paths, "INPUT_ARGS=", "INPUT_CONFIG=", "INPUT_SARIF=")
			out, err := cmd.CombinedOutput()
			require.Error(t, err, "no paths would check nothing")
			require.Contains(t, string(out), "::error::fixtext: paths is empty")
		}
	}
}

// A release is downloaded, and used only if it is what its checksum says; other
// references are built.
func TestActionChecksWhatItDownloads(t *testing.T) {
	for _, tool := range []string{"bash", "tar", "gzip", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("skipped: the test needs %s", tool)
		}
	}
	released := t.TempDir()
	make := "mkdir fixtext-1.2.3-linux-amd64 && echo program > fixtext-1.2.3-linux-amd64/fixtext && tar -czf fixtext-1.2.3-linux-amd64.tar.gz fixtext-1.2.3-linux-amd64 && sha256sum *.gz > SHA256SUMS"
	run := func(dir, script string, env ...string) (string, error) {
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	out, err := run(released, make)
	require.NoError(t, err, out)
	bin := t.TempDir() // with a curl that knows that release
	require.NoError(t, os.WriteFile(filepath.Join(bin, "curl"), []byte("#!/usr/bin/env bash\ncp \"$RELEASED/${6##*/}\" \"$5\"\n"), 0o755))
	step := actionSteps(t)["Download fixtext"].Run
	for _, c := range []struct {
		name, ref, system, output string
		spoil                     string
	}{
		{name: "a version", ref: "v1.2.3", system: "Linux", output: "found=true"},
		{name: "a branch", ref: "main", system: "Linux", output: "found=false"},
		{name: "a system without a release", ref: "v1.2.3", system: "macOS", output: "found=false"},
		{name: "another file", ref: "v1.2.3", system: "Linux", spoil: "echo more >> fixtext-1.2.3-linux-amd64.tar.gz"},
		{name: "no checksum", ref: "v1.2.3", system: "Linux", spoil: "echo > SHA256SUMS"},
	} {
		if c.spoil != "" {
			_, err := run(released, "rm -rf * && "+make+" && "+c.spoil)
			require.NoError(t, err)
		}
		temp := t.TempDir()
		output := filepath.Join(t.TempDir(), "output")
		out, err := run(temp, step, "REF="+c.ref, "RUNNER_OS="+c.system, "RUNNER_ARCH=X64", "RUNNER_TEMP="+temp, "GITHUB_OUTPUT="+output, "RELEASED="+released,
			"PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
		if c.spoil != "" {
			require.Error(t, err, "%s: %s", c.name, out)
			require.NoFileExists(t, filepath.Join(temp, "fixtext"), c.name)
			continue
		}
		require.NoError(t, err, "%s: %s", c.name, out)
		got, err := os.ReadFile(output)
		require.NoError(t, err, c.name)
		require.Equal(t, c.output+"\n", string(got), c.name)
	}
}

// The action finds what release.sh makes, and the program in it says its version.
func TestActionFindsTheRelease(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("skipped: builds a release, with tools of unix")
	}
	released, temp, bin := t.TempDir(), t.TempDir(), t.TempDir()
	release := exec.Command("../../release.sh", "v1.2.3", released)
	release.Env = append(os.Environ(), "TARGETS="+runtime.GOOS+"/"+runtime.GOARCH, "WHEELS=no", "SIGNING_KEY=")
	out, err := release.CombinedOutput()
	require.NoError(t, err, "%s", out)
	require.NoError(t, os.WriteFile(filepath.Join(bin, "curl"), []byte("#!/usr/bin/env bash\ncp \"$RELEASED/${6##*/}\" \"$5\"\n"), 0o755))
	step := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", actionSteps(t)["Download fixtext"].Run)
	system := map[string]string{"linux": "Linux", "darwin": "macOS"}[runtime.GOOS]
	machine := map[string]string{"amd64": "X64", "arm64": "ARM64"}[runtime.GOARCH]
	step.Env = append(os.Environ(), "REF=v1.2.3", "RUNNER_OS="+system, "RUNNER_ARCH="+machine, "RUNNER_TEMP="+temp, "GITHUB_OUTPUT="+filepath.Join(temp, "output"),
		"RELEASED="+released, "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	out, err = step.CombinedOutput()
	require.NoError(t, err, "%s", out)
	said, err := exec.Command(filepath.Join(temp, "fixtext"), "version").Output()
	require.NoError(t, err)
	require.Contains(t, string(said), "fixtext 1.2.3 (")
	folder := filepath.Join(temp, "fixtext-1.2.3-"+runtime.GOOS+"-"+runtime.GOARCH)
	for _, name := range []string{"README.md", "README.zh-CN.md", "GUIDE.md", "LICENSE", "NOTICE", "fixtext.1", "completions/fixtext.bash", "completions/fixtext.zsh", "completions/fixtext.fish"} {
		require.FileExists(t, filepath.Join(folder, name))
	}
}
