package templates

import (
	"strings"

	"github.com/docbind/docbind/model"
)

// nasty is text that tries to break out of wherever it is printed.
const nasty = "ends */ here `and` \"here\"\n//go:build ignore\n+build ignore\n//line x.go:1\n" +
	"Deprecated: no\x00\u202e\u2028 package evil"

func at(page string, line int) model.Position {
	return model.Position{File: model.FileOf(page), Line: int32(line), Column: 1}
}

// operation starts an operation with one route.
func operation(service, name, method, pattern string, params ...string) model.Operation {
	op := model.Operation{
		Service: service, Name: name, Method: method,
		Page:    "api/" + service + "-" + name + ".md",
		Summary: model.Text{Value: "Does what " + name + " says."},
		Routes:  []model.Route{{Name: name, Template: pattern, Pattern: pattern, Params: params}},
	}
	op.Pos = at(op.Page, 12)
	op.Routes[0].Pos = op.Pos
	for _, p := range params {
		op.Params = append(op.Params, model.Param{Name: p, Documented: p, In: model.InPath})
	}
	return op
}

func example(op *model.Operation, line int, x model.Example) {
	x.Pos = at(op.Page, line)
	op.Examples = append(op.Examples, x)
}

func graphType(name string) model.TypeRef { return model.TypeRef{Name: "microsoft.graph." + name} }

func jsonBody(name string) model.OperationBody {
	return model.OperationBody{Kind: model.JSONBody, Type: graphType(name)}
}

func value(name string, statuses ...int) model.Result {
	return model.Result{Kind: model.ValueResult, Type: graphType(name), Statuses: statuses}
}

func property(name, goName, typ string) model.TypeProperty {
	return model.TypeProperty{Name: name, GoName: goName, Type: model.TypeRef{Name: typ}}
}

func collection(name, goName, typ string) model.TypeProperty {
	return model.TypeProperty{Name: name, GoName: goName, Type: model.TypeRef{Name: typ, Collection: true}}
}

// fixture is an API with one operation of each kind.
func fixture() *model.API {
	api := &model.API{
		BaseURL: "https://graph.microsoft.com/v1.0",
		Services: []model.Service{
			{Name: "ApplePushNotificationCertificate", File: "intune-apple_windows", Operations: []model.Operation{appleSigning()}},
			{Name: "DriveItem", File: "driveitem", Operations: []model.Operation{driveContent(), driveByPath(), driveUpload()}},
			{Name: "Message", File: "message", Operations: messageOperations()},
			{Name: "Share", File: "share_test", Operations: sharedRoute()},
			{Name: "Workbook", File: "_workbook", Operations: []model.Operation{workbookCell(), workbookNasty()}},
		},
		Types: fixtureTypes(),
	}
	for i := range api.Services {
		nameService(&api.Services[i])
	}
	return api
}

// nameService gives a service its names.
func nameService(s *model.Service) {
	lower := strings.ToLower(s.Name[:1]) + s.Name[1:]
	s.Go = model.ServiceNames{
		Service: s.Name + "Service", Handler: s.Name + "Handler", Stub: "Unimplemented" + s.Name + "Handler",
		Routes: lower + "Routes", Endpoints: lower + "Endpoints",
		Samples: lower + "Samples", Test: "Test" + s.Name + "Samples",
	}
	for i := range s.Operations {
		s.Operations[i].Request = s.Name + s.Operations[i].Name + "Request"
	}
}

func appleSigning() model.Operation {
	op := operation("ApplePushNotificationCertificate", "GenerateApplePushNotificationCertificateSigningRequest", "GET",
		"/deviceManagement/applePushNotificationCertificate/downloadApplePushNotificationCertificateSigningRequest")
	op.Permissions = []model.PermissionScopes{
		{Kind: "Delegated (work or school account)", Scopes: []string{"DeviceManagementServiceConfig.ReadWrite.All", "DeviceManagementServiceConfig.Read.All"}},
		{Kind: "Application"},
	}
	op.Result = model.Result{Kind: model.ValueResult, Type: model.TypeRef{Name: "Edm.String"}, Wrapped: true, Statuses: []int{200}}
	example(&op, 40, model.Example{
		Target: op.Routes[0].Pattern, Status: 200,
		ResponseHeaders: []model.Pair{{Name: "Content-Type", Value: "application/json"}, {Name: "Content-Length", Value: "7"}},
		ResponseBody:    `{"value":"Certificate Signing Request"}`,
	})
	return op
}

func driveContent() model.Operation {
	op := operation("DriveItem", "GetContent", "GET", "/me/drive/root:/{itemPath...}:/content", "itemPath")
	op.Routes = append(op.Routes, model.Route{
		Name: "GetContentByID", Template: "/me/drive/items/{item-id}/content",
		Pattern: "/me/drive/items/{itemID}/content", Params: []string{"itemID"}, Pos: at(op.Page, 13),
	})
	op.Params = append(op.Params, model.Param{Name: "itemID", Documented: "item-id", In: model.InPath})
	op.Result = model.Result{Kind: model.StreamResult, Statuses: []int{302}}
	example(&op, 50, model.Example{
		Target: "/me/drive/root:/Reports/Q1 2020.xlsx:/content", Args: []model.Pair{{Name: "itemPath", Value: "Reports/Q1 2020.xlsx"}},
		Status: 302, ResponseHeaders: []model.Pair{{Name: "Location", Value: "https://b0mpua-by3301.files.1drv.com/y23vmagahszhxzlcvhasdhasghasodfi"}},
	})
	example(&op, 60, model.Example{
		Route: 1, Target: "/me/drive/items/01%2F/content", Args: []model.Pair{{Name: "itemID", Value: "01/"}},
		Headers: []model.Pair{{Name: "Range", Value: "bytes=0-4"}}, Status: 302,
	})
	return op
}

func driveByPath() model.Operation {
	op := operation("DriveItem", "GetByPath", "GET", "/sites/{siteID}/getByPath(path='{path}')", "siteID", "path")
	op.Params[1].In, op.Params[1].Quoted = model.InFunction, true
	op.Result = value("attachment", 200)
	example(&op, 30, model.Example{
		Target: "/sites/a,b:c/getByPath(path='/docs/it''s here')", Status: 200,
		Args:         []model.Pair{{Name: "siteID", Value: "a,b:c"}, {Name: "path", Value: "/docs/it's here"}},
		ResponseBody: `{"@odata.context":"https://x/$metadata","@odata.type":"#microsoft.graph.fileAttachment","name":"a","contentBytes":"AA=="}`,
	})
	return op
}

func driveUpload() model.Operation {
	op := operation("DriveItem", "Upload", "PUT", "/me/drive/items/{itemID}/content", "itemID")
	op.Body = model.OperationBody{Kind: model.RawBody, ContentType: "text/plain"}
	op.Result = value("attachment", 200, 201)
	example(&op, 30, model.Example{
		Target: "/me/drive/items/1/content", Args: []model.Pair{{Name: "itemID", Value: "1"}},
		Headers: []model.Pair{{Name: "Content-Type", Value: "text/plain"}}, Body: "The contents of the file",
		Status: 201, ResponseBody: `{"name":"FileB.txt","size":35}`,
	})
	return op
}

// messageOperations create, read, change, delete and list one type, and act on
// it.
func messageOperations() []model.Operation {
	create := operation("Message", "Create", "POST", "/me/messages")
	create.Body, create.Result = jsonBody("message"), value("message", 201)
	example(&create, 25, model.Example{
		Target: "/me/messages", Headers: []model.Pair{{Name: "Content-Type", Value: "application/json; charset=utf-8"}},
		Body:        `{"subject":"Did you see last night's game?","importance":"low","toRecipients":[],"owner@odata.bind":"https://x/users/1"}`,
		BodyMembers: []model.Pair{{Name: "owner@odata.bind", Value: `"https://x/users/1"`}},
		Status:      201, ResponseBody: `{"id":"AAMk","subject":"Did you see last night's game?","importance":"urgent","sequence":9007199254740993}`,
	})
	forward := operation("Message", "CreateForward", "POST", "/users/{userID}/messages/{messageID}/createForward", "userID", "messageID")
	forward.Body, forward.Result = jsonBody("message.createForward"), value("message", 201)
	example(&forward, 74, model.Example{
		Target: "/users/a@b.c/messages/AAMk=/createForward", Args: []model.Pair{{Name: "userID", Value: "a@b.c"}, {Name: "messageID", Value: "AAMk="}},
		Headers: []model.Pair{{Name: "Prefer", Value: "outlook.timezone=\"Pacific Standard Time\""}},
		Body:    `{"comment":"Dana, just want to make sure you get this.","message":{"flag":null,"attachments":[{"@odata.type":"#microsoft.graph.itemAttachment","item":{"id":"1"}}]}}`,
		Status:  201, ResponseBody: `{"id":"AAMk2"}`,
	})
	remove := operation("Message", "Delete", "DELETE", "/me/messages/{id}", "id")
	remove.Result = model.Result{Statuses: []int{204}}
	example(&remove, 20, model.Example{Target: "/me/messages/1", Args: []model.Pair{{Name: "id", Value: "1"}}, Status: 204})
	list := operation("Message", "List", "GET", "/me/messages")
	list.Result = model.Result{Kind: model.CollectionResult, Type: graphType("message"), Statuses: []int{200}}
	example(&list, 33, model.Example{
		Target: "/me/messages?$select=sender,subject&$filter=startsWith(subject, 'a b')", Status: 200,
		Query:        []model.Pair{{Name: "$select", Value: "sender,subject"}, {Name: "$filter", Value: "startsWith(subject, 'a b')"}},
		ResponseBody: `{"@odata.nextLink":"https://x/me/messages?$skip=10","value":[{"subject":"a"},{"subject":null,"isRead":true}]}`,
	})
	update := operation("Message", "Update", "PATCH", "/me/messages/{id}", "id")
	update.Body, update.Result = jsonBody("message"), value("message", 200)
	example(&update, 28, model.Example{
		Target: "/me/messages/1", Args: []model.Pair{{Name: "id", Value: "1"}},
		Body: `{"subject":null,"isRead":false}`, BodyMembers: []model.Pair{{Name: "subject", Value: "null"}}, Status: 200, ResponseBody: `{"id":"1","isRead":false}`,
	})
	return []model.Operation{create, forward, remove, list, update}
}

// sharedRoute are two operations with one method and path, told apart by what
// is posted.
func sharedRoute() []model.Operation {
	file := operation("Share", "AddFile", "POST", "/shares/{shareID}/attachments", "shareID")
	file.Body, file.Result = jsonBody("fileAttachment"), value("fileAttachment", 201)
	example(&file, 10, model.Example{
		Target: "/shares/s/attachments", Args: []model.Pair{{Name: "shareID", Value: "s"}},
		Body: `{"@odata.type":"#microsoft.graph.fileAttachment","name":"f"}`, Status: 201, ResponseBody: `{"name":"f"}`,
	})
	item := operation("Share", "AddItem", "POST", "/shares/{id}/attachments", "id")
	item.Body, item.Result = jsonBody("itemAttachment"), value("itemAttachment", 201)
	example(&item, 10, model.Example{
		Target: "/shares/s/attachments", Args: []model.Pair{{Name: "id", Value: "s"}},
		Body: `{"@odata.type":"#microsoft.graph.itemAttachment","name":"i"}`, Status: 201, ResponseBody: `{"name":"i"}`,
	})
	return []model.Operation{file, item}
}

func workbookCell() model.Operation {
	op := operation("Workbook", "Cell", "POST", "/workbook/cell(row={row},column={nil})", "row", "nil")
	for i := range op.Params {
		op.Params[i].In, op.Params[i].Type = model.InFunction, model.TypeRef{Name: "Edm.Int32"}
	}
	op.Body = model.OperationBody{Kind: model.JSONBody}
	op.Result = model.Result{Kind: model.CollectionResult, Statuses: []int{200}}
	example(&op, 10, model.Example{
		Target: "/workbook/cell(row=5,column=6)", Args: []model.Pair{{Name: "row", Value: "5"}, {Name: "nil", Value: "6"}},
		Body: `[1,null,{"a":1.50}]`, Status: 200, ResponseBody: `{"value":[1,{"x":null}]}`,
	})
	return op
}

// workbookNasty has text and names from a page that means harm.
func workbookNasty() model.Operation {
	op := operation("Workbook", "Nasty", "POST", "/work`book/{x}/{string}", "x", "string")
	op.Summary.Value, op.Routes[0].Template, op.Params[0].Doc.Value = nasty, nasty, nasty
	op.Permissions = []model.PermissionScopes{{Kind: nasty, Scopes: []string{nasty}}}
	op.Body, op.Result = jsonBody("odd"), value("odd", 202)
	op.Routes[0].Pos = at("api/x*/\ny.md", 1)
	example(&op, 10, model.Example{
		Target: "/work`book/1/%60", Args: []model.Pair{{Name: "x", Value: "1"}, {Name: "string", Value: "`"}},
		Body:   `{"quote\"d":"a","com,ma":{"id":"1"},"-":true,"back\\slash` + "`" + `":[1]}`,
		Status: 202, ResponseBody: "{\"quote\\\"d\":\"\u202e`\"}",
	})
	return op
}

func fixtureTypes() []model.Type {
	attachment := []model.TypeProperty{property("name", "Name", "Edm.String"), property("size", "Size", "Edm.Int32")}
	file := append(attachment[:2:2], property("contentBytes", "ContentBytes", "Edm.Binary"))
	item := append(attachment[:2:2], property("item", "Item", "microsoft.graph.message"))
	return []model.Type{
		{Kind: model.StructType, Name: "microsoft.graph.attachment", GoName: "Attachment", Fields: attachment, Abstract: true,
			Derived: []string{"microsoft.graph.attachment", "microsoft.graph.fileAttachment", "microsoft.graph.itemAttachment", "microsoft.graph.gone"}},
		{Kind: model.StructType, Name: "microsoft.graph.fileAttachment", GoName: "FileAttachment", Fields: file, Base: "microsoft.graph.attachment"},
		{Kind: model.EnumType, Name: "microsoft.graph.importance", GoName: "Importance", Doc: model.Text{Value: nasty}, Members: []model.TypeMember{
			{Name: "low", GoName: "ImportanceLow", Doc: model.Text{Value: nasty}}, {Name: "hi\"gh`", GoName: "ImportanceHigh"},
		}},
		{Kind: model.StructType, Name: "microsoft.graph.itemAttachment", GoName: "ItemAttachment", Fields: item, Base: "microsoft.graph.attachment",
			Derived: []string{"microsoft.graph.fileAttachment"}},
		{Kind: model.StructType, Name: "microsoft.graph.message", GoName: "Message", Declared: []model.Position{at("resources/message.md", 3)},
			Fields: []model.TypeProperty{
				property("id", "ID", "Edm.String"), property("@odata.type", "Type", "Edm.String"),
				property("subject", "Subject", "Edm.String"), property("importance", "Importance", "microsoft.graph.importance"),
				property("sequence", "Sequence", "Edm.Int64"), property("isRead", "IsRead", "Edm.Boolean"),
				property("flag", "Derived", "microsoft.graph.unknown"), collection("toRecipients", "ToRecipients", "Edm.String"),
				collection("attachments", "Attachments", "microsoft.graph.attachment"),
			}},
		{Kind: model.BodyType, Name: "microsoft.graph.message.createForward", GoName: "MessageCreateForwardBody", Fields: []model.TypeProperty{
			property("comment", "Comment", "Edm.String"), property("message", "Message", "microsoft.graph.message"),
		}},
		{Kind: model.StructType, Name: "microsoft.graph.odd", GoName: "Odd", Doc: model.Text{Value: nasty}, Derived: []string{"microsoft.graph.message"},
			Fields: []model.TypeProperty{
				{Name: "quote\"d", GoName: "Quoted", Type: model.TypeRef{Name: "Edm.String"}, Doc: model.Text{Value: nasty}},
				property("com,ma", "Comma", "microsoft.graph.message"), property("-", "Dash", "Edm.Boolean"),
				collection("back\\slash`", "Slash", "Edm.Int32"), property("ümlaut x", "Umlaut", "Edm.String"),
			}},
	}
}
