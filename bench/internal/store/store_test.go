package store

import (
	"reflect"
	"testing"
)

type Inner struct{ N int }

type row struct {
	Name string
	X    float64
	Inner
}

func TestRoundTrip(t *testing.T) {
	dir := t.TempDir()
	rows := []row{{"a,\"b\"\nc", 1.5, Inner{3}}, {"", -2, Inner{}}}
	if err := Save(dir, "rows.csv", rows); err != nil {
		t.Fatal(err)
	}
	got, err := Load[row](dir, "rows.csv")
	if err != nil || !reflect.DeepEqual(got, rows) {
		t.Fatalf("%v, %v", got, err)
	}
}

func TestMissingFile(t *testing.T) {
	if got, err := Load[row](t.TempDir(), "none.csv"); err != nil || got != nil {
		t.Fatalf("%v, %v", got, err)
	}
}
