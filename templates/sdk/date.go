package sdk

import (
	"encoding/json"
	"time"
)

// Date is a day (Edm.Date), midnight UTC.
type Date struct {
	Time time.Time
	text string
}

// NewDate returns a pointer to the day of a time in the time's own zone. An argument of
// a function is *NewDate(t).
func NewDate(t time.Time) *Date {
	return &Date{Time: time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)}
}

// dateLayouts are read; the first is the one that is written.
var dateLayouts = append([]string{time.DateOnly}, dateTimeLayouts...)

func (t *Date) parse(text string) bool {
	read, ok := parseTime(text, dateLayouts)
	if ok {
		read = NewDate(read).Time
	}
	*t = Date{read, text}
	return ok
}

// IsZero reports whether there is neither a day nor text that could not be read as
// one.
func (t Date) IsZero() bool { return t.text == "" && t.Time.IsZero() }

// String returns the day as it is sent: 2006-01-02.
func (t Date) String() string {
	var received Date
	if received.parse(t.text); t.text != "" && received.Time.Equal(t.Time) {
		return t.text
	}
	return t.Time.Format(dateLayouts[0])
}

// MarshalJSON implements json.Marshaler.
func (t Date) MarshalJSON() ([]byte, error) { return json.Marshal(t.String()) }

// UnmarshalJSON implements json.Unmarshaler.
func (t *Date) UnmarshalJSON(data []byte) error { return unmarshalText(data, t) }
