package decoder

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/damage"
)

// TestSwallowed: of bytes of ASCII that question marks swallowed, those come back that
// the line wants.
func TestSwallowed(t *testing.T) {
	family := damage.Lookup("utf-8 as gbk, private, ?, eats")
	for _, want := range []string{
		`print("保存不成功", name)`,
		`print('本次共导出', n)`,
		`<p>欢迎你访问</p>`,
		`<td>编号表</td><td>联系人</td>`,
		`请用数据库 MySQL 保存`,
		`配置端口 port 和备用主机 host`,
		`don't 改动数据库 table`, // an apostrophe is no quote
	} {
		bad, lost, ok := family.Break(want)
		assert.True(t, ok && lost > 0, want)
		text := []rune(bad)
		from := strings.IndexFunc(bad, func(r rune) bool { return r >= 0x80 })
		var f Filler
		res, ok := f.Fill(Step{FromUTF8, GBK}, []rune(bad[:from]), text[from:], nil)
		assert.True(t, ok, bad)
		assert.Equal(t, want, bad[:from]+string(res.Text), bad)
	}
	// Where nothing tells, the place is kept: no number becomes another.
	for _, c := range [][2]string{
		{"站点从2027年起开放", "站点从\uFFFD027年起开放"},
		{"本社从1998年起出版", "本社从\uFFFD998年起出版"},
		{"请装版本号3.2的程序", "请装版本号\uFFFD.2的程序"},
		{"数据库 port 敬请期待约1500个名额", "数据库 port 敬请期待约\uFFFD500个名额"}, // what another has swallowed tells that marks do
	} {
		bad, _, _ := family.Break(c[0])
		var f Filler
		res, _ := f.Fill(Step{FromUTF8, GBK}, nil, []rune(bad), nil)
		assert.Equal(t, c[1], string(res.Text), bad)
	}
}

// TestDropped: pairs that left no mark are missed, wherever they were.
func TestDropped(t *testing.T) {
	family := damage.Lookup("utf-8 as gbk, strip")
	for _, want := range []string{"重新启动", "修改用户密码", "可以安装并运行", "是否继续操作", "查看目录内容"} {
		bad, lost, ok := family.Break(want)
		assert.True(t, ok && lost > 0, want)
		var f Filler
		res, ok := f.Fill(Step{FromUTF8, GBK}, nil, []rune(bad), nil)
		assert.True(t, ok, bad)
		assert.Equal(t, want, string(res.Text), bad)
	}
}
