package lint

import (
	"path"
	"strings"

	"github.com/docbind/docbind/model"
)

// tabIncludes checks that the files are there which tabs in programming languages take in;
// resolve does for everything else.
func (s *set) tabIncludes(p *page) {
	if s.Files == nil || !strings.Contains(p.Text, "(#tab/") {
		return
	}
	const mark = "[!INCLUDE"
	next := 0
	for from := 0; ; {
		n := strings.Index(p.Text[from:], mark)
		if n < 0 {
			return
		}
		at := from + n
		from = at + len(mark)
		for next < len(p.Blocks) && int(p.Blocks[next].End) <= at {
			next++
		}
		if next < len(p.Blocks) && int(p.Blocks[next].Start) <= at {
			if b := &p.Blocks[next]; b.Kind != model.ParagraphBlock || b.Tab == "" || b.Tab == "http" {
				continue
			}
		}
		s.tabInclude(p, from)
	}
}

// tabInclude checks the file of the include whose link begins after an offset.
func (s *set) tabInclude(p *page, from int) {
	rest := p.Text[from:p.lineOf(int32(from)).End]
	n := strings.Index(rest, "](")
	if n < 0 {
		return
	}
	dest, end := destination(rest, n+2)
	if end == 0 {
		return
	}
	target := rest[dest.Start:dest.End]
	name := s.destinationPath(p, target)
	at := spanAt(from+int(dest.Start), from+int(dest.End))
	switch actual, ok := s.Files.Exists(name); {
	case ok:
	case s.Files.Outside(name):
		p.report(model.RuleIncludeOutside, at, target+" leads outside the docs root and is not read", "")
	case actual != "":
		mended := p.inCase(at, actual)
		p.report(model.RuleLinkCase, mended.Span, target+" is there as "+path.Base(actual)+"; hosts that mind the case don't find it",
			"write "+mended.New, mended)
	default:
		p.report(model.RuleIncludeMissing, at, target+" is not there or cannot be read", "")
	}
}

// fragmentRules checks the links and tables of the files that pages include. Their links lead from
// where the file is; newer pages keep the permissions table in one.
func fragmentRules(s *set) {
	for i := range s.fragments {
		for _, check := range []func(*set, *page){linkRules, tableRules, permissionRules} {
			check(s, &s.fragments[i])
		}
	}
}

// fragment returns the file that a page takes in, nil if it was not read.
func (s *set) fragment(p *page, in model.Include) *page {
	return s.fragmentByPath[s.destinationPath(p, in.Target.Value)]
}

// destinationPath returns the path that a destination stands for on a page.
func (s *set) destinationPath(p *page, dest string) string {
	target, _ := splitDestination(dest)
	return s.targetPath(p, target)
}

// targetPath is destinationPath for the path of a destination.
func (s *set) targetPath(p *page, target string) string {
	if below, ok := strings.CutPrefix(target, "~/"); ok && s.Files != nil {
		return path.Join(s.Files.Top(p.Path), below)
	}
	return join(parent(p.Path), target)
}

// join is path.Join for a path that is clean and one that mostly is but for leading ../ parts.
func join(dir, target string) string {
	for dir != "." && strings.HasPrefix(target, "../") && !strings.HasSuffix(dir, "..") {
		dir, target = parent(dir), target[len("../"):]
	}
	switch {
	case target == "", target[0] == '.', target[0] == '/', dir == "/", strings.Contains(target, "/.") || strings.Contains(target, "//") || strings.HasSuffix(target, "/"):
		return path.Join(dir, target)
	case dir == ".":
		return target
	}
	return dir + "/" + target
}

// parent is path.Dir for a path that is clean.
func parent(name string) string {
	i := strings.LastIndexByte(name, '/')
	if i <= 0 {
		return path.Dir(name)
	}
	return name[:i]
}
