package sdk

import (
	"context"
	"encoding/json"
	"io"
	"iter"
	"net/http"
)

// What docbind prints, by hand and for a small API: the tests of this package
// need something to call.

const testBaseURL = "https://example.com/v1.0"

type Client struct {
	Item *ItemService

	core *core
}

func NewClient(opts ...Option) (*Client, error) {
	c, err := newCore(testBaseURL, opts)
	if err != nil {
		return nil, err
	}
	return clientOf(c), nil
}

func clientOf(c *core) *Client {
	s := &service{core: c}
	return &Client{Item: (*ItemService)(s), core: c}
}

func Batch(ctx context.Context, c *Client, calls ...func(context.Context, *Client) error) error {
	return runBatch(ctx, c.core, clientOf, calls)
}

func Do[R any](ctx context.Context, c *Client, method, path string, body any, opts ...CallOption) (R, error) {
	return doRequest[R](ctx, c.core, method, path, body, opts)
}

func NewPoller(c *Client, location string) *Poller { return newPoller(c.core, location) }

var itemRoutes = struct{ Content, Copy, Delete, Get, List, Name, Names, Update, Upload operation }{
	Content: operation{id: "Item.Content", method: "GET", path: "/root:/{path...}:/content", status: []int{302}, stream: true},
	Copy:    operation{id: "Item.Copy", method: "POST", path: "/items/{id}/copy", status: []int{202}, bodyType: "x.item"},
	Delete:  operation{id: "Item.Delete", method: "DELETE", path: "/items/{id}", status: []int{204}},
	Get:     operation{id: "Item.Get", method: "GET", path: "/items/{id}", status: []int{200}},
	List:    operation{id: "Item.List", method: "GET", path: "/items", status: []int{200}, paged: true},
	Name:    operation{id: "Item.Name", method: "GET", path: "/items/nameOf(key='{key}',row={row})", status: []int{200}, wrapped: true},
	Names:   operation{id: "Item.Names", method: "POST", path: "/items/names", status: []int{200}, wrapped: true},
	Update:  operation{id: "Item.Update", method: "PATCH", path: "/items/{id}", status: []int{200, 202}, bodyType: "x.item", doc: "api/item-update.md:3"},
	Upload:  operation{id: "Item.Upload", method: "PUT", path: "/items/{id}/content", status: []int{201}, contentType: "text/plain"},
}

type ItemService service

func (s *ItemService) Content(ctx context.Context, path string, opts ...CallOption) (io.ReadCloser, error) {
	return callStream(ctx, s.core, &itemRoutes.Content, nil, opts, path)
}

func (s *ItemService) Copy(ctx context.Context, id string, body *Item, opts ...CallOption) (*Poller, error) {
	return callPoller(ctx, s.core, &itemRoutes.Copy, body, opts, id)
}

func (s *ItemService) Delete(ctx context.Context, id string, opts ...CallOption) error {
	return callNone1(ctx, s.core, &itemRoutes.Delete, nil, opts, id)
}

func (s *ItemService) Get(ctx context.Context, id string, opts ...CallOption) (*Item, error) {
	return call1[*Item](ctx, s.core, &itemRoutes.Get, nil, opts, id)
}

func (s *ItemService) List(ctx context.Context, opts ...CallOption) iter.Seq2[*Item, error] {
	return list0[*Item](ctx, s.core, &itemRoutes.List, nil, opts)
}

func (s *ItemService) Name(ctx context.Context, key string, row int32, opts ...CallOption) (string, error) {
	return call[string](ctx, s.core, &itemRoutes.Name, nil, opts, key, argText(row))
}

func (s *ItemService) Names(ctx context.Context, body any, opts ...CallOption) ([]string, error) {
	return call[[]string](ctx, s.core, &itemRoutes.Names, body, opts)
}

func (s *ItemService) Update(ctx context.Context, id string, body *Item, opts ...CallOption) (*Item, error) {
	return call[*Item](ctx, s.core, &itemRoutes.Update, body, opts, id)
}

func (s *ItemService) Upload(ctx context.Context, id, contentType string, body io.Reader, opts ...CallOption) (*Item, error) {
	return call[*Item](ctx, s.core, &itemRoutes.Upload, newRawBody(contentType, body), opts, id)
}

// Item is a base type, SubItem derives from it and is open, and LeafItem derives from
// both.
type Item struct {
	ODataType            string                     `json:"@odata.type,omitempty"`
	ID                   *string                    `json:"id,omitzero"`
	Tags                 []string                   `json:"tags,omitzero"`
	Parent               *Item                      `json:"parent,omitzero"`
	Children             []Item                     `json:"children,omitzero"`
	Odd                  *string                    `json:"-"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
	Derived              any                        `json:"-"`
}

func (x *Item) UnmarshalJSON(data []byte) error {
	type plain Item
	return decodeObject(data, (*plain)(x), x.object())
}

func (x Item) MarshalJSON() ([]byte, error) {
	type plain Item
	return encodeObject((*plain)(&x), x.object())
}

func (x *Item) object() object {
	return object{odd: map[string]any{
		`o"dd`: &x.Odd,
	}, more: &x.AdditionalProperties, name: "x.item", derived: &x.Derived, types: derivedFromItem}
}

var derivedFromItem = []derivedType{
	{"x.leaf", (*LeafItem)(nil)},
	{"x.sub", (*SubItem)(nil)},
}

type SubItem struct {
	ODataType            string                     `json:"@odata.type,omitempty"`
	ID                   *string                    `json:"id,omitzero"`
	Tags                 []string                   `json:"tags,omitzero"`
	Parent               *SubItem                   `json:"parent,omitzero"`
	Children             []SubItem                  `json:"children,omitzero"`
	Size                 *int32                     `json:"size,omitzero"`
	Odd                  *string                    `json:"-"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
	Derived              any                        `json:"-"`
}

func (x *SubItem) UnmarshalJSON(data []byte) error {
	type plain SubItem
	return decodeObject(data, (*plain)(x), x.object())
}

func (x SubItem) MarshalJSON() ([]byte, error) {
	type plain SubItem
	return encodeObject((*plain)(&x), x.object())
}

func (x *SubItem) object() object {
	return object{odd: map[string]any{
		`o"dd`: &x.Odd,
	}, more: &x.AdditionalProperties, open: true, name: "x.sub", derived: &x.Derived, types: derivedFromSubItem}
}

var derivedFromSubItem = []derivedType{
	{"x.leaf", (*LeafItem)(nil)},
}

type LeafItem struct {
	ODataType string          `json:"@odata.type,omitempty"`
	ID        *string         `json:"id,omitzero"`
	Leaf      json.RawMessage `json:"leaf,omitzero"`
}

type ItemHandler interface {
	Content(ctx context.Context, req *ItemContentRequest) (*Stream, error)
	Delete(ctx context.Context, req *ItemRequest) error
	List(ctx context.Context, req *ItemListRequest) (*Page[*Item], error)
	Name(ctx context.Context, req *ItemNameRequest) (string, error)
	Names(ctx context.Context, req *ItemNamesRequest) ([]string, error)
	Update(ctx context.Context, req *ItemUpdateRequest) (*Item, error)
	Upload(ctx context.Context, req *ItemUploadRequest) (*Item, error)
}

type UnimplementedItemHandler struct{}

func (UnimplementedItemHandler) Content(context.Context, *ItemContentRequest) (_ *Stream, err error) {
	return nil, notImplemented(&itemRoutes.Content)
}

func (UnimplementedItemHandler) Delete(context.Context, *ItemRequest) error {
	return notImplemented(&itemRoutes.Delete)
}

func (UnimplementedItemHandler) Name(context.Context, *ItemNameRequest) (string, error) {
	return "", notImplemented(&itemRoutes.Name)
}

func (UnimplementedItemHandler) Names(context.Context, *ItemNamesRequest) ([]string, error) {
	return nil, notImplemented(&itemRoutes.Names)
}

func (UnimplementedItemHandler) Update(context.Context, *ItemUpdateRequest) (*Item, error) {
	return nil, notImplemented(&itemRoutes.Update)
}

func (UnimplementedItemHandler) Upload(context.Context, *ItemUploadRequest) (*Item, error) {
	return nil, notImplemented(&itemRoutes.Upload)
}

type ItemContentRequest struct {
	Path  string        `param:"path"`
	HTTP  *http.Request `in:"http"`
	Reply *Reply        `in:"reply"`
}

type ItemRequest struct {
	ID    string        `param:"id"`
	HTTP  *http.Request `in:"http"`
	Reply *Reply        `in:"reply"`
}

func (UnimplementedItemHandler) List(context.Context, *ItemListRequest) (*Page[*Item], error) {
	return nil, notImplemented(&itemRoutes.List)
}

type ItemListRequest struct {
	Since   *DateTime     `query:"since"`
	Deep    *bool         `query:"deep"`
	Session string        `header:"Session-Id"`
	HTTP    *http.Request `in:"http"`
	Reply   *Reply        `in:"reply"`
}

type ItemNameRequest struct {
	Key   string        `param:"key"`
	Row   int32         `param:"row"`
	HTTP  *http.Request `in:"http"`
	Reply *Reply        `in:"reply"`
}

type ItemNamesRequest struct {
	Body  json.RawMessage `in:"body"`
	HTTP  *http.Request   `in:"http"`
	Reply *Reply          `in:"reply"`
}

type ItemUpdateRequest struct {
	ID    string        `param:"id"`
	Body  *Item         `in:"body"`
	HTTP  *http.Request `in:"http"`
	Reply *Reply        `in:"reply"`
}

type ItemUploadRequest struct {
	ID    string        `param:"id"`
	Body  io.Reader     `in:"body"`
	HTTP  *http.Request `in:"http"`
	Reply *Reply        `in:"reply"`
}

func serveItemHandler(ctx context.Context, handler, req any) (any, error) {
	h := handler.(ItemHandler)
	switch r := req.(type) {
	case *ItemContentRequest:
		return h.Content(ctx, r)
	case *ItemRequest:
		return nil, h.Delete(ctx, r)
	case *ItemListRequest:
		return h.List(ctx, r)
	case *ItemNameRequest:
		return h.Name(ctx, r)
	case *ItemNamesRequest:
		return h.Names(ctx, r)
	case *ItemUpdateRequest:
		return h.Update(ctx, r)
	case *ItemUploadRequest:
		return h.Upload(ctx, r)
	}
	return nil, errRequest
}

var itemEndpoints = []endpoint{
	{op: &itemRoutes.Content, request: (*ItemContentRequest)(nil)},
	{op: &itemRoutes.Delete, request: (*ItemRequest)(nil)},
	{op: &itemRoutes.List, request: (*ItemListRequest)(nil)},
	{op: &itemRoutes.Name, request: (*ItemNameRequest)(nil)},
	{op: &itemRoutes.Names, request: (*ItemNamesRequest)(nil)},
	{op: &itemRoutes.Update, request: (*ItemUpdateRequest)(nil)},
	{op: &itemRoutes.Upload, request: (*ItemUploadRequest)(nil)},
}

type Handlers struct{ Item ItemHandler }

func NewHandler(h Handlers, opts ...HandlerOption) http.Handler {
	return newMux(testBaseURL, []serviceEndpoints{
		{itemEndpoints, h.Item, UnimplementedItemHandler{}, serveItemHandler},
	}, opts)
}

func init() {
	documentRoutes(`
Item.Content Item.Content GET /root:/{path...}:/content 302 api/item-content.md:3
	func (string) io.ReadCloser
	stream
Item.Delete Item.Delete DELETE /items/{id} 204 api/item-delete.md:3
	func (string)
Item.List Item.List GET /items 200 api/item-list.md:3
	func () iter.Seq2[*Item, error]
	query since
	query deep
	header Session-Id
Item.Name Item.Name GET /items/nameOf(key='{key}',row={row}) 200 api/item-name.md:3
	func (string, int32) string
	wrapped
Item.Names Item.Names POST /items/names 200 api/item-names.md:3
	func (any) []string
	wrapped
Item.Update Item.Update PATCH /items/{id} 200 api/item-update.md:3
	func (string, *Item) *Item
Item.Upload Item.Upload PUT /items/{id}/content 201 api/item-upload.md:3
	func (string, string, io.Reader) *Item
	media text/plain
`)
}

func init() {
	documentedOptions = []documentedOption{
		{"header", "If-Match", WithHeader("If-Match", ""), "api/item-update.md:9"},
		{"query", "since", WithQuery("since", ""), "api/item-list.md:9"},
	}
}

func init() {
	documentTypes([]any{(*Item)(nil), (*SubItem)(nil), (*LeafItem)(nil)}, `
Item x.item resources/item.md:3
	string id
	[]string tags
	object parent
	[]object children
	string o"dd
	derived x.leaf
	derived x.sub
SubItem x.sub resources/sub.md:3
	string id
	int32 size
	derived x.leaf
LeafItem x.leaf resources/leaf.md:3
	string id
	json leaf
`)
}
