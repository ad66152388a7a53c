package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/docbind/docbind/internal/parallel"
	"github.com/docbind/docbind/model"
)

// hosts looks for requests that go to another host or version than those of the pages around
// them, and look like a slip.
func hosts(s *set) {
	known := s.Docs.hosts()
	folders := map[string]*usual{}
	at := func(folder string) *usual {
		u := folders[folder]
		if u == nil {
			u = &usual{texts: map[string]int{}, hosts: map[string]int{}, versions: map[string]int{}}
			folders[folder] = u
		}
		return u
	}
	for i := range s.pages {
		p := &s.pages[i]
		var folder, above *usual
		p.addresses(func(text string, _ int32) {
			if folder == nil {
				folder, above = at(path.Dir(p.Path)), at(path.Dir(path.Dir(p.Path)))
			}
			folder.texts[text]++
			above.texts[text]++
		})
	}
	for _, u := range folders {
		u.decide()
	}
	parallel.Each(len(s.pages), func(i int) {
		p := &s.pages[i]
		u := folders[path.Dir(p.Path)]
		if u == nil || u.total < few {
			u = folders[path.Dir(path.Dir(p.Path))]
		}
		if u != nil && u.host != "" {
			p.addresses(func(text string, start int32) { p.address(u, known, text, start) })
			p.ownLinks(u, known)
		}
	})
}

// hosts are those of the URLs that samples may begin with. Which of the versions there a
// page has to use the docs don't say.
func (c DocsConfig) hosts() map[string]bool {
	known := map[string]bool{}
	for _, base := range c.BaseURLs {
		if _, host, _ := split(base); host != "" {
			known[host] = true
		}
	}
	return known
}

// few is how many requests a folder needs to have a usual host and version of its own.
const few = 3

// rarely is the part of the requests, one in how many, that may name no version where others do.
const rarely = 10

// usual counts the hosts and versions of requests. Versions count on the most frequent host
// only.
type usual struct {
	texts           map[string]int // addresses, as they stand there
	hosts, versions map[string]int // once decided
	total, bare     int            // requests, and those without a version
	host, version   string         // once decided
}

// addresses visits what stands before the paths of the requests of a page.
func (p *page) addresses(visit func(text string, start int32)) {
	add := func(from, to model.Position) {
		if from.Path() == p.Path && from.Start < to.Start {
			if text := p.Text[from.Start:to.Start]; strings.Contains(text, "://") {
				visit(text, from.Start)
			}
		}
	}
	for i := range p.Samples {
		if s := &p.Samples[i]; s.Kind == model.RequestSample && s.Path.Value != "" {
			add(s.Target.Pos, s.Path.Pos)
		}
	}
}

// split takes scheme, host and version out of the beginning of a URL.
func split(text string) (scheme, host, version string) {
	scheme, rest, _ := strings.Cut(text, "://")
	host, rest, _ = strings.Cut(rest, "/")
	return strings.ToLower(strings.TrimSpace(scheme)), strings.ToLower(host), strings.Trim(rest, "/ ")
}

func (u *usual) count(text string, n int) {
	_, host, version := split(text)
	u.hosts[host] += n
	u.total += n
	if version == "" {
		u.bare += n
	} else {
		u.versions[host+"/"+version] += n
	}
}

// decide finds the host that most requests go to, and the version there that nearly all name.
func (u *usual) decide() {
	for text, n := range u.texts {
		u.count(text, n)
	}
	best := func(counts map[string]int) (name string, most, all int) {
		for n, count := range counts {
			all += count
			if count > most || count == most && n < name {
				name, most = n, count
			}
		}
		return name, most, all
	}
	if host, most, all := best(u.hosts); most*2 > all {
		u.host = host
	}
	of := map[string]int{}
	for v, count := range u.versions {
		if strings.HasPrefix(v, u.host+"/") {
			of[v[len(u.host)+1:]] = count
		}
	}
	if version, most, all := best(of); most*4 >= all*3 && all >= few {
		u.version = version
	}
}

// address holds what stands before a path against what is usual. known are hosts that may be
// used besides.
func (p *page) address(u *usual, known map[string]bool, text string, start int32) {
	scheme, host, version := split(text)
	hostAt := start + int32(strings.Index(text, "://")+len("://"))
	at := model.Span{Start: hostAt, End: hostAt + int32(len(host))}
	switch {
	case host != u.host && known[host]:
	case host != u.host:
		if rest := p.Text[at.End:]; strings.HasPrefix(u.host, host+".") && strings.HasPrefix(rest, "/"+u.host[len(host)+1:]+"/") {
			at.End += int32(len(u.host) - len(host)) // graph/microsoft.com
			host = p.text(at)
		} else if !likeHost(host, u.host) {
			return
		}
		p.report(model.RuleHost, at, "the host "+clip(host)+" looks like "+u.host+" misspelt", "write "+u.host, model.Edit{Span: at, New: u.host}).Unsafe = true
	case scheme != "https":
		p.report(model.RuleHost, model.Span{Start: start, End: at.End}, "the request goes to "+host+" without https", "write https://"+host,
			model.Edit{Span: model.Span{Start: start, End: hostAt}, New: "https://"}).Unsafe = true
	case version != "" && u.version != "" && version != u.version && !p.conceptual():
		at = model.Span{Start: at.End + 1, End: at.End + 1 + int32(len(version))}
		f := p.report(model.RuleVersion, at, "the request goes to "+clip(version)+", those of the pages around go to "+u.version, "write "+u.version,
			model.Edit{Span: at, New: u.version})
		f.Unsafe = !strings.EqualFold(version, u.version)
	case version == "" && u.version != "" && u.bare*rarely < u.total && !p.conceptual():
		p.noVersion(u, at.End)
	}
}

// likeHost reports whether a host is another one misspelt; one of another country is not.
func likeHost(host, other string) bool {
	if host == "" || topLevel(host) != topLevel(other) && len(topLevel(host)) == 2 {
		return false
	}
	_, ok := misspelt(host, slices.Values([]string{other}))
	return ok
}

func topLevel(host string) string { return host[strings.LastIndexByte(host, '.')+1:] }
