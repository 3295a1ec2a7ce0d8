package encoding

// Options say what is known about some bytes from outside them. The zero
// Options know nothing.
type Options struct {
	// Charset, if not Unknown, is the charset of every line that is not UTF-8.
	// A line that does not fit is kept.
	Charset Charset
	// Declared is a label or a content type from HTTP, a file system or a mail
	// header, such as "gb2312" or "text/html; charset=gb2312". It is weighed, not
	// believed, and ignored if it names no charset that is known. Labels inside the
	// text are found without it.
	Declared string
	// Prefer lists charsets that are likelier than others. They are decoded
	// even if they are not Chinese.
	Prefer []Charset
	// Allow lists the only charsets to be decoded. Empty means those of Chinese
	// and the preferred ones.
	Allow []Charset
}

// A Hint sets one of the Options of a detection.
type Hint func(*Options)

// Declared is a label or a content type that a header or the like gives. One that
// names no known charset is ignored.
func Declared(label string) Hint { return func(o *Options) { o.Declared = label } }

// Prefer names charsets that are likelier than others.
func Prefer(list ...Charset) Hint { return func(o *Options) { o.Prefer = list } }

// Allow names the only charsets, beside UTF-8, that may be the answer.
func Allow(list ...Charset) Hint { return func(o *Options) { o.Allow = list } }

// charsets is a set.
type charsets uint64

func setOf(list ...Charset) (s charsets) {
	for _, c := range list {
		s |= 1 << c
	}
	return s
}

func (s charsets) has(c Charset) bool { return s>>c&1 != 0 }

// bonuses is what context takes off the cost of each charset.
type bonuses [numCharsets]int

func (b *bonuses) add(s charsets, amount int) {
	for c := range b {
		if s.has(Charset(c)) {
			b[c] += amount
		}
	}
}
