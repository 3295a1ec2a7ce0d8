package main

// modes say what is done with the text.
type modes struct {
	check, list, null, diff, write bool
	output                         string
}

func (f *flags) modeRows() []*option {
	return []*option{
		{name: "check", value: &f.check, mode: true,
			usage:   "write no text; say what would change, and exit with 1 if anything would",
			example: "! fixtext --check old.txt; stdout '^old.txt: [0-9]+ proved'"},
		{name: "list", short: "l", value: &f.list, mode: true,
			usage:   "write no text; list the files that would change, and exit with 1 if any would",
			example: "! fixtext --list old.txt new.txt; stdout '^old.txt$'; ! stdout new"},
		{name: "null", short: "0", value: &f.null,
			usage:   "end the names of --list with a zero byte, and expect them so in --files-from",
			example: `! fixtext --list --null old.txt; stdout '^old.txt\x00$'`},
		{name: "diff", short: "d", value: &f.diff, mode: true,
			usage:   "write no text; show what would change as a unified diff, and exit with 1 if anything\nwould; on a terminal the characters that differ are marked",
			example: `! fixtext --diff old.txt; stdout '^\+图书馆的灯亮了。$'`},
		{name: "write", short: "w", value: &f.write, mode: true,
			usage: "write the repaired text back to the files that change; a file is old or new at any\nmoment, never half, and keeps its mode, owner, attributes and access control list; where it cannot, or is\nread-only, it is left, which is an error; hard links are told of",
			check: func() error {
				return unless(len(f.paths) != 1 || f.paths[0] != "-", "--write needs the names of files: standard input cannot be written")
			},
			example: "fixtext --write old.txt; cmp old.txt new.txt"},
		{name: "backup", value: &f.walk.Backup, from: trusted, only: "write",
			usage: "with --write: keep the old file under its name and this `SUFFIX`, which has no separators, and a number if there\nis such a file; .fixtext-backups beside it tells later runs to leave it alone",
			check: func() error {
				err := checkSuffix(f.walk.Backup)
				return unless(err == nil, "--backup %q: %w", f.walk.Backup, err)
			},
			example: "fixtext --write --backup .bak old.txt; cmp old.txt new.txt; cmp old.txt.bak kept.txt"},
		{name: "output", short: "o", value: &f.output, mode: true, place: 1,
			usage:   "write the text to `FILE`, which appears when it is whole; it must not be an input, as no\noutput may; - is standard output for all of them",
			example: "fixtext --output out.txt old.txt; cmp out.txt new.txt; ! stdout ."},
	}
}

// filter reports whether all text is written to one place.
func (f *flags) filter() bool { return !f.check && !f.list && !f.diff && !f.write }
