package parser

import (
	"strconv"
	"strings"
)

// sizedInteger returns the smallest of OData's integers that holds what a cell calls by
// its size, "" if it doesn't: 64-bit integer, unsigned 32-bit int.
func sizedInteger(text string) string {
	if !strings.Contains(text, "bit") { // as most cells
		return ""
	}
	bits, unsigned, integer := 0, false, false
	for _, w := range strings.Fields(strings.ToLower(strings.ReplaceAll(text, "-", " "))) {
		switch w {
		case "bit", "signed", "a", "an", "collection", "of":
		case "unsigned":
			unsigned = true
		case "integer", "integers", "int":
			integer = true
		default:
			n, err := strconv.Atoi(w)
			if err != nil || n < 8 || n > 64 || bits != 0 {
				return ""
			}
			bits = n
		}
	}
	if !integer || bits == 0 {
		return ""
	}
	if unsigned && bits > 8 { // Byte is the only one without a sign
		bits++
	}
	switch {
	case unsigned && bits <= 8:
		return "Byte"
	case bits <= 8:
		return "SByte"
	case bits <= 16:
		return "Int16"
	case bits <= 32:
		return "Int32"
	case bits <= 64:
		return "Int64"
	}
	return "Decimal"
}
