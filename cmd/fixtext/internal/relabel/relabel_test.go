package relabel

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// hans is text whose charset is clear, and that stays as it is.
const hans = "今天天气很好，孩子们在院子里数石榴树上的果子。"

// in returns text in a charset.
func in(t testing.TB, charset, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	e, err := fixtext.NewEncoder(&b, charset)
	require.NoError(t, err)
	_, err = e.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, e.Close())
	return b.Bytes()
}

// follow repairs a file as the command does, in pieces of at most n bytes if n is
// not 0, and reports whether it was left alone.
func follow(t testing.TB, name, to string, data []byte, n int) (out []byte, edits []fixtext.Edit, left error) {
	t.Helper()
	f := Follower{Target: NewTarget(to), Name: name, Whole: n == 0, Left: func(err error) { left = err }}
	pos := int64(0)
	f.Emit = func(s engine.Segment) error {
		require.Equal(t, pos, s.Offset)
		pos += int64(len(s.In))
		require.Equal(t, string(engine.Apply(nil, s.In, s.Offset, s.Edits)), string(s.Out))
		out = append(out, s.Out...)
		edits = append(edits, s.Edits...)
		return nil
	}
	err := engine.Memory(data, nil, func(s engine.Segment) error {
		for n > 0 && len(s.In) > n { // cut it behind a line
			cut := n + bytes.IndexByte(s.In[n:], '\n') + 1
			k, shift := 0, 0
			for ; k < len(s.Edits) && int(s.Edits[k].Offset-s.Offset) < cut; k++ {
				shift += len(s.Edits[k].Out) - len(s.Edits[k].In)
			}
			if cut == n || cut == len(s.In) || k > 0 && int(s.Edits[k-1].Offset-s.Offset)+len(s.Edits[k-1].In) > cut {
				break
			}
			require.NoError(t, f.Segment(engine.Segment{Offset: s.Offset, In: s.In[:cut], Out: s.Out[:cut+shift], Edits: s.Edits[:k]}))
			s = engine.Segment{Offset: s.Offset + int64(cut), In: s.In[cut:], Out: s.Out[cut+shift:], Edits: s.Edits[k:]}
		}
		return f.Segment(s)
	})
	require.NoError(t, err)
	require.NoError(t, f.Close())
	return out, edits, left
}

// In each text «old» is the label, which becomes new. HANS is Chinese text.
var declarations = []struct{ file, text, want string }{
	{"a.py", "# -*- coding: «gbk» -*-\nprint('HANS')\n", "utf-8"},
	{"a.py", "#!/usr/bin/python\n# vim: set fileencoding=«GB2312» :\nx = 'HANS'\n", "UTF-8"},
	{"a.pyi", "\n# coding=«cp936»\n# HANS\n", "utf-8"},
	{"a.rb", "# encoding: «gb18030»\nputs 'HANS'\n", "utf-8"},
	{"-", "# coding: «gbk»\nprint('HANS')\n", "utf-8"},
	{"a.el", ";; HANS -*- mode: lisp; coding: «chinese-gbk»-unix; -*-\n(HANS)\n", "utf-8"},
	{"a.c", "/* HANS */\nint x;\n/* Local Variables: */\n/* coding: «gbk» */\n/* End: */\n", "utf-8"},
	{"a.c", "/* HANS */\n/* vim: set ts=4 fenc=«cp936»: */\n", "utf-8"},
	{"a.c", "/* vim: set fenc=«gbk» : */\n/* HANS */\n", "utf-8"},
	{"a.xml", "<?xml version=\"1.0\" encoding=\"«GB2312»\"?>\n<a>HANS</a>\n", "UTF-8"},
	{"-", "<?xml version='1.0' encoding='«gbk»'?>\n<a>HANS</a>\n", "utf-8"},
	{"a.svg", "<?xml version=\"1.0\" encoding=\"«iso-8859-1»\"?>\n<svg><text>HANS</text></svg>\n", "utf-8"},
	{"a.css", "@charset \"«gbk»\";\na:before { content: 'HANS' }\n", "utf-8"},
	{"a.html", "<html><head><meta charset=«gbk»><title>HANS</title>\n", "utf-8"},
	{"a.htm", "<html><!-- HANS --><META http-equiv=\"Content-Type\" CONTENT=\"text/html; charset=«gb2312»\">\n<p>HANS\n", "utf-8"},
	{"-", "<!DOCTYPE html>\n<html><meta charset='«gbk»'/><p>HANS\n", "utf-8"},
	{"a.jsp", "<%@ page language=\"java\" pageEncoding=\"«GBK»\"%>\n<p>HANS</p>\n", "UTF-8"},
	{"a.jsp", "<%@ page contentType=\"text/html; charset=«gbk»\"%>\n<p>HANS</p>\n", "utf-8"},
	{"a.php", "<?php declare(encoding='«gbk»');\necho 'HANS';\n", "utf-8"},
	{"a.php", "<?php $x->y = '<meta charset=\"big5\">'; ?>\n<meta charset=\"«gbk»\">HANS\n", "utf-8"},
	{"a.po", "# HANS\nmsgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: a\\n\"\n\"Content-Type: text/plain; charset=«GB2312»\\n\"\n\nmsgid \"a\"\nmsgstr \"HANS\"\n", "UTF-8"},
	{"a.eml", "Subject: a\r\nContent-Type: text/plain;\r\n charset=\"«gb2312»\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\nHANS\r\n", "utf-8"},
	{"a.tex", "\\documentclass{article}\n\\usepackage[«gbk»]{inputenc}\nHANS\n", "utf8"},
	{"a.tex", "\\documentclass[12pt,«GBK»]{ctexart}\nHANS\n", "UTF8"},
	{"a.tex", "% !TEX encoding = «GBK»\nHANS\n", "UTF-8"},
	{"a.tex", "\\XeTeXinputencoding \"«GBK»\"\nHANS\n", "utf8"},
	{"a.texi", "\\input texinfo\n@documentencoding «GBK»\nHANS\n", "UTF-8"},
	{"a.bib", "% Encoding: «GBK»\n@book{a, title={HANS}}\n", "UTF-8"},
	{"a.pm", "=encoding «gbk»\n\n=head1 HANS\n", "utf8"},
	{"a.sql", "/*!40101 SET NAMES «gbk» */;\nCREATE TABLE t (a TEXT) DEFAULT CHARSET=gbk;\nINSERT INTO t VALUES ('HANS');\n", "utf8mb4"},
	{"a.sql", "SET client_encoding = '«GBK»';\nCOPY t FROM stdin;\nHANS\n", "UTF8"},
	{"a.desktop", "[Desktop Entry]\nEncoding=«GB2312»\nName=HANS\n", "UTF-8"},
	{"DESCRIPTION", "Package: a\nEncoding: «GB2312»\nTitle: HANS\n", "UTF-8"},
	{"a.m3u", "#EXTM3U\n#EXTENC: «GBK»\nHANS.mp3\n", "UTF-8"},
	{"a.vcf", "BEGIN:VCARD\r\nFN;CHARSET=«GBK»:HANS\r\nNOTE;CHARSET=gbk;ENCODING=QUOTED-PRINTABLE:=B9=FB\r\nEND:VCARD\r\n", "UTF-8"},
}

func TestLabelsFollowTheText(t *testing.T) {
	for _, c := range declarations {
		lo, rest, _ := strings.Cut(c.text, "«")
		old, hi, ok := strings.Cut(rest, "»")
		require.True(t, ok, c.text)
		text := func(label string) string { return strings.ReplaceAll(lo+label+hi, "HANS", hans) }
		data := in(t, "gb18030", text(old))
		for _, n := range []int{0, len(in(t, "gb18030", text(old)[:len(strings.ReplaceAll(lo, "HANS", hans))])) + 40} {
			got, edits, left := follow(t, c.file, "", data, n)
			require.NoError(t, left)
			require.Equal(t, text(c.want), string(got), c.file)
			labels := 0
			for _, e := range edits {
				if e.Rule == Rule {
					require.Equal(t, old, string(e.In))
					require.Equal(t, fixtext.Exact, e.Verdict)
					labels++
				}
			}
			require.Equal(t, 1, labels)
		}
		again, edits, _ := follow(t, c.file, "", []byte(text(c.want)), 0)
		require.Equal(t, text(c.want), string(again), "a second run")
		require.Empty(t, edits)
		clean, _, _ := follow(t, c.file, "", []byte(text(old)), 0)
		require.Equal(t, text(old), string(clean), "nothing was decoded")
	}
}

// What is not a declaration of the very file stays.
func TestOtherTextStays(t *testing.T) {
	for _, c := range []struct{ file, text string }{
		{"a.py", "# HANS\nx = 1\n# -*- coding: gbk -*-\n"},
		{"a.py", "x = '''\n# coding: gbk\nHANS'''\n"},
		{"a.md", "# HANS\n\ncharset=gbk\n\n" + strings.Repeat("    x\n", 9) + "    # coding: gbk\n    <?xml encoding=\"gbk\"?>\n" + strings.Repeat("HANS\n", 20)},
		{"a.txt", "HANS charset=gbk\n"},
		{"a.html", "<p><code>&lt;meta charset=gbk&gt;</code>HANS<!-- <meta charset=gbk> --><script>'<meta charset=gbk>'</script>\n"},
		{"a.html", "<meta name=description content='charset=gbk HANS'><script charset=gbk src=a.js></script>\n"},
		{"a.py", "# -*- coding: utf-8 -*-\n# HANS\n"},
		{"a.py", "# -*- coding: UTF8 -*-\n# HANS\n"},
		{"a.css", "a {}\n@charset \"gbk\";\n/* HANS */\n"},
		{"a.po", "msgid \"a\"\nmsgstr \"HANS\"\n\"Content-Type: text/plain; charset=GB2312\\n\"\n"},
		{"a.sql", "INSERT INTO t VALUES ('\nSET NAMES gbk;\nHANS');\n"},
		{"a.py", "# -*- coding: gbk -*- fixtext:ignore FT204\n# HANS\n"},
		{"a.py", "# -*- coding: gbk -*-\n# HANS fixtext:ignore-file FT204\n"},
		{".editorconfig", "# HANS\n[*]\ncharset = gbk\n"},
		{"a.properties", "# HANS\nencoding=gbk\n"},
	} {
		text := strings.ReplaceAll(c.text, "HANS", hans)
		got, _, left := follow(t, c.file, "", in(t, "gb18030", text), 0)
		require.NoError(t, left)
		require.Equal(t, text, string(got), c.file)
	}
}

// Where a label is understood and cannot be changed, the file stays in its charset.
func TestFilesAreLeftAlone(t *testing.T) {
	for _, c := range []struct{ file, text, why string }{
		{"a.tex", "\\begin{CJK*}{GBK}{song}\nHANS\n\\end{CJK*}\n", "not be enough"},
		{"a.php", "<?php\nheader('Content-Type: text/html; charset=gbk');\necho 'HANS';\n", "not be enough"},
		{"a.pl", "use encoding \"gbk\";\nprint 'HANS';\n", "not be enough"},
		{"a.asp", "<%@ CODEPAGE=936 %>\nHANS\n", "not be enough"},
		{"a.rc", "#pragma code_page(936)\n// HANS\n", "not be enough"},
		{"a.py", "# coding: klingon\n# HANS\n", "not known"},
	} {
		data := in(t, "gb18030", strings.ReplaceAll(c.text, "HANS", hans))
		got, edits, left := follow(t, c.file, "", data, 0)
		require.ErrorContains(t, left, c.why)
		require.Equal(t, string(data), string(got), c.file)
		require.Len(t, edits, 1)
		require.Equal(t, Rule, edits[0].Rule)
		require.Equal(t, fixtext.Unrepairable, edits[0].Verdict)
	}
}

// Each part of a mail speaks of its own text.
func TestPartsOfMail(t *testing.T) {
	const mail = "Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=X1\n\nHANS\n" +
		"--b\nContent-Type: text/plain; charset=big5\nContent-Transfer-Encoding: base64\n\ntPq01Q==\n" +
		"--b\nContent-Type: text/plain; charset=iso-8859-1\n\nplain\n--b--\n"
	text := func(label string) string { return strings.NewReplacer("X1", label, "HANS", hans).Replace(mail) }
	got, _, left := follow(t, "a.eml", "", in(t, "gb18030", text("gbk")), 0)
	require.NoError(t, left)
	require.Equal(t, text("utf-8"), string(got))
}

// A label is written in the charset of its text; only XML can declare UTF-16.
func TestTargets(t *testing.T) {
	const xml = "<?xml version=\"1.0\" encoding=\"LABEL\"?>\n<a>" + hans + "</a>\n"
	text := func(label string) string { return strings.ReplaceAll(xml, "LABEL", label) }
	for _, from := range []string{"utf-16le", "utf-16be", "utf-32le", "hz-gb-2312", "big5-uao"} {
		data := in(t, from, "\ufeff"+strings.ReplaceAll(text(from), hans, "<"+strings.Repeat("天气很好", 9)+">"))
		got, edits, _ := follow(t, "a.xml", "", data, 0)
		require.Contains(t, string(got), `encoding="utf-8"`, from)
		require.True(t, Decoded(edits))
	}
	for to, want := range map[string]string{"gb18030": "gb18030", "GB2312": "gbk", "cp950": "big5", "utf-16le": "utf-16le"} {
		got, _, _ := follow(t, "a.xml", to, []byte(text("utf-8")), 0)
		require.Equal(t, text(want), string(got))
	}
	f := Follower{Target: NewTarget("utf-16le"), Name: "a.py", Emit: func(engine.Segment) error { return nil }}
	require.ErrorContains(t, f.Segment(engine.Segment{In: []byte("# coding: gbk\n"), Out: []byte("# coding: gbk\n")}), "cannot say utf-16le")
}

// Text that is decoded far behind a label that was handed on is an error.
func TestLateEvidence(t *testing.T) {
	f := Follower{Target: NewTarget(""), Name: "a.py", Emit: func(engine.Segment) error { return nil }}
	long := append([]byte("# coding: gbk\n"), bytes.Repeat([]byte("#\n"), longest/2)...)
	require.NoError(t, f.Segment(engine.Segment{In: long, Out: long}))
	bad := in(t, "gb18030", hans)
	e := fixtext.Edit{Offset: int64(len(long)), In: bad, Out: []byte(hans), Rule: "FT201", Note: "decoded from gb18030"}
	require.ErrorContains(t, f.Segment(engine.Segment{Offset: int64(len(long)), In: bad, Out: []byte(hans), Edits: []fixtext.Edit{e}}), "declares gbk")
}

func FuzzFollow(f *testing.F) {
	for _, c := range declarations {
		text := strings.NewReplacer("«", "", "»", "", "HANS", hans).Replace(c.text)
		f.Add(c.file, in(f, "gb18030", text))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if len(data) > 1<<12 {
			return
		}
		out, _, left := follow(t, name, "", data, 0)
		if left != nil {
			require.Equal(t, string(data), string(out))
			return
		}
		again, _, _ := follow(t, name, "", out, 0)
		if string(fixtext.Bytes(out)) == string(out) {
			require.Equal(t, string(out), string(again), "a second run")
		}
	})
}

// What was decoded is seen without the edits.
func TestSilentSegmentsTellWhatWasDecoded(t *testing.T) {
	line := rapid.SampledFrom([]string{"中文\n", "簡單\n", "\xD6\xD0\n", "\xD6\n", "a\x00\n", "plain\n", "\n"})
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOfN(line, 0, 9).Draw(t, "in")
		out := slices.Clone(in)
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			if len(out) > 0 {
				out[rapid.IntRange(0, len(out)-1).Draw(t, "line")] = line.Draw(t, "instead")
			}
		}
		s := engine.Segment{In: []byte(strings.Join(in, "")), Out: []byte(strings.Join(out, "")), Silent: true}
		want := !bytes.Equal(s.In, s.Out) && (!utf8.Valid(s.In) || bytes.IndexByte(s.In, 0) >= 0) && utf8.Valid(s.Out)
		require.Equal(t, want, decodedBy(s), "%q to %q", s.In, s.Out)
	})
}
