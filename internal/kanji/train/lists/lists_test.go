package main

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Each kind makes of the lines of its source what the model learns from.
func TestKinds(t *testing.T) {
	traditional := &table{forms: map[string]string{"头": "頭", "发": "發", "头发": "頭髮", "这": "這", "个": "個"}, most: 2}
	for _, c := range []struct {
		kind  string
		lines []line
		want  []string
	}{
		{"ipadic", []line{{"Noun.csv", "図書館,1,2,名詞"}, {"Noun.csv", "お茶,1,2,名詞"}, {"Noun.csv", "図書館,1,3,名詞"}}, []string{"図書館"}},
		{"words", []line{{"dict.txt", "電話 3 n"}, {"dict.txt", "A型 2 n"}, {"dict.txt", "一二三四五六七八九 1 n"}}, []string{"電話"}},
		{"edict", []line{{"edict", "お茶 [おちゃ] /tea/"}, {"edict", "カタカナ /katakana/"}}, []string{"お茶"}},
		{"opencc", []line{{"STPhrases.txt", "一干\t一干 一幹"}}, []string{"一干", "一幹"}},
		{"made", []line{{"dict.txt", "头发 3 n"}, {"dict.txt", "发 3 n"}}, []string{"發", "頭髮"}},
		{"mixed", []line{{"dict.txt", "这个 3 n"}, {"dict.txt", "发 3 n"}}, nil},
		{"sentences", []line{{"text.txt", "这个，好。头发！"}}, []string{"好", "這個", "這個，好", "頭髮"}},
		{"runs", []line{{"text.txt", "東京へ行く。大阪城"}}, []string{"大阪城", "東京"}},
		{"joined", nil, nil},
	} {
		got := kinds[c.kind](c.lines, traditional, rand.New(rand.NewPCG(1, 2)))
		if c.kind == "mixed" {
			assert.Contains(t, [][]string{{"這个"}, {"这個"}}, got)
			continue
		}
		assert.Equal(t, c.want, got, c.kind)
	}
}

// Every row of the table has a kind that is known, and names that are there once.
func TestSources(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range rows() {
		assert.NotNil(t, kinds[s.kind], s.list)
		assert.Contains(t, []string{"ja", "zh"}, s.language)
		assert.False(t, seen[s.list], s.list)
		seen[s.list] = true
	}
	assert.Len(t, seen, 13)
}
