package main

import (
	"bytes"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// The gate names the stage that has become slower, and by how much.
func TestCompare(t *testing.T) {
	file := filepath.Join(t.TempDir(), "baseline.json")
	counts := map[string]float64{}
	for i, p := range probes {
		counts[p.name] = float64(10 + i)
	}
	if err := write(file, baseline{goVersion(), runtime.GOARCH, percent, counts}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := compare(&out, file, counts); err != nil {
		t.Fatalf("the same counts: %v", err)
	}
	counts["simplify/traditional"] *= 1.5
	err := compare(&out, file, counts)
	if err == nil || !strings.Contains(err.Error(), "simplify on traditional text") || !strings.Contains(err.Error(), "50 % more") {
		t.Fatalf("a slow stage: %v", err)
	}
}

// Counts of another compiler say nothing.
func TestOtherCompiler(t *testing.T) {
	file := filepath.Join(t.TempDir(), "baseline.json")
	if err := write(file, baseline{"go1.1", runtime.GOARCH, percent, map[string]float64{"validate/simplified": 1}}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := compare(&out, file, map[string]float64{"validate/simplified": 9}); err != nil || !strings.Contains(out.String(), "skipped") {
		t.Fatalf("%v, %s", err, out.String())
	}
}
