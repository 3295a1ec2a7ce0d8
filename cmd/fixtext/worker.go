package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/frames"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/worker"
	"github.com/fixtext/fixtext/model"
)

const aboutWorker = `Repairs records for another program, until that closes standard input: it reads
batches of records in columns and writes what became of them. The package fixtext
of Python is such a program; WORKER.md tells how to write one in any language.

Each record is repaired by itself: what becomes of it depends on it alone, not on
its batch. As many records come back as came in, and in the same order; one that
cannot be repaired, or that this program fails on, comes back as it was. Options
come with the first frame; no settings are read from files or the environment.`

func newWorker(std streams) *cobra.Command {
	return &cobra.Command{
		Use:     "worker",
		Short:   "Repair records for another program",
		Long:    aboutWorker,
		Example: "  python3 -c 'import fixtext; print(fixtext.fix(\"é“¶è¡Œ\"))'",
		Args:    between(0, 0),
		RunE: func(*cobra.Command, []string) error {
			if isTerminal(std.in) || isTerminal(std.out) {
				return errors.New("worker: is started by other programs, as WORKER.md tells; without arguments, fixtext repairs what is typed")
			}
			return worker.Serve(std.in, std.out, func(hello []byte) (worker.Config, error) {
				c, err := openWorker(hello, std)
				if err == nil {
					runtime.GOMAXPROCS(c.Jobs) // the other processors are for others
				}
				return c, err
			})
		},
	}
}

// workerHello is what a client asks for.
type workerHello struct {
	Protocol  int                        `json:"protocol"`
	Options   map[string]json.RawMessage `json:"options"`
	Jobs      int                        `json:"jobs"`
	MaxRecord int                        `json:"max_record"` // in bytes
}

// workerWelcome is what the worker says of itself.
type workerWelcome struct {
	Protocol    int               `json:"protocol"`
	Version     string            `json:"version"`
	Data        map[string]string `json:"data"`
	Options     map[string]string `json:"options"`        // all that decide what is repaired
	OptionsHash string            `json:"options_sha256"` // of these, as JSON
	MaxRecord   int               `json:"max_record"`
	MaxFrame    int               `json:"max_frame"`
}

// openWorker reads what a client asks for.
func openWorker(hello []byte, std streams) (c worker.Config, err error) {
	ask := workerHello{Jobs: 1, MaxRecord: records.Longest}
	dec := json.NewDecoder(bytes.NewReader(hello))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&ask); err != nil {
		return c, fmt.Errorf("hello: %w", err)
	}
	switch {
	case ask.Protocol != frames.Version:
		return c, fmt.Errorf("hello: protocol %d; this program knows %d", ask.Protocol, frames.Version)
	case ask.Jobs < 1 || ask.Jobs > mostWorkers:
		return c, fmt.Errorf("hello: jobs %d: must be from 1 to %d", ask.Jobs, mostWorkers)
	case ask.MaxRecord < 1 || ask.MaxRecord > 1<<30:
		return c, fmt.Errorf("hello: max_record %d: must be from 1 to %d", ask.MaxRecord, 1<<30)
	}
	opts, said, m, err := workerOptions(ask.Options)
	if err != nil {
		return c, fmt.Errorf("hello: %w", err)
	}
	line, err := json.Marshal(said)
	if err != nil {
		return c, err
	}
	hash := sha256.Sum256(line)
	tables := map[string]string{}
	for _, d := range data(m) {
		tables[d[0]] = d[1]
	}
	return worker.Config{
		Jobs: ask.Jobs, MaxRecord: ask.MaxRecord, Log: std.err,
		New: func(more ...fixtext.Option) (worker.Repairer, error) {
			return fixtext.NewFixer(slices.Concat(opts, more)...)
		},
		Welcome: workerWelcome{
			Protocol: frames.Version, Version: version(), Data: tables, Options: said, OptionsHash: hex.EncodeToString(hash[:]),
			MaxRecord: ask.MaxRecord, MaxFrame: ask.MaxRecord + worker.Beside,
		},
	}, nil
}

// dictionaryOption is the text of a dictionary itself: where a worker runs there may be
// no file of the client.
const dictionaryOption = "dictionary"

// workerRows are the options that decide what becomes of a record.
func (f *flags) workerRows() (list []*option) {
	for _, o := range f.rows {
		if o.name != dictionaryOption && (o.group == "Repairs" || o.name == "encoding" || o.name == "prefer") {
			list = append(list, o)
		}
	}
	return list
}

// workerOptions are options of the library by their names on the command line. Said
// are all of them, with those that were not named; m is the model among them, if there is one.
func workerOptions(asked map[string]json.RawMessage) (opts []fixtext.Option, said map[string]string, m *model.Model, err error) {
	f := newFlags()
	said = map[string]string{}
	for _, o := range f.workerRows() {
		if raw, ok := asked[o.name]; ok {
			value, err := settingOf(raw)
			if err == nil && value != "" {
				err = f.set.Set(o.name, value)
			}
			if err != nil {
				return nil, nil, nil, fmt.Errorf("option %s: %w", o.name, cause(err))
			}
		}
		said[o.name] = o.flag.Value.String()
	}
	for name, raw := range asked {
		if name == dictionaryOption {
			var text string
			if err := json.Unmarshal(raw, &text); err != nil {
				return nil, nil, nil, fmt.Errorf("option %s: %w", name, err)
			}
			dict, err := fixtext.ParseDict(strings.NewReader(text))
			if err != nil {
				return nil, nil, nil, reason(err)
			}
			said[name] = text
			opts = append(opts, fixtext.Dictionary(dict))
		} else if _, ok := said[name]; !ok {
			return nil, nil, nil, fmt.Errorf("unknown option %q", name)
		}
	}
	if err := f.prepare(nil); err != nil {
		return nil, nil, nil, err
	}
	if f.model != nil {
		said["model"] = f.model.String() // not where it lies
	}
	return append(f.repairs(), opts...), said, f.model, nil
}

// settingOf is a value of JSON as it would stand on the command line; a list has its
// parts joined by commas.
func settingOf(raw json.RawMessage) (string, error) {
	var v any
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		return "", err
	}
	switch v := v.(type) {
	case string, json.Number, bool:
		return fmt.Sprint(v), nil
	case []any:
		var parts []string
		for _, x := range v {
			s, ok := x.(string)
			if !ok {
				return "", fmt.Errorf("%v: must be text", x)
			}
			parts = append(parts, s)
		}
		return strings.Join(parts, ","), nil
	}
	return "", fmt.Errorf("%s: must be text, a number, true, false or a list of texts", raw)
}
