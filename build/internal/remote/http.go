package remote

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/imagebuilder/redact"
)

// kept is the record of a downloaded file.
type kept struct {
	ETag     string
	Modified string // Last-Modified as the server wrote it
	Digest   digest.Digest
}

// File fetches a file and returns the directory that holds it alone, and its
// name: the last element of the URL's path. The directory is shared with other
// builds: it must not be written to. The file's mode is 0600 and its time that of
// the server's Last-Modified, else the beginning of 1970. A checksum, when there
// is one, must be that of the content.
func (f *Fetcher) File(ctx context.Context, address string, checksum digest.Digest) (dir, name string, err error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", "", err
	}
	if name = path.Base(u.Path); name == "." || name == "/" || name == ".." {
		name = "__unnamed__"
	}
	place, unlock, err := f.place(ctx, "http", redact.URLs(address))
	if err != nil {
		return "", "", err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	g := &get{fetcher: f, address: address, place: place, name: name, checksum: checksum, known: readKept(place)}
	if !g.there() {
		g.known = kept{}
	}
	if checksum == "" || g.known.Digest != checksum {
		if err := g.download(ctx); err != nil {
			return "", "", fmt.Errorf("fetching %s: %w", u.Redacted(), err)
		}
	}
	f.note(Fetched{URL: address, Digest: g.known.Digest})
	return filepath.Dir(g.file(g.known)), name, nil
}

// get is one file on its way.
type get struct {
	fetcher     *Fetcher
	address     string
	place, name string
	checksum    digest.Digest // empty: any
	known       kept          // the downloaded file
}

func (g *get) there() bool {
	if g.known.Digest.Validate() != nil {
		return false
	}
	_, err := os.Stat(g.file(g.known))
	return err == nil
}

// file is where a version lies.
func (g *get) file(k kept) string { return filepath.Join(g.place, k.Digest.Encoded(), g.name) }

func readKept(dir string) (k kept) {
	if text, err := os.ReadFile(filepath.Join(dir, "about.json")); err == nil {
		_ = json.Unmarshal(text, &k)
	}
	return k
}

// download fetches a file unless the server says that it did not change.
func (g *get) download(ctx context.Context) error {
	stall, limit := g.fetcher.stall(), g.fetcher.Limits.WithDefaults().Download
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watch := time.AfterFunc(stall, func() { cancel(fmt.Errorf("the server sent nothing for %s", stall)) })
	defer watch.Stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, g.address, nil)
	if err != nil {
		return err
	}
	if g.known.ETag != "" {
		request.Header.Set("If-None-Match", g.known.ETag)
	} else if g.known.Modified != "" {
		request.Header.Set("If-Modified-Since", g.known.Modified)
	}
	progress := g.fetcher.moving(g.address, true)
	defer progress.end()
	response, err := g.fetcher.client().Do(request)
	if err != nil {
		return because(ctx, err)
	}
	defer response.Body.Close()
	switch {
	case response.StatusCode == http.StatusNotModified && g.known.Digest != "":
		return wrongSum(g.known.Digest, g.checksum)
	case response.StatusCode != http.StatusOK:
		return fmt.Errorf("the server answered %s", response.Status)
	case response.ContentLength > limit:
		return tooLarge(limit)
	}
	fresh := kept{ETag: response.Header.Get("ETag"), Modified: response.Header.Get("Last-Modified")}
	part := filepath.Join(g.place, "part")
	body := progress.body(io.LimitReader(response.Body, limit+1), response.ContentLength)
	fresh.Digest, err = save(part, &watched{body, watch, stall}, limit)
	if err == nil {
		err = wrongSum(fresh.Digest, g.checksum)
	}
	if err != nil {
		return errors.Join(because(ctx, err), os.Remove(part))
	}
	return g.keep(part, fresh)
}

// because prefers the reason of a cancelled context to its consequences.
func because(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

func wrongSum(got, want digest.Digest) error {
	if want != "" && got != want {
		return fmt.Errorf("its checksum is %s, not %s", got, want)
	}
	return nil
}

func tooLarge(limit int64) error {
	return &limits.Exceeded{What: "it has more than", Name: "download-bytes", Limit: limit}
}

func save(file string, body io.Reader, limit int64) (digest.Digest, error) {
	if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	out, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	sum := digest.SHA256.Digester()
	n, err := io.Copy(io.MultiWriter(out, sum.Hash()), body)
	if err == nil && n > limit {
		err = tooLarge(limit)
	}
	return sum.Digest(), errors.Join(err, out.Close())
}

func (g *get) keep(part string, k kept) error {
	at := time.Unix(0, 0)
	if t, err := http.ParseTime(k.Modified); err == nil {
		at = t
	}
	about, err := json.Marshal(k)
	if err != nil {
		return err
	}
	g.known = k
	file := g.file(k)
	if _, err := os.Stat(file); err == nil {
		return errors.Join(os.Remove(part), os.WriteFile(filepath.Join(g.place, "about.json"), about, 0o600))
	}
	return errors.Join(
		os.MkdirAll(filepath.Dir(file), 0o755),
		os.Chtimes(part, at, at),
		os.Rename(part, file),
		os.WriteFile(filepath.Join(g.place, "about.json"), about, 0o600))
}

// watched is a body that must not stop coming.
type watched struct {
	io.Reader
	timer *time.Timer
	stall time.Duration
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	if n > 0 {
		w.timer.Reset(w.stall)
	}
	return n, err
}

// client follows redirects within a scheme, or to a safer one.
func (f *Fetcher) client() *http.Client {
	transport := http.DefaultTransport
	if standard, ok := transport.(*http.Transport); ok && f.TLS != nil {
		own := standard.Clone()
		own.TLSClientConfig = f.TLS
		transport = own
	}
	return &http.Client{
		Transport: authorizing{f.Secrets, transport},
		CheckRedirect: func(next *http.Request, via []*http.Request) error {
			was := via[len(via)-1].URL.Scheme
			if next.URL.Scheme != was && next.URL.Scheme != "https" {
				return fmt.Errorf("cooper does not follow the redirect from %s to %s", was, next.URL.Scheme)
			}
			if len(via) >= 10 {
				return errors.New("more than ten redirects")
			}
			// Addresses hold passwords and tokens; where one leads is not to see it.
			next.Header.Del("Referer")
			return nil
		},
	}
}

// authorizing adds the credentials of a host, from the secrets
// HTTP_AUTH_HEADER_<host> (the whole header) and HTTP_AUTH_TOKEN_<host>, to
// requests of that host alone.
type authorizing struct {
	secrets map[string][]byte
	next    http.RoundTripper
}

func (a authorizing) RoundTrip(r *http.Request) (*http.Response, error) {
	if header, ok := a.secrets["HTTP_AUTH_HEADER_"+r.URL.Host]; ok {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", strings.TrimSpace(string(header)))
	} else if token, ok := a.secrets["HTTP_AUTH_TOKEN_"+r.URL.Host]; ok {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
	}
	return a.next.RoundTrip(r)
}
