package records

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/columns"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// Format is a row of the table of formats: all that the command knows of a kind of
// file. Each stands in a file of its own, with the code that reads it.
type Format struct {
	Name    string
	Endings []string // of the names of its files
	Magic   string   // their first bytes, where these tell it
	Begins  []string // how they begin, where others have their names, too

	Fields bool // it has fields of which some can be chosen
	Binary bool // its files are no text as a whole
	Pages  bool // its records are pages of others: each is compressed alone, and none has inline comments
	Drops  bool // its records can be left out

	Translated bool // its files may be translations, of which the name tells the language

	// Ends returns where the records of a text end; nil where that cannot be told from
	// a part of a file.
	Ends func(text []byte) []int
	// names returns the names of the fields of a text that begins so; nil where none are known.
	names func(head []byte) []string
	// Labels is the name under which the charset that a file declares is looked for;
	// nil where files declare none, or their records do that.
	Labels func(name string) string

	// How it is repaired: open for what is read from start to end, Columns for what
	// is read and written in places. Plain text has neither.
	open    func(Options) repairer
	Columns func(r io.ReaderAt, size int64, opt columns.Options, emit engine.Emit) (rows int64, changed bool, err error)

	example example // which the tests run
}

// example is a small file, or a value in one, and what becomes of it.
type example struct{ in, want string }

// Formats is the table, in the order in which the help names them. A format is added
// by its file and its name here.
func Formats() []*Format {
	return []*Format{&Text, &jsonlFormat, &csvFormat, &tsvFormat, &srtFormat, &htmlFormat, &propertiesFormat, &mailFormat, &ooxmlFormat, &odfFormat, &epubFormat, &warcFormat, &parquetFormat}
}

// Named returns the format of this name; nil if there is none.
func Named(name string) *Format {
	return find(func(f *Format) bool { return f.Name == name }, nil)
}

var byEnding = sync.OnceValue(func() map[string]*Format {
	formats := map[string]*Format{}
	for _, f := range slices.Backward(Formats()) { // the first one counts
		for _, ending := range f.Endings {
			formats[ending] = f
		}
	}
	return formats
})

// ByName returns the format of a file with this name.
func ByName(file string) *Format {
	if f := byEnding()[strings.ToLower(filepath.Ext(file))]; f != nil {
		return f
	}
	return &Text
}

// ByMagic returns the format of a file that begins so, where the first bytes tell it.
func ByMagic(head []byte) *Format {
	return find(func(f *Format) bool { return f.Magic != "" && bytes.HasPrefix(head, []byte(f.Magic)) }, &Text)
}

// FieldNames are the names of the fields of a text that begins so, as far as that tells.
func (k *Format) FieldNames(head []byte) []string {
	if k.names == nil {
		return nil
	}
	return k.names(head)
}

// Fits reports whether a file that begins so may be in the format.
func (k *Format) Fits(head []byte) bool {
	return len(k.Begins) == 0 || slices.ContainsFunc(k.Begins, func(s string) bool { return bytes.HasPrefix(head, []byte(s)) })
}

func find(is func(*Format) bool, otherwise *Format) *Format {
	if i := slices.IndexFunc(Formats(), is); i >= 0 {
		return Formats()[i]
	}
	return otherwise
}

// Names are the names of all formats for which is reports true.
func Names(is func(*Format) bool) (names []string) {
	for _, f := range Formats() {
		if is(f) {
			names = append(names, f.Name)
		}
	}
	return names
}
