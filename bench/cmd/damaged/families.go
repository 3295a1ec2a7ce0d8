package main

import "github.com/fixtext/fixtext/internal/damage"

// measured are the families that the figures are about: first those that lose nothing.
var measured = []string{
	"utf-8 as latin1", "utf-8 as cp1252", "utf-8 as cp1251", "utf-8 as cp437",
	"gb18030 as latin1", "gb18030 as cp1251", "gb18030 as koi8-r", "big5 as latin1", "big5 as gbk, private",
	"utf-8 as latin1, then utf-8 as latin1", "gbk as latin1, then utf-8 as latin1",
	"utf-8 as gbk, private", "utf-8 as gbk, ?", "utf-8 as gbk", "utf-8 as gbk, rereads", "utf-8 as gbk, ?, eats",
	"utf-8 as cp1252, strict", "gbk as big5", "utf-8 as cp932", "utf-8 as cp949", "utf-8 as big5",
}

// families returns them.
func families() (list []*damage.Family) {
	for _, id := range measured {
		list = append(list, damage.Lookup(id))
	}
	return list
}
