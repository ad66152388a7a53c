package sdk

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// Duration is a length of time (Edm.Duration; ISO 8601: P1DT2H30M). A day has 24
// hours and a week 7 days. Years and months have no fixed length: text with them, as
// any other that can't be read, leaves Duration zero. As long as Duration is not
// changed, the text that was received is what is sent.
type Duration struct {
	Duration time.Duration
	text     string
}

// NewDuration returns a pointer to the duration, which is what fields want.
func NewDuration(d time.Duration) *Duration { return &Duration{Duration: d} }

// String returns the duration as it is sent: PT1H30M.
func (d Duration) String() string {
	if received, _ := parseDuration(d.text); d.text != "" && received == d.Duration {
		return d.text
	}
	return formatDuration(d.Duration)
}

// MarshalJSON implements json.Marshaler.
func (d Duration) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON implements json.Unmarshaler.
func (d *Duration) UnmarshalJSON(data []byte) error { return unmarshalText(data, d) }

func (d *Duration) parse(text string) bool {
	length, ok := parseDuration(text)
	*d = Duration{length, text}
	return ok
}

// parseDuration reads an ISO 8601 duration of weeks, days, hours, minutes and
// seconds.
func parseDuration(text string) (time.Duration, bool) {
	rest, negative := strings.CutPrefix(text, "-")
	rest, ok := strings.CutPrefix(rest, "P")
	date, clock, timed := strings.Cut(rest, "T")
	if !ok || rest == "" || timed && clock == "" {
		return 0, false
	}
	days, ok := sumUnits(date, "WD", 7*24*time.Hour, 24*time.Hour)
	if !ok {
		return 0, false
	}
	hours, ok := sumUnits(clock, "HMS", time.Hour, time.Minute, time.Second)
	total := days + hours
	if !ok || total < 0 {
		return 0, false
	}
	if negative {
		total = -total
	}
	return total, true
}

// sumUnits adds up numbers with units, each unit once and in order.
func sumUnits(text, units string, lengths ...time.Duration) (time.Duration, bool) {
	var total time.Duration
	for text != "" {
		end := strings.IndexAny(text, units)
		if end < 1 {
			return 0, false
		}
		n, err := strconv.ParseFloat(text[:end], 64)
		i := strings.IndexByte(units, text[end])
		if err != nil || n < 0 || n > float64(1<<62)/float64(lengths[i]) {
			return 0, false
		}
		total += time.Duration(n * float64(lengths[i]))
		text, units, lengths = text[end+1:], units[i+1:], lengths[i+1:]
	}
	return total, total >= 0
}

// formatDuration writes hours, minutes and seconds.
func formatDuration(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	text := sign + "PT"
	if h := d / time.Hour; h > 0 {
		text += strconv.FormatInt(int64(h), 10) + "H"
	}
	if m := d % time.Hour / time.Minute; m > 0 {
		text += strconv.FormatInt(int64(m), 10) + "M"
	}
	if s := d % time.Minute; s > 0 || d == 0 {
		text += strconv.FormatFloat(s.Seconds(), 'f', -1, 64) + "S"
	}
	return text
}
