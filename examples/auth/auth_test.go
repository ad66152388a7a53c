package auth_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"golang.org/x/oauth2"

	"github.com/docbind/docbind/examples/auth"
	graph "github.com/docbind/docbind/generated"
)

// credential stands for one of azidentity.
type credential struct{ err error }

func (c credential) GetToken(_ context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "azure for " + fmt.Sprint(o.Scopes), ExpiresOn: time.Now().Add(time.Hour)}, c.err
}

// sent returns the credentials that a request with the token source has.
func sent(t *testing.T, source func(context.Context) (string, error)) (string, error) {
	t.Helper()
	var got string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Authorization")
		io.WriteString(w, "{}")
	}))
	defer server.Close()
	client, err := graph.NewClient(graph.WithBaseURL(server.URL), graph.WithToken(source))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.TodoTask.Get(t.Context(), "list", "task")
	return got, err
}

func TestAzure(t *testing.T) {
	got, err := sent(t, auth.Azure(credential{}, "https://graph.microsoft.com/.default"))
	if want := "Bearer azure for [https://graph.microsoft.com/.default]"; err != nil || got != want {
		t.Errorf("got %q, %v", got, err)
	}
	expired := errors.New("expired")
	if got, err := sent(t, auth.Azure(credential{expired})); !errors.Is(err, expired) || got != "" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestOAuth2(t *testing.T) {
	source := oauth2.ReuseTokenSource(nil, oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "oauth"}))
	if got, err := sent(t, auth.OAuth2(source)); err != nil || got != "Bearer oauth" {
		t.Errorf("got %q, %v", got, err)
	}
	if got, err := sent(t, auth.OAuth2(failing{})); !errors.Is(err, errRefused) || got != "" {
		t.Errorf("got %q, %v", got, err)
	}
}

var errRefused = errors.New("refused")

type failing struct{}

func (failing) Token() (*oauth2.Token, error) { return nil, errRefused }
