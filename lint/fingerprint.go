package lint

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/docbind/docbind/model"
)

// Fingerprints returns for each finding what it is known by from run to run: a digest of
// the rule, the path, the text of the line without its white space, and which of several
// such findings it is. Lines above may come and go, and messages be worded anew. path names
// the file of a finding, and text is what stands in it.
func Fingerprints(findings []model.Finding, path, text func(file string) string) []string {
	out := make([]string, len(findings))
	seen := map[string]int{}
	for i, f := range findings {
		key := f.Rule + "\x00" + path(f.Pos.Path()) + "\x00" + strings.Join(strings.Fields(lineAt(text(f.Pos.Path()), int(f.Pos.Start))), " ")
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
		seen[key]++
		out[i] = hex.EncodeToString(sum[:16])
	}
	return out
}

// lineAt returns the line of a text that holds an offset.
func lineAt(text string, offset int) string {
	offset = min(offset, len(text))
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	return line
}
