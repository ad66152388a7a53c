package sdk

import (
	"bytes"
	"encoding/json"
)

// Page is one page of a collection (OData JSON Format 4.01, section 12).
type Page[T any] struct {
	Value []T `json:"value"`
	// NextLink leads to the next page; it is empty on the last one.
	NextLink string `json:"@odata.nextLink,omitempty"`
	// DeltaLink leads to what changes from now on; only the last page of a
	// delta query has it.
	DeltaLink string `json:"@odata.deltaLink,omitempty"`
	// Count is the size of the whole collection if the request asked for it.
	Count *int64 `json:"@odata.count,omitempty"`
}

// UnmarshalJSON reads {"value": […]}, and a bare array as a page without links.
func (p *Page[T]) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		return json.Unmarshal(data, &p.Value)
	}
	type plain Page[T]
	return json.Unmarshal(data, (*plain)(p))
}

// MarshalJSON writes an empty collection as an empty array, never as null.
func (p Page[T]) MarshalJSON() ([]byte, error) {
	type plain Page[T]
	if p.Value == nil {
		p.Value = []T{}
	}
	return json.Marshal(plain(p))
}
