package sdk

import (
	"encoding/json"
	"strings"
	"time"
)

// DateTime is a point in time (Edm.DateTimeOffset). Times without an offset, which
// some servers send, are taken for UTC. Text that is no time at all leaves Time zero.
// As long as Time is not changed, the text that was received is what is sent.
type DateTime struct {
	Time time.Time
	text string
}

// NewDateTime returns a pointer to the time, which is what fields want. An argument of a
// function is DateTime{Time: t}.
func NewDateTime(t time.Time) *DateTime { return &DateTime{Time: t} }

// dateTimeLayouts are read; the first is the one that is written. Parsing takes
// fractions of a second whether a layout has them or not.
var dateTimeLayouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02T15:04:05Z0700",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", time.DateOnly,
}

// parseTime returns the zero time and false for text in none of the layouts.
func parseTime(text string, layouts []string) (time.Time, bool) {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func (t *DateTime) parse(text string) bool {
	read, ok := parseTime(text, dateTimeLayouts)
	*t = DateTime{read, text}
	return ok
}

// IsZero reports whether there is neither a time nor text that could not be read as
// one.
func (t DateTime) IsZero() bool { return t.text == "" && t.Time.IsZero() }

// String returns the time as it is sent.
func (t DateTime) String() string {
	if received, _ := parseTime(t.text, dateTimeLayouts); t.text != "" && received.Equal(t.Time) {
		return t.text
	}
	return t.Time.Format(dateTimeLayouts[0])
}

// MarshalJSON implements json.Marshaler.
func (t DateTime) MarshalJSON() ([]byte, error) { return json.Marshal(t.String()) }

// UnmarshalJSON implements json.Unmarshaler.
func (t *DateTime) UnmarshalJSON(data []byte) error { return unmarshalText(data, t) }

// textual is a value that takes any text. parse reports whether it could be read.
type textual interface{ parse(text string) bool }

// unmarshalText reads a JSON string. Most strings need no unescaping.
func unmarshalText(data []byte, v textual) error {
	if string(data) == "null" {
		return nil
	}
	if n := len(data); n >= 2 && data[0] == '"' && !strings.Contains(string(data), `\`) {
		v.parse(string(data[1 : n-1]))
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	v.parse(text)
	return nil
}
