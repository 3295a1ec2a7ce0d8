package relabel

import (
	"path/filepath"
	"strings"

	"github.com/fixtext/fixtext/internal/lazy"
)

// kind is one way in which a file declares the charset that it is in. What is
// not here is not known to be a declaration, and stays: that of a file says
// nothing of another file (.editorconfig, <script charset>) or of what a
// database stores (DEFAULT CHARSET).
type kind struct {
	name  string // in notes
	files string // endings and names of files; empty: all, and text without a name
	where window // of the text that is searched
	re    *lazy.Regexp
	utf8  string // how UTF-8 is spelled; empty: utf-8. Other charsets keep their names
	fixed bool   // is understood, but changing it would not be enough
	wide  bool   // may declare UTF-16 and UTF-32
	// narrow: of the charsets that are written it has a name for UTF-8 alone
	narrow bool
}

// window is where a declaration of a kind may stand.
type window int

const (
	start window = iota // at the very start, as the expression says
	top                 // the first 4 KiB
	ends                // the first and the last five lines
	tail                // the last 3000 bytes
	all
)

// The files of languages and formats.
const (
	hashes = ".py .pyw .pyi .pyx .rb .rake .gemspec .ru SConstruct SConscript Rakefile Gemfile -"
	tex    = ".tex .ltx .sty .cls .dtx .ctx"
	pages  = ".html .htm .xhtml .xht .shtml .jsp .jspf .jspx .php .phtml .asp .aspx .ascx .tpl .ftl .vm -"
	cards  = ".vcf .vcard .ics .vcs"
)

// word is a label in an expression.
const word = `([A-Za-z0-9][A-Za-z0-9_.+-]*)`

func re(expr string) *lazy.Regexp {
	expr = strings.ReplaceAll(expr, "WORD", word)
	return lazy.MustCompile(strings.ReplaceAll(expr, "START", `\A(?:\x{feff})?`))
}

// kinds are those whose label an expression finds; the others are in finders.
var kinds = [...]kind{
	// PEP 263, and Ruby's magic comments: the second line counts if the first is
	// blank or a comment.
	{name: "coding comment", files: hashes, where: start,
		re: re(`START(?:[ \t\f]*(?:#[^\n]*)?\n)??[ \t\f]*#[^\n]*?coding[:=][ \t]*WORD`)},
	// Emacs: the first line, or the second behind #!.
	{name: "-*- coding -*-", where: start,
		re: re(`START(?:#![^\n]*\n)?[^\n]*?-\*-(?:[^\n]*?[;\s])?(?i:coding):[ \t]*` + emacs + `[ \t]*(?:;[^\n]*?)?-\*-`)},
	{name: "Local Variables", where: tail,
		re: re(`(?i)Local Variables:[^\n]*\n(?:[^\n]*\n)*?[^\n\w]*coding:[ \t]*` + emacs + `(?:[^\w-]|$)`)},
	{name: "modeline of Vim", where: ends,
		re: re(`(?m)(?:^|[ \t])(?:vi|[vV]im[<=>]?[0-9]*|ex):[^\n]*?\b(?:fileencoding|fenc)=` + word)},
	{name: "XML declaration", where: start, wide: true,
		re: re(`START<\?xml\s[^>]*?\sencoding\s*=\s*["']WORD["']`)},
	{name: "@charset", files: ".css .scss .sass .less .wxss", where: start,
		re: re(`START@charset "WORD";`)},
	{name: "pageEncoding", files: ".jsp .jspf .jspx .tag", where: all,
		re: re(`<%@\s*(?:page|tag)\b[^>]*?\bpageEncoding\s*=\s*["']WORD["']`)},
	{name: "contentType", files: ".jsp .jspf .jspx", where: all,
		re: re(`(?i)<%@\s*page\b[^>]*?\bcontentType\s*=\s*["'][^"'>]*?charset\s*=\s*WORD`)},
	{name: "declare(encoding)", files: ".php .phtml .inc", where: start,
		re: re(`(?i)START<\?php\s+declare\s*\(\s*encoding\s*=\s*['"]WORD['"]`)},
	{name: "header of the catalogue", files: ".po .pot", where: all,
		re: re(`(?m)^msgid ""\r?\nmsgstr ""\r?\n(?:"[^\n]*"\r?\n)*?"(?i:Content-Type):[^"\n]*?charset=WORD`)},
	{name: "inputenc", files: tex, where: all, utf8: "utf8", narrow: true,
		re: re(`(?m)^[^%\n]*?\\(?:usepackage|RequirePackage)\[WORD\]\{inputenc\}`)},
	{name: "option of ctex", files: tex, where: all, utf8: "UTF8",
		re: re(`(?m)^[^%\n]*?\\(?:documentclass|usepackage)\[(?:[^\]]*,)?\s*(GBK)\s*(?:,[^\]]*)?\]\{ctex[a-z]*\}`)},
	{name: "!TEX encoding", files: tex, where: top, utf8: "UTF-8",
		re: re(`(?mi)^%[ \t]*!TEX[ \t]+encoding[ \t]*=[ \t]*WORD`)},
	{name: "XeTeXinputencoding", files: tex, where: all, utf8: "utf8",
		re: re(`(?m)^[^%\n]*?\\XeTeXinputencoding[ \t]*"?WORD`)},
	{name: "CJK environment", files: tex, where: all, fixed: true, // the font must be another, too
		re: re(`(?m)^[^%\n]*?\\begin\{CJK\*?\}(?:\[[^\]\n]*\])?\{WORD\}`)},
	{name: "@documentencoding", files: ".texi .texinfo .txi", where: all, utf8: "UTF-8",
		re: re(`(?m)^@documentencoding[ \t]+WORD`)},
	{name: "comment of BibTeX", files: ".bib", where: start, utf8: "UTF-8",
		re: re(`(?i)START(?:%[^\n]*\n)*?%[ \t]*Encoding:[ \t]*WORD`)},
	{name: "=encoding", files: ".pl .pm .pod .t", where: all, utf8: "utf8",
		re: re(`(?m)^=encoding[ \t]+WORD`)},
	{name: "use encoding", files: ".pl .pm .t", where: all, fixed: true, // recodes output, too
		re: re(`(?m)^[ \t]*use encoding[ \t]*(?:\(|qw)?[ \t]*["'(/]?[ \t]*WORD`)},
	// The charset of what the client sends: the file itself. MySQL's, then PostgreSQL's.
	{name: "SET NAMES", files: ".sql .dump", where: top, utf8: "utf8mb4",
		re: re(`(?mi)^[ \t]*(?:/\*![0-9]*[ \t]*)?SET[ \t]+NAMES[ \t]+['"]?WORD`)},
	{name: "client_encoding", files: ".sql .dump", where: top, utf8: "UTF8",
		re: re(`(?mi)^[ \t]*SET[ \t]+client_encoding[ \t]*(?:=|TO)[ \t]*'?WORD`)},
	{name: "Encoding", files: ".desktop .directory .theme", where: all, utf8: "UTF-8",
		re: re(`(?m)^Encoding[ \t]*=[ \t]*WORD`)},
	{name: "Encoding", files: "DESCRIPTION", where: all, utf8: "UTF-8", // of packages for R
		re: re(`(?m)^Encoding:[ \t]*WORD`)},
	{name: "#EXTENC", files: ".m3u", where: top, utf8: "UTF-8",
		re: re(`(?m)^#EXTENC:[ \t]*WORD`)},
	// What programs send or read is said in their code, where it is not the only
	// thing that would have to change.
	{name: "header()", files: ".php .phtml .inc", where: all, fixed: true,
		re: re(`(?i)\bheader\s*\(\s*["']Content-Type:[^"'\n]*?charset\s*=\s*WORD`)},
	{name: "CodePage", files: ".asp .aspx .ascx", where: all, fixed: true,
		re: re(`(?i)<%@[^>]*?\bcodepage\s*=\s*["']?WORD`)},
	{name: "code_page", files: ".rc .rc2", where: all, fixed: true,
		re: re(`(?m)^[ \t]*#[ \t]*pragma[ \t]+code_page[ \t]*\([ \t]*WORD`)},
}

// emacs is a label with the line ends that Emacs writes behind it.
const emacs = `([A-Za-z0-9][A-Za-z0-9_.+-]*?)(?:-(?:unix|dos|mac))?`

// finders are the kinds that need more than an expression.
var finders = [...]struct {
	kind
	find func(text []byte, put func(place))
}{
	{kind{name: "meta", files: pages}, metas},
	{mail, messages},
	{kind{name: "CHARSET", files: cards, utf8: "UTF-8"}, properties},
}

// mail speaks of each of its parts.
var mail = kind{name: "Content-Type", files: ".eml .mht .mhtml"}

// holds reports whether a kind is that of files with this name. A text without one
// counts as the file -.
func (k *kind) holds(name string) bool {
	if k.files == "" {
		return true
	}
	base := filepath.Base(name)
	ext := strings.ToLower(filepath.Ext(base))
	for f := range strings.FieldsSeq(k.files) {
		if f == base || f == ext {
			return true
		}
	}
	return false
}
