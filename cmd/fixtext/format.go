package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/relabel"
)

// endings tell the format of a file.
var endings = map[string]string{
	".jsonl": "jsonl", ".ndjson": "jsonl",
	".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
	".srt": "srt", ".vtt": "srt", ".ass": "srt", ".ssa": "srt",
	".html": "html", ".htm": "html", ".xhtml": "html",
	".warc": "warc", ".wet": "warc",
	".parquet": "parquet",
}

// formatOf is the format of an input: that of --format, else as its name says.
func (f *flags) formatOf(in *input) string {
	if f.format.set != "auto" {
		return f.format.set
	}
	if in.path == "" && f.stdinFilename == "" || in.wide {
		return "text"
	}
	return formatByName(in.name)
}

func formatByName(name string) string {
	_, stem := codec.ByName(name)
	if f, ok := endings[strings.ToLower(filepath.Ext(stem))]; ok {
		return f
	}
	return "text"
}

// repairRecords repairs the text inside of a structured file.
func (j *job) repairRecords(in *input, format string, workers int, emit engine.Emit) error {
	f := j.f
	switch {
	case in.wide:
		return fmt.Errorf("%s in UTF-16 or UTF-32 cannot be read: decode it first, with fixtext --format text --select FT2", format)
	case f.bom.policy != fixtext.BOMKeep:
		return fmt.Errorf("--bom works with --format text only; this is %s", format)
	case f.lineBuffered:
		return fmt.Errorf("--line-buffered works with --format text only; this is %s", format)
	}
	opt := records.Options{Repair: f.repairs(), Fields: f.fields}
	if f.looksFor("FT201") {
		opt.Decode = append(f.charsets(), fixtext.Select("FT201", "FT202", "FT203"))
	}
	if f.labels() {
		target := relabel.NewTarget(string(f.to))
		opt.Labels = &target
	}
	r := records.New(format, opt)
	if r == nil {
		return errors.New("cannot be read as " + format)
	}
	return records.Run(in.text(), r, workers, emit)
}

// looksFor tells whether a rule is looked for: the longest name that --select or
// --ignore has for it decides.
func (f *flags) looksFor(code string) bool {
	picked, omitted := f.named(code)
	if len(f.pick) > 0 && picked < 0 {
		return false
	}
	return omitted < 0 || picked > omitted
}

// named returns the lengths of the longest names that --select and --ignore have
// for a rule; -1 where they have none.
func (f *flags) named(code string) (picked, omitted int) {
	longest := func(list []string) int {
		n := -1
		for _, name := range list {
			if strings.HasPrefix(code, name) {
				n = max(n, len(name))
			}
		}
		return n
	}
	return longest(f.pick), longest(f.omit)
}

// hasFields tells whether files of a format have fields that --field can choose.
func hasFields(format string) bool { return format == "parquet" || records.HasFields(format) }

// errNoFields is the error of a file that --field does not work with.
func errNoFields(format string) error {
	return fmt.Errorf("--field works with records (jsonl, csv, tsv, parquet); this is read as %s, see --format", format)
}

// bytesMayBe tells whether files of a format are no text as a whole.
func bytesMayBe(format string) bool { return format == "warc" || format == "parquet" }

// packer is what compresses the text of an input: WARC is compressed record by
// record.
func (f *flags) packer(name string) func(io.Writer, codec.Format) (io.WriteCloser, error) {
	if f.format.set == "warc" || f.format.set == "auto" && formatByName(name) == "warc" {
		return codec.NewMemberWriter
	}
	return codec.NewWriter
}
