package resolve_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docbind/docbind/model"
	"github.com/docbind/docbind/parser"
	"github.com/docbind/docbind/resolve"
)

// docs parses testdata/docs.
func docs(t *testing.T) []*model.Page {
	t.Helper()
	root := filepath.Join("..", "testdata", "docs")
	var pages []*model.Page
	for _, dir := range []string{"api", "resources"} {
		files, err := filepath.Glob(filepath.Join(root, dir, "*.md"))
		if err != nil || len(files) == 0 {
			t.Fatal("no pages", err)
		}
		for _, name := range files {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			pages = append(pages, parser.Parse(dir+"/"+filepath.Base(name), src))
		}
	}
	return pages
}

// page parses one page.
func page(path, src string) *model.Page { return parser.Parse(path, []byte(src)) }

// find returns the operation with that ID.
func find(t *testing.T, api *model.API, id string) *model.Operation {
	t.Helper()
	var ids []string
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			op := &api.Services[i].Operations[j]
			if op.ID() == id {
				return op
			}
			ids = append(ids, op.ID())
		}
	}
	t.Fatalf("no operation %s among %s", id, strings.Join(ids, ", "))
	return nil
}

func findings(api *model.API, file string) map[string]bool {
	out := map[string]bool{}
	for _, f := range api.Findings {
		if f.Pos.Path() == file {
			out[fmt.Sprintf("%d:%d %s", f.Pos.Line, f.Pos.Column, f.Rule)] = true
		}
	}
	return out
}

// TestCreatedFor resolves the action that the project was created for.
func TestCreatedFor(t *testing.T) {
	api := resolve.Resolve(docs(t), resolve.Options{})
	op := find(t, api, "ApplePushNotificationCertificate.GenerateApplePushNotificationCertificateSigningRequest")
	if op.Method != "POST" || op.Routes[0].Pattern != "/deviceManagement/applePushNotificationCertificate/generateApplePushNotificationCertificateSigningRequest" {
		t.Errorf("route %s %s", op.Method, op.Routes[0].Pattern)
	}
	if op.Body.Kind != model.NoBody {
		t.Errorf("body %+v, want none: the prose says so", op.Body)
	}
	if r := op.Result; r.Kind != model.ValueResult || r.Type.Name != "Edm.String" || !r.Wrapped || r.Status() != 200 {
		t.Errorf("result %+v, want a wrapped String with 200", r)
	}
	if len(op.Examples) != 1 || op.Examples[0].LeftOut != "" || op.Examples[0].Body != "" {
		t.Errorf("examples %+v, want one that is tested without the body", op.Examples)
	}
	got := findings(api, op.Page)
	for _, want := range []string{
		model.RuleBlankPermission, model.RuleEmptyRequestBlock, model.RuleBlankBeforeHeaders,
		model.RuleStatusLine, model.RuleNoBlankBeforeBody, model.RuleUnexpectedBody,
	} {
		n := 0
		for f := range got {
			if strings.HasSuffix(f, " "+want) {
				n++
			}
		}
		if n == 0 {
			t.Errorf("no finding %s among %v", want, got)
		}
	}
}

// TestOrder resolves the same pages in other orders.
func TestOrder(t *testing.T) {
	pages := docs(t)
	marshal := func() string {
		raw, err := json.Marshal(resolve.Resolve(pages, resolve.Options{Reserved: []string{"Client", "Error"}}))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	want := marshal()
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		r.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
		if marshal() != want {
			t.Fatal("another order of pages gives another API")
		}
	}
}

// TestNothingInvented checks that a page without a path generates nothing, and
// says why.
func TestNothingInvented(t *testing.T) {
	api := resolve.Resolve(docs(t), resolve.Options{})
	if len(api.Skipped) != 1 || api.Skipped[0].Rule != model.RulePathMissing || api.Skipped[0].Pos.Path() != "api/todo-delete.md" {
		t.Errorf("skipped %+v, want api/todo-delete.md for its path", api.Skipped)
	}
	for _, s := range api.Services {
		for _, op := range s.Operations {
			if op.Page == "api/todo-delete.md" {
				t.Errorf("%s was made of a page without a path", op.ID())
			}
		}
	}
}

// TestNothingFrozen skips a page whose request line cannot be read: the sample has
// values where the line has placeholders.
func TestNothingFrozen(t *testing.T) {
	src := request("Get fn", "GET /f/fn(start={start},end={end}") + "\n## Example\n```http\nGET /f/fn(start=1,end=2)\n```\n"
	api := resolve.Resolve([]*model.Page{page("api/fn-get.md", src)}, resolve.Options{})
	if len(api.Services) != 0 || len(api.Skipped) != 1 || api.Skipped[0].Rule != model.RulePlaceholder {
		t.Errorf("services %+v, skipped %+v", api.Services, api.Skipped)
	}
}

// request makes an operation page of request lines.
func request(title string, lines ...string) string {
	return "---\ndoc_type: apiPageType\n---\n# " + title + "\n\n## HTTP request\n\n```http\n" + strings.Join(lines, "\n") + "\n```\n"
}

func TestParameterNames(t *testing.T) {
	for line, want := range map[string]string{
		"GET /users/{id}/events/{id}":                      "/users/{userID}/events/{eventID}",
		"GET /users/{id | userPrincipalName}/x":            "/users/{userID}/x",
		"GET /teams/{team-id}/x":                           "/teams/{teamID}/x",
		"GET /teams/(team-id)/x":                           "/teams/{teamID}/x",
		"GET /x/<address>/y":                               "/x/{address}/y",
		"GET /x/{type}/{func}":                             "/x/{typeValue}/{funcValue}",
		"GET /entries/{id}":                                "/entries/{entryID}",
		"GET /r/getX(period='{period_value}')":             "/r/getX(period='{periodValue}')",
		"GET /r/cell(row={row},column={column})":           "/r/cell(row={row},column={column})",
		"GET /me/drive/root:/{item-path}:/workbook/x":      "/me/drive/root:/{itemPath...}:/workbook/x",
		"GET /me/drive/items/{id}/x/{id|name}/range(a={})": "/me/drive/items/{itemID}/x/{xID}/range(a={a})",
		"GET /a/{id}/{id}":                                 "/a/{aID}/{idID}",
		"GET /chats/{user-id} | user-principal-name/x":     "/chats/{userID}/x",
		"GET /x/{path and filename}":                       "/x/{pathAndFilename}",
		"GET /r/sum(from={timestamp},to={timestamp})":      "/r/sum(from={from},to={to})",
		"GET /boxes/(name='name')":                         "/boxes(name='{name}')",
		"GET /boxes/(name='{key}')/lid":                    "/boxes(name='{name}')/lid",
		"GET /boxes(name='name')":                          "/boxes(name='{name}')",
		"GET /r/fn(n=n,m='m')":                             "/r/fn(n={n},m='{m}')",
		"GET /r/resize(rows={n}, columns={n})":             "/r/resize(rows={rows}, columns={columns})",
		"GET /x/{ctx}/{body}/{opts}":                       "/x/{ctxValue}/{bodyValue}/{optsValue}",
	} {
		api := resolve.Resolve([]*model.Page{page("api/thing-get.md", request("Get thing", line))}, resolve.Options{})
		if got := find(t, api, "Thing.Get").Routes[0].Pattern; got != want {
			t.Errorf("%s gives %s, want %s", line, got, want)
		}
	}
}

func TestOperationNames(t *testing.T) {
	for path, c := range map[string]struct{ page, want string }{
		"api/user-list-messages.md":                   {request("List messages", "GET /me/messages"), "User.ListMessages"},
		"api/group-post-groups.md":                    {request("Create group", "POST /groups"), "Group.Create"},
		"api/group-post-members.md":                   {request("Add member", "POST /groups/{id}/members/$ref"), "Group.AddMember"},
		"api/group-post-owners.md":                    {request("Add owners", "POST /groups/{id}/owners/$ref"), "Group.AddOwners"},
		"api/user-post-contactfolders.md":             {request("Create contactFolder", "POST /me/contactFolders"), "User.CreateContactFolder"},
		"api/user-delete-policies.md":                 {request("Delete a policy of a user", "DELETE /me/policies/{id}"), "User.DeletePolicy"},
		"api/channel-get-tabs.md":                     {request("Get tab", "GET /channels/{id}/tabs/{tab-id}"), "Channel.GetTab"},
		"api/user-list-crates.md":                     {request("List crates", "GET /me/crates\nGET /me/crates/$count"), "User.CountCrates"},
		"api/user-list-boxes.md":                      {request("List box", "GET /me/boxes"), "User.ListBoxes"},
		"api/accessreviewinstance-stop.md":            {request("Stop accessReviewInstance", "POST /x/stop"), "AccessReviewInstance.Stop"},
		"api/message-createforward.md":                {request("message: createForward", "POST /me/messages/{id}/createForward"), "Message.CreateForward"},
		"api/intune-deviceconfig-iosconfig-create.md": {request("Create iosConfig", "POST /x/iosConfig"), "IosConfig.Create"},
		"api/identity_provider_get.md":                {request("Get provider", "GET /x"), "Provider.Get"},
		"api/range-url.md":                            {request("range: url", "GET /x/url"), "Range.URL"},
		"api/single.md":                               {request("Get single", "GET /x"), "Single.Get"},
		"api/driveitem-put-content.md":                {request("Upload content", "PUT /x/content"), "Driveitem.UploadContent"},
	} {
		api := resolve.Resolve([]*model.Page{page(path, c.page)}, resolve.Options{})
		find(t, api, c.want)
	}
}

// TestShortNames checks that a short name is given only where nobody else wants
// it, whatever the order.
func TestShortNames(t *testing.T) {
	a := page("api/area-one-thing-get.md", request("Get thing", "GET /one/thing"))
	b := page("api/area-two-thing-get.md", request("Get thing", "GET /two/thing"))
	find(t, resolve.Resolve([]*model.Page{a}, resolve.Options{}), "Thing.Get")
	api := resolve.Resolve([]*model.Page{b, a}, resolve.Options{})
	find(t, api, "AreaOneThing.Get")
	find(t, api, "AreaTwoThing.Get")
}

// TestShownArguments completes a function's arguments by its sample.
func TestShownArguments(t *testing.T) {
	src := request("domainCheck function", "GET /deviceManagement/domainCheck") + "\n## Example\n```http\nGET https://graph.microsoft.com/beta/deviceManagement/domainCheck(domainName='a/b',count=3,ids=[\n  \"x\"\n])\n```\n```http\nHTTP/1.1 204 No Content\n```\n"
	api := resolve.Resolve([]*model.Page{page("api/intune-domaincheck.md", src)}, resolve.Options{})
	op := &api.Services[0].Operations[0]
	if got, want := op.Routes[0].Pattern, "/deviceManagement/domainCheck(domainName='{domainName}',count={count},ids={ids})"; got != want {
		t.Errorf("the route is %s, want %s", got, want)
	}
	if e := op.Examples[0]; e.LeftOut != "" || len(e.Args) != 3 || e.Args[0].Value != "a/b" || e.Args[2].Value != `["x"]` {
		t.Errorf("the example is %+v", e)
	}
	if !findings(api, op.Page)["9:5 "+model.RuleFunctionArgs] {
		t.Errorf("findings %v", api.Findings)
	}
}

// TestDocumentedBare leaves a function alone that is also documented without
// arguments.
func TestDocumentedBare(t *testing.T) {
	const answer = "\n```\n```http\nHTTP/1.1 204 No Content\n```\n```http\n"
	src := request("outlookuser: tz", "GET /me/tz", "GET /me/tz(TZ='{f}')") + "\n## Example\n```http\nGET /me/tz" + answer + "GET /me/tz(TZ='x')" + answer[:len(answer)-len("\n```http\n")] + "\n"
	op := &resolve.Resolve([]*model.Page{page("api/outlookuser-tz.md", src)}, resolve.Options{}).Services[0].Operations[0]
	if len(op.Routes) != 2 || op.Routes[0].Pattern != "/me/tz" || len(op.Examples) != 2 || op.Examples[0].LeftOut+op.Examples[1].LeftOut != "" {
		t.Errorf("routes %+v, examples %+v", op.Routes, op.Examples)
	}
}

func TestRouteNames(t *testing.T) {
	api := resolve.Resolve([]*model.Page{page("api/event-cancel.md", request("event: cancel",
		"POST /me/events/{id}/cancel", "POST /users/{id}/events/{id}/cancel", "POST /me/calendar/events/{id}/cancel",
		"POST /me/calendars/{id}/events/{id}/cancel", "POST /me/events/{event-id}/cancel")),
		page("api/report-getdetail.md", request("report: getDetail", "GET /reports/getDetail(period='{p}')", "GET /reports/getDetail(date={d})")),
	}, resolve.Options{})
	var got []string
	for _, id := range []string{"Event.Cancel", "Report.GetDetail"} {
		for _, r := range find(t, api, id).Routes {
			got = append(got, r.Name)
		}
	}
	if want := "Cancel CancelForUser CancelForCalendar CancelForCalendars GetDetail GetDetailByDate"; strings.Join(got, " ") != want {
		t.Errorf("routes %v, want %s", got, want)
	}
}
