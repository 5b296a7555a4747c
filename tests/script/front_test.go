package script

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// front is the registry seen through servers that write down what is asked of
// them, and that are difficult in the ways of real ones:
//
//	$FRONT      plain HTTP; /immutable/ keeps its tags, /flaky/ fails two of three times,
//	            /stall/ stops in the middle of a blob, /short/ ends there, each once;
//	            /corrupt/ gives layers with another time in their gzip header
//	$SILENT     takes connections and says nothing
//	$AUTH       wants users: a for /team/a, b for /team/b
//	$LOOKALIKE  the same, at an address that begins with that of $AUTH
//	$TLS        HTTPS, with the certificate of ca.crt
//	$REALM      the same, that wants a token which $FRONT gives
//	$MTLS       the same, for clients with a certificate only
//
// The certificates and $REQUESTS, a line for each request, lie in $FRONTDIR.
type front struct {
	mu      sync.Mutex
	log     *os.File
	proxy   *httputil.ReverseProxy
	flaky   int
	cut     map[string]bool   // blobs that were given in part
	address map[string]string // variable → host:port
}

func startFront(t *testing.T, registry, dir string) *front {
	t.Helper()
	f := &front{address: map[string]string{}, cut: map[string]bool{}}
	f.proxy = &httputil.ReverseProxy{
		Rewrite:      func(r *httputil.ProxyRequest) { r.SetURL(&url.URL{Scheme: "http", Host: registry}) },
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
		ModifyResponse: func(r *http.Response) error {
			if at, err := url.Parse(r.Header.Get("Location")); err == nil && at.Host == registry {
				at.Scheme, at.Host = "", ""
				r.Header.Set("Location", at.String())
			}
			return nil
		},
	}
	var err error
	if f.log, err = os.Create(filepath.Join(dir, "requests")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.log.Close() })
	a, b := twins(t)
	for name, l := range map[string]net.Listener{"FRONT": nil, "AUTH": a, "LOOKALIKE": b} {
		f.serve(t, name, l, nil)
	}
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { silent.Close() })
	f.address["SILENT"] = silent.Addr().String()
	ca := makeCertificates(t, dir)
	pair, err := tls.LoadX509KeyPair(filepath.Join(dir, "server.crt"), filepath.Join(dir, "server.key"))
	if err != nil {
		t.Fatal(err)
	}
	f.serve(t, "TLS", nil, &tls.Config{Certificates: []tls.Certificate{pair}})
	f.serve(t, "REALM", nil, &tls.Config{Certificates: []tls.Certificate{pair}})
	f.serve(t, "MTLS", nil, &tls.Config{
		Certificates: []tls.Certificate{pair},
		ClientAuth:   tls.RequireAndVerifyClientCert,
		ClientCAs:    ca,
	})
	return f
}

// twins listen on a port and on the one that has a digit more.
func twins(t *testing.T) (a, b net.Listener) {
	for port := 1100; port < 6500; port++ {
		a, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port))
		if err != nil {
			continue
		}
		if b, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port)+"1"); err == nil {
			return a, b
		}
		a.Close()
	}
	t.Fatal("no two ports are free")
	return nil, nil
}

func (f *front) serve(t *testing.T, name string, l net.Listener, config *tls.Config) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { f.answer(name, w, r) })
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // of clients that refuse
	if l != nil {
		server.Listener.Close()
		server.Listener = l
	}
	if server.TLS = config; config != nil {
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	f.address[name] = server.Listener.Addr().String()
}

func (f *front) answer(name string, w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.flaky++
	fails := f.flaky%3 != 0
	user, _, _ := r.BasicAuth()
	fmt.Fprintf(
		f.log, "%s %s %s user=%s type=%s\n", name, r.Method, r.URL.RequestURI(), user, r.Header.Get("Content-Type"),
	)
	f.mu.Unlock()
	path := strings.TrimPrefix(r.URL.Path, "/v2/")
	isTag := r.Method == http.MethodPut && strings.Contains(path, "/manifests/")
	switch {
	case strings.HasPrefix(path, "team/") && user != path[5:6],
		path == "" && (name == "AUTH" || name == "LOOKALIKE") && user == "":
		w.Header().Set("WWW-Authenticate", `Basic realm="front"`)
		w.WriteHeader(http.StatusUnauthorized)
	case strings.HasPrefix(path, "immutable/") && isTag && strings.HasSuffix(path, "/taken"):
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"errors":[{"code":"TAG_INVALID","message":"The image tag 'taken' already exists in the `+
			`'immutable' repository and cannot be overwritten because the tag is immutable."}]}`)
	case strings.HasPrefix(path, "corrupt/") && strings.Contains(path, "/blobs/sha256:") && r.Method == http.MethodGet:
		f.corrupt(w, r)
	case strings.HasPrefix(path, "flaky/") && isTag && fails:
		w.WriteHeader(http.StatusServiceUnavailable)
	case name == "REALM":
		w.Header().Set("WWW-Authenticate",
			fmt.Sprintf(`Bearer realm="http://%s/token",service="front"`, f.address["FRONT"]))
		w.WriteHeader(http.StatusUnauthorized)
	case r.Method == http.MethodGet && strings.Contains(path, "/blobs/") && f.cutsFirst(path):
		f.half(w, r, strings.HasPrefix(path, "stall/"))
	default:
		f.proxy.ServeHTTP(w, r)
	}
}

// cutsFirst reports whether a blob is to be given in part, once.
func (f *front) cutsFirst(path string) bool {
	if !strings.HasPrefix(path, "stall/") && !strings.HasPrefix(path, "short/") {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	defer func() { f.cut[path] = true }()
	return !f.cut[path]
}

// corrupt gives a compressed blob with the same content and another digest.
func (f *front) corrupt(w http.ResponseWriter, r *http.Request) {
	whole := httptest.NewRecorder()
	f.proxy.ServeHTTP(whole, r)
	body := whole.Body.Bytes()
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		body[4]++ // RFC 1952, MTIME
	}
	_, _ = w.Write(body)
}

// half gives the first half of a blob as if it were the whole, or says nothing more.
func (f *front) half(w http.ResponseWriter, r *http.Request, stalls bool) {
	whole := httptest.NewRecorder()
	f.proxy.ServeHTTP(whole, r)
	body := whole.Body.Bytes()
	if stalls {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	_, _ = w.Write(body[:len(body)/2])
	if stalls {
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
}

// makeCertificates writes ca.crt, and certificates of the server and of a client
// with their keys.
func makeCertificates(t *testing.T, dir string) *x509.CertPool {
	t.Helper()
	ca := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, IsCA: true,
		BasicConstraintsValid: true,
		NotBefore:             time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		KeyUsage: x509.KeyUsageCertSign,
	}
	var caKey *ecdsa.PrivateKey
	pool := x509.NewCertPool()
	for i, name := range []string{"ca", "server", "client"} {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		cert := ca
		if caKey == nil {
			caKey = key
		} else {
			cert = &x509.Certificate{
				SerialNumber: big.NewInt(int64(i) + 1), Subject: pkix.Name{CommonName: name},
				IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
				NotBefore:   ca.NotBefore, NotAfter: ca.NotAfter,
				ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
			}
		}
		der, err := x509.CreateCertificate(rand.Reader, cert, ca, &key.PublicKey, caKey)
		if err != nil {
			t.Fatal(err)
		}
		private, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatal(err)
		}
		for file, block := range map[string]*pem.Block{
			"crt": {Type: "CERTIFICATE", Bytes: der},
			"key": {Type: "PRIVATE KEY", Bytes: private},
		} {
			if err := os.WriteFile(filepath.Join(dir, name+"."+file), pem.EncodeToMemory(block), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if name == "ca" {
			parsed, err := x509.ParseCertificate(der)
			if err != nil {
				t.Fatal(err)
			}
			pool.AddCert(parsed)
		}
	}
	return pool
}
