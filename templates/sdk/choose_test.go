package sdk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
)

// partRequest and wholeRequest are requests of operations with bodies of different types.
type (
	partRequest struct {
		Body  *partBody     `in:"body"`
		HTTP  *http.Request `in:"http"`
		Reply *Reply        `in:"reply"`
	}
	partBody struct {
		Name *string `json:"name,omitzero"`
		Part *string `json:"part,omitzero"`
	}
	itemRequest struct {
		Body  *Item         `in:"body"`
		HTTP  *http.Request `in:"http"`
		Reply *Reply        `in:"reply"`
	}
	bareRequest struct {
		HTTP  *http.Request `in:"http"`
		Reply *Reply        `in:"reply"`
	}
)

// TestChoose: each thing that tells apart operations of one method and path, and what
// counts if several do.
func TestChoose(t *testing.T) {
	arrived := ""
	note := WithInterceptor(func(_ context.Context, op string, _ any, _ func(context.Context, any) (any, error)) (any, error) {
		arrived = op
		return nil, nil
	})
	post := func(id string, rank int, bodyType string, req any) endpoint {
		return endpoint{op: &operation{id: id, method: "POST", path: "/x", status: []int{204}, rank: rank, bodyType: bodyType}, request: req}
	}
	get := func(id string, rank int, query ...string) endpoint {
		return endpoint{op: &operation{id: id, method: "GET", path: "/x", status: []int{204}, rank: rank, query: query}, request: (*bareRequest)(nil)}
	}
	all := []endpoint{
		post("Item", 0, "x.item", (*itemRequest)(nil)), post("Part", 1, "x.part", (*partRequest)(nil)), post("Bare", 2, "", (*bareRequest)(nil)),
		get("List", 0), get("Search", 1, "$search"), get("Parts", 2, "$expand=parts("), get("Both", 3, "$expand=parts(", "$search"),
	}
	m := newMux("", []serviceEndpoints{{endpoints: all}}, []HandlerOption{note})
	for _, test := range []struct{ method, query, body, want string }{
		{"POST", "", `{"@odata.type":"#x.part","id":"1"}`, "Part"},
		{"POST", "", `{"@odata.type":"x.item","part":"1"}`, "Item"},
		{"POST", "", `{"@odata.type":"#x.sub","size":1,"part":"1"}`, "Item"},
		{"POST", "", `{"part":"1"}`, "Part"},
		{"POST", "", `{"name":"1","a@odata.bind":"x","id":"2"}`, "Item"},
		{"POST", "", `{"o\"dd":"1"}`, "Item"},
		{"POST", "", `{"strange":1}`, "Item"},
		{"POST", "", `{}`, "Item"},
		{"POST", "", ``, "Item"},
		{"GET", "", "", "List"},
		{"GET", "?$top=1", "", "List"},
		{"GET", "?$SEARCH=x", "", "Search"},
		{"GET", "?$top=1&%24search=x%20y", "", "Search"},
		{"GET", "?$expand=Parts($filter=x)", "", "Parts"},
		{"GET", "?$expand=others", "", "List"},
		{"GET", "?$search=x&$expand=parts()", "", "Both"},
	} {
		if w := ask(m, test.method, "/x"+test.query, test.body); w.Code != 204 || arrived != test.want {
			t.Errorf("%s %s %s leads to %s (%d), want %s", test.method, test.query, test.body, arrived, w.Code, test.want)
		}
	}
	only := newMux("", []serviceEndpoints{{endpoints: all[4:5]}}, []HandlerOption{note})
	if ask(only, "GET", "/x", ""); arrived != "Search" {
		t.Errorf("what is alone on its path leads to %s", arrived)
	}
}

// TestChooseImplemented: of operations of several services, those that somebody implements
// go first, whatever else would decide.
func TestChooseImplemented(t *testing.T) {
	arrived := ""
	note := WithInterceptor(func(_ context.Context, op string, _ any, _ func(context.Context, any) (any, error)) (any, error) {
		arrived = op
		return nil, nil
	})
	const n = 128
	for implemented, want := range map[int]string{-1: "S7.Create", 3: "S3.Create", 7: "S7.Create"} {
		var services []serviceEndpoints
		for i := range n {
			s := serviceEndpoints{endpoints: []endpoint{{request: (*shareRequest)(nil), op: &operation{
				id: fmt.Sprintf("S%d.Create", i), method: "POST", path: "/x", status: []int{204}, rank: i, bodyType: fmt.Sprintf("x.t%d", i)}}}, stub: "stub"}
			if i == implemented {
				s.handler = "somebody"
			}
			services = append(services, s)
		}
		m := newMux("", services, []HandlerOption{note})
		body, _ := json.Marshal(map[string]string{"@odata.type": "#x.t7"})
		if ask(m, "POST", "/x", string(body)); arrived != want {
			t.Errorf("with number %d implemented, the request leads to %s, want %s", implemented, arrived, want)
		}
	}
}
