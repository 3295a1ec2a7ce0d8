// Command ratio reads the output of go test -bench and prints, for every
// benchmark, the median throughput and its ratio to utf8.Valid on the same text.
package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

func main() {
	speeds := map[string][]float64{}
	var order []string
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		f := strings.Fields(in.Text())
		name, ok := strings.CutPrefix(in.Text(), "Benchmark")
		at := slices.Index(f, "MB/s")
		if !ok || at < 1 {
			continue
		}
		name = strings.Fields(name)[0]
		name = name[strings.IndexByte(name, '/')+1:]
		mbs, err := strconv.ParseFloat(f[at-1], 64)
		if err != nil {
			continue
		}
		if speeds[name] == nil {
			order = append(order, name)
		}
		speeds[name] = append(speeds[name], mbs)
	}
	slices.Sort(order)
	fmt.Printf("%-28s %10s %8s\n", "text/stage", "MB/s", "ratio")
	for _, name := range order {
		text := name[:strings.IndexByte(name, '/')]
		yard := median(speeds[text+"/utf8.Valid"])
		m := median(speeds[name])
		fmt.Printf("%-28s %10.0f %8.2f\n", name, m, m/yard)
	}
}

func median(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	x = slices.Sorted(slices.Values(x))
	return x[len(x)/2]
}
