package kubernetes

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig"
)

// client speaks to the API of a cluster.
type client struct {
	ask func(context.Context) (kubeconfig.Endpoint, error)

	mu       sync.Mutex
	endpoint kubeconfig.Endpoint
	http     *http.Client
	answers  atomic.Bool   // the API server has answered once
	slots    chan struct{} // requests at a time that change something
	opening  chan struct{} // streams that wait for their first answer
}

// changesAtOnce is how many requests that change something run at a time. Hundreds at once would only
// wait in the queues of the API server (API priority and fairness).
const changesAtOnce = 32

// openAtOnce is how many logs are opened at a time. When an API server is back, hundreds of followers
// would come at once, each with a connection of its own.
const openAtOnce = 32

// openTime is for how long a stream that gets no answer holds others back: a kubelet answers with the
// first line of a log.
const openTime = time.Second

// attempts is how often a request is tried that the API server cannot answer now.
const attempts = 8

func newClient(ask func(context.Context) (kubeconfig.Endpoint, error)) *client {
	return &client{
		ask: ask, slots: make(chan struct{}, changesAtOnce), opening: make(chan struct{}, openAtOnce),
	}
}

// connect finds the way to the cluster, again if what was known before is no longer accepted.
func (c *client) connect(ctx context.Context, refused time.Time) (*http.Client, kubeconfig.Endpoint, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.http != nil && c.endpoint.Asked.After(refused) {
		return c.http, c.endpoint, nil
	}
	endpoint, err := c.ask(ctx)
	if err != nil {
		return nil, endpoint, err
	}
	transport, err := transportTo(&endpoint)
	if err != nil {
		return nil, endpoint, err
	}
	c.endpoint, c.http = endpoint, &http.Client{Transport: transport}
	return c.http, endpoint, nil
}

// pingTime is for how long a connection may carry nothing until it is tried, and for how long the answer
// may take.
const pingTime = 15 * time.Second

// transportTo is the transport to a cluster.
func transportTo(e *kubeconfig.Endpoint) (*http.Transport, error) {
	out := http.DefaultTransport.(*http.Transport).Clone()
	out.ForceAttemptHTTP2, out.ResponseHeaderTimeout = true, 2*time.Minute
	// A connection that carries nothing may be dead: a load balancer has forgotten it, or its other end
	// is gone. Nobody else would tell a watch. What waits for a slow reader is bounded.
	out.HTTP2 = &http.HTTP2Config{
		SendPingTimeout: pingTime, PingTimeout: pingTime, MaxReceiveBufferPerStream: 256 << 10,
	}
	config := &tls.Config{ServerName: e.ServerName, InsecureSkipVerify: e.Insecure}
	if len(e.CA) != 0 {
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(e.CA) {
			return nil, errors.New("the kubeconfig has an invalid certificate authority")
		}
	}
	if len(e.Cert) != 0 {
		pair, err := tls.X509KeyPair(e.Cert, e.Key)
		if err != nil {
			return nil, fmt.Errorf("the client certificate of the kubeconfig: %w", err)
		}
		config.Certificates = []tls.Certificate{pair}
	}
	out.TLSClientConfig = config
	if e.Proxy != "" {
		proxy, err := url.Parse(e.Proxy)
		if err != nil {
			return nil, fmt.Errorf("the proxy of the kubeconfig: %w", err)
		}
		out.Proxy = http.ProxyURL(proxy)
	}
	return out, nil
}

// statusError is an answer of the API that is no success (metav1.Status).
type statusError struct {
	Code    int
	Reason  string
	Message string
	retry   time.Duration
}

func (e *statusError) Error() string {
	if e.Message != "" {
		return e.Message
	}
	return fmt.Sprintf("the API server answers %d %s", e.Code, http.StatusText(e.Code))
}

// isStatus reports whether an error is an answer with a status.
func isStatus(err error, code int) bool {
	var status *statusError
	return errors.As(err, &status) && status.Code == code
}

// call does a request whose answer is an object. A request that the server could not take is tried again.
func (c *client) call(ctx context.Context, method, path string, query url.Values, body, into any) error {
	if method != http.MethodGet {
		if err := c.enter(ctx); err != nil {
			return err
		}
		defer c.leave()
	}
	return c.try(ctx, method, path, query, body, into)
}

// enter waits until a request that changes something may be sent.
func (c *client) enter(ctx context.Context) error {
	select {
	case c.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *client) leave() { <-c.slots }

// Times of a deletion: in the queue behind hundreds of others, and for itself.
const (
	queueTime  = 2 * time.Minute
	deleteTime = 10 * time.Second
)

// remove deletes an object, for a build that was canceled too. It is no error if there is none.
func (c *client) remove(ctx context.Context, path string, body any) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), queueTime)
	defer cancel()
	if err := c.enter(ctx); err != nil {
		return err
	}
	defer c.leave()
	ctx, stop := context.WithTimeout(ctx, deleteTime)
	defer stop()
	if err := c.try(ctx, http.MethodDelete, path, nil, body, nil); !isStatus(err, http.StatusNotFound) {
		return err
	}
	return nil
}

func (c *client) try(ctx context.Context, method, path string, query url.Values, body, into any) error {
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			return err
		}
	}
	var failed error
	for n := range attempts {
		stream, err := c.open(ctx, method, path, query, text)
		if err == nil {
			err = decode(stream, into)
		}
		// An attempt whose answer was lost may have made the object.
		if method == http.MethodPost && failed != nil && isStatus(err, http.StatusConflict) {
			return nil
		}
		if err == nil || ctx.Err() != nil || !passing(err) {
			return err
		}
		failed = err
		if !sleep(ctx, pause(err, n)) {
			return ctx.Err()
		}
	}
	return failed
}

// follow opens a stream that others must not hold up.
func (c *client) follow(ctx context.Context, path string, query url.Values) (io.ReadCloser, error) {
	select {
	case c.opening <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	leave := sync.OnceFunc(func() { <-c.opening })
	defer leave()
	defer time.AfterFunc(openTime, leave).Stop()
	return c.open(ctx, http.MethodGet, path, query, nil)
}

// pause is how long to wait after an error, the first of which has the number 0. The API server may say
// how long. A part of it is random, so that those who failed together do not come together.
func pause(err error, number int) time.Duration {
	wait := min(250*time.Millisecond<<min(number, 5), 8*time.Second)
	var status *statusError
	if errors.As(err, &status) {
		wait = max(wait, status.retry)
	}
	return wait + rand.N(wait/2)
}

func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

// passing reports whether an error may be gone the next time: the server is away, starts, or has too
// much to do.
func passing(err error) bool {
	var status *statusError
	if errors.As(err, &status) {
		return status.Code == http.StatusTooManyRequests || status.Code >= http.StatusInternalServerError
	}
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	return !errors.As(err, &unknown) && !errors.As(err, &host)
}

// patience tells a refusal that lasts from one that passes: an API server that has just started refuses
// everybody until it has read who may do what.
type patience struct {
	before bool      // a request was accepted once
	since  time.Time // of the refusals, none of which was followed by an acceptance
}

// startTime is for how long an API server that accepted requests before may refuse them.
const startTime = time.Minute

func (p *patience) accepted() { *p = patience{before: true} }

// mayPass reports whether an error is a refusal that may be over soon.
func (p *patience) mayPass(err error) bool {
	if !isRefusal(err) {
		return false
	}
	if p.since.IsZero() {
		p.since = time.Now()
	}
	return p.before && time.Since(p.since) < startTime
}

// isRefusal reports whether an error says that the caller may not do something.
func isRefusal(err error) bool {
	return isStatus(err, http.StatusForbidden) || isStatus(err, http.StatusUnauthorized)
}

// maxObject bounds an answer that is one object, in bytes.
const maxObject = 64 << 20

func decode(stream io.ReadCloser, into any) error {
	defer stream.Close()
	if into == nil {
		_, err := io.Copy(io.Discard, io.LimitReader(stream, maxObject))
		return err
	}
	return json.NewDecoder(io.LimitReader(stream, maxObject)).Decode(into)
}

// open does a request once, or twice if the credentials have expired, and returns the body of the answer.
func (c *client) open(
	ctx context.Context, method, path string, query url.Values, body []byte,
) (io.ReadCloser, error) {
	var refused time.Time
	for {
		client, endpoint, err := c.connect(ctx, refused)
		if err != nil {
			return nil, err
		}
		response, err := c.send(ctx, client, &endpoint, method, path, query, body)
		if err != nil {
			return nil, err
		}
		c.answers.Store(true)
		if response.StatusCode < http.StatusMultipleChoices {
			return response.Body, nil
		}
		failed := statusOf(response)
		if failed.Code != http.StatusUnauthorized || !refused.IsZero() {
			return nil, failed
		}
		refused = endpoint.Asked
	}
}

func (c *client) send(
	ctx context.Context, client *http.Client, e *kubeconfig.Endpoint,
	method, path string, query url.Values, body []byte,
) (*http.Response, error) {
	address := strings.TrimSuffix(e.Server, "/") + path
	if len(query) != 0 {
		address += "?" + query.Encode()
	}
	request, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	maps.Copy(request.Header, e.Headers)
	request.Header.Set("User-Agent", "cooper")
	request.Header.Set("Accept", "application/json")
	if len(body) == 0 {
		request.Body, request.ContentLength = http.NoBody, 0
	} else {
		request.Header.Set("Content-Type", "application/json")
	}
	return client.Do(request)
}

// statusOf reads an answer that is an error.
func statusOf(r *http.Response) *statusError {
	defer r.Body.Close()
	out := &statusError{Code: r.StatusCode}
	text, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	var status struct{ Message, Reason string }
	if json.Unmarshal(text, &status) == nil {
		out.Message, out.Reason = status.Message, status.Reason
	}
	if seconds, err := strconv.Atoi(r.Header.Get("Retry-After")); err == nil {
		out.retry = min(time.Duration(seconds)*time.Second, time.Minute)
	}
	return out
}
