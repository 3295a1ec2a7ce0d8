// Package machine tells what figures were measured on.
package machine

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
)

// Fact is one thing about the machine or the checkout.
type Fact struct{ Name, Value string }

// Name is a short name for machines like this one.
func Name() string {
	name := regexp.MustCompile(`\(R\)|\(TM\)|CPU|Processor|@.*`).ReplaceAllString(processor(), " ")
	name = regexp.MustCompile(`[^A-Za-z0-9]+`).ReplaceAllString(name, "-")
	return strings.ToLower(strings.Trim(fmt.Sprintf("%s-%d-%s", runtime.GOARCH, runtime.NumCPU(), name), "-"))
}

func processor() string {
	data, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOOS
	}
	for line := range strings.Lines(string(data)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOOS
}

// Facts are what a reader needs to compare figures.
func Facts(root string) []Fact {
	list := []Fact{
		{"processor", processor()},
		{"cores", fmt.Sprint(runtime.NumCPU())},
		{"system", runtime.GOOS + "/" + runtime.GOARCH},
		{"Go", runtime.Version()},
	}
	for _, c := range []struct {
		name  string
		words []string
	}{
		{"kernel", []string{"uname", "-sr"}},
		{"memory in KB", []string{"awk", "/MemTotal/ {print $2}", "/proc/meminfo"}},
		{"Python", []string{"python3", "--version"}},
		{"Rust", []string{"rustc", "--version"}},
		{"Node.js", []string{"node", "--version"}},
		{"C compiler", []string{"cc", "--version"}},
		{"fixtext at", []string{"git", "-C", root, "log", "-1", "--format=%h of %cs"}},
		{"load over the last minutes", []string{"cat", "/proc/loadavg"}},
	} {
		out, err := exec.Command(c.words[0], c.words[1:]...).Output()
		if first, _, _ := strings.Cut(string(out), "\n"); err == nil {
			list = append(list, Fact{c.name, first})
		}
	}
	return list
}
