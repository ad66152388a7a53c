package sdk

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// doID is what errors call a request that is no operation's.
const doID = "Do"

// doRequest sends a request that the docs don't have. Everything but the path is as in the
// calls of operations.
func doRequest[R any](ctx context.Context, c *core, method, path string, body any, opts []CallOption) (R, error) {
	var result R
	op, query, err := requested(method, path)
	if err != nil {
		return result, err
	}
	if query != "" {
		opts = append([]CallOption{func(o *callOptions) { o.query = append(o.query, query) }}, opts...)
	}
	if reader, ok := body.(io.Reader); ok {
		body = newRawBody("", reader)
	}
	if stream, ok := any(&result).(*io.ReadCloser); ok {
		op.stream = true
		*stream, err = callStream(ctx, c, op, body, opts)
		return result, err
	}
	return call[R](ctx, c, op, body, opts)
}

// requested describes a request by its method and path.
func requested(method, path string) (op *operation, query string, err error) {
	u, err := url.Parse(path)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", doID, err)
	}
	if u.IsAbs() || u.Host != "" || u.Fragment != "" {
		return nil, "", fmt.Errorf("%s: %q is no path below the base URL; WithLink takes a link of the server", doID, path)
	}
	path, query, _ = strings.Cut(path, "?")
	path = "/" + strings.TrimPrefix(strings.NewReplacer("{", "%7B", "}", "%7D").Replace(path), "/")
	return &operation{id: doID, method: strings.ToUpper(method), path: path, contentType: "application/octet-stream"}, query, nil
}
