package main

import (
	"log"
	"strings"

	"github.com/fixtext/fixtext/encoding/internal/charset"
)

// constants returns the constants of package encoding and what detection goes
// through.
func constants() []byte {
	f := newFile("encoding")
	f.printf("// The charsets that are told apart. Those of Chinese are decoded on sight, the\n// others are recognised so that they are left alone.\nconst (\nUnknown Charset = iota\n")
	var chinese, onSight, byLine []string
	variants := false
	for i, r := range charset.Rows {
		if r.Const == "" {
			variants = i > 0
			continue
		}
		if variants {
			log.Fatalf("%s comes behind variants", r.Name)
		}
		f.printf("%s", r.Const)
		if r.Doc != "" {
			f.printf(" // %s", r.Doc)
		}
		f.printf("\n")
		if r.In("zh") {
			chinese = append(chinese, r.Const)
		}
		if r.Detect.OnSight {
			onSight = append(onSight, r.Const)
		}
		if r.Unit != charset.UTF8 && r.Unit != charset.Seven && (r.Unit != charset.Pair || r.Detect.Tried > 0) {
			byLine = append(byLine, r.Const)
		}
	}
	f.printf("\nnumCharsets\n)\n\n")
	set := func(name, doc string, list []string) {
		f.printf("// %s %s\nconst %s charsets = 1<<%s\n\n", name, doc, name, strings.Join(list, " | 1<<"))
	}
	set("ofChinese", "are made for Chinese.", chinese)
	set("onSight", "are decoded without being asked for.", onSight)
	set("lineCharsets", "are those that weigh tells apart; one stands for its variants.", append([]string{"Unknown"}, byLine...))
	list := func(name, doc string, in func(*charset.Row) bool) (chinese int) {
		f.printf("// %s %s\nvar %s = [...]Charset{", name, doc, name)
		for _, i := range ranked(func(r *charset.Row) int { return r.Detect.Tried }) {
			if r := &charset.Rows[i]; in(r) {
				f.printf("%s,", r.Const)
				if r.In("zh") {
					chinese++
				}
			}
		}
		f.printf("}\n\n")
		return chinese
	}
	n := list("multiByte", "are the readings of several bytes that are tried on bytes that are not UTF-8.", func(r *charset.Row) bool {
		return r.Unit == charset.Pair || r.Unit == charset.UTF8
	})
	f.printf("// numChinese of multiByte are charsets of Chinese. They are tried first.\nconst numChinese = %d\n\n", n)
	list("singleByte", "are the readings of single bytes.", func(r *charset.Row) bool { return r.Unit == charset.Byte })
	f.printf("// variants are the charsets that are told apart only once a line is taken for that\n// which they are variants of; of each there is one at most.\nvar variants = [numCharsets]Charset{")
	for _, r := range charset.Rows {
		if of := r.Detect.VariantOf; of != "" {
			f.printf("%s: %s,", charset.Rows[row(of)].Const, r.Const)
		}
	}
	f.printf("}\n\n// standards are what they are variants of.\nvar standards = [numCharsets]Charset{")
	for _, r := range charset.Rows {
		if of := r.Detect.VariantOf; of != "" {
			f.printf("%s: %s,", r.Const, charset.Rows[row(of)].Const)
		}
	}
	f.printf("}\n\n")
	list("escaped", "are the charsets of seven bits that are looked for.", func(r *charset.Row) bool { return r.Unit == charset.Seven })
	return f.source()
}

// misread returns what package mojibake knows of the pages and sources of package decoder.
func misread() []byte {
	f := newFile("mojibake")
	f.printf("import (\n\"github.com/fixtext/fixtext/encoding/internal/charset\"\n\"github.com/fixtext/fixtext/internal/codepage/sloppy\"\n\"github.com/fixtext/fixtext/internal/decoder\"\n)\n\n")
	f.printf("// sourceRows are the rows of sources.\nvar sourceRows = [decoder.NumSources]uint8{")
	for _, i := range ranked(func(r *charset.Row) int { return r.Source.Order }) {
		f.printf("%d,", i)
	}
	order := ranked(func(r *charset.Row) int { return r.Page.Order })
	f.printf("}\n\n// pageRows are the rows of pages in the table of charsets; 0 for pages without one.\nvar pageRows = [decoder.AllPages]uint8{")
	for _, i := range order {
		f.printf("decoder.%s: %d,", exported(charset.Rows[i].Page.Const), i)
	}
	for k, i := range whole() {
		f.printf("decoder.NumPages+%d: %d,", k, i)
	}
	f.printf("}\n\n// pageTraits are the traits of pages.\nvar pageTraits = [decoder.AllPages]charset.Traits{")
	for _, i := range order {
		r := &charset.Rows[i]
		f.printf("decoder.%s: %#x,", exported(r.Page.Const), r.Page.Traits)
	}
	for k, i := range whole() {
		if t := charset.Rows[i].Page.Traits; t != 0 {
			f.printf("decoder.NumPages+%d: %#x,", k, t)
		}
	}
	f.printf("}\n\n// sloppyPages are the tables of the single-byte pages.\nvar sloppyPages = [...]sloppy.Page{")
	for _, i := range order {
		if r := &charset.Rows[i]; r.Sloppy != "" {
			f.printf("sloppy.%s,", r.Sloppy)
		}
	}
	f.printf("}\n\n// westernPages are the pages that UTF-8 is read in; where two explain a line equally\n// well, the first one does. Wrong decodings in the first few are by far the most\n// frequent.\nvar westernPages = [...]page{")
	for _, i := range ranked(func(r *charset.Row) int { return r.Page.Western }) {
		f.printf("decoder.%s,", exported(charset.Rows[i].Page.Const))
	}
	f.printf("}\n")
	return f.source()
}

// decoded returns the pages and sources of package decoder.
func decoded() []byte {
	f := newFile("decoder")
	f.printf("import (\n\"github.com/fixtext/fixtext/internal/codepage/eastasia\"\n\"github.com/fixtext/fixtext/internal/codepage/sloppy\"\n)\n\n")
	f.printf("// The pages. Partial is Latin of bytes that were not UTF-8 by chance.\nconst (\n")
	order := ranked(func(r *charset.Row) int { return r.Page.Order })
	single := true
	kind := " Page = iota"
	for _, i := range order {
		r := &charset.Rows[i]
		if single && r.Unit != charset.Byte {
			f.printf("Partial\n")
			single = false
		}
		f.printf("%s%s // %s\n", exported(r.Page.Const), kind, r.Page.Name)
		kind = ""
	}
	f.printf("\nNumPages // those that parts of lines are searched for in\n)\n\n")
	f.printf("// AllPages are also those of single bytes that only whole lines are looked for in.\nconst AllPages = NumPages + %d\n\n", len(whole()))
	f.printf("// The sources.\nconst (\n")
	kind = " Source = iota"
	sources := ranked(func(r *charset.Row) int { return r.Source.Order })
	for _, i := range sources {
		f.printf("From%s%s\n", exported(charset.Rows[i].Source.Const), kind)
		kind = ""
	}
	f.printf("\nNumSources\n)\n\n// rarity is how much rarer than others a page is, in nats.\nvar rarity = [AllPages]int32{")
	for _, i := range order {
		if r := &charset.Rows[i]; r.Detect.Rarity > 0 {
			f.printf("%s: %d,", exported(r.Page.Const), r.Detect.Rarity)
		}
	}
	for _, l := range []struct {
		doc, name string
		trait     charset.Traits
	}{
		{"onlyUTF8 are the pages in which only UTF-8 is looked for.", "onlyUTF8", charset.OnlyUTF8},
		{"silentPages are the pages of which some decoders drop bytes and leave no mark.", "silentPages", charset.Drops},
		{"scantPages are the pages in which too little is left of UTF-8 that lost bytes.", "scantPages", charset.Scant},
	} {
		f.printf("}\n\n// %s\nvar %s = [AllPages]bool{", l.doc, l.name)
		for _, i := range order {
			if r := &charset.Rows[i]; r.Page.Traits&l.trait != 0 {
				f.printf("%s: true,", exported(r.Page.Const))
			}
		}
	}
	f.printf("}\n\n// eastAsian are the tables of the pages of Japanese and Korean.\nvar eastAsian = [NumPages]eastasia.Page{")
	for _, i := range order {
		if r := &charset.Rows[i]; r.Unit == charset.Pair && !r.Table.Dense() {
			f.printf("%s: eastasia.%[1]s,", exported(r.Page.Const))
		}
	}
	f.printf("}\n\n// sloppyPages are the tables of the single-byte pages.\nvar sloppyPages = [...]sloppy.Page{")
	for _, i := range order {
		if r := &charset.Rows[i]; r.Sloppy != "" {
			f.printf("sloppy.%s,", r.Sloppy)
		}
	}
	f.printf("}\n\n// wholePages are the characters of the bytes 80 to FF of the pages from NumPages on, U+FFFD for\n// gaps.\nvar wholePages = [AllPages - NumPages]string{\n")
	for _, i := range whole() {
		f.printf("%+q, // %s\n", upper(&charset.Rows[i]), charset.Rows[i].Page.Name)
	}
	f.printf("}\n")
	return f.source()
}

// whole are the rows of pages that only whole lines are looked for in.
func whole() (list []int) {
	for i := range charset.Rows {
		if charset.Rows[i].Page.Whole {
			list = append(list, i)
		}
	}
	return list
}

// upper returns the characters of the bytes 80 to FF of a page, U+FFFD for gaps.
func upper(r *charset.Row) string {
	var all [128]rune
	for k := range all {
		all[k] = r.DecodeByte(byte(0x80 + k))
	}
	return string(all[:])
}

// exported returns the name in package decoder of a page or source.
func exported(name string) string {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "Page"), "Source")
	switch name {
	case "latin", "latin2", "latin9", "macRoman", "big5", "partial":
		return strings.ToUpper(name[:1]) + name[1:]
	}
	return strings.ToUpper(name)
}
