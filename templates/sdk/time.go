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

// TimeOfDay is a time on no particular day (Edm.TimeOfDay). Its year is 0.
type TimeOfDay struct {
	Time time.Time
	text string
}

// NewTimeOfDay returns a pointer to the time of day of a time.
func NewTimeOfDay(t time.Time) *TimeOfDay {
	return &TimeOfDay{Time: time.Date(0, 1, 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)}
}

// The layouts that are read; the first of each is the one that is written. Parsing
// takes fractions of a second whether a layout has them or not.
var (
	dateTimeLayouts = []string{
		time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02T15:04:05Z0700",
		"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", time.DateOnly,
	}
	dateLayouts      = append([]string{time.DateOnly}, dateTimeLayouts...)
	timeOfDayLayouts = []string{"15:04:05.999999999", "15:04"}
)

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

func (t *Date) parse(text string) bool {
	read, ok := parseTime(text, dateLayouts)
	if ok {
		read = NewDate(read).Time
	}
	*t = Date{read, text}
	return ok
}

func (t *TimeOfDay) parse(text string) bool {
	read, ok := parseTime(text, timeOfDayLayouts)
	*t = TimeOfDay{read, text}
	return ok
}

// IsZero reports whether there is neither a time nor text that could not be read as
// one.
func (t DateTime) IsZero() bool { return t.text == "" && t.Time.IsZero() }

// IsZero reports whether there is neither a day nor text that could not be read as
// one.
func (t Date) IsZero() bool { return t.text == "" && t.Time.IsZero() }

// IsZero reports whether there is neither a time nor text that could not be read as
// one.
func (t TimeOfDay) IsZero() bool { return t.text == "" && t.Time.IsZero() }

// String returns the time as it is sent.
func (t DateTime) String() string {
	if received, _ := parseTime(t.text, dateTimeLayouts); t.text != "" && received.Equal(t.Time) {
		return t.text
	}
	return t.Time.Format(dateTimeLayouts[0])
}

// String returns the day as it is sent: 2006-01-02.
func (t Date) String() string {
	var received Date
	if received.parse(t.text); t.text != "" && received.Time.Equal(t.Time) {
		return t.text
	}
	return t.Time.Format(dateLayouts[0])
}

// String returns the time of day as it is sent: 15:04:05.
func (t TimeOfDay) String() string {
	if received, _ := parseTime(t.text, timeOfDayLayouts); t.text != "" && received.Equal(t.Time) {
		return t.text
	}
	return t.Time.Format(timeOfDayLayouts[0])
}

// MarshalJSON implements json.Marshaler.
func (t DateTime) MarshalJSON() ([]byte, error) { return json.Marshal(t.String()) }

// MarshalJSON implements json.Marshaler.
func (t Date) MarshalJSON() ([]byte, error) { return json.Marshal(t.String()) }

// MarshalJSON implements json.Marshaler.
func (t TimeOfDay) MarshalJSON() ([]byte, error) { return json.Marshal(t.String()) }

// UnmarshalJSON implements json.Unmarshaler.
func (t *DateTime) UnmarshalJSON(data []byte) error { return unmarshalText(data, t) }

// UnmarshalJSON implements json.Unmarshaler.
func (t *Date) UnmarshalJSON(data []byte) error { return unmarshalText(data, t) }

// UnmarshalJSON implements json.Unmarshaler.
func (t *TimeOfDay) UnmarshalJSON(data []byte) error { return unmarshalText(data, t) }

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
