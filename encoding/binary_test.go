package encoding

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/encoding/unicode"
)

// What wide charsets need to be believed in: text in all that is looked at.
func TestWideTextHasNoControls(t *testing.T) {
	text := strings.Repeat("院子里的石榴树今年结了三十多个果子。\n", 200)
	for name, c := range map[string]struct {
		text           string
		without, marks bool // whether it is taken for UTF-16 without a BOM, and with one
	}{
		"text":                       {text, true, true},
		"with tabs and form feeds":   {text + "\t院子\r\n\f院子\n", true, true},
		"with the end of a DOS text": {text + "\x1a", true, true},
		"with Thai in it":            {text + "สวนหลังบ้าน\n", true, true},
		"a NUL far behind":           {text + "\x00\n", false, true},
		"a control far behind":       {text + "\x02\n", false, true},
		"a noncharacter far behind":  {text + "\ufdd0\n", false, true},
		"NULs all over":              {strings.Repeat("院\x00子\x00\x00", 300), false, false},
		"a medley of scripts":        {strings.Repeat("院子里的", 30) + "ԱႠሀᎠᐁᚠកᠠᬀ\n", false, true},
	} {
		for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
			for _, bom := range []bool{false, true} {
				policy, want := unicode.IgnoreBOM, c.without
				if bom {
					policy, want = unicode.UseBOM, c.marks
				}
				b := enc(t, unicode.UTF16(order, policy), c.text)
				s := Sniff([]byte(b), Options{})
				unit, _ := s.Width()
				assert.Equal(t, want, unit == 2, "%s, BOM %v", name, bom)
			}
		}
	}
}

func TestNotText(t *testing.T) {
	long := strings.Repeat("院子里的石榴树\n", 5000)
	for name, c := range map[string]struct {
		head string
		want bool
	}{
		"nothing":                    {"", false},
		"text":                       {"院子\n", false},
		"a NUL":                      {"院子\x00\n", false},
		"names between NULs":         {"a\x00院子\x00b\x00", false},
		"a gap in a log":             {"院子\n" + strings.Repeat("\x00", 500) + "\n院子\n", false},
		"fields between controls":    {"a\x01b\x01院子\x00\n", false},
		"colours":                    {"\x1b[31m院子\x1b[0m\x00\n", false},
		"controls without NULs":      {"\x02\x03\x04\x05院子", false}, // line by line
		"a length":                   {"-\x00\x00\x00院子", true},
		"a length of eight bytes":    {"-\x00\x00\x00\x00\x00\x00\x00院子", true},
		"a big-endian length":        {"\x00\x00\x00-院子", true},
		"NULs beside a control":      {"\x00\x00\x02院子", true},
		"a NUL among many controls":  {"\x02\x03\x04\x00院子", true},
		"behind a long text":         {long[:60<<10] + "\x02\x00\x00院子", true},
		"behind what is looked at":   {long + "\x02\x00\x00院子", false},
		"GBK with controls, no NULs": {"\x02\xd6\xd0\xce\xc4\x03\n", false},
	} {
		assert.Equal(t, c.want, notText([]byte(c.head)), name)
		if c.want {
			s := Sniff([]byte(c.head), Options{})
			assert.True(t, s.Binary(), name)
			assert.Equal(t, Binary, Detect([]byte(c.head)).Charset, name)
			assert.Equal(t, c.head, string(s.Append(nil, []byte(c.head), nil)), name)
		}
	}
}
