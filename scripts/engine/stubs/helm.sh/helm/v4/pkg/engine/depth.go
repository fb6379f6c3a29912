package engine

import "errors"

// The original counts nested includes but not nested tpl, and runs until memory ends. Each level copies all templates, hence lower than for includes.
const (
	maxTplDepth = 200
	tplCounter  = "\x00tpl"
)

func enterTpl(counts map[string]int) error {
	if counts[tplCounter] >= maxTplDepth {
		return errors.New("tpl is nested too deeply")
	}
	counts[tplCounter]++
	return nil
}

func leaveTpl(counts map[string]int) { counts[tplCounter]-- }
