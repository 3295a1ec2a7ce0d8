package linkfarm_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/fixtext/fixtext/normalize/linkfarm"
)

// hostile are pieces of texts that look like pages and are none: each makes the search
// begin over and over, and but for the last, nothing comes of it.
var hostile = map[string][]string{
	"cuts":               {"?！睆埛f波"},
	"cuts in lines":      {"?！睆埛f波", "?！睆埛f波\n"},
	"few characters":     {"睆", "埛", "波", "彼", "终", "麅", "花", "的", "一", "是", "睆埛波", "彼终麅", "花的一是", "?，", "??", "\n"},
	"readings and cuts":  {"創(chuàng)業?，"},
	"orphaned readings":  {"日?lián)Q月?"},
	"marks and brackets": {"老街", "尽头的茶馆", "又", "开张了", "?", "\uFFFD", "(", "）", "?！", "?,", "【", "\n"},
	"lost and lost":      {"睆??埛", "\uFFFD\uFFFD，波", "花?", "\n"},
	repairedAll:          {"當(dāng)?shù)", "開(kāi)?，", "?qǐng)睆", "老街尽头", "\n"},
}

// repairedAll has a run in every few words, which are put in step.
const repairedAll = "readings that are cut"

// What is no page costs less than a page that is repaired.
func TestWorstInput(t *testing.T) {
	if testing.Short() {
		t.Skip("takes time")
	}
	const size = 48 << 10
	var page string
	for _, k := range kinds {
		for i := uint64(0); k.name == "phase, kept" && len(page) < size; i++ {
			page += k.farm.Page(document(rand.New(rand.NewPCG(i, 1)), "all", sentences(t, "dev")["all"]), i).Text
		}
	}
	for name, pieces := range hostile {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			var b strings.Builder
			for b.Len() < size {
				b.WriteString(pieces[rng.IntN(len(pieces))])
			}
			most := 1.0
			if name == repairedAll {
				most = 40
			}
			for try := 0; ; try++ { // other programs take their time as well
				usual, worst := perByte(page), perByte(b.String())
				if worst < most*usual {
					t.Logf("%.2f s/MB, %.2f of a page", worst/1e3, worst/usual)
					break
				} else if try == 2 {
					t.Errorf("%.2f s/MB, a page %.2f", worst/1e3, usual/1e3)
					break
				}
			}
		})
	}
}

// perByte returns the nanoseconds a byte that text takes, the least of a few.
func perByte(text string) float64 {
	least := math.Inf(1)
	for range 2 {
		start := time.Now()
		linkfarm.Append(nil, []byte(text), nil)
		least = min(least, float64(time.Since(start))/float64(len(text)))
	}
	return least
}
