package script

import (
	"io"
	"log"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/registry"

	"github.com/cooper-build/cooper/internal/testsigstore"
)

// startListing starts a registry that lists referrers, as the one at $REGISTRY does not.
func startListing(t *testing.T) (address string) {
	t.Helper()
	quiet := registry.Logger(log.New(io.Discard, "", 0))
	server := httptest.NewServer(registry.New(registry.WithReferrersSupport(true), quiet))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

// startSigstore starts a sigstore, and returns the variables by which scripts know it.
func startSigstore(t *testing.T) map[string]string {
	t.Helper()
	server := testsigstore.Start(t)
	trusted := filepath.Join(t.TempDir(), "trusted_root.json")
	if err := os.WriteFile(trusted, server.TrustedRoot, 0o644); err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"FULCIO": server.FulcioURL, "REKOR": server.RekorURL, "TOKEN": server.Token, "TRUSTED": trusted,
		"ISSUER": testsigstore.Issuer, "SUBJECT": testsigstore.Subject,
	}
}
