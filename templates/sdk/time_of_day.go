package sdk

import (
	"encoding/json"
	"time"
)

// TimeOfDay is a time on no particular day (Edm.TimeOfDay). Its year is 0.
type TimeOfDay struct {
	Time time.Time
	text string
}

// NewTimeOfDay returns a pointer to the time of day of a time.
func NewTimeOfDay(t time.Time) *TimeOfDay {
	return &TimeOfDay{Time: time.Date(0, 1, 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)}
}

// timeOfDayLayouts are read; the first is the one that is written.
var timeOfDayLayouts = []string{"15:04:05.999999999", "15:04"}

func (t *TimeOfDay) parse(text string) bool {
	read, ok := parseTime(text, timeOfDayLayouts)
	*t = TimeOfDay{read, text}
	return ok
}

// IsZero reports whether there is neither a time nor text that could not be read as
// one.
func (t TimeOfDay) IsZero() bool { return t.text == "" && t.Time.IsZero() }

// String returns the time of day as it is sent: 15:04:05.
func (t TimeOfDay) String() string {
	if received, _ := parseTime(t.text, timeOfDayLayouts); t.text != "" && received.Equal(t.Time) {
		return t.text
	}
	return t.Time.Format(timeOfDayLayouts[0])
}

// MarshalJSON implements json.Marshaler.
func (t TimeOfDay) MarshalJSON() ([]byte, error) { return json.Marshal(t.String()) }

// UnmarshalJSON implements json.Unmarshaler.
func (t *TimeOfDay) UnmarshalJSON(data []byte) error { return unmarshalText(data, t) }
