// Package syntax knows by the name of a file, or by its first line, which parts of it
// are no prose: code but for comments and documentation, keys but not values, markup
// but not text.
package syntax

import (
	"bytes"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/fixtext/fixtext/internal/lazy"
)

// Finder returns the spans of a text that are no prose. It is safe for concurrent use.
type Finder func(text []byte) [][2]int

// Find returns the finder for a file of this name that begins so; nil if nothing is
// known of such files.
func Find(name string, head []byte) Finder {
	name = filepath.ToSlash(name)
	base := path.Base(name)
	var find Finder
	switch ext := strings.ToLower(path.Ext(base)); {
	case ext == ".md" || ext == ".markdown" || ext == ".mdx" || ext == ".rmd" || ext == ".qmd":
		find = markdown
	case ext == ".go":
		find = goSource
	case ext == ".po" || ext == ".pot":
		find = gettext
	case ext == ".php" || ext == ".phtml":
		find = php
	case ext == ".vue" || ext == ".svelte":
		find = component
	case strings.HasSuffix(base, ".dict.yaml"):
		find = words
	case ext == ".ipynb":
		find = notebook
	case strings.HasPrefix(base, ".") && strings.HasSuffix(base, "ignore") || base == ".gitattributes" || base == "CODEOWNERS":
		find = patterns
	default:
		l := lexerFor(base)
		if l == "" {
			l = interpreter(head)
		}
		if l == "" {
			return nil
		}
		find = func(text []byte) [][2]int { return tokens(l, text) }
		if classes[l] == data {
			find = localized(find)
		}
	}
	return remembered(find)
}

// remembered returns a finder that answers for the same text again without looking:
// the library asks about a block until nothing more changes in it.
func remembered(find Finder) Finder {
	var mu sync.Mutex
	var text []byte
	var spans [][2]int
	return func(t []byte) [][2]int {
		mu.Lock()
		defer mu.Unlock()
		if text == nil || !bytes.Equal(t, text) {
			text, spans = bytes.Clone(t), find(t)
		}
		return spans
	}
}

// tag names a language that is not simplified Chinese, as names of files have it.
const tag = traditionalTag + `|ja(?:[-_]r?JP)?|ko(?:[-_]r?KR)?|vi(?:[-_]r?VN)?`

// traditionalTag names traditional Chinese.
const traditionalTag = `zh[-_](?:r?TW|r?HK|r?MO|Hant(?:[-_]r?[A-Z]{2})?)|b\+zh\+Hant|zhtw|cht|yue(?:[-_]Hant)?(?:[-_]r?[A-Z]{2})?|(?:nan|hak|lzh|cmn)(?:[-_]Hant)?[-_]TW`

var (
	locale = lazy.MustCompile(`(?i)(?:^|[/._-])(?:(?:` + tag + `)(?:\.UTF-?8|\.lproj|@\w+)?(?:[/.]|$)|zh[-_](?:TW|HK|Hant)[-_])`)
	// folder is a directory of translations, called a file in it that is named by its language in words, or a text by its tag.
	folder = map[string]bool{"lang": true, "langs": true, "nativelang": true, "language": true, "languages": true, "locale": true, "locales": true,
		"translation": true, "translations": true, "i18n": true, "l10n": true, "intl": true, "po": true}
	called = lazy.MustCompile(`(?i)^(?:(?:traditional[-_ ]?chinese|chinese[-_ ]?(?:\(?trad\w*\)?)|tchinese|hong[-_ ]?kong\w*|taiwan\w*|cantonese|japanese|korean|koreana|vietnamese)\.\w+|(?:` + tag + `)\.txt)$`)
	// declared is what a file of translations says of itself at its start: catalogs, and
	// the locales of glibc, CLDR and ICU.
	declared = lazy.MustCompile(`(?i)(?:"Language: (?:` + tag + `)\b|"@@locale":\s*"(?:` + tag + `)"|target-language="(?:` + tag + `)"|<TS [^>]*language="(?:` + tag + `)"|trgLang="(?:` + tag + `)"|` +
		`(?m:^escape_char\s)|<language type="(?:ja|ko|vi|yue)"/>|<language type="zh"/>\s*<script type="Hant"/>)`)
	bundle = lazy.MustCompile(`(?i)^(?:` + tag + `)$`)
)

// translated reports whether a file may hold a translation, or be a document of which
// there is one for each language, by its ending; it may have none.
func translated(base string) bool {
	switch strings.ToLower(path.Ext(base)) {
	case "", ".po", ".pot", ".json", ".jsonc", ".json5", ".arb", ".yml", ".yaml", ".properties", ".xml", ".resx", ".xlf", ".xliff",
		".ts", ".tsx", ".js", ".mjs", ".cjs", ".php", ".py", ".rb", ".strings", ".stringsdict", ".ini", ".lang", ".toml", ".ftl",
		".desktop", ".plist", ".md", ".mdx", ".rst", ".adoc", ".utf-8", ".utf8":
		return true
	}
	return false
}

// Translation reports whether a file is a translation into a language that is not
// simplified Chinese, by its name, by the directory that it lies in, or by what it says
// itself: nothing in it is to be converted.
func Translation(name string, head []byte) bool {
	name = filepath.ToSlash(name)
	base := path.Base(name)
	if list := translated(base); list || strings.EqualFold(path.Ext(base), ".txt") {
		if folder[strings.ToLower(path.Base(path.Dir(name)))] && called.MatchString(base) {
			return true
		}
		parts := strings.Split(name, "/")
		if list && locale.MatchString(strings.Join(parts[max(0, len(parts)-4):], "/")) {
			return true
		}
	}
	return declares(head)
}

// people are files that list who worked on a program: a name is spelled as its owner does.
var people = map[string]bool{"AUTHORS": true, "CONTRIBUTORS": true, "MAINTAINERS": true, "CREDITS": true, "THANKS": true, "TRANSLATORS": true, ".mailmap": true}

// Copied reports whether a file is a list of people, or was made of other files that are
// repaired themselves: nothing in it is to be converted.
func Copied(name string) bool {
	base := path.Base(filepath.ToSlash(name))
	ext := path.Ext(base)
	switch ext {
	case ".map": // of a script or a style sheet, with the sources in it
		return path.Ext(strings.TrimSuffix(base, ext)) != ""
	case ".md", ".txt", ".rst", "":
		base = strings.TrimSuffix(base, ext)
	}
	return people[base]
}

// declares reports whether a file says so itself at its start.
func declares(head []byte) bool {
	if (hasFold(head, "lang") || hasFold(head, "escape_char") || hasFold(head, "@@locale")) && declared.Match(head) {
		return true
	}
	for at := 0; ; at++ { // zh_Hant {, as ICU begins
		n := bytes.IndexByte(head[at:], '{')
		if n < 0 {
			return false
		}
		at += n
		before := bytes.TrimRight(head[:at], "\t\n\f\r ")
		if line := before[bytes.LastIndexByte(before, '\n')+1:]; len(line) <= len("zh_Hant_rTW") && bundle.Match(line) {
			return true
		}
	}
}

// hasFold reports whether a text has a word of ASCII, in capitals or not. It is much
// faster than an expression that finds nothing.
func hasFold(text []byte, word string) bool {
	at := len(word) - 1
	for _, c := range [...]byte{word[at], word[at] &^ 0x20} {
		for i := at; i < len(text); i++ {
			n := bytes.IndexByte(text[i:], c)
			if n < 0 {
				break
			}
			if i += n; strings.EqualFold(string(text[i-at:i+1]), word) {
				return true
			}
		}
	}
	return false
}

// interpreter returns the lexer for what the first line of a program names.
func interpreter(head []byte) string {
	if !bytes.HasPrefix(head, []byte("#!")) {
		return ""
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	for _, word := range strings.Fields(string(line[2:])) {
		base := strings.TrimRight(path.Base(word), "0123456789.")
		if l, ok := interpreters[base]; ok {
			return l
		}
	}
	return ""
}

var interpreters = map[string]string{
	"sh": "bash", "bash": "bash", "dash": "bash", "zsh": "bash", "ksh": "bash", "fish": "fish", "python": "python", "perl": "perl", "ruby": "ruby",
	"node": "javascript", "deno": "typescript", "lua": "lua", "awk": "awk", "gawk": "awk", "Rscript": "r", "tclsh": "tcl", "make": "makefile",
}
