package sign

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/cooper-build/cooper/imagebuilder"
)

// audience is for whom an identity token must be made.
const audience = "sigstore"

// projectedToken is where Kubernetes puts a token of a service account for sigstore, by the
// convention of cosign.
const projectedToken = "/var/run/sigstore/cosign/oidc-token"

// maxToken is the size of an identity token, in bytes.
const maxToken = 64 << 10

// ErrNoToken means that neither the caller nor the CI gave an identity token.
var ErrNoToken = errors.New("there is no identity token")

// identityToken finds the identity of the caller: a file, $SIGSTORE_ID_TOKEN, the token service of
// GitHub Actions, or the token of a Kubernetes pod.
func identityToken(ctx context.Context, file string) (string, error) {
	if file != "" {
		return readToken(file)
	}
	if token := os.Getenv("SIGSTORE_ID_TOKEN"); token != "" {
		return token, nil
	}
	if address := os.Getenv("ACTIONS_ID_TOKEN_REQUEST_URL"); address != "" {
		return githubToken(ctx, address, os.Getenv("ACTIONS_ID_TOKEN_REQUEST_TOKEN"))
	}
	if _, err := os.Stat(projectedToken); err == nil {
		return readToken(projectedToken)
	}
	return "", imagebuilder.WithHint(ErrNoToken,
		"use --identity-token FILE, or set SIGSTORE_ID_TOKEN; a job of GitHub Actions needs the permission "+
			"id-token: write")
}

func readToken(file string) (string, error) {
	in, err := os.Open(file)
	if err != nil {
		return "", fmt.Errorf("reading the identity token: %w", err)
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, maxToken))
	if err != nil {
		return "", fmt.Errorf("reading the identity token: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}

// githubToken asks the token service of GitHub Actions.
func githubToken(ctx context.Context, address, bearer string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("asking GitHub for an identity token: %w", err)
	}
	query := u.Query()
	query.Set("audience", audience)
	u.RawQuery = query.Encode()
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return "", fmt.Errorf("asking GitHub for an identity token: %w", err)
	}
	request.Header.Set("Authorization", "Bearer "+bearer)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", fmt.Errorf("asking GitHub for an identity token: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("asking GitHub for an identity token: the server answered %s", response.Status)
	}
	var answer struct {
		Value string `json:"value"`
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, maxToken)).Decode(&answer); err != nil {
		return "", fmt.Errorf("asking GitHub for an identity token: %w", err)
	}
	return answer.Value, nil
}
