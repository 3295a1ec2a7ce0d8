package records

import (
	"bytes"

	"github.com/fixtext/fixtext/internal/lazy"
)

var srtFormat = Format{
	Name:    "srt",
	Endings: []string{".srt", ".vtt", ".ass", ".ssa"},
	open:    func(opt Options) repairer { return &whole{opt: opt, find: subtitles} },
	example: example{"1\n00:00:01,000 --> 00:00:02,000\n<i>圖書館</i>\n", "1\n00:00:01,000 --> 00:00:02,000\n<i>图书馆</i>\n"},
}

// Lines of subtitles that hold no text: numbers, times, and headers of WebVTT.
var (
	times      = lazy.MustCompile(`^\s*[0-9:.,]+\s*-->\s*[0-9:.,]+`)
	number     = lazy.MustCompile(`^\s*[0-9]+\s*$`)
	frames     = lazy.MustCompile(`^\{[0-9]*\}\{[0-9]*\}`)                   // MicroDVD
	dialogue   = lazy.MustCompile(`^(Dialogue|Comment):(?:[^,]*,){9}`)       // Advanced SubStation
	scriptLine = lazy.MustCompile(`^(\[[^\]]*\]$|[A-Za-z][A-Za-z0-9 ]*:|;)`) // its other lines
	markup     = lazy.MustCompile(`</?[A-Za-z][^<>]*>|<[0-9:.]+>|\{[^{}]*\}|\\[Nnh]`)
)

// subtitles finds the text of SubRip, WebVTT, Advanced SubStation and MicroDVD.
func subtitles(data []byte) (list []span) {
	ass := bytes.Contains(data[:min(len(data), 1<<12)], []byte("[Script Info]"))
	for pos := 0; pos < len(data); {
		end, next := len(data), len(data)
		if i := bytes.IndexByte(data[pos:], '\n'); i >= 0 {
			end, next = pos+i, pos+i+1
		}
		line := bytes.TrimSuffix(data[pos:end], []byte("\r"))
		skip := 0
		switch {
		case times.Match(line) || number.Match(line):
			skip = len(line)
		case ass:
			if m := dialogue.FindIndex(line); m != nil {
				skip = m[1]
			} else if scriptLine.Match(line) && !bytes.HasPrefix(line, []byte("Title:")) {
				skip = len(line)
			}
		default:
			if m := frames.FindIndex(line); m != nil {
				skip = m[1]
			}
		}
		list = parts(list, line, pos, skip)
		pos = next
	}
	return list
}

// parts appends the text of a line between its marks, behind the first skip
// bytes.
func parts(list []span, line []byte, offset, skip int) []span {
	joined := false
	put := func(lo, hi int) {
		if lo < hi {
			list = append(list, span{lo: offset + lo, hi: offset + hi, joined: joined})
			joined = true
		}
	}
	from := skip
	for _, m := range markup.FindAllIndex(line[skip:], -1) {
		put(from, skip+m[0])
		from = skip + m[1]
	}
	put(from, len(line))
	return list
}
