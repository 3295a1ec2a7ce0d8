// Command fixtext restores Chinese text that machines have broken, and writes
// canonical simplified Chinese: a filter for pipes and a check for CI.
package main

import (
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/internal/lang"
)

func main() {
	var atoms atomicfile.Group
	interrupted := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) { // as nohup wants it
			signal.Notify(interrupted, s)
		}
	}
	go func() {
		<-interrupted
		atoms.Cleanup()
		os.Exit(exitError)
	}()
	os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}, &atoms))
}

// run is main without the process: it returns the exit code.
func run(args []string, std streams, atoms *atomicfile.Group) int {
	signal.Ignore(syscall.SIGPIPE) // a closed pipe is an error like others
	lang.Use(language(args, os.Getenv))
	cmd := newCommand(std, atoms)
	cmd.SetArgs(joined(args, cmd))
	return exitCode(cmd.Execute(), std)
}

// joined puts the value behind an option that may go without one to the option, --stats
// json, which the parser would take for a file; a file of that name is one.
func joined(args []string, cmd *cobra.Command) []string {
	list := slices.Clone(args)
	for i := 0; i+1 < len(list) && list[i] != "--"; i++ {
		name, long := strings.CutPrefix(list[i], "--")
		if !long {
			continue
		}
		flag := cmd.Flags().Lookup(name)
		if flag == nil {
			continue
		}
		c, ok := flag.Value.(*choice)
		if _, err := os.Lstat(list[i+1]); ok && c.bare != "" && err != nil && slices.Contains(c.of, list[i+1]) {
			list = slices.Replace(list, i, i+2, list[i]+"="+list[i+1])
		}
	}
	return list
}
