package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
)

// operationRecord, resourceRecord and enumRecord are the lines of WriteRecords.
type operationRecord struct {
	Kind               string              `json:"kind"`
	Page               string              `json:"page"`
	Line               int                 `json:"line"`
	Namespace          string              `json:"namespace"`
	Name               string              `json:"name"`
	Method             string              `json:"method"`
	PathTemplates      []string            `json:"path_templates"`
	ResponseType       *string             `json:"response_type"`
	ResponseCollection bool                `json:"response_collection"`
	ResponseSource     Source              `json:"response_source,omitempty"`
	RequestBodyType    *string             `json:"request_body_type"`
	Statuses           []int               `json:"statuses,omitempty"`
	Params             []parameterRecord   `json:"params,omitempty"`
	Samples            []map[string]string `json:"samples,omitempty"`
}

type parameterRecord struct {
	Name       string      `json:"name"`
	Type       string      `json:"type"`
	Collection bool        `json:"collection"`
	In         ParameterIn `json:"in"`
}

type resourceRecord struct {
	Kind       string           `json:"kind"`
	Page       string           `json:"page"`
	Line       int              `json:"line"`
	Namespace  string           `json:"namespace"`
	Type       string           `json:"type"`
	Name       string           `json:"name"`
	Base       *string          `json:"base"`
	Inferred   bool             `json:"inferred,omitempty"`
	Open       bool             `json:"open,omitempty"`
	Properties []propertyRecord `json:"properties"`
}

type propertyRecord struct {
	Name         string   `json:"name"`
	Type         string   `json:"type"`
	Collection   bool     `json:"collection"`
	Relationship bool     `json:"relationship,omitempty"`
	Values       []string `json:"values,omitempty"`
	Inferred     bool     `json:"inferred,omitempty"`
}

type enumRecord struct {
	Kind      string   `json:"kind"`
	Page      string   `json:"page"`
	Line      int      `json:"line"`
	Namespace string   `json:"namespace"`
	Type      string   `json:"type"`
	Name      string   `json:"name"`
	Inferred  bool     `json:"inferred,omitempty"`
	Members   []string `json:"members"`
}

// WriteRecords writes the API as JSON lines: one record an operation, a resource
// type, an enumeration. It is the form for other tools; names are full names.
func WriteRecords(w io.Writer, api *API) error {
	var facts []any
	for _, s := range api.Services {
		for i := range s.Operations {
			facts = append(facts, &s.Operations[i])
		}
	}
	for i := range api.Types {
		t := &api.Types[i]
		if t.Kind != BodyType && t.namespace() != "odata" { // which is the protocol's own, no page's
			facts = append(facts, t)
		}
	}
	// Encoding takes as long as a twentieth of reading, so it is spread over the cores,
	// some records at a time to need little memory.
	const run, runs = 32, 16
	var texts [runs]bytes.Buffer
	for batch := range slices.Chunk(facts, run*runs) {
		var errs [runs]error
		var done sync.WaitGroup
		for i := 0; i*run < len(batch); i++ {
			done.Go(func() { errs[i] = encode(&texts[i], batch[i*run:min((i+1)*run, len(batch))]) })
		}
		done.Wait()
		for i := range texts {
			if _, err := texts[i].WriteTo(w); errs[i] != nil || err != nil {
				return errors.Join(errs[i], err)
			}
		}
	}
	return nil
}

// encode writes the records of operations and types.
func encode(w io.Writer, facts []any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, f := range facts {
		var record any
		switch f := f.(type) {
		case *Operation:
			record = operation(f)
		case *Type:
			if f.Kind == EnumType {
				record = enum(f)
			} else {
				record = resource(f)
			}
		}
		if err := enc.Encode(record); err != nil {
			return err
		}
	}
	return nil
}

func operation(op *Operation) operationRecord {
	rec := operationRecord{
		Kind: "operation", Page: op.Page, Line: int(op.Pos.Line), Namespace: op.Namespace, Name: op.ID(), Method: op.Method,
		ResponseCollection: op.Result.Kind == CollectionResult, Statuses: op.Result.Statuses,
	}
	for _, r := range op.Routes {
		rec.PathTemplates = append(rec.PathTemplates, r.Template)
	}
	if name := op.Result.Type.Name; name != "" {
		rec.ResponseType = &name
	} else if op.Result.Kind == StreamResult {
		stream := "Edm.Stream"
		rec.ResponseType = &stream
	}
	for _, e := range op.Result.Evidence {
		if e.Type.Name == op.Result.Type.Name {
			rec.ResponseSource = e.Source
			break
		}
	}
	if name := op.Body.Type.Name; name != "" && !strings.Contains(name, "#") { // not a parameter list
		rec.RequestBodyType = &name
	}
	for _, p := range op.Documented {
		rec.Params = append(rec.Params, parameterRecord{p.Name, p.Type.Name, p.Type.Collection, p.In})
	}
	for _, e := range op.Examples {
		rec.Samples = append(rec.Samples, map[string]string{"method": op.Method, "path": e.Target})
	}
	return rec
}

func resource(t *Type) resourceRecord {
	rec := resourceRecord{Kind: "resource", Type: t.Name, Name: t.GoName, Namespace: t.namespace(), Inferred: t.Inferred, Open: t.Open, Properties: []propertyRecord{}}
	rec.Page, rec.Line = t.Declared[0].Path(), int(t.Declared[0].Line)
	if t.Base != "" {
		rec.Base = &t.Base
	}
	for _, f := range t.Fields {
		if f.DeclaredBy != t.Name {
			continue
		}
		rec.Properties = append(rec.Properties, propertyRecord{f.Name, f.Type.Name, f.Type.Collection, f.Relationship, f.Values, f.Inferred})
	}
	return rec
}

func enum(t *Type) enumRecord {
	rec := enumRecord{Kind: "enum", Type: t.Name, Name: t.GoName, Namespace: t.namespace(), Inferred: t.Inferred, Members: []string{}}
	rec.Page, rec.Line = t.Declared[0].Path(), int(t.Declared[0].Line)
	for _, m := range t.Members {
		rec.Members = append(rec.Members, m.Name)
	}
	return rec
}

// namespace returns the part of the full name before the short name.
func (t *Type) namespace() string {
	for i := len(t.Name) - 1; i >= 0; i-- {
		if t.Name[i] == '.' {
			return t.Name[:i]
		}
	}
	return ""
}
