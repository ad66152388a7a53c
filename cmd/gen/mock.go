package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/docbind/docbind/mock"
	"github.com/docbind/docbind/resolve"
	"github.com/docbind/docbind/workspace"
)

// mockFlags are the flags of gen mock.
type mockFlags struct {
	settings
	addr string
}

// What gen mock says of itself.
const (
	mockHelp = `Mock reads the docs, lists their routes and serves them: every operation answers
with its documented sample, and the header X-Doc-Source names the page and line of it.
Where there is no sample, an answer is made from the documented type.

The header Prefer asks for another answer:

  Prefer: code=404             the sample with this status, or an OData error
  Prefer: example=get_message  the sample of this name
  Prefer: handling=lenient     an answer, whatever the request is like

POST /$batch is answered part by part. Links to further pages lead to this server, and
come to an end.

A request that the docs would not allow is answered with 400 and a body of
application/problem+json: the members and their places, each with the page and line
that tells what is allowed.

Only this machine is served unless the address has a host. An interrupt ends the
server once it has answered what it was asked.`

	mockExamples = `  gen mock --docs docs
  gen mock --docs docs --addr 127.0.0.1:0
  curl -i -H 'Prefer: code=404' http://127.0.0.1:4010/me/messages/1`
)

func newMock() *cobra.Command {
	var m mockFlags
	cmd := &cobra.Command{
		Use:     "mock",
		Short:   "Serve the documented samples",
		Long:    mockHelp,
		Example: mockExamples,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := m.merge(cmd); err != nil {
				return err
			}
			t, err := m.one()
			if err != nil {
				return err
			}
			ctx, stop := interruptible(cmd.Context())
			defer stop()
			return t.Locate(m.run(ctx, t.Config(), cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	m.addFlags(cmd)
	f := cmd.Flags()
	f.StringVar(&m.addr, "addr", "127.0.0.1:4010", "`address` to listen on, host:port; port 0 takes a free one")
	f.StringArray("select", nil, "`pattern` of what to serve, as for gen generate; several with commas, or several times (default all)")
	complete(cmd, "select", func() []string { return m.services(cmd) })
	return cmd
}

// run serves until the context ends. It listens before it reads, so that a port that is
// taken is told at once and early clients only have to wait.
func (m *mockFlags) run(ctx context.Context, c workspace.Config, stdout, stderr io.Writer) error {
	l, err := mock.Listen(m.addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("--addr: %w; port 0 takes one that is free", err)
	}
	if err != nil {
		return fmt.Errorf("--addr: %w", err)
	}
	defer l.Close()
	done := hasty()
	c.Start = progressBar(stderr)
	loaded, err := workspace.Load(c)
	if err != nil {
		return err
	}
	api, err := resolve.Select(loaded.API, c.Select)
	if err != nil {
		return err
	}
	h := mock.New(api)
	done()
	if err := mock.WriteRoutes(stdout, api); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(stdout, "listening on http://%s\n", l.Addr()); err != nil {
		return err
	}
	return mock.Serve(ctx, mock.NewServer(h, log.New(stderr, "", 0)), l)
}
