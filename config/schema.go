package config

import (
	"bytes"
	"encoding/json"
	"strings"
)

// SchemaURL is where the schema is published.
const SchemaURL = "https://raw.githubusercontent.com/docbind/docbind/main/docs/docbind.schema.json"

// object is a JSON object, printed in the order of its keys.
type object = map[string]any

// Schema returns the JSON Schema of config files (draft 2020-12). What it allows the reader
// accepts, but for names with odd characters, paths and patterns that can be none, and what
// contradicts itself.
func Schema() ([]byte, error) {
	defs := object{}
	for _, s := range settings {
		defs[s.name] = schemaOf(s.shape)
	}
	s := schemaOf(fileShape)
	refer := func(properties any) {
		for _, key := range settings {
			properties.(object)[key.name] = object{"$ref": "#/$defs/" + key.name}
		}
	}
	refer(s["properties"])
	refer(s["properties"].(object)["targets"].(object)["additionalProperties"].(object)["properties"])
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["$id"] = SchemaURL
	s["$defs"] = defs
	s["title"] = "docbind.yaml"
	s["description"] = "What docbind generates from which API reference docs."
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(s)
	return b.Bytes(), err
}

// schemaOf prints a shape.
func schemaOf(s *shape) object {
	var o object
	switch s.kind {
	case aMap:
		o = schemaOfMap(s)
	case aList:
		o = object{"type": "array", "items": schemaOf(s.item)}
		if s.item.kind != aMap {
			o = object{"anyOf": []any{schemaOf(s.item), o}}
		}
	case oneBool:
		o = object{"type": "boolean"}
	default:
		o = schemaOfText(s)
	}
	if s.doc != "" {
		o["description"] = s.doc
	}
	return o
}

func schemaOfText(s *shape) object {
	o := object{"type": "string"}
	switch {
	case s.words != nil:
		o["enum"] = s.words
	case s.form != nil:
		formed(o, s.form)
	default:
		o["minLength"] = 1
	}
	return o
}

// portable writes a pattern in what all engines know: some have no classes of letters. What is no
// letter of a script other than Latin the reader finds.
var portable = strings.NewReplacer(`\p{L}`, "A-Za-zª-ￜ", `\p{Nd}`, "0-9")

func formed(o object, f *form) {
	o["pattern"] = portable.Replace(f.pattern.String())
	if f.except != nil {
		o["not"] = object{"pattern": f.except.String()}
	}
}

func schemaOfMap(s *shape) object {
	o := object{"type": []string{"object", "null"}}
	if s.keys == nil {
		o["additionalProperties"] = schemaOf(s.item)
		switch {
		case s.keyWords != nil:
			o["propertyNames"] = object{"enum": s.keyWords}
		case s.keyForm != nil:
			names := object{}
			formed(names, s.keyForm)
			o["propertyNames"] = names
		default:
			o["propertyNames"] = object{"minLength": 1}
		}
		if s.filled {
			o["type"], o["minProperties"] = "object", 1
		}
		return o
	}
	properties := object{}
	for _, k := range s.keys {
		properties[k.name] = schemaOf(k.shape)
	}
	o["properties"], o["additionalProperties"] = properties, false
	if s.required {
		o["type"], o["required"] = "object", s.keyNames()
	}
	return o
}
