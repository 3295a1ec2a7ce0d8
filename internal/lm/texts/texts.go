// Package texts reads what the choosers of lost bytes are trained on. It is for their trainers.
package texts

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Dice are a linear congruential generator (Knuth's MMIX): the same seed rolls the same.
type Dice uint64

// Roll returns a number from 0 up to 1.
func (d *Dice) Roll() float64 {
	*d = *d*6364136223846793005 + 1442695040888963407
	return float64(*d>>11) / (1 << 53)
}

// Read calls do for each line of the files in dir that a list names, a name and a number in a
// row with a tab between them: with the name, the number, and the line and which one it is.
func Read(dir, list string, do func(name string, share float64, n int, line string)) error {
	for row := range strings.Lines(list) {
		name, value, ok := strings.Cut(strings.TrimSpace(row), "\t")
		if !ok {
			continue
		}
		share, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		err = read(filepath.Join(dir, name), func(n int, line string) { do(name, share, n, line) })
		if err != nil {
			return err
		}
	}
	return nil
}

func read(path string, do func(n int, line string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 1<<20), 1<<26)
	for n := 0; sc.Scan(); n++ {
		do(n, strings.TrimRight(sc.Text(), "\r"))
	}
	return sc.Err()
}
