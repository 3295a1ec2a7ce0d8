// Command gen writes the weights of the recogniser, which follow from the language model
// and the tables of the charsets.
package main

import (
	"log"
	"os"

	"github.com/fixtext/fixtext/encoding/internal/decoder"
)

func main() {
	if err := os.WriteFile("weights.bin", decoder.Weights(), 0o644); err != nil {
		log.Fatal(err)
	}
}
