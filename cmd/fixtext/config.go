package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/pflag"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/smallfile"
)

// configName is the file that is looked for in the working directory and above.
const configName = "fixtext.toml"

// origin says where the value of an option comes from.
type origin map[string]string

// applySettings sets the options that the command line leaves open: from the
// environment, else from the file.
func applySettings(f *flags, getenv func(string) string) (origin, error) {
	from := origin{}
	if f.isolated {
		return from, nil
	}
	path := f.config
	if path == "" {
		path = getenv("FIXTEXT_CONFIG")
	}
	found := path == ""
	if found {
		path = findConfig()
	}
	f.settings = path
	var file map[string][]string
	var err error
	if path != "" {
		if file, f.perFile, err = readConfig(path, found, f.rows); err != nil {
			return nil, err
		}
	}
	for _, o := range f.rows {
		if o.from == lineOnly || o.flag.Changed {
			continue
		}
		if v := getenv(o.env()); v != "" {
			if err := f.set.Set(o.name, v); err != nil {
				return nil, fmt.Errorf("%s: %w", o.env(), cause(err))
			}
			from[o.name] = "environment"
			continue
		}
		for _, v := range file[o.name] {
			if o.from == pathSetting && v != "" {
				if v, err = f.settingPath(o.name, path, v, found); err != nil {
					return nil, err
				}
			}
			if err := f.set.Set(o.name, v); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, o.name, cause(err))
			}
			from[o.name] = path
		}
	}
	for _, o := range f.rows {
		if from[o.name] != "" && !f.fits(o) { // a setting for runs of another mode
			if err := o.flag.Value.Set(o.flag.DefValue); err != nil {
				return nil, err
			}
		}
	}
	return from, f.compilePerFile(path, from)
}

// env is the variable that sets the option.
func (o *option) env() string {
	return "FIXTEXT_" + strings.ToUpper(strings.ReplaceAll(o.name, "-", "_"))
}

// cause drops what pflag says of the command line, and what strconv says of itself.
func cause(err error) error {
	var bad *pflag.InvalidValueError
	if !errors.As(err, &bad) || bad.Unwrap() == nil {
		return err
	}
	why := bad.Unwrap()
	if kind := plainTypes[bad.GetFlag().Value.Type()]; kind != "" && errors.As(why, new(*strconv.NumError)) {
		why = fmt.Errorf("must be %s", kind)
	}
	return fmt.Errorf("%q: %w", bad.GetValue(), why)
}

// plainTypes are the types of values in words.
var plainTypes = map[string]string{"bool": "true or false", "int": "a whole number", "float64": "a number"}

// findConfig looks for the file in the working directory and above.
func findConfig() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		path := filepath.Join(dir, configName)
		if _, err := os.Lstat(path); err == nil {
			return shorter(path)
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}

// shorter is a path as seen from the working directory.
func shorter(path string) string {
	dir, err := os.Getwd()
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(dir, path); err == nil {
		return rel
	}
	return path
}

// readConfig returns the settings of a file as they would stand on the command
// line. A key that is not known is an error that shows its line; so is one that
// a file that was found must not set. The tables for some files come beside them.
func readConfig(path string, found bool, table []*option) (map[string][]string, []perFile, error) {
	read := smallfile.Read
	if found {
		read = smallfile.ReadFound
	}
	text, err := read(path, smallfile.Settings)
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		if found {
			err = fmt.Errorf("%w: %s", err, trustIt)
		}
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	// One field per option, so that the parser knows all keys and their types.
	var fields []reflect.StructField
	var names []string
	var kinds []source
	types := map[string]string{"per-file": "table", "per-file.ignore": "array"}
	for _, name := range []string{"glob", "convert", "profile", "variant"} {
		types["per-file."+name] = "string"
	}
	for _, o := range table {
		if o.from == lineOnly {
			continue
		}
		names, kinds = append(names, o.name), append(kinds, o.from)
		types[o.name] = o.kind()
		fields = append(fields, reflect.StructField{
			Name: "K" + strconv.Itoa(len(names)), Type: reflect.PointerTo(goTypes[o.kind()]), Tag: reflect.StructTag(`toml:"` + o.name + `"`),
		})
	}
	fields = append(fields, reflect.StructField{Name: "PerFile", Type: reflect.TypeFor[[]perFile](), Tag: `toml:"per-file"`})
	v := reflect.New(reflect.StructOf(fields))
	dec := toml.NewDecoder(strings.NewReader(string(text))).DisallowUnknownFields()
	if err := dec.Decode(v.Interface()); err != nil {
		return nil, nil, shown(path, string(text), err, types)
	}
	out := map[string][]string{}
	for i, name := range names {
		p := v.Elem().Field(i)
		if p.IsNil() {
			continue
		}
		if found && kinds[i] == trusted {
			return nil, nil, fmt.Errorf("%s: %s: a file that was found must not set this; %s", path, name, trustIt)
		}
		if list, ok := p.Elem().Interface().([]string); ok {
			out[name] = list
			continue
		}
		out[name] = []string{fmt.Sprint(p.Elem().Interface())}
	}
	return out, v.Elem().FieldByName("PerFile").Interface().([]perFile), nil
}

// goTypes are the types of options in a file.
var goTypes = map[string]reflect.Type{
	"boolean": reflect.TypeFor[bool](), "integer": reflect.TypeFor[int64](), "number": reflect.TypeFor[float64](),
	"string": reflect.TypeFor[string](), "array": reflect.TypeFor[[]string](),
}

// inWords are the types of TOML and of options as users call them.
var inWords = map[string]string{
	"boolean": "true or false", "integer": "a whole number", "number": "a number", "float": "a number",
	"string": "a text in quotes", "array": "a list in brackets", "table": "a table",
}

// shown is the error of a file with the line that it is about. Kinds are the types of all
// keys.
func shown(path, text string, err error, kinds map[string]string) error {
	row, column, message := 1, 1, err.Error()
	var strict *toml.StrictMissingError
	var decode *toml.DecodeError
	switch {
	case errors.As(err, &strict) && len(strict.Errors) > 0:
		first := &strict.Errors[0]
		row, column = first.Position()
		key := strings.Join(first.Key(), ".")
		message = fmt.Sprintf("unknown key %q", key)
		if best := nearest(key, slices.Sorted(maps.Keys(kinds))); best != "" {
			message += fmt.Sprintf("; did you mean %q?", best)
		}
	case errors.As(err, &decode):
		row, column = decode.Position()
		message = strings.TrimPrefix(decode.Error(), "toml: ")
		if is, ok := strings.CutPrefix(message, "cannot decode TOML "); ok { // the rest names types of Go
			is, _, _ = strings.Cut(is, " ")
			key := strings.Join(decode.Key(), ".")
			message = fmt.Sprintf("%s must be %s, not %s", key, inWords[kinds[key]], inWords[is])
		}
	}
	line := ""
	if all := strings.Split(text, "\n"); row >= 1 && row <= len(all) {
		line = strings.TrimRight(all[row-1], "\r")
	}
	return fmt.Errorf("%s:%d:%d: %s\n  %d | %s", path, row, column, message, row, line)
}

// nearest is the name that is most like another; empty if none is.
func nearest(name string, names []string) string {
	best, least := "", max(2, len(name)/3)+1
	for _, n := range names {
		if d := distance(name, n); d < least {
			best, least = n, d
		}
	}
	return best
}
