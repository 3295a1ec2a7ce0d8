// Command trust tries to make fixtext lose something, far longer than a test
// may: it kills it, fills its disk, feeds it random mixtures, files that are not
// text, and mutations of archives. Each campaign prints what it did and every
// violation it saw; the exit code is 1 if there was one.
//
//	go run ./cmd/trust kill            the named campaign in its usual size
//	go run ./cmd/trust -n 1000 parquet another number of rounds
//	go run ./cmd/trust -seed 7 all     all of them, from another seed
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// campaign is one way to attack.
type campaign struct {
	name   string
	rounds int // unless -n says otherwise
	what   string
	run    func(*attack) error
}

var campaigns = []campaign{
	{"kill", 100, "kill -9 at any moment: every file is old or new, and undo works", kill},
	{"disk", 20, "a full disk: every file is old or new, and the exit code is 2", disk},
	{"mixtures", 200_000, "random mixtures, all options: a second run changes nothing, edits lead back", mixtures},
	{"trees", 1, "directories of files that are not text: none is named, none changes", trees},
	{"parquet", 500, "mutations of Parquet files: an error, or whole", parquet},
	{"zip", 500, "mutations of zip files: an error, or whole; no name leads outside", zipFiles},
}

// attack is one campaign on its way.
type attack struct {
	fixtext string   // path of the command, built for the purpose
	dir     string   // an empty directory, removed at the end
	rounds  int      // how often
	seed    uint64   // of all that is random
	args    []string // what follows the campaign's name
	failed  int
}

// violation prints a broken promise and counts it.
func (a *attack) violation(format string, args ...any) {
	a.failed++
	fmt.Printf("VIOLATION "+format+"\n", args...)
}

func main() {
	n := flag.Int("n", 0, "rounds; 0 means the usual number of each campaign")
	seed := flag.Uint64("seed", 1, "seed of all that is random")
	binary := flag.String("fixtext", "", "the command to attack; empty builds the one of this repository")
	flag.Usage = usage
	flag.Parse()
	if flag.NArg() == 0 {
		usage()
		os.Exit(2)
	}
	failed, err := 0, error(nil)
	for _, c := range campaigns {
		if name := flag.Arg(0); name == c.name || name == "all" {
			var f int
			if f, err = c.start(*binary, *n, *seed, flag.Args()[1:]); err != nil {
				fmt.Fprintf(os.Stderr, "trust: %s: %v\n", c.name, err)
				os.Exit(2)
			}
			failed += f
		}
	}
	if failed > 0 {
		os.Exit(1)
	}
}

// start runs a campaign in a directory of its own and returns how often a
// promise was broken.
func (c campaign) start(binary string, rounds int, seed uint64, args []string) (int, error) {
	dir, err := os.MkdirTemp("", "fixtext-trust-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	if binary == "" {
		binary = filepath.Join(dir, "fixtext")
		if out, err := exec.Command("go", "build", "-C", "..", "-o", binary, "./cmd/fixtext").CombinedOutput(); err != nil {
			return 0, fmt.Errorf("build: %w: %s", err, out)
		}
	} else if binary, err = filepath.Abs(binary); err != nil {
		return 0, err
	}
	work := filepath.Join(dir, "work")
	if err := os.Mkdir(work, 0o777); err != nil {
		return 0, err
	}
	if rounds == 0 {
		rounds = c.rounds
	}
	a := &attack{fixtext: binary, dir: work, rounds: rounds, seed: seed, args: args}
	began := time.Now()
	if err := c.run(a); err != nil {
		return a.failed, err
	}
	fmt.Printf("%s: %d rounds, seed %d, %d violations, %.0f s\n", c.name, a.rounds, seed, a.failed, time.Since(began).Seconds())
	return a.failed, nil
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: trust [flags] CAMPAIGN|all [ARGUMENT...]")
	for _, c := range campaigns {
		fmt.Fprintf(os.Stderr, "  %-9s %s (%d rounds)\n", c.name, c.what, c.rounds)
	}
	flag.PrintDefaults()
}
