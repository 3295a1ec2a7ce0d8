package prose

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lazy"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// paths finds paths and names of files: words between blanks, quotation marks, brackets
// and marks of Chinese that hold Chinese and one of these
//
//   - an ending, and in front of it separators, or Chinese alone, in one word
//   - a start that only paths have, and separators: ./ ../ ~/ /usr/ C:\
//   - a backslash between names of which one is ASCII
func (f *finder) paths() {
	for p := 0; p < len(f.line); {
		n, marks := between(f.line[p:])
		if n == 0 {
			_, k := utf8scan.Decode(f.line[p:])
			p += k
			continue
		}
		if from, to := path(f.line[p:p+n], marks); from < to {
			f.add(p+from, p+to)
		} else if marks&slash != 0 && bytes.IndexByte(f.line[p:p+n], '/') >= 0 && (folders(f.line[p:p+n]) && (n == len(bytes.TrimSpace(f.line)) || quoted(f.line, [2]int{p, p + n})) || f.located(p)) {
			f.add(p, p+n)
		}
		p += n
	}
}

// between returns how many bytes of p there are before what ends a path, and their signs.
func between(p []byte) (n int, marks uint32) {
	for i := 0; i < len(p); {
		if len(p)-i >= 8 { // two at a time, of those that nearly all are
			if w := binary.LittleEndian.Uint64(p[i:]); w&0xC0C0F0_C0C0F0 == 0x8080E0_8080E0 && byte(w)-0xE4 < 6 && byte(w>>24)-0xE4 < 6 {
				marks |= wide
				i += 6
				continue
			}
		}
		if c := p[i]; c < utf8.RuneSelf {
			if endsPath[c] {
				return i, marks
			}
			marks |= signs[c]
			i++
			continue
		}
		r, n := utf8scan.Decode(p[i:])
		if mark(r) {
			return i, marks
		}
		marks |= wide
		i += n
	}
	return len(p), marks
}

// endsPath are the characters of ASCII that end a path.
var endsPath = func() (t [utf8.RuneSelf]bool) {
	for c := range byte(' ' + 1) {
		t[c] = true
	}
	for _, c := range []byte("\"'`<>|*?(){},;=&") {
		t[c] = true
	}
	return t
}()

var (
	// ending is that of the name of a file: one that names have, and words have not, as
	// .NET is.
	ending = lazy.MustCompile(`(?i)\.(?:` + endings + `|tar\.[a-z0-9]+)(?::[0-9]+)*[:.]?$`)
	inner  = lazy.MustCompile(`(?i)\.(?:` + endings + `)(?::[0-9]+)*([^A-Za-z0-9./:\\\[\]_-])`)
	root   = lazy.MustCompile(`^(?:\.{1,2}[/\\]|~/|[A-Za-z]:[/\\]|\\\\[A-Za-z0-9]|\\\\\p{Han}+\\\p{Han}|/[A-Za-z0-9._-]{2,}/|/\p{Han}{1,8}/|file:)`)
	// host is an address without its scheme.
	host = lazy.MustCompile(`^(?:www\.[a-z0-9-]+(?:\.[a-z0-9-]+)*|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|info|io|dev|tw|hk|cn|jp)(?:\.[a-z]{2})?)/`)
	// located is a key whose value is a path.
	located = lazy.MustCompile(`(?i)(?:^|[^a-z])(?:path|file|filename|dir|directory|folder|slug|url|uri|href|src|permalink|route|image|icon|cover|路[徑径])["']?\s*[:=>]\s*["']?$`)
	system  = lazy.MustCompile(`/(?:etc|usr|var|home|tmp|opt|bin|dev|proc|mnt|root|srv|Users)/`)
	// folder is a name of ASCII beside a backslash, and no escape like \n or \section{
	folder = lazy.MustCompile(`(?:^|[\\/])[A-Za-z0-9._-]{2,}\\[^A-Za-z0-9{\\(\[|]|[^A-Za-z0-9{\\]\\[A-Za-z0-9._-]{2,}(?:\\|$)`)
)

const endings = `[ch]|[ch]pp|cc|cs|go|rs|py|rb|js|jsx|mjs|ts|tsx|vue|java|kt|swift|lua|php|pl|sh|bat|ps1|sql|` +
	`txt|md|markdown|rst|adoc|tex|log|csv|tsv|jsonl?|xml|ya?ml|toml|ini|cfg|conf|properties|po|pot|mo|lock|ipynb|srt|ass|lrc|` +
	`html?|css|scss|less|docx?|xlsx?|pptx?|pdf|od[tsp]|epub|mobi|azw3|rtf|eml|` +
	`png|jpe?g|gif|svg|webp|bmp|ico|tiff?|psd|mp[34]|m4a|wav|flac|ogg|avi|mkv|mov|webm|flv|ttf|otf|woff2?|` +
	`zip|gz|bz2|xz|zst|rar|7z|tgz|exe|dll|so|jar|apk|iso|img|dat|bin|bak|tmp|db|sqlite|parquet|tw|hk|mo|cn|jp`

// path returns the part of a word with these signs that is a path; from is to if there is none.
func path(w []byte, marks uint32) (from, to int) {
	if marks&wide == 0 || marks&(slash|dot) == 0 && !bytes.HasPrefix(w, fileScheme) || bytes.Contains(w, []byte("://")) {
		return 0, 0
	}
	last := bytes.LastIndexAny(w, `/\`)
	to = len(w)
	if last >= 0 && bytes.IndexByte(w[last:], '.') >= 0 {
		if at := inner.FindSubmatchIndex(w[last:]); at != nil { // 檔案.txt裡
			to = last + at[2]
		}
	}
	if last >= 0 && utf8.RuneCount(w[last+1:to]) > longName && isAll(w[last+1:to]) {
		to = last + 1 // a sentence goes on behind a folder
	}
	first := w
	if i := bytes.IndexAny(w, `/\`); i >= 0 {
		first = w[:i]
	}
	if rooted(w) && root.Match(w) || last >= 0 && bytes.IndexByte(w, '.') > 0 && host.Match(w) {
		return 0, to
	}
	if bytes.Count(w[:to], []byte{'/'}) > 1 {
		if at := system.FindIndex(w[:to]); at != nil {
			return at[0], to
		}
	}
	if bytes.IndexByte(w, '\\') >= 0 && (folder.Match(w[:to]) || endingOf(w[:to]) >= 0 && bytes.Count(w, []byte(`\`)) > 1) {
		return sentence(first), to
	}
	at := endingOf(w[:to])
	if at < 0 {
		return 0, 0
	}
	if last >= 0 {
		return sentence(first), to
	}
	// A name alone: the character before its ending is Chinese, and it has no other
	// part of ASCII, as 我用Node.js has; 測試_1.txt is one.
	stem := w[:at]
	r, n := utf8.DecodeLastRune(stem)
	digits := bytes.TrimRight(stem, "0123456789_-")
	if to-at < 3 {
		return 0, 0 // too short to tell without a folder
	}
	if r >= utf8.RuneSelf && isHan(r) && n > 0 || len(digits) < len(stem) && look(digits)&wide != 0 && !letter(digits[len(digits)-1]) {
		return 0, len(w)
	}
	return 0, 0
}

// located reports whether line[p:] is the value of a key of paths.
func (f *finder) located(p int) bool {
	before := f.line[max(0, p-reach):p]
	sign := bytes.TrimRight(before, " \t\"'")
	return len(sign) > 0 && strings.IndexByte(":=>", sign[len(sign)-1]) >= 0 && endsKey(sign[:len(sign)-1]) && located.Match(before)
}

// endsKey reports whether a key of paths may end here: they are of letters of ASCII, but for two, and K has a twin.
func endsKey(p []byte) bool {
	p = bytes.TrimRight(p, " \t\n\f\r\"'")
	return len(p) > 0 && (letter(p[len(p)-1]) || p[len(p)-1] >= utf8.RuneSelf && (bytes.HasSuffix(p, []byte("徑")) || bytes.HasSuffix(p, []byte("径")) || bytes.HasSuffix(p, []byte("\u212A"))))
}

// folders reports whether a word, which is all of a line or of a literal, ends as folders do in lists of files: 備份/, !**/暫存檔/
func folders(w []byte) bool {
	return len(w) > 1 && w[len(w)-1] == '/' && w[len(w)-2] != '/' && w[len(w)-2] != '<'
}

// rooted reports whether a word begins as root may match it.
func rooted(w []byte) bool {
	switch c := w[0]; {
	case letter(c):
		return len(w) > 1 && w[1] == ':' || bytes.HasPrefix(w, fileScheme)
	default:
		return c == '.' || c == '~' || c == '/' || c == '\\'
	}
}

var fileScheme = []byte("file:")

// dotted reports whether a line has a dot before a letter, or before digits and a letter, as all
// endings have.
func dotted(line []byte) bool {
	for {
		i := bytes.IndexByte(line, '.')
		if i < 0 {
			return false
		}
		line = line[i+1:]
		rest := bytes.TrimLeft(line, "0123456789")
		if len(rest) > 0 && letter(rest[0]) {
			return true
		}
	}
}

// endingOf returns where the ending of the name of a file begins, -1 if it has none: letters and digits
// behind its last dot, but for numbers of lines.
func endingOf(name []byte) int {
	stem := bytes.TrimRight(name, "0123456789:.")
	if i := len(stem); i > 0 && letter(stem[i-1]) {
		if at := ending.FindIndex(name); at != nil {
			return at[0]
		}
	}
	return -1
}

// longName is how many characters of Chinese a folder has at most, to be told from a
// sentence.
const longName = 8

// isAll reports whether a name has nothing of ASCII.
func isAll(name []byte) bool {
	return bytes.IndexFunc(name, func(r rune) bool { return r < utf8.RuneSelf }) < 0
}

// sentence returns how much of the first name of a path is the sentence before it:
// Chinese with ASCII behind it, as in 請放到docs/, or much Chinese.
func sentence(name []byte) int {
	if utf8.RuneCount(name) > longName && isAll(name) {
		return len(name)
	}
	i := len(name)
	for i > 0 && name[i-1] < utf8.RuneSelf {
		i--
	}
	if i == len(name) || i == 0 {
		return 0
	}
	return i
}
