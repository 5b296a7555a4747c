package registry

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/docker/distribution/registry/api/errcode"
	"golang.org/x/sys/unix"
)

// answer makes a registry that gives one answer to all requests but, if it is a registry, the first.
func answer(isRegistry bool, status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if isRegistry && r.URL.Path == "/v2/" {
			return
		}
		if strings.HasPrefix(body, "{") {
			w.Header().Set("Content-Type", "application/json")
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// tokens makes a registry whose server of tokens gives an answer.
func tokens(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/token" {
			w.WriteHeader(status)
			return
		}
		w.Header().Set("WWW-Authenticate", `Bearer realm="http://`+r.Host+`/token",service="x"`)
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func TestRefusals(t *testing.T) {
	denied := `{"errors":[{"code":"DENIED","message":"not for you"}]}`
	unknown := `{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}`
	for _, c := range []struct {
		name, says, hint string
		status           int
		handler          http.HandlerFunc
	}{
		{"no credentials", "wants credentials (401 Unauthorized)", "cooper login", 401, answer(false, 401, "")},
		{"wrong password", "does not accept the user name and password", "cooper login", 401, tokens(401)},
		{"no token", "denies access (403 Forbidden)", "cooper login", 403, tokens(403)},
		{"no access", "denies access (403 Forbidden): not for you", "login", 403, answer(true, 403, denied)},
		{"a wall", "denies access (403 Forbidden)", "login", 403, answer(false, 403, "<html></html>")},
		{"no image", "has no such image (404 Not Found): manifest unknown", "tag", 404, answer(true, 404, unknown)},
		{"no registry", "is no image registry (404 Not Found)", "the port", 404, answer(false, 404, "<html>?</html>")},
		{"a fault", "has a fault (500 Internal Server Error)", "later", 500, answer(false, 500, "")},
		{"maintenance", "has a fault (503 Service Unavailable)", "later", 503, answer(true, 503, "{}")},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := httptest.NewServer(c.handler)
			defer server.Close()
			host := strings.TrimPrefix(server.URL, "http://")
			checkRefusal(t, openAt(t, host, false), c.status, host+" "+c.says, c.hint)
		})
	}
	t.Run("limited", func(t *testing.T) {
		// The library waits for a minute before it gives up.
		err := fmt.Errorf("reading manifest: %w", errcode.ErrorCodeTooManyRequests.WithMessage("slow down"))
		says := "host limits requests (429 Too Many Requests): slow down"
		checkRefusal(t, refusedBy("host", err), 429, says, "mirror")
	})
}

func TestUnreachable(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	host := strings.TrimPrefix(plain.URL, "http://")
	checkRefusal(t, openAt(t, host, true), 0, host+" speaks HTTP, not HTTPS", "--tls-verify=false")
	plain.Close()
	checkRefusal(t, openAt(t, host, true), 0, "nothing listens at "+host, "the port")

	encrypted := httptest.NewTLSServer(http.NotFoundHandler())
	defer encrypted.Close()
	host = strings.TrimPrefix(encrypted.URL, "https://")
	checkRefusal(t, openAt(t, host, true), 0, "the certificate of "+host+" is not trusted: x509", "certs.d/"+host)

	proxy := &url.Error{Op: "Get", URL: "https://registry/v2/", Err: &net.OpError{
		Op: "proxyconnect", Net: "tcp", Err: unix.ECONNREFUSED,
	}}
	checkRefusal(t, refusedBy("registry", proxy), 0,
		"the proxy for registry cannot be reached: connection refused", "check HTTPS_PROXY")
}

// openAt opens an image of a registry, and returns why that failed.
func openAt(t *testing.T, host string, verify bool) error {
	t.Helper()
	a := Access{}
	a.TLSVerify = &verify
	_, err := Open(context.Background(), a, "docker://"+host+"/app:1")
	return err
}

func checkRefusal(t *testing.T, err error, status int, says, hint string) {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) {
		t.Fatalf("%v is no refusal", err)
	}
	if r.Status != status || !strings.HasPrefix(r.Error(), says) || !strings.Contains(r.Hint(), hint) {
		t.Errorf("status %d, %q, hint %q", r.Status, r.Error(), r.Hint())
	}
	if strings.Contains(r.Error(), "\n") || r.Unwrap() == nil {
		t.Errorf("%q is not one line about an error of the library", r.Error())
	}
	if temporary(err) != (status >= 500) {
		t.Errorf("temporary(%q) = %t", r.Error(), temporary(err))
	}
}
