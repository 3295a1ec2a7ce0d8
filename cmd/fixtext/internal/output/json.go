package output

import (
	"bytes"
	"encoding/json"
	"net/url"
	"path/filepath"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
)

// home is where the project lives, for formats that ask for it.
const home = "https://github.com/fixtext/fixtext"

// list writes one JSON value a finding: between brackets, or one a line.
type list struct {
	printer
	item       func(finding.Finding) any
	open, shut string
	n          int
}

func (l *list) Finding(f finding.Finding) {
	if l.shut != "" {
		if l.n == 0 {
			l.w.WriteString(l.open + "\n")
		} else {
			l.w.WriteString(",\n")
		}
	}
	l.n++
	l.w.Write(marshal(l.item(f)))
	if l.shut == "" {
		l.w.WriteByte('\n')
	}
}

func (l *list) Close() error {
	if l.n == 0 {
		l.w.WriteString(l.open)
	} else if l.shut != "" {
		l.w.WriteByte('\n')
	}
	l.w.WriteString(l.shut)
	return l.printer.Close()
}

// marshal returns v as JSON with <, > and & as they are. The values of this
// package can always be marshalled.
func marshal(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// jsonItem makes values of findings, which name the model if one was chosen.
func jsonItem(model string) func(finding.Finding) any {
	return func(f finding.Finding) any {
		return struct {
			File        string         `json:"file"`
			FileBytes   []byte         `json:"file_bytes,omitempty"` // in Base64, of a name that is not UTF-8
			Line        int            `json:"line"`
			Column      int            `json:"column"`
			EndColumn   int            `json:"end_column"`
			Offset      int64          `json:"offset"`
			Code        fixtext.Code   `json:"code"`
			Name        string         `json:"name"`
			Verdict     string         `json:"verdict"`
			Confidence  float64        `json:"confidence"`
			Message     string         `json:"message"`
			Before      string         `json:"before"`
			After       string         `json:"after"`
			Edits       []finding.Edit `json:"edits"`
			Fingerprint string         `json:"fingerprint"`
			Model       string         `json:"model,omitempty"`
		}{
			f.File, notText(f.File), f.Line, f.Column, f.EndColumn, f.Offset, f.Rule, finding.Name(f.Rule), f.Verdict.String(), f.Confidence,
			f.Message, f.Old, f.New, f.Edits, f.Fingerprint, model,
		}
	}
}

// notText are the bytes of a name that JSON cannot hold as it is.
func notText(name string) []byte {
	if utf8.ValidString(name) {
		return nil
	}
	return []byte(name)
}

// jsonPath is a name for formats that have one field for it: as it is, or quoted
// where it is not UTF-8, so that no two names are the same.
func jsonPath(name string) string {
	name = filepath.ToSlash(name)
	if utf8.ValidString(name) {
		return name
	}
	return finding.QuotePath(name)
}

// object is a JSON object whose keys are written in order of their names.
type object = map[string]any

// gitlabItem is an entry of GitLab's Code Quality report.
func gitlabItem(f finding.Finding) any {
	severity := "minor"
	if !f.Fixable() {
		severity = "major"
	}
	return object{
		"description": string(f.Rule) + " " + f.Message,
		"check_name":  string(f.Rule),
		"fingerprint": f.Fingerprint,
		"severity":    severity,
		"location":    object{"path": jsonPath(f.File), "lines": object{"begin": f.Line}},
	}
}

// rdjsonOpen begins a DiagnosticResult of reviewdog.
const rdjsonOpen = `{"source":{"name":"fixtext","url":"` + home + `"},"diagnostics":[`

// rdjsonItem is a Diagnostic of reviewdog; its columns count bytes of UTF-8.
func rdjsonItem(f finding.Finding) any {
	span := func(e finding.Edit) object {
		return object{
			"start": object{"line": f.Line, "column": e.Byte},
			"end":   object{"line": f.Line, "column": e.Byte + len(e.In)},
		}
	}
	d := object{
		"message":  f.Message,
		"location": object{"path": jsonPath(f.File), "range": span(f.Edits[0])},
		"severity": map[string]string{"warning": "WARNING", "error": "ERROR"}[level(f)],
		"code":     object{"value": string(f.Rule)},
	}
	if f.Fixable() {
		var fixes []object
		for _, e := range f.Edits {
			fixes = append(fixes, object{"range": span(e), "text": e.Out})
		}
		d["suggestions"] = fixes
	}
	return d
}

// sarifOpen begins a log of SARIF 2.1.0, with all rules.
func sarifOpen(version string) string {
	var rules []object
	for _, r := range fixtext.Rules() {
		rules = append(rules, object{
			"id": string(r.Code), "name": r.Name,
			"shortDescription":     object{"text": r.Summary},
			"fullDescription":      object{"text": r.Why},
			"help":                 object{"text": r.Summary + " " + r.Why},
			"defaultConfiguration": object{"level": "warning"},
		})
	}
	driver := marshal(object{"name": "fixtext", "semanticVersion": version, "informationUri": home, "rules": rules})
	return `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":` + string(driver) +
		`},"columnKind":"unicodeCodePoints","results":[`
}

// sarifItem is a result of SARIF.
func sarifItem(f finding.Finding) any {
	uri := (&url.URL{Path: filepath.ToSlash(f.File)}).String() // with ./ before a name like a:b
	artifact := object{"uri": uri}
	r := object{
		"ruleId":  string(f.Rule),
		"level":   level(f),
		"message": object{"text": f.Message},
		"locations": []object{{"physicalLocation": object{
			"artifactLocation": artifact,
			"region":           object{"startLine": f.Line, "startColumn": f.Column, "endColumn": max(f.EndColumn, f.Column)},
		}}},
		"partialFingerprints": object{"fixtext/v1": f.Fingerprint},
		"properties":          object{"verdict": f.Verdict.String(), "confidence": f.Confidence},
	}
	for i, rule := range fixtext.Rules() {
		if rule.Code == f.Rule {
			r["ruleIndex"] = i
		}
	}
	if f.Fixable() {
		var parts []object
		for _, e := range f.Edits {
			parts = append(parts, object{
				"deletedRegion":   object{"startLine": f.Line, "startColumn": e.Column, "endColumn": e.Column + len([]rune(e.In))},
				"insertedContent": object{"text": e.Out},
			})
		}
		r["fixes"] = []object{{
			"description":     object{"text": f.Message},
			"artifactChanges": []object{{"artifactLocation": artifact, "replacements": parts}},
		}}
	}
	return r
}
