// Package fixtext restores Chinese text that machines have broken, and hands
// back canonical simplified Chinese with proof for every change.
//
// [String], [Bytes] and [Append] repair text in memory, a [Fixer] many texts with
// the same options, [NewReader], [NewWriter] and [NewTransformer] streams of any
// length. [OnEdit] shows every change, [Report] sums them up.
//
// # Promises
//
// Write f for the repair with any fixed options, x for any bytes, and e(x) for
// the edits. Each promise is a property test and a fuzz target of this package.
//
//  1. Identity. f(x) = x for clean x: simplified Chinese, Japanese, Korean and
//     any other language, code, emoji, binary data. Bytes returns the same slice.
//     An input that has NULs among other control characters in its first 64 KiB,
//     and is not in UTF-16 or UTF-32, is binary as a whole: text in it stays, too.
//     Punctuation, quotes, width and case are not folded unless [Search] is asked
//     for. In Chinese text, and there only, a letter whose accent stands behind it as
//     a character of its own (not normalization form C) does not count as clean: it
//     is composed, rule FT507, unless the profile is [Repair] or the rule is ignored.
//     What is no prose keeps its script and its characters, see [Convert].
//  2. Idempotence. f(f(x)) = f(x) where x and f(x) have at most 1 MiB, and with
//     [LineBuffered] where each of their lines has. What becomes of a block is tried
//     as a second run would see it; what would not stay is left as it was decoded,
//     or as it is. Longer text is cut elsewhere by a second run if its length
//     changed: lines that are decided by the evidence of others near a cut may then
//     change once more.
//  3. Chunk invariance. The output depends on the bytes, never on how reads or
//     writes split them.
//  4. Block locality. The input is cut into blocks of at most 1 MiB at line ends
//     (longer lines at a safe place), and f(x) is the concatenation of what
//     becomes of the blocks. All evidence for a change lies in its block and in
//     what the start of the input said about its charset and whether it is text,
//     so [Workers] changes nothing but the time, and memory is bounded.
//  5. Records. f(x) has as many newlines as x (counted in code units, where x
//     is UTF-16). Bytes that cannot be understood are kept and reported.
//  6. Accountability. Replacing in x every Edit.In by its Edit.Out gives f(x), and
//     the reverse gives x. Every edit says by which rule, how sure ([Exact],
//     [Inferred]) and, where nothing could be done, [Unrepairable].
//  7. Bounded cost. Time is linear in len(x) for any x, memory is set by the block,
//     and nothing panics.
//
// # Offsets
//
// All offsets are in bytes from the start of the input.
package fixtext
