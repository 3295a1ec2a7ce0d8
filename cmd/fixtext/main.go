// Command fixtext restores Chinese text that machines have broken, and writes
// canonical simplified Chinese: a filter for pipes and a check for CI.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})) }

// run is main without the process: it returns the exit code.
func run(args []string, std streams) int {
	signal.Ignore(syscall.SIGPIPE) // a closed pipe is an error like others
	cmd := newCommand(std)
	cmd.SetArgs(args)
	return exitCode(cmd.Execute(), std)
}
