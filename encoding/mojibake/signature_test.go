package mojibake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding/mojibake"
)

// The signature of UTF-8, read as GBK at the beginning of a file, takes the first
// character with it. It comes back where the rest says which it was.
func TestSignature(t *testing.T) {
	for bad, want := range map[string]string{
		"锘?!/bin/sh\necho 1\n":       "#!/bin/sh\necho 1\n",
		"锘??php\necho 1;\n":          "<?php\necho 1;\n",
		"锘?/ main.c\n":               "// main.c\n",
		"锘?include <stdio.h>\n":      "#include <stdio.h>\n",
		"锘?!DOCTYPE html>\n<html>\n": "<!DOCTYPE html>\n<html>\n",
		"锘?html>\n<body>\n":          "<html>\n<body>\n",
		"锘縤mport os\n":               "import os\n", // the letter is there
		"锘?17,4\n":                   "锘?17,4\n",    // a digit, or a blank, or nothing
		"锘是一种放射性金属元素。\n":             "锘是一种放射性金属元素。\n",
		"ok\n锘?!/bin/sh\n":           "ok\n锘?!/bin/sh\n", // no signature stands here
	} {
		got, edits := mojibake.Fix(bad)
		assert.Equal(t, want, got)
		for _, e := range edits {
			assert.Equal(t, edit.Inferred, e.Verdict, bad)
		}
	}
	got, _ := mojibake.Fix("锘?!/bin/sh\n", mojibake.ExactOnly())
	assert.Equal(t, "锘?!/bin/sh\n", got)
}
