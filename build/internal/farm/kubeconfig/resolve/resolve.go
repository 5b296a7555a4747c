// Package resolve reads kubeconfigs with the library of kubectl, credential plugins included. Only
// cooper-kubeconfig links it.
package resolve

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/transport"

	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig"
)

// Main reads a request and writes an endpoint. It returns the exit code.
func Main(in io.Reader, out, errOut io.Writer) int {
	var request kubeconfig.Request
	err := json.NewDecoder(in).Decode(&request)
	var endpoint kubeconfig.Endpoint
	if err == nil {
		endpoint, err = resolve(request)
	}
	if err == nil {
		err = json.NewEncoder(out).Encode(endpoint)
	}
	if err != nil {
		fmt.Fprintln(errOut, err)
		return 1
	}
	return 0
}

func resolve(r kubeconfig.Request) (e kubeconfig.Endpoint, err error) {
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	rules.ExplicitPath = r.Kubeconfig
	overrides := &clientcmd.ConfigOverrides{CurrentContext: r.Context}
	overrides.Context.Namespace = r.Namespace
	loaded := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, overrides)
	config, err := loaded.ClientConfig()
	if clientcmd.IsEmptyConfig(err) {
		return e, errors.New("it names no cluster, and this is no pod: looked at $KUBECONFIG and ~/.kube/config")
	}
	if err != nil {
		return e, err
	}
	if raw, err := loaded.RawConfig(); err == nil {
		e.Context = raw.CurrentContext
	}
	if r.Context != "" {
		e.Context = r.Context
	}
	if e.Namespace, _, err = loaded.Namespace(); err != nil {
		return e, err
	}
	if err := rest.LoadTLSFiles(config); err != nil {
		return e, err
	}
	server, _, err := rest.DefaultServerUrlFor(config)
	if err != nil {
		return e, err
	}
	e.Server, e.ServerName, e.Insecure = server.String(), config.ServerName, config.Insecure
	e.CA, e.Cert, e.Key = config.CAData, config.CertData, config.KeyData
	if config.Proxy != nil {
		if proxy, err := config.Proxy(&http.Request{URL: server}); err == nil && proxy != nil {
			e.Proxy = proxy.String()
		}
	}
	return e, authenticate(&e, config, server)
}

// authenticate asks for credentials as for a request: for a token, whose file or plugin is read, and for
// a certificate that a plugin makes.
func authenticate(e *kubeconfig.Endpoint, config *rest.Config, server *url.URL) error {
	e.Asked = time.Now()
	c, err := config.TransportConfig()
	if err != nil {
		return err
	}
	heard := &listener{}
	through, err := transport.HTTPWrappersForConfig(c, heard)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.String(), nil)
	if err != nil {
		return err
	}
	response, err := through.RoundTrip(request)
	if err != nil {
		return err
	}
	_ = response.Body.Close()
	e.Headers = heard.headers
	if !c.HasCertCallback() {
		return nil
	}
	made, err := c.TLS.GetCertHolder.GetCert()
	if err != nil || made == nil {
		return err
	}
	e.Cert, e.Key, err = encode(made)
	return err
}

// listener keeps the headers of a request that goes nowhere.
type listener struct{ headers http.Header }

func (l *listener) RoundTrip(r *http.Request) (*http.Response, error) {
	l.headers = r.Header.Clone()
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: r}, nil
}

// encode writes a certificate as PEM.
func encode(c *tls.Certificate) (cert, key []byte, err error) {
	if len(c.Certificate) == 0 {
		return nil, nil, errors.New("a credential plugin gave a certificate without content")
	}
	for _, der := range c.Certificate {
		cert = append(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	}
	der, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	return cert, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), err
}
