package cases

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// leaks are families of escapes that show in prose. Han characters leak, the
// rest of a line stays.
func leaks() (list []*Family) {
	add := func(name string, escape func(run []rune) string) {
		list = append(list, &Family{Group: Leaks, Name: name, Kind: Broken, breaks: lineByLine(func(line string, _ uint64) (string, bool) {
			return hanRuns(line, escape), true
		})})
	}
	each := func(format string) func([]rune) string {
		return func(run []rune) string {
			var out strings.Builder
			for _, r := range run {
				fmt.Fprintf(&out, format, r)
			}
			return out.String()
		}
	}
	bytesOf := func(format string) func([]rune) string {
		return func(run []rune) string {
			var out strings.Builder
			for _, b := range []byte(string(run)) {
				fmt.Fprintf(&out, format, b)
			}
			return out.String()
		}
	}
	add("character references", each("&#%d;"))
	add("character references in hex", each("&#x%x;"))
	add("\\u escapes", each(`\u%04x`))
	add("u escapes, backslash lost", each("u%04x"))
	add("percent-encoding", bytesOf("%%%02X"))
	add("quoted-printable", bytesOf("=%02X"))
	add("HZ in text", func(run []rune) string {
		s, err := simplifiedchinese.HZGB2312.NewEncoder().String(string(run))
		if err != nil {
			return string(run)
		}
		return s
	})
	list = append(list, &Family{Group: Leaks, Name: "encoded words", Kind: Broken, breaks: lineByLine(func(line string, _ uint64) (string, bool) {
		chars := []rune(line)
		return "=?UTF-8?B?" + base64.StdEncoding.EncodeToString([]byte(line)) + "?=", len(chars) <= 14
	})})
	return list
}

// hanRuns replaces every run of Han characters by what escape makes of it.
func hanRuns(line string, escape func([]rune) string) string {
	var out strings.Builder
	var run []rune
	flush := func() {
		if len(run) > 0 {
			out.WriteString(escape(run))
			run = nil
		}
	}
	for _, r := range line {
		if unicode.Is(unicode.Han, r) {
			run = append(run, r)
			continue
		}
		flush()
		out.WriteRune(r)
	}
	flush()
	return out.String()
}
