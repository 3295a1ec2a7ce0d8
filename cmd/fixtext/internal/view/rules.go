package view

import (
	_ "embed"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/internal/lang"
)

// Rule is what is told of a rule.
type Rule struct {
	Code    fixtext.Code `json:"code"`
	Name    string       `json:"name"`
	Summary string       `json:"summary"`
	Why     string       `json:"why"`
}

// Rules returns what is told of all rules.
func Rules() (list []Rule) {
	for _, r := range fixtext.Rules() {
		list = append(list, Rule{r.Code, r.Name, r.Summary, r.Why})
	}
	return list
}

// What a page needs to show lines: its style, and its script.
var (
	//go:embed view.css
	Style string
	//go:embed words.js
	translate string
	//go:embed view.js
	script string
)

// Script returns the script that shows lines.
func Script() string { return lang.Script() + translate + script }
