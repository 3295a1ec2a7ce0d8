package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/page"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/view"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/internal/lang"
	"github.com/fixtext/fixtext/model"
	"github.com/fixtext/fixtext/normalize/simplify"
)

const aboutExplain = `Tells what happened to a broken text, and why it can be repaired or not. TEXT may
also be the name of a file, of which the first line that looks odd is explained;
without it, standard input is read.

Text is kept as bytes, and a charset says which bytes stand for which character.
Read in another charset than it was written in, text turns into other characters.
If all bytes are still there, that can be undone: this command shows the bytes at
each step, what else they might say, and how plausible that is.

Plausibility is measured by a model of how often characters stand beside each
other. A gain of 10 means that a reading is about e^10, 20,000 times, likelier
than the text as it stands. A repair needs more gain than chance explains, and
nothing that clean text has, too. What counted is listed for each reading that was
weighed: what is more than 0 speaks for it, what is less against it, and "never"
forbids it, however likely it is.

Characters that are not standard and stay, as they are most often part of a name in
simplified text, are named here; no other command reports them.

Of characters whose bytes were lost it is told what they may be, and how likely each
is; where none is likely enough, U+FFFD stands. --model chooses by another model, as in
a run.

With --html, all of the text is shown as a page that needs nothing else, in Chinese
or English as the browser prefers: before and after, with the reasons of every edit,
and what lost characters may be. It is the view of the page in web/.`

const examplesExplain = `  fixtext explain 'é“¶è¡Œ'
  fixtext explain broken.txt
  pbpaste | fixtext explain
  fixtext explain --html broken.txt > why.html`

func newExplain(std streams) *cobra.Command {
	var asPage, asJSON bool
	var path string
	cmd := &cobra.Command{
		Use:     "explain [TEXT|FILE]",
		Short:   "Tell what happened to a broken text",
		Long:    aboutExplain,
		Example: examplesExplain,
		Args:    between(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			name, text, err := toExplain(args, std)
			if err != nil {
				return err
			}
			var m *model.Model
			if path != "" {
				if m, err = model.OpenFile(path); err != nil {
					return named(path, err)
				}
			}
			program := programWith(m)
			if asPage {
				return page.Explained(std.out, program, name, []byte(text), m)
			}
			if !utf8.ValidString(text) {
				return fmt.Errorf("this is not UTF-8 text; fixtext detect tells which charset it is in, fixtext decodes it")
			}
			e := mojibake.Explain(text, mojibake.WithModel(m))
			if asJSON {
				return explainJSON(std, program, &e)
			}
			return std.print(explain(e))
		},
	}
	cmd.Flags().StringVar(&path, "model", "", "choose characters that lost bytes by the model in `FILE`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON object")
	cmd.Flags().BoolVar(&asPage, "html", false, "write one page of HTML, for a browser: all of the text, before and after, and what each edit rests on")
	cmd.MarkFlagsMutuallyExclusive("json", "html")
	return cmd
}

// toExplain is the text that the arguments mean, and the name of its file if it has one.
func toExplain(args []string, std streams) (name, text string, err error) {
	path := "-"
	if len(args) == 1 && args[0] != "-" {
		if _, err := os.Stat(args[0]); err != nil {
			return "", args[0], nil // no name of a file
		}
		path = args[0]
	}
	b, err := readHead(path, std)
	if err != nil {
		return "", "", &fs.PathError{Op: "read", Path: finding.QuotePath(displayName(path)), Err: reason(err)}
	}
	if path != "-" {
		name = finding.QuotePath(path)
	}
	return name, string(b), nil
}

// explain puts an explanation into words.
func explain(e mojibake.Explanation) string {
	var b strings.Builder
	b.WriteString(lang.Sprintf("Text:    %s\n", visible(e.Text)))
	if e.Fixed != e.Text {
		b.WriteString(lang.Sprintf("Repair:  %s\n", visible(e.Fixed)))
	}
	repaired, more, stays := whole(e)
	reason := e.Reason
	if len(stays) > 0 && len(e.Edits)+len(e.Readings) == 0 {
		reason = "It stays, and is reported:"
	}
	fmt.Fprintf(&b, "\n%s\n", lang.Tell(reason))
	for _, x := range stays {
		fmt.Fprintf(&b, "  %s  %s: %s\n", x.Rule, visible(string(x.In)), lang.Tell(x.Note))
	}
	explainLost(&b, &e)
	rest := explainRest(&b, repaired, more)
	explainLeft(&b, e.Fixed)
	if len(e.Readings) == 0 || (rest || len(e.Edits) > 0) && !e.Readings[0].Made {
		return b.String() // nothing was weighed that is worth telling
	}
	best := e.Readings[0]
	b.WriteString(lang.Sprintf("\nWhat the likeliest explanation supposes, of %q:\n", visible(e.Text[best.From:best.To])))
	for _, s := range best.Stages {
		explainStage(&b, s)
	}
	b.WriteString(lang.T("\nWhat was weighed, and what counted for it (+) or against it (-):\n"))
	for _, r := range e.Readings {
		explainReading(&b, r)
	}
	return b.String()
}

// explainJSON writes an explanation for programs.
func explainJSON(std streams, program string, e *mojibake.Explanation) error {
	line, err := jsonLine(struct {
		Program string `json:"fixtext"`
		Text    string `json:"text"`
		Fixed   string `json:"fixed"`
		view.Explanation
	}{program, e.Text, e.Fixed, view.Of(*e)})
	if err != nil {
		return err
	}
	return std.print(string(line))
}

// explainLost tells what characters that lost bytes may be.
func explainLost(b *strings.Builder, e *mojibake.Explanation) {
	if len(e.Lost) > 0 {
		b.WriteString(lang.T("\nCharacters whose bytes were lost, and what they may be:\n"))
	}
	for _, l := range e.Lost {
		stands, n := utf8.DecodeRuneInString(e.Fixed[l.At:])
		before, after := []rune(visible(e.Fixed[:l.At])), []rune(visible(e.Fixed[l.At+n:]))
		fmt.Fprintf(b, "  %s▢%s ", string(before[max(0, len(before)-lostAround):]), string(after[:min(len(after), lostAround)]))
		for i, r := range l.May {
			mark := ""
			if r == stands {
				mark = "*"
			}
			fmt.Fprintf(b, "  %s%s %.3g %%", mark, visible(string(r)), 100*l.Chances[i])
		}
		if len(l.May) == 0 {
			b.WriteString("  " + lang.T("a letter or a digit, which nobody invents"))
		} else if stands == utf8.RuneError {
			b.WriteString("  " + lang.T("(none is likely enough)"))
		}
		b.WriteByte('\n')
	}
}

// lostAround is how many characters are shown on either side of one that lost bytes.
const lostAround = 4

// explainLeft tells which characters stay though they are not standard.
func explainLeft(b *strings.Builder, text string) {
	seen := map[rune]bool{}
	for _, f := range simplify.Left([]byte(text)) {
		if !seen[f.Rune] {
			seen[f.Rune] = true
			b.WriteString(lang.Sprintf("  %c stays: a variant of %c, in simplified text most often part of a name\n", f.Rune, f.Standard))
		}
	}
}

// explainReading tells what was weighed.
func explainReading(b *strings.Builder, r mojibake.Reading) {
	mark := "no "
	if r.Made {
		mark = "yes"
	}
	fmt.Fprintf(b, "  %s  %s: %s\n", lang.T(mark), lang.Tell(r.Plan.String()), visible(r.Text))
	for _, x := range r.Evidence {
		weight := fmt.Sprintf("%+.1f", x.Weight)
		switch {
		case math.IsInf(x.Weight, -1):
			weight = lang.T("never")
		case x.Weight == 0:
			weight = ""
		}
		fmt.Fprintf(b, "      %*s  %s\n", 7-wide(weight), weight, lang.Tell(x.Words))
	}
}

// whole repairs the text as the filter does: what becomes of it, what is repaired beside
// wrong decodings, an example of each rule, and what is reported only.
func whole(e mojibake.Explanation) (repaired string, more, stays []fixtext.Edit) {
	seen := map[string]bool{}
	keep := func(list *[]fixtext.Edit, key string, x fixtext.Edit) {
		if !seen[key] {
			seen[key] = true
			*list = append(*list, fixtext.Edit{Rule: x.Rule, In: bytes.Clone(x.In), Out: bytes.Clone(x.Out), Note: x.Note})
		}
	}
	for _, x := range e.Edits {
		if string(x.In) == string(x.Out) {
			keep(&stays, string(x.In), x)
		}
	}
	repaired = fixtext.String(e.Fixed, fixtext.OnEdit(func(x fixtext.Edit) error {
		if x.Verdict == fixtext.Unrepairable {
			keep(&stays, string(x.In), x)
		} else {
			keep(&more, string(x.Rule), x)
		}
		return nil
	}))
	return repaired, more, stays
}

// explainRest tells what else fixtext repairs in the text, beside wrong decodings, and
// reports whether there is anything.
func explainRest(b *strings.Builder, repaired string, more []fixtext.Edit) bool {
	if len(more) == 0 {
		return false
	}
	names := map[fixtext.Code]string{}
	for _, r := range fixtext.Rules() {
		names[r.Code] = r.Summary
	}
	b.WriteString(lang.Sprintf("\nBeside wrong decodings, fixtext repairs more in it:\n  %s\n", visible(repaired)))
	for _, x := range more {
		if len(x.Out) == 0 {
			b.WriteString(lang.Sprintf("  %s  %s is removed: %s\n", x.Rule, visible(string(x.In)), lang.T(names[x.Rule])))
			continue
		}
		b.WriteString(lang.Sprintf("  %s  %s becomes %s: %s\n", x.Rule, visible(string(x.In)), visible(string(x.Out)), lang.T(names[x.Rule])))
	}
	return true
}

// explainStage tells one wrong decoding.
func explainStage(b *strings.Builder, s mojibake.Stage) {
	if len(s.Bytes) == 0 {
		b.WriteString(lang.Sprintf("  It was %s, read as %s; some of its bytes were lost.\n", charsetWords(s.Step.Is), charsetWords(s.Step.As)))
		return
	}
	b.WriteString(lang.Sprintf("  The bytes    %s\n  were read as %s.\n", hexBytes(s.Bytes), charsetWords(s.Step.As)))
	if s.Text == "" {
		b.WriteString(lang.Sprintf("  Not all of them are well-formed %s.\n", charsetWords(s.Step.Is)))
		return
	}
	b.WriteString(lang.Sprintf("  In truth     they are %s,\n  and say      %s\n", charsetWords(s.Step.Is), visible(s.Text)))
}

// hexBytes writes bytes, the first few of many.
func hexBytes(p []byte) string {
	const most = 24
	if len(p) > most {
		return lang.Sprintf("% x and %d more", p[:most], len(p)-most)
	}
	return fmt.Sprintf("% x", p)
}

// visible makes characters that cannot be seen visible.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '·'
		}
		return r
	}, s)
}

// charsetWords names a charset for who never heard of it.
func charsetWords(name string) string {
	about := mojibake.Describe(name)
	if about == "" {
		return name
	}
	return lang.Sprintf("%s (%s)", name, lang.T(about))
}
