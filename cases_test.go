package fixtext_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/normalize/canonical"
	"github.com/fixtext/fixtext/normalize/linkfarm"
	"github.com/fixtext/fixtext/normalize/simplify"
	"github.com/fixtext/fixtext/normalize/transport"
)

var learnCases = flag.Bool("cases.write", false, "write testdata/cases/known.txt anew")

// stages are what a case may ask to be run by alone.
var stages = map[string]func(t *testing.T, in string, options []string) (string, []edit.Edit){
	"mojibake":  func(_ *testing.T, in string, _ []string) (string, []edit.Edit) { return mojibake.Fix(in) },
	"linkfarm":  func(_ *testing.T, in string, _ []string) (string, []edit.Edit) { return linkfarm.Fix(in) },
	"transport": func(_ *testing.T, in string, _ []string) (string, []edit.Edit) { return transport.Fix(in) },
	"canonical": func(_ *testing.T, in string, _ []string) (string, []edit.Edit) { return canonical.Fix(in) },
	"search": func(_ *testing.T, in string, _ []string) (string, []edit.Edit) {
		log := edit.Log{Keep: true}
		return string(canonical.Append(nil, []byte(in), canonical.Search, &log)), log.Edits
	},
	"simplify": func(t *testing.T, in string, options []string) (string, []edit.Edit) {
		if options == nil {
			return simplify.Fix(in)
		}
		var o simplify.Options
		for _, s := range options {
			var err error
			switch verb, arg, _ := strings.Cut(s, " "); verb {
			case "vocabulary":
				o.Vocabulary = true
			case "variant":
				o.Variant, err = simplify.ParseVariant(arg)
			case "dictionary":
				o.Dict, err = simplify.ParseDict(strings.NewReader(arg))
			default:
				t.Fatal("no option of simplify:", s)
			}
			require.NoError(t, err)
		}
		c, err := simplify.New(o)
		require.NoError(t, err)
		log := edit.Log{Keep: true}
		return string(c.Append(nil, []byte(in), &log)), log.Edits
	},
	"decode": func(t *testing.T, in string, options []string) (string, []edit.Edit) {
		log := edit.Log{Keep: true}
		var o encoding.Options
		for _, hint := range hints(t, options) {
			hint(&o)
		}
		s := encoding.Sniff([]byte(in), o)
		return string(s.Append(nil, []byte(in), &log)), log.Edits
	},
	"detect": func(t *testing.T, in string, options []string) (string, []edit.Edit) {
		return encoding.Detect([]byte(in), hints(t, options)...).Charset.String(), nil
	},
	"short": func(t *testing.T, in string, options []string) (string, []edit.Edit) {
		text, g, ok := encoding.DecodeShort([]byte(in), hints(t, options)...)
		if !ok {
			return in, nil
		}
		require.NotEqual(t, encoding.Unknown, g.Charset)
		return text, nil
	},
}

// hints are the options of encoding.
func hints(t *testing.T, options []string) (list []encoding.Hint) {
	for _, s := range options {
		verb, arg, _ := strings.Cut(s, " ")
		c, ok := encoding.Lookup(arg)
		switch {
		case verb == "declared":
			list = append(list, encoding.Declared(arg))
		case verb == "prefer" && ok:
			list = append(list, encoding.Prefer(c))
		case verb == "from" && ok:
			list = append(list, func(o *encoding.Options) { o.Charset = c })
		default:
			t.Fatal("no option of encoding:", s)
		}
	}
	return list
}

// run runs a case and says what is wrong.
func run(t *testing.T, c *cases.Case) (wrong string) {
	var out string
	var edits []edit.Edit
	if do, ok := stages[c.Stage]; ok {
		out, edits = do(t, string(c.In), c.Options)
	} else {
		require.Empty(t, c.Stage, "%s: no such stage", c.ID)
		opts := optionsOf(c.Options)
		out = fixtext.String(string(c.In), append(opts, fixtext.OnEdit(func(e fixtext.Edit) error {
			edits = append(edits, e)
			return nil
		}))...)
	}
	if !c.Any && out != string(*c.Want) {
		return fmt.Sprintf(" in  %q\n got %q\nwant %q", c.In, out, *c.Want)
	}
	if c.Edits == nil {
		return ""
	}
	same := len(edits) == len(*c.Edits)
	for i := range min(len(edits), len(*c.Edits)) {
		want, e := (*c.Edits)[i], edits[i]
		for _, p := range [][2]string{{want.Rule, string(e.Rule)}, {want.Verdict, e.Verdict.String()}, {want.In, string(e.In)}, {want.Out, string(e.Out)}, {want.Note, e.Note}} {
			same = same && (p[0] == "" || p[0] == p[1])
		}
	}
	if !same {
		for _, e := range edits {
			wrong += fmt.Sprintf("\n edit %s %s %q to %q: %s", e.Rule, e.Verdict, e.In, e.Out, e.Note)
		}
		return fmt.Sprintf("%s\n want %+v", wrong, *c.Edits)
	}
	return ""
}

// The cases of testdata/cases come out as they should, except for those that
// known.txt lists: what is not repaired yet is a line there, and a line that
// is no longer true is an error, so that the list only shrinks. The promises
// hold on those with options; on the others, the fuzz targets see to that.
func TestCases(t *testing.T) {
	const known = "testdata/cases/known.txt"
	list, err := os.ReadFile(known)
	require.NoError(t, err)
	fails := map[string]bool{}
	for line := range strings.Lines(string(list)) {
		if id, _, _ := strings.Cut(strings.TrimSpace(line), " "); id != "" && id != "#" {
			fails[id] = true
		}
	}
	seen := map[string]string{} // the label of each case that fails
	right, all := map[string]int{}, map[string]int{}
	for _, c := range cases.All(t) {
		all[c.File]++
		wrong := run(t, &c)
		if wrong == "" {
			right[c.File]++
		} else {
			seen[c.ID] = c.Label
		}
		switch {
		case *learnCases:
		case wrong == "" && fails[c.ID]:
			t.Errorf("%s (%s) comes out right: take it out of %s", c.ID, c.Label, known)
		case wrong != "" && !fails[c.ID]:
			t.Errorf("%s.json: %s (%s, %s):\n%s", c.File, c.ID, c.Label, c.Source, wrong)
		}
		delete(fails, c.ID)
		if c.Stage == "" && c.Options != nil {
			opts := optionsOf(c.Options)
			idempotent(t, c.In, opts...)
			chunkInvariant(t, c.In, opts...)
			accountable(t, c.In, opts...)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(all)) {
		t.Logf("%s: %d of %d right", file, right[file], all[file])
	}
	if *learnCases {
		text := "# Cases that do not come out as they should, one a line. Written by\n# go test . -run TestCases -cases.write; each line is work left to do.\n"
		for _, id := range slices.Sorted(maps.Keys(seen)) {
			text += id + " " + seen[id] + "\n"
		}
		require.NoError(t, os.WriteFile(known, []byte(text), 0o644))
		return
	}
	require.Empty(t, fails, "no such cases")
}
