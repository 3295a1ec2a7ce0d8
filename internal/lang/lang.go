// Package lang says in Chinese what the program says in English.
//
// The texts of the program are English wherever they are made, compared and written for
// other programs; the English text is the key of its translation, as with gettext. Only
// what is shown to a person is translated, at the place where it is shown. The catalogues
// are files that the tools of gettext read: zh/shown.po is what the page says, too, and
// zh/command.po the rest. Tests of the command tell what they lack.
package lang

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
)

// Languages are the names that Use knows.
func Languages() []string { return []string{"en", "zh"} }

var chinese atomic.Bool

// Use sets the language of all that is shown from now on: "zh" is Chinese, all others are
// English, which is also the default.
func Use(language string) { chinese.Store(language == "zh") }

// Language is the one in use: "en" or "zh".
func Language() string {
	if chinese.Load() {
		return "zh"
	}
	return "en"
}

// ByLocale is the language of a locale: "zh" of zh_CN.UTF-8, zh-Hans and the like, "en" of
// others, and of locales whose charset is not UTF-8: a terminal that expects GBK would
// show nonsense.
func ByLocale(locale string) string {
	locale, _, _ = strings.Cut(locale, "@")
	name, charset, _ := strings.Cut(strings.ToLower(locale), ".")
	territory := strings.TrimPrefix(name, "zh")
	if territory == name || territory != "" && territory[0] != '_' && territory[0] != '-' {
		return "en"
	}
	if charset != "" && strings.ReplaceAll(charset, "-", "") != "utf8" {
		return "en"
	}
	return "zh"
}

var (
	//go:embed zh/shown.po
	shown string
	//go:embed zh/command.po
	command string
)

// The catalogue is read when it is first asked for. This is no variable with a function, so
// that programs that show nothing, as the engine of the page, go without it.
var (
	once   sync.Once
	loaded *catalogue
)

func load() *catalogue {
	once.Do(func() { loaded = newCatalogue(append(parse(shown), parse(command)...)) })
	return loaded
}

// T is a text in the language in use; in English if it has no translation.
func T(english string) string {
	if !chinese.Load() {
		return english
	}
	if s, ok := load().text[english]; ok {
		return s
	}
	return english
}

// Sprintf is [fmt.Sprintf] with the format in the language in use.
func Sprintf(format string, args ...any) string {
	if false {
		_ = fmt.Sprintf(format, args...) // so that vet looks at the arguments
	}
	return fmt.Sprintf(T(format), args...)
}

// Tell is a finished text in the language in use: an error, a note of an edit. What is a
// text of the catalogue with its gaps filled in is translated, with what fills the gaps;
// else the parts around ": " are. What is not known stays as it is.
func Tell(english string) string {
	if !chinese.Load() {
		return english
	}
	return load().tell(english)
}

// Script is what the page shows in Chinese by its English words, as a script that makes a
// constant of it.
func Script() string {
	words := map[string]string{}
	for _, e := range parse(shown) {
		words[e.english] = e.chinese
	}
	data, err := json.Marshal(words) // of strings, which cannot fail; < is \u003c in it
	if err != nil {
		panic(err)
	}
	return "const chinese = /** @type {Record<string, string>} */ (" + string(data) + ");\n"
}

// Has reports whether a text has a translation.
func Has(english string) bool {
	_, ok := load().text[english]
	return ok
}
