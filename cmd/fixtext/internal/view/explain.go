package view

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/model"
)

// Explanation says what may have happened to a line that was decoded wrongly.
type Explanation struct {
	Reason   string    `json:"reason"`
	Lost     []Lost    `json:"lost,omitempty"`
	Readings []Reading `json:"readings,omitempty"`
}

// Lost is a character of the repaired line that lost bytes.
type Lost struct {
	At     int    `json:"at"`     // in bytes
	Stands string `json:"stands"` // what was put there; U+FFFD if none is likely enough
	May    []May  `json:"may"`    // what it may be, the likeliest first
}

// May is a character, and how likely it is.
type May struct {
	Text   string  `json:"text"`
	Chance float64 `json:"chance,omitempty"` // from 0 to 1; not known if 0
}

// mays are the characters that one may be that lost bytes.
func mays(l *mojibake.LostChar) []May {
	list := []May{}
	for i, r := range l.May {
		list = append(list, May{string(r), math.Round(1e4*l.Chances[i]) / 1e4})
	}
	return list
}

// Reading is one way to read the bytes of a part of the line.
type Reading struct {
	Old      string     `json:"old"`
	New      string     `json:"new"`
	Plan     string     `json:"plan"`
	Made     bool       `json:"made"`
	Stages   []Stage    `json:"stages"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Stage is one wrong decoding. Without bytes, some were lost; without a text, not all of
// them are well-formed.
type Stage struct {
	Is    Charset `json:"is"` // what they are in
	As    Charset `json:"as"` // what they were read as
	Bytes string  `json:"bytes,omitempty"`
	More  int     `json:"more,omitempty"`
	Text  string  `json:"text,omitempty"`
}

// Charset is a name, and of whom the charset is.
type Charset struct {
	Name string `json:"name"`
	Of   string `json:"of,omitempty"`
}

// Evidence speaks for a reading, or against it if the weight is negative. Never is what
// forbids it.
type Evidence struct {
	Words  string  `json:"words"`
	Weight float64 `json:"weight,omitempty"`
	Never  bool    `json:"never,omitempty"`
}

// mostReadings of an explanation are shown.
const mostReadings = 4

// Explain explains a line, with lost characters chosen by a model; nil is the one in the program.
func Explain(line string, m *model.Model) Explanation {
	return Of(mojibake.Explain(line, mojibake.WithModel(m)))
}

// Of is an explanation as it is shown.
func Of(e mojibake.Explanation) Explanation {
	why := Explanation{Reason: e.Reason}
	for i := range e.Lost {
		l := &e.Lost[i]
		_, n := utf8.DecodeRuneInString(e.Fixed[l.At:])
		why.Lost = append(why.Lost, Lost{l.At, e.Fixed[l.At : l.At+n], mays(l)})
	}
	for _, r := range e.Readings[:min(len(e.Readings), mostReadings)] {
		reading := Reading{Old: e.Text[r.From:r.To], New: r.Text, Plan: r.Plan.String(), Made: r.Made}
		for _, s := range r.Stages {
			n := min(len(s.Bytes), mostBytes)
			reading.Stages = append(reading.Stages, Stage{
				Is: charset(s.Step.Is), As: charset(s.Step.As),
				Bytes: spaced(s.Bytes[:n]), More: len(s.Bytes) - n, Text: s.Text,
			})
		}
		for _, x := range r.Evidence {
			never := math.IsInf(x.Weight, -1)
			if never {
				x.Weight = 0
			}
			reading.Evidence = append(reading.Evidence, Evidence{x.Words, math.Round(10*x.Weight) / 10, never})
		}
		why.Readings = append(why.Readings, reading)
	}
	return why
}

func charset(name string) Charset { return Charset{name, mojibake.Describe(name)} }

// Explain explains the line if an edit of it is about a wrong decoding, and reports whether
// it is.
func (l *Line) Explain(m *model.Model) bool {
	if !slices.ContainsFunc(l.Edits, func(e Edit) bool { return misreads(e.Rule) }) {
		return false
	}
	var b strings.Builder
	for _, p := range l.Old {
		b.WriteString(p.Text)
	}
	why := Explain(b.String(), m)
	l.Why = &why
	return true
}

// misreads reports whether a rule is about wrong decodings.
func misreads(rule fixtext.Code) bool { return strings.HasPrefix(string(rule), "FT10") }
