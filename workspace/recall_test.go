package workspace

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/docbind/docbind/lint"
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
)

// planter puts a defect of one kind into a page.
type planter struct {
	// name says what is planted, rule is what has to find it.
	name, rule string
	// plant returns the change and where in the new text the defect is, in bytes from the
	// start of the change; ok is false if the defect fits nowhere on the page.
	plant func(s *site) (c change, ok bool)
	// either says that two places contradict each other, and that the finding may be at
	// either, with the other as the related one.
	either bool
}

// change replaces bytes of a page.
type change struct {
	start, end int
	text       string
	// fault is where the finding is expected, in bytes from start into text.
	fault int
	// move, if not nil, says that it is expected there in the page as it was, outside of
	// what is replaced.
	move *int
}

// site is a page that may get a defect.
type site struct {
	*model.Page
	r *rand.Rand
	known
}

// TestRecall plants defects in real pages, one a page, and counts how many are found on the
// line where they are. RECALL is how many are planted for each kind, kind by kind; without it
// a few of all kinds are planted at once. RECALLRULE is the part of a rule's id or kind's name to
// plant alone, RECALLOUT a folder to write the pages to:
//
//	RECALL=30 go test -run Recall -v -timeout 60m ./workspace
func TestRecall(t *testing.T) {
	t.Parallel()
	dir := filepath.Join("..", "..", "shared", "corpus", "api-reference", "beta")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the reference is not there")
	}
	if testing.Short() {
		t.Skip("reads all of the reference")
	}
	f := newField(t, dir)
	list := slices.DeleteFunc(slices.Clone(planters), func(pl planter) bool {
		return !strings.Contains(pl.rule+" "+pl.name, os.Getenv("RECALLRULE"))
	})
	count, err := strconv.Atoi(os.Getenv("RECALL"))
	if err != nil {
		const few = 2
		f.test(t, list, few)
		return
	}
	for _, pl := range list {
		t.Run(pl.name, func(t *testing.T) { f.test(t, []planter{pl}, count) })
	}
}

// field is a docs set into which defects are planted.
type field struct {
	root   string
	roots  []string
	pages  []*model.Page
	before map[string]int     // findings of the pages as they are, counted
	has    map[[2]string]bool // pages with the rules of their findings
	known
}

func newField(t *testing.T, dir string) *field {
	root, sources, err := Discover([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	f := &field{root: root, pages: parsePages(sources, parser.ParseDetails, nil)}
	if f.roots, err = docsRoots("", []string{dir}); err != nil {
		t.Fatal(err)
	}
	f.before, f.has = map[string]int{}, map[[2]string]bool{}
	in := f.input(f.pages)
	f.known = newKnown(in.API)
	for _, found := range lint.Run(in, lint.Config{}).Findings {
		f.before[signature(found)]++
		f.has[[2]string{found.Pos.Path(), found.Rule}] = true
		if found.Severity == model.Error {
			f.faults[lineIn(found.Pos.Path(), int(found.Pos.Line))] = true
		}
	}
	return f
}

func (f *field) input(pages []*model.Page) lint.Input {
	in, err := Config{Docs: []string{f.root}}.lintInput(f.root, f.roots, pages)
	if err != nil {
		panic(err) // the config of the docs was read before
	}
	return in
}

func lineIn(file string, line int) string { return fmt.Sprint(file, ":", line) }

// signature is what a finding has that stays as it is when its page gets longer above.
func signature(f model.Finding) string { return f.Pos.Path() + " " + f.Rule + " " + f.Message }

// planted is a defect and the line where it has to be found.
type planted struct {
	*planter
	line int
}

// is reports whether a finding is the one that a defect must have.
func (d planted) is(found *model.Finding, path string) bool {
	at := func(pos model.Position) bool { return pos.Path() == path && int(pos.Line) == d.line }
	return d.planter != nil && found.Rule == d.rule && (at(found.Pos) || d.either && slices.ContainsFunc(found.Related, at))
}

// test plants some kinds of defects at once, each in count pages.
func (f *field) test(t *testing.T, list []planter, count int) {
	pages, defects := slices.Clone(f.pages), map[string]planted{} // by path
	for i := range list {
		f.plant(t, &list[i], count, pages, defects)
	}
	missed, seen := maps.Clone(defects), maps.Clone(f.before)
	var others []string
	for _, found := range lint.Run(f.input(pages), lint.Config{}).Findings {
		if path := found.Pos.Path(); defects[path].is(&found, path) {
			delete(missed, path)
			continue
		}
		if seen[signature(found)]--; seen[signature(found)] < 0 && found.Severity == model.Error {
			others = append(others, found.String())
		}
	}
	what := "all kinds"
	if len(list) == 1 {
		what = list[0].rule
	}
	t.Logf("%s: %d of %d found", what, len(defects)-len(missed), len(defects))
	for _, path := range slices.Sorted(maps.Keys(missed)) {
		t.Logf("missed: %s:%d %s", path, missed[path].line, missed[path].rule)
	}
	if len(missed)*20 > len(defects) {
		t.Errorf("only %d of %d are found", len(defects)-len(missed), len(defects))
	}
	if len(others) > 0 {
		t.Errorf("other errors:\n%s", strings.Join(others[:min(len(others), 5)], "\n"))
	}
}

// plant puts one kind of defect into count pages that have none yet.
func (f *field) plant(t *testing.T, pl *planter, count int, pages []*model.Page, defects map[string]planted) {
	h := fnv.New64a()
	h.Write([]byte(pl.name))
	r := rand.New(rand.NewPCG(h.Sum64(), 3))
	n := 0
	for _, i := range r.Perm(len(pages)) {
		if _, used := defects[pages[i].Path]; n == count || used {
			continue
		}
		if line, page, ok := f.sow(*pl, pages[i], r); ok {
			pages[i], defects[page.Path] = page, planted{pl, line}
			n++
		}
	}
	if n == 0 {
		t.Errorf("%s fits on no page", pl.name)
	}
}

// sow plants a defect in a page that has no finding of the kind yet.
func (f *field) sow(pl planter, p *model.Page, r *rand.Rand) (line int, page *model.Page, ok bool) {
	if p.Text == "" || p.Slug != "" || f.has[[2]string{p.Path, pl.rule}] {
		return 0, nil, false
	}
	at := &site{p, r, f.known}
	c, ok := pl.plant(at)
	if !ok || at.faulty(c.start, c.end) {
		return 0, nil, false // a fault that is there already would read differently
	}
	text := p.Text[:c.start] + c.text + p.Text[c.end:]
	offset := c.start + c.fault
	if c.move != nil {
		if offset = *c.move; offset > c.start {
			offset += len(c.text) - (c.end - c.start)
		}
	}
	line = strings.Count(text[:offset], "\n") + 1
	if path := os.Getenv("RECALLOUT"); path != "" {
		_ = os.WriteFile(filepath.Join(path, fmt.Sprintf("%s-%s", strings.ReplaceAll(pl.name, " ", "-"), filepath.Base(p.Path))), []byte(text), 0o644)
	}
	return line, parser.ParseDetails(p.Path, []byte(text)), true
}

// pick returns one of a list at random.
func pick[T any](r *rand.Rand, list []T) (T, bool) {
	if len(list) == 0 {
		var zero T
		return zero, false
	}
	return list[r.IntN(len(list))], true
}

// insert puts a text before an offset; the fault is in it.
func insert(at int, text string) (change, bool) { return change{start: at, end: at, text: text}, true }

// swap replaces the bytes of a position.
func swap(pos model.Position, text string) (change, bool) {
	return change{start: int(pos.Start), end: int(pos.End), text: text}, true
}

// sampleOf returns a sample of the page, of those that a function takes.
func (s *site) sampleOf(take func(*model.Sample) bool) (*model.Sample, bool) {
	var list []*model.Sample
	for i := range s.Samples {
		if m := &s.Samples[i]; !m.Bare && !m.Ignored && int(m.Pos.End) <= len(s.Text) && m.Pos.Path() == s.Path && take(m) {
			list = append(list, m)
		}
	}
	return pick(s.r, list)
}

// annotated reports whether a sample has an annotation of its kind.
func annotated(m *model.Sample) bool {
	return m.Annotation != nil && string(m.Annotation.Block) == string(m.Kind)
}

func (s *site) request(take func(*model.Sample) bool) (*model.Sample, bool) {
	return s.sampleOf(func(m *model.Sample) bool { return m.Kind == model.RequestSample && annotated(m) && take(m) })
}

func (s *site) response(take func(*model.Sample) bool) (*model.Sample, bool) {
	return s.sampleOf(func(m *model.Sample) bool { return m.Kind == model.ResponseSample && annotated(m) && take(m) })
}

func anySample(*model.Sample) bool { return true }

// blockOf returns a block of the page, of those that a function takes.
func (s *site) blockOf(take func(*model.Block) bool) (*model.Block, bool) {
	var list []*model.Block
	for i := range s.Blocks {
		if b := &s.Blocks[i]; !b.Quoted && (b.Tab == "" || b.Tab == "http") && take(b) {
			list = append(list, b)
		}
	}
	return pick(s.r, list)
}

// fenceOf returns the code block of a sample.
func (s *site) fenceOf(m *model.Sample) (*model.Block, bool) {
	return s.blockOf(func(b *model.Block) bool {
		return b.Kind == model.CodeBlock && b.Start <= m.Pos.Start && m.Pos.Start < b.End
	})
}

// afterBrace returns the offset after the opening brace of an annotation.
func (s *site) afterBrace(a *model.Annotation) int {
	return int(a.Pos.Start) + strings.IndexByte(s.Text[a.Pos.Start:], '{') + 1
}

// member finds a member in an annotation's text, with the comma and the white space after
// it; the offsets are of the page.
func (s *site) member(a *model.Annotation, name string) (start, end int, ok bool) {
	text := s.Text[a.Pos.Start:a.Pos.End]
	i := strings.Index(text, `"`+name+`"`)
	if i < 0 {
		return 0, 0, false
	}
	n := strings.IndexAny(text[i:], ",}")
	if n < 0 || strings.ContainsAny(text[i:i+n], "[{") {
		return 0, 0, false
	}
	end = i + n
	if text[end] == ',' {
		end++
		return int(a.Pos.Start) + i, int(a.Pos.Start) + end, true
	}
	comma := strings.LastIndexByte(text[:i], ',')
	if comma < 0 {
		return 0, 0, false
	}
	return int(a.Pos.Start) + comma, int(a.Pos.Start) + end, true
}

// lineEnd returns the offset of the end of the line that holds an offset.
func (s *site) lineEnd(at int) int {
	if n := strings.IndexByte(s.Text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(s.Text)
}

// lineStart returns where the line that holds an offset begins.
func (s *site) lineStart(at int) int { return strings.LastIndexByte(s.Text[:at], '\n') + 1 }

// operation reports whether the page documents exactly one operation, plainly.
func (s *site) operation() bool {
	return len(s.Templates) > 0 && len(s.Samples) >= 2 && strings.HasPrefix(s.Path, "api/")
}
