package resolve

import (
	"strconv"
	"strings"
	"time"

	"github.com/docbind/docbind/jsonscan"
	"github.com/docbind/docbind/model"
)

// fits reports whether a path value can be the argument of a typed parameter: the
// generated handler takes nothing else for one.
func fits(ref model.TypeRef, v string) bool {
	if ref.Collection {
		return strings.HasPrefix(v, "[") && jsonscan.Valid(v)
	}
	var err error
	switch ref.Name {
	case "Edm.Boolean":
		return v == "true" || v == "false"
	case "Edm.Int16", "Edm.Int32", "Edm.Byte", "Edm.SByte":
		_, err = strconv.ParseInt(v, 10, 32)
	case "Edm.Int64":
		_, err = strconv.ParseInt(v, 10, 64)
	case "Edm.Double", "Edm.Single", "Edm.Decimal":
		_, err = strconv.ParseFloat(v, 64)
	case "Edm.Date", "Edm.DateTimeOffset":
		return inLayout(v, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", time.DateOnly)
	case "Edm.TimeOfDay":
		return inLayout(v, time.TimeOnly, "15:04")
	case "Edm.Duration":
		return strings.HasPrefix(strings.TrimPrefix(v, "-"), "P") && strings.IndexFunc(v, func(c rune) bool {
			return !strings.ContainsRune("-PTWDHMS.0123456789", c)
		}) < 0
	}
	return err == nil
}

// inLayout reports whether a text is a time in one of the layouts.
func inLayout(v string, layouts ...string) bool {
	for _, layout := range layouts {
		if _, err := time.Parse(layout, v); err == nil {
			return true
		}
	}
	return false
}
