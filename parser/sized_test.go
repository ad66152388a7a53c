package parser

import "testing"

func TestSizedInteger(t *testing.T) {
	for text, want := range map[string]string{
		"64-bit integer": "Int64", "32-bit integer": "Int32", "16 bit int": "Int16", "8-bit integer": "SByte", "24-bit integer": "Int32",
		"Unsigned 8-bit integer": "Byte", "unsigned 16-bit integer": "Int32", "32-bit unsigned integer": "Int64", "unsigned 64-bit integer": "Decimal",
		"signed 64-bit integers": "Int64", "collection of 64-bit integers": "Int64",
		"128-bit integer": "", "4-bit integer": "", "64-bit": "", "64-bit float": "", "integer": "", "bitmap": "", "64-bit 32-bit integer": "", "-8-bit integer": "SByte",
	} {
		if got := sizedInteger(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
