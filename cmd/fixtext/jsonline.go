package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// jsonLine returns v as JSON on a line of its own, with <, > and & as they are.
func jsonLine(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// asciiLine is jsonLine in ASCII: what is not, is escaped. Files of our own are
// written so, which no repair of text can harm.
func asciiLine(v any) ([]byte, error) {
	line, err := jsonLine(v)
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(line))
	for len(line) > 0 {
		r, n := utf8.DecodeRune(line)
		switch {
		case r < utf8.RuneSelf:
			out = append(out, byte(r))
		case r > 0xFFFF:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xD800+r>>10, 0xDC00+r&0x3FF)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		line = line[n:]
	}
	return out, nil
}

// fileName is the name of a file in our own files. Bytes that are no UTF-8 are
// written in hexadecimal under another key.
type fileName struct {
	File string `json:"file,omitempty"`
	Hex  string `json:"file_hex,omitempty"`
}

func newFileName(name string) fileName {
	if utf8.ValidString(name) {
		return fileName{File: name}
	}
	return fileName{Hex: hex.EncodeToString([]byte(name))}
}

// name is the name as the system knows it; empty if there is none.
func (n fileName) name() (string, error) {
	if n.Hex == "" {
		return n.File, nil
	}
	b, err := hex.DecodeString(n.Hex)
	return string(b), err
}

// kinds of our own files, by a key of their first line.
var ownKeys = map[string]string{`"report":`: "report", `"quarantine":`: "quarantine", `"findings":`: "baseline"}

// ownFile tells from its first bytes which of our own files a text is; empty if
// it is none. They are not text to be repaired: a report would no longer lead
// back.
func ownFile(head []byte) string {
	line, _, _ := bytes.Cut(head[:min(len(head), 512)], []byte("\n"))
	if bytes.HasPrefix(line, []byte(`{"fixtext":"`)) {
		for key, what := range ownKeys {
			if bytes.Contains(line, []byte(key)) {
				return what
			}
		}
	}
	if bytes.HasPrefix(head, []byte("<!doctype html>\n")) && bytes.Contains(head[:min(len(head), 512)], []byte(`<meta name="generator" content="fixtext `)) {
		return "page"
	}
	return ""
}
