package config

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/docbind/docbind/workspace"
)

// Text returns the config file, with comments for who reads it first.
func (d *Draft) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# yaml-language-server: $schema=%s\n", SchemaURL)
	b.WriteString(`# What docbind generates from which docs. Paths are relative to this file.
# gen config show prints all settings; they are explained in
# https://github.com/docbind/docbind/blob/main/docs/config.md
`)
	if len(d.Packages) == 1 {
		b.WriteString("\n# Folders of Markdown pages.\n")
		writeDocs(&b, "", d.Packages[0].Docs)
	}
	b.WriteString("\n# Pages not to read: a folder, a name, or a pattern of either.\n")
	if len(d.exclude) > 0 {
		writeExclude(&b, "", d.exclude)
	} else {
		b.WriteString("# exclude: [drafts]\n")
	}
	if d.docfx != "" {
		fmt.Fprintf(&b, "\n# Pages may include files from anywhere in the folder of %s.\n# root: %s\n",
			workspace.FromHere(d.docfx), scalar(workspace.FromHere(filepath.Dir(d.docfx))))
	}
	b.WriteString(`
# Pages that should document an operation but name no method and path are reported, and
# nothing is generated for them. With false they also make gen fail.
allow-skipped: true

# What to generate, by service, operation, path or page; everything if nothing is said.
# select: [Message, "User.List*", "GET /me/events/**", "message-*.md"]

# client, handler, and tests that replay the documented samples; the tests need both.
# emit: [client]

# Names of your own.
# names:
#   services:
#     TodoTask: Todo
`)
	d.writePackages(&b)
	return b.String()
}

// writePackages writes the only package, or the targets.
func (d *Draft) writePackages(b *strings.Builder) {
	const stays = "Files in its folder that docbind did not generate stay."
	if len(d.Packages) == 1 {
		p := d.Packages[0]
		fmt.Fprintf(b, "\n# The generated package. %s\nout: %s\npackage: %s\n", stays, scalar(p.Out), p.Name)
		return
	}
	fmt.Fprintf(b, "\n# The generated packages. %s\n# Each has the settings above, unless it says otherwise.\ntargets:\n", strings.Replace(stays, "its folder", "their folders", 1))
	for _, p := range d.Packages {
		fmt.Fprintf(b, "  %s:\n", p.Name)
		writeDocs(b, "    ", p.Docs)
		if len(p.exclude) > 0 {
			writeExclude(b, "    ", p.exclude)
		}
		fmt.Fprintf(b, "    out: %s\n    package: %s\n", scalar(p.Out), p.Name)
	}
}

func writeDocs(b *strings.Builder, indent string, docs []string) {
	if len(docs) == 1 {
		fmt.Fprintf(b, "%sdocs: %s\n", indent, scalar(docs[0]))
		return
	}
	fmt.Fprintf(b, "%sdocs: %s\n", indent, flow(docs))
}

func writeExclude(b *strings.Builder, indent string, patterns []string) {
	fmt.Fprintf(b, "%sexclude: %s # as docfx.json does\n", indent, flow(patterns))
}

// flow writes a list in brackets.
func flow(list []string) string {
	quoted := make([]string, len(list))
	for i, text := range list {
		quoted[i] = scalar(text)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// plainText is a text that YAML reads as one without quotes.
var plainText = regexp.MustCompile(`^(\.\.?/)*[A-Za-z_][A-Za-z0-9_./-]*$|^\.\.?$`)

// scalar writes a text, in quotes if it needs them. What JSON quotes YAML reads.
func scalar(text string) string {
	switch strings.ToLower(text) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
	default:
		if plainText.MatchString(text) {
			return text
		}
	}
	quoted, err := json.Marshal(text)
	if err != nil {
		panic("config: " + err.Error()) // texts can always be written
	}
	return string(quoted)
}
