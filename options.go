package fixtext

import (
	"fmt"

	"github.com/fixtext/fixtext/encoding"
)

// Option changes how text is repaired. Without options everything that is
// proved or has strong evidence is repaired, and clean text stays as it is.
type Option func(*options) error

// options is the sum of all Options.
type options struct {
	charset      encoding.Options
	workers      int
	lineBuffered bool
	onEdit       func(Edit) error
}

func newOptions(opts []Option) (o options, err error) {
	o.workers = 1
	for _, opt := range opts {
		if err := opt(&o); err != nil {
			return o, fmt.Errorf("fixtext: %w", err)
		}
	}
	return o, nil
}

// Workers lets up to n blocks be repaired at the same time where the output is
// pulled through at once ([Reader.WriteTo]). The output does not depend on n.
// The default is 1.
func Workers(n int) Option {
	return func(o *options) error {
		if n < 1 {
			return fmt.Errorf("%d workers: at least 1 is needed", n)
		}
		o.workers = n
		return nil
	}
}

// LineBuffered repairs each line as soon as it is complete. Evidence is then
// looked for in that line alone, so fewer repairs are possible.
func LineBuffered() Option {
	return func(o *options) error {
		o.lineBuffered = true
		return nil
	}
}

// OnEdit calls f for every edit, in the order of the input, before the output
// it belongs to is handed over. An error of f ends the work and is returned.
// The slices of the Edit are f's to keep.
func OnEdit(f func(Edit) error) Option {
	return func(o *options) error {
		o.onEdit = f
		return nil
	}
}

// FromCharset decodes what is not UTF-8 from the charset with this label
// ("gb18030", "big5", ...; any label of the WHATWG Encoding Standard for them).
// A line that does not fit it is kept as it is and reported.
func FromCharset(label string) Option {
	return func(o *options) error {
		c, ok := encoding.Lookup(label)
		if !ok {
			return fmt.Errorf("unknown charset %q", label)
		}
		o.charset.Charset = c
		return nil
	}
}
