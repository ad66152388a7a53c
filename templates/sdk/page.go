package sdk

import "encoding/json"

// Page is one page of a collection (OData JSON Format 4.01, section 12). It has
// no methods: the compiler would have to make them for every type of item.
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

// Removed says in the answer to a delta query that the item is gone, or no longer
// among those asked for (OData JSON Format 4.01, section 15.2). Such an item has little
// more than its key.
type Removed struct {
	// Reason is deleted or changed.
	Reason string `json:"reason"`
}

// envelope is how OData sends a value that is no object (OData JSON Format
// 4.01, section 11).
type envelope struct {
	Value json.RawMessage `json:"value"`
}
