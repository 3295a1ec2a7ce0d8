package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"

	"github.com/fixtext/fixtext"
)

// setting is an option with the words that a report names it by.
type setting struct {
	name   string
	option fixtext.Option
	wide   bool // it may lead to UTF-16 or UTF-32
}

func options(set []setting) (opts []fixtext.Option) {
	for _, s := range set {
		opts = append(opts, s.option)
	}
	return opts
}

func names(set []setting) (list []string) {
	for _, s := range set {
		list = append(list, s.name)
	}
	return list
}

const lineBuffered = "line buffered"

var labels = []string{
	"gb18030", "gbk", "big5", "big5-uao", "euc-tw", "hz", "iso-2022-cn", "utf-7", "utf-8", "utf-16le", "utf-16be",
	"utf-32le", "utf-32be", "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr", "iso-2022-kr", "windows-1252", "windows-1251",
	"koi8-r", "macintosh", "ibm866", "windows-1250", "windows-874", "cesu-8",
}

var dictionaries = []string{
	"公司\t企业", "会议\t大会议", "今天\n软件", "的\t得", "下午\t下午好\n三点\t3点", "软体\t软件\n軟體\t软体们", "a\tbb", "\uFFFD\t？",
	"圖書館\t图书馆大楼", "館\n書\t书本", "ä¸\tx", "中\t涓", "国\t國", "，\t,", "张\t張", "乾\t干\n著\t着",
}

// drawSettings draws up to four options, most often one or none.
func drawSettings(rng *rand.Rand) (set []setting) {
	n := [...]int{0, 0, 0, 1, 1, 1, 2, 2, 3, 4}[rng.IntN(10)]
	for range n {
		more := append(set, drawSetting(rng))
		if _, err := fixtext.NewReader(strings.NewReader(""), options(more)...).Read(nil); err == io.EOF {
			set = more // else the options contradict each other
		}
	}
	return set
}

func drawSetting(rng *rand.Rand) setting {
	label := func() string { return one(rng, labels) }
	some := func() (list []string) {
		for range 1 + rng.IntN(3) {
			list = append(list, label())
		}
		return list
	}
	charsets := func(name string, f func(...string) fixtext.Option) setting {
		list := some()
		return setting{name + " " + strings.Join(list, ","), f(list...), wide(list...)}
	}
	switch rng.IntN(17) {
	case 0:
		return setting{name: "safe only", option: fixtext.SafeOnly()}
	case 1, 2:
		c := one(rng, []float64{0.1, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999, 1})
		return setting{name: fmt.Sprint("min confidence ", c), option: fixtext.MinConfidence(c)}
	case 3, 4:
		list := drawRules(rng)
		return setting{name: "select " + strings.Join(list, ","), option: fixtext.Select(list...)}
	case 5, 6:
		list := drawRules(rng)
		return setting{name: "ignore " + strings.Join(list, ","), option: fixtext.Ignore(list...)}
	case 7:
		return setting{name: "profile repair", option: fixtext.WithProfile(fixtext.Repair)}
	case 8:
		return setting{name: "profile search", option: fixtext.WithProfile(fixtext.Search)}
	case 9:
		v := one(rng, []string{"auto", "cn", "tw", "hk"})
		return setting{name: "variant " + v, option: fixtext.Variant(v)}
	case 10:
		return setting{name: "vocabulary", option: fixtext.Vocabulary()}
	case 11:
		text := one(rng, dictionaries)
		d, err := fixtext.ParseDict(strings.NewReader(text))
		if err != nil {
			panic(err)
		}
		return setting{name: "dictionary " + text, option: fixtext.Dictionary(d)}
	case 12:
		return charsets("prefer", fixtext.Prefer)
	case 13:
		return charsets("allow", fixtext.Allow)
	case 14:
		l := label()
		return setting{"declared " + l, fixtext.Declared(l), wide(l)}
	case 15:
		p := one(rng, []fixtext.BOMPolicy{fixtext.BOMAdd, fixtext.BOMStrip})
		return setting{name: "bom " + p.String(), option: fixtext.BOM(p)}
	default:
		if rng.IntN(2) == 0 {
			return setting{name: lineBuffered, option: fixtext.LineBuffered()}
		}
		l := label()
		return setting{"from " + l, fixtext.FromCharset(l), wide(l)}
	}
}

// drawRules draws codes, or what codes begin with.
func drawRules(rng *rand.Rand) (list []string) {
	rules := fixtext.Rules()
	for range 1 + rng.IntN(3) {
		code := string(rules[rng.IntN(len(rules))].Code)
		list = append(list, code[:3+rng.IntN(3)])
	}
	return list
}

func wide(labels ...string) bool {
	for _, l := range labels {
		if strings.HasPrefix(l, "utf-16") || strings.HasPrefix(l, "utf-32") {
			return true
		}
	}
	return false
}

func one[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }
