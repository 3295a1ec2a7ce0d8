package main

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/output"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
)

// flags are the options of the main command.
type flags struct {
	// What is done with the text.
	check, list, null, diff, write bool
	backup, output                 string

	// How it is read and written.
	encoding      label
	prefer        labels
	to            target
	bom           bom
	lineBuffered  bool
	decompress    bool
	compress      choice
	stdinFilename string
	format        choice
	fields        []string
	fieldsAsked   bool // on the command line, so for all files of this run

	// What is repaired.
	pick, omit    ruleList
	unsafeFixes   bool
	minConfidence float64
	profile       choice
	variant       choice
	vocabulary    bool
	dictionary    string
	dict          *fixtext.Dict // that of dictionary

	// Which files.
	include, exclude []string
	filesFrom        string
	noIgnore         bool
	workers          int

	// What is shown.
	outputFormat            choice
	stats                   choice
	report, reportHTML      string
	color                   choice
	quiet, verbose          bool
	exitZero, exitOnFix     bool
	baseline, writeBaseline string
	quarantine              string
	onUnrepairable          choice

	// Where settings come from.
	config   string
	settings string // the file that was read: that of config, or one that was found
	isolated bool
	version  bool
	confined map[string]string // options whose path a found file set, and its directory
}

// The groups of options, in the order of the help.
const (
	modes    = "Modes"
	text     = "Reading and writing"
	repairs  = "Repairs"
	files    = "Files"
	findings = "Findings and reports"
	settings = "Settings"
)

func newFlags() *flags {
	return &flags{
		workers:        min(runtime.GOMAXPROCS(0), 4),
		decompress:     true,
		unsafeFixes:    true,
		profile:        choice{set: "canonical", of: []string{"canonical", "repair", "search"}},
		variant:        choice{set: "auto", of: []string{"auto", "cn", "tw", "hk"}},
		compress:       choice{set: "auto", of: []string{"auto", "none", "gzip", "zstd", "lz4"}},
		format:         choice{set: "auto", of: append([]string{"auto"}, records.Names(func(*records.Format) bool { return true })...)},
		outputFormat:   choice{of: output.Formats()},
		onUnrepairable: choice{set: "keep", of: []string{"keep", "drop", "fail"}},
		stats:          choice{of: []string{"text", "json"}, bare: "text"},
		color:          choice{set: "auto", of: []string{"auto", "always", "never"}},
	}
}

// table defines all options of the main command, in the order of the help.
func (f *flags) table() []option {
	return []option{
		{modes, "check", "", &f.check, "write no text; say what would change, and exit with 1 if anything would", lineOnly, nil},
		{modes, "list", "l", &f.list, "write no text; list the files that would change, and exit with 1 if any would", lineOnly, nil},
		{modes, "null", "0", &f.null, "end the names of --list with a zero byte, and expect them so in --files-from", lineOnly, nil},
		{modes, "diff", "d", &f.diff, "write no text; show what would change as a unified diff, and exit with 1 if anything\nwould; on a terminal the characters that differ are marked", lineOnly, nil},
		{modes, "write", "w", &f.write, "write the repaired text back to the files that change; a file is old or new at any\nmoment, never half, and keeps its mode, owner, attributes and access control list; where it cannot, or is\nread-only, it is left, which is an error; hard links are told of", lineOnly, nil},
		{modes, "backup", "", &f.backup, "with --write: keep the old file under its name and this `SUFFIX`, which has no separators, and a number if there\nis such a file; .fixtext-backups beside it tells later runs to leave it alone", trusted, nil},
		{modes, "output", "o", &f.output, "write the text to `FILE`, which appears when it is whole; it must not be an input, as no\noutput may; - is standard output for all of them", lineOnly, nil},

		{text, "encoding", "e", &f.encoding, "decode what is not UTF-8 from the charset `LABEL` (gbk, big5, ...), do not detect it;\nlines that do not fit it are kept and reported", setting, nil},
		preferOption(text, &f.prefer),
		{text, "to", "", &f.to, "write the text in `CHARSET` instead of UTF-8; a character that it does not have is\nan error that names its place, never a question mark", setting, nil},
		{text, "bom", "", &f.bom, "`POLICY` for the byte order mark at the start of the text: keep the mark of UTF-8 if\nthere is one, add one, or strip it; --to utf-16le writes one only with add, or where\nkeep keeps one; charsets that have none go without", setting, []string{"keep", "add", "strip"}},
		{text, "line-buffered", "", &f.lineBuffered, "repair and write each line as soon as it is complete; evidence then lies in the line alone,\nand declared charsets (FT204) stay", lineOnly, nil},
		{text, "decompress", "", &f.decompress, "read gzip, zstd, lz4, bzip2 and xz as the text that is in them; a file that is compressed, by\nits name or its first bytes, and cannot be read, is an error", setting, nil},
		{text, "compress", "", &f.compress, "compress what is written with `METHOD`: none, gzip, zstd, lz4, or auto: with --write as the\nfile is, with --output as its name ends, else none", trusted, f.compress.of},
		{text, "stdin-filename", "", &f.stdinFilename, "treat standard input as the file `NAME`: in messages, its format, its inline comments", lineOnly, nil},

		{text, "format", "", &f.format, "read the text inside of files of `FORMAT`: text, jsonl, csv, tsv, srt, html, warc, parquet,\nor auto: as the name of the file says; standard input is text then", setting, f.format.of},
		{text, "field", "f", &f.fields, "repair only this `FIELD` of records: a path of keys (meta.title), or the name or number of\na column; all text is repaired without it (may be repeated); a file of records that does\nnot have it is an error, and so is text, unless it was found in a directory", setting, nil},

		{repairs, "select", "", &f.pick, "look only for these `RULES`: codes, beginnings of codes (FT4) or names, with commas", setting, nil},
		{repairs, "ignore", "", &f.omit, "do not look for these `RULES`; where --select names them too, the longer name wins", setting, nil},
		{repairs, "unsafe-fixes", "", &f.unsafeFixes, "make changes that are inferred; with =false they are only reported, and what is proved is\nchanged", setting, nil},
		{repairs, "min-confidence", "", &f.minConfidence, "make only changes with a confidence of at least `X`, from 0 to 1; others are reported", setting, nil},
		{repairs, "profile", "", &f.profile, "`PROFILE` of repair: canonical (the default), repair (damage only, traditional Chinese stays),\nsearch (canonical, and then width, case and punctuation folded for an index)", setting, f.profile.of},

		{repairs, "variant", "", &f.variant, "take traditional text for that of `REGION`: auto, cn, tw or hk; where they differ, its\nspellings win", setting, f.variant.of},
		{repairs, "vocabulary", "", &f.vocabulary, "replace words of Taiwan and Hong Kong by those of the mainland, too, in text that is\ntraditional by its own evidence", setting, nil},
		{repairs, "dictionary", "", &f.dictionary, "apply the entries of `FILE` first: one a line, a word, a tab and what to write for it, or a\nword alone that is to stay", pathSetting, nil},

		{files, "include", "", &f.include, "in directories take only files that match `GLOB` (as in .gitignore; may be repeated)", setting, nil},
		{files, "exclude", "", &f.exclude, "in directories leave out files and directories that match `GLOB` (may be repeated)", setting, nil},
		{files, "files-from", "", &f.filesFrom, "read names of files from `FILE`, one a line; - is standard input", lineOnly, nil},
		{files, "no-ignore", "", &f.noIgnore, "take files that .gitignore and .fixtextignore leave out", setting, nil},
		{files, "jobs", "j", &f.workers, "repair `N` blocks or files at the same time; the output does not depend on it", setting, nil},

		{findings, "output-format", "", &f.outputFormat, "show findings in `FORMAT`: " + strings.Join(f.outputFormat.of, ", ") + ";\nimplies --check, unless another mode is chosen", setting, f.outputFormat.of},
		{findings, "exit-zero", "", &f.exitZero, "exit with 0 also if there are findings, or something was left alone that should have been repaired", trusted, nil},
		{findings, "exit-non-zero-on-fix", "", &f.exitOnFix, "with --write: exit with 1 if a file was changed", setting, nil},
		{findings, "baseline", "", &f.baseline, "leave out the findings that `FILE` lists", pathSetting, nil},
		{findings, "write-baseline", "", &f.writeBaseline, "list all findings of a --check in `FILE`, to be left out from now on", lineOnly, nil},
		{findings, "report", "", &f.report, "write one JSON object per change to `FILE`, for each file its hashes before and after, and\na summary as its last line; undo reads it", lineOnly, nil},
		{findings, "report-html", "", &f.reportHTML, "write a page with totals, charts and samples to `FILE`; it needs nothing but a browser", lineOnly, nil},
		{findings, "quarantine", "", &f.quarantine, "write the records that cannot be repaired to `FILE`, one JSON object a line: where they\nare, their bytes, and why; a record of plain text is a line", lineOnly, nil},
		{findings, "on-unrepairable", "", &f.onUnrepairable, "what becomes of such records, and of those that are not in their format, `ACTION`: keep, drop (leave them out of the output), or fail\n(stop, leave the file alone, and exit with 1)", trusted, f.onUnrepairable.of},
		{findings, "stats", "", &f.stats, "write a summary with the rules and the speed to standard error, as `FORMAT` text or json", setting, f.stats.of},
		{findings, "color", "", &f.color, "use colours `WHEN`: auto (on a terminal, unless NO_COLOR is set), always, never", setting, f.color.of},
		{findings, "quiet", "q", &f.quiet, "no summary, no notes, no progress; only errors and what was asked for", setting, nil},
		{findings, "verbose", "v", &f.verbose, "name the files that are skipped, and why", setting, nil},

		{settings, "config", "", &f.config, "read settings from `FILE`, not from the fixtext.toml above the working directory", lineOnly, nil},
		{settings, "isolated", "", &f.isolated, "read no settings from files or the environment", lineOnly, nil},
		{settings, "version", "V", &f.version, "tell the version of the program and its data, as fixtext version does", lineOnly, nil},
	}
}

// preferOption is an option of several commands.
func preferOption(group string, prefer *labels) option {
	return option{group, "prefer", "", prefer, "take the charsets `LABEL[,LABEL]` for likelier than others, and decode them even if\nthey are not Chinese (shift_jis, euc-kr, windows-1252, ...)", setting, nil}
}

// openDictionary reads the dictionary of --dictionary.
func (f *flags) openDictionary() error {
	if f.dictionary == "" {
		return nil
	}
	text, err := f.read("dictionary", f.dictionary)
	if err != nil {
		return named(f.dictionary, err)
	}
	f.dict, err = fixtext.ParseDict(bytes.NewReader(text))
	return named(f.dictionary, err)
}

// sifts tells whether records are looked at one by one.
func (f *flags) sifts() bool { return f.quarantine != "" || f.onUnrepairable.set != "keep" }

// options are those of the library for one text.
func (f *flags) options(workers int) []fixtext.Option {
	opts := append(f.repairs(), fixtext.Workers(workers), fixtext.BOM(f.bom.policy))
	if f.lineBuffered {
		opts = append(opts, fixtext.LineBuffered())
	}
	return opts
}

// repairs are the options that say what is repaired.
func (f *flags) repairs() []fixtext.Option {
	opts := f.charsets()
	if profile, err := fixtext.ParseProfile(f.profile.set); err == nil {
		opts = append(opts, fixtext.WithProfile(profile))
	}
	opts = append(opts, fixtext.Variant(f.variant.set))
	if f.vocabulary {
		opts = append(opts, fixtext.Vocabulary())
	}
	if f.dict != nil {
		opts = append(opts, fixtext.Dictionary(f.dict))
	}
	if len(f.pick) > 0 {
		opts = append(opts, fixtext.Select(f.pick...))
	}
	if len(f.omit) > 0 {
		opts = append(opts, fixtext.Ignore(f.omit...))
	}
	if !f.unsafeFixes {
		opts = append(opts, fixtext.SafeOnly())
	}
	if f.minConfidence > 0 {
		opts = append(opts, fixtext.MinConfidence(f.minConfidence))
	}
	return opts
}

// charsets are the options that say how bytes are read.
func (f *flags) charsets() []fixtext.Option {
	opts := []fixtext.Option{fixtext.Prefer(f.prefer...)}
	if f.encoding != "" {
		opts = append(opts, fixtext.FromCharset(string(f.encoding)))
	}
	return opts
}

// flagError names the flag that may have been meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	best := ""
	if name := unknown.GetSpecifiedName(); unknown.GetSpecifiedShortnames() == "" {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		best = nearest(name, names)
	}
	if best == "" {
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	}
	return fmt.Errorf("%w; did you mean --%s?", err, best)
}

// distance is the number of bytes to insert, delete or replace that lead from a
// to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := slices.Clone(row)
		row[0] = i + 1
		for j := range len(b) {
			replaced := last[j]
			if a[i] != b[j] {
				replaced++
			}
			row[j+1] = min(replaced, last[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
