package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
)

const about = `Restores Chinese text that machines have broken and writes canonical simplified
Chinese. Reads files, or standard input where there is none or the name is -,
and writes all of it to standard output. Clean text comes out byte for byte.
With --check, --list, --diff or --write it works on files and whole directories.

What it repairs
  GB18030, Big5, UTF-16, HZ, EUC-TW and others are decoded, line by line if
  need be. Text that was decoded wrongly, é“¶è¡Œ, gets its characters back.
  Pages of a link farm, 創(chuàng )建, ,,  and ?!睆埛f波, get their text back.
  Traditional Chinese becomes simplified where there is evidence for it.
  fixtext rules lists all that it does.

What cannot be understood is kept as it is and reported, never guessed away.
Files that are no text are skipped, and --verbose says what they are; where all
is written to one place they are handed on as they are.

Exit codes
  0  done; with --check, --list or --diff: nothing to report
  1  these found something; or, in every mode, what should have been repaired was left
     alone: records that are not in their format (FT205), a file that declares a
     charset which cannot be changed (FT204); or --write changed a file and
     --exit-non-zero-on-fix is set; or --on-unrepairable fail met something
  2  an error, which wins over findings; what had been written to standard output
     until then is whole lines of repaired text, and every file is old or new`

const examples = `  fixtext page.txt > repaired.txt
  fixtext --write --report edits.jsonl novels/     and back: fixtext undo edits.jsonl
  fixtext --diff notes.md
  fixtext --output-format github docs/
  fixtext -f text -o clean.jsonl.zst crawl.jsonl.zst
  fixtext --encoding big5 --to gb18030 old.txt > new.txt
  tail -f service.log | fixtext --line-buffered
  fixtext detect *.txt`

func newCommand(std streams, atoms *atomicfile.Group) *cobra.Command {
	f := newFlags()
	cmd := &cobra.Command{
		Use:     "fixtext [FILE...]",
		Short:   "Restore broken Chinese text",
		Long:    about,
		Example: examples,
		Args:    cobra.ArbitraryArgs,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault // files, beside the commands
		},
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(c *cobra.Command, paths []string) error {
			if f.version {
				return writeVersion(std, nil, false)
			}
			from, err := applySettings(f, os.Getenv)
			if err != nil {
				return err
			}
			f.fieldsAsked = len(f.fields) > 0 && from["field"] == ""
			if f.filesFrom != "" {
				more, err := namesFrom(f.filesFrom, f.null, std)
				if err != nil || len(more) == 0 && len(paths) == 0 {
					return err
				}
				paths = append(paths, more...)
			}
			return hinted(c, paths, repairAll(orStdin(paths), f, std, atoms))
		},
	}
	cmd.SetIn(std.in)
	cmd.SetOut(std.out)
	cmd.SetErr(std.err)
	cmd.SetFlagErrorFunc(flagError)
	cmd.Flags().SortFlags = false
	cmd.Flags().AddFlagSet(f.set)
	cmd.PersistentFlags().AddFlag(f.set.Lookup("lang"))
	cmd.PersistentPreRun = func(c *cobra.Command, _ []string) { f.speak(c, os.Getenv) }
	if err := completeValues(cmd, f.rows); err != nil {
		panic(err) // an option that is not in the table
	}
	cmd.CompletionOptions.DisableDefaultCmd = true
	cmd.SetHelpCommand(newHelp())
	cmd.AddCommand(newConfig(std), newDetect(std), newExplain(std), newUndo(std, atoms), newRules(std), newSchema(std), newVersion(std), newCompletion(std), newMan(std, f.rows), newWorker(std), newZipnames(std, atoms))
	setHelp(cmd, f.rows)
	return cmd
}

// between is how many arguments a command takes, with an error that shows how it is called.
func between(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return fmt.Errorf("an argument is missing: %s", c.UseLine())
		case len(args) > most:
			return fmt.Errorf("%s: one argument too many: %s", finding.QuotePath(args[most]), c.UseLine())
		}
		return nil
	}
}

// orStdin is standard input where no file is named.
func orStdin(paths []string) []string {
	if len(paths) == 0 {
		return []string{"-"}
	}
	return paths
}
