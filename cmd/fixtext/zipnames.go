package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
)

const aboutZipnames = `Shows the names of the entries of zip files that are in another charset than UTF-8, or
were decoded wrongly, and what they would be. With --write the files get the repaired
names, marked as UTF-8; the data of the entries is not touched.`

func newZipnames(std streams, atoms *atomicfile.Group) *cobra.Command {
	var write bool
	var prefer labels
	cmd := &cobra.Command{
		Use:     "zipnames FILE...",
		Short:   "Repair the names of entries in zip files",
		Long:    aboutZipnames,
		Example: "  fixtext zipnames download.zip\n  fixtext zipnames --write download.zip && unzip download.zip",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, paths []string) error {
			var failed []error
			for _, path := range paths {
				if err := zipNames(path, prefer, write, std, atoms); err != nil {
					failed = append(failed, named(path, err))
				}
			}
			return errors.Join(failed...)
		},
	}
	table := []option{
		{name: "write", short: "w", value: &write, usage: "write the repaired names to the files"},
		preferOption("", &prefer),
	}
	define(cmd.Flags(), table)
	return cmd
}

// zipNames repairs the names in one file.
func zipNames(path string, prefer labels, write bool, std streams, atoms *atomicfile.Group) error {
	before, err := os.Stat(path)
	if err != nil {
		return err
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	names := repairedNames(z.File, prefer)
	changed := false
	for i, f := range z.File {
		if names[i] == f.Name {
			continue
		}
		changed = true
		if _, err := fmt.Fprintf(std.out, "%s: %s → %s\n", finding.QuotePath(path), finding.QuotePath(f.Name), finding.QuotePath(names[i])); err != nil {
			return err
		}
	}
	if !changed || !write {
		return nil
	}
	file, err := atoms.Create(path)
	if err != nil {
		return err
	}
	if err := rename(&z.Reader, names, file); err != nil {
		return errors.Join(err, file.Discard())
	}
	if err := (&input{path: path, info: before}).changed(); err != nil {
		return errors.Join(err, file.Discard())
	}
	return file.Commit()
}

// repairedNames are the names of the entries, decoded together: one name alone
// says too little about its charset. A name that would leave its folder, or be
// there twice, stays as it is.
func repairedNames(list []*zip.File, prefer labels) []string {
	var all []string
	for _, f := range list {
		all = append(all, strings.ReplaceAll(f.Name, "\n", " "))
	}
	text := fixtext.Bytes([]byte(strings.Join(all, "\n")), fixtext.Select("FT1", "FT2"), fixtext.Prefer(prefer...))
	names := strings.Split(string(text), "\n")
	if len(names) != len(list) {
		names = all
	}
	seen := map[string]int{}
	for _, n := range names {
		seen[n]++
	}
	for i, f := range list {
		if strings.Contains(f.Name, "\n") || !utf8.ValidString(names[i]) || seen[names[i]] > 1 ||
			strings.Count(names[i], "/") != strings.Count(f.Name, "/") || strings.ContainsAny(names[i], "\x00\\") {
			names[i] = f.Name
		}
	}
	return names
}

// rename copies a zip file with other names for its entries.
func rename(z *zip.Reader, names []string, w io.Writer) error {
	out := zip.NewWriter(w)
	for i, f := range z.File {
		h := f.FileHeader
		if h.Name != names[i] {
			h.Name, h.NonUTF8 = names[i], false
			h.Flags |= 0x800 // the name is UTF-8
			h.Extra = without(h.Extra, 0x7075)
		}
		to, err := out.CreateRaw(&h)
		if err != nil {
			return err
		}
		from, err := f.OpenRaw()
		if err != nil {
			return err
		}
		if _, err := io.Copy(to, from); err != nil {
			return err
		}
	}
	if err := out.SetComment(z.Comment); err != nil {
		return err
	}
	return out.Close()
}

// without takes a field out of the extra data of an entry: that with another
// spelling of its name.
func without(extra []byte, id uint16) []byte {
	var out bytes.Buffer
	for len(extra) >= 4 {
		n := 4 + int(binary.LittleEndian.Uint16(extra[2:]))
		if n > len(extra) {
			break
		}
		if binary.LittleEndian.Uint16(extra) != id {
			out.Write(extra[:n])
		}
		extra = extra[n:]
	}
	return out.Bytes()
}
