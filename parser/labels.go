package parser

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// Lines in bold take the place of headings in some houses.

// label lets a line that is nothing but a bold label do what a heading does: among examples for
// the code block below it (dynamics-customer-create-defaultdimensions: **Request body**), elsewhere
// for all that stands below it, up to the next label or heading (**Request syntax**, **URI
// parameters**).
func (o *outlining) label(b *block) {
	switch {
	case b.kind == headingBlock:
		o.labelled, o.part, o.aside = model.SectionOther, model.SectionOther, false
	case o.innermost().operation && !b.sample:
		o.operationLabel(b)
	case b.kind == fenceBlock && o.labelled != model.SectionOther:
		b.within, o.labelled = o.labelled, model.SectionOther
	case b.kind == paragraphBlock && b.sample:
		switch kind := o.labelKind(b); kind {
		case model.SectionRequestSample, model.SectionResponseSample, model.SectionBody:
			o.labelled = kind
		}
	case b.kind == paragraphBlock && !b.quoted:
		if words := boldLine(o.text[b.start:b.end]); words != "" {
			if o.part = o.partKind(words); !strings.Contains(o.text[b.start:b.end], "\n") {
				return
			}
		}
		o.asLabelled(b)
	default:
		o.asLabelled(b)
	}
}

// asLabelled puts a block where the label above it says.
func (o *outlining) asLabelled(b *block) {
	if o.part == model.SectionOther || b.kind == ruleBlock || b.sample {
		return
	}
	b.within = o.part
	b.sample = o.part == model.SectionExample
	o.announced.add(o.part)
}

// labelKind returns what a paragraph announces that begins with a line in bold: a message of an
// example or the body of one.
func (o *outlining) labelKind(b *block) model.SectionKind {
	words := boldLine(o.text[b.start:b.end])
	if words == "" {
		return model.SectionOther
	}
	return o.common.sectionKind(words, true)
}

// partKind returns which part of a reference page a label announces.
func (o *outlining) partKind(words string) model.SectionKind {
	kind := o.common.sectionKind(words, false)
	switch kind {
	case model.SectionExample, model.SectionResponse, model.SectionPermissions, model.SectionProperties, model.SectionRelationships, model.SectionMembers, model.SectionJSON:
		return kind
	}
	if describesRequest(kind) {
		return kind
	}
	return model.SectionOther
}

// boldLine returns the words of a text whose first line is bold, and nothing else; "" if it isn't.
func boldLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	line = strings.TrimRight(line, " \t\r:.\\")
	words := strings.TrimSuffix(strings.TrimPrefix(line, "**"), "**")
	if len(line) != len(words)+len("****") || strings.Contains(words, "**") {
		return ""
	}
	return words
}

// describesRequest reports whether a part of a page says how requests are made.
func describesRequest(kind model.SectionKind) bool {
	switch kind {
	case model.SectionHTTPRequest, model.SectionHeaders, model.SectionBody, model.SectionFunction, model.SectionQuery, model.SectionPath, model.SectionURL:
		return true
	}
	return false
}

// aboveParts reports whether a heading Request is that of a description and not of a
// sample: below it stand headings or labels of the parts of one, or a table of methods and URIs
// (Partner Center, Microsoft Store), or beside it, as do the examples.
func (o *outlining) aboveParts(at int) bool {
	beside := false
	for i := at + 1; i < len(o.blocks); i++ {
		b := &o.blocks[i]
		if beside && b.kind != headingBlock {
			continue
		}
		switch b.kind {
		case headingBlock:
			if b.level < o.blocks[at].level {
				return false
			}
			beside = beside || b.level == o.blocks[at].level
			in := o.blockInline(b)
			_, kind := o.headingKind(oneLine(in.text), in.anchor, false)
			if describesRequest(kind) || kind == model.SectionExample && b.level == o.blocks[at].level {
				return true
			}
			if kind == model.SectionRequestSample && beside { // and it looks from there on
				return false
			}
		case paragraphBlock:
			if words := boldLine(o.text[b.start:b.end]); words != "" && describesRequest(o.partKind(words)) {
				return true
			}
		case tableBlock:
			if isMethodTable(o.text[b.start:]) {
				return true
			}
		}
	}
	return false
}

// isMethodTable reports whether a table has a column for the method and one for the URI.
func isMethodTable(text string) bool {
	head, _, _ := strings.Cut(text, "\n")
	method, url := methodColumns(strings.Split(strings.ToLower(clip(head)), "|"))
	return method >= 0 && url >= 0
}

// methodColumns returns the columns, by their names in lower case, that hold methods and URIs,
// -1 for those that a table doesn't have.
func methodColumns(names []string) (method, url int) {
	method, url = -1, -1
	for i, name := range names {
		switch {
		case strings.Contains(name, "method"), strings.Contains(name, "verb"):
			method = i
		case strings.Contains(name, "uri"), strings.Contains(name, "url"), strings.Contains(name, "path"), strings.Contains(name, "endpoint"):
			url = i
		}
	}
	return method, url
}
