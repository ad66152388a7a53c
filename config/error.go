package config

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/model"
)

// Error is what is wrong at a place of a config file.
type Error struct {
	Pos     model.Position
	Message string
	// Line is the line of the file that Pos is in.
	Line string
}

// Error returns file:line:col and the message, and below them the line with a caret.
func (e *Error) Error() string {
	return fmt.Sprintf("%s: %s\n%s", e.Pos, e.Message, e.frame())
}

// The runes of a long line that are shown on both sides of the caret.
const (
	shownBefore = 60
	shownAfter  = 40
)

// frame shows the line with a caret below the column.
func (e *Error) frame() string {
	line, column := []rune(e.Line), int(e.Pos.Column)-1
	column = min(max(column, 0), len(line))
	start, end, head, tail := 0, len(line), "", ""
	if column > shownBefore+1 {
		start, head = column-shownBefore, "…"
	}
	if len(line)-column > shownAfter+1 {
		end, tail = column+shownAfter, "…"
	}
	indent := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, head+visible.Lines(string(line[start:column])))
	number := fmt.Sprint(e.Pos.Line)
	return fmt.Sprintf("  %s | %s%s%s\n  %*s | %s^", number, head, visible.Lines(string(line[start:end])), tail, len(number), "", indent)
}

// collected joins errors, those of one file in the order of their places.
func collected(errs []error) error {
	slices.SortStableFunc(errs, func(a, b error) int {
		var x, y *Error
		if !errors.As(a, &x) || !errors.As(b, &y) {
			return 0
		}
		return cmp.Or(cmp.Compare(x.Pos.Line, y.Pos.Line), cmp.Compare(x.Pos.Column, y.Pos.Column))
	})
	return errors.Join(errs...)
}
