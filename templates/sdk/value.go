package sdk

// Value returns what p points to, and the zero value if p is nil. It reads an
// optional property without a check: Value(message.Subject).
func Value[T any](p *T) T {
	if p == nil {
		return *new(T)
	}
	return *p
}
