package records

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime/quotedprintable"
	"unicode/utf8"
)

// plainTransfer reports whether a transfer encoding of mail leaves text as it is.
func plainTransfer(name string) bool {
	return name == "" || name == "7bit" || name == "8bit" || name == "binary"
}

// decodeTransfer undoes a transfer encoding.
func decodeTransfer(name string, raw []byte) ([]byte, error) {
	switch {
	case plainTransfer(name):
		return raw, nil
	case name == "base64":
		return base64.StdEncoding.DecodeString(string(bytes.Join(bytes.Fields(raw), nil)))
	case name == "quoted-printable":
		var text []byte
		for _, line := range quotedLines(raw) {
			part, err := unquote(line)
			if err != nil {
				return nil, err
			}
			text = append(text, part...)
		}
		return text, nil
	}
	return nil, fmt.Errorf("transfer encoding %.40q is not known", name)
}

// encodeTransfer writes out, which text became, as that is written in raw; ok is false
// if it cannot be.
func encodeTransfer(name string, out, text, raw []byte) (written []byte, ok bool) {
	switch name {
	case "base64":
		written = based(out, raw)
	case "quoted-printable":
		written = quoted(out, raw)
	default:
		return out, true
	}
	again, err := decodeTransfer(name, written)
	return written, err == nil && bytes.Equal(again, out)
}

// based writes text in base64, with lines as long as those of raw.
func based(text, raw []byte) (out []byte) {
	const usual = 76
	content := bytes.TrimRight(raw, " \t\r\n")
	end, width := []byte("\n"), usual
	if i := bytes.IndexByte(raw, '\n'); i >= 0 {
		if line := bytes.TrimRight(raw[:i], "\r"); len(line) < i {
			end = []byte("\r\n")
		}
		if n := len(bytes.TrimSpace(raw[:i])); n < len(content) && n%4 == 0 && n > 0 {
			width = n
		}
	}
	all := base64.StdEncoding.AppendEncode(nil, text)
	for len(all) > width {
		out = append(append(out, all[:width]...), end...)
		all = all[width:]
	}
	return append(append(out, all...), raw[len(content):]...)
}

// quotedLines cuts a text in quoted-printable into lines as they were before: those that
// a = ends go on.
func quotedLines(raw []byte) (list [][]byte) {
	from := 0
	for at := 0; at < len(raw); {
		end := at + lineLength(raw[at:])
		at = end
		if line := bytes.TrimRight(raw[from:end], " \t\r\n"); len(line) == 0 || line[len(line)-1] != '=' || end == len(raw) {
			list = append(list, raw[from:end])
			from = end
		}
	}
	return list
}

func unquote(line []byte) ([]byte, error) {
	return io.ReadAll(quotedprintable.NewReader(bytes.NewReader(line)))
}

// quoted writes text in quoted-printable. Lines that are the same stay as they stand in
// raw.
func quoted(text, raw []byte) (out []byte) {
	for _, line := range quotedLines(raw) {
		old, _ := unquote(line)
		n := len(text)
		if bytes.Contains(old, []byte("\n")) || len(line) > 0 && line[len(line)-1] == '\n' {
			n = nthLine(text, bytes.Count(old, []byte("\n")))
		}
		now := text[:n]
		if text = text[n:]; bytes.Equal(old, now) {
			out = append(out, line...)
			continue
		}
		end := line[len(bytes.TrimRight(line, "\r\n")):]
		soft := end
		if len(soft) == 0 {
			soft = []byte("\n")
		}
		var b bytes.Buffer
		w := quotedprintable.NewWriter(&b)
		w.Binary = true
		_, _ = w.Write(bytes.TrimSuffix(now, end)) // into memory
		_ = w.Close()
		out = append(append(out, bytes.ReplaceAll(b.Bytes(), []byte("=\r\n"), append([]byte("="), soft...))...), end...)
	}
	return out
}

// nthLine returns where the n-th line of text ends.
func nthLine(text []byte, n int) (at int) {
	for ; n > 0; n-- {
		at += lineLength(text[at:])
	}
	return at
}

func isASCII(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
