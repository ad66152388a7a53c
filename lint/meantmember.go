package lint

import (
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/near"
	"github.com/docbind/docbind/model"
)

// suggestMember adds the property that may be meant by a member that its type doesn't declare and
// that the sample doesn't show: a misspelt one, or one whose name has a word more.
func (s *set) suggestMember(p *page, f *model.Finding) {
	const long = 1 << 15 // bytes of a sample: all members are compared with all of the type
	name := strings.Trim(p.text(p.token(f.Pos.Start)), `"`)
	b := p.blockAt(f.Pos.Start)
	if b == nil || len(name) < 2 || b.Text.End-b.Text.Start > long {
		return
	}
	names := s.membersFor(p, f)
	meant := ""
	for _, n := range names {
		if rest, ok := strings.CutPrefix(n, name); ok && slices.Contains(lastWords, rest) {
			meant = n
		}
	}
	if meant == "" {
		meant, _ = near.Word(name, slices.Values(names), len(name)/letters)
	}
	if meant != "" && !strings.Contains(p.text(b.Text), `"`+meant+`"`) {
		f.Fix = "write " + meant + ", if that is meant; else " + advice[f.Rule]
	}
}

// lastWords are words at the end of names that authors leave out: expiration for expirationDateTime.
var lastWords = []string{"DateTime", "Time", "Id", "Ids", "Url", "Uri", "s"}

// membersFor returns the members that an undeclared one could be, sorted: those of its type, or the
// parameters that the page lists; none of those that are too many to be asked for each.
func (s *set) membersFor(p *page, f *model.Finding) []string {
	const many = 300
	var names []string
	_, who, _ := strings.Cut(f.Message, ", ")
	who = strings.TrimSuffix(who, " hasn't")
	if t := s.types.named(who, p.OwnNamespace()); t != nil {
		if len(t.Fields) > many {
			return nil
		}
		for i := range t.Fields {
			if !t.Fields[i].Inferred {
				names = append(names, t.Fields[i].Name)
			}
		}
	} else if f.Related[0].Path() == p.Path && len(p.Parameters) <= many { // a table of parameters
		for i := range p.Parameters {
			if row := &p.Parameters[i]; row.In == model.InBody {
				names = append(names, row.Name.Value)
			}
		}
	}
	slices.Sort(names)
	return names
}
