package library

import (
	"context"
	"time"
)

// Overdue returns the books that had to be back before a time. It is written by hand:
// docbind leaves it as it is, for it lacks the line that begins generated files.
func (c *Client) Overdue(ctx context.Context, before time.Time) ([]*Book, error) {
	var late []*Book
	for book, err := range c.Book.List(ctx) {
		if err != nil {
			return nil, err
		}
		if Value(book.Borrowed) && book.Due != nil && book.Due.Time.Before(before) {
			late = append(late, book)
		}
	}
	return late, nil
}
