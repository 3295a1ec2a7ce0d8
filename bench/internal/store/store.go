// Package store keeps the figures of a run as CSV files.
package store

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
)

// Save writes rows, which are structs of strings and numbers, to a file of
// dir. Fields of embedded structs are columns like others.
func Save[T any](dir, name string, rows []T) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	var head []string
	for _, c := range columns(reflect.TypeFor[T]()) {
		head = append(head, c.Name)
	}
	table := [][]string{head}
	for _, r := range rows {
		var line []string
		for _, c := range columns(reflect.TypeFor[T]()) {
			line = append(line, fmt.Sprint(reflect.ValueOf(r).FieldByIndex(c.Index)))
		}
		table = append(table, line)
	}
	if err := w.WriteAll(table); err != nil {
		return err
	}
	return f.Close()
}

// Load reads what Save wrote. A file that is not there has no rows.
func Load[T any](dir, name string) (rows []T, err error) {
	f, err := os.Open(filepath.Join(dir, name))
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	table, err := csv.NewReader(f).ReadAll()
	if err != nil || len(table) == 0 {
		return nil, err
	}
	for _, line := range table[1:] {
		var row T
		for i, c := range columns(reflect.TypeFor[T]()) {
			v := reflect.ValueOf(&row).Elem().FieldByIndex(c.Index)
			switch v.Kind() {
			case reflect.String:
				v.SetString(line[i])
			case reflect.Int, reflect.Int64:
				n, err := strconv.ParseInt(line[i], 10, 64)
				if err != nil {
					return nil, err
				}
				v.SetInt(n)
			case reflect.Float64:
				x, err := strconv.ParseFloat(line[i], 64)
				if err != nil {
					return nil, err
				}
				v.SetFloat(x)
			default:
				return nil, fmt.Errorf("%s: no column %s", name, c.Name)
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func columns(t reflect.Type) (list []reflect.StructField) {
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous {
			list = append(list, f)
		}
	}
	return list
}
