package sdk

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

func TestLinkTo(t *testing.T) {
	for _, test := range []struct{ target, name, value, want string }{
		{"/v1.0/items", "$skiptoken", "a&b", "http://example.com/v1.0/items?$skiptoken=a%26b"},
		{"/items?$top=2&$skip=2&$filter=a+eq+'x'", "$skip", "4", "http://example.com/items?$filter=a+eq+%27x%27&$skip=4&$top=2"},
		{"https://other.example/a%2Fb/fn(x='y')?$skiptoken=2&$select=id", "$deltatoken", "1", "https://other.example/a%2Fb/fn(x='y')?$deltatoken=1&$select=id"},
	} {
		if got := LinkTo(httptest.NewRequest("GET", test.target, nil), test.name, test.value); got != test.want {
			t.Errorf("%s: %s, want %s", test.target, got, test.want)
		}
	}
}

// pages answers with a page for each item.
type pages struct{ UnimplementedItemHandler }

func (pages) List(_ context.Context, req *ItemListRequest) (*Page[*Item], error) {
	n, _ := strconv.Atoi(req.HTTP.URL.Query().Get("$skip"))
	page := &Page[*Item]{Value: []*Item{{ID: new(strconv.Itoa(n))}}}
	if n < 2 {
		page.NextLink = LinkTo(req.HTTP, "$skip", strconv.Itoa(n+1))
	} else {
		page.DeltaLink = LinkTo(req.HTTP, "$deltatoken", "d")
	}
	return page, nil
}

// TestLinkToIsFollowed: the client follows the links of a handler, alone and in a batch.
func TestLinkToIsFollowed(t *testing.T) {
	h := NewHandler(Handlers{Item: pages{}})
	client, server := serve(t, h.ServeHTTP)
	var delta string
	list := func(_ context.Context, c *Client) error {
		all, err := Collect(c.Item.List(t.Context(), SaveDeltaLink(&delta)))
		if err == nil && (len(all) != 3 || delta != server.URL+"/v1.0/items?$deltatoken=d") {
			t.Errorf("%d items, the delta link is %s", len(all), delta)
		}
		return err
	}
	if err := list(t.Context(), client); err != nil {
		t.Error(err)
	}
	if err := Batch(t.Context(), client, list); err != nil {
		t.Error(err)
	}
	w := ask(h, http.MethodPost, "/v1.0/$batch", `{"requests":[{"id":"1","method":"GET","url":"/items?$top=1"}]}`)
	var answer struct{ Responses []batchResponse }
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || !strings.Contains(string(answer.Responses[0].Body), `"http://example.com/v1.0/items?$skip=1\u0026$top=1"`) {
		t.Errorf("%v: %s", err, w.Body)
	}
}

// TestLinkToStripped: what stands before the handler takes the beginning of the path off.
func TestLinkToStripped(t *testing.T) {
	h := http.StripPrefix("/api", NewHandler(Handlers{Item: pages{}}))
	if w := ask(h, "GET", "/api/v1.0/items", ""); !strings.Contains(w.Body.String(), `"http://example.com/api/v1.0/items?$skip=1"`) {
		t.Errorf("alone: %s", w.Body)
	}
	w := ask(h, http.MethodPost, "/api/v1.0/$batch?x", `{"requests":[{"id":"1","method":"GET","url":"/items"}]}`)
	if !strings.Contains(w.Body.String(), `"http://example.com/api/v1.0/items?$skip=1"`) {
		t.Errorf("in a batch: %s", w.Body)
	}
}
