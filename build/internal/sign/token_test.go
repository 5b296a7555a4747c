package sign

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

// The identity of a caller is found in a file, the environment, or the token service of GitHub Actions.
func TestIdentityToken(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		if r.Header.Get("Authorization") != "Bearer asked" || query.Get("audience") != "sigstore" ||
			query.Get("api-version") != "2" {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]string{"value": "of GitHub"})
	}))
	defer server.Close()
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("of the file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		file, variable, address, bearer string
		want                            string // empty: an error
	}{
		"file":     {file: file, variable: "of the variable", want: "of the file"},
		"no file":  {file: file + "x"},
		"variable": {variable: "of the variable", address: server.URL, want: "of the variable"},
		"GitHub":   {address: server.URL + "?api-version=2", bearer: "asked", want: "of GitHub"},
		"refused":  {address: server.URL + "?api-version=2", bearer: "other"},
		"nobody":   {address: "http://127.0.0.1:1", bearer: "asked"},
	} {
		t.Setenv("SIGSTORE_ID_TOKEN", test.variable)
		t.Setenv("ACTIONS_ID_TOKEN_REQUEST_URL", test.address)
		t.Setenv("ACTIONS_ID_TOKEN_REQUEST_TOKEN", test.bearer)
		got, err := identityToken(t.Context(), test.file)
		if got != test.want || (err == nil) != (test.want != "") {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
	t.Setenv("SIGSTORE_ID_TOKEN", "")
	t.Setenv("ACTIONS_ID_TOKEN_REQUEST_URL", "")
	if _, err := identityToken(t.Context(), ""); !errors.Is(err, ErrNoToken) {
		t.Errorf("nothing: %v", err)
	}
}
