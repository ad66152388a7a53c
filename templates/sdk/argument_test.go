package sdk

import (
	"reflect"
	"testing"
	"time"
)

// TestArguments writes arguments as the client does and reads them as the handler does.
func TestArguments(t *testing.T) {
	type state string
	at := time.Date(2024, 2, 29, 13, 5, 0, 250_000_000, time.FixedZone("", 3600))
	for want, v := range map[string]any{
		"2024-02-29T13:05:00.25+01:00": DateTime{Time: at},
		"2024-02-29":                   *NewDate(at),
		"13:05:00.25":                  *NewTimeOfDay(at),
		"PT1H30M":                      Duration{Duration: 90 * time.Minute},
		"on":                           state("on"),
		"true":                         true,
		"-7":                           int32(-7),
		"9007199254740993":             int64(9007199254740993),
		"0.5":                          0.5,
		`["a","b'c"]`:                  []string{"a", "b'c"},
		"[1,2]":                        []int32{1, 2},
		`["2024-02-29"]`:               []Date{*NewDate(at)},
		"[]":                           []state(nil),
	} {
		if got := argText(v); got != want {
			t.Errorf("%T: got %s, want %s", v, got, want)
		}
		read := reflect.New(reflect.TypeOf(v))
		if err := setArgument(read.Elem(), want); err != nil || argText(read.Elem().Interface()) != want {
			t.Errorf("%s is read as %v, %v", want, read.Elem(), err)
		}
	}
}

// TestBadArguments: what is no value of the type is a bad request.
func TestBadArguments(t *testing.T) {
	for _, v := range []any{DateTime{}, Date{}, TimeOfDay{}, Duration{}, true, int32(0), int64(0), 0.5, []string{}, []int32{}, []Date{}} {
		for _, text := range []string{"", "x", "'2020-01-01'", "{}", `["a",1]`} {
			if err := setArgument(reflect.New(reflect.TypeOf(v)).Elem(), text); err == nil {
				t.Errorf("%q is taken for a %T", text, v)
			}
		}
	}
	if err := setArgument(reflect.New(reflect.TypeFor[DateTime]()).Elem(), "0001-01-01T00:00:00Z"); err != nil {
		t.Errorf("the first moment of all is no time: %v", err)
	}
}
