package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/filetype"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/lang"
)

// detectLimit is how much of a file detect reads, in bytes.
const detectLimit = 16 << 20

const aboutDetect = `Tells which charset each file is in, one line a file: its name, the charset, the
chance that this is right, and what decided. A file with lines in several
charsets has a line for each of its segments below that. A charset is unknown
where the evidence is too weak. Reads files, or standard input where there is
none or the name is -, of each up to the first 16 MiB.`

const examplesDetect = `  fixtext detect *.txt
  curl -s example.org | fixtext detect
  fixtext detect --json page.html | jq -r .charset`

func newDetect(std streams) *cobra.Command {
	var prefer []string
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "detect [FILE...]",
		Short:   "Tell the charset of files",
		Long:    aboutDetect,
		Example: examplesDetect,
		RunE: func(_ *cobra.Command, paths []string) error {
			write := writeFound
			if asJSON {
				write = writeFoundJSON
			}
			return detect(orStdin(paths), prefer, write, std)
		},
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.BoolVar(&asJSON, "json", false, "write one JSON object a line and file: charset, confidence, evidence, runners-up,\nsegments with offset and length in bytes")
	define(fs, []*option{preferRow(&prefer)})
	fs.SortFlags = false
	return cmd
}

// detect tells the charset of the named files one after the other. A file that
// cannot be read does not keep it from the others.
func detect(paths []string, prefer []string, write func(io.Writer, found) error, std streams) error {
	var hint []encoding.Charset
	for _, name := range prefer {
		c, _ := encoding.Lookup(name)
		hint = append(hint, c)
	}
	var failed []error
	for _, path := range paths {
		b, err := readHead(path, std)
		if err != nil {
			failed = append(failed, named(displayName(path), err))
			continue
		}
		f := found{displayName(path), len(b), encoding.Detect(b, encoding.Prefer(hint...))}
		if media := filetype.Binary(b[:min(len(b), headSize)]); media != "" { // no text, whatever its bytes spell
			f.Result = encoding.Result{Charset: encoding.Binary, Confidence: 1, Evidence: media}
			if format := records.ByName(path); format.Binary && format.Fits(b) {
				f.Evidence = strings.TrimPrefix(filepath.Ext(path), ".") + ", " + media + "; the text in it is read as " + format.Name
			}
		}
		if err := write(std.out, f); err != nil {
			return reason(err)
		}
	}
	return errors.Join(failed...)
}

// readHead reads a file up to detectLimit.
func readHead(path string, std streams) ([]byte, error) {
	in, err := (&job{f: newFlags(), std: std}).open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(io.LimitReader(in.text(), detectLimit))
}

// found is what was found out about one file.
type found struct {
	name string
	size int // bytes read
	encoding.Result
}

func writeFound(w io.Writer, f found) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s (%.2f)", finding.QuotePath(f.name), f.Charset, f.Confidence)
	if f.BOM > 0 {
		b.WriteString(lang.T(", with byte order mark"))
	}
	if f.Evidence != "" {
		fmt.Fprintf(&b, ", %s", finding.Visible(lang.Tell(f.Evidence)))
	}
	if f.size == detectLimit {
		b.WriteString(lang.T("; in the first 16 MiB"))
	}
	b.WriteByte('\n')
	if len(f.Segments) > 1 {
		for _, s := range f.Segments {
			b.WriteString(lang.Sprintf("  offset %d, %d bytes: %s\n", s.Offset, s.Len, s.Charset))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeFoundJSON(w io.Writer, f found) error {
	type guess struct {
		Charset    string  `json:"charset"`
		Confidence float64 `json:"confidence"`
	}
	type segment struct {
		Offset  int    `json:"offset"`
		Length  int    `json:"length"`
		Charset string `json:"charset"`
	}
	object := struct {
		File string `json:"file"`
		guess
		BOM      int       `json:"bom"`   // its length in bytes
		Bytes    int       `json:"bytes"` // read
		Evidence string    `json:"evidence"`
		Others   []guess   `json:"runners_up"`
		Segments []segment `json:"segments"`
	}{
		File: f.name, guess: guess{f.Charset.String(), f.Confidence}, BOM: f.BOM, Bytes: f.size, Evidence: f.Evidence,
		Others: []guess{}, Segments: []segment{},
	}
	for _, g := range f.Others {
		object.Others = append(object.Others, guess{g.Charset.String(), g.Confidence})
	}
	for _, s := range f.Segments {
		object.Segments = append(object.Segments, segment{s.Offset, s.Len, s.Charset.String()})
	}
	line, err := jsonLine(object)
	if err != nil {
		return err
	}
	_, err = w.Write(line)
	return err
}
