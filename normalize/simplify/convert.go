package simplify

import (
	"bytes"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

// rounds is how often text is converted at most until nothing changes any more. The
// first round leaves little, the second nothing, unless a dictionary was made to
// go on for ever: then the text stays as it was.
const rounds = 8

// stub stands for a word of the user's dictionary while the text around it is
// converted: a control character, of which nothing follows.
const stub = 0x1A

// appendOptions is Append for a converter with options. Its counts are those of
// all rounds, also where two edits became one.
func (c Converter) appendOptions(dst, src []byte, log *edit.Log) []byte {
	if log == nil || !log.Keep {
		if out, ok := c.quickly(dst, src, log); ok {
			return out
		}
	}
	var total edit.Log
	var edits []edit.Edit
	text := src
	for n := 0; c.Span(text) < len(text); n++ {
		out, own := c.round(text)
		if len(own) == 0 {
			break
		}
		if n == rounds {
			return append(dst, src...)
		}
		for _, e := range own {
			total.Add(e)
		}
		text, edits = out, edit.Compose(edits, own)
	}
	if log != nil {
		log.Merge(&total)
		if log.Keep {
			log.Edits = append(log.Edits, edits...)
		}
	}
	return append(dst, text...)
}

// quickly is appendOptions without edits, for text that has no word of the region. ok
// is false for other text, and nothing was counted.
func (c Converter) quickly(dst, src []byte, log *edit.Log) (out []byte, ok bool) {
	room := rooms.Get().(*room)
	defer rooms.Put(room)
	var total edit.Log
	text := src
	for n := 0; ; n++ {
		if n == rounds {
			return append(dst, src...), true
		}
		next, ok := c.quickRound(room, text, n%2, &total)
		if !ok {
			return dst, false
		}
		same := bytes.Equal(next, text)
		text = next
		switch {
		case c.Dict != nil && !same && !c.settled(room, text):
		case c.Dict == nil && total.Counts[Vocabulary] > 0 && span(text, c.Variant) < len(text):
		default:
			if log != nil {
				log.Merge(&total)
			}
			return append(dst, text...), true
		}
	}
}

// quickRound is round without edits, which it counts. ok is false if that takes edits. out
// is in room, as the output of this number, if a dictionary has words in text.
func (c Converter) quickRound(room *room, text []byte, number int, log *edit.Log) (out []byte, ok bool) {
	src, words := text, []word(nil)
	if c.Dict != nil {
		src, words = c.Dict.cut(room, text)
	}
	conv := converter{src: src, context: script.NewContext(src), log: log, variant: c.Variant, words: c.Vocabulary}
	rest := conv.append(room.rest[:0])
	if len(conv.evident) > 0 {
		if rest, ok = c.regional(src, rest, conv.evident, log); !ok {
			return nil, false
		}
	}
	if room.rest = rest; len(words) == 0 {
		room.rest = nil // it is handed out, and not to be written over
		return rest, true
	}
	out, left := room.out[number][:0], rest
	for _, w := range words {
		i := bytes.IndexByte(left, stub)
		out = append(append(out, left[:i]...), w.value...)
		left = left[i+1:]
		if w.value != string(text[w.from:w.to]) {
			log.Count(User, 1)
		}
	}
	out = append(out, left...)
	room.out[number] = out
	return out, true
}

// settled reports whether the dictionary leaves text as it is, and what stands between
// its words is converted. What the conversion gave is, if the words are still the same.
func (c Converter) settled(room *room, text []byte) bool {
	src, words := c.Dict.cut(room, text)
	for _, w := range words {
		if w.value != string(text[w.from:w.to]) {
			return false
		}
	}
	return room.rest != nil && bytes.Equal(src, room.rest) || span(src, c.Variant) == len(src)
}

// round converts text once and returns the edits.
func (c Converter) round(text []byte) ([]byte, []edit.Edit) {
	src, words := text, []word(nil)
	if c.Dict != nil {
		src, words = c.Dict.cut(new(room), text)
	}
	log := edit.Log{Keep: true}
	conv := converter{src: src, context: script.NewContext(src), log: &log, variant: c.Variant, words: c.Vocabulary}
	out := conv.append(nil)
	edits := log.Edits
	if c.Vocabulary {
		out, edits = c.vocabulary(src, out, edits, conv.evident)
	}
	if len(words) > 0 {
		out, edits = paste(text, out, edits, words)
	}
	return out, edits
}

// word is a word of the user's dictionary that was found, or a stub that stood in the
// text before.
type word struct {
	from, to int32 // in the text, a block
	value    string
}

// room is what conversion with a dictionary takes, as large as the text.
type room struct {
	src   []byte // with stubs
	words []word
	rest  []byte // what became of src
	out   [2][]byte
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// cut replaces the words of the dictionary in text by stubs and returns them in
// order, both in room. If there is none, it returns text itself.
func (d *Dict) cut(room *room, text []byte) (src []byte, words []word) {
	src, words = room.src[:0], room.words[:0]
	stubs := bytes.IndexByte(text, stub) >= 0
	for p := 0; ; {
		at, n, value := d.words.Next(text, p)
		if n == 0 && len(words) == 0 {
			return text, nil
		}
		for stubs {
			i := bytes.IndexByte(text[p:at], stub)
			if i < 0 {
				break
			}
			src = append(src, text[p:p+i+1]...)
			words = append(words, word{int32(p + i), int32(p + i + 1), string(rune(stub))})
			p += i + 1
		}
		src = append(src, text[p:at]...)
		if n == 0 {
			room.src, room.words = src, words
			return src, words
		}
		src = append(src, stub)
		words = append(words, word{int32(at), int32(at + n), value})
		p = at + n
	}
}

// paste puts the values of words in the place of the stubs in out. The edits lead
// from text with stubs to out; those it returns lead from text itself.
func paste(text, out []byte, edits []edit.Edit, words []word) ([]byte, []edit.Edit) {
	var dst []byte
	var all []edit.Edit
	shift := 0 // what offsets into text with stubs lack
	for _, w := range words {
		for len(edits) > 0 && int(edits[0].Offset)+shift < int(w.from) {
			e := edits[0]
			e.Offset += int64(shift)
			all, edits = append(all, e), edits[1:]
		}
		shift += int(w.to-w.from) - 1
		i := bytes.IndexByte(out, stub)
		dst = append(append(dst, out[:i]...), w.value...)
		out = out[i+1:]
		if in := text[w.from:w.to]; string(in) != w.value {
			all = append(all, edit.Edit{Offset: int64(w.from), In: bytes.Clone(in), Out: []byte(w.value),
				Rule: User, Verdict: edit.Exact, Confidence: 1, Note: "in the user's dictionary"})
		}
	}
	for _, e := range edits {
		e.Offset += int64(shift)
		all = append(all, e)
	}
	return append(dst, out...), all
}

// vocabulary replaces words of the region in those ranges of out, which became of src
// character by character, by the given edits. It returns the edits from src to
// the result.
func (c Converter) vocabulary(src, out []byte, edits []edit.Edit, ranges [][2]int) ([]byte, []edit.Edit) {
	var dst []byte
	var all []edit.Edit
	s, o := 0, 0 // the same place in src and out; up to there dst is complete
	for word, value := range c.regionalWords(out, ranges) {
		dst = append(append(dst, out[o:word[0]]...), value...)
		from := s + along(src[s:], out[o:word[0]])
		s, o = from+along(src[from:], out[word[0]:word[1]]), word[1]
		i := slices.IndexFunc(edits, func(e edit.Edit) bool { return int(e.Offset) >= from })
		if i < 0 {
			i = len(edits)
		}
		all, edits = append(all, edits[:i]...), edits[i:]
		for len(edits) > 0 && int(edits[0].Offset) < s {
			edits = edits[1:]
		}
		all = append(all, edit.Edit{Offset: int64(from), In: bytes.Clone(src[from:s]), Out: []byte(value),
			Rule: Vocabulary, Verdict: edit.Inferred, Confidence: 0.9, Note: "a word of the region"})
	}
	return append(dst, out[o:]...), append(all, edits...)
}

// along returns how many bytes of src as many characters are as out has.
func along(src, out []byte) int {
	n := 0
	for len(out) > 0 {
		_, k := utf8.DecodeRune(out)
		_, m := utf8.DecodeRune(src[n:])
		out, n = out[k:], n+m
	}
	return n
}
