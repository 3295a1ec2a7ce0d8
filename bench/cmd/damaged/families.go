package main

import (
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/damage"
)

// family is a way to break a line.
type family struct {
	name string
	do   func(line string) (bad string, ok bool)
	hant bool // of traditional text
}

func misread(name, from, to string, set ...func(*damage.Misreader)) family {
	m := damage.NewMisreader(from, to)
	for _, f := range set {
		f(m)
	}
	return family{name: name, do: m.Read, hant: from == "big5"}
}

// then reads what one misreading made in yet another.
func (f family) then(g family) family {
	return family{name: f.name + ", " + g.name, hant: f.hant, do: func(line string) (string, bool) {
		bad, ok := f.do(line)
		if !ok {
			return "", false
		}
		return g.do(bad)
	}}
}

func private(m *damage.Misreader) {
	m.Private = true
	m.Assign("gbk", func(lead, trail byte) rune {
		r, _ := gb18030.WHATWG.DecodePair(lead, trail)
		return r
	})
}
func question(m *damage.Misreader) { m.Mark = "?" }
func eat(m *damage.Misreader)      { m.Eat = true }
func reread(m *damage.Misreader)   { m.Reread = true }
func strict(m *damage.Misreader)   { m.Strict = true }

// families are those that the figures are about: first those that lose nothing.
func families() []family {
	latin := misread("UTF-8 as Latin-1", "utf-8", "latin1")
	return []family{
		latin,
		misread("UTF-8 as cp1252", "utf-8", "cp1252"),
		misread("UTF-8 as cp1251", "utf-8", "cp1251"),
		misread("UTF-8 as cp437", "utf-8", "cp437"),
		misread("GBK as Latin-1", "gb18030", "latin1"),
		misread("GBK as cp1251", "gb18030", "cp1251"),
		misread("GBK as KOI8-R", "gb18030", "koi8-r"),
		misread("Big5 as Latin-1", "big5", "latin1"),
		misread("Big5 as GBK, private use", "big5", "gbk", private),
		latin.then(latin),
		misread("GBK as Latin-1", "gb18030", "latin1").then(latin),
		misread("UTF-8 as GBK, private use", "utf-8", "gbk", private),
		misread("UTF-8 as GBK, '?'", "utf-8", "gbk", question),
		misread("UTF-8 as GBK, U+FFFD", "utf-8", "gbk"),
		misread("UTF-8 as GBK, read again", "utf-8", "gbk", reread),
		misread("UTF-8 as GBK, '?' eats ASCII", "utf-8", "gbk", question, eat),
		misread("UTF-8 as cp1252, strict", "utf-8", "cp1252", strict),
		misread("GBK as Big5", "gbk", "big5"),
		misread("UTF-8 as cp932", "utf-8", "cp932"),
		misread("UTF-8 as cp949", "utf-8", "cp949"),
		misread("UTF-8 as Big5", "utf-8", "big5"),
	}
}
