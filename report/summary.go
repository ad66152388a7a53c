package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/model"
)

// ruleCount is how often a rule was found, at one severity.
type ruleCount struct {
	rule     string
	severity model.Severity
	count    int
}

// counts returns how often each rule was found, most often first.
func (r *Report) counts() []ruleCount {
	byRule := map[ruleCount]int{}
	for _, f := range r.Findings {
		byRule[ruleCount{f.Rule, f.Severity, 0}]++
	}
	var list []ruleCount
	for key, n := range byRule {
		key.count = n
		list = append(list, key)
	}
	slices.SortFunc(list, func(a, b ruleCount) int {
		return cmp.Or(b.count-a.count, cmp.Compare(a.rule, b.rule), cmp.Compare(a.severity, b.severity))
	})
	return list
}

// total says how many findings there are, in one line.
func (r *Report) total(pages int) string {
	if len(r.Findings) == 0 {
		return Count(pages, "page") + ", no findings"
	}
	files := map[string]bool{}
	severities := map[model.Severity]int{}
	for _, f := range r.Findings {
		files[f.Pos.Path()] = true
		severities[f.Severity]++
	}
	var parts []string
	for _, s := range []struct {
		severity model.Severity
		word     string
	}{{model.Error, "error"}, {model.Warning, "warning"}, {model.Info, "info"}} {
		if n := severities[s.severity]; n > 0 {
			parts = append(parts, Count(n, s.word))
		}
	}
	return fmt.Sprintf("%s in %s, of %s read: %s", Count(len(r.Findings), "finding"), Count(len(files), "file"), Count(pages, "page"), strings.Join(parts, ", "))
}

// Count says how many there are of something: 1 page, 2 pages.
func Count(n int, word string) string {
	switch {
	case n == 1 || word == "info":
		return fmt.Sprint(n, " ", word)
	case strings.HasSuffix(word, "y"):
		return fmt.Sprint(n, " ", strings.TrimSuffix(word, "y"), "ies")
	}
	return fmt.Sprint(n, " ", word, "s")
}

// Summary prints how often each rule was found, most often first, what can be mended and
// what is suppressed. pages is how many were read.
func (r *Report) Summary(out io.Writer, pages int) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, r.total(pages))
	counts := r.counts()
	for _, c := range counts {
		width := len(fmt.Sprint(counts[0].count))
		fmt.Fprintf(w, "  %*d  %s  %s\n", width, c.count, r.paint(severityColors[c.severity], fmt.Sprintf("%-7s", c.severity)), c.rule)
	}
	safe, unsafe := 0, 0
	for _, f := range r.Findings {
		switch {
		case len(f.Edits) > 0 && f.Unsafe:
			unsafe++
		case len(f.Edits) > 0:
			safe++
		}
	}
	if safe > 0 {
		fmt.Fprintf(w, "--fix mends %d of them\n", safe)
	}
	if unsafe > 0 {
		fmt.Fprintf(w, "--fix=unsafe mends %d that should be looked at afterwards\n", unsafe)
	}
	inPage := 0
	for _, s := range r.Suppressed {
		if s.InPage {
			inPage++
		}
	}
	if inPage > 0 {
		fmt.Fprintf(w, "%d suppressed by comments\n", inPage)
	}
	if n := len(r.Suppressed) - inPage; n > 0 {
		fmt.Fprintf(w, "%d known to the baseline\n", n)
	}
	return w.Flush()
}

// markdown prints a summary and the first findings as Markdown, for the page of a CI run.
func (r *Report) markdown(out io.Writer) error {
	const most = 100
	w := bufio.NewWriter(out)
	if len(r.Findings) == 0 {
		fmt.Fprintln(w, "No findings.")
		return w.Flush()
	}
	fmt.Fprintf(w, "| findings | severity | rule |\n|--:|:--|:--|\n")
	for _, c := range r.counts() {
		fmt.Fprintf(w, "| %d | %s | %s |\n", c.count, c.severity, c.rule)
	}
	fmt.Fprintf(w, "\n")
	for i := range r.Findings[:min(most, len(r.Findings))] {
		fmt.Fprintf(w, "- %s\n", code(visible.Text(r.Findings[i].String())))
	}
	if n := len(r.Findings) - most; n > 0 {
		fmt.Fprintf(w, "\nand %d more\n", n)
	}
	return w.Flush()
}

// code returns a text as a code span, whatever backquotes are in it.
func code(text string) string {
	longest, run := 0, 0
	for _, c := range text {
		if run++; c != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	ticks := strings.Repeat("`", longest+1)
	if longest > 0 {
		text = " " + text + " "
	}
	return ticks + text + ticks
}
