// Command gen writes the weights of the recogniser and the list of frequent words, which
// follow from the language model and the tables of the charsets.
package main

import (
	"log"
	"os"

	"github.com/fixtext/fixtext/internal/decoder"
)

func main() {
	if err := os.WriteFile("weights.bin", decoder.Pack(decoder.Weights()), 0o644); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("words.txt", decoder.Words(), 0o644); err != nil {
		log.Fatal(err)
	}
}
