package sdk

import (
	"encoding/base64"
	"strings"
)

// Binary is bytes that travel as base64 in JSON (Edm.Binary). Both alphabets are
// read, with or without padding (OData JSON Format 4.01, section 7.1: base64url). Text that is no
// base64 at all is kept as it is.
type Binary []byte

// UnmarshalJSON implements json.Unmarshaler.
func (b *Binary) UnmarshalJSON(data []byte) error { return unmarshalText(data, b) }

func (b *Binary) parse(text string) bool {
	*b = decodeBase64(text)
	if *b == nil {
		*b = Binary(text)
		return false
	}
	return true
}

// decodeBase64 returns nil for text that is no base64.
func decodeBase64(text string) []byte {
	text = strings.NewReplacer("-", "+", "_", "/", "\r", "", "\n", "").Replace(text)
	data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return nil
	}
	return data
}
