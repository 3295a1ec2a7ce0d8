// Package mojibake undoes wrong decodings: text whose bytes were read in a
// charset they were not written in, once or several times, in whole lines or
// in spans of them.
//
// A repair is made only if the language model prefers what the bytes say in
// another charset by a margin to what stands there; that the bytes are valid
// in it proves nothing. What is lost for good, 锟斤拷 above all, is reported and
// left alone.
package mojibake
