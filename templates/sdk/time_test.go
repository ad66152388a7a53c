package sdk

import (
	"encoding/json"
	"testing"
	"time"
)

// TestTimes reads what docs and servers send, and sends it back as it came.
func TestTimes(t *testing.T) {
	utc := time.Date(2017, 8, 29, 4, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		text string
		want time.Time
	}{
		{"2017-08-29T04:00:00Z", utc},
		{"2017-08-29T04:00:00.0000000Z", utc},
		{"2017-08-28T20:00:00-08:00", utc},
		{"2017-08-29T04:00:00", utc},
		{"2017-08-29T04:00:00.000", utc},
		{"2017-08-29T04:00", utc},
		{"2017-08-29 04:00:00", utc},
		{"2017-08-29", time.Date(2017, 8, 29, 0, 0, 0, 0, time.UTC)},
		{"String (timestamp)", time.Time{}},
		{"", time.Time{}},
	} {
		var v struct {
			When *DateTime `json:"when,omitzero"`
		}
		body := `{"when":"` + test.text + `"}`
		if err := json.Unmarshal([]byte(body), &v); err != nil || !v.When.Time.Equal(test.want) {
			t.Errorf("%q is read as %v, %v", test.text, v.When, err)
		}
		if got, err := json.Marshal(v); test.text != "" && (string(got) != body || err != nil) {
			t.Errorf("%q is sent as %s, %v", test.text, got, err)
		}
	}
	var changed DateTime
	changed.parse("2017-08-29T04:00:00")
	changed.Time = changed.Time.Add(time.Hour)
	if got := changed.String(); got != "2017-08-29T05:00:00Z" {
		t.Errorf("a changed time is sent as %s", got)
	}
	if got := NewDateTime(utc).String(); got != "2017-08-29T04:00:00Z" {
		t.Errorf("a new time is sent as %s", got)
	}
}

func TestDates(t *testing.T) {
	zone := time.FixedZone("east", 9*3600)
	if got := NewDate(time.Date(2020, 2, 29, 1, 2, 3, 4, zone)).String(); got != "2020-02-29" {
		t.Errorf("a new day is sent as %s", got)
	}
	if got := NewTimeOfDay(time.Date(2020, 2, 29, 1, 2, 3, 5e8, zone)).String(); got != "01:02:03.5" {
		t.Errorf("a new time of day is sent as %s", got)
	}
	for _, text := range []string{"2020-02-29", "2020-02-29T10:00:00Z", "a day"} {
		var d Date
		if d.parse(text); d.String() != text || text != "a day" && d.Time.Day() != 29 {
			t.Errorf("%q is read as %v", text, d)
		}
	}
	for _, text := range []string{"07:30:00.0000000", "07:30", "noon"} {
		var d TimeOfDay
		if d.parse(text); d.String() != text || text != "noon" && d.Time.Minute() != 30 {
			t.Errorf("%q is read as %v", text, d)
		}
	}
}

func TestDurations(t *testing.T) {
	for _, test := range []struct {
		text string
		want time.Duration
	}{
		{"PT1H30M", 90 * time.Minute},
		{"P1DT2H", 26 * time.Hour},
		{"P2W", 14 * 24 * time.Hour},
		{"-PT0.5S", -500 * time.Millisecond},
		{"PT0S", 0},
		{"P1Y", 0}, {"P1M", 0}, {"P", 0}, {"PT", 0}, {"P1", 0}, {"PT1S1H", 0}, {"P1DT", 0}, {"PTH", 0}, {"an hour", 0}, {"", 0},
		{"P99999999999999D", 0}, {"P106751DT9999999H", 0}, {"PTNaNS", 0}, {"PT+InfS", 0},
	} {
		var d Duration
		if d.parse(test.text); d.Duration != test.want || test.text != "" && d.String() != test.text {
			t.Errorf("%q is read as %v and sent as %s", test.text, d.Duration, d)
		}
	}
	for d, want := range map[time.Duration]string{
		0: "PT0S", 90 * time.Minute: "PT1H30M", -1500 * time.Millisecond: "-PT1.5S", 25 * time.Hour: "PT25H",
	} {
		if got := NewDuration(d).String(); got != want {
			t.Errorf("%v is sent as %s, want %s", d, got, want)
		}
	}
}

func TestBinary(t *testing.T) {
	for text, want := range map[string]string{
		"aGk/": "hi?", "aGk_": "hi?", "aGk": "hi", "aGk=": "hi", "": "", "not base64!": "not base64!",
	} {
		var b Binary
		if err := json.Unmarshal([]byte(`"`+text+`"`), &b); err != nil || string(b) != want {
			t.Errorf("%q is read as %q, %v", text, b, err)
		}
	}
	if got, err := json.Marshal(Binary("hi?")); string(got) != `"aGk/"` || err != nil {
		t.Errorf("sent as %s, %v", got, err)
	}
}

// FuzzText checks that no text makes the types panic, and that all of it is sent
// back.
func FuzzText(f *testing.F) {
	for _, text := range []string{"2017-08-29T04:00:00Z", "-P1DT2H3.5S", "07:30", "2020-02-29", "", "é\"\\"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		data, _ := json.Marshal(text)
		var plain string
		_ = json.Unmarshal(data, &plain)
		for _, v := range []any{new(DateTime), new(Date), new(TimeOfDay), new(Duration)} {
			if err := json.Unmarshal(data, v); err != nil {
				t.Fatalf("%T: %v", v, err)
			}
			again, err := json.Marshal(v)
			var got string
			if _ = json.Unmarshal(again, &got); err != nil || plain != "" && got != plain {
				t.Fatalf("%T: %q is sent back as %s, %v", v, text, again, err)
			}
		}
	})
}
