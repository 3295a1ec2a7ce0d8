// Package mojibake undoes wrong decodings: text whose bytes were read in a
// charset they were not written in, once or several times, in whole lines or
// in spans of them. It works on UTF-8 text.
//
// [Fix] repairs text, [Explain] says what happened to it, [Learn] finds the
// chain of wrong decodings that leads from one text to another, and a [Plan]
// undoes such a chain on other text. [Append] is the stage that the pipeline of
// fixtext runs on a block.
//
// # What is repaired
//
// Text in UTF-8, GBK (GB18030), Big5 (HKSCS) or UTF-16 that was read in a single-byte
// page (windows-125x, ISO-8859-1, KOI8-R, IBM 437, 850 and 866, Macintosh, and for UTF-8
// also ISO-8859-2 and windows-1257) or in
// GBK, Big5, code page 932, EUC-JP or code page 949, up to four times; GBK that
// was read as UTF-8 in parts; and GBK and Big5 whose bytes are paired one off,
// since one was lost or is too many. Where a page had no character for some
// bytes, and U+FFFD or a question mark stands for them, they are inferred if the
// language model leaves little choice; else U+FFFD stays, and the edit names
// the likeliest characters. Letters and digits are never inferred.
//
// A repair is made only if the model prefers what the bytes say in another
// charset by a margin; that they are valid in it proves nothing, with the
// exception of much UTF-8. The margin is larger between double-byte charsets,
// and smaller where the same wrong decoding is proved elsewhere in the block.
//
// What is lost for good, 锟斤拷 above all, is reported and left alone, and so is
// what text about encodings quotes.
//
// # How
//
// gate.go finds the lines that are worth a look. What western.go sees needs no search:
// UTF-8 of any language, read in a single-byte page, is told by the bytes that the
// page has for its characters. westernjudge.go decides whether someone wrote them as
// they stand; westernlost.go restores characters that lost bytes as far as they are
// known, and C1 controls. In other lines, islands.go tries to undo whole stretches of
// characters that a page has, layer by layer; proven.go undoes what is too much valid
// UTF-8 to be chance, utf16.go tries UTF-16; parts.go looks for spans with the search
// in beam.go, for one hypothesis after the other; lost.go and candidates.go fill in lost
// bytes, settle.go chooses among them, phase.go finds bytes out of step. judge.go
// decides, and innocent.go and orthography.go object. glance.go saves most of this to
// text that is merely unusual, last.go to lines that went the way of the line before.
package mojibake
