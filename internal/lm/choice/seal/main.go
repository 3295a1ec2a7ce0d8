// Command seal makes the file of a model of its parts: a network, as package net reads it, or none, and a table of
// counts, as package spans does.
//
//	go run ./internal/lm/choice/seal -name large -version 3 -out model/large/large.bin NET TABLE
package main

import (
	"flag"
	"log"
	"os"

	"github.com/fixtext/fixtext/internal/lm/choice"
)

func main() {
	log.SetFlags(0)
	name := flag.String("name", "", "the `name` of the model")
	version := flag.Int("version", 1, "which version of it this is")
	out := flag.String("out", "", "`file` to write")
	flag.Parse()
	if *name == "" || *out == "" || flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	var contents []byte
	for _, path := range flag.Args() {
		part, err := os.ReadFile(path)
		check(err)
		contents = append(contents, part...)
	}
	_, err := choice.Open(string(contents))
	check(err)
	check(os.WriteFile(*out, choice.Seal(*name, *version, contents), 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatal("seal: ", err)
	}
}
