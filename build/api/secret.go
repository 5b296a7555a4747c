package api

import "context"

// Secret is something that a RUN sees while it runs, and that no layer, history, cache key
// or event holds. It is given by one of File, Env, Data and Func.
type Secret struct {
	ID   string
	File string // path
	Env  string // name of a variable of this process
	Data []byte
	// Func returns the secret. It is called at the beginning of a build.
	Func func(ctx context.Context) ([]byte, error) `json:"-"`
}

// Agent is an ssh agent that a RUN may sign with.
type Agent struct {
	ID    string   // empty: default
	Paths []string // one agent's socket, or private keys; empty: $SSH_AUTH_SOCK
}
