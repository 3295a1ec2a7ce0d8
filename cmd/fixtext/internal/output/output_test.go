package output

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
)

// nasty has everything in it that a format might stumble over.
const nasty = "圖\x00\x1b[2J\u202e\n::error::x\n<&>\"'%,:\xff\r\u2028]]>\ufffe書"

func print(t *testing.T, format string, list ...finding.Finding) string {
	var b bytes.Buffer
	p := New(format, &b, Options{Version: "1.2.3"})
	require.NotNil(t, p, format)
	p.Begin(nasty)
	for _, f := range list {
		p.Finding(f)
	}
	p.End()
	require.NoError(t, p.Close())
	return b.String()
}

func TestFormatsAreWellFormedWhateverTheText(t *testing.T) {
	f := finding.Finding{
		File: nasty, Line: 3, Column: 2, EndColumn: 4, Rule: "FT301", Verdict: fixtext.Inferred, Confidence: 0.5, Message: nasty,
		Old: nasty, New: nasty, Fingerprint: "0123", Edits: []finding.Edit{{Column: 2, Byte: 4, In: nasty, Out: nasty, Confidence: 0.5, Note: nasty}},
	}
	lost := f
	lost.Verdict = fixtext.Unrepairable
	for _, list := range [][]finding.Finding{nil, {f}, {f, lost, f}} {
		for _, format := range Formats() {
			text := print(t, format, list...)
			switch format {
			case "json", "gitlab", "rdjson", "sarif":
				require.True(t, json.Valid([]byte(text)), "%s: %s", format, text)
			case "jsonl":
				require.Len(t, strings.Split(text, "\n"), len(list)+1)
				for line := range strings.Lines(text) {
					require.True(t, json.Valid([]byte(line)), line)
				}
			case "full", "concise":
				lines := map[string]int{"concise": len(list), "full": 3 * len(list)}[format]
				if len(list) > 1 {
					lines -= map[string]int{"full": 1}[format] // what is lost has one line of text
				}
				require.Equal(t, lines, strings.Count(text, "\n"), "no name, no text forges a line: %s", text)
				require.Equal(t, strings.ReplaceAll(text, "\n", ""), finding.Visible(strings.ReplaceAll(text, "\n", "")))
			case "github":
				require.NotContains(t, text, "\x1b")
				require.Len(t, strings.Split(text, "\n"), len(list)+1, "a command is one line")
			case "junit":
				d := xml.NewDecoder(strings.NewReader(text))
				for {
					_, err := d.Token()
					if err == io.EOF {
						break
					}
					require.NoError(t, err, text)
				}
			}
		}
	}
	require.Nil(t, New("xml", io.Discard, Options{}))
}

// Two files are two names in every format, though neither is text.
func TestNamesAreUnambiguous(t *testing.T) {
	for _, format := range Formats() {
		shown := map[string]string{}
		for _, file := range []string{"\xcd", "\xce", "\uFFFD", "a:b", "./a:c", "a%3Ab", `a\nb`, "a\nb", "a\x1bb"} {
			f := finding.Finding{File: file, Line: 1, Column: 1, Rule: "FT301", Edits: []finding.Edit{{In: "a", Out: "b"}}}
			var b bytes.Buffer
			p := New(format, &b, Options{})
			p.Begin(file)
			p.Finding(f)
			p.End()
			require.NoError(t, p.Close())
			require.NotContains(t, shown, b.String(), "%s: %q", format, file)
			shown[b.String()] = file
			require.NotContains(t, b.String(), "\x1b")
			if format == "sarif" {
				require.NotContains(t, b.String(), `"uri":"a:b"`, "b of the scheme a")
			}
		}
	}
}

func TestGitHubCommands(t *testing.T) {
	f := finding.Finding{File: "a,b:c.txt", Line: 3, Column: 2, EndColumn: 4, Rule: "FT301", Message: "50% of\nit"}
	require.Equal(t, "::warning file=a%2Cb%3Ac.txt,line=3,col=2,endColumn=4,title=FT301 traditional::50%25 of%0Ait\n", print(t, "github", f))
}
