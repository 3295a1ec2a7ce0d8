package main

import (
	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/syntax"
)

// scope returns what the name and the start of an input say of its prose, as options of
// the library: which parts of it are code, or that it is a translation.
func (f *flags) scope(in *input) ([]fixtext.Option, error) {
	if f.convert.set != "prose" || f.lineBuffered || in.path == "" && f.stdinFilename == "" {
		return nil, nil
	}
	head, err := in.head()
	if err != nil {
		return nil, err
	}
	_, name := codec.ByName(in.name)
	if syntax.Translation(name, head) {
		return []fixtext.Option{fixtext.Convert(fixtext.ConvertNone)}, nil
	}
	if find := syntax.Find(name, head); find != nil {
		return []fixtext.Option{fixtext.Verbatim(find)}, nil
	}
	return nil, nil
}
