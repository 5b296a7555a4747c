package registry

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/limits"
)

// TestWatchEndsStalledConnections: of several answers at once, those that go on come
// whole and the one that stalls ends, also after others have ended.
func TestWatchEndsStalledConnections(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for range 8 {
			_, _ = w.Write([]byte("some bytes"))
			w.(http.Flusher).Flush()
			if r.URL.Path == "/stalls" {
				<-r.Context().Done()
				return
			}
			time.Sleep(200 * time.Millisecond)
		}
	}))
	defer server.Close()
	ctx, stop := Watch(t.Context(), limits.Limits{Idle: 1})
	defer stop()
	get := func(path string) error {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+path, nil)
		if err != nil {
			return err
		}
		response, err := server.Client().Do(request)
		if err != nil {
			return err
		}
		defer response.Body.Close()
		_, err = io.Copy(io.Discard, response.Body)
		return err
	}
	stalled := make(chan error, 1)
	go func() { stalled <- get("/stalls") }()
	for range 2 {
		if err := get("/goes-on"); err != nil {
			t.Errorf("an answer that goes on: %v", err)
		}
	}
	if err := <-stalled; err == nil || !temporary(err) {
		t.Errorf("an answer that stalls: %v", err)
	}
}

func TestPlainHTTPIsAskedForOnly(t *testing.T) {
	t.Setenv("CONTAINERS_REGISTRIES_CONF", "/dev/null")
	secure := &types.SystemContext{}
	insecure := &types.SystemContext{DockerInsecureSkipTLSVerify: types.OptionalBoolTrue}
	for _, c := range []struct {
		sys  *types.SystemContext
		url  string
		want bool
	}{
		{secure, "https://example.com/v2/", true}, {secure, "http://example.com/token", false},
		{insecure, "http://example.com/v2/", true}, {insecure, "http://silent.example.com/v2/", false},
	} {
		silent.Lock()
		silent.at["silent.example.com"] = time.Now()
		silent.Unlock()
		u, err := url.Parse(c.url)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := proxyFor(c.sys)(u); (err == nil) != c.want {
			t.Errorf("%s: %v", c.url, err)
		}
	}
}
