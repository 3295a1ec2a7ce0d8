package main

import (
	"archive/zip"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"

	"github.com/fixtext/fixtext/internal/lang"
	"github.com/fixtext/fixtext/internal/lazy"
)

const aboutZipnames = `Shows the names of the entries of zip files that are in another charset than UTF-8, or
were decoded wrongly, and what they would be. With --write the files get the repaired
names, marked as UTF-8; all else is copied byte for byte and compared. A name that would
lead outside or to another folder, be there twice, or mean something else on some system
is left alone and told, and makes the exit code 1. All names of a file are evidence for
each of them. The name - is standard input; with --write, the file goes to standard
output then.`

const examplesZipnames = `  fixtext zipnames download.zip
  fixtext zipnames --write download.zip && unzip download.zip
  fixtext zipnames --encoding big5 --check *.zip
  curl -s example.org/a.zip | fixtext zipnames --write - > a.zip`

// zipNames is one run of the command.
type zipNames struct {
	write, check, json bool
	charset            string
	prefer             []string
	std                streams
	atoms              *atomicfile.Group
}

func newZipnames(std streams, atoms *atomicfile.Group) *cobra.Command {
	z := &zipNames{std: std, atoms: atoms}
	cmd := &cobra.Command{
		Use:     "zipnames FILE...",
		Short:   "Repair the names of entries in zip files",
		Long:    aboutZipnames,
		Example: examplesZipnames,
		Args:    between(1, math.MaxInt),
		RunE: func(_ *cobra.Command, paths []string) error {
			if err := unless(!z.write || !z.check, "--check and --write cannot be used together"); err != nil {
				return err
			}
			var failed error
			for _, path := range paths {
				err := z.file(path)
				if !errors.Is(err, errFindings) {
					err = named(displayName(path), err)
				}
				failed = join(failed, err)
			}
			return failed
		},
	}
	table := []*option{
		{name: "write", short: "w", value: &z.write, usage: "write the repaired names to the files"},
		{name: "check", value: &z.check, usage: "exit with 1 if a name would change"},
		{name: "json", value: &z.json, usage: "write one JSON object a line and name: what it becomes, or why it stays"},
		{name: "encoding", short: "e", value: word{&z.charset, knownLabel}, values: charsetNames, usage: "decode names that are not UTF-8 from the charset `LABEL`, do not detect it"},
		preferRow(&z.prefer),
	}
	define(cmd.Flags(), table)
	if err := completeValues(cmd, table); err != nil {
		panic(err) // an option that is not in the table
	}
	return cmd
}

// file repairs the names in one file. Names that could do harm stay, and are told.
func (z *zipNames) file(path string) error {
	if path == "-" {
		return z.input()
	}
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	before, err := in.Stat()
	if err != nil {
		return err
	}
	return z.archive(in, before.Size(), path, func(a *zip.Reader, names []string) error {
		file, err := z.atoms.Create(path)
		if err != nil {
			return err
		}
		err = renamedZip(in, before.Size(), a, names, file.File)
		if err == nil {
			err = (&input{path: path, info: before}).changed()
		}
		if err != nil {
			return errors.Join(err, file.Discard())
		}
		return file.Commit()
	})
}

// input repairs the names in a file from standard input: it is kept in one of its own,
// since the directory of a zip file is at its end.
func (z *zipNames) input() (err error) {
	scratch := func() (*atomicfile.File, error) { return z.atoms.CreateScratch("fixtext.zip") }
	in, err := scratch()
	if err != nil {
		return err
	}
	defer func() { err = join(err, in.Discard()) }()
	size, err := io.Copy(in, z.std.in)
	if err != nil {
		return err
	}
	std := z.std
	if z.write { // which has the output for itself
		z.std.out = z.std.err
		defer func() { z.std = std }()
	}
	whole := io.Reader(io.NewSectionReader(in, 0, size))
	err = z.archive(in, size, displayName("-"), func(a *zip.Reader, names []string) error {
		out, err := scratch()
		if err != nil {
			return err
		}
		defer func() { _ = out.Discard() }()
		if err := renamedZip(in, size, a, names, out.File); err != nil {
			return err
		}
		if _, err := out.Seek(0, io.SeekStart); err != nil {
			return err
		}
		whole = nil
		_, err = io.Copy(std.out, out)
		return reason(err)
	})
	if z.write && whole != nil && (err == nil || errors.Is(err, errFindings)) {
		_, copied := io.Copy(std.out, whole)
		err = join(err, reason(copied))
	}
	return err
}

// archive tells of the names in a zip file of size bytes, and hands them to write if
// they are to be written.
func (z *zipNames) archive(r io.ReaderAt, size int64, name string, write func(*zip.Reader, []string) error) error {
	a, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // such names are told below
		return err
	}
	names, left := z.repaired(a.File)
	changed := false
	for i, f := range a.File {
		if names[i] == f.Name && left[i] == "" {
			continue
		}
		changed = changed || left[i] == ""
		if err := z.tell(name, f.Name, names[i], left[i]); err != nil {
			return err
		}
	}
	if changed && z.write {
		if err := write(a, names); err != nil {
			return err
		}
	}
	if changed && z.check || strings.Join(left, "") != "" {
		return errFindings
	}
	return nil
}

// tell writes what becomes of a name, or why it stays.
func (z *zipNames) tell(file, name, now, left string) error {
	if z.json {
		line := struct {
			File string `json:"file"`
			Name string `json:"name,omitempty"`
			Hex  string `json:"name_hex,omitempty"` // of a name that is not UTF-8
			Now  string `json:"now,omitempty"`
			Left string `json:"left,omitempty"` // why it stays
		}{File: file, Now: now, Left: left}
		if line.Name = name; !utf8.ValidString(name) {
			line.Name, line.Hex = "", hex.EncodeToString([]byte(name))
		}
		if left != "" {
			line.Now = ""
		}
		b, err := jsonLine(line)
		if err != nil {
			return err
		}
		return z.std.print(string(b))
	}
	text := "→ " + finding.QuotePath(now)
	if left != "" {
		text = lang.Sprintf("left alone: %s", lang.Tell(left))
	}
	return z.std.print(fmt.Sprintf("%s: %s %s\n", finding.QuotePath(file), finding.QuotePath(name), text))
}

// renamedZip writes a zip file with other names, and compares it with the one that was
// read.
func renamedZip(in io.ReaderAt, size int64, a *zip.Reader, names []string, out *os.File) error {
	if err := renameZip(in, size, a.File, names, out); err != nil {
		return err
	}
	return sameZip(a, out.Name(), names)
}

// repaired are the names of the entries, decoded together: one name alone
// says too little about its charset. A name that could do harm stays as it is;
// left tells why.
func (z *zipNames) repaired(list []*zip.File) (names, left []string) {
	var all []string
	for _, f := range list {
		all = append(all, strings.ReplaceAll(f.Name, "\n", " "))
	}
	opts := []fixtext.Option{fixtext.Select("FT1", "FT2"), fixtext.Prefer(z.prefer...)}
	if z.charset != "" {
		opts = append(opts, fixtext.FromCharset(z.charset))
	}
	text := fixtext.Bytes([]byte(strings.Join(all, "\n")), opts...)
	names = strings.Split(string(text), "\n")
	if len(names) != len(list) {
		names = all
	}
	left = make([]string, len(list))
	for i, f := range list {
		if names[i] == all[i] { // as it was, harmful or not
			names[i] = f.Name
		}
		why := ""
		switch {
		case names[i] == f.Name && utf8.ValidString(f.Name):
			why = outside(f.Name) // as it is
		case !utf8.ValidString(names[i]):
			why = "it cannot be decoded"
		case strings.Count(names[i], "/") != strings.Count(f.Name, "/"):
			why = fmt.Sprintf("as %s it would be in another folder", finding.QuotePath(names[i]))
		case harm(names[i]) != "":
			why = fmt.Sprintf("as %s %s", finding.QuotePath(names[i]), harm(names[i]))
		case len(names[i]) > 0xFFFF:
			why = "it would be too long"
		case !utf8.ValidString(f.Comment):
			why = "its comment is in another charset"
		}
		if why != "" {
			names[i], left[i] = f.Name, why
		}
	}
	return names, apart(list, names, left)
}

// apart keeps two entries from getting one name, on a system that tells names
// apart by neither case nor normal form.
func apart(list []*zip.File, names, left []string) []string {
	for again := true; again; { // a name that is kept may collide in turn
		again = false
		seen := map[string]int{}
		for _, n := range names {
			seen[folded(n)]++
		}
		for i, f := range list {
			if names[i] != f.Name && seen[folded(names[i])] > 1 {
				left[i] = fmt.Sprintf("as %s it would be there twice", finding.QuotePath(names[i]))
				names[i], again = f.Name, true
			}
		}
	}
	return left
}

func folded(name string) string {
	return strings.TrimSuffix(cases.Fold().String(norm.NFKC.String(name)), "/")
}

// harm tells what the name of an entry could do on some system; empty if nothing.
func harm(name string) string {
	if name == "" {
		return "it would be empty"
	}
	if strings.HasPrefix(name, "/") {
		return "it would lead outside"
	}
	if strings.ContainsFunc(name, unicode.IsControl) {
		return "it would have control characters"
	}
	if strings.ContainsAny(name, `\:`) {
		return "it would lead elsewhere on Windows"
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(name, "/"), "/") {
		device, _, _ := strings.Cut(strings.ToUpper(part), ".")
		switch {
		case part == "" || part == "." || part == "..":
			return "it would lead outside"
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return "it would have another name on Windows"
		case devices.MatchString(strings.TrimRight(device, " ")):
			return "it would be a device of Windows"
		}
	}
	return ""
}

// outside reports whether a name that stays leads out of its folder; empty if not.
// Old programs of Windows write backslashes.
func outside(name string) string {
	parts := strings.Split(strings.ReplaceAll(name, `\`, "/"), "/")
	if parts[0] == "" || slices.Contains(parts, "..") || len(parts[0]) > 1 && parts[0][1] == ':' {
		return "it leads outside"
	}
	return ""
}

// devices are names that mean no file on Windows, whatever their ending.
var devices = lazy.MustCompile("^(CON|PRN|AUX|NUL|CONIN[$]|CONOUT[$]|(COM|LPT)[0-9¹²³])$")
