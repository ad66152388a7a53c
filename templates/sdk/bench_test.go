package sdk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// canned answers every request with the same body, so that what is measured is
// the client and not a server.
type canned struct{ body []byte }

func (c canned) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        http.Header{"Content-Type": {"application/json"}},
		ContentLength: int64(len(c.body)), Body: io.NopCloser(bytes.NewReader(c.body)), Request: r,
	}, nil
}

// handWritten is what people write without a generator: net/http, encoding/json,
// the same structs.
type handWritten struct {
	base   string
	client *http.Client
	token  func(context.Context) (string, error)
}

func (h *handWritten) get(ctx context.Context, path string, result any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, h.base+path, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "by-hand")
	token, err := h.token(ctx)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := h.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		data, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("GET %s: %s: %s", path, resp.Status, data)
	}
	return json.NewDecoder(resp.Body).Decode(result)
}

// entityJSON is an entity of 30 properties.
func entityJSON(i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{"id":"%d"`, i)
	for n := range 14 {
		fmt.Fprintf(&b, `,"text%d":"a value of some words, number %d"`, n, n)
	}
	for n := range 8 {
		fmt.Fprintf(&b, `,"number%d":%d,"flag%d":%t`, n, n*i, n, n%2 == 0)
	}
	return b.String() + "}"
}

// entity has the 30 properties of entityJSON.
type entity struct {
	ODataType string  `json:"@odata.type,omitempty"`
	ID        *string `json:"id,omitzero"`
	Text0     *string `json:"text0,omitzero"`
	Text1     *string `json:"text1,omitzero"`
	Text2     *string `json:"text2,omitzero"`
	Text3     *string `json:"text3,omitzero"`
	Text4     *string `json:"text4,omitzero"`
	Text5     *string `json:"text5,omitzero"`
	Text6     *string `json:"text6,omitzero"`
	Text7     *string `json:"text7,omitzero"`
	Text8     *string `json:"text8,omitzero"`
	Text9     *string `json:"text9,omitzero"`
	Text10    *string `json:"text10,omitzero"`
	Text11    *string `json:"text11,omitzero"`
	Text12    *string `json:"text12,omitzero"`
	Text13    *string `json:"text13,omitzero"`
	Number0   *int32  `json:"number0,omitzero"`
	Number1   *int32  `json:"number1,omitzero"`
	Number2   *int32  `json:"number2,omitzero"`
	Number3   *int32  `json:"number3,omitzero"`
	Number4   *int32  `json:"number4,omitzero"`
	Number5   *int32  `json:"number5,omitzero"`
	Number6   *int32  `json:"number6,omitzero"`
	Number7   *int32  `json:"number7,omitzero"`
	Flag0     *bool   `json:"flag0,omitzero"`
	Flag1     *bool   `json:"flag1,omitzero"`
	Flag2     *bool   `json:"flag2,omitzero"`
	Flag3     *bool   `json:"flag3,omitzero"`
	Flag4     *bool   `json:"flag4,omitzero"`
	Flag5     *bool   `json:"flag5,omitzero"`
	Flag6     *bool   `json:"flag6,omitzero"`
	Flag7     *bool   `json:"flag7,omitzero"`
}

var benchRoutes = struct{ Get, List operation }{
	Get:  operation{id: "Entity.Get", method: "GET", path: "/users/{userID}/entities/{entityID}", status: []int{200}},
	List: operation{id: "Entity.List", method: "GET", path: "/users/{userID}/entities", status: []int{200}, paged: true},
}

func benchClients(b *testing.B, body string) (*core, *handWritten) {
	transport := &http.Client{Transport: canned{[]byte(body)}}
	token := func(context.Context) (string, error) { return "token", nil }
	c, err := newCore(testBaseURL, []Option{WithHTTPClient(transport), WithToken(token)})
	if err != nil {
		b.Fatal(err)
	}
	return c, &handWritten{testBaseURL, transport, token}
}

// BenchmarkGet reads one small object.
func BenchmarkGet(b *testing.B) {
	c, h := benchClients(b, `{"id":"1","text0":"a","text1":"b"}`)
	compare(b, func() error {
		var e entity
		return h.get(b.Context(), "/users/"+url.PathEscape("someone@example.com")+"/entities/"+url.PathEscape("1"), &e)
	}, func() error {
		_, err := call[*entity](b.Context(), c, &benchRoutes.Get, nil, nil, "someone@example.com", "1")
		return err
	})
}

// BenchmarkList reads a page of 50 entities of 30 properties.
func BenchmarkList(b *testing.B) {
	var items []string
	for i := range 50 {
		items = append(items, entityJSON(i))
	}
	c, h := benchClients(b, `{"@odata.context":"https://example.com","value":[`+strings.Join(items, ",")+`]}`)
	compare(b, func() error {
		var page struct {
			Value    []entity `json:"value"`
			NextLink string   `json:"@odata.nextLink"`
		}
		return h.get(b.Context(), "/users/"+url.PathEscape("someone@example.com")+"/entities", &page)
	}, func() error {
		for _, err := range list[*entity](b.Context(), c, &benchRoutes.List, nil, nil, "someone@example.com") {
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// compare runs both in turn, so that what else the machine does meets both, and reports the
// time of the generated code, the middle of all rounds, and its allocations, in multiples of
// those of code by hand. A turn is long enough for its garbage to be collected in it.
func compare(b *testing.B, byHand, generated func() error) {
	turn := func(f func() error, n int) time.Duration {
		runtime.GC()
		start := time.Now()
		for range n {
			if err := f(); err != nil {
				b.Fatal(err)
			}
		}
		return time.Since(start)
	}
	const length = 50 * time.Millisecond
	n := 10
	for turn(byHand, n) < length {
		n *= 2
	}
	var times []float64
	for b.Loop() {
		times = append(times, float64(turn(generated, n))/float64(turn(byHand, n)))
	}
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2], "time/by-hand")
	allocs := func(f func() error) float64 { return testing.AllocsPerRun(100, func() { _ = f() }) }
	b.ReportMetric(allocs(generated)/allocs(byHand), "allocs/by-hand")
}
