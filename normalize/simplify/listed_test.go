package simplify_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize/simplify"
)

// Rows of tables that have a word in both forms keep them, and so do lines that are one
// quoted character, wherever they stand: among themselves, and in traditional text.
func TestRowsOfTables(t *testing.T) {
	for _, row := range []string{
		"困\t困 睏",   // neither form is a mark of simplified text
		"只\t只 隻 祇", //
		"仿佛\t彷彿",   // the same by the word, not by its characters
		"上鍊\t上链",   //
		"一个巴掌拍不响没有风浪起不来\t一個巴掌拍不響沒有風浪起不來", // longer than words
		"於濤\t於濤", // a word that has one form only
		"- Chinese (traditional) / 繁體中文",
		"Chinese (Traditional): 王大圖 and others",
		`"a翹b"`, `"翹"`, `  '翹',`, `"翽", `, "\"翹\"\r",
	} {
		for _, text := range []string{row, row + "\n" + row + "\n"} {
			assert.Equal(t, text, string(simplify.Append(nil, []byte(text), nil)))
			log := edit.Log{Keep: true}
			assert.Equal(t, text, string(simplify.Append(nil, []byte(text), &log)))
			assert.Equal(t, len(text), simplify.Span([]byte(text)))
		}
		prose := "他說這個問題還沒有人發現過。\n"
		want := "他说这个问题还没有人发现过。\n"
		text := strings.Repeat(prose, 40) + row + "\n" + strings.Repeat(prose, 40)
		got := string(simplify.Append(nil, []byte(text), nil))
		log := edit.Log{Keep: true}
		assert.Equal(t, got, string(simplify.Append(nil, []byte(text), &log)), "with and without edits")
		assert.Equal(t, strings.Repeat(want, 40)+row+"\n"+strings.Repeat(want, 40), got)
		assert.Equal(t, got, string(simplify.Append(nil, []byte(got), nil)), "a second time")
	}
}

// What is no row and no entry of a table is converted as ever.
func TestNoRows(t *testing.T) {
	for _, c := range [][2]string{
		{"這個人的姓名\t他說的話", "这个人的姓名\t他说的话"},
		{`「說」`, `「说」`},
		{`他說："別。"`, `他说："别。"`},
		{`"這個人說"`, `"这个人说"`},
	} {
		assert.Equal(t, c[1], string(simplify.Append(nil, []byte(c[0]), nil)))
	}
}
