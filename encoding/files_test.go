package encoding

import (
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	xencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/fixtext/fixtext/encoding/euctw"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/s2t"
)

// Files as programs are written: most lines are ASCII, and what is not is a comment
// or a message of a few characters.

// words are such as stand in comments and messages.
var words = strings.Fields(`
	设置 系统 片选 红 黄 蓝 绿 黑 白 预值 初始化 读 写 读取 写入 数据 地址 时钟 复位 使能 中断 串口 缓冲区 长度 校验 错误 成功 失败 返回值
	参数 函数 指针 数组 循环 延时 毫秒 温度 湿度 电压 电流 功率 速度 角度 前进 后退 左转 右转 停止 启动 显示 液晶 字库 取模 高位 低位 字节
	是 否 有 无 开 关 上 下 左 右 年 月 日 时 分 秒 零 壹 贰 叁 肆 伍 陆 柒 捌 玖 元 角 整 个 件 次 页 行 列 男 女 姓名 性别 年龄 学号 班级
	成绩 总分 平均分 排序 查找 插入 删除 修改 打印 退出 菜单 请选择 请输入 文件 打开 关闭 保存 路径 目录 用户 密码 登录 注册 权限 管理员
	版本 作者 日期 说明 备注 注意 警告 调试 测试 正常 异常 超时 重试 等待 发送 接收 报文 帧头 帧尾 命令 应答 状态 标志 清零 置位 翻转
	任务 队列 信号量 线程 进程 内存 释放 分配 栈 堆 树 图 节点 链表 头 尾 上一个 下一个 计数器 定时器 滤波 采样 转换 精度 单位 系数`)

// frames are lines of programs, with places for a word.
var frames = []string{
	"    int n = 0; // %s\n", "#define LED_PIN 13 /* %s */\n", "\t/* %s%s */\n", "    printf(\"%s\\n\");\n", "  $msg = '%s:%s';\n",
	"    case %[3]d: return \"%s\"; // %[2]s\n", "# %s\n", "// %s %s\n", "-- %s\n", "name=%s\n", "<td>%s</td><td>%s</td>\n",
	"char f[10][3] = {\"%s\",\"%s\"};\n", "    \"%s\": %[3]d,\n", "%s,%s,%[3]d\n", "<option value=\"%[3]d\">%s</option>\n", "    rem %s\n",
}

// silence are lines of programs that are ASCII.
var silence = []string{
	"for (i = 0; i < n; i++) {\n", "}\n", "\n", "    return 0;\n", "#include <stdio.h>\n", "    a[i] = b[i] + c;\n", "  if (p == NULL) break;\n",
	"static void init(void);\n", "    x = y * 2;\n", "import os\n", "<tr>\n", "end\n",
}

// sourceFile is a program of so many lines of which every third has words, and one
// in a hundred a sentence.
func sourceFile(r *rand.Rand, sentences []string, lines int) string {
	pick := func(list []string) string { return list[r.Intn(len(list))] }
	var out strings.Builder
	for range lines {
		switch k := r.Intn(300); {
		case k < 3:
			fmt.Fprintf(&out, "/* %s */\n", pick(sentences))
		case k < 100:
			line := fmt.Sprintf(pick(frames), pick(words), pick(words), r.Intn(100))
			line, _, _ = strings.Cut(line, "%!(EXTRA")
			out.WriteString(strings.TrimSuffix(line, "\n") + "\n")
		default:
			out.WriteString(pick(silence))
		}
	}
	return out.String()
}

// comment is one line of a program that nothing else is known of.
func comment(r *rand.Rand) string {
	return strings.TrimSuffix(fmt.Sprintf("    x = %d; // %s\n", r.Intn(9), words[r.Intn(len(words))]), "\n") + "\n"
}

// sentencesOf returns the lines of the own texts of a split.
func sentencesOf(t testing.TB, split string) (list []string) {
	files, err := filepath.Glob(filepath.Join("..", "testdata", "sentences", split, "*.txt"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			list = append(list, strings.TrimSpace(line))
		}
	}
	return list
}

// inBlocksOf decodes src as a stream does, in blocks of at most max bytes.
func inBlocksOf(src []byte, max int) []byte {
	cut := func(p []byte) int {
		if len(p) <= max {
			return len(p)
		}
		return bytes.LastIndexByte(p[:max], '\n') + 1
	}
	s := Sniff(src[:cut(src)], Options{})
	var out []byte
	for len(src) > 0 {
		n := cut(src)
		out = s.Append(out, src[:n], nil)
		src = src[n:]
	}
	return out
}

// outcome counts lines that are not ASCII: all, those that stayed as they were,
// and those that came out as something else.
type outcome struct{ lines, raw, wrong int }

func (o *outcome) add(x outcome) {
	o.lines += x.lines
	o.raw += x.raw
	o.wrong += x.wrong
}

// left is the share of lines that are raw, in per cent.
func (o outcome) left() float64 { return 100 * float64(o.raw) / float64(max(o.lines, 1)) }

func (o outcome) String() string {
	return fmt.Sprintf("%6d lines, %5d raw (%.2f %%), %5d wrong", o.lines, o.raw, o.left(), o.wrong)
}

// compare counts the lines of src, decoded to got, that should have become want.
func compare(src, got, want []byte) (o outcome) {
	for len(want) > 0 {
		n, m, k := linescan.Len(src), linescan.Len(got), linescan.Len(want)
		if !isASCII(src[:n]) {
			o.lines++
			if !bytes.Equal(got[:m], want[:k]) {
				if bytes.Equal(got[:m], src[:n]) {
					o.raw++
				} else {
					o.wrong++
				}
				if *showMisses {
					fmt.Printf("%q became %q\n", want[:k], got[:m])
				}
			}
		}
		src, got, want = src[n:], got[m:], want[k:]
	}
	return o
}

// TestFilesOfPrograms: of a file in one charset hardly a line is left, however
// short, and wherever its blocks are cut; none comes out wrong. EUC-TW has words
// that are, byte for byte, words in GBK or letters in UTF-8.
func TestFilesOfPrograms(t *testing.T) {
	codings := []struct {
		name string
		e    xencoding.Encoding
		form func(string) string
		left float64 // per cent
	}{
		{"GBK", simplifiedchinese.GBK, func(s string) string { return s }, 0.2},
		{"Big5", traditionalchinese.Big5, s2t.String, 0.2},
		{"EUC-TW", euctw.EUCTW(), s2t.String, 0.2},
	}
	sentences := sentencesOf(t, "dev")
	for _, c := range codings {
		for _, lines := range []int{30, 100, 1000, 60000} {
			var sum outcome
			for seed := range int64(max(1, min(20, 3000/lines))) {
				r := rand.New(rand.NewSource(seed))
				src, _ := xencoding.ReplaceUnsupported(c.e.NewEncoder()).Bytes([]byte(c.form(sourceFile(r, sentences, lines))))
				want, _ := c.e.NewDecoder().Bytes(src)
				o := compare(src, inBlocksOf(src, 1<<20), want)
				sum.add(o)
			}
			t.Logf("%-6s %6d lines: %v", c.name, lines, sum)
			assert.Zero(t, sum.wrong, "%s, %d lines", c.name, lines)
			if lines >= 100 {
				assert.LessOrEqual(t, sum.left(), c.left, "%s, %d lines", c.name, lines)
			}
		}
	}
}

// TestProseOfShortLines: lists of words and verse, even of one character a line.
func TestProseOfShortLines(t *testing.T) {
	sentences := sentencesOf(t, "dev")
	for _, size := range []int{1, 2, 3, 5} {
		r := rand.New(rand.NewSource(int64(size)))
		var text strings.Builder
		for range 4000 {
			s := sentences[r.Intn(len(sentences))]
			han := []rune(strings.Map(func(c rune) rune {
				if !unicode.Is(unicode.Han, c) {
					return -1
				}
				return c
			}, s))
			if len(han) < size {
				continue
			}
			at := r.Intn(len(han) - size + 1)
			text.WriteString(string(han[at:at+size]) + "\n")
		}
		src, _ := xencoding.ReplaceUnsupported(simplifiedchinese.GBK.NewEncoder()).Bytes([]byte(text.String()))
		want, _ := simplifiedchinese.GBK.NewDecoder().Bytes(src)
		o := compare(src, inBlocksOf(src, 1<<20), want)
		t.Logf("GBK lines of %d: %v", size, o)
		assert.Zero(t, o.raw+o.wrong, "lines of %d", size)
	}
}

// TestFilesOfOtherLanguages: short lines in a charset of another language stay as
// they are, however many there are.
func TestFilesOfOtherLanguages(t *testing.T) {
	encs := map[string]map[string]xencoding.Encoding{
		"ko": {"EUC-KR": korean.EUCKR}, "ja": {"EUC-JP": japanese.EUCJP, "Shift_JIS": japanese.ShiftJIS},
		"ru": {"windows-1251": charmap.Windows1251, "KOI8-R": charmap.KOI8R, "IBM866": charmap.CodePage866, "ISO-8859-5": charmap.ISO8859_5, "mac": charmap.MacintoshCyrillic},
		"fr": {"windows-1252": charmap.Windows1252, "IBM850": charmap.CodePage850, "mac": charmap.Macintosh},
		"de": {"windows-1252": charmap.Windows1252, "IBM850": charmap.CodePage850, "mac": charmap.Macintosh},
		"es": {"windows-1252": charmap.Windows1252}, "pl": {"windows-1250": charmap.Windows1250, "ISO-8859-2": charmap.ISO8859_2},
		"tr": {"windows-1254": charmap.Windows1254}, "vi": {"windows-1258": charmap.Windows1258},
	}
	for lang, list := range encs {
		var words []string
		for _, split := range []string{"dev", "test"} {
			text, err := os.ReadFile(filepath.Join("..", "testdata", "clean", split, lang+".txt"))
			require.NoError(t, err)
			words = append(words, strings.FieldsFunc(string(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) })...)
		}
		for name, e := range list {
			for _, size := range []int{1, 2, 3, 100} {
				var sum outcome
				for seed := range int64(8) {
					r := rand.New(rand.NewSource(seed))
					var src []byte
					for range []int{4, 10, 50, 400}[seed%4] {
						word := []rune(words[r.Intn(len(words))])
						if lang == "ja" || lang == "ko" || size < 3 {
							word = word[:min(len(word), size)]
						}
						line, _ := xencoding.ReplaceUnsupported(e.NewEncoder()).Bytes([]byte("    x = 1; // " + string(word) + "\n"))
						src = append(src, line...)
					}
					o := compare(src, inBlocksOf(src, 1<<20), src)
					sum.add(o)
				}
				t.Logf("%s %-12s up to %3d letters: %v", lang, name, size, sum)
				assert.LessOrEqual(t, sum.wrong, sum.lines/300, "%s in %s", lang, name)
			}
		}
	}
}

// TestForeignLines: what stands in a file of UTF-8, and is neither UTF-8 nor clear
// by itself, is not read in a charset of Chinese; nor is UTF-8 in doubt.
func TestForeignLines(t *testing.T) {
	sentences := sentencesOf(t, "dev")
	gbk := func(s string) []byte {
		b, _ := xencoding.ReplaceUnsupported(simplifiedchinese.GBK.NewEncoder()).Bytes([]byte(s))
		return b
	}
	latin := func(s string) []byte {
		b, _ := xencoding.ReplaceUnsupported(charmap.Windows1252.NewEncoder()).Bytes([]byte(s))
		return b
	}
	names := strings.Fields("José Müller François Bjørn Åse Señor naïve Zoë Jürgen Élodie Ærø Łódź Škoda Muñoz Köln Málaga Groß Citroën")
	utf8Names := strings.Fields("José Müller François Bjørn Åse Жуков Ελένη Škoda Łódź שלום да ©2014 ±5 90° 25℃ √2 “好” 好 系统")
	junk := func(r *rand.Rand) []byte {
		b := make([]byte, 1+r.Intn(6))
		for i := range b {
			b[i] = byte(128 + r.Intn(128))
		}
		return []byte("id=" + string(b) + ";\n")
	}
	kinds := []struct {
		name        string
		each        int  // one foreign line in so many
		inGBK       bool // the file is otherwise
		foreign     func(r *rand.Rand) []byte
		decoded     bool // the foreign lines are to be decoded from GBK
		left, wrong int  // in a thousand: lines that are left, and foreign lines that come out wrong
	}{
		{"UTF-8, Latin-1 names", 20, false, func(r *rand.Rand) []byte { return latin("author: " + names[r.Intn(len(names))] + "\n") }, false, 0, 0},
		{"UTF-8, Latin-1 words with letters behind", 20, false, func(r *rand.Rand) []byte { return latin("x" + names[r.Intn(len(names))] + "y\n") }, false, 0, 0},
		{"UTF-8, junk", 20, false, junk, false, 0, 0},
		{"UTF-8, every line junk", 2, false, junk, false, 0, 2},
		{"UTF-8, GBK sentences", 20, false, func(r *rand.Rand) []byte { return gbk(sentences[r.Intn(len(sentences))] + "\n") }, true, 0, 0},
		{"UTF-8, GBK sentences in turn", 2, false, func(r *rand.Rand) []byte { return gbk(sentences[r.Intn(len(sentences))] + "\n") }, true, 0, 0},
		{"UTF-8, GBK comments in turn", 2, false, func(r *rand.Rand) []byte { return gbk(comment(r)) }, true, 20, 0},
		{"UTF-8, one GBK comment", 200, false, func(r *rand.Rand) []byte { return gbk(comment(r)) }, true, 8, 0},
		{"GBK, Latin-1 names", 20, true, func(r *rand.Rand) []byte { return latin("author: " + names[r.Intn(len(names))] + "\n") }, false, 1, 150},
		{"GBK, junk", 20, true, junk, false, 1, 400},
		{"GBK, UTF-8 names", 20, true, func(r *rand.Rand) []byte { return []byte("author: " + utf8Names[r.Intn(len(utf8Names))] + "\n") }, false, 2, 0},
		{"GBK, UTF-8 comments in turn", 2, true, func(r *rand.Rand) []byte { return []byte(comment(r)) }, false, 10, 0},
		{"GBK, UTF-8 sentences in turn", 2, true, func(r *rand.Rand) []byte { return []byte(sentences[r.Intn(len(sentences))] + "\n") }, false, 10, 0},
	}
	for _, k := range kinds {
		var file, foreign outcome
		for seed := range int64(4) {
			r := rand.New(rand.NewSource(seed))
			var src, want []byte
			var odd []bool
			for line := range strings.Lines(sourceFile(r, sentences, 1500)) {
				b, text := []byte(line), []byte(line)
				if k.inGBK {
					b = gbk(line)
					text, _ = simplifiedchinese.GBK.NewDecoder().Bytes(b)
				}
				src, want = append(src, b...), append(want, text...)
				odd = append(odd, false)
				if r.Intn(k.each) == 0 {
					f := k.foreign(r)
					src = append(src, f...)
					if k.decoded {
						f, _ = simplifiedchinese.GBK.NewDecoder().Bytes(f)
					}
					want = append(want, f...)
					odd = append(odd, true)
				}
			}
			got := inBlocksOf(src, 1<<20)
			for _, o := range odd {
				n, m, l := linescan.Len(src), linescan.Len(got), linescan.Len(want)
				x := compare(src[:n], got[:m], want[:l])
				to := &file
				if o {
					to = &foreign
				}
				to.add(x)
				src, got, want = src[n:], got[m:], want[l:]
			}
		}
		t.Logf("%-42s file %v; foreign %v", k.name, file, foreign)
		assert.Zero(t, file.wrong, k.name)
		assert.LessOrEqual(t, file.raw+foreign.raw, (file.lines+foreign.lines)*k.left/1000, k.name)
		assert.LessOrEqual(t, foreign.wrong, foreign.lines*k.wrong/1000, k.name)
	}
}
