package main

import (
	"archive/zip"
	"errors"
	"fmt"
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

	"github.com/fixtext/fixtext/internal/lazy"
)

const aboutZipnames = `Shows the names of the entries of zip files that are in another charset than UTF-8, or
were decoded wrongly, and what they would be. With --write the files get the repaired
names, marked as UTF-8; all else is copied byte for byte and compared. A name that would
lead outside or to another folder, be there twice, or mean something else on some system
is left alone and told, and makes the exit code 1.`

func newZipnames(std streams, atoms *atomicfile.Group) *cobra.Command {
	var write bool
	var prefer []string
	cmd := &cobra.Command{
		Use:     "zipnames FILE...",
		Short:   "Repair the names of entries in zip files",
		Long:    aboutZipnames,
		Example: "  fixtext zipnames download.zip\n  fixtext zipnames --write download.zip && unzip download.zip",
		Args:    between(1, math.MaxInt),
		RunE: func(_ *cobra.Command, paths []string) error {
			var failed error
			for _, path := range paths {
				err := zipNames(path, prefer, write, std, atoms)
				if !errors.Is(err, errFindings) {
					err = named(path, err)
				}
				failed = join(failed, err)
			}
			return failed
		},
	}
	table := []*option{
		{name: "write", short: "w", value: &write, usage: "write the repaired names to the files"},
		preferRow(&prefer),
	}
	define(cmd.Flags(), table)
	return cmd
}

// zipNames repairs the names in one file. Names that could do harm stay, and are
// told.
func zipNames(path string, prefer []string, write bool, std streams, atoms *atomicfile.Group) error {
	before, err := os.Stat(path)
	if err != nil {
		return err
	}
	z, err := zip.OpenReader(path)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // such names are told below
		return err
	}
	defer z.Close()
	names, left := repairedNames(z.File, prefer)
	changed := false
	for i, f := range z.File {
		text := ""
		switch {
		case left[i] != "":
			text = fmt.Sprintf("left alone: %s", left[i])
		case names[i] == f.Name:
			continue
		default:
			changed = true
			text = "→ " + finding.QuotePath(names[i])
		}
		if _, err := fmt.Fprintf(std.out, "%s: %s %s\n", finding.QuotePath(path), finding.QuotePath(f.Name), text); err != nil {
			return err
		}
	}
	if changed && write {
		if err := writeZip(path, before, &z.Reader, names, atoms); err != nil {
			return err
		}
	}
	if strings.Join(left, "") != "" {
		return errFindings
	}
	return nil
}

// writeZip puts a file with other names in the place of the one that was read.
func writeZip(path string, before os.FileInfo, z *zip.Reader, names []string, atoms *atomicfile.Group) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	file, err := atoms.Create(path)
	if err != nil {
		return err
	}
	err = renameZip(in, before.Size(), z.File, names, file)
	if err == nil {
		err = sameZip(z, file.Name(), names)
	}
	if err == nil {
		err = (&input{path: path, info: before}).changed()
	}
	if err != nil {
		return errors.Join(err, file.Discard())
	}
	return file.Commit()
}

// repairedNames are the names of the entries, decoded together: one name alone
// says too little about its charset. A name that could do harm stays as it is;
// left tells why.
func repairedNames(list []*zip.File, prefer []string) (names, left []string) {
	var all []string
	for _, f := range list {
		all = append(all, strings.ReplaceAll(f.Name, "\n", " "))
	}
	text := fixtext.Bytes([]byte(strings.Join(all, "\n")), fixtext.Select("FT1", "FT2"), fixtext.Prefer(prefer...))
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
