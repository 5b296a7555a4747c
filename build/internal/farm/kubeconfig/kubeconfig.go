// Package kubeconfig has what cooper and cooper-kubeconfig tell each other about the way to a cluster.
package kubeconfig

import "time"

// Request says which cluster is meant.
type Request struct {
	Kubeconfig string // path; empty: $KUBECONFIG, ~/.kube/config or the service account of a pod
	Context    string // empty: the current one
	Namespace  string // empty: that of the context
}

// Endpoint is the way to a cluster.
type Endpoint struct {
	Server     string // URL
	Namespace  string
	Context    string // for people; empty: in a pod
	ServerName string // of the certificate; empty: that of the URL
	Insecure   bool   // the certificate is not verified
	Proxy      string // URL; empty: that of the environment
	CA         []byte // PEM; empty: the machine's
	Cert, Key  []byte // PEM
	// Headers are for every request: a token, and who is impersonated.
	Headers map[string][]string
	Asked   time.Time
}
