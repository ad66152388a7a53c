package mock

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/docbind/docbind/internal/visible"
	"github.com/docbind/docbind/model"
)

// The limits of a server: who is slow or says too much must not stand in the way of
// others.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 2 * time.Minute // of a whole request
	writeTimeout  = readTimeout + time.Minute
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
	// grace is how long requests may go on after a server was told to end.
	grace = 2 * time.Second
)

// NewServer returns a server that bounds what one client can take of it. A handler that
// panics ends its connection and no other (see [http.Handler]); log hears of it.
func NewServer(h http.Handler, log *log.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ErrorLog:          log,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
	}
}

// Serve answers on a listener until the context ends. Requests that are under way are
// finished, as long as they are quick about it. It closes the listener.
func Serve(ctx context.Context, s *http.Server, l net.Listener) error {
	ended := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		err := s.Shutdown(last)
		if errors.Is(err, context.DeadlineExceeded) {
			err = s.Close()
		}
		ended <- err
	})
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) || stop() {
		return err
	}
	return <-ended
}

// Listen listens on an address: host:port, where no host is this machine alone.
func Listen(address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("the address %q is not host:port; write 127.0.0.1:4010, or :4010, which is the same", address)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	return net.Listen("tcp", net.JoinHostPort(host, port))
}

// WriteRoutes lists the routes of an API, a line each: method, path, operation, and the
// page and line that documents it.
func WriteRoutes(w io.Writer, api *model.API) error {
	var b strings.Builder
	for i := range api.Services {
		for j := range api.Services[i].Operations {
			op := &api.Services[i].Operations[j]
			for _, r := range op.Routes {
				b.WriteString(op.Method + " " + r.Template + "  " + op.ID() + "  " + r.Pos.PageLine() + "\n")
			}
		}
	}
	_, err := io.WriteString(w, visible.Lines(b.String()))
	return err
}
