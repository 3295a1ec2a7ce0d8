package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/view"
	"github.com/fixtext/fixtext/model"
)

//go:embed explained.js
var explainedScript string

// explained is what the page of a text knows.
type explained struct {
	Version string         `json:"version"`
	Name    string         `json:"name"`
	Rules   []view.Rule    `json:"rules"`
	Lines   []view.Line    `json:"lines"`
	Left    int            `json:"left"`
	Report  fixtext.Report `json:"report"`
	Whole   bool           `json:"whole"` // the lines are all of the text
}

// whys is for how many lines a page tells what was weighed: it takes time.
const whys = 20

// Explained writes what was done to a text as one page that needs nothing else: the view
// of the page in web/, without the engine. Lost characters are chosen by a model; nil is the one in
// the program, which the version names with it.
func Explained(w io.Writer, version, name string, in []byte, m *model.Model) error {
	d := explained{Version: version, Name: name, Rules: view.Rules(), Whole: len(in) <= view.Whole}
	told := 0
	v := view.Viewer{All: d.Whole, Each: func(l view.Line) error {
		if told < whys && l.Explain(m) {
			told++
		}
		d.Lines = append(d.Lines, l)
		return nil
	}}
	v.Use(m)
	err := engine.Memory(in, []fixtext.Option{fixtext.WithModel(m)}, func(g engine.Segment) error {
		d.Whole = d.Whole && utf8.Valid(g.Out)
		return v.Segment(g)
	})
	if err != nil {
		return err
	}
	if err := v.Close(); err != nil {
		return err
	}
	d.Report, d.Left = v.Report, v.Left
	data, err := json.Marshal(d) // writes < as \u003c, so that nothing in it ends the element
	if err != nil {
		return err
	}
	title := "fixtext"
	if name != "" {
		title += ": " + name
	}
	script := view.Script() + explainedScript
	_, err = fmt.Fprintf(w, explainedPage, sum(script), sum(view.Style), html.EscapeString(title), view.Style, data, script)
	return err
}

// explainedPage runs its own script and nothing else, and asks nobody for anything.
const explainedPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '%s'; style-src '%s'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<style>%s</style>
</head>
<body>
<noscript>This page needs JavaScript. 本页需要 JavaScript。</noscript>
<script type="application/json" id="data">%s</script>
<script>%s</script>
</body>
</html>
`

// sum is a text as a security policy names it.
func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(h[:])
}
