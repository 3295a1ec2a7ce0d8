package main

import (
	"strings"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/output"
)

// reporting says what is shown.
type reporting struct {
	outputFormat            choice
	exitZero, exitOnFix     bool
	baseline, writeBaseline string
	report, reportHTML      string
	quarantine              string
	onUnrepairable          choice
	stats, color            choice
	quiet, verbose          bool
}

func (f *flags) findingRows() []*option {
	f.outputFormat = choice{of: output.Formats()}
	f.onUnrepairable = choice{set: "keep", of: []string{"keep", "drop", "fail"}}
	f.stats = choice{of: []string{"text", "json"}, bare: "text"}
	f.color = choice{set: "auto", of: []string{"auto", "always", "never"}}
	return []*option{
		{name: "output-format", value: &f.outputFormat, from: setting, findings: true,
			usage:   "show findings in `FORMAT`: " + strings.Join(f.outputFormat.of, ", ") + ";\nimplies --check, unless another mode is chosen",
			example: "! fixtext --output-format concise old.txt; stdout '^old.txt:1:1: FT301 '"},
		{name: "exit-zero", value: &f.exitZero, from: trusted,
			usage:   "exit with 0 also if there are findings, or something was left alone that should have been repaired",
			example: "fixtext --check --exit-zero old.txt; stdout '^old.txt: '"},
		{name: "exit-non-zero-on-fix", value: &f.exitOnFix, from: setting,
			usage:   "with --write: exit with 1 if a file was changed",
			example: "! fixtext --write --exit-non-zero-on-fix old.txt; cmp old.txt new.txt"},
		{name: "baseline", value: &f.baseline, from: pathSetting, findings: true,
			usage:   "leave out the findings that `FILE` lists",
			example: "fixtext --check --write-baseline known.json old.txt; fixtext --check --baseline known.json old.txt; ! stdout ."},
		{name: "write-baseline", value: &f.writeBaseline, findings: true, only: "check", place: 5, effect: func() error { f.exitZero = true; return nil }, // all is found, and known from now on
			usage:   "list all findings of a --check in `FILE`, to be left out from now on",
			example: "fixtext --check --write-baseline out.json old.txt; grep FT301 out.json"},
		{name: "report", value: &f.report, place: 2,
			usage:   "write one JSON object per change to `FILE`, for each file its hashes before and after, and\na summary as its last line; undo reads it",
			example: `fixtext --report out.jsonl old.txt; grep '"rule":"FT301"' out.jsonl`},
		{name: "report-html", value: &f.reportHTML, place: 3,
			usage:   "write a page with totals, charts and samples to `FILE`; it needs nothing but a browser",
			example: "fixtext --report-html out.html old.txt; grep '<title>fixtext' out.html"},
		{name: "quarantine", value: &f.quarantine, place: 4,
			usage:   "write the records that cannot be repaired to `FILE`, one JSON object a line: where they\nare, their bytes, and why; a record of plain text is a line",
			example: `! fixtext --quarantine out.jsonl broken.jsonl; grep '"record":2' out.jsonl`},
		{name: "on-unrepairable", value: &f.onUnrepairable, from: trusted,
			usage:   "what becomes of such records, and of those that are not in their format, `ACTION`: keep, drop (leave them out of the output), or fail\n(stop, leave the file alone, and exit with 1)",
			example: "fixtext --on-unrepairable drop broken.jsonl; stdout 图; ! stdout 開門"},
		{name: "stats", value: &f.stats, from: setting,
			usage:   "write a summary with the rules and the speed to standard error, as `FORMAT` text or json",
			example: `fixtext --stats=json old.txt; stderr '"files":1'`},
		{name: "color", value: &f.color, from: setting,
			usage:   "use colours `WHEN`: auto (on a terminal, unless NO_COLOR is set), always, never",
			example: `! fixtext --diff --color always old.txt; stdout \x1b`},
		{name: "quiet", short: "q", value: &f.quiet, from: setting,
			usage:   "no summary, no notes, no progress; only errors and what was asked for",
			example: "! fixtext --check --quiet folder; stdout a.txt; ! stderr ."},
		{name: "verbose", short: "v", value: &f.verbose, from: setting,
			usage:   "name the files that are skipped, and why",
			example: "! fixtext --check --verbose folder; stderr 'data.bin: binary, skipped'"},
	}
}
