package columns

import (
	"fmt"
	"io"
	"strings"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/thrift"
)

// leaf is a column of the schema.
type leaf struct {
	path           []string
	kind           int64 // physical type
	text           bool  // the file says that it is text
	mayBe          bool  // it may be named as text
	maxRep, maxDef int
}

func (l *leaf) name() string { return strings.Join(l.path, ".") }

// Numbers of fields in SchemaElement, and what they hold.
const (
	elementType, elementRepetition, elementName, elementKids, elementConverted, elementLogical = 1, 3, 4, 5, 6, 10

	byteArray          = 6
	optional, repeated = 1, 2

	utf8, enum, json = 0, 4, 19 // ConvertedType

	logicalString, logicalEnum, logicalJSON = 1, 4, 12

	maxNesting = 200
)

// leaves returns the columns of a schema.
func leaves(elements []thrift.Value) ([]leaf, error) {
	var list []leaf
	next := 0
	var walk func(path []string, rep, def int) error
	walk = func(path []string, rep, def int) error {
		if next >= len(elements) || len(path) > maxNesting {
			return damaged("its schema has no end")
		}
		e := &elements[next]
		next++
		if next > 1 { // not the root
			name := e.Get(elementName)
			if name == nil || name.Kind != thrift.Binary {
				return damaged("a column has no name")
			}
			path = append(path[:len(path):len(path)], string(name.Data))
			switch e.Int(elementRepetition, 0) {
			case repeated:
				rep, def = rep+1, def+1
			case optional:
				def++
			}
		}
		kids := e.Int(elementKids, 0)
		if e.Get(elementType) != nil && kids == 0 && next > 1 {
			text, mayBe := textual(e)
			list = append(list, leaf{path, e.Int(elementType, -1), text, mayBe, rep, def})
			return nil
		}
		for ; kids > 0; kids-- {
			if err := walk(path, rep, def); err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(nil, 0, 0); err != nil {
		return nil, err
	}
	if next != len(elements) {
		return nil, damaged("its schema has loose ends")
	}
	return list, nil
}

// textual reports whether the file says that a column is text, and whether it may
// be text; old files say it in another way.
func textual(e *thrift.Value) (is, mayBe bool) {
	if e.Int(elementType, -1) != byteArray {
		return false, false
	}
	if l := e.Get(elementLogical); l != nil {
		is = l.Get(logicalString) != nil
		return is, is || l.Get(logicalEnum) != nil || l.Get(logicalJSON) != nil
	}
	switch c := e.Int(elementConverted, -1); c {
	case utf8:
		return true, true
	case -1, enum, json:
		return false, true
	}
	return false, false
}

// Names are the names of the columns of text of a Parquet file of size bytes.
func Names(r io.ReaderAt, size int64) (names []string, err error) {
	f, err := open(r, size)
	if err != nil {
		return nil, err
	}
	for i := range f.leaves {
		if f.leaves[i].mayBe {
			names = append(names, f.leaves[i].name())
		}
	}
	return names, nil
}

// choose marks the columns of text.
func (f *file) choose(fields []string) error {
	if len(fields) == 0 {
		return nil
	}
	known := map[string]bool{}
	for i := range f.leaves {
		l := &f.leaves[i]
		l.text = false
		for _, name := range fields {
			if l.mayBe && (l.name() == name || strings.HasPrefix(l.name(), name+".")) {
				l.text, known[name] = true, true
			}
		}
	}
	for _, name := range fields {
		if !known[name] {
			return fmt.Errorf("has no column %q of text", name)
		}
	}
	return nil
}
