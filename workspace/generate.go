package workspace

import (
	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/templates"
)

// Loaded is a docs set after parsing and resolving.
type Loaded struct {
	// Root is the absolute folder that the paths of pages are relative to.
	Root  string
	Pages []*model.Page
	// API has the names that the config chooses.
	API *model.API

	given  *model.API   // with the names that docbind gives
	before *model.Names // those of the earlier run, nil if there was none
}

// Load finds, parses and resolves the pages of a config. Names are kept that the
// manifest in the output folder lists, if the config has such a folder.
func Load(c Config) (Loaded, error) {
	if len(c.Docs) == 0 {
		return Loaded{}, errNoDocs
	}
	root, sources, err := c.pages()
	if err != nil {
		return Loaded{}, err
	}
	if err := resolve.CheckPages(c.Select, pathsOf(sources)); err != nil {
		return Loaded{}, err
	}
	roots, err := docsRoots(c.Root, c.Docs)
	if err != nil {
		return Loaded{}, err
	}
	loaded := Loaded{Root: root}
	if c.Out != "" {
		if loaded.before, err = readManifest(c.Out, root); err != nil {
			return loaded, err
		}
	}
	var progress func()
	if c.Start != nil {
		progress = c.Start(len(sources))
	}
	loaded.Pages = Parse(sources, progress)
	reserved := templates.Reserved()
	loaded.given = resolve.Resolve(loaded.Pages, resolve.Options{
		Reserved:  reserved,
		Fragments: includer{root, roots}.fragments(loaded.Pages),
		Names:     loaded.before,
	})
	loaded.API, err = resolve.Rename(loaded.given, c.Names, reserved)
	return loaded, err
}

// Generate loads the docs and writes the package. The API is valid even if writing
// fails. The pages are dropped: all that is printed is in the API.
func Generate(c Config) (Loaded, Summary, error) {
	if err := c.Check(); err != nil {
		return Loaded{}, Summary{}, err
	}
	if err := checkFolder(c.Out); err != nil {
		return Loaded{}, Summary{}, err
	}
	loaded, err := Load(c)
	if err != nil {
		return loaded, Summary{}, err
	}
	paths := pagePaths(loaded.Pages)
	loaded.Pages = nil
	api, err := resolve.Select(loaded.API, c.Select)
	if err != nil {
		return loaded, Summary{}, err
	}
	s := summarize(paths, loaded.API, api)
	files, err := templates.Render(api, templates.Options{Package: c.Package, Emit: c.Emit})
	if err != nil {
		return loaded, s, err
	}
	record, err := newManifest(resolve.Handed(loaded.given, api, loaded.before), files)
	if err != nil {
		return loaded, s, err
	}
	stubs, err := planStubs(c, api)
	if err != nil {
		return loaded, s, err
	}
	loaded.API.Findings = model.SortFindings(append(loaded.API.Findings, stubs.gone(api, loaded.Root)...))
	if s.Files, err = write(c.Out, append(files, record)); err != nil { // the record last, when all that it lists is there
		return loaded, s, err
	}
	s.Stubs, err = stubs.write()
	return loaded, s, err
}
