package fixtext

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/chain"
	"github.com/fixtext/fixtext/model"
	"github.com/fixtext/fixtext/normalize/simplify"
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
	bom          BOMPolicy
	policy       chain.Policy
	profile      Profile
	simplify     simplify.Options
	scope        Scope
	scoped       bool // the caller chose it
	verbatim     func(text []byte) [][2]int
	model        *model.Model // nil: the small one

	// What the profile and the policy ask for.
	mojibake bool
	stages   stages
}

func newOptions(opts []Option) (o options, err error) {
	o.workers = 1
	for _, opt := range opts {
		if err := opt(&o); err != nil {
			return o, fmt.Errorf("fixtext: %w", err)
		}
	}
	o.mojibake = o.policy.WantsAny(misreadRules...)
	o.stages = newStages(&o.policy, o.profile != Repair && o.scope != ConvertNone, o.profile == Search)
	o.stages.kept = o.kept()
	if o.stages.converter, err = simplify.New(o.simplify); err != nil {
		return o, fmt.Errorf("fixtext: %w", err)
	}
	return o, nil
}

// Profile says how far text is changed.
type Profile uint8

const (
	// Canonical undoes damage, converts traditional Chinese, and replaces
	// characters that look like the usual ones but are not, or cannot be seen.
	// It is the default.
	Canonical Profile = iota
	// Repair only undoes damage: wrong charsets, bytes out of step, what a link
	// farm did. Traditional Chinese stays traditional.
	Repair
	// Search is Canonical and then folds width, case and punctuation for an index.
	// It loses information.
	Search
)

// WithProfile sets the profile.
func WithProfile(p Profile) Option {
	return func(o *options) error {
		if p > Search {
			return fmt.Errorf("unknown profile %d", p)
		}
		o.profile = p
		return nil
	}
}

// ParseProfile returns the profile with this name: canonical, repair or search.
func ParseProfile(name string) (Profile, error) {
	i := slices.Index(profileNames[:], name)
	if i < 0 {
		return 0, fmt.Errorf("fixtext: unknown profile %q; known are %s", name, strings.Join(profileNames[:], ", "))
	}
	return Profile(i), nil
}

// String returns the name of p.
func (p Profile) String() string {
	if int(p) < len(profileNames) {
		return profileNames[p]
	}
	return fmt.Sprintf("Profile(%d)", uint8(p))
}

var profileNames = [...]string{"canonical", "repair", "search"}

// WithModel chooses characters that lost bytes by m, which may know more than the small model
// that is in the library: package model loads one. Text that lost no bytes does not depend on
// it. nil is the small one.
func WithModel(m *model.Model) Option {
	return func(o *options) error {
		o.model = m
		return nil
	}
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
// ("gb18030", "big5", ...; any that encoding.Lookup knows). A line that does not
// fit it is kept as it is and reported.
func FromCharset(label string) Option {
	return func(o *options) (err error) {
		o.charset.Charset, err = lookup(label)
		return err
	}
}

// Declared says which charset a header, a file system or the like names for the
// input: a label, or a content type such as "text/html; charset=gb2312". It is
// weighed against the bytes, not believed, and ignored if it names no charset that is
// known. Labels inside the text (of HTML, XML, mail) are found without it.
func Declared(label string) Option {
	return func(o *options) error {
		o.charset.Declared = label
		return nil
	}
}

// Prefer names charsets that are likelier than others. They are decoded even if
// they are not Chinese. A label that is not known is an error, as it is for
// [FromCharset] and [Allow].
func Prefer(labels ...string) Option {
	return func(o *options) (err error) {
		o.charset.Prefer, err = lookupAll(labels)
		return err
	}
}

// Allow names the only charsets to be decoded. Text in another stays as it is
// and is reported. The default is those of Chinese, and the preferred ones.
func Allow(labels ...string) Option {
	return func(o *options) (err error) {
		o.charset.Allow, err = lookupAll(labels)
		return err
	}
}

func lookup(label string) (encoding.Charset, error) {
	c, ok := encoding.Lookup(label)
	if !ok {
		return c, fmt.Errorf("unknown charset %q", label)
	}
	return c, nil
}

func lookupAll(labels []string) (list []encoding.Charset, err error) {
	for _, label := range labels {
		c, err := lookup(label)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// Variant says in which region's way traditional text is written: auto (the
// default), cn, tw or hk. The spellings of all are read; where they differ, that
// of the region wins.
func Variant(name string) Option {
	return func(o *options) (err error) {
		o.simplify.Variant, err = simplify.ParseVariant(name)
		return err
	}
}

// Vocabulary replaces words of Taiwan and Hong Kong by those of the mainland
// (軟體 becomes 软件), in text that is traditional by its own evidence. Without
// it only characters change.
func Vocabulary() Option {
	return func(o *options) error {
		o.simplify.Vocabulary = true
		return nil
	}
}

// Dict is a dictionary of the user: words with what to write for them, and words
// that stay. It is safe for concurrent use.
type Dict = simplify.Dict

// ParseDict reads a dictionary: one entry a line, a word, a tab and what to write
// for it, or a word alone that is to stay. Lines that begin with # are comments.
// A line that cannot be followed is an error that names it.
func ParseDict(r io.Reader) (*Dict, error) {
	d, err := simplify.ParseDict(r)
	if err != nil {
		return nil, fmt.Errorf("fixtext: dictionary: %w", err)
	}
	return d, nil
}

// Dictionary applies a dictionary before the conversion, in text of any script.
func Dictionary(d *Dict) Option {
	return func(o *options) error {
		o.simplify.Dict = d
		return nil
	}
}

// Select looks only for these rules. A name may be a code ("FT402") or the
// beginning of codes ("FT4"). Without it all rules are looked for. Of a rule that
// is not looked for nothing is reported.
func Select(rules ...string) Option {
	return func(o *options) error {
		o.policy.Select = append(o.policy.Select, rules...)
		return known(rules)
	}
}

// Ignore does not look for these rules, named as for [Select]. Where both name a
// rule, the longer name wins, and Ignore between equal ones.
func Ignore(rules ...string) Option {
	return func(o *options) error {
		o.policy.Ignore = append(o.policy.Ignore, rules...)
		return known(rules)
	}
}

// SafeOnly makes only edits that are proved ([Exact]). Those that would be
// inferred are reported as [Unrepairable] and say what they would become.
func SafeOnly() Option {
	return func(o *options) error {
		o.policy.SafeOnly = true
		return nil
	}
}

// MinConfidence makes only edits with at least this confidence, from 0 to 1.
// Others are reported as [Unrepairable] and say what they would become.
func MinConfidence(confidence float64) Option {
	return func(o *options) error {
		if !(confidence >= 0 && confidence <= 1) {
			return fmt.Errorf("confidence %v: it is from 0 to 1", confidence)
		}
		o.policy.MinConfidence = confidence
		return nil
	}
}

// known refuses names that begin no code.
func known(names []string) error {
	for _, name := range names {
		if !slices.ContainsFunc(rules[:], func(r Rule) bool { return strings.HasPrefix(string(r.Code), name) }) {
			return fmt.Errorf("unknown rule %q", name)
		}
	}
	return nil
}
