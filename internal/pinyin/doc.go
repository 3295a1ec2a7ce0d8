// Package pinyin knows how Han characters are read aloud in Mandarin: it
// parses one written syllable, and reports whether a character has that reading.
//
// A link farm writes readings into the text, 進(jìn), and takes them from a
// table of its own, not from the context (縣長(cháng)). So the question to ask
// is never "is this the reading here" but "is this any reading of the
// character": Has answers it from all Mandarin fields of Unihan 15.0.0
// (kMandarin, kHanyuPinlu, kXHC1983, kTGHZ2013, kHanyuPinyin).
//
// The link farm's own table, as far as it has been seen, is here too: Farm and
// FarmEntries.
//
// All tables are generated, static and read-only; nothing is set up at start,
// and no function here allocates, except String and what an append needs.
package pinyin

//go:generate sh -c "go run ./gen -unihan \"$UNIHAN_READINGS\" -farm gen/farm.tsv"
