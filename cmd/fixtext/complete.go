package main

import (
	"bufio"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/columns"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
	"github.com/fixtext/fixtext/encoding"
)

// completeValues makes shells complete the values of options: those that have few,
// charsets, rules, and the fields of the files that are named.
func completeValues(cmd *cobra.Command, table []*option) error {
	for _, o := range table {
		values := o.values
		if c, ok := o.value.(*choice); ok {
			values = func([]string) []string { return c.of }
		}
		if values == nil {
			continue
		}
		err := cmd.RegisterFlagCompletionFunc(o.name, func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			return lastOf(values(args), begun, o.kind() == "array"), cobra.ShellCompDirectiveNoFileComp
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// lastOf completes the last item of a list with commas; what stands before it stays.
func lastOf(values []string, begun string, list bool) []string {
	before := ""
	if i := strings.LastIndexByte(begun, ','); list && i >= 0 {
		before = begun[:i+1]
	}
	var all []string
	for _, v := range values {
		if strings.HasPrefix(before+v, begun) {
			all = append(all, before+v)
		}
	}
	return all
}

// charsetNames are the charsets that can be read.
func charsetNames([]string) (names []string) {
	for c := encoding.UTF8; c < encoding.Binary; c++ {
		names = append(names, c.String())
	}
	return names
}

// ruleNames are the rules, and what begins their codes, with what they are about.
func ruleNames([]string) (names []string) {
	for _, r := range fixtext.Rules() {
		names = append(names, string(r.Code)+"\t"+r.Name)
	}
	return names
}

// fieldNames are the fields of the first file that has some.
func fieldNames(paths []string) []string {
	for _, path := range paths {
		if names := fieldsOf(path); len(names) > 0 {
			return names
		}
	}
	return nil
}

// headOfFile is how much of a file is read for the names of its fields.
const headOfFile = 1 << 16

// fieldsOf returns the names of the fields of a file; none if it cannot be read.
func fieldsOf(path string) []string {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	_, stem := codec.ByName(path)
	format := records.ByName(stem)
	if format.Columns != nil {
		info, err := file.Stat()
		if err != nil {
			return nil
		}
		names, _ := columns.Names(file, info.Size())
		return names
	}
	r, _, err := codec.NewReader(file)
	if err != nil {
		return nil
	}
	defer r.Close()
	head, _ := io.ReadAll(bufio.NewReader(io.LimitReader(r, headOfFile)))
	return format.FieldNames(head)
}
