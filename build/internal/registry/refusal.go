package registry

import (
	"cmp"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/docker/distribution/registry/api/errcode"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/types"
	"golang.org/x/sys/unix"
)

// Refusal is a registry that did not do what it was asked for, in one line.
type Refusal struct {
	Host   string
	Status int // of HTTP; 0: there was no answer
	says   string
	hint   string
	err    error // of the library, with the request that failed
}

func (e *Refusal) Error() string { return e.says }

// Unwrap returns the error of the library.
func (e *Refusal) Unwrap() error { return e.err }

// Hint is one thing to try; it may be empty.
func (e *Refusal) Hint() string { return e.hint }

// refused explains an error of a registry. Other errors stay as they are, and so do those of
// several mirrors at once.
func refused(ref types.ImageReference, err error) error {
	var already *Refusal
	var policy *PolicyError
	switch {
	case errors.As(err, &already):
		return already
	case err == nil, errors.As(err, &policy), ref.Transport() != docker.Transport,
		strings.Contains(err.Error(), "Mirrors also failed"):
		return err
	}
	return refusedBy(reference.Domain(ref.DockerReference()), err)
}

// refusedBy explains an error of a host.
func refusedBy(host string, err error) error {
	var request *url.Error
	if errors.As(err, &request) {
		if u, parseErr := url.Parse(request.URL); parseErr == nil {
			host = cmp.Or(u.Host, host) // for example a server of tokens
		}
	}
	r := &Refusal{Host: host, err: err}
	if !r.unreachable() && !r.answered() {
		return err
	}
	return r
}

// unreachable explains that there was no answer of HTTP.
func (e *Refusal) unreachable() bool {
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var network net.Error
	var dial *net.OpError
	switch {
	case errors.Is(e.err, http.ErrSchemeMismatch):
		e.says = e.Host + " speaks HTTP, not HTTPS"
		e.hint = "use --tls-verify=false if you trust the network"
	case errors.As(e.err, &dial) && dial.Op == "proxyconnect":
		e.says = "the proxy for " + e.Host + " cannot be reached: " + dial.Err.Error()
		e.hint = "check HTTPS_PROXY; NO_PROXY lists hosts that need no proxy"
	case errors.Is(e.err, unix.ECONNREFUSED):
		e.says = "nothing listens at " + e.Host + " (connection refused)"
		e.hint = "check the name and the port of the registry"
	case errors.As(e.err, &dns) && dns.IsNotFound:
		e.says = "there is no host " + dns.Name + " (" + dns.Err + ")"
		e.hint = "check the name of the registry, and the network"
	case errors.As(e.err, &certificate):
		e.says = "the certificate of " + e.Host + " is not trusted: " + certificate.Err.Error()
		e.hint = "put the registry's CA into /etc/containers/certs.d/" + e.Host + "/ca.crt, or use --cert-dir DIR"
	case errors.As(e.err, &network) && network.Timeout() && !isLocal(e.err):
		e.says = e.Host + " does not answer in time (timeout)"
		e.hint = "check the network, and HTTPS_PROXY if there is a proxy"
	default:
		return false
	}
	return true
}

// answered explains an answer with a status that is an error.
func (e *Refusal) answered() bool {
	status, message := statusOf(e.err)
	if status < http.StatusBadRequest {
		return false
	}
	e.Status = status
	line := fmt.Sprintf("%d %s", status, http.StatusText(status))
	switch {
	case errors.As(e.err, new(docker.ErrUnauthorizedForCredentials)):
		e.says = e.Host + " does not accept the user name and password"
		e.hint = "cooper login " + e.Host
	case status == http.StatusUnauthorized:
		e.says = e.Host + " wants credentials"
		e.hint = "cooper login " + e.Host + ", or check the name of the image"
	case status == http.StatusForbidden:
		e.says = e.Host + " denies access"
		e.hint = "cooper login " + e.Host + " as a user with access, or check the name of the image"
	case status == http.StatusNotFound && strings.Contains(e.err.Error(), "pinging container registry"):
		e.says = e.Host + " is no image registry"
		e.hint = "check the name and the port of the registry"
	case status == http.StatusNotFound:
		e.says = e.Host + " has no such image"
		e.hint = "check the name and tag"
	case status == http.StatusTooManyRequests:
		e.says = e.Host + " limits requests"
		e.hint = "cooper login " + e.Host + " for a higher limit, or use a mirror in registries.conf"
	case status >= http.StatusInternalServerError:
		e.says = e.Host + " has a fault"
		e.hint = "try again later, or look at the log of the registry"
	default:
		e.says = e.Host + " refuses the request"
	}
	e.says += " (" + line + ")"
	if message != "" && !strings.EqualFold(message, http.StatusText(status)) {
		e.says += ": " + message
	}
	return true
}

// statusInText is a status in an error that has no type.
var statusInText = regexp.MustCompile(`(?:StatusCode: |status: |HTTP )([45]\d\d)\b`)

// statusOf is the status of an answer, and the words of the registry.
func statusOf(err error) (status int, message string) {
	var code errcode.Error
	var plain errcode.ErrorCode
	var unexpected docker.UnexpectedHTTPStatusError
	switch {
	case errors.As(err, &code):
		return code.Code.Descriptor().HTTPStatusCode, code.Message
	case errors.As(err, &plain):
		return plain.Descriptor().HTTPStatusCode, plain.Message()
	case errors.As(err, &unexpected):
		return unexpected.StatusCode, ""
	case errors.Is(err, docker.ErrTooManyRequests):
		return http.StatusTooManyRequests, ""
	case errors.As(err, new(docker.ErrUnauthorizedForCredentials)):
		return http.StatusUnauthorized, ""
	}
	if found := statusInText.FindStringSubmatch(err.Error()); found != nil {
		status, _ = strconv.Atoi(found[1])
	}
	return status, ""
}
