package main

import (
	"runtime"

	"github.com/spf13/cobra"
)

// flags are the command line options.
type flags struct {
	workers      int
	lineBuffered bool
	check        bool
	report       string
}

const about = `Restores Chinese text that machines have broken and writes canonical simplified
Chinese. Reads files, or standard input where there is none or the name is -,
and writes all of it to standard output. Clean text comes out byte for byte.

What it repairs
  GB18030, Big5 and UTF-16 are decoded, line by line if need be.
  Pages of a link farm, 創(chuàng )建, ,,  and ?!睆埛f波, get their text back.
  Traditional Chinese becomes simplified where there is evidence for it.

What cannot be understood is kept as it is and reported, never guessed away.

Exit codes
  0  done; with --check: nothing to report
  1  --check found something
  2  an error; what had been written until then is whole lines of repaired text`

const examples = `  fixtext page.txt > repaired.txt
  zcat crawl.txt.gz | fixtext -j 8 --report edits.jsonl > clean.txt
  tail -f service.log | fixtext --line-buffered
  fixtext --check docs/*.txt`

func newCommand(std streams) *cobra.Command {
	var f flags
	cmd := &cobra.Command{
		Use:           "fixtext [FILE...]",
		Short:         "Restore broken Chinese text",
		Long:          about,
		Example:       examples,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(_ *cobra.Command, paths []string) error {
			if len(paths) == 0 {
				paths = []string{"-"}
			}
			return filter(paths, f, std)
		},
	}
	cmd.SetIn(std.in)
	cmd.SetOut(std.out)
	cmd.SetErr(std.err)
	cmd.CompletionOptions.DisableDefaultCmd = true
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.IntVarP(&f.workers, "jobs", "j", min(runtime.GOMAXPROCS(0), 4), "blocks to repair at the same time; the output does not depend on it")
	fs.BoolVar(&f.lineBuffered, "line-buffered", false, "repair and write each line as soon as it is complete; evidence then lies in the line alone")
	fs.StringVar(&f.report, "report", "", "write one JSON object per change to `FILE`, and a summary as its last line")
	fs.BoolVar(&f.check, "check", false, "write no text; say what would change, and exit with 1 if anything would")
	return cmd
}
