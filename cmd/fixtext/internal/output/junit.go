package output

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
)

// junit writes one test suite a file: one failure a finding, or one test that
// passed.
type junit struct {
	printer
	begun bool
	file  string
	cases []finding.Finding // of this file
}

func (j *junit) Begin(file string) {
	j.header()
	j.file, j.cases = file, j.cases[:0]
}

func (j *junit) header() {
	if !j.begun {
		j.w.WriteString(xml.Header + "<testsuites name=\"fixtext\">\n")
		j.begun = true
	}
}

func (j *junit) Finding(f finding.Finding) { j.cases = append(j.cases, f) }

func (j *junit) End() {
	file := attr(finding.QuotePath(j.file))
	fmt.Fprintf(j.w, "  <testsuite name=%s tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">\n", file, max(1, len(j.cases)), len(j.cases))
	if len(j.cases) == 0 {
		fmt.Fprintf(j.w, "    <testcase name=\"clean\" classname=%s/>\n", file)
	}
	for _, f := range j.cases {
		name := fmt.Sprintf("%s:%d:%d", f.Rule, f.Line, f.Column)
		fmt.Fprintf(j.w, "    <testcase name=%s classname=%s>\n", attr(name), file)
		fmt.Fprintf(j.w, "      <failure type=%s message=%s>", attr(string(f.Rule)), attr(finding.Visible(f.Message)))
		detail := fmt.Sprintf("%s:%d:%d: %s\n- %s\n+ %s\n", finding.QuotePath(f.File), f.Line, f.Column, f.Message, f.Old, f.New)
		_ = xml.EscapeText(j.w, []byte(finding.VisibleLines(detail)))
		j.w.WriteString("</failure>\n    </testcase>\n")
	}
	j.w.WriteString("  </testsuite>\n")
}

func (j *junit) Close() error {
	j.header()
	j.w.WriteString("</testsuites>\n")
	return j.printer.Close()
}

// attr is s as the value of an attribute, with its quotes.
func attr(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	_ = xml.EscapeText(&b, []byte(s))
	b.WriteByte('"')
	return b.String()
}
