package records

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// options are those of a usual run.
func options(fields ...string) Options {
	return Options{
		Repair: []fixtext.Option{fixtext.Workers(1)},
		Decode: []fixtext.Option{fixtext.Select("FT201", "FT202", "FT203")},
		Fields: fields,
	}
}

// run repairs a whole file, and checks that the edits lead both ways.
func run(t require.TestingT, format string, opt Options, workers int, in string) string {
	var out, back []byte
	err := Named(format).Run(strings.NewReader(in), opt, workers, func(s engine.Segment) error {
		out = append(out, s.Out...)
		require.Equal(t, string(s.Out), string(engine.Apply(nil, s.In, s.Offset, s.Edits)))
		back = append(back, invert(s)...)
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, in, string(back), "undone")
	return string(out)
}

// invert leads a segment back.
func invert(s engine.Segment) (in []byte) {
	out, pos := s.Out, s.Offset
	for _, e := range s.Edits {
		n := int(e.Offset - pos)
		in = append(append(in, out[:n]...), e.In...)
		out = out[n+len(e.Out):]
		pos = e.Offset + int64(len(e.In))
	}
	return append(in, out...)
}

func TestJSONLines(t *testing.T) {
	for _, c := range []struct{ fields, in, want string }{
		{"", `{"text": "圖書館", "n": 1.50e3, "更": [null, "開了門", {"a":"說"}] }` + "\n", `{"text": "图书馆", "n": 1.50e3, "更": [null, "开了门", {"a":"说"}] }` + "\n"},
		{"", `{"圖":"圖"}`, `{"圖":"图"}`},
		{"text", `{"text":"圖書館","title":"圖書館"}`, `{"text":"图书馆","title":"圖書館"}`},
		{"meta.title", `{"title":"圖","meta":{"title":"圖書","x":{"title":"圖"}}}`, `{"title":"圖","meta":{"title":"图书","x":{"title":"圖"}}}`},
		{"list.a", `{"list":[{"a":"圖"},{"b":"圖"},{"a":"這"}]}`, `{"list":[{"a":"图"},{"b":"圖"},{"a":"这"}]}`},
		{"", `{"a":"第一\n他們\t說\"圖書館\"\/"}`, `{"a":"第一\n他们\t说\"图书馆\"\/"}`},
		{"", `{"a":"\u5716\u66f8\u9928 \ud83d\ude00"}`, `{"a":"\u56fe\u4e66\u9986 \ud83d\ude00"}`},
		{"", `{"a":"圖\u66f8"}`, `{"a":"图书"}`},
		{"", `{"a":"圖書 \ud83d"}`, `{"a":"圖書 \ud83d"}`}, // half of a character is no text
		{"", `{"a":"圖書"`, `{"a":"圖書"`},                 // no JSON
		{"", "\n  \n{\"a\":\"圖\"}\r\n", "\n  \n{\"a\":\"图\"}\r\n"},
		{"", `"圖書館"`, `"图书馆"`},
		{"", `{"a":"\\\\"}` + "\n" + `{"a":"圖\\"}`, `{"a":"\\\\"}` + "\n" + `{"a":"图\\"}`},
		{"", strings.Repeat("[", 2000) + `"圖"`, strings.Repeat("[", 2000) + `"圖"`},
	} {
		var fields []string
		if c.fields != "" {
			fields = strings.Split(c.fields, ",")
		}
		require.Equal(t, c.want, run(t, "jsonl", options(fields...), 1, c.in))
	}
}

// What a JSON parser reads is the repaired text, however it is written.
func TestJSONStringsMeanTheRepairedText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"圖書館", "院子", "\"", "\\", "\n", "😀", "創(chuàng )業(yè)", "開(kāi)門(mén)", "a", "\x01", "/", "?", "&#22294;", `\u5716\u66f8`}), 0, 6).Draw(t, "parts")
		text := strings.Join(parts, "")
		raw, err := json.Marshal(text)
		require.NoError(t, err)
		if rapid.Bool().Draw(t, "escaped") {
			raw = jsonString{ascii: true}.must(raw)
		}
		out := run(t, "jsonl", options(), 2, string(raw)+"\n")
		var got string
		require.NoError(t, json.Unmarshal([]byte(out), &got))
		require.Equal(t, fixtext.String(text), got)
		if got == text {
			require.Equal(t, string(raw)+"\n", out)
		}
	})
}

// must writes a string of JSON anew in this notation.
func (js jsonString) must(raw []byte) []byte {
	text := js.decode(nil, raw[1:len(raw)-1])
	out, _ := js.encode([]byte{'"'}, text, nil)
	return append(out, '"')
}

func TestCSV(t *testing.T) {
	for _, c := range []struct{ fields, in, want string }{
		{"", "這些書,數\n圖書館,1\n", "这些书,数\n图书馆,1\n"},
		{"標題", "標題,正文\r\n圖書館,圖書館\r\n", "標題,正文\r\n图书馆,圖書館\r\n"},
		{"2", "圖,圖\n圖,圖\n", "圖,图\n圖,图\n"},
		{"", `"圖","他說""開門"",走了",` + "\n", `"图","他说""开门"",走了",` + "\n"},
		{"", "圖;說,了;1\n這;2;3\n", "图;说,了;1\n这;2;3\n"},
		{"b", "\ufeffb,c\n\"多行\n圖書\",圖\n", "\ufeffb,c\n\"多行\n图书\",圖\n"},
		{"", "\"圖", "\"圖"}, // a row that has no end is left alone
		{"", "圖", "图"},
		{"", "", ""},
	} {
		var fields []string
		if c.fields != "" {
			fields = strings.Split(c.fields, ",")
		}
		require.Equal(t, c.want, run(t, "csv", options(fields...), 1, c.in), c.in)
	}
	require.Equal(t, "图,书\t说\n", run(t, "tsv", options(), 1, "圖,書\t說\n"))
}

// Rows and cells stay; a cell that gets a comma gets quotes.
func TestCellsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom([]string{
			"圖書館", "他說:“好”", "a\"b", "a,b", "第一\n第二行說", "", "院子", "老校長(cháng)說(shuō):“明天一早出發(fā)?！睆埨蠋燑c(diǎn)了點(diǎn)頭", "12",
		}), 2, 3), 1, 5).Draw(t, "rows")
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		for _, row := range rows {
			require.NoError(t, w.Write(row))
		}
		w.Flush()
		r := csv.NewReader(strings.NewReader(run(t, "csv", options(), 1, b.String())))
		r.FieldsPerRecord = -1
		got, err := r.ReadAll()
		require.NoError(t, err)
		for _, row := range rows {
			if strings.Join(row, "") == "" && len(row) == 1 {
				continue // an empty line is no row
			}
			for i := range row {
				require.Equal(t, fixtext.String(row[i]), got[0][i])
			}
			got = got[1:]
		}
	})
}

func TestTextThatIsNotUTF8IsDecodedFirst(t *testing.T) {
	const in = "編號,書名\n1,\"圖書館的故事，說來話長。\"\n2,院子裡的石榴樹今年結了三十多個果子\n"
	const want = "編號,書名\n1,\"图书馆的故事，说来话长。\"\n2,院子里的石榴树今年结了三十多个果子\n"
	for _, label := range []string{"gb18030", "big5"} {
		var b bytes.Buffer
		enc, err := fixtext.NewEncoder(&b, label)
		require.NoError(t, err)
		_, err = enc.Write([]byte(in))
		require.NoError(t, err)
		require.NoError(t, enc.Close())
		require.Equal(t, want, run(t, "csv", options("書名"), 1, b.String()), label)
	}
}

func TestSubtitles(t *testing.T) {
	require.Equal(t, "1\n00:00:01,000 --> 00:00:02,500\n<i>他们</i>说\n{\\an8}图书馆\n\n2\n00:00:03,000 --> 00:00:04,000\n学期开始了\n",
		run(t, "srt", options(), 1, "1\n00:00:01,000 --> 00:00:02,500\n<i>他們</i>說\n{\\an8}圖書館\n\n2\n00:00:03,000 --> 00:00:04,000\n學期開始了\n"))
	const ass = "[Script Info]\nTitle: 圖\n[V4+ Styles]\nStyle: 標準,Arial,20\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,標準,,0,0,0,,{\\b1}圖書館\\N開門\n"
	require.Equal(t, strings.Replace(strings.Replace(ass, "圖書館\\N開門", "图书馆\\N开门", 1), "Title: 圖", "Title: 图", 1), run(t, "srt", options(), 1, ass))
}

func TestHTML(t *testing.T) {
	in := "<!doctype html><html><head><meta charset=\"big5\"><title>圖書館</title><script>var 圖 = \"圖書\";</script></head>\n<body class=圖><p>他<b>們</b>說</p><!-- 圖 --><img alt=\"圖\"></body></html>\n"
	want := strings.NewReplacer("<title>圖書館", "<title>图书馆", "<b>們</b>說", "<b>们</b>说").Replace(in)
	require.Equal(t, want, run(t, "html", options(), 1, in))
}

// Whatever comes in, the edits lead both ways and a second run changes nothing.
func TestFormatsKeepThePromises(t *testing.T) {
	pieces := []string{"圖書館", "<b>", "</p>", "&#22294;", "\"", ",", ";", "\n", "{", "}", ":", "\\", "創(chuàng )業(yè)", "WARC/1.0\r\n", "Content-Length: 9\r\n\r\n", "-->", "00:01", "\xcd\xbc\xca\xe9", "\xff", "院子", "[", "]"}
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "in"), "")
		format := rapid.SampledFrom(streamed()).Draw(t, "format")
		opt := options()
		opt.Repair = append(opt.Repair, fixtext.Select("FT2", "FT3", "FT4")) // the formats are tested here, not the rules
		out := run(t, format, opt, 1, in)
		require.Equal(t, strings.Count(in, "\n"), strings.Count(out, "\n"))
		require.Equal(t, out, run(t, format, opt, 1, out), "a second run")
	})
}

// Pieces are cut at records only, and the output does not depend on the workers.
func TestLongFiles(t *testing.T) {
	line := `{"text":"院子里的石榴树今年结了三十多个果子，孩子们天天去数。","n":12345}` + "\n"
	bad := `{"text":"圖書館開(kāi)門(mén)了，他們說好。","n":12345}` + "\n"
	in := strings.Repeat(strings.Repeat(line, 500)+bad, 60)
	want := strings.ReplaceAll(in, bad, strings.Replace(bad, "圖書館開(kāi)門(mén)了，他們說好", fixtext.String("圖書館開(kāi)門(mén)了，他們說好"), 1))
	require.Equal(t, want, run(t, "jsonl", options(), 1, in))
	require.Equal(t, want, run(t, "jsonl", options("text"), 4, in))
	table := strings.Repeat("1,\"一行\n又一行\",圖書館\n", 60_000)
	require.Equal(t, strings.ReplaceAll(table, "圖書館", "图书馆"), run(t, "csv", options(), 3, table))
}
