// Command fixtext restores Chinese text that machines have broken, and writes
// canonical simplified Chinese: a filter for pipes and a check for CI.
package main

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
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
	cmd := newCommand(std, atoms)
	cmd.SetArgs(args)
	return exitCode(cmd.Execute(), std)
}
