package damage

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"
)

// An accident happens to the bytes of one character of a line: of two, at is the first.
type accident func(b []byte, at int) []byte

// accidents are how the pairs of GBK get out of step.
var accidents = map[string]accident{
	"lead byte a ?":     func(b []byte, at int) []byte { b[at] = '?'; return b },
	"lead byte lost":    func(b []byte, at int) []byte { return slices.Delete(b, at, at+1) },
	"trail byte lost":   func(b []byte, at int) []byte { return slices.Delete(b, at+1, at+2) },
	"stray byte before": func(b []byte, at int) []byte { return slices.Insert(b, at, 0xC4) },
	"stray byte within": func(b []byte, at int) []byte { return slices.Insert(b, at+1, 0xC4) },
}

// hurtOne lets an accident happen to a Han character in the first two thirds of a line
// of GBK that has six of them: to which one, n draws.
func hurtOne(b []byte, hurt accident, n int) ([]byte, bool) {
	var places []int
	for i := 0; i < len(b); i++ {
		if b[i] >= 0x80 {
			if b[i] >= 0xB0 && b[i] < 0xF8 && b[i+1] >= 0xA1 {
				places = append(places, i)
			}
			i++
		}
	}
	if len(places) < 6 {
		return nil, false
	}
	return hurt(b, places[n%(len(places)*2/3)]), true
}

// others are the steps that are no wrong decodings: what transports do to runs of
// characters, and what happens to text on its way.
var others = map[string]step{
	"no-break spaces become blanks": func(s string) (string, int, bool) {
		n := strings.Count(s, "\u00a0")
		return strings.ReplaceAll(s, "\u00a0", " "), n, n > 0
	},
	"memory never written": func(s string) (string, int, bool) {
		return string([]rune(s)[:2]) + "烫烫烫烫屯屯屯屯", 1, true
	},
	"encoded word": func(s string) (string, int, bool) {
		return "=?UTF-8?B?" + base64.StdEncoding.EncodeToString([]byte(s)) + "?=", 0, len([]rune(s)) <= 14
	},
	"small letters":          remake(strings.ToLower),
	"capitals":               remake(strings.ToUpper),
	"compatible forms":       remake(norm.NFKC.String),
	"decimal references":     escape(eachRune("&#%d;")),
	"hexadecimal references": escape(eachRune("&#x%x;")),
	"escapes": escape(func(run []rune) (s string) {
		for _, u := range utf16.Encode(run) {
			s += fmt.Sprintf(`\u%04x`, u)
		}
		return s
	}),
	"escapes without backslash": escape(eachRune("u%04x")),
	"percent":                   escape(eachByte("%%%02X")),
	"quoted-printable":          escape(eachByte("=%02X")),
	"hz in text": escape(func(run []rune) string {
		s, err := simplifiedchinese.HZGB2312.NewEncoder().String(string(run))
		if err != nil {
			return string(run)
		}
		return s
	}),
}

// remake is a step that changes characters. Each change of a character loses what it was.
func remake(do func(string) string) step {
	return func(line string) (string, int, bool) {
		out, lost := do(line), 0
		for _, r := range line {
			if do(string(r)) != string(r) {
				lost++
			}
		}
		return out, lost, lost > 0
	}
}

func eachRune(format string) func([]rune) string {
	return func(run []rune) (s string) {
		for _, r := range run {
			s += fmt.Sprintf(format, r)
		}
		return s
	}
}

func eachByte(format string) func([]rune) string {
	return func(run []rune) (s string) {
		for _, b := range []byte(string(run)) {
			s += fmt.Sprintf(format, b)
		}
		return s
	}
}

// escape replaces every run of Han characters by what do makes of it.
func escape(do func(run []rune) string) step {
	return func(line string) (string, int, bool) {
		var out strings.Builder
		var run []rune
		for _, r := range line + "\n" {
			if unicode.Is(unicode.Han, r) {
				run = append(run, r)
				continue
			}
			if len(run) > 0 {
				out.WriteString(do(run))
				run = nil
			}
			out.WriteRune(r)
		}
		return strings.TrimSuffix(out.String(), "\n"), 0, true
	}
}
