package lint

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"strconv"
	"strings"

	"github.com/docbind/docbind/model"
)

// Fingerprints returns for each finding what it is known by from run to run: a digest of
// the rule, the path, the text of the line without its white space, and which of several
// such findings it is. Lines above may come and go, and messages be worded anew. path names
// the file of a finding, and text is what stands in it.
func Fingerprints(findings []model.Finding, path, text func(file string) string) []string {
	out := make([]string, len(findings))
	seen := map[string]*alike{}
	var line findingLine
	for i := range findings {
		f := &findings[i]
		if at := int(f.Pos.Start); f.Pos.File != line.file || at < line.start || at > line.end || line.byRule == nil {
			line = lineAt(f.Pos.File, text(f.Pos.Path()), at)
		}
		a := line.byRule[f.Rule]
		if a == nil {
			key := f.Rule + "\x00" + path(f.Pos.Path()) + "\x00" + line.words
			if a = seen[key]; a == nil {
				a = newAlike(key)
				seen[key] = a
			}
			line.byRule[f.Rule] = a
		}
		out[i] = a.next()
	}
	return out
}

// findingLine is a line that findings stand on: a long one isn't gone through for each of them.
type findingLine struct {
	file       model.File
	start, end int
	words      string // its text, with one blank between the words
	byRule     map[string]*alike
}

// lineAt returns the line of a text that holds an offset.
func lineAt(file model.File, text string, offset int) findingLine {
	offset = min(offset, len(text))
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	return findingLine{file, start, start + len(line), strings.Join(strings.Fields(line), " "), map[string]*alike{}}
}

// alike are findings that differ only in which of several they are.
type alike struct {
	digest hash.Cloner // of what they have in common
	n      int
}

func newAlike(key string) *alike {
	digest := sha256.New()
	_, _ = io.WriteString(digest, key+"\x00") // a digest takes all
	return &alike{digest: digest.(hash.Cloner)}
}

// next returns the fingerprint of the next of the findings.
func (a *alike) next() string {
	digest, _ := a.digest.Clone() // that of SHA-256 can't fail
	_, _ = io.WriteString(digest, strconv.Itoa(a.n))
	a.n++
	return hex.EncodeToString(digest.Sum(nil)[:16])
}
