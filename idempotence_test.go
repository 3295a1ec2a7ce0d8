package fixtext_test

import (
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/fixtext/fixtext"
)

// again are inputs whose repair looked like something else to a second run, made
// as small as they go, by what it took them for.
var again = map[string][]struct{ x, options string }{
	"UTF-16 or UTF-32, for the NULs that stand beside a repair": {
		{"\x00\x00\x04\x1f\x00\x00\x04@\x00\x00\x048aÐ¦aaa", ""},
		{"б░└╧\xe2\x96┤a\xd0aa\x00a\x00a\x00a\x00a\x00", ""},
		{"╜a∞╢├≈░╫a\x00a\x00a\x00a\x00a\x00", ""},
		{"\x00a\x00a\x00氓戮聴", ""},
		{"Ã¤Â \x00 ", ""},
		{"創(chuàng )aa\x00a\x00a\x00", ""},
		{"=?UTF8?B?5Lit?=\x00a\x00a\x00", ""},
		{"a、\r\x00a\x00\x00\x00", "search"},
		{"ak(WaN\x83[\tg̑4Y\x020\x00=E4=aC=9E=E9a=E4=B8=8a=E5=9C=Ba=E3=80=8a", ""},
	},
	"UTF-16, for the bytes that a repair left beside them": {
		{"ΦÇî\nN\r\x80\xfdN\r", "sure by 0.9"},
		{"NaN\rN\rN\rN\rN\rN\ra\xa1a月?lián)Q", ""},
		{"aaaaaaaaaaaa\n\xac\xc3aa\xb7\xc2a±ÎåÌì×\xc3aaaaaaa\x00a", "from utf-16be"},
		{"\xfe\xffaa", "only characters"},
		{"\x1aП╣O\x1eЪиnЇNЖ\x00\x02Ｈ𐓙\U00010266", "bom add"},
	},
	"a charset of seven bits, in text that became plain": {
		{"~{Vz\nÃƒ\xc3", ""},
		{"â€œ\n~{;a", ""},
	},
	"another charset, for the bytes that were kept": {
		{"\x00\x00\xfe\xff\naaaaaaa¡", "only bytes"},
		{"\xa8a\xd3\xce\xfb\xf1\xb9\xf5\xe4\xcf\xe9\xe1\xe1", "from big5"},
		{"a\xed\xa0\xbd\xed\xb1\x8da\x00a\x00a\x00a½\xc2aªººô¸÷", ""},
	},
	"a wrong decoding, in characters that conversion put there": {
		{"嚗憭怠氖閠鈭撟", ""},
		{"擭0\x01v蠽跿s\f張S梑瀈\x02", ""},
		{"虏茅拢卢虏禄脠莽脫覄", ""},
		{"ﳢ輸蘒â€œâ€œâ\xe2", ""},
		{"闅旀棩鍒帮紝瑗㮸", "sure"},
		{"号袈云偏廕\xa5", "sure"},
		{"\n＾析医寄賑\xbd￣麿油阻宸鞘\xef嗽謹廛阻匯委雑伏", "each line, safe only"},
		{"\xa3\xac\xc7\xeb\xcc\xe1ǰ\xcaa\xb7֡\xa3，。！？»УРФ", ""},
	},
	"an edit that is sure, once the one beside it was left alone": {
		{"\x8e\xa4\x86Σ\xac", "safe only"},
		{"\xa1\xb0\xcb\xfb\xcaa\xc5a\xa3\xbf\xa1\xb1\xa1\xb0ʹ妹把引得\xe5\x88", "safe only"},
		{"\xa7\xb1\xa7\xe2\xa7a\xa7ӧ֧䧴顺着伞骨\xe6", "safe only"},
		{"\xbd\xd0ʲô\xa3\xbf\xa1\xb1，乾\x84\x86\xe8\xe5\xb1", "safe only"},
		{"帳單", "safe only"},
		{"\u0094Â¼\xc3æŸ¥ï¼", "safe only"},
	},
}

func TestIdempotenceCases(t *testing.T) {
	for name, cases := range again {
		t.Run(name, func(t *testing.T) {
			for _, c := range cases {
				opts := named(c.options)
				idempotent(t, []byte(c.x), opts...)
				accountable(t, []byte(c.x), opts...)
				chunkInvariant(t, []byte(c.x), opts...)
			}
		})
	}
}

// Damage freezes: a line that reads as damaged only once it was converted keeps
// the characters it has; the lines around it are converted all the same.
func TestDamagedLinesAreNotConverted(t *testing.T) {
	const damaged, plain, want = "擭0\x01v蠽跿s\f張S梑瀈\x02\n", "圖書館裡的燈還亮著，學生們不願離開。\n", "图书馆里的灯还亮着，学生们不愿离开。\n"
	for in, out := range map[string]string{
		damaged:                                 damaged,
		plain + damaged + plain + plain + plain: want + damaged + want + want + want,
	} {
		if got := fixtext.String(in); got != out {
			t.Errorf("%q became %q, not %q", in, got, out)
		}
		idempotent(t, []byte(in))
		accountable(t, []byte(in))
	}
}

// named returns the options with these names, in a list with commas. Any other
// name stands for one of them.
func named(list string) (opts []fixtext.Option) {
	names := slices.Sorted(maps.Keys(choices))
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		opt, ok := choices[name]
		if !ok {
			h := fnv.New32a()
			h.Write([]byte(name))
			opt = choices[names[h.Sum32()%uint32(len(names))]]
		}
		opts = append(opts, opt)
	}
	return opts
}

func FuzzIdempotenceOptions(f *testing.F) {
	for _, cases := range again {
		for _, c := range cases {
			f.Add([]byte(c.x), c.options)
		}
	}
	f.Fuzz(func(t *testing.T, x []byte, options string) {
		if len(x) > 1<<14 || strings.Count(options, ",") > 4 {
			return
		}
		opts := named(options)
		idempotent(t, x, opts...)
		accountable(t, x, opts...)
	})
}
