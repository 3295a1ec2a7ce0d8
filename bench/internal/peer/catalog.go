// Package peer knows the other tools: how to fetch, build and ask them.
package peer

// Task is what a tool is for. A tool is asked only about its own tasks, and
// whether it leaves clean text alone.
type Task string

// The tasks, named as the operations of the line protocol.
const (
	Repair Task = "repair" // broken text to text
	Script Task = "t2s"    // traditional text to simplified text
	Detect Task = "detect" // bytes to the label of their charset
	Decode Task = "decode" // bytes in a charset that is named to text
)

// Peer is one tool.
type Peer struct {
	Name    string // as the tables show it, and as its adapter is called
	From    string // the package it comes from
	Tasks   []Task
	Note    string // how it is called, where that matters
	Version string // set by Open
	recipe  recipe
}

// Does reports whether p is for a task.
func (p *Peer) Does(t Task) bool {
	for _, own := range p.Tasks {
		if own == t {
			return true
		}
	}
	return false
}

// recipe makes a peer ready and returns the command that runs its adapter, or
// says why it cannot be had.
type recipe func(*Builder) (command []string, err error)

// Own is fixtext itself.
const Own = "fixtext"

// Catalog returns all peers, fixtext first.
func Catalog() []*Peer {
	return []*Peer{
		{Name: Own, From: "this checkout", Tasks: []Task{Repair, Script, Detect, Decode}, Note: "the whole filter with default options; where a charset is looked for, the rules FT2 only", recipe: own},

		{Name: "ftfy", From: "PyPI ftfy 6.3.1", Tasks: []Task{Repair}, Note: "fix_text, default options", recipe: pip("ftfy", "ftfy==6.3.1")},
		{Name: "ftfy-encoding", From: "PyPI ftfy 6.3.1", Tasks: []Task{Repair}, Note: "fix_encoding: no change of quotes or width", recipe: pip("ftfy-encoding", "ftfy==6.3.1")},
		{Name: "plsfix", From: "PyPI plsfix 0.1.8", Tasks: []Task{Repair}, Note: "fix_text, default options", recipe: pip("plsfix", "plsfix==0.1.8")},

		{Name: "opencc-1.4", From: "PyPI opencc 1.4.2", Tasks: []Task{Script}, Note: "t2s", recipe: pip("opencc-1.4", "opencc==1.4.2")},
		{Name: "opencc-tw2s", From: "PyPI opencc 1.4.2", Tasks: []Task{Script}, Note: "tw2s", recipe: pip("opencc-tw2s", "opencc==1.4.2")},
		{Name: "zhconv", From: "PyPI zhconv 1.4.3", Tasks: []Task{Script}, Note: "zh-hans: the tables of MediaWiki", recipe: pip("zhconv", "zhconv==1.4.3")},
		{Name: "opencc-1.1", From: "Debian libopencc-dev", Tasks: []Task{Script}, Note: "t2s", recipe: debian("opencc", "libopencc-dev", "-lopencc")},
		{Name: "zhconv-rs", From: "crate zhconv 0.4.2", Tasks: []Task{Script}, Note: "zh-Hans; Aho-Corasick", recipe: cargo("zhconv")},
		{Name: "opencc-fmmseg", From: "crate opencc-fmmseg 0.13.0", Tasks: []Task{Script}, Note: "t2s", recipe: cargo("opencc-fmmseg")},
		{Name: "simplecc-wasm", From: "npm simplecc-wasm 1.1.1", Tasks: []Task{Script}, Note: "t2s", recipe: npm("simplecc-wasm")},
		{Name: "opencc-js", From: "npm opencc-js 1.4.2", Tasks: []Task{Script}, Note: "t to cn", recipe: npm("opencc-js")},
		{Name: "gocc", From: "Go module github.com/liuzl/gocc", Tasks: []Task{Script}, Note: "t2s", recipe: golang("gocc")},
		{Name: "longbridge-opencc", From: "Go module github.com/longbridge/opencc", Tasks: []Task{Script}, Note: "t2s", recipe: module("github.com/longbridge/opencc")},

		{Name: "charset-normalizer", From: "PyPI charset-normalizer 3.5.2", Tasks: []Task{Detect}, recipe: pip("charset-normalizer", "charset-normalizer==3.5.2")},
		{Name: "chardet", From: "PyPI chardet 7.7.0", Tasks: []Task{Detect}, recipe: pip("chardet", "chardet==7.7.0")},
		{Name: "chardetng", From: "crate chardetng 1.0.0", Tasks: []Task{Detect}, Note: "UTF-8 and ISO-2022-JP allowed, no domain", recipe: cargo("chardetng")},
		{Name: "uchardet", From: "Debian libuchardet-dev", Tasks: []Task{Detect}, recipe: debian("uchardet", "libuchardet-dev", "-luchardet")},
		{Name: "icu", From: "Debian libicu-dev", Tasks: []Task{Detect, Decode}, recipe: debian("icu", "libicu-dev", "-licui18n", "-licuuc")},
		{Name: "enca", From: "Debian libenca-dev", Tasks: []Task{Detect}, Note: "told that the text is Chinese", recipe: debian("enca", "libenca-dev", "-lenca")},
		{Name: "gogs-chardet", From: "Go module github.com/gogs/chardet", Tasks: []Task{Detect}, recipe: golang("gogs-chardet")},
		{Name: "x-net-charset", From: "Go module golang.org/x/net/html/charset", Tasks: []Task{Detect}, Note: "DetermineEncoding, no content type", recipe: golang("x-net-charset")},

		{Name: "encoding_rs", From: "crate encoding_rs 0.8.44", Tasks: []Task{Decode}, recipe: cargo("encoding_rs")},
		{Name: "iconv", From: "the C library", Tasks: []Task{Decode}, Note: "stops at the first bad byte, as the command does", recipe: cc("iconv")},
		{Name: "x-text", From: "Go module golang.org/x/text", Tasks: []Task{Decode}, recipe: golang("x-text")},
		{Name: "simdutf", From: "crate simdutf 0.7.0", Note: "a yardstick: validation, and copying", recipe: cargo("simdutf")},
	}
}
