// Package auth shows how the credentials of the common libraries become the token
// source of a generated client. It is a module of its own, so that neither docbind nor
// what it generates needs those libraries: copy the function that you need.
package auth

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"golang.org/x/oauth2"
)

// Azure makes a token source of a credential such as those of azidentity, which cache
// their tokens. Scopes are those of the API: https://graph.microsoft.com/.default.
func Azure(credential azcore.TokenCredential, scopes ...string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		token, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: scopes})
		if err != nil {
			return "", err
		}
		return token.Token, nil
	}
}

// OAuth2 makes a token source of one of OAuth 2.0, which [oauth2.ReuseTokenSource] lets
// cache its tokens. The HTTP client of [oauth2.NewClient] would send them to every host
// that a redirect leads to; a token source sends them to the API only.
func OAuth2(source oauth2.TokenSource) func(context.Context) (string, error) {
	return func(context.Context) (string, error) {
		token, err := source.Token()
		if err != nil {
			return "", err
		}
		return token.AccessToken, nil
	}
}
