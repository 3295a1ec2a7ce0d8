// Package codepagetest holds what the tests and benchmarks of the code pages
// share. Only tests use it.
package codepagetest

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// Prose returns about n bytes (in UTF-8) to decode in a benchmark: the file
// named by FIXTEXT_BENCH_TEXT (UTF-8) if that is set, else made-up lines with
// the statistics of prose. Their characters are drawn from han, the first far
// more often than the last; every tenth place is punctuation, and one in thirty
// a short ASCII word. The same n and han give the same text.
func Prose(tb testing.TB, n int, han []rune) string {
	if name := os.Getenv("FIXTEXT_BENCH_TEXT"); name != "" {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		return string(data[:min(n, len(data))])
	}
	rng := rand.New(rand.NewPCG(1, 2))
	order := rng.Perm(len(han))
	var s strings.Builder
	for s.Len() < n {
		switch k := rng.IntN(300); {
		case k < 3:
			s.WriteString("。\n")
		case k < 30:
			s.WriteRune([]rune("，。，、：“”！？；")[rng.IntN(10)])
		case k < 40:
			s.WriteString([]string{"Go", " 2024 ", "HTTP", "3.14", "a", " e-mail "}[rng.IntN(6)])
		default:
			u := rng.Float64()
			s.WriteRune(han[order[int(u*u*u*float64(len(han)))]])
		}
	}
	return s.String()
}
