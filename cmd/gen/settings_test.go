package main

import (
	"slices"
	"testing"
)

// TestSplitPatterns: commas separate patterns unless they stand in a function.
func TestSplitPatterns(t *testing.T) {
	for _, test := range []struct{ given, want []string }{
		{[]string{"DriveItem"}, []string{"DriveItem"}},
		{[]string{"DriveItem,User, Message.Send*", "me"}, []string{"DriveItem", "User", "Message.Send*", "me"}},
		{[]string{"GET /x/cell(row={row},column={column}),User"}, []string{"GET /x/cell(row={row},column={column})", "User"}},
		{[]string{"/a/{b,c},"}, []string{"/a/{b,c}"}},
		{[]string{"a),b"}, []string{"a)", "b"}},
		{[]string{"a),f(x,y)"}, []string{"a)", "f(x,y)"}},
		{[]string{"a, ,b"}, []string{"a", "b"}},
		{[]string{"f(x,y"}, []string{"f(x,y"}},
		{[]string{""}, []string{""}},
		{[]string{","}, []string{","}},
	} {
		if got := splitPatterns(test.given); !slices.Equal(got, test.want) {
			t.Errorf("%q is split into %q, want %q", test.given, got, test.want)
		}
	}
}
