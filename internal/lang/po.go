package lang

import (
	"strconv"
	"strings"
)

// entry is a text and its translation.
type entry struct{ english, chinese string }

// parse reads a file of gettext: msgid and msgstr, each with strings in quotes behind it.
// The header and texts without a translation are left out.
func parse(po string) (list []entry) {
	var e entry
	var to *string
	flush := func() {
		if e.english != "" && e.chinese != "" {
			list = append(list, e)
		}
		e = entry{}
	}
	for line := range strings.Lines(po) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "msgid "); ok {
			flush()
			to, line = &e.english, rest
		} else if rest, ok := strings.CutPrefix(line, "msgstr "); ok {
			to, line = &e.chinese, rest
		}
		if text, err := strconv.Unquote(line); err == nil && to != nil && strings.HasPrefix(line, `"`) {
			*to += text
		}
	}
	flush()
	return list
}
