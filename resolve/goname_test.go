package resolve

import (
	"strings"
	"testing"
)

func TestSplitWords(t *testing.T) {
	for in, want := range map[string]string{
		"displayName": "display Name", "HTMLBody": "HTML Body", "userIDs": "user IDs", "userIDsOf": "user IDs Of",
		"_x_y": "x y", "files/fileName": "files file Name", "x-odd": "x odd", "1st": "1st", "": "", "--": "",
		"windows10EnterpriseN": "windows10 Enterprise N", "ünïCode": "ünï Code", "URLs": "URLs", "iOS": "i OS", "a名前B": "a名前 B",
	} {
		if got := strings.Join(splitWords(in), " "); got != want {
			t.Errorf("%s splits into %q, want %q", in, got, want)
		}
	}
}

func TestGoNames(t *testing.T) {
	for in, want := range map[string][2]string{
		"displayName": {"DisplayName", "displayName"}, "id": {"ID", "id"}, "userIds": {"UserIDs", "userIDs"},
		"agentId2": {"AgentID2", "agentID2"}, "sipCode": {"SIPCode", "sipCode"}, "ipv4": {"Ipv4", "ipv4"}, "2": {"X2", "x2"},
		"type": {"Type", "typeValue"}, "webUrl": {"WebURL", "webURL"}, "1st": {"X1st", "x1st"}, "": {"X", "value"},
		"@odata.id": {"ODataID", "odataID"}, "*/": {"X", "value"}, "名前": {"X名前", "名前"}, "nil": {"Nil", "nilValue"},
		"HTTPStatus": {"HTTPStatus", "httpStatus"}, "dns": {"DNS", "dns"}, "ctx": {"Ctx", "ctxValue"},
	} {
		if e, u := exported(in), unexported(in); e != want[0] || u != want[1] {
			t.Errorf("%s is called %s and %s, want %s and %s", in, e, u, want[0], want[1])
		}
	}
}

func TestSingular(t *testing.T) {
	for in, want := range map[string]string{
		"users": "user", "entries": "entry", "addresses": "address", "status": "status", "class": "class", "boxes": "box",
		"branches": "branch", "analysis": "analysis", "s": "s", "me": "me", "deviceStatuses": "deviceStatus", "causes": "cause",
		"houses": "house", "uses": "use", "series": "series", "aliases": "alias", "databases": "database",
	} {
		if got := singular(in); got != want {
			t.Errorf("%s in the singular is %s, want %s", in, got, want)
		}
	}
	if got := singularLast("salesInvoices"); got != "salesInvoice" {
		t.Errorf("salesInvoices is %s in the singular", got)
	}
	if got := singularName("countriesRegions"); got != "countryRegion" {
		t.Errorf("countriesRegions in the singular is %s", got)
	}
}
