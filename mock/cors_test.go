package mock_test

import "testing"

// TestOrigins: a page of another origin may send what it wants and read the answer; whoever is no
// page hears nothing of that.
func TestOrigins(t *testing.T) {
	h := things(t)
	r := request("OPTIONS /things/1", "")
	r.Header.Set("Origin", "https://app.example")
	r.Header.Set("Access-Control-Request-Method", "PATCH")
	r.Header.Set("Access-Control-Request-Headers", "authorization,prefer")
	w := send(h, r)
	got := w.Header()
	if w.Code != 204 || got.Get("Access-Control-Allow-Origin") != "*" || got.Get("Access-Control-Allow-Methods") != "PATCH" || got.Get("Access-Control-Allow-Headers") != "authorization,prefer" {
		t.Errorf("before a request: %d %v", w.Code, got)
	}
	for _, line := range []string{"GET /things/1", "GET /nothing", "OPTIONS /things/1"} {
		r := request(line, "")
		r.Header.Set("Origin", "https://app.example")
		if got := send(h, r).Header(); got.Get("Access-Control-Allow-Origin") != "*" || got.Get("X-Doc-Source")+got.Get("Content-Type") == "" {
			t.Errorf("%s: %v", line, got)
		}
		if got := send(h, request(line, "")).Header(); got.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s without an origin: %v", line, got)
		}
	}
}
