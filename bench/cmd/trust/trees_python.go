package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
)

//go:embed media.py
var mediaScript []byte

// makeMediaByPython makes what only its own writers write: pickles, NumPy arrays,
// bytecode, databases, and, where the modules are installed, Parquet. The variable
// PYTHON names another interpreter, such as that of a virtual environment.
func makeMediaByPython(dir string) error {
	python := os.Getenv("PYTHON")
	if python == "" {
		python = "python3"
	}
	cmd := exec.Command(python, "-", dir)
	cmd.Stdin = bytes.NewReader(mediaScript)
	cmd.Stdout = os.Stdout // says which writers are missing
	var msg bytes.Buffer
	cmd.Stderr = &msg
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%w: %s", err, msg.String())
	}
	return nil
}
