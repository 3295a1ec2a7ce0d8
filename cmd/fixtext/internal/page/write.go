package page

import (
	_ "embed"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/internal/lang"
)

// The page is written without html/template: a program that links templates keeps all
// methods that one could call, 2 MB of them. All that comes from files goes through
// [writer.add].
var (
	//go:embed page.css
	style string
	//go:embed page.js
	script string
)

// bar is a line of a chart.
type bar struct {
	Code, Name, Note string
	Count            int64
	Percent          float64
}

// writer writes HTML.
type writer struct{ strings.Builder }

// add writes markup; each %s of it is a text.
func (w *writer) add(markup string, args ...any) {
	for i, a := range args {
		if text, ok := a.(string); ok {
			args[i] = html.EscapeString(text)
		}
	}
	fmt.Fprintf(w, markup, args...)
}

// Write writes the page.
func (p *Page) Write(to io.Writer) error {
	var rules, files, chains []bar
	var samples []Sample
	for _, r := range fixtext.Rules() {
		if n := p.total.Rules[r.Code]; n > 0 {
			rules = append(rules, bar{Code: string(r.Code), Name: lang.T(r.Name), Note: lang.T(r.Summary) + " " + lang.T(r.Why), Count: n})
		}
		samples = append(samples, p.samples[string(r.Code)]...)
	}
	for _, f := range p.files {
		n := f.Report.Exact + f.Report.Inferred + f.Report.Unrepairable
		files = append(files, bar{Name: f.Name, Count: n, Note: lang.Sprintf("%d proved, %d inferred, %d unrepairable", f.Report.Exact, f.Report.Inferred, f.Report.Unrepairable)})
	}
	for note, n := range p.chains {
		code, about, _ := strings.Cut(note, " ")
		chains = append(chains, bar{Name: code + " " + lang.Tell(about), Count: n})
	}
	var w writer
	p.head(&w)
	if len(rules) == 0 {
		w.add("<h2>%s</h2>\n", lang.T("Nothing was found."))
	}
	w.chart(lang.T("By rule"), scaled(rules, len(rules)))
	w.chart(lang.T("By file"), scaled(files, filesShown))
	if more := len(files) - filesShown; more > 0 {
		w.add("<p class=\"note\">%s</p>\n", lang.Sprintf("and %s more", thousands(int64(more))))
	}
	w.chart(lang.T("What happened most"), scaled(chains, chainsShown))
	w.samples(samples)
	w.add("</body>\n</html>\n")
	_, err := io.WriteString(to, w.String())
	return err
}

// head writes what stands before the charts.
func (p *Page) head(w *writer) {
	w.add(`<!doctype html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta name="generator" content="fixtext %s">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<style>
`, map[string]string{"en": "en", "zh": "zh-Hans"}[lang.Language()], p.Version, p.Title)
	w.WriteString(style)
	w.add(`</style>
</head>
<body>
<h1>%s</h1>
<p class="when">fixtext %s, %s</p>
<div class="totals">
`, p.Title, p.Version, p.Time)
	for _, t := range []struct {
		count int64
		name  string
	}{
		{int64(p.count), lang.T("files")}, {int64(len(p.files)), lang.T("with findings")}, {p.total.Lines, lang.T("lines")},
		{p.total.Exact, lang.T("changes proved")}, {p.total.Inferred, lang.T("changes inferred")}, {p.total.Unrepairable, lang.T("beyond repair")},
	} {
		w.add("<div><b>%s</b><span>%s</span></div>\n", thousands(t.count), t.name)
	}
	w.add("</div>\n")
}

// chart writes bars, if there are some.
func (w *writer) chart(title string, bars []bar) {
	if len(bars) == 0 {
		return
	}
	w.add("<h2>%s</h2>\n<div class=\"chart\">", title)
	for _, b := range bars {
		w.add(`<div class="name"`)
		if b.Note != "" {
			w.add(` title="%s"`, b.Note)
		}
		w.add(">")
		if b.Code != "" {
			w.add("<code>%s</code> ", b.Code)
		}
		w.add(`%s</div><div class="bar" style="width: %.1f%%"></div><div class="count">%s</div>`, b.Name, b.Percent, thousands(b.Count))
	}
	w.add("</div>\n")
}

// samples writes lines before and after, and what searches them.
func (w *writer) samples(list []Sample) {
	if len(list) == 0 {
		return
	}
	search := lang.T("Search in text, files and rules")
	w.add(`<h2>%s</h2>
<input id="search" type="search" placeholder="%s" aria-label="%s">
<p class="note" id="found" data-text="%s"></p>
`, lang.T("Before and after"), search, search, lang.T("{0} of {1} samples"))
	for _, s := range list {
		w.add("<article class=\"sample\"><header><code>%s</code> %s · %s:%s</header>\n", s.Code, s.Name, s.File, fmt.Sprint(s.Line))
		w.line("old", s.Old)
		w.line("new", s.New)
		w.add("</article>\n")
	}
	w.add("<script>\n")
	w.WriteString(script)
	w.add("</script>\n")
}

// line writes a line in parts.
func (w *writer) line(class string, parts []Part) {
	w.add(`<p class="%s">`, class)
	for _, p := range parts {
		if p.Why == "" {
			w.add("%s", p.Text)
		} else {
			w.add(`<mark title="%s">%s</mark>`, p.Why, p.Text)
		}
	}
	w.add("</p>\n")
}

// scaled sorts bars by their length and keeps the longest.
func scaled(list []bar, most int) []bar {
	slices.SortStableFunc(list, func(a, b bar) int {
		if a.Count != b.Count {
			return int(b.Count - a.Count)
		}
		return strings.Compare(a.Code+a.Name, b.Code+b.Name)
	})
	list = list[:min(len(list), most)]
	for i := range list {
		list[i].Percent = 100 * float64(list[i].Count) / float64(list[0].Count)
	}
	return list
}

// thousands writes a number with commas.
func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
