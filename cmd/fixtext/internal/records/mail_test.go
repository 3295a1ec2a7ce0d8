package records

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/relabel"
)

// labelled are the options of a run that changes labels, too.
func labelled() Options {
	opt := options()
	target := relabel.NewTarget("")
	opt.Labels = &target
	return opt
}

// in writes text in another charset.
func in(t require.TestingT, label, text string) string {
	var b strings.Builder
	w, err := fixtext.NewEncoder(&b, label)
	require.NoError(t, err)
	_, err = w.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func TestMail(t *testing.T) {
	const sentence, fixed = "院子裡的石榴樹今年結了三十多個果子。", "院子里的石榴树今年结了三十多个果子。"
	big5, fixedB64 := in(t, "big5", sentence), b64(fixed+"\n")
	for name, c := range map[string]struct{ in, want string }{
		"8bit": {"Subject: 圖書館\nContent-Type: text/plain; charset=utf-8\n\n" + sentence + "\n", "Subject: 图书馆\nContent-Type: text/plain; charset=utf-8\n\n" + fixed + "\n"},
		"base64": {"Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64(sentence + "\n")[:40] + "\r\n" + b64(sentence + "\n")[40:] + "\r\n",
			"Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + fixedB64[:40] + "\r\n" + fixedB64[40:] + "\r\n"},
		"quoted-printable": {"Content-Transfer-Encoding: quoted-printable\n\n=e5=9b=be and a line=\n that goes on\n=E5=9C=96=E6=9B=B8\n", "Content-Transfer-Encoding: quoted-printable\n\n=e5=9b=be and a line=\n that goes on\n=E5=9B=BE=E4=B9=A6\n"},
		"another charset": {"Content-Type: text/plain; charset=big5\nContent-Transfer-Encoding: base64\n\n" + b64(big5+"\n") + "\n",
			"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + fixedB64 + "\n"},
		"words":           {"Subject: =?big5?B?" + b64(in(t, "big5", "圖書館開門")) + "?=\nFrom: =?utf-8?Q?=E7=8E=8B=E5=9C=8B?= <a@example.org>\n\n", "Subject: =?utf-8?B?" + b64("图书馆开门") + "?=\nFrom: =?utf-8?Q?=E7=8E=8B=E5=9B=BD?= <a@example.org>\n\n"},
		"a cut character": {"Subject: =?utf-8?B?" + b64("圖書"[:4]) + "?=\n =?utf-8?B?" + b64("圖書"[4:]) + "?=\n\n", "Subject: =?utf-8?B?" + b64("图书") + "?=\n\n"},
		"parts": {"Content-Type: multipart/mixed; boundary=x\n\n圖\n--x\n\n圖書館\n--x\nContent-Type: text/html; charset=utf-8\n\n<p class=圖>圖書</p>\n--x\nContent-Disposition: attachment; filename=a.txt\n\n圖\n--x--\n圖\n",
			"Content-Type: multipart/mixed; boundary=x\n\n圖\n--x\n\n图书馆\n--x\nContent-Type: text/html; charset=utf-8\n\n<p class=圖>图书</p>\n--x\nContent-Disposition: attachment; filename=a.txt\n\n圖\n--x--\n圖\n"},
		"a message in another": {"Content-Type: message/rfc822\n\nSubject: 圖\n\n電燈亮了\n", "Content-Type: message/rfc822\n\nSubject: 图\n\n电灯亮了\n"},
		"a message by itself": {"Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: 圖\nContent-Transfer-Encoding: base64\n\n" + b64("圖書館") + "\n--x--\n",
			"Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: 图\nContent-Transfer-Encoding: base64\n\n" + b64("图书馆") + "\n--x--\n"},
		"a raw header": {"Subject: " + in(t, "big5", "圖書館的故事，他們說要開門") + "\nContent-Type: text/plain; charset=big5\n\n" + in(t, "big5", "他們說這個圖書館要開門了。\n"),
			"Subject: 图书馆的故事，他们说要开门\nContent-Type: text/plain; charset=utf-8\n\n他们说这个图书馆要开门了。\n"},
		"a raw header and a clean one": {"Subject: " + in(t, "gbk", "院子里的石榴树今年") + "\nContent-Type: text/plain; charset=gbk\n\n" + in(t, "gbk", "他們說這個圖書館要開門了。\n"),
			"Subject: 院子里的石榴树今年\nContent-Type: text/plain; charset=utf-8\n\n他们说这个图书馆要开门了。\n"},
		"seven bits": {"Content-Type: text/plain; charset=utf-7\nContent-Transfer-Encoding: 7bit\n\n+TtZQEYqqkBlQC1cWZviZKImBlYuVgE6G-\n",
			"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n他们说这个图书馆要开门了\n"},
		"words of two charsets": {"Subject: =?utf-8?B?" + b64("圖書館") + "?= =?big5?B?" + b64(in(t, "big5", "他們說要開門")) + "?=\n\n", "Subject: =?utf-8?B?" + b64("图书馆") + "?= =?utf-8?B?" + b64("他们说要开门") + "?=\n\n"},
		"an mbox in CRLF":       {"From a@example.org Mon\r\nSubject: 圖\r\n\r\n電燈亮了\r\n\r\nFrom b@example.org Mon\r\nSubject: =?utf-8?B?" + b64("圖書館") + "?=\r\n\r\nx\r\n", "From a@example.org Mon\r\nSubject: 图\r\n\r\n电灯亮了\r\n\r\nFrom b@example.org Mon\r\nSubject: =?utf-8?B?" + b64("图书馆") + "?=\r\n\r\nx\r\n"},
		"no next message":       {"From a@example.org Mon\nSubject: 圖\n\nx\n\nFrom here on 他們說要開門\n", "From a@example.org Mon\nSubject: 图\n\nx\n\nFrom here on 他们说要开门\n"},
		"an mbox":               {"From a@example.org Mon\nSubject: 圖\n\n電燈亮了\n\nFrom b@example.org Mon\n\n>From 學校裡\n", "From a@example.org Mon\nSubject: 图\n\n电灯亮了\n\nFrom b@example.org Mon\n\n>From 学校里\n"},
	} {
		require.Equal(t, c.want, run(t, "mail", labelled(), 1, c.in), name)
		require.Equal(t, c.want, run(t, "mail", labelled(), 1, c.want), "%s, a second run", name)
	}
}

// What is signed or encrypted stays, and so does what cannot be understood; it is told
// where a repair is missing.
func TestMailThatIsLeftAlone(t *testing.T) {
	for name, c := range map[string]struct{ in, why string }{
		"signed":         {"Content-Type: multipart/signed; boundary=x\n\n--x\n\n圖書館\n--x\nContent-Type: application/pgp-signature\n\nabc\n--x--\n", "is signed by its author"},
		"signed inline":  {"Subject: x\n\n-----BEGIN PGP SIGNED MESSAGE-----\n圖書館\n", "is signed by its author"},
		"encrypted":      {"Subject: x\n\n-----BEGIN PGP MESSAGE-----\n圖書館\n", ""},
		"cut off":        {"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n圖書館\n", "has no end"},
		"HZ":             {"Content-Type: text/plain; charset=hz-gb-2312\nContent-Transfer-Encoding: 7bit\n\n~{T:WS@oJ/AqJw=qDj~}\n", ""},
		"raw and right":  {"Subject: " + in(t, "gbk", "院子里的石榴树") + "\nContent-Type: text/plain; charset=gbk\n\n" + in(t, "gbk", "院子里的石榴树今年结了三十多个果子。\n"), ""},
		"S/MIME":         {"Content-Type: application/pkcs7-mime\n\n圖書館\n", ""},
		"no boundary":    {"Content-Type: multipart/mixed\n\n圖書館\n", "names no boundary"},
		"another one":    {"Content-Type: multipart/mixed; boundary=x\n\n--y\n\n圖書館\n", "no line with its boundary"},
		"base64":         {"Content-Transfer-Encoding: base64\n\n圖\n", "cannot be decoded"},
		"unknown":        {"Content-Transfer-Encoding: uuencode\n\n圖\n", "is not known"},
		"right as it is": {"Content-Type: text/plain; charset=gbk\n\n" + in(t, "gbk", "院子里的石榴树今年结了三十多个果子。\n"), ""},
	} {
		out, edits := repair(t, "mail", labelled(), c.in)
		require.Equal(t, c.in, out, name)
		if c.why == "" {
			require.Empty(t, edits, name)
			continue
		}
		require.Equal(t, 1, count(edits, Malformed), name)
		require.Contains(t, notes(edits), c.why, name)
	}
}

// A text comes out the same, whatever it is written in, and a transfer encoding of a text
// that stays is the same byte for byte.
func TestTransferEncodingsLeadBack(t *testing.T) {
	text := rapid.SliceOf(rapid.SampledFrom([]string{"圖", "a", "=", " ", "\t", "\n", "\r\n", ".", strings.Repeat("x", 80)}))
	rapid.Check(t, func(t *rapid.T) {
		old, now := strings.Join(text.Draw(t, "old"), ""), strings.Join(text.Draw(t, "new"), "")
		for _, name := range []string{"base64", "quoted-printable"} {
			raw, ok := encodeTransfer(name, []byte(old), nil, []byte(strings.Repeat("=\n", strings.Count(old, "\n"))))
			if !ok {
				continue
			}
			again, ok := encodeTransfer(name, []byte(old), nil, raw)
			require.True(t, ok)
			if name == "quoted-printable" {
				require.Equal(t, string(raw), string(again))
			}
			if strings.Count(now, "\n") != strings.Count(old, "\n") {
				continue
			}
			if written, ok := encodeTransfer(name, []byte(now), nil, raw); ok {
				got, err := decodeTransfer(name, written)
				require.NoError(t, err)
				require.Equal(t, now, string(got))
			}
		}
	})
}
