package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/model"
)

// Style says how text is shown.
type Style struct {
	// Frames reports that the line of each finding is shown below it.
	Frames bool
	Color  bool
	// Width is that of the terminal in columns; 0 if it is not known.
	Width int
}

// text prints a line for each finding, or a frame.
func (r *Report) text(out io.Writer) error {
	w := bufio.NewWriter(out)
	for i := range r.Findings {
		if f := &r.Findings[i]; r.Style.Frames {
			r.frame(w, f)
		} else {
			fmt.Fprintln(w, visible.Text(f.String()))
		}
	}
	return w.Flush()
}

// The colours of a terminal: bold, red, yellow, blue, green.
const (
	bold   = "1"
	red    = "1;31"
	yellow = "1;33"
	blue   = "1;34"
	green  = "32"
)

var severityColors = map[model.Severity]string{model.Error: red, model.Warning: yellow, model.Info: blue}

// paint colours a text if the report has colours.
func (r *Report) paint(color, text string) string {
	if !r.Style.Color || text == "" {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

// frame prints a finding with its line and a mark below what is wrong in it.
func (r *Report) frame(w io.Writer, f *model.Finding) {
	color := severityColors[f.Severity]
	fmt.Fprintf(w, "%s: %s %s: %s\n", r.paint(bold, visible.Text(f.Pos.String())), r.paint(color, string(f.Severity)), r.paint(color, f.Rule), visible.Text(f.Message))
	p := r.place(f)
	first := r.firstLine(f.Pos.Path(), p)
	number := fmt.Sprint(p.line)
	gutter := strings.Repeat(" ", len(number))
	if line := r.file(f.Pos.Path()).Line(p.line); line != "" {
		shown, blanks, marks := excerpt(line, first.column, first.endColumn, r.room(len(number)))
		bar := r.paint(blue, "|")
		fmt.Fprintf(w, " %s %s\n %s %s %s\n", gutter, bar, r.paint(blue, number), bar, shown)
		more := ""
		if p.endLine > p.line {
			more = fmt.Sprintf(" to line %d", p.endLine)
		}
		fmt.Fprintf(w, " %s %s %s%s\n", gutter, bar, strings.Repeat(" ", blanks), r.paint(color, strings.Repeat("^", marks)+more))
	}
	if f.Fix != "" {
		fmt.Fprintf(w, " %s %s\n", gutter, r.paint(green, "= "+visible.Text(f.Fix)))
	}
	const most = 3
	for _, at := range f.Related[:min(most, len(f.Related))] {
		fmt.Fprintf(w, " %s = see %s\n", gutter, visible.Text(at.String()))
	}
	if n := len(f.Related) - most; n > 0 {
		fmt.Fprintf(w, " %s = and %s\n", gutter, Count(n, "other place"))
	}
	fmt.Fprintln(w)
}

// room returns how many columns are left for a line behind its number.
func (r *Report) room(number int) int {
	const usual, least = 120, 40
	width := r.Style.Width
	if width == 0 {
		width = usual
	}
	return max(width-number-len("  | "), least)
}

// excerpt returns what is shown of a line, no wider than room, and how many blanks and
// marks stand below it to mark the code points from first up to end.
func excerpt(line string, first, end, room int) (shown string, blanks, marks int) {
	runes := []rune(line)
	first = min(first-1, len(runes))
	end = min(max(end-1, first), len(runes))
	show := func(part []rune) string { return visible.Text(strings.ReplaceAll(string(part), "\t", "    ")) }
	width := func(part []rune) int { return uniseg.StringWidth(show(part)) }
	from, to, dots := 0, len(runes), ""
	if first > room*2/3 && len(runes) > room {
		from, dots = first-room/3, "…"
	}
	for to = min(to, from+room); width(runes[from:to]) > room-2; {
		to--
	}
	shown = dots + show(runes[from:to])
	if to < len(runes) {
		shown += "…"
	}
	return shown, len([]rune(dots)) + width(runes[from:min(first, to)]), max(1, width(runes[min(first, to):min(end, to)]))
}
