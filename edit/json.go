package edit

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// record is an edit as reports write it: one JSON object. Bytes that are no
// UTF-8 are written in hexadecimal under another name.
type record struct {
	Offset     int64   `json:"offset"`
	In         *string `json:"in,omitempty"`
	InHex      string  `json:"in_hex,omitempty"`
	Out        *string `json:"out,omitempty"`
	OutHex     string  `json:"out_hex,omitempty"`
	Rule       Code    `json:"rule"`
	Verdict    Verdict `json:"verdict"`
	Confidence float64 `json:"confidence"`
	Note       string  `json:"note,omitempty"`
}

// MarshalJSON writes the edit as one object: offset, in or in_hex, out or
// out_hex, rule, verdict, confidence (three decimals), note.
func (e Edit) MarshalJSON() ([]byte, error) {
	r := record{
		Offset: e.Offset, Rule: e.Rule, Verdict: e.Verdict, Note: e.Note,
		Confidence: float64(int(e.Confidence*1000+0.5)) / 1000,
	}
	r.In, r.InHex = text(e.In)
	r.Out, r.OutHex = text(e.Out)
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // the text is for people to read, too
	if err := enc.Encode(r); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'}), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *Edit) UnmarshalJSON(data []byte) (err error) {
	var r record
	if err := json.Unmarshal(data, &r); err != nil {
		return err
	}
	*e = Edit{Offset: r.Offset, Rule: r.Rule, Verdict: r.Verdict, Confidence: r.Confidence, Note: r.Note}
	if e.In, err = raw(r.In, r.InHex); err != nil {
		return err
	}
	e.Out, err = raw(r.Out, r.OutHex)
	return err
}

func text(b []byte) (s *string, inHex string) {
	if utf8.Valid(b) {
		t := string(b)
		return &t, ""
	}
	return nil, hex.EncodeToString(b)
}

func raw(s *string, inHex string) ([]byte, error) {
	if s != nil {
		return []byte(*s), nil
	}
	return hex.DecodeString(inHex)
}

// MarshalText writes the verdict's name.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a verdict's name.
func (v *Verdict) UnmarshalText(b []byte) error {
	for _, x := range []Verdict{Exact, Inferred, Unrepairable} {
		if string(b) == x.String() {
			*v = x
			return nil
		}
	}
	return fmt.Errorf("unknown verdict %q", b)
}
