package main

import (
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
)

// reading says how text is read and written.
type reading struct {
	to            string // a charset; empty for UTF-8
	bom           choice
	lineBuffered  bool
	decompress    bool
	compress      choice
	stdinFilename string
	format        choice
	fields        []string
	fieldsAsked   bool // on the command line, so for all files of this run
}

func (f *flags) readingRows() []*option {
	var encoding string
	var prefer []string
	f.decompress = true
	f.bom = choice{set: "keep", of: []string{"keep", "add", "strip"}}
	f.compress = choice{set: "auto", of: []string{"auto", "none", "gzip", "zstd", "lz4"}}
	f.format = choice{set: "auto", of: append([]string{"auto"}, records.Names(func(*records.Format) bool { return true })...)}
	preferred := preferRow(&prefer)
	preferred.effect = adds(&f.charsets, func() fixtext.Option { return fixtext.Prefer(prefer...) })
	return []*option{
		{name: "encoding", short: "e", value: word{&encoding, knownLabel}, from: setting, values: charsetNames,
			usage:   "decode what is not UTF-8 from the charset `LABEL` (gbk, big5, ...), do not detect it;\nlines that do not fit it are kept and reported",
			effect:  adds(&f.charsets, func() fixtext.Option { return fixtext.FromCharset(encoding) }),
			example: "fixtext --encoding big5 short.big5; stdout '^测试$'"},
		preferred,
		{name: "to", value: word{&f.to, writable}, from: setting, values: charsetNames,
			usage:   "write the text in `CHARSET` instead of UTF-8; a character that it does not have is\nan error that names its place, never a question mark",
			example: "fixtext --to gb18030 old.txt; cmp stdout new.gbk"},
		{name: "bom", value: &f.bom, from: setting,
			usage: "`POLICY` for the byte order mark at the start of the text: keep the mark of UTF-8 if\nthere is one, add one, or strip it; --to utf-16le writes one only with add, or where\nkeep keeps one; charsets that have none go without",
			effect: adds(&f.stream, func() fixtext.Option {
				policy, _ := fixtext.ParseBOMPolicy(f.bom.set) // one of them
				return fixtext.BOM(policy)
			}),
			example: "fixtext --bom add old.txt; cmp stdout new.bom"},
		{name: "line-buffered", value: &f.lineBuffered,
			usage: "repair and write each line as soon as it is complete; evidence then lies in the line alone,\nand declared charsets (FT204) stay",
			check: func() error {
				return unless(f.filter(), "--line-buffered works without --check, --list, --diff and --write only")
			},
			effect:  adds(&f.stream, fixtext.LineBuffered),
			example: "fixtext --line-buffered page.xml; stdout big5; stdout 图书馆"},
		{name: "decompress", value: &f.decompress, from: setting,
			usage:   "read gzip, zstd, lz4, bzip2 and xz as the text that is in them; a file that is compressed, by\nits name or its first bytes, and cannot be read, is an error",
			example: "fixtext --output new.txt.gz old.txt; fixtext --decompress=false new.txt.gz; cmp stdout new.txt.gz"},
		{name: "compress", value: &f.compress, from: trusted,
			usage:   "compress what is written with `METHOD`: none, gzip, zstd, lz4, or auto: with --write as the\nfile is, with --output as its name ends, else none",
			example: "fixtext --compress gzip --output out.txt old.txt; fixtext --decompress=false out.txt; stderr application/gzip"},
		{name: "stdin-filename", value: &f.stdinFilename,
			usage:   "treat standard input as the file `NAME`: in messages, its format, its inline comments",
			example: "stdin rows.csv; fixtext --stdin-filename rows.csv --field text; stdout '^图书馆,圖$'"},
		{name: "format", value: &f.format, from: setting,
			usage:   "read the text inside of files of `FORMAT`: " + strings.Join(f.format.of[1:], ", ") + ",\nor auto: as the name of the file says; standard input is text then",
			example: "fixtext --format csv --field text rows.txt; stdout '^图书馆,圖$'"},
		{name: "field", short: "f", value: &f.fields, from: setting, values: fieldNames,
			usage:   "repair only this `FIELD` of records: a path of keys (meta.title), or the name or number of\na column; all text is repaired without it (may be repeated); a file of records that does\nnot have it is an error, and so is text, unless it was found in a directory",
			example: "fixtext --field text rows.csv; stdout '^图书馆,圖$'"},
	}
}
