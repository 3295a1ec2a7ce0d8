package records

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// A line that is no JSON stays byte for byte, and what is wrong is said where it
// is. Those around it are repaired.
func TestMalformedJSON(t *testing.T) {
	const good, want = `{"a":"圖"}` + "\n", `{"a":"图"}` + "\n"
	for _, c := range []struct{ line, place, why string }{
		{`{"a":"圖"`, `"`, "ends too early"},
		{`{"a":"圖`, "圖", "ends too early"},
		{`圖書館`, "圖", "no value begins so"},
		{`{"a":"圖"} {}`, "{", "more behind the value"},
		{`{"a":tru}`, "t", "no value begins so"},
		{`{"a":01}`, "0", "no value begins so"},
		{`{"a":1.}`, "1", "no value begins so"},
		{`{"a":+1}`, "+", "no value begins so"},
		{`{"a":'圖'}`, "'", "no value begins so"},
		{`{a:"圖"}`, "a", "a key in quotes is missing"},
		{`{"a":"圖",}`, "}", "a key in quotes is missing"},
		{`["圖",]`, "]", "no value begins so"},
		{`{"a" "圖"}`, `"`, "a colon is missing"},
		{`{"a":"圖" "b":1}`, `"`, "a comma is missing"},
		{`["圖" 1]`, "1", "a comma is missing"},
		{`{"a":"圖\x"}`, `\`, "there is no such escape"},
		{`{"a":"圖\u12"}`, `\`, "there is no such escape"},
		{`{"a\q":"圖"}`, `\`, "there is no such escape"},
		{"{\"a\":\"圖\t\"}", "\t", "a control character in a string must be escaped"},
		{strings.Repeat("[", 2000), "[", "too deep"},
	} {
		in := good + c.line + "\n" + good
		out, edits := repair(t, "jsonl", options(), in)
		require.Equal(t, want+c.line+"\n"+want, out)
		bad := edits[1]
		require.Equal(t, Malformed, bad.Rule, c.line)
		require.Equal(t, fixtext.Unrepairable, bad.Verdict)
		require.Contains(t, bad.Note, c.why, c.line)
		require.Equal(t, c.place, string(bad.In), c.line)
		require.False(t, json.Valid([]byte(c.line)), c.line)
	}
	for _, line := range []string{`{"a":"圖"}`, `[]`, `{}`, `-0.5e+3`, `null`, `{"a":NaN,"b":-Infinity}`, "\ufeff{\"a\":\"圖\"}", `"\u005C\/\b\f\n\r\t\""`} {
		_, edits := repair(t, "jsonl", options(), line)
		require.Zero(t, count(edits, Malformed), line)
	}
}

// What encoding/json takes for JSON is JSON here, and the other way round.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{"a":["圖",1.5e3,true,null]}`, `{"a":"\ud83d\ude00\n"}`, `{"a":tru}`, `{"a" 1}`, `"\u00e"`, "\"\x01\"", `[1,]`, `-`, `{"":{}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if bytes.Contains(line, []byte("\n")) || len(bytes.TrimSpace(line)) == 0 || len(line) > 400 ||
			bytes.Contains(line, []byte("NaN")) || bytes.Contains(line, []byte("Infinity")) {
			return
		}
		s := scanner{data: line}
		require.Equal(t, json.Valid(line), s.line(len(line)), "%q: %s", line, s.wrong)
	})
}

// Half of a surrogate pair makes its string no text; the others are repaired.
func TestHalfOfASurrogatePair(t *testing.T) {
	for _, half := range []string{`\ud83d`, `\ude00`, `\ud83d\ud83d`, `\ude00\ud83d`} {
		in := `{"a":"圖` + half + `","b":"圖"}`
		out, edits := repair(t, "jsonl", options(), in)
		require.Equal(t, `{"a":"圖`+half+`","b":"图"}`, out)
		require.Equal(t, 1, count(edits, Malformed))
		require.Contains(t, notes(edits), "half of a surrogate pair")
	}
}

// A row whose cells cannot be told apart stays, those around it are repaired.
func TestMalformedRows(t *testing.T) {
	for _, c := range []struct{ fields, row, why string }{
		{"", `"圖"x,圖`, "text stands behind the quotes"},
		{"", `"圖""x" y,圖`, "text stands behind the quotes"},
		{"b", `圖,圖,圖`, "3 cells, the first has 2"},
	} {
		var fields []string
		if c.fields != "" {
			fields = []string{c.fields}
		}
		in := "a,b\n1,圖\n" + c.row + "\n2,圖\n"
		out, edits := repair(t, "csv", options(fields...), in)
		require.Equal(t, "a,b\n1,图\n"+c.row+"\n2,图\n", out)
		require.Equal(t, 1, count(edits, Malformed))
		require.Contains(t, notes(edits), c.why)
	}
	in := "a,b\n1,圖\n2,\"圖\n3,圖\n"
	out, edits := repair(t, "csv", options(), in)
	require.Equal(t, "a,b\n1,图\n2,\"圖\n3,圖\n", out)
	require.Contains(t, notes(edits), "a quote has no end")
	for _, row := range []string{`圖`, `圖,圖,圖`, `"圖" ,圖`, `a"圖,圖`, `圖,`, ``, `圖,圖,`} { // unusual, and clear
		_, edits := repair(t, "csv", options(), "a,b\n"+row+"\n")
		require.Zero(t, count(edits, Malformed), row)
	}
	for _, row := range []string{`1`, `1,圖,`, ``} {
		_, edits := repair(t, "csv", options("b"), "a,b\n"+row+"\n")
		require.Zero(t, count(edits, Malformed), row)
	}
}

// A file in another charset is decoded as a whole; a record of it that is
// malformed is decoded, too, and reported.
func TestMalformedRecordsAreDecoded(t *testing.T) {
	for format, in := range map[string]string{
		"csv":   "編號,書名\n1,\"圖書館的故事，說來話長。\"x\n2,院子裡的石榴樹今年結了三十多個果子\n",
		"jsonl": "{\"a\":\"圖書館的故事，說來話長。\"\n{\"a\":\"院子裡的石榴樹今年結了三十多個果子\"}\n",
	} {
		var b bytes.Buffer
		enc, err := fixtext.NewEncoder(&b, "gb18030")
		require.NoError(t, err)
		_, err = enc.Write([]byte(in))
		require.NoError(t, err)
		require.NoError(t, enc.Close())
		out, edits := repair(t, format, options(), b.String())
		require.Contains(t, out, "圖書館的故事，說來話長", format)
		require.Contains(t, out, "院子里的石榴树今年结了三十多个果子", format)
		require.Equal(t, 1, count(edits, Malformed), format)
	}
}

// A quote within a cell does not hide the ends of rows.
func TestQuotesWithinCells(t *testing.T) {
	in := strings.Repeat("5\" 屏幕,\"一行\n又\"\"一行\"\"\",圖書館\n", 30_000)
	out, edits := repair(t, "csv", options(), in)
	require.Equal(t, strings.ReplaceAll(in, "圖書館", "图书馆"), out)
	require.Zero(t, count(edits, Malformed))
}

// A field that is nowhere is an error: nothing would be repaired.
func TestFieldsThatAreNotThere(t *testing.T) {
	check := func(format, field, in string) error {
		return Named(format).Run(strings.NewReader(in), options(field), 1, func(engine.Segment) error { return nil })
	}
	for _, c := range []struct{ format, field, in, why string }{
		{"jsonl", "text", `{"body":"圖"}`, `has no field "text"`},
		{"jsonl", "meta", `{"meta":{"title":"圖"}}`, `has no field "meta"`},
		{"jsonl", "list", `{"list":[{"title":"圖"}]}`, `has no field "list"`},
		{"jsonl", "meta.title", `{"title":"圖","meta":null}`, `has no field "meta.title"`},
		{"csv", "text", "body\n圖\n", `has no column "text"`},
		{"csv", "3", "a,b\n圖,圖\n", "has no column 3: its first row has 2"},
		{"csv", "0", "a,b\n圖,圖\n", "has no column 0"},
		{"tsv", "a,b", "a\tb\n", `has no column "a,b"`},
	} {
		require.ErrorContains(t, check(c.format, c.field, c.in), c.why)
	}
	for _, c := range [][3]string{
		{"jsonl", "text", ""}, {"jsonl", "text", "\n \n"}, {"jsonl", "text", "{\"a\":1}\n{\"text\":null}"}, {"jsonl", "list", `{"list":[]}`}, {"jsonl", "list.a", `{"list":[{"a":"圖"}]}`},
		{"jsonl", "text", "no JSON at all\n"}, // which is what matters
		{"csv", "text", ""}, {"csv", "text", "\ufefftext\n"}, {"csv", "2", "a,b\n"},
	} {
		require.NoError(t, check(c[0], c[1], c[2]), c)
	}
}

// Whatever comes in: no panic, records in are records out, the edits lead back,
// and what has no edits stays.
func FuzzFormats(f *testing.F) {
	for i := range streamed() {
		for _, s := range []string{"圖書館", `{"a":"圖"}` + "\n" + `{"a":"圖`, "a,\"圖\"\n\"圖", wet("圖書館"), response("Transfer-Encoding: chunked\r\n", chunked(page, 9, "0\r\n\r\n"), page),
			response("Content-Encoding: gzip\r\n", coded(f, "gzip", page), page), "WARC/1.0\r\nContent-Length: 9223372036854775807\r\n\r\nx\r\n\r\n", "\xcd\xbc\xca\xe9,\"\xb9\xdd",
			"From a\nSubject: =?gbk?b?zbzK6Q==?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Transfer-Encoding: quoted-printable\n\n=E5=9C=96=\n=E6=9B=B8\n--x--\n\nFrom b\n\n圖書館\n", "圖=\\u5716書 \\\n 館\n#說\n"} {
			f.Add(i, []byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, format int, in []byte) {
		if len(in) > 1<<14 {
			return
		}
		name := streamed()[uint(format)%uint(len(streamed()))]
		pos := int64(0)
		out, back := []byte{}, []byte{}
		err := Named(name).Run(bytes.NewReader(in), options(), 1, func(s engine.Segment) error {
			require.Equal(t, pos, s.Offset)
			pos += int64(len(s.In))
			last := 0
			for _, end := range s.Records {
				require.Greater(t, end, last-1)
				require.LessOrEqual(t, end, len(s.In))
				last = end
			}
			require.Equal(t, string(s.Out), string(engine.Apply(nil, s.In, s.Offset, s.Edits)))
			if len(s.Edits) == 0 {
				require.Equal(t, string(s.In), string(s.Out))
			}
			out, back = append(out, s.Out...), append(back, invert(s)...)
			return nil
		})
		require.NoError(t, err)
		require.Equal(t, string(in), string(back))
		switch name {
		case "jsonl":
			require.Equal(t, len(jsonlFormat.Ends(in)), len(jsonlFormat.Ends(out)))
		case "csv", "tsv":
			require.Equal(t, bytes.Count(in, []byte("\n")) == 0, bytes.Count(out, []byte("\n")) == 0)
		}
	})
}

// Heads of WARC never lead outside of the data.
func FuzzRecordHead(f *testing.F) {
	f.Add([]byte(wet("圖書館")))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 9223372036854775807\r\n\r\nx"))
	f.Add([]byte("\n\nWARC/1.1\nContent-Length:\n 3\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		head, length, err := recordHead(data)
		if err != nil {
			return
		}
		require.True(t, head > 0 && head <= len(data))
		require.True(t, length >= 0 && length <= mostBytes)
		for _, name := range []string{"Content-Length", "Content-Type", "WARC-Block-Digest"} {
			for _, v := range values(data[:head], name) {
				require.True(t, 0 <= v.lo && v.lo <= v.hi && v.hi <= head)
			}
		}
	})
}
