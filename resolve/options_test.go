package resolve_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/resolve"
)

// TestOptions reads the query parameters and headers of three pages: one option for
// what they share, none for what the client or the protocol has.
func TestOptions(t *testing.T) {
	source := func(title, line, query, headers string) string {
		return request(title, line) + "\n## Query parameters\n|Parameter|Type|Description|\n|:--|:--|:--|\n" + query +
			"\n## Request headers\n|Name|Description|\n|:--|:--|\n|Authorization|Bearer {token}.|\n|Content-Type|application/json|\n" + headers + "\n"
	}
	pages := []*model.Page{
		page("api/calendar-list-view.md", source("List view", "GET /me/calendarView",
			"|startDateTime|String|From when.|\n|limit|Int32|How many.|\n|$top|Int32|A page.|\n|creator/user/id|String|Can be filtered.|\n",
			"|Prefer: outlook.timezone|A zone.|\n")),
		page("api/event-list-instances.md", source("List instances", "GET /me/events/{id}/instances",
			"|startdatetime|String|From when.|\n|limit|String|How many.|\n|query|String|What.|\n", "|prefer|A zone.|\n")),
		page("api/event-list-changes.md", source("List changes", "GET /me/events/changes",
			"|startDateTime|String|From when.|\n|flag|Boolean|Whether.|\n|limit|Int64|How many.|\n", "|If-Match|The etag.|\n")),
	}
	api := resolve.Resolve(pages, resolve.Options{Reserved: []string{"WithQuery"}})
	var got []string
	for _, o := range api.Options {
		got = append(got, fmt.Sprint(o.GoName, " ", o.In, " ", o.Name, " ", o.Type.Name))
	}
	want := []string{
		"WithFlag query flag Edm.Boolean", "WithIfMatch header If-Match Edm.String", "WithLimit query limit Edm.String",
		"WithPrefer header Prefer Edm.String", "WithQueryQuery query query Edm.String", "WithStartDateTime query startDateTime Edm.String",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the options are\n%q, want\n%q", got, want)
	}
	op := find(t, api, "Calendar.ListView")
	var names []string
	for _, use := range op.Options {
		names = append(names, use.GoName)
	}
	if want := []string{"WithStartDateTime", "WithLimit", "WithPrefer"}; !slices.Equal(names, want) {
		t.Errorf("the options of %s are %q, want %q", op.ID(), names, want)
	}
}

// TestBracketedOptions: what a function takes in its brackets is no parameter of the query,
// although the page lists it as one.
func TestBracketedOptions(t *testing.T) {
	const query = "\n## Query parameters\n|Parameter|Type|Description|\n|:--|:--|:--|\n|on|Date|The day.|\n|limit|Int32|How many.|\n|id|String|Of the user.|\n"
	api := resolve.Resolve([]*model.Page{
		page("api/user-due.md", request("List due", "GET /users/{id}/due(on={on})")+query),
		page("api/user-late.md", request("List late", "GET /users/{id}/late")+query),
	}, resolve.Options{})
	for name, want := range map[string][]string{"User.Due": {"WithLimit", "WithID"}, "User.Late": {"WithOn", "WithLimit", "WithID"}} {
		op := find(t, api, name)
		var names []string
		for _, use := range op.Options {
			names = append(names, use.GoName)
		}
		if !slices.Equal(names, want) {
			t.Errorf("the options of %s are %q, want %q", name, names, want)
		}
	}
	if on := find(t, api, "User.Due").Params[1]; on.Name != "on" || on.Doc.Value != "The day." || on.Type.Name != "Edm.Date" {
		t.Errorf("the argument is %+v", on)
	}
}

// TestOptionsAsSent makes text of an option for which a sample sends what its type has no value for.
func TestOptionsAsSent(t *testing.T) {
	const query = "\n## Query parameters\n|Parameter|Type|Description|\n|:--|:--|:--|\n|from|Date|First day.|\n|to|Date|Last day.|\n|limit|Int32|How many.|\n|kind|Boolean|Which.|\n" +
		"\n## Example\n```http\nGET https://shop.example/v1.0/sales?from=3/1/2024&to=2024-03-31&limit={number}&KIND=all\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{}\n```\n"
	api := resolve.Resolve([]*model.Page{page("api/sale-list.md", request("List sales", "GET /sales")+query)}, resolve.Options{})
	var got []string
	for _, o := range api.Options {
		got = append(got, o.Name+" "+o.Type.Name)
	}
	if want := []string{"from Edm.String", "kind Edm.String", "limit Edm.Int32", "to Edm.Date"}; !slices.Equal(got, want) {
		t.Errorf("the options are %q, want %q", got, want)
	}
}

// TestStandIns: what stands in for a value says nothing of an option's type, and makes no test.
func TestStandIns(t *testing.T) {
	const query = "\n## Query parameters\n|Parameter|Type|Description|\n|:--|:--|:--|\n|from|Date|First day.|\n|limit|Int32|How many.|\n|open|Boolean|Whether.|\n"
	for sent, test := range map[string]bool{
		"from={from}": false, "from=from-value": false, "from=the-day": false, "limit=": false, "limit=n": false, "limit=LIMIT": false, "open=open": false,
		"from=2024-03-01": true, "limit=5": true, "open=true": true, "other={it}": true, "$top={n}": true,
	} {
		api := resolve.Resolve([]*model.Page{page("api/sale-list.md", request("List sales", "GET /sales")+query+
			"\n## Response\n\nReturns `200 OK` and JSON in the response body.\n\n## Example\n"+asked("GET https://shop.example/v1.0/sales?"+sent, "", 200, "{}"))}, resolve.Options{})
		for _, o := range api.Options {
			if want := map[string]string{"from": "Edm.Date", "limit": "Edm.Int32", "open": "Edm.Boolean"}[o.Name]; want != "" && o.Type.Name != want {
				t.Errorf("%s: %s is %s", sent, o.Name, o.Type.Name)
			}
		}
		if e := find(t, api, "Sale.List").Examples[0]; (e.LeftOut == "") != test {
			t.Errorf("%s: left out for %q, %s", sent, e.LeftOut, e.Reason)
		}
	}
}
