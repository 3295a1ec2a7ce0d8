package main

import (
	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/syntax"
)

// known returns what the name and the start of an input say of it, as options of the
// library: the settings for such files, which parts of a text are code, or that it is a
// translation or a copy.
func (f *flags) known(in *input, format *records.Format) ([]fixtext.Option, error) {
	if in.path == "" && f.stdinFilename == "" {
		return nil, nil
	}
	opts, convert := f.settingsOf(in.name)
	if convert != "prose" || !format.Translated || f.lineBuffered {
		return opts, nil
	}
	head, err := in.head()
	if err != nil {
		return nil, err
	}
	_, name := codec.ByName(in.name)
	if syntax.Copied(name) || syntax.Translation(name, head) {
		return append(opts, fixtext.Convert(fixtext.ConvertNone)), nil
	}
	if find := syntax.Find(name, head); find != nil && format == &records.Text {
		opts = append(opts, fixtext.Verbatim(find))
	}
	return opts, nil
}
