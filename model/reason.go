package model

import (
	"net/http"
	"slices"
	"strings"
)

// laterReasons are those of newer standards (RFC 9110, section 15; RFC 7231, section 6.5) where
// net/http has older ones.
var laterReasons = map[int][]string{
	http.StatusRequestEntityTooLarge:        {"Content Too Large", "Payload Too Large"},
	http.StatusRequestURITooLong:            {"URI Too Long"},
	http.StatusRequestedRangeNotSatisfiable: {"Range Not Satisfiable"},
	http.StatusUnprocessableEntity:          {"Unprocessable Content"},
}

// Reasons are the words that a status is known by, the usual ones first; none if it has none.
func Reasons(status int) []string {
	usual := http.StatusText(status)
	if usual == "" {
		return nil
	}
	return append([]string{usual}, laterReasons[status]...)
}

// IsReason reports whether words are those of a status, whatever their case.
func IsReason(status int, words string) bool {
	return strings.EqualFold(words, http.StatusText(status)) ||
		slices.ContainsFunc(laterReasons[status], func(reason string) bool { return strings.EqualFold(words, reason) })
}
