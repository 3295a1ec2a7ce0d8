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
// also ISO-8859-2 and windows-1257; whole lines in any other that is known, such as IBM 852 or
// windows-1256) or in GBK, Big5, code page 932, EUC-JP or code page 949, up to four times; GBK that
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
// There are two words. A reading is a hypothesis about a part of a line: what stood there
// before a step, one wrong decoding, or several. Decide, of package judge, says what becomes
// of it. All other code finds readings, or measures into their ledger what speaks for
// them and against them.
//
// A text goes this way. [Fix] cuts it into blocks, and fixer.append looks at a block until
// nothing changes. fixer.each asks the gate where the text is odd, and worthALook
// (glance.go) whether anything may be behind it; fixer.line (line.go) is called for
// the lines where there is, unless they were looked at before in vain (memory.go). Where nothing but U+FFFD is odd,
// quiet (quiet.go) says so, and nobody else is asked. First likeLast (last.go) undoes what was undone on the line
// before, or refilled (filled.go) does, where that had lost bytes. Then whole (whole.go)
// asks the decoder (internal/decoder) which step
// made the line, and undoes it, or what controls.go finds where controls were left out, if the bytes say it from end to end; inSingle (single.go) asks
// so of the pages that the decoder has no column for; recognised
// (filled.go) does so where bytes were lost and the decoder knows which, and twice where
// another layer lies beneath. Then fixer.western (westernpages.go) looks for UTF-8 that was read
// in single bytes, which needs no search: the bytes say how many belong together;
// suspect.measure and western.judge (westernjudge.go) weigh its runs, one layer
// at a time, and westernlost.go restores characters that lost bytes as far as they
// are known, westerncontrols.go C1 controls, and westerntrimmed.go those at the end of a line that was
// trimmed. A line of decomposed letters goes that way composed (decomposed.go); remade.go reads one of which a program
// changed the case or the marks. If that is not all, fixer.search asks those who find readings one after the
// other, of the steps that may have made any, which the decoder tells (locate.go): proven
// (proven.go), for what is too much valid UTF-8 to be chance; wide
// (utf16.go); parts (parts.go), for spans. The decoder searches the line for them (walker.go), with lost bytes
// filled in and bytes out of step (phase.go) read anew; runs.go completes parts that it read by halves. Each calls weigh (evidence.go),
// which measures a reading, and object (objections.go), which measures
// last and only if the rest is for it what clean text has, too; accepts (parts.go) asks
// Decide, once it knows whether it is an example (examples.go). settle (settle.go) decides about the guesses in what was accepted, and words
// (words.go) finds frequent words, marks and emoji that stand by themselves. What a page of single bytes says by chance, amid more
// that it does not, is left (debris.go). Last, omitting (omitted.go)
// notes where characters seem to be missing that left no trace, and toEdit (line.go) makes
// an edit of a reading: an exact one if the damage, done again, makes what stood there.
// What is lost for good (lostforgood.go) is a reading that is only reported.
// The numbers of all this stand in numbers.go.
package mojibake
