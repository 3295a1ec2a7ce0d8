package syntax

import (
	"bytes"

	"github.com/fixtext/fixtext/internal/lazy"
)

// eachLine calls f with where each line begins and ends, the end without its newline.
func eachLine(text []byte, f func(from, to int)) {
	for at := 0; at < len(text); {
		end, next := len(text), len(text)
		if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
			end, next = at+i, at+i+1
		}
		f(at, end)
		at = next
	}
}

// patterns returns what is no comment in a file of patterns, like .gitignore.
func patterns(text []byte) (spans [][2]int) {
	eachLine(text, func(from, to int) {
		if text[min(from, len(text)-1)] != '#' {
			spans = append(spans, [2]int{from, to})
		}
	})
	return spans
}

// gettext returns what is no translation and no comment of a translator in a catalog:
// msgid, which is the key, references, flags.
func gettext(text []byte) (spans [][2]int) {
	value := false
	eachLine(text, func(from, to int) {
		line := bytes.TrimSpace(text[from:to])
		switch {
		case bytes.HasPrefix(line, []byte("msgstr")):
			value = true
		case bytes.HasPrefix(line, []byte("#")):
			value = false
			if bytes.HasPrefix(line, []byte("# ")) || bytes.HasPrefix(line, []byte("#. ")) {
				return
			}
		case !bytes.HasPrefix(line, []byte(`"`)):
			value = false
		}
		if !value {
			spans = append(spans, [2]int{from, to})
		}
	})
	return spans
}

// php returns what is no prose in pages of PHP: what the lexer says between <? and ?>.
func php(text []byte) (spans [][2]int) {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("<?"))
		if i < 0 {
			return spans
		}
		from, to := at+i, len(text)
		if j := bytes.Index(text[from:], []byte("?>")); j >= 0 {
			to = from + j + 2
		}
		if from+5 < to && bytes.EqualFold(text[from:from+5], []byte("<?xml")) {
			at = to
			continue
		}
		for _, s := range tokens("php", text[from:to]) {
			spans = append(spans, [2]int{from + s[0], from + s[1]})
		}
		at = to
	}
}

var (
	// part is a script or a style sheet of a component.
	part         = lazy.MustCompile(`(?is)<script\b[^>]*>(.*?)</script>|<style\b[^>]*>(.*?)</style>`)
	interpolated = lazy.MustCompile(`(?s)\{\{.*?\}\}`)
)

// component returns what is no prose in components of Vue and the like: scripts and style sheets but for their comments,
// and what is inserted into the text, which is HTML.
func component(text []byte) (spans [][2]int) {
	for _, m := range part.FindAllSubmatchIndex(text, -1) {
		from, to, lexer := m[2], m[3], "typescript"
		if from < 0 {
			from, to, lexer = m[4], m[5], "scss"
		}
		for _, s := range tokens(lexer, text[from:to]) {
			spans = append(spans, [2]int{from + s[0], from + s[1]})
		}
	}
	for _, m := range interpolated.FindAllIndex(text, -1) {
		spans = append(spans, [2]int{m[0], m[1]})
	}
	return spans
}

// words returns what is no comment in a dictionary of an input method, which has its
// settings before a line of three dots and its words behind it.
func words(text []byte) [][2]int {
	at := 0
	if bytes.Contains(text, []byte("---\n")) {
		at = bytes.Index(text, []byte("\n...\n")) + 1
	}
	spans := tokens("yaml", text[:at])
	for _, s := range patterns(text[at:]) {
		spans = append(spans, [2]int{at + s[0], at + s[1]})
	}
	return spans
}

// notebook adds to the keys of a notebook what its cells of code print, and their code but
// for comments. It is laid out in lines, as the programs that write it do.
func notebook(text []byte) [][2]int {
	spans := tokens("json", text)
	code := false
	eachLine(text, func(from, to int) {
		line := bytes.TrimLeft(text[from:to], " \t")
		if kind, ok := bytes.CutPrefix(line, []byte(`"cell_type":`)); ok {
			code = bytes.Contains(kind, []byte(`"code"`))
		}
		comment := bytes.HasPrefix(bytes.TrimLeft(line, "\" \t"), []byte("#"))
		if code && !comment {
			spans = append(spans, [2]int{from, to})
		}
	})
	return spans
}

var localeKey = lazy.MustCompile(`(?i)^(\s*)(?:-\s+)?["']?(?:` + tag + `)["']?\s*:\s*(?:[\[{]\s*)?$`)

// localized adds to what find returns the values of keys that name a language other than
// simplified Chinese, where these are whole parts of the file, which are indented.
func localized(find Finder) Finder {
	return func(text []byte) [][2]int {
		spans := find(text)
		depth, start := -1, 0
		eachLine(text, func(from, to int) {
			line := text[from:to]
			indent := len(line) - len(bytes.TrimLeft(line, " \t"))
			if depth >= 0 && indent <= depth && len(bytes.TrimSpace(line)) > 0 {
				spans = append(spans, [2]int{start, from})
				depth = -1
			}
			if m := localeKey.FindSubmatch(line); depth < 0 && m != nil {
				depth, start = len(m[1]), from
			}
		})
		if depth >= 0 {
			spans = append(spans, [2]int{start, len(text)})
		}
		return spans
	}
}
