package script

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

// startNear serves /file.txt at an address of this machine that others on its network reach, until
// the test ends. The URL is empty if the machine has no such address.
func startNear(t *testing.T) string {
	t.Helper()
	own, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range own {
		prefix, err := netip.ParsePrefix(a.String())
		if err != nil || !prefix.Addr().Is4() || !prefix.Addr().IsGlobalUnicast() {
			continue
		}
		listener, err := net.Listen("tcp", netip.AddrPortFrom(prefix.Addr(), 0).String())
		if err != nil {
			continue
		}
		handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("from near\n"))
		})
		server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: handler}}
		server.Start()
		t.Cleanup(server.Close)
		return server.URL
	}
	return ""
}

// hostOf is the host of a URL, with its port.
func hostOf(url string) string { return strings.TrimPrefix(url, "http://") }

// portOf is the port of a URL.
func portOf(url string) string { return url[strings.LastIndex(url, ":")+1:] }
