package library_test

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/docbind/docbind/examples/sdk/library"
)

// shelf is a library for tests: the generated handler serves what it returns.
type shelf struct {
	library.UnimplementedBookHandler
	books []library.Book
}

func (s shelf) List(context.Context, *library.BookListRequest) (*library.Page[library.Book], error) {
	return &library.Page[library.Book]{Value: s.books}, nil
}

func TestOverdue(t *testing.T) {
	at := func(day int) *library.DateTime {
		return library.NewDateTime(time.Date(2031, 3, day, 12, 0, 0, 0, time.UTC))
	}
	server := httptest.NewServer(library.NewHandler(library.Handlers{Book: shelf{books: []library.Book{
		{ID: new("b1"), Borrowed: new(true), Due: at(1)},
		{ID: new("b2"), Borrowed: new(true), Due: at(9)},
		{ID: new("b3"), Borrowed: new(false), Due: at(1)},
		{ID: new("b4"), Borrowed: new(true)},
	}}}))
	defer server.Close()
	client, err := library.NewClient(library.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	late, err := client.Overdue(context.Background(), at(5).Time)
	if err != nil {
		t.Fatal(err)
	}
	if len(late) != 1 || library.Value(late[0].ID) != "b1" {
		t.Errorf("%d books are overdue, want b1 alone", len(late))
	}
}
