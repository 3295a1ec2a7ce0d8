package records

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/columns"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// part is a part of a document.
type part struct {
	name, text string
	stored     bool
}

// samples are documents in which {} stands for a text.
var samples = map[string][]part{
	"ooxml": {
		{"[Content_Types].xml", `<Types><Default Extension="xml" ContentType="圖"/></Types>`, false},
		{"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:p w:id="圖"><w:r><w:t>{}</w:t></w:r></w:p><w:p><w:instrText>圖</w:instrText></w:p></w:document>`, false},
		{"xl/sharedStrings.xml", `<sst><si><t>{}</t></si><si><t xml:space="preserve"> 1 &amp; 2 </t></si></sst>`, true},
		{"xl/worksheets/sheet1.xml", `<worksheet><c><f>"圖"</f><v>1</v></c></worksheet>`, false},
		{"docProps/core.xml", `<c:coreProperties xmlns:dc="d"><dc:title>{}</dc:title><dc:creator>圖</dc:creator></c:coreProperties>`, false},
		{"media/圖.png", "\x89PNG\x00圖", true},
	},
	"odf": {
		{"mimetype", "application/vnd.oasis.opendocument.text", true},
		{"content.xml", `<?xml version="1.0" encoding="UTF-8"?><office:document-content><style:style style:name="圖"/><text:p text:style-name="圖">{}<text:span>{}</text:span><text:bookmark text:name="圖"/></text:p><table:table table:name="圖"><table:table-cell table:formula="of:=&quot;圖&quot;"><text:p>{}</text:p></table:table-cell></table:table></office:document-content>`, false},
		{"styles.xml", `<office:document-styles><style:header><text:h>{}</text:h></style:header></office:document-styles>`, false},
		{"meta.xml", `<office:document-meta><dc:title>{}</dc:title><dc:creator>圖</dc:creator></office:document-meta>`, false},
		{"Pictures/圖.png", "\x89PNG\x00圖", true},
		{"META-INF/manifest.xml", `<manifest:manifest><manifest:file-entry manifest:full-path="Pictures/圖.png"/></manifest:manifest>`, false},
	},
	"epub": {
		{"mimetype", "application/epub+zip", true},
		{"META-INF/container.xml", `<container 圖="圖"/>`, false},
		{"OEBPS/content.opf", `<package><dc:title>{}</dc:title><item href="圖.xhtml"/></package>`, false},
		{"OEBPS/toc.ncx", `<ncx><navLabel><text>{}</text></navLabel><content src="圖.xhtml"/></ncx>`, false},
		{"OEBPS/圖.xhtml", `<html><head><script src="圖"/><title>{}</title><style>圖</style></head><body><p class="圖">{}<a href="圖.xhtml">{}</a></p></body></html>`, false},
		{"OEBPS/style.css", `p::before { content: "圖" }`, false},
	},
}

// pack makes a document of parts, with a text in its places.
func pack(t require.TestingT, parts []part, text string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, p := range parts {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(2020, 1, 2, 3, 4, 6+2*i, 0, time.UTC), Comment: "part"}
		if p.stored {
			h.Method = zip.Store
		}
		f, err := w.CreateHeader(h)
		require.NoError(t, err)
		_, err = io.WriteString(f, strings.ReplaceAll(p.text, "{}", text))
		require.NoError(t, err)
	}
	require.NoError(t, w.SetComment("a comment"))
	require.NoError(t, w.Close())
	return b.Bytes()
}

// repairDocument repairs a document, and returns what it becomes.
func repairDocument(t require.TestingT, f *Format, doc []byte, dir string) (out []byte, segments []engine.Segment, err error) {
	name := filepath.Join(dir, "out")
	_, changed, err := f.Columns(bytes.NewReader(doc), int64(len(doc)), columns.Options{
		Repair: options().Repair, Workers: 1, Create: func() (columns.Output, error) { return os.Create(name) },
	}, func(s engine.Segment) error {
		s.In, s.Out = bytes.Clone(s.In), bytes.Clone(s.Out)
		segments = append(segments, s)
		return nil
	})
	if err != nil || !changed {
		return doc, segments, err
	}
	out, err = os.ReadFile(name)
	require.NoError(t, err)
	return out, segments, nil
}

// requireDocument requires that the texts of a document are repaired, and nothing else.
func requireDocument(t *testing.T, f *Format) {
	parts := samples[f.Name]
	out, segments, err := repairDocument(t, f, pack(t, parts, f.example.in), t.TempDir())
	require.NoError(t, err)
	requireParts(t, parts, f.example.want, out)
	require.Equal(t, f.example.want+"\n", string(segments[0].Out))
	require.Equal(t, 1, segments[0].Line)

	again, segments, err := repairDocument(t, f, out, t.TempDir())
	require.NoError(t, err)
	require.Empty(t, segments)
	require.Equal(t, out, again)
}

// requireParts requires that a document has these parts, as pack makes them.
func requireParts(t require.TestingT, parts []part, text string, doc []byte) {
	z, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	require.NoError(t, err)
	want := pack(t, parts, text)
	w, err := zip.NewReader(bytes.NewReader(want), int64(len(want)))
	require.NoError(t, err)
	require.Equal(t, w.Comment, z.Comment)
	require.Len(t, z.File, len(w.File))
	for i, f := range z.File {
		g := w.File[i]
		require.Equal(t, []any{g.Name, g.Method, g.Modified.UTC(), g.Comment, g.ExternalAttrs}, []any{f.Name, f.Method, f.Modified.UTC(), f.Comment, f.ExternalAttrs})
		r, err := f.Open()
		require.NoError(t, err)
		got, err := io.ReadAll(r)
		require.NoError(t, err)
		require.Equal(t, strings.ReplaceAll(parts[i].text, "{}", text), string(got))
	}
}

// Whatever the text is, it becomes what the text alone does in a line, and every other
// part stays.
func TestDocumentsKeepTheirParts(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"圖書館", "院子裡", "&amp;", "&lt;b&gt;", "&#22294;", "软件", " ", "x", "創(chuàng )業(yè)", "‘", "\n"})
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		f := Named(rapid.SampledFrom([]string{"ooxml", "odf", "epub"}).Draw(t, "format"))
		doc := pack(t, samples[f.Name], strings.Join(rapid.SliceOfN(pieces, 0, 9).Draw(t, "text"), ""))
		out, segments, err := repairDocument(t, f, doc, dir)
		require.NoError(t, err)
		if len(segments) == 0 {
			require.Equal(t, doc, out, "what has nothing to repair")
		}
		again, _, err := repairDocument(t, f, out, dir)
		require.NoError(t, err)
		require.Equal(t, out, again, "a second run")
	})
}

// A sentence may stand in several runs; each is text of its own, and the paragraph says
// what language it is in.
func TestRunsOfAParagraph(t *testing.T) {
	parts := []part{{"word/document.xml", `<w:d><w:p><w:r><w:t>他們在</w:t></w:r><w:r><w:t>云</w:t></w:r><w:r><w:t>端工作，看着{}</w:t></w:r></w:p></w:d>`, false}}
	out, _, err := repairDocument(t, &ooxmlFormat, pack(t, parts, "院子裡的燈"), t.TempDir())
	require.NoError(t, err)
	parts[0].text = strings.Replace(parts[0].text, "他們在", "他们在", 1)
	requireParts(t, parts, "院子里的灯", out)
}

// Documents that may not be changed, or cannot be understood, are left alone with the
// reason.
func TestDocumentsThatAreLeftAlone(t *testing.T) {
	plain := samples["ooxml"]
	with := func(p part) []byte { return pack(t, append(slices.Clone(plain), p), "圖書館") }
	encrypted := pack(t, plain, "圖書館")
	at := bytes.Index(encrypted, []byte("PK\x01\x02"))
	encrypted[at+8] |= 1
	for _, c := range []struct {
		format *Format
		doc    []byte
		why    string
	}{
		{&ooxmlFormat, with(part{"_xmlsignatures/sig1.xml", "<a/>", false}), "is signed"},
		{&ooxmlFormat, with(part{"word/footnotes.xml", "<w:p><w:t>圖</w:p>", false}), "word/footnotes.xml: is not well-formed"},
		{&ooxmlFormat, with(part{"word/footnotes.xml", "<w:p><w:t>\xff</w:t></w:p>", false}), "is not in UTF-8"},
		{&ooxmlFormat, encrypted, "is encrypted"},
		{&ooxmlFormat, []byte(compound + "…"), "is encrypted, or of an old format"},
		{&ooxmlFormat, []byte("圖書館"), "cannot be read as a zip file"},
		{&ooxmlFormat, append([]byte("#!/bin/sh\n"), pack(t, plain, "圖")...), "does not begin with its first part"},
		{&odfFormat, pack(t, append(slices.Clone(samples["odf"]), part{"META-INF/documentsignatures.xml", "<a/>", false}), "圖"), "is signed"},
		{&odfFormat, pack(t, append(slices.Clone(samples["odf"][:5]), part{"META-INF/manifest.xml", "<manifest:encryption-data/>", false}), "圖"), "is encrypted"},
		{&epubFormat, pack(t, append(slices.Clone(samples["epub"]), part{"META-INF/signatures.xml", "<a/>", false}), "圖"), "is signed"},
		{&epubFormat, pack(t, append(slices.Clone(samples["epub"]), part{"META-INF/rights.xml", "<a/>", false}), "圖"), "is protected"},
	} {
		out, _, err := repairDocument(t, c.format, c.doc, t.TempDir())
		require.ErrorContains(t, err, c.why)
		require.Equal(t, c.doc, out)
	}
}

// A part that unpacks to more than it may is not read.
func TestDocumentsThatUnpackToTooMuch(t *testing.T) {
	doc := pack(t, []part{{"word/document.xml", "<w:t>" + strings.Repeat(" ", Longest) + "</w:t>", false}}, "")
	_, _, err := repairDocument(t, &ooxmlFormat, doc, t.TempDir())
	require.ErrorContains(t, err, "has more text than 64 MiB in a part")
}

// Whatever a document holds, it is repaired or left alone, and a second run changes
// nothing.
func FuzzDocuments(f *testing.F) {
	for _, name := range []string{"ooxml", "odf", "epub"} {
		for _, p := range samples[name] {
			f.Add(p.name, strings.ReplaceAll(p.text, "{}", "圖書館"))
		}
	}
	f.Add("word/document.xml", "<a><t>圖<![CDATA[圖]]>圖&#x5716;&nope;</t></a>")
	f.Fuzz(func(t *testing.T, name, text string) {
		if len(name) == 0 || len(name) > 1<<10 {
			return
		}
		doc := pack(t, []part{{name: name, text: text}}, "")
		for _, format := range []*Format{&ooxmlFormat, &odfFormat, &epubFormat} {
			out, _, err := repairDocument(t, format, doc, t.TempDir())
			if err != nil {
				continue
			}
			again, _, err := repairDocument(t, format, out, t.TempDir())
			require.NoError(t, err)
			require.Equal(t, out, again)
		}
	})
}
