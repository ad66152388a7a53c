package config

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/tailscale/hujson"

	"github.com/docbind/docbind/workspace"
)

// docfx is what a docfx.json says about pages that are not published.
type docfx struct {
	Build struct {
		Content []docfxContent `json:"content"`
	} `json:"build"`
}

// docfxContent are files that a docfx.json publishes. Patterns are for paths from Src, which
// is relative to the file.
type docfxContent struct {
	Src     string     `json:"src"`
	Exclude docfxTexts `json:"exclude"`
}

// docfxTexts are one text or several.
type docfxTexts []string

// UnmarshalJSON reads either.
func (t *docfxTexts) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*t = docfxTexts{one}
		return nil
	}
	return json.Unmarshal(text, (*[]string)(t))
}

// excludedByDocfx returns what the nearest docfx.json at or above a docs set excludes, as patterns
// for the folders of the set, and the file.
func excludedByDocfx(set string, folders []string) (patterns []string, file string) {
	for dir := set; file == ""; dir = filepath.Dir(dir) {
		name := filepath.Join(dir, "docfx.json")
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			file = name
		} else if dir == filepath.Dir(dir) {
			return nil, ""
		}
	}
	var settings docfx
	content, err := workspace.ReadBeside(file)
	if err == nil {
		content, err = hujson.Standardize(content)
	}
	if errors.Join(err, json.Unmarshal(content, &settings)) != nil {
		return nil, file // what it holds doesn't matter for where includes may lead
	}
	for _, c := range settings.Build.Content {
		base := filepath.Join(filepath.Dir(file), filepath.FromSlash(c.Src))
		for _, p := range c.Exclude {
			for _, folder := range folders {
				if p := from(folder, base, p); p != "" && !slices.Contains(patterns, p) {
					patterns = append(patterns, p)
				}
			}
		}
	}
	return patterns, file
}

// leaveOut sets what the packages of a draft exclude: patterns that leave out some of their pages.
// Those that all packages have are the draft's.
func (d *Draft) leaveOut() {
	some := map[string]bool{} // patterns that leave out pages of any package
	every := map[string]int{} // how many packages have a pattern that doesn't leave out all pages
	for i := range d.Packages {
		p := &d.Packages[i]
		for _, pattern := range p.withheld {
			left := countPages(p.folders, pattern)
			if left > 0 {
				every[pattern]++
			}
			if left > 0 && left < p.Pages {
				some[pattern] = true
				p.exclude = append(p.exclude, pattern)
			}
		}
	}
	for _, pattern := range d.Packages[0].withheld {
		if some[pattern] && every[pattern] == len(d.Packages) {
			d.exclude = append(d.exclude, pattern)
		}
	}
	common := func(pattern string) bool { return slices.Contains(d.exclude, pattern) }
	for i := range d.Packages {
		p := &d.Packages[i]
		if p.exclude = slices.DeleteFunc(p.exclude, common); len(p.exclude) > 0 {
			p.exclude = slices.Concat(d.exclude, p.exclude) // they count in place of the draft's
		}
		p.Pages = countPages(p.folders, slices.Concat(d.exclude, p.exclude)...)
	}
}

// from returns the pattern for paths from a folder that is one for paths from base, "" if
// nothing in the folder can fit it.
func from(folder, base, pattern string) string {
	const anywhere = "**"
	if below, err := filepath.Rel(folder, base); err == nil && filepath.IsLocal(below) {
		return strings.TrimPrefix(filepath.ToSlash(below)+"/"+pattern, "./")
	}
	rel, err := filepath.Rel(base, folder)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	for name := range strings.SplitSeq(filepath.ToSlash(rel), "/") {
		first, rest, _ := strings.Cut(pattern, "/")
		if strings.HasPrefix(first, anywhere) {
			return pattern
		}
		if fits, err := doublestar.Match(first, name); err != nil || !fits {
			return ""
		}
		pattern = rest
	}
	return pattern
}
